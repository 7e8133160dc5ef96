import type { VNode } from "preact";
import { lengthOf, workingBetween } from "../../plant/shifts/calendar-time.ts";
import { poolsOn } from "../../plant/shifts/recognise-shifts.ts";
import { WEEK } from "../../plant/shifts/shift-model.ts";
import { LEAST_REST, type Roster } from "../../plant/shifts/shift-roster.ts";
import { useShownCalendar } from "./shifts-context.ts";

const HOUR = 3600;

/** Hours of the crews that take turns, and of the workers who are there by the calendar. */
export function HoursTables(): VNode {
  const { roster } = useShownCalendar();
  return (
    <div class="hours-tables">
      {roster !== undefined && <CrewHours roster={roster} />}
      <PoolHours />
    </div>
  );
}

function CrewHours({ roster }: { roster: Roster }): VNode {
  const { words, hours, week, weeks } = useShownCalendar();
  const owed = hours(roster.hoursPerWeek * HOUR);
  const inHours = (value: number): string => words("hours", { hours: hours(value * HOUR) });
  return (
    <table class="hours-table" data-testid="crew-hours">
      <caption>{words("crewTable")}</caption>
      <thead>
        <tr>
          <th scope="col">{words("crew.name")}</th>
          <th scope="col">{words("crew.hours", { week: week + 1 })}</th>
          <th scope="col">{words("crew.beyond", { hours: owed })}</th>
          <th scope="col">{words("crew.mean", { weeks })}</th>
          <th scope="col">{words("crew.overtime", { weeks })}</th>
          <th scope="col">{words("crew.rests", { hours: LEAST_REST })}</th>
        </tr>
      </thead>
      <tbody>
        {roster.crews.map(({ crew, hours: each, overtime }) => {
          const now = each[week] ?? 0;
          const beyond = Math.max(0, now - roster.hoursPerWeek);
          const rests = roster.shortRests.filter((rest) => rest.crew === crew).length;
          return (
            <tr key={crew}>
              <th scope="row">
                <span class={`crew-swatch crew-${crew}`} aria-hidden="true" />
                {words("crew", { crew: crew + 1 })}
              </th>
              <td>{inHours(now)}</td>
              <td class={beyond > 0 ? "beyond" : undefined}>{inHours(beyond)}</td>
              <td>{inHours(each.reduce((sum, one) => sum + one, 0) / roster.weeks)}</td>
              <td>{inHours(overtime)}</td>
              <td class={rests > 0 ? "beyond" : undefined}>{rests}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function PoolHours(): VNode {
  const { words, hours, plant, calendar, week } = useShownCalendar();
  const pools = poolsOn(plant, calendar.id);
  if (pools.length === 0) return <p class="muted">{words("pool.none")}</p>;
  const spans = workingBetween(calendar, week * WEEK, (week + 1) * WEEK);
  const all = lengthOf(spans);
  const additional = lengthOf(spans.filter((span) => span.additional));
  const size = pools.reduce((sum, pool) => sum + pool.size, 0);
  const row = (name: string, workers: number): VNode => (
    <>
      <th scope="row">{name}</th>
      <td>{workers}</td>
      <td>{words("hours", { hours: hours(workers * all) })}</td>
      <td>{words("hours", { hours: hours(workers * additional) })}</td>
    </>
  );
  return (
    <table class="hours-table" data-testid="pool-hours">
      <caption>{words("poolTable")}</caption>
      <thead>
        <tr>
          <th scope="col">{words("pool.name")}</th>
          <th scope="col">{words("pool.size")}</th>
          <th scope="col">{`${words("pool.hours")}, ${words("crew.hours", { week: week + 1 })}`}</th>
          <th scope="col">{words("pool.overtime")}</th>
        </tr>
      </thead>
      <tbody>
        {pools.map((pool) => (
          <tr key={pool.id}>{row(pool.name ?? pool.id, pool.size)}</tr>
        ))}
        {pools.length > 1 && <tr class="total">{row(words("pool.total"), size)}</tr>}
      </tbody>
    </table>
  );
}
