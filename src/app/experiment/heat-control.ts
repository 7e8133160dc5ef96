import { computed, type ReadonlySignal, Signal } from "@preact/signals-core";
import { cividis } from "../../base/cividis.ts";
import { STATES } from "../../plant/states.ts";
import type { RunResult } from "../../protocol/simulation.ts";
import type { ExperimentControl } from "./experiment-control.ts";
import { fieldOf, heatField, type HeatField, type HeatMeasure, measuresIn } from "./heat-field.ts";

/** What the heat map over the plant is of: the run that goes on, or the course that the screen for experiments shows. */
export type HeatSource = "run" | "course";

/** The heat map over the plant; it follows the run, or the range of time that the charts share. */
export class HeatControl {
  readonly measure = new Signal<HeatMeasure>("working");
  readonly source = new Signal<HeatSource>("run");
  /** Those that something can be shown of. */
  readonly measures: ReadonlySignal<readonly HeatMeasure[]>;
  readonly hasCourse: ReadonlySignal<boolean>;
  readonly field: ReadonlySignal<HeatField | undefined>;
  /** By element id, as CSS has them. */
  readonly colours: ReadonlySignal<ReadonlyMap<string, string>>;

  constructor(
    results: ReadonlySignal<RunResult | undefined>,
    experiment: ReadonlySignal<ExperimentControl | undefined>,
  ) {
    const course = computed(() => experiment.value?.questions.course.found.value);
    this.hasCourse = computed(() => course.value !== undefined);
    const shown = computed(() => (this.source.value === "course" ? course.value : undefined));
    this.measures = computed(() => {
      if (shown.value !== undefined) return measuresIn(shown.value);
      return results.value === undefined ? [] : measuresOfRun(results.value);
    });
    this.field = computed(() => {
      const measure = this.measures.value.includes(this.measure.value) ? this.measure.value : "content";
      const range = experiment.value?.range;
      if (shown.value !== undefined && range !== undefined)
        return heatField(shown.value, measure, range.within(range.chosen.value, shown.value.until));
      return results.value === undefined ? undefined : fieldOfRun(results.value, measure);
    });
    this.colours = computed(() => {
      const field = this.field.value;
      if (field === undefined) return new Map<string, string>();
      return new Map([...field.values].map(([id, value]) => [id, cividis(value / field.most)]));
    });
  }

  /** Shows the course that is looked at in the charts. */
  showCourse(measure: HeatMeasure): void {
    this.source.value = "course";
    this.measure.value = measure;
  }
}

function measuresOfRun({ stations }: RunResult): readonly HeatMeasure[] {
  const shares = Object.values(stations);
  return [...STATES.filter((state) => shares.some(({ states }) => states[state] > 0)), "content"];
}

/** Since the end of the warm-up. */
export function fieldOfRun({ stations, buffers }: RunResult, measure: HeatMeasure): HeatField {
  const values = new Map<string, number>();
  for (const [id, { states, meanContent }] of Object.entries(stations))
    values.set(id, measure === "content" ? meanContent : states[measure]);
  if (measure === "content")
    for (const [id, { meanContent }] of Object.entries(buffers)) values.set(id, meanContent);
  return fieldOf(measure, values);
}
