import { asDistribution } from "../as-distribution.ts";
import { type PathStep, type Report, rule, type Rule } from "../rule.ts";
import type { Calendar } from "../schema.ts";
import { cycleDurations, support } from "../support.ts";
import type { PlantIndex } from "./plant-index.ts";

const REVERSED = rule("calendar/reversed", "error");

const BEYOND = rule("calendar/beyondPeriod", "error");

const OVERLAP = rule("calendar/overlap", "error");

const NEVER = rule("calendar/neverWorking", "error");

const ENDS_EARLY = rule("calendar/endsEarly", "warning");

const UNUSED = rule("calendar/unused", "warning");

const NEVER_FITS = rule("calendar/neverFits", "error");

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
    [...plant.elements, ...(plant.resources ?? []), ...(plant.energy?.loads ?? [])].map((user) =>
      "calendar" in user ? user.calendar : undefined,
    ),
  );
  for (const [i, calendar] of plant.calendars.entries()) {
    const path = ["calendars", i];
    checkIntervals(calendar.working, "working", path, report, calendar.period);
    checkIntervals(calendar.exceptions ?? [], "exceptions", path, report);
    checkExtent(calendar, plant.run.horizon, path, report);
    if (!used.has(calendar.id)) report(UNUSED, path, { id: calendar.id });
  }
  checkFits(index, report);
}

function checkIntervals(
  working: readonly { readonly start: number; readonly end: number }[],
  member: "working" | "exceptions",
  path: readonly PathStep[],
  report: Report,
  period?: number,
): void {
  const order = [...working.keys()].sort((a, b) => (working[a]?.start ?? 0) - (working[b]?.start ?? 0));
  let last: { start: number; end: number } | undefined;
  for (const i of order) {
    const interval = working[i];
    if (interval === undefined) continue;
    const { start, end } = interval;
    const place = [...path, member, i];
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
