import { STATES, type State } from "../../plant/states.ts";
import { contentIn, statesIn, type TimeRange } from "./course-window.ts";
import type { RunCourse } from "../../protocol/questions.ts";

/** What a heat map shows: the share of time in a state, or parts inside. */
export type HeatMeasure = State | "content";

/** A number for each element that has one. */
export interface HeatField {
  readonly measure: HeatMeasure;
  readonly values: ReadonlyMap<string, number>;
  /** The end of the scale that has its colours; it begins at 0. */
  readonly most: number;
}

/** Measures for which some element has more than nothing, in their order. */
export function measuresIn(course: RunCourse): readonly HeatMeasure[] {
  const stations = new Set(course.stations);
  const present = new Set(
    course.elements.flatMap(({ id, state }) => (stations.has(id) ? [...new Set(state)] : [])),
  );
  return [...STATES.filter((_, i) => present.has(i)), "content"];
}

/** The field of a measure in a range of a run: shares of stations, contents of all that can hold parts. */
export function heatField(course: RunCourse, measure: HeatMeasure, range: TimeRange): HeatField {
  const stations = new Set(course.stations);
  const index = measure === "content" ? -1 : STATES.indexOf(measure);
  const values = course.elements.flatMap((element): [string, number][] => {
    if (measure === "content") return [[element.id, contentIn(element, range)]];
    return stations.has(element.id) ? [[element.id, statesIn(element, range)[index] ?? 0]] : [];
  });
  return fieldOf(measure, new Map(values));
}

/** @param values of each element that has one */
export function fieldOf(measure: HeatMeasure, values: ReadonlyMap<string, number>): HeatField {
  // From nothing to the largest: small shares are told apart as well.
  return { measure, values, most: Math.max(1e-6, ...values.values()) };
}
