import { toSeconds, type Micros } from "../../base/units.ts";
import type { DueDateResult } from "../results.ts";
import { Tally, type TallyState } from "./tally.ts";

/** Lateness is completion less due date; tardiness the same where it is positive, else 0 (Pinedo, Scheduling). */
export class DueDates {
  readonly #lateness = new Tally();
  readonly #tardiness = new Tally();
  #late = 0;
  /** Sum of weight × tardiness, in µs. */
  #weighted = 0;

  get count(): number {
    return this.#lateness.count;
  }

  add(lateness: Micros, weight: number): void {
    const tardiness = lateness > 0 ? lateness : 0;
    this.#lateness.add(lateness);
    this.#tardiness.add(tardiness);
    if (lateness > 0) this.#late++;
    this.#weighted += weight * tardiness;
  }

  reset(): void {
    this.#lateness.reset();
    this.#tardiness.reset();
    this.#late = 0;
    this.#weighted = 0;
  }

  result(): DueDateResult {
    const { count } = this;
    return {
      count,
      late: this.#late,
      serviceLevel: count === 0 ? Number.NaN : 1 - this.#late / count,
      latenessMean: toSeconds(this.#lateness.mean),
      latenessMax: count === 0 ? Number.NaN : toSeconds(this.#lateness.max),
      tardinessMean: toSeconds(this.#tardiness.mean),
      tardinessMax: count === 0 ? Number.NaN : toSeconds(this.#tardiness.max),
      weightedTardiness: toSeconds(this.#weighted),
    };
  }

  save(): DueDatesState {
    return {
      lateness: this.#lateness.save(),
      tardiness: this.#tardiness.save(),
      late: this.#late,
      weighted: this.#weighted,
    };
  }

  restore(state: DueDatesState): void {
    this.#lateness.restore(state.lateness);
    this.#tardiness.restore(state.tardiness);
    this.#late = state.late;
    this.#weighted = state.weighted;
  }
}

export type DueDatesState = { lateness: TallyState; tardiness: TallyState; late: number; weighted: number };
