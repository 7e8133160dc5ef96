/**
 * Count, mean, standard deviation and extremes of observations, in constant memory: sums of the distances
 * from the first observation and of their squares (Chan, Golub, LeVeque 1983, Am. Stat. 37(3): shifted data).
 */
export class Tally {
  count = 0;
  #shift = 0;
  #sum = 0;
  #squares = 0;
  min: number = Infinity;
  max: number = -Infinity;

  add(value: number): void {
    if (this.count++ === 0) this.#shift = value;
    const distance = value - this.#shift;
    this.#sum += distance;
    this.#squares += distance * distance;
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
  }

  /** NaN of nothing. */
  get mean(): number {
    return this.count === 0 ? Number.NaN : this.#shift + this.#sum / this.count;
  }

  /** Sum of the observations. */
  get total(): number {
    return this.count * this.#shift + this.#sum;
  }

  /** Sample standard deviation; NaN below two observations. */
  get sd(): number {
    if (this.count < 2) return Number.NaN;
    const variance = (this.#squares - (this.#sum * this.#sum) / this.count) / (this.count - 1);
    return Math.sqrt(Math.max(0, variance));
  }

  reset(): void {
    this.restore({ count: 0, sums: [0, 0, 0], extremes: [] });
  }

  save(): TallyState {
    return {
      count: this.count,
      sums: [this.#shift, this.#sum, this.#squares],
      extremes: this.count === 0 ? [] : [this.min, this.max],
    };
  }

  restore(state: TallyState): void {
    this.count = state.count;
    [this.#shift, this.#sum, this.#squares] = state.sums;
    this.min = state.extremes[0] ?? Infinity;
    this.max = state.extremes[1] ?? -Infinity;
  }
}

/** Sums are [first observation, distances from it, their squares]. JSON has no infinity, so the extremes of nothing are absent. */
export type TallyState = { count: number; sums: [number, number, number]; extremes: number[] };
