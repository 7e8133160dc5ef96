import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import { toggleHoliday, toggleOnce, toggleWeekly } from "../../plant/shifts/shift-edits.ts";
import { DAY, SHIFT_LENGTH, type ShiftName, SHIFTS, WEEK } from "../../plant/shifts/shift-model.ts";
import { useWording } from "../session-context.ts";
import { ShiftCell } from "./shift-cell.tsx";
import { dayNames, useShownCalendar } from "./shifts-context.ts";

/** Place of what has the focus: 0 is the day's name, then the shifts. */
type Place = readonly [day: number, column: number];
const COLUMNS = SHIFTS.length;
const DAYS = WEEK / DAY;
/** Hour of the day at which the first shift begins. */
const FIRST_HOUR = 6;

const MOVES: Readonly<Record<string, (place: Place) => Place>> = {
  ArrowUp: ([day, column]) => [Math.max(0, day - 1), column],
  ArrowDown: ([day, column]) => [Math.min(DAYS - 1, day + 1), column],
  ArrowLeft: ([day, column]) => [day, Math.max(0, column - 1)],
  ArrowRight: ([day, column]) => [day, Math.min(COLUMNS, column + 1)],
  Home: ([day]) => [day, 0],
  End: ([day]) => [day, COLUMNS],
};

/** The shown week from Monday 06:00 to Monday 06:00: a row for each day, a column for each shift. */
export function WeekTable(): VNode {
  const { words, calendar, week, known } = useShownCalendar();
  const body = useRef<HTMLTableSectionElement>(null);
  const [place, setPlace] = useState<Place>([0, 1]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = event.ctrlKey || event.altKey || event.metaKey ? undefined : MOVES[event.key];
    if (move === undefined || known === undefined) return;
    event.preventDefault();
    const next = move(place);
    setPlace(next);
    body.current?.querySelector<HTMLElement>(`[data-place="${next.join(" ")}"]`)?.focus();
  };
  return (
    <table
      class="week-table"
      role={known === undefined ? undefined : "grid"}
      aria-label={words("grid.label", { week: week + 1, calendar: calendar.name ?? calendar.id })}
      data-testid="week"
      onKeyDown={onKeyDown}
    >
      <thead>
        <tr>
          <th scope="col">{words("day")}</th>
          {SHIFTS.map((shift, i) => (
            <th key={shift} scope="col">
              {words(`shift.${shift}`)} <span class="muted">{words("clock", clockOf(i))}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        {Array.from({ length: DAYS }, (_, day) => (
          <DayRow key={day} day={day} place={place} onFocus={setPlace} />
        ))}
      </tbody>
    </table>
  );
}

function clockOf(shift: number): { from: string; until: string } {
  const at = (step: number): string => {
    const hour = (FIRST_HOUR + (step * SHIFT_LENGTH) / 3600) % 24;
    return `${String(hour).padStart(2, "0")}:00`;
  };
  return { from: at(shift), until: at(shift + 1) };
}

interface RowProps {
  /** From Monday, 0 to 6. */
  readonly day: number;
  readonly place: Place;
  readonly onFocus: (place: Place) => void;
}

function DayRow({ day, place, onFocus }: RowProps): VNode {
  const { week, known } = useShownCalendar();
  const number = week * DAYS + day;
  const isHoliday = known?.model.holidays?.includes(number) === true;
  const tabIndex = (column: number): number => (place[0] === day && place[1] === column ? 0 : -1);
  return (
    <tr class={isHoliday ? "holiday" : undefined}>
      <th scope="row">
        <DayName day={day} isHoliday={isHoliday} tabIndex={tabIndex(0)} onFocus={() => onFocus([day, 0])} />
      </th>
      {SHIFTS.map((shift, i) => (
        <td key={shift}>
          <SwitchedShift
            day={day}
            shift={shift}
            tabIndex={tabIndex(i + 1)}
            onFocus={() => onFocus([day, i + 1])}
          />
        </td>
      ))}
    </tr>
  );
}

interface DayNameProps {
  readonly day: number;
  readonly isHoliday: boolean;
  readonly tabIndex: number;
  readonly onFocus: () => void;
}

function DayName({ day, isHoliday, tabIndex, onFocus }: DayNameProps): VNode {
  const { words, week, known, take } = useShownCalendar();
  const name = dayNames(useWording().language, "long")[day] ?? "";
  const number = week * DAYS + day;
  const text = (
    <>
      <span class="day-name">{name}</span>
      <span class="muted">
        {number + 1}
        {isHoliday && ` · ${words("holiday")}`}
      </span>
      {known !== undefined && !isHoliday && <span class="visually-hidden">{words("holiday")}</span>}
    </>
  );
  if (known === undefined) return <span class="day-head">{text}</span>;
  return (
    <button
      type="button"
      class="day-head"
      tabIndex={tabIndex}
      aria-pressed={isHoliday}
      title={words("holiday")}
      data-place={`${day} 0`}
      onFocus={onFocus}
      onClick={() =>
        take(
          toggleHoliday(known.model, known.others, number),
          words(isHoliday ? "said.holiday.off" : "said.holiday.on", { day: name }),
        )
      }
    >
      {text}
    </button>
  );
}

interface SwitchedShiftProps {
  readonly day: number;
  readonly shift: ShiftName;
  readonly tabIndex: number;
  readonly onFocus: () => void;
}

/** A shift of a day, switched by a click where the calendar is a model. */
function SwitchedShift({ day, shift, tabIndex, onFocus }: SwitchedShiftProps): VNode {
  const { words, week, known, control, take } = useShownCalendar();
  const { language } = useWording();
  const name = dayNames(language, "long")[day] ?? "";
  const number = week * DAYS + day;
  const toggle = (): void => {
    if (known === undefined) return;
    const label = words(`shift.${shift}`);
    if (control.scope.peek() === "once") {
      take(
        toggleOnce(known.model, known.others, number, shift),
        words("said.once", { shift: label, day: name }),
      );
      return;
    }
    const edited = toggleWeekly(known.model, day, shift);
    const { shifts, extra = [] } = known.model;
    const before = shifts.length + extra.length;
    const isOn = "model" in edited && edited.model.shifts.length + (edited.model.extra ?? []).length > before;
    const what = day < 5 ? label : `${name}, ${label}`;
    take(edited, words(isOn ? "said.weekly.on" : "said.weekly.off", { shift: what }));
  };
  return (
    <ShiftCell
      day={number}
      shift={shift}
      label={words("cell.label", { day: name, shift: words(`shift.${shift}`) })}
      place={`${day} ${SHIFTS.indexOf(shift) + 1}`}
      tabIndex={tabIndex}
      onFocus={onFocus}
      onToggle={known === undefined ? undefined : toggle}
    />
  );
}
