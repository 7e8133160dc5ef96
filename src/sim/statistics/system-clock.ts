import type { Micros } from "../../base/units.ts";
import type { Kernel } from "../kernel/kernel.ts";

/**
 * Work in process: parts between source and sink. Its integral is the time that parts spent in the system while
 * observed, so it is kept by one addition when a part leaves (the identity behind Little's law, exact on every path).
 */
export class SystemClock {
  /** Parts in the system. */
  count = 0;
  /** Time in the system of the parts that left since the statistics began, µs in all. */
  spent: Micros = 0;
  /** What the parts inside had spent when the statistics began, µs in all. */
  #before: Micros = 0;
  declare private readonly kernel: Kernel;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  /** Time average of the parts in the system since the statistics began. */
  mean(): number {
    const { now, observedSince, parts } = this.kernel;
    const observed = now - observedSince;
    return observed > 0 ? (this.spent + parts.timeInSystem(now) - this.#before) / observed : this.count;
  }

  reset(): void {
    this.spent = 0;
    this.#before = this.kernel.parts.timeInSystem(this.kernel.now);
  }

  save(): SystemState {
    return { count: this.count, spent: this.spent, before: this.#before };
  }

  restore(state: SystemState): void {
    this.count = state.count;
    this.spent = state.spent;
    this.#before = state.before;
  }
}

export type SystemState = { count: number; spent: Micros; before: Micros };
