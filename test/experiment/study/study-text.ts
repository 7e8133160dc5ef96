import { inspectStudy, type ReadStudy } from "../../../src/experiment/study/read-study.ts";
import type { Study } from "../../../src/experiment/study/study-file.ts";
import type { BareFinding } from "../../../src/plant/finding.ts";
import type { Plant } from "../../../src/plant/schema.ts";
import { arrivals, buffer, failure, plantOf, sink, station } from "../../sim/plants.ts";

/** Two machines with a buffer between them; the second fails. */
export const LINE: Plant = plantOf({
  elements: [
    arrivals("in", { dist: "exponential", mean: 12 }),
    buffer("B1"),
    station("M1", { dist: "exponential", mean: 10 }),
    buffer("B3", { capacity: 4 }),
    station("M2", 9, {
      failures: [
        failure("stop", "busy", { dist: "exponential", mean: 500 }, { dist: "exponential", mean: 40 }),
      ],
    }),
    sink(),
  ],
  flow: ["in > B1 > M1 > B3 > M2 > out"],
});

/** The text of a study of the line, with the members given in place of the usual ones. */
export function studyText(more: Partial<Record<keyof Study, unknown>> = {}): string {
  return JSON.stringify(
    {
      format: "taktwerk-study",
      version: 1,
      id: "line",
      name: "Line",
      plant: LINE,
      run: { horizon: 4000, warmup: 400, replications: 4, seed: 7 },
      scenarios: [
        { id: "base" },
        { id: "more", name: "More places", reason: "M2 stops", changes: { "elements/B3/capacity": 8 } },
      ],
      ...more,
    },
    undefined,
    1,
  );
}

/** A study that must be without errors. */
export function studyOf(more: Partial<Record<keyof Study, unknown>> = {}): ReadStudy {
  const read = inspectStudy(studyText(more), () => undefined);
  if (!read.ok) throw new Error(JSON.stringify(read.error, undefined, 1));
  return read.value;
}

/** What is wrong with a study. */
export function findingsOf(more: Partial<Record<keyof Study, unknown>>): readonly BareFinding[] {
  const read = inspectStudy(studyText(more), () => undefined);
  return read.ok ? read.value.warnings : read.error;
}
