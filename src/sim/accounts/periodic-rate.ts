import { toMicros, type Micros } from "../../base/units.ts";

/** An interval of a rate, s. */
interface RateInterval {
  readonly start: number;
  readonly end: number;
  readonly rate: number;
}

/** A rate that is constant within intervals, which may repeat: a price by the time of day. */
export class PeriodicRate {
  readonly #otherwise: number;
  readonly #period: Micros;
  readonly #intervals: readonly { readonly start: Micros; readonly end: Micros; readonly rate: number }[];

  /** @param intervals without overlap, within the period in s where there is one */
  constructor(otherwise: number, intervals: readonly RateInterval[] = [], period?: number) {
    this.#otherwise = otherwise;
    this.#period = period === undefined ? Infinity : toMicros(period);
    this.#intervals = intervals
      .map(({ start, end, rate }) => ({ start: toMicros(start), end: toMicros(end), rate }))
      .sort((a, b) => a.start - b.start);
  }

  /** Integral over a time, rate × µs. */
  integral(from: Micros, to: Micros): number {
    if (this.#intervals.length === 0) return this.#otherwise * (to - from);
    let total = 0;
    let at = from;
    while (at < to) {
      const cycle = this.#period === Infinity ? 0 : at - (at % this.#period);
      const phase = at - cycle;
      const next = this.#intervals.find(({ end }) => end > phase);
      const inside = next !== undefined && next.start <= phase;
      const until = Math.min(to, cycle + (inside ? next.end : (next?.start ?? this.#period)));
      total += (inside ? next.rate : this.#otherwise) * (until - at);
      at = until;
    }
    return total;
  }
}
