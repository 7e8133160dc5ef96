import type { Micros } from "../../base/units.ts";
import type { Kernel } from "../kernel/kernel.ts";

/**
 * Content of one element: its integral is the time that parts spent inside while observed, kept by one addition
 * when a part leaves. The element knows since when each part inside is there.
 */
export class ContentClock {
  /** Most parts inside since the statistics began. */
  max = 0;
  /** Time inside of the parts that left since the statistics began, µs in all. */
  spent: Micros = 0;
  /** Parts that left since the statistics began. */
  left = 0;
  /** What the parts inside had spent when the statistics began, µs in all. */
  #before: Micros = 0;
  declare private readonly kernel: Kernel;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  /** A part leaves that came in at `since`. */
  leave(since: Micros): void {
    this.spent += this.kernel.now - since;
    this.left++;
  }

  /** Time average of the content. @param inside when each part that is inside came in, µs */
  mean(inside: readonly Micros[]): number {
    const { now, observedSince } = this.kernel;
    const observed = now - observedSince;
    return observed > 0 ? (this.spent + timeInside(inside, now) - this.#before) / observed : inside.length;
  }

  /** Mean time inside of the parts that left, µs; NaN when none did. */
  meanStay(): number {
    return this.left > 0 ? this.spent / this.left : Number.NaN;
  }

  /** Begins anew. @param inside when each part that is inside came in, µs */
  reset(inside: readonly Micros[]): void {
    this.max = inside.length;
    this.spent = 0;
    this.left = 0;
    this.#before = timeInside(inside, this.kernel.now);
  }

  save(): ContentState {
    return { max: this.max, spent: this.spent, left: this.left, before: this.#before };
  }

  restore(state: ContentState): void {
    this.max = state.max;
    this.spent = state.spent;
    this.left = state.left;
    this.#before = state.before;
  }
}

function timeInside(inside: readonly Micros[], now: Micros): Micros {
  return inside.reduce((total, since) => total + (now - since), 0);
}

export type ContentState = { max: number; spent: Micros; left: number; before: Micros };
