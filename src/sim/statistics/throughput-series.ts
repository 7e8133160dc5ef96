import { MICROS_PER_SECOND, toSeconds, type Micros } from "../../base/units.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { unboxed } from "../kernel/unboxed.ts";
import type { ThroughputSeries } from "../results.ts";

/** Intervals kept at the most; when they are used up, neighbours are merged and the interval doubles. */
const MOST_INTERVALS = 240;
const FIRST_INTERVAL: Micros = 60 * MICROS_PER_SECOND;

/** Parts finished over time, in constant memory. */
export class ThroughputCounter {
  declare private readonly kernel: Kernel;
  #interval: Micros = FIRST_INTERVAL;
  readonly #counts: number[] = unboxed(MOST_INTERVALS);
  /** The interval that is being filled, and its end. */
  #index = 0;
  #end: Micros = FIRST_INTERVAL;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  /** One part finished now. */
  count(): void {
    if (this.kernel.now >= this.#end) this.#advance(this.kernel.now);
    this.#counts[this.#index] = (this.#counts[this.#index] as number) + 1;
  }

  /** Until now. Looking at it changes nothing, so the merging that the time asks for is done on a copy. */
  series(now: Micros): ThroughputSeries {
    const copy = new ThroughputCounter(this.kernel);
    copy.restore(this.save());
    copy.#advance(now);
    return {
      interval: toSeconds(copy.#interval),
      counts: copy.#counts.slice(0, copy.#index + 1),
    };
  }

  save(): { interval: number; counts: number[] } {
    const used = this.#counts.findLastIndex((count) => count > 0) + 1;
    return { interval: this.#interval, counts: this.#counts.slice(0, used) };
  }

  restore(state: { interval: number; counts: number[] }): void {
    this.#interval = state.interval;
    this.#counts.fill(0);
    state.counts.forEach((count, i) => (this.#counts[i] = count));
    this.#advance(0);
  }

  #advance(now: Micros): void {
    while (now >= this.#interval * MOST_INTERVALS) this.#merge();
    this.#index = Math.floor(now / this.#interval);
    this.#end = (this.#index + 1) * this.#interval;
  }

  #merge(): void {
    const half = MOST_INTERVALS / 2;
    for (let i = 0; i < half; i++) {
      this.#counts[i] = (this.#counts[2 * i] as number) + (this.#counts[2 * i + 1] as number);
    }
    this.#counts.fill(0, half);
    this.#interval *= 2;
  }
}
