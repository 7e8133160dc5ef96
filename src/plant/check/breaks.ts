import type { Breaks, Workers } from "../resources/workers.ts";
import { type PathStep, type Report, rule, type Rule } from "../rule.ts";
import type { Calendar } from "../schema.ts";
import type { PlantIndex } from "./plant-index.ts";

const TOO_LONG = rule("break/tooLong", "error");

const BEYOND = rule("break/beyondPeriod", "error");

const TOO_SHORT = rule("break/windowTooShort", "error");

const OFF_SHIFT = rule("break/offShift", "warning");

const NOBODY_ELSE = rule("workers/nobodyElse", "error");

const NEVER_ABSENT = rule("workers/neverAbsent", "warning");

export const BREAK_RULES: readonly Rule[] = [
  TOO_LONG,
  BEYOND,
  TOO_SHORT,
  OFF_SHIFT,
  NOBODY_ELSE,
  NEVER_ABSENT,
];

/** Breaks fit into their windows, and whoever stands in for others is somebody else. */
export function checkBreaks({ plant, calendars }: PlantIndex, report: Report): void {
  const resources = plant.resources ?? [];
  for (const [i, pool] of resources.entries()) {
    if (pool.kind !== "workers") continue;
    const path = ["resources", i];
    const calendar = plant.calendars[calendars.get(pool.calendar ?? "") ?? -1];
    if (pool.breaks !== undefined) checkWindows(pool, pool.breaks, calendar, path, report);
    if (pool.breaks?.relief?.pool === pool.id)
      report(NOBODY_ELSE, [...path, "breaks", "relief", "pool"], { id: pool.id });
    const { replacement } = pool;
    if (replacement === undefined) continue;
    if (pool.absence === undefined || pool.absence === 0)
      report(NEVER_ABSENT, [...path, "replacement"], { id: pool.id });
    const others = resources.filter(
      (other) =>
        other.kind === "workers" &&
        other !== pool &&
        ("pool" in replacement
          ? other.id === replacement.pool
          : other.skills?.includes(replacement.skill) === true),
    );
    const isNamed =
      "pool" in replacement ? replacement.pool === pool.id : pool.skills?.includes(replacement.skill);
    // What names nobody at all is told as a reference.
    if (others.length === 0 && isNamed === true)
      report(NOBODY_ELSE, [...path, "replacement"], { id: pool.id });
  }
}

function checkWindows(
  { id, size }: Workers,
  { windows, period, atMostAway = size }: Breaks,
  calendar: Calendar | undefined,
  path: readonly PathStep[],
  report: Report,
): void {
  for (const [w, { start, end, duration }] of windows.entries()) {
    const place = [...path, "breaks", "windows", w];
    if (end - start < duration) {
      report(TOO_LONG, place, { id, duration, window: end - start });
      continue;
    }
    if (period !== undefined && (start >= period || end > period)) report(BEYOND, place, { id, end, period });
    const turns = Math.ceil(size / atMostAway);
    if (turns * duration > end - start)
      report(TOO_SHORT, place, { id, size, atMostAway, needed: turns * duration, window: end - start });
    if (calendar !== undefined && calendar.period === period && !covers(calendar, start, end))
      report(OFF_SHIFT, place, { id, calendar: calendar.id, start, end });
  }
}

/** Whether it is working time by the rule from the one to the other. */
function covers({ working }: Calendar, start: number, end: number): boolean {
  let at = start;
  for (const interval of [...working].sort((a, b) => a.start - b.start))
    if (interval.start <= at && at < interval.end) at = interval.end;
  return at >= end;
}
