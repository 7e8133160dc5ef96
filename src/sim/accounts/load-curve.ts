import type { Micros } from "../../base/units.ts";
import type { PeriodicRate } from "./periodic-rate.ts";

/** Slots of the series kept at the most; when they are used up, neighbours are merged and the slot doubles. */
const MOST_SLOTS = 240;
const NONE = -1;

/**
 * The power that the whole plant draws, over time: its integral, its highest value, its highest mean over a metering
 * interval, and what it costs. Powers are whole milliwatts, so that the sum of all that switches on and off is exact;
 * energies are mW·µs (3.6 · 10¹⁵ of them are 1 kWh).
 */
export class LoadCurve {
  /** mW */
  power = 0;
  /** Highest power that lasted for some time, mW. */
  peak = 0;
  energy = 0;
  /** mW·µs × price a kWh. */
  cost = 0;
  /** Highest mean power over a whole metering interval, mW; negative before the first has ended. */
  peakDemand: number = NONE;
  readonly #demandInterval: Micros;
  readonly #price: PeriodicRate | undefined;
  /** Until when it is added up, µs. */
  #since: Micros = 0;
  /** Energy of the metering interval that runs, and whether it is observed from its start. */
  #demand = 0;
  #whole = true;
  #slot: Micros;
  #slots: number[] = [];

  constructor(demandInterval: Micros, price: PeriodicRate | undefined) {
    this.#demandInterval = demandInterval;
    this.#slot = demandInterval;
    this.#price = price;
  }

  /** The power changes now. */
  add(difference: number, now: Micros): void {
    if (difference === 0) return;
    this.#advance(now);
    this.power += difference;
  }

  /** The same until now; looking at a curve changes nothing of it. */
  until(now: Micros): LoadCurve {
    const copy = new LoadCurve(this.#demandInterval, this.#price);
    copy.restore(this.save());
    copy.#advance(now);
    return copy;
  }

  /** Begins anew; the series goes on from the start of the run. */
  reset(now: Micros): void {
    this.#advance(now);
    this.peak = 0;
    this.energy = 0;
    this.cost = 0;
    this.peakDemand = NONE;
    this.#demand = 0;
    this.#whole = now % this.#demandInterval === 0;
  }

  /** Mean power of each slot, mW, and the length of a slot, µs; the last may be under way. */
  series(): { slot: Micros; means: number[] } {
    const means = this.#slots.map((energy, i) => {
      const length = Math.min(this.#slot, this.#since - i * this.#slot);
      return length > 0 ? energy / length : 0;
    });
    return { slot: this.#slot, means };
  }

  save(): LoadCurveState {
    return {
      power: this.power,
      peak: this.peak,
      sums: [this.energy, this.cost, this.#demand],
      peakDemand: this.peakDemand,
      since: this.#since,
      whole: this.#whole,
      slot: this.#slot,
      slots: [...this.#slots],
    };
  }

  restore(state: LoadCurveState): void {
    this.power = state.power;
    this.peak = state.peak;
    [this.energy, this.cost, this.#demand] = state.sums;
    this.peakDemand = state.peakDemand;
    this.#since = state.since;
    this.#whole = state.whole;
    this.#slot = state.slot;
    this.#slots = [...state.slots];
  }

  #advance(now: Micros): void {
    if (now > this.#since && this.power > this.peak) this.peak = this.power;
    while (this.#since < now) {
      const demandEnd = endOf(this.#since, this.#demandInterval);
      const slotEnd = endOf(this.#since, this.#slot);
      const end = Math.min(now, demandEnd, slotEnd);
      this.#book(end);
      if (end === demandEnd) this.#closeDemand();
    }
  }

  #book(end: Micros): void {
    const energy = this.power * (end - this.#since);
    this.energy += energy;
    this.#demand += energy;
    if (this.#price !== undefined) this.cost += this.power * this.#price.integral(this.#since, end);
    let slot = Math.floor(this.#since / this.#slot);
    while (slot >= MOST_SLOTS) {
      this.#merge();
      slot = Math.floor(this.#since / this.#slot);
    }
    while (this.#slots.length <= slot) this.#slots.push(0);
    (this.#slots[slot] as number) += energy;
    this.#since = end;
  }

  #closeDemand(): void {
    if (this.#whole) this.peakDemand = Math.max(this.peakDemand, this.#demand / this.#demandInterval);
    this.#whole = true;
    this.#demand = 0;
  }

  #merge(): void {
    const merged: number[] = [];
    for (let i = 0; i < this.#slots.length; i += 2)
      merged.push((this.#slots[i] as number) + (this.#slots[i + 1] ?? 0));
    this.#slots = merged;
    this.#slot *= 2;
  }
}

/** End of the interval that a time is in. */
function endOf(time: Micros, interval: Micros): Micros {
  return (Math.floor(time / interval) + 1) * interval;
}

/** Powers in mW, times in µs; `sums` are energy, cost, and energy of the metering interval that runs. */
export type LoadCurveState = {
  power: number;
  peak: number;
  sums: [energy: number, cost: number, demand: number];
  peakDemand: number;
  since: Micros;
  whole: boolean;
  slot: Micros;
  slots: number[];
};
