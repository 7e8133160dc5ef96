const WINDOW = 5;

/** Messages a second over the last 5 seconds, from a count that is read about once a second. */
export class MessageRate {
  #readings: { readonly at: number; readonly count: number }[] = [];

  /** @param at ms; @param count messages so far */
  read(at: number, count: number): void {
    this.#readings.push({ at, count });
    if (this.#readings.length > WINDOW + 1) this.#readings.shift();
  }

  /** Messages a second; 0 before the second reading. */
  get perSecond(): number {
    const first = this.#readings[0];
    const last = this.#readings.at(-1);
    if (first === undefined || last === undefined || last.at <= first.at) return 0;
    return ((last.count - first.count) * 1000) / (last.at - first.at);
  }
}
