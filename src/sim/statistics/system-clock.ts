import type { Micros } from "../../base/units.ts";
import type { Kernel } from "../kernel/kernel.ts";

/**
 * Work in process: parts between source and sink. Its integral is the time that parts spent in the system while
 * observed (the identity behind Little's law, exact on every path): what the sinks add up anyway, and the parts inside.
 */
export class SystemClock {
  /** Parts that came through each source since the start of the run. */
  readonly sources: (() => number)[] = [];
  /** Of each sink: parts that left since the start of the run, and their time in the system since the statistics began, µs. */
  readonly sinks: { left(): number; spent(): Micros }[] = [];
  /** What the parts inside had spent when the statistics began, µs in all. */
  #before: Micros = 0;
  declare private readonly kernel: Kernel;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  /** Parts in the system. */
  get count(): number {
    const came = this.sources.reduce((total, source) => total + source(), 0);
    return this.sinks.reduce((total, sink) => total - sink.left(), came);
  }

  /** Time average of the parts in the system since the statistics began. */
  mean(): number {
    const { now, observedSince, parts } = this.kernel;
    const observed = now - observedSince;
    const spent = this.sinks.reduce((total, sink) => total + sink.spent(), 0);
    return observed > 0 ? (spent + parts.timeInSystem(now) - this.#before) / observed : this.count;
  }

  reset(): void {
    this.#before = this.kernel.parts.timeInSystem(this.kernel.now);
  }

  save(): SystemState {
    return { before: this.#before };
  }

  restore(state: SystemState): void {
    this.#before = state.before;
  }
}

export type SystemState = { before: Micros };
