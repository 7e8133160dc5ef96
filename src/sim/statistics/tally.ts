/** Count, mean, standard deviation and extremes of observations, in constant memory (Welford 1962, Technometrics 4(3)). */
export class Tally {
  count = 0;
  mean = 0;
  #squares = 0;
  min: number = Infinity;
  max: number = -Infinity;

  add(value: number): void {
    const n = ++this.count;
    const delta = value - this.mean;
    this.mean += delta / n;
    this.#squares += delta * (value - this.mean);
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
  }

  /** Sample standard deviation; NaN below two observations. */
  get sd(): number {
    return this.count < 2 ? Number.NaN : Math.sqrt(this.#squares / (this.count - 1));
  }

  reset(): void {
    this.restore({ count: 0, mean: 0, squares: 0, extremes: [] });
  }

  save(): TallyState {
    return {
      count: this.count,
      mean: this.mean,
      squares: this.#squares,
      extremes: this.count === 0 ? [] : [this.min, this.max],
    };
  }

  restore(state: TallyState): void {
    this.count = state.count;
    this.mean = state.mean;
    this.#squares = state.squares;
    this.min = state.extremes[0] ?? Infinity;
    this.max = state.extremes[1] ?? -Infinity;
  }
}

/** JSON has no infinity, so the extremes of nothing are absent. */
export type TallyState = { count: number; mean: number; squares: number; extremes: number[] };
