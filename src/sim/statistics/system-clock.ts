import type { Micros } from "../../base/units.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Part } from "../kernel/parts.ts";

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
  /** Parts that came into being inside the system, and that ended there, since the start of the run. */
  #born = 0;
  #ended = 0;
  #bornBefore = 0;
  #endedBefore = 0;
  /** Ages of parts when they came into being less those when they ended, since the statistics began, µs in all. */
  #aged: Micros = 0;
  declare private readonly kernel: Kernel;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  /** Parts in the system. */
  get count(): number {
    const came = this.sources.reduce((total, source) => total + source(), 0);
    return this.sinks.reduce((total, sink) => total - sink.left(), came) + this.#born - this.#ended;
  }

  /** A part comes into being inside the system, or comes out of one that it was built into (SPEC A6). */
  begin(part: Part): void {
    part.inside = true;
    this.#born++;
    this.#aged += this.kernel.now - part.entered;
    if (part.source.toldOfExits) part.source.node.partBack?.();
  }

  /** A part ends inside the system: it is built in, used up or scrapped. */
  end(part: Part): void {
    part.inside = false;
    this.#ended++;
    this.#aged -= this.kernel.now - part.entered;
    if (part.source.toldOfExits) part.source.node.partLeft?.();
  }

  /** Parts that came into being inside and that ended there since the statistics began; nothing where there never were any. */
  inner(): { begun?: number; ended?: number } {
    if (this.#born === 0 && this.#ended === 0) return {};
    return { begun: this.#born - this.#bornBefore, ended: this.#ended - this.#endedBefore };
  }

  /** Time average of the parts in the system since the statistics began. */
  mean(): number {
    const { now, observedSince, parts } = this.kernel;
    const observed = now - observedSince;
    const spent = this.sinks.reduce((total, sink) => total + sink.spent(), 0);
    return observed > 0
      ? (spent + parts.timeInSystem(now) - this.#before - this.#aged) / observed
      : this.count;
  }

  reset(): void {
    this.#before = this.kernel.parts.timeInSystem(this.kernel.now);
    this.#aged = 0;
    this.#bornBefore = this.#born;
    this.#endedBefore = this.#ended;
  }

  save(): SystemState {
    const moved = this.#born > 0 || this.#ended > 0;
    return {
      before: this.#before,
      ...(moved ? { inner: [this.#born, this.#ended, this.#aged, this.#bornBefore, this.#endedBefore] } : {}),
    };
  }

  restore(state: SystemState): void {
    this.#before = state.before;
    [this.#born, this.#ended, this.#aged, this.#bornBefore, this.#endedBefore] = state.inner ?? [
      0, 0, 0, 0, 0,
    ];
  }
}

/**
 * `inner`, only where there is something: parts that came into being inside, that ended there, their ages in µs, and
 * the two counts when the statistics began.
 */
export type SystemState = {
  before: Micros;
  inner?: [born: number, ended: number, aged: Micros, bornBefore: number, endedBefore: number];
};
