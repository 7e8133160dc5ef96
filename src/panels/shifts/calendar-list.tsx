import type { VNode } from "preact";
import type { Calendar } from "../../plant/schema.ts";
import { usersOf } from "../../plant/shifts/calendar-users.ts";
import { useShownCalendar, workedInWeek } from "./shifts-context.ts";

/** Names of elements that are written out of each line. */
const MOST_NAMES = 6;

/** All calendars of the plant, with the lines, pools and loads that work by them. */
export function CalendarList(): VNode {
  const { words, hours, plant, calendar: shown, control, week } = useShownCalendar();
  return (
    <>
      <h3>{words("calendars")}</h3>
      <ul class="calendar-list" data-testid="calendars">
        {plant.calendars.map((calendar) => (
          <li key={calendar.id}>
            <button
              type="button"
              class="calendar-choice"
              aria-pressed={calendar === shown}
              data-calendar={calendar.id}
              onClick={() => {
                control.calendar.value = calendar.id;
                control.say("");
              }}
            >
              <span class="calendar-name">{calendar.name ?? calendar.id}</span>
              <span class="muted">
                {words("hoursAWeek", { hours: hours(workedInWeek(calendar, week)), week: week + 1 })}
              </span>
            </button>
            <Users calendar={calendar} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Users({ calendar }: { calendar: Calendar }): VNode {
  const { words, plant } = useShownCalendar();
  const { lines, resources, loads } = usersOf(plant, calendar.id);
  if (lines.length + resources.length + loads.length === 0)
    return <p class="calendar-users muted">{words("noUsers")}</p>;
  return (
    <ul class="calendar-users">
      {lines.map(({ line, elements }) => (
        <li key={line ?? ""}>
          {line !== undefined && <strong>{line}: </strong>}
          {elements
            .slice(0, MOST_NAMES)
            .map((element) => element.name ?? element.id)
            .join(", ")}
          {elements.length > MOST_NAMES && ` +${elements.length - MOST_NAMES}`}
        </li>
      ))}
      {resources.map((resource) => {
        const name = resource.name ?? resource.id;
        return (
          <li key={resource.id}>
            {resource.kind === "workers" ? words("pool", { name, size: resource.size }) : name}
          </li>
        );
      })}
      {loads.map((name) => (
        <li key={name}>{words("load", { name })}</li>
      ))}
    </ul>
  );
}
