import { type Report, rule, type Rule } from "../rule.ts";
import type { PlantIndex } from "./plant-index.ts";

const BEYOND = rule(
  "schedule/beyondPeriod",
  "error",
  [
    "The entry at {time} s lies outside the period of {period} s",
    "Move it into the period, or make the period longer",
  ],
  [
    "Der Eintrag bei {time} s liegt außerhalb der Periode von {period} s",
    "Legen Sie ihn in die Periode, oder verlängern Sie die Periode",
  ],
);

const NEVER = rule(
  "schedule/afterHorizon",
  "warning",
  [
    "All entries of “{id}” come after the horizon of {horizon} s",
    "Move them forward, or make the horizon longer",
  ],
  [
    "Alle Einträge von „{id}“ kommen nach dem Horizont von {horizon} s",
    "Legen Sie sie früher, oder verlängern Sie den Horizont",
  ],
);

const ENDLESS = rule(
  "schedule/tooMany",
  "error",
  [
    "“{id}” would release {parts} parts until the horizon, more than {limit}",
    "Make the period longer or the quantities smaller",
  ],
  [
    "„{id}“ würde bis zum Horizont {parts} Teile freigeben, mehr als {limit}",
    "Verlängern Sie die Periode, oder verkleinern Sie die Mengen",
  ],
);

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
