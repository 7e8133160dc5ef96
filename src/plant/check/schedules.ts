import { type Report, rule, type Rule } from "../rule.ts";
import type { PlantIndex } from "./plant-index.ts";

const BEYOND = rule("schedule/beyondPeriod", "error");

const NEVER = rule("schedule/afterHorizon", "warning");

const ENDLESS = rule("schedule/tooMany", "error");

export const SCHEDULE_RULES: readonly Rule[] = [BEYOND, NEVER, ENDLESS];

/** Parts that a schedule may release in a run; more would run for days without an end in sight. */
const PART_LIMIT = 1e10;

/** Schedules release what they say, and come to an end. */
export function checkSchedules({ plant }: PlantIndex, report: Report): void {
  const { horizon } = plant.run;
  for (const [i, element] of plant.elements.entries()) {
    if (element.kind !== "source" || element.arrivals.mode !== "schedule") continue;
    const { entries, period } = element.arrivals;
    const path = ["elements", i, "arrivals"];
    for (const [e, { time }] of entries.entries()) {
      if (period !== undefined && time >= period)
        report(BEYOND, [...path, "entries", e, "time"], { time, period });
    }
    if (entries.every(({ time }) => time > horizon)) report(NEVER, path, { id: element.id, horizon });
    const once = entries.reduce((sum, { quantity }) => sum + (quantity ?? 1), 0);
    const parts = once * (period === undefined ? 1 : Math.ceil(horizon / period));
    if (parts > PART_LIMIT) report(ENDLESS, path, { id: element.id, parts, limit: PART_LIMIT });
  }
}
