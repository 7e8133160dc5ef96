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
  /** Parts that left since the start of the run. */
  total = 0;
  /** What had left, and how many were inside, when the statistics began. */
  #totalBefore = 0;
  #insideBefore = 0;
  /** What the parts inside had spent when the statistics began, µs in all. */
  #before: Micros = 0;
  declare private readonly kernel: Kernel;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  /** A part leaves that came in at `since`. */
  leave(since: Micros): void {
    this.spent += this.kernel.now - since;
    this.total++;
  }

  /** Parts that left since the statistics began. */
  get left(): number {
    return this.total - this.#totalBefore;
  }

  /** Parts that came in since the statistics began. @param inside how many are inside */
  entered(inside: number): number {
    return this.left + inside - this.#insideBefore;
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
    this.#totalBefore = this.total;
    this.#insideBefore = inside.length;
    this.#before = timeInside(inside, this.kernel.now);
  }

  save(): ContentState {
    return {
      max: this.max,
      spent: this.spent,
      total: this.total,
      before: [this.#totalBefore, this.#insideBefore, this.#before],
    };
  }

  restore(state: ContentState): void {
    this.max = state.max;
    this.spent = state.spent;
    this.total = state.total;
    [this.#totalBefore, this.#insideBefore, this.#before] = state.before;
  }
}

function timeInside(inside: readonly Micros[], now: Micros): Micros {
  return inside.reduce((total, since) => total + (now - since), 0);
}

/** `before` is what there was when the statistics began: parts that had left, parts inside, and their time inside. */
export type ContentState = { max: number; spent: Micros; total: number; before: [number, number, Micros] };
