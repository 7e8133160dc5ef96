import { toMicros, toSeconds, type Micros } from "../../base/units.ts";
import type { Battery } from "../../plant/resources/fleet.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Vehicle } from "./vehicle.ts";
import type { Ways } from "./ways.ts";

/** kWs in a kWh: seconds in an hour. */
const HOUR = 3600;

/** Batteries of the vehicles of a fleet, and the chargers that they share (SPEC G8). */
export class Batteries {
  readonly #battery: Battery;
  readonly #kernel: Kernel;
  readonly #ways: Ways;
  readonly #chargers: readonly number[];
  /** Vehicles that have each charger; −1 where it is free. */
  readonly #taken: number[];
  /** kWh used although the battery was empty, since the statistics began: the limit for charging is too low. */
  #deficit = 0;
  #charges = 0;

  constructor(battery: Battery, kernel: Kernel, ways: Ways) {
    this.#battery = battery;
    this.#kernel = kernel;
    this.#ways = ways;
    this.#chargers = battery.chargers.map((name) => ways.place(name));
    this.#taken = battery.chargers.map(() => -1);
  }

  fill(vehicle: Vehicle): void {
    vehicle.energy = this.#battery.capacity;
    vehicle.energyAt = this.#kernel.now;
  }

  /** Books what was used until now, and for so many metres. */
  use(vehicle: Vehicle, metres = 0): void {
    const { now } = this.#kernel;
    const { perSecond = 0, perMetre = 0 } = this.#battery;
    const used = perSecond * toSeconds(now - vehicle.energyAt) + perMetre * metres;
    vehicle.energyAt = now;
    if (used > vehicle.energy) this.#deficit += used - vehicle.energy;
    vehicle.energy = Math.max(0, vehicle.energy - used);
  }

  isLow(vehicle: Vehicle): boolean {
    this.use(vehicle);
    return vehicle.energy <= this.#battery.chargeBelow * this.#battery.capacity;
  }

  /** Time until an idle vehicle falls to the limit, µs; Infinity when standing uses nothing. */
  untilLow(vehicle: Vehicle): Micros {
    const { perSecond = 0, chargeBelow, capacity } = this.#battery;
    const spare = vehicle.energy - chargeBelow * capacity;
    return perSecond > 0 ? Math.max(1, Math.ceil((spare / perSecond) * 1e6)) : Infinity;
  }

  /** Gives the vehicle the nearest free charger, if there is one. @returns its location */
  take(vehicle: Vehicle): number | undefined {
    let best = -1;
    let bestTime = Infinity;
    this.#chargers.forEach((place, i) => {
      if (this.#taken[i] !== -1) return;
      const time = this.#ways.time(vehicle.at, place);
      if (time < bestTime) [best, bestTime] = [i, time];
    });
    if (best < 0) return undefined;
    this.#taken[best] = vehicle.index;
    vehicle.charger = best;
    return this.#chargers[best];
  }

  /** Time that charging takes, µs. */
  chargingTime(vehicle: Vehicle): Micros {
    this.use(vehicle);
    const { chargeTo = 1, capacity, power } = this.#battery;
    return toMicros((Math.max(0, chargeTo * capacity - vehicle.energy) * HOUR) / power);
  }

  charged(vehicle: Vehicle): void {
    const { chargeTo = 1, capacity } = this.#battery;
    vehicle.energy = Math.max(vehicle.energy, chargeTo * capacity);
    vehicle.energyAt = this.#kernel.now;
    this.#charges++;
    this.#taken[vehicle.charger] = -1;
    vehicle.charger = -1;
  }

  reset(): void {
    this.#deficit = 0;
    this.#charges = 0;
  }

  report(): { charges: number; energyDeficit: number } {
    return { charges: this.#charges, energyDeficit: this.#deficit };
  }

  save(): [deficit: number, charges: number] {
    return [this.#deficit, this.#charges];
  }

  restore(state: [deficit: number, charges: number], vehicles: readonly Vehicle[]): void {
    [this.#deficit, this.#charges] = state;
    this.#taken.fill(-1);
    for (const { charger, index } of vehicles) if (charger >= 0) this.#taken[charger] = index;
  }
}
