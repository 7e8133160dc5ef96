import { asDistribution } from "../as-distribution.ts";
import { type PathStep, type Report, rule, type Rule } from "../rule.ts";
import type { Calendar } from "../schema.ts";
import { cycleDurations, support } from "../support.ts";
import type { PlantIndex } from "./plant-index.ts";

const REVERSED = rule(
  "calendar/reversed",
  "error",
  ["The interval ends at {end} s, not after its start at {start} s", "Exchange or correct start and end"],
  [
    "Das Intervall endet bei {end} s, nicht nach seinem Beginn bei {start} s",
    "Vertauschen oder berichtigen Sie Beginn und Ende",
  ],
);

const BEYOND = rule(
  "calendar/beyondPeriod",
  "error",
  [
    "The interval ends at {end} s, after the period of {period} s",
    "End it within the period, or make the period longer",
  ],
  [
    "Das Intervall endet bei {end} s, nach der Periode von {period} s",
    "Beenden Sie es in der Periode, oder verlängern Sie die Periode",
  ],
);

const OVERLAP = rule(
  "calendar/overlap",
  "error",
  [
    "The interval from {start} s to {end} s overlaps another one from {otherStart} s to {otherEnd} s",
    "Join the two, or move one of them",
  ],
  [
    "Das Intervall von {start} s bis {end} s überschneidet ein anderes von {otherStart} s bis {otherEnd} s",
    "Vereinen Sie beide, oder verschieben Sie eines",
  ],
);

const NEVER = rule(
  "calendar/neverWorking",
  "error",
  [
    "“{id}” has no working time before the horizon of {horizon} s",
    "Add an interval that begins before the horizon",
  ],
  [
    "„{id}“ hat vor dem Horizont von {horizon} s keine Arbeitszeit",
    "Ergänzen Sie ein Intervall, das vor dem Horizont beginnt",
  ],
);

const ENDS_EARLY = rule(
  "calendar/endsEarly",
  "warning",
  [
    "“{id}” has no working time after {end} s, while the run goes on until {horizon} s",
    "Give a period, so that the intervals repeat",
  ],
  [
    "„{id}“ hat nach {end} s keine Arbeitszeit mehr, der Lauf geht aber bis {horizon} s",
    "Geben Sie eine Periode an, damit sich die Intervalle wiederholen",
  ],
);

const UNUSED = rule(
  "calendar/unused",
  "warning",
  ["Nothing works by the calendar “{id}”", "Name it at an element, or remove it"],
  ["Nichts arbeitet nach dem Kalender „{id}“", "Nennen Sie ihn bei einem Element, oder entfernen Sie ihn"],
);

const NEVER_FITS = rule(
  "calendar/neverFits",
  "error",
  [
    "“{id}” starts only what ends in time, but its cycle of at least {least} s is longer than the longest interval of {longest} s",
    "Make the intervals longer, or let the work be resumed or finished",
  ],
  [
    "„{id}“ beginnt nur, was rechtzeitig endet, aber der Zyklus von mindestens {least} s ist länger als das längste Intervall von {longest} s",
    "Verlängern Sie die Intervalle, oder lassen Sie die Arbeit fortsetzen oder beenden",
  ],
);

export const CALENDAR_RULES: readonly Rule[] = [
  REVERSED,
  BEYOND,
  OVERLAP,
  NEVER,
  ENDS_EARLY,
  UNUSED,
  NEVER_FITS,
];

/** Working times are intervals that follow one another, and there are some. */
export function checkCalendars(index: PlantIndex, report: Report): void {
  const { plant } = index;
  const used = new Set(
    plant.elements.map((element) => ("calendar" in element ? element.calendar : undefined)),
  );
  for (const [i, calendar] of plant.calendars.entries()) {
    const path = ["calendars", i];
    checkIntervals(calendar, path, report);
    checkExtent(calendar, plant.run.horizon, path, report);
    if (!used.has(calendar.id)) report(UNUSED, path, { id: calendar.id });
  }
  checkFits(index, report);
}

function checkIntervals({ working, period }: Calendar, path: readonly PathStep[], report: Report): void {
  const order = [...working.keys()].sort((a, b) => (working[a]?.start ?? 0) - (working[b]?.start ?? 0));
  let last: { start: number; end: number } | undefined;
  for (const i of order) {
    const interval = working[i];
    if (interval === undefined) continue;
    const { start, end } = interval;
    const place = [...path, "working", i];
    if (end <= start) {
      report(REVERSED, place, { start, end });
      continue;
    }
    if (period !== undefined && end > period) report(BEYOND, place, { end, period });
    if (last !== undefined && start < last.end) {
      report(OVERLAP, place, { start, end, otherStart: last.start, otherEnd: last.end });
    }
    if (last === undefined || end > last.end) last = interval;
  }
}

function checkExtent(calendar: Calendar, horizon: number, path: readonly PathStep[], report: Report): void {
  const { id, working, period } = calendar;
  const valid = working.filter(({ start, end }) => start < end);
  // What is wrong with each interval has been said already.
  if (valid.length === 0) return;
  if (valid.every(({ start }) => start >= horizon)) report(NEVER, path, { id, horizon });
  const end = valid.reduce((latest, interval) => Math.max(latest, interval.end), 0);
  if (period === undefined && end < horizon) report(ENDS_EARLY, path, { id, end, horizon });
}

function checkFits({ plant, calendars }: PlantIndex, report: Report): void {
  for (const [i, element] of plant.elements.entries()) {
    if (element.kind !== "station" || element.calendar === undefined) continue;
    const calendar = plant.calendars[calendars.get(element.calendar) ?? -1];
    if (calendar?.interruption !== "startIfFits" || coversAll(calendar)) continue;
    const longest = longestRun(calendar);
    for (const { path, duration } of cycleDurations(element.cycleTime)) {
      const least = support(asDistribution(duration))[0];
      if (least > longest)
        report(NEVER_FITS, ["elements", i, "cycleTime", ...path], { id: element.id, least, longest });
    }
  }
}

/** The longest working time without a gap, s; across the end of the period where the work goes on there. */
function longestRun({ working, period }: Calendar): number {
  const sorted = [...working].sort((a, b) => a.start - b.start);
  const again =
    period === undefined
      ? []
      : sorted.map(({ start, end }) => ({ start: start + period, end: end + period }));
  let longest = 0;
  let [start, end] = [Number.NaN, Number.NaN];
  for (const interval of [...sorted, ...again]) {
    if (interval.start !== end) start = interval.start;
    end = interval.end;
    longest = Math.max(longest, end - start);
  }
  return longest;
}

function coversAll({ working, period }: Calendar): boolean {
  return period !== undefined && working.reduce((sum, { start, end }) => sum + end - start, 0) >= period;
}
