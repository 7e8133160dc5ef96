import { toMicros, type Micros } from "../../base/units.ts";
import type { Part } from "../kernel/parts.ts";
import type { Evaluation } from "../rules/evaluate.ts";

/** Longest time that the plant file allows, µs. */
const LONGEST = toMicros(3.2e9);

/** Stretches a time by an expression of the part, such as its length; the result is a time whatever the expression gives. */
export class TimeFactor {
  readonly #factor: Evaluation<number>;

  constructor(factor: Evaluation<number>) {
    this.#factor = factor;
  }

  /** 0 where the factor is no number or not above 0, and at most the longest time of a plant file (SPEC E8). */
  scale(duration: Micros, part: Part): Micros {
    const scaled = duration * this.#factor(part);
    return scaled > 0 ? Math.min(Math.floor(scaled + 0.5), LONGEST) : 0;
  }
}
