import { toMicros, type Micros } from "../../base/units.ts";
import type { LabourCost } from "../../plant/elements/cost.ts";
import type { ShiftCalendar } from "../elements/shift-calendar.ts";

/** µs in an hour. */
const HOUR = 3.6e9;

/** What the workers of a pool are paid for, in whole worker-µs (SPEC N17, N18). */
export class LabourAccount {
  readonly #cost: LabourCost;
  readonly #calendar: ShiftCalendar | undefined;
  readonly #premiums: readonly PremiumTimes[];
  /** Paid time, of it overtime, and of it with each premium. */
  #paid: Micros = 0;
  #overtime: Micros = 0;
  readonly #withPremium: number[];

  constructor(cost: LabourCost, calendar: ShiftCalendar | undefined) {
    this.#cost = cost;
    this.#calendar = calendar;
    this.#premiums = (cost.premiums ?? []).map((premium) => new PremiumTimes(premium));
    this.#withPremium = this.#premiums.map(() => 0);
  }

  /** So many were there on shift, and so many worked beyond it, from one time to another. */
  add(present: number, beyond: number, from: Micros, to: Micros): void {
    if (to === from) return;
    const extra = this.#calendar?.extraTime(from, to) ?? 0;
    this.#paid += (present + beyond) * (to - from);
    this.#overtime += beyond * (to - from) + present * extra;
    this.#premiums.forEach((premium, i) => {
      (this.#withPremium[i] as number) += (present + beyond) * premium.covered(from, to);
    });
  }

  result(): LabourResult {
    const { perHour, overtimeSurcharge = 0, premiums = [] } = this.#cost;
    const surcharges = premiums.reduce(
      (sum, { surcharge }, i) => sum + surcharge * (this.#withPremium[i] as number),
      overtimeSurcharge * this.#overtime,
    );
    return {
      hours: this.#paid / HOUR,
      overtimeHours: this.#overtime / HOUR,
      cost: (perHour * (this.#paid + surcharges)) / HOUR,
      surcharges: (perHour * surcharges) / HOUR,
    };
  }

  reset(): void {
    this.#paid = 0;
    this.#overtime = 0;
    this.#withPremium.fill(0);
  }

  save(): LabourState {
    return { paid: this.#paid, overtime: this.#overtime, premiums: [...this.#withPremium] };
  }

  restore({ paid, overtime, premiums }: LabourState): void {
    this.#paid = paid;
    this.#overtime = overtime;
    this.#withPremium.splice(0, Infinity, ...premiums);
  }
}

/** Times for which a premium is paid. */
class PremiumTimes {
  readonly #intervals: readonly (readonly [Micros, Micros])[];
  readonly #period: Micros;

  constructor({ intervals, period }: NonNullable<LabourCost["premiums"]>[number]) {
    this.#intervals = intervals.map(({ start, end }) => [toMicros(start), toMicros(end)] as const);
    this.#period = period === undefined ? Infinity : toMicros(period);
  }

  /** Time covered between two times, µs. */
  covered(from: Micros, to: Micros): Micros {
    if (this.#period === Infinity) return this.#within(from, to);
    let total = 0;
    for (let cycle = from - (from % this.#period); cycle < to; cycle += this.#period)
      total += this.#within(Math.max(0, from - cycle), Math.min(this.#period, to - cycle));
    return total;
  }

  #within(from: Micros, to: Micros): Micros {
    return this.#intervals.reduce(
      (sum, [start, end]) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)),
      0,
    );
  }
}

/** Hours paid, hours of overtime, and what they cost in the plant's currency; `surcharges` is the part of the cost on top of plain pay. */
export interface LabourResult {
  readonly hours: number;
  readonly overtimeHours: number;
  readonly cost: number;
  readonly surcharges: number;
}

/** Worker time in µs. */
export type LabourState = { paid: Micros; overtime: Micros; premiums: number[] };
