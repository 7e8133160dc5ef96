import type { Station } from "../../plant/elements/station.ts";
import { plannedRunTime } from "../../plant/planned-run-time.ts";

/** Planned run time of the parts that a station finished, where it differs by product (ISO 22400: PRI × PQ). */
export class PlannedTime {
  /** By product, s. */
  readonly #times: readonly number[];
  /** Since the statistics began, s. */
  total = 0;

  private constructor(times: readonly number[]) {
    this.#times = times;
  }

  /** Undefined where all products take the same, so that their number tells it. */
  static of(station: Station, products: readonly string[]): PlannedTime | undefined {
    const times = products.map((product) => plannedRunTime(station, product) ?? 0);
    return times.every((time) => time === times[0]) ? undefined : new PlannedTime(times);
  }

  add(product: number): void {
    this.total += this.#times[product] as number;
  }
}
