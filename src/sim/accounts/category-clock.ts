import type { Micros } from "../../base/units.ts";
import { toKilowattHours } from "./units.ts";
import type { LoadCurve } from "./load-curve.ts";

/**
 * Time that the machines of one consumer spend in each category of power, in whole µs, so that its energy is exactly
 * the sum of power × time.
 */
export class CategoryClock {
  /** mW by category. */
  readonly #powers: readonly number[];
  readonly #curve: LoadCurve;
  readonly #counts: number[];
  readonly #totals: number[];
  #since: Micros = 0;

  /** @param counts machines by category at time 0 */
  constructor(powers: readonly number[], counts: readonly number[], curve: LoadCurve) {
    this.#powers = powers;
    this.#curve = curve;
    this.#counts = [...counts];
    this.#totals = powers.map(() => 0);
    curve.add(this.power(), 0);
  }

  /** A machine goes from one category to another. */
  move(from: number, to: number, now: Micros): void {
    if (from === to) return;
    this.#advance(now);
    (this.#counts[from] as number)--;
    (this.#counts[to] as number)++;
    this.#curve.add((this.#powers[to] as number) - (this.#powers[from] as number), now);
  }

  /** What all draw now, mW. */
  power(): number {
    return this.#counts.reduce((sum, count, i) => sum + count * (this.#powers[i] as number), 0);
  }

  /** Energy by category since the statistics began, kWh. */
  energies(now: Micros): number[] {
    return this.#totals.map((total, i) =>
      toKilowattHours(
        (total + (this.#counts[i] as number) * (now - this.#since)) * (this.#powers[i] as number),
      ),
    );
  }

  reset(now: Micros): void {
    this.#since = now;
    this.#totals.fill(0);
  }

  save(): CategoryClockState {
    return { since: this.#since, counts: [...this.#counts], totals: [...this.#totals] };
  }

  restore({ since, counts, totals }: CategoryClockState): void {
    this.#since = since;
    this.#counts.splice(0, Infinity, ...counts);
    this.#totals.splice(0, Infinity, ...totals);
  }

  #advance(now: Micros): void {
    const passed = now - this.#since;
    this.#counts.forEach((count, i) => {
      (this.#totals[i] as number) += count * passed;
    });
    this.#since = now;
  }
}

/** Times in µs. */
export type CategoryClockState = { since: Micros; counts: number[]; totals: number[] };
