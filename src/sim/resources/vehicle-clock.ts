import { toSeconds, type Micros } from "../../base/units.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { type Vehicle, VEHICLE_STATES, type VehicleState } from "./vehicle.ts";

/** Shares of time of a vehicle or of a fleet; they add to one. */
export type VehicleShares = Record<VehicleState, number>;

/** What the vehicles of a fleet did, and how long their orders waited. */
export class VehicleClock {
  readonly #kernel: Kernel;
  readonly #vehicles: readonly Vehicle[];
  /** By vehicle, time in each state, µs. */
  readonly #totals: number[][];
  /** By vehicle since the statistics began: trips ended, and metres driven in all and with a load. */
  readonly #trips: number[];
  readonly #metres: number[];
  readonly #metresLoaded: number[];
  readonly #told: ((from: VehicleState, to: VehicleState) => void) | undefined;
  #orders = 0;
  #waited: Micros = 0;
  #longest: Micros = 0;

  /** @param told of every change */
  constructor(
    kernel: Kernel,
    vehicles: readonly Vehicle[],
    told?: (from: VehicleState, to: VehicleState) => void,
  ) {
    this.#kernel = kernel;
    this.#told = told;
    this.#vehicles = vehicles;
    this.#totals = vehicles.map(() => VEHICLE_STATES.map(() => 0));
    this.#trips = vehicles.map(() => 0);
    this.#metres = vehicles.map(() => 0);
    this.#metresLoaded = vehicles.map(() => 0);
  }

  change(vehicle: Vehicle, state: VehicleState): void {
    if (vehicle.state === state) return;
    const { now } = this.#kernel;
    const totals = this.#totals[vehicle.index] as number[];
    (totals[VEHICLE_STATES.indexOf(vehicle.state)] as number) += now - vehicle.stateSince;
    vehicle.stateSince = now;
    this.#told?.(vehicle.state, state);
    vehicle.state = state;
  }

  drove(vehicle: Vehicle, metres: number): void {
    (this.#metres[vehicle.index] as number) += metres;
    if (vehicle.loaded) (this.#metresLoaded[vehicle.index] as number) += metres;
  }

  /** The vehicle of an order stands at its first stop. */
  served(waited: Micros): void {
    this.#orders++;
    this.#waited += waited;
    this.#longest = Math.max(this.#longest, waited);
  }

  ended(vehicle: Vehicle): void {
    (this.#trips[vehicle.index] as number) += 1;
  }

  reset(): void {
    for (const totals of this.#totals) totals.fill(0);
    for (const list of [this.#trips, this.#metres, this.#metresLoaded]) list.fill(0);
    this.#orders = 0;
    this.#waited = 0;
    this.#longest = 0;
    for (const vehicle of this.#vehicles) vehicle.stateSince = this.#kernel.now;
  }

  report(): FleetFigures {
    const sum = (list: readonly number[]): number => list.reduce((total, value) => total + value, 0);
    const byVehicle = this.#vehicles.map((vehicle, i) => ({
      shares: this.#shares(vehicle),
      trips: this.#trips[i] as number,
      distance: this.#metres[i] as number,
    }));
    const shares = Object.fromEntries(
      VEHICLE_STATES.map((state) => [
        state,
        sum(byVehicle.map((vehicle) => vehicle.shares[state])) / byVehicle.length,
      ]),
    ) as VehicleShares;
    return {
      shares,
      utilisation: 1 - shares.idle - shares.charging - shares.failed,
      orders: this.#orders,
      meanWait: this.#orders > 0 ? toSeconds(this.#waited / this.#orders) : Number.NaN,
      maxWait: toSeconds(this.#longest),
      trips: sum(this.#trips),
      distance: sum(this.#metres),
      distanceLoaded: sum(this.#metresLoaded),
      byVehicle,
    };
  }

  save(): VehicleClockState {
    return {
      totals: this.#totals.map((totals) => [...totals]),
      trips: [...this.#trips],
      metres: [...this.#metres],
      metresLoaded: [...this.#metresLoaded],
      orders: [this.#orders, this.#waited, this.#longest],
    };
  }

  restore(state: VehicleClockState): void {
    this.#totals.forEach((totals, i) => totals.splice(0, Infinity, ...(state.totals[i] ?? [])));
    this.#vehicles.forEach((_, i) => {
      this.#trips[i] = state.trips[i] ?? 0;
      this.#metres[i] = state.metres[i] ?? 0;
      this.#metresLoaded[i] = state.metresLoaded[i] ?? 0;
    });
    [this.#orders, this.#waited, this.#longest] = state.orders;
  }

  #shares(vehicle: Vehicle): VehicleShares {
    const { now, observedSince } = this.#kernel;
    const observed = now - observedSince;
    const totals = this.#totals[vehicle.index] as number[];
    return Object.fromEntries(
      VEHICLE_STATES.map((state, i) => {
        const isNow = vehicle.state === state;
        if (observed === 0) return [state, isNow ? 1 : 0];
        const running = isNow ? now - vehicle.stateSince : 0;
        return [state, ((totals[i] as number) + running) / observed];
      }),
    ) as VehicleShares;
  }
}

/** Figures of a fleet in the observed time. */
export interface FleetFigures {
  readonly shares: VehicleShares;
  /** Share of time with an order or under way, 0 to 1. */
  readonly utilisation: number;
  /** Orders whose vehicle came. */
  readonly orders: number;
  /** Mean and longest time from an order to its vehicle at the first stop, s; the mean is NaN without any. */
  readonly meanWait: number;
  readonly maxWait: number;
  /** Trips that ended. */
  readonly trips: number;
  /** m, of all vehicles; 0 where travel is a table of times. */
  readonly distance: number;
  readonly distanceLoaded: number;
  readonly byVehicle: readonly {
    readonly shares: VehicleShares;
    readonly trips: number;
    readonly distance: number;
  }[];
}

/** Times in µs, distances in m. */
export type VehicleClockState = {
  totals: number[][];
  trips: number[];
  metres: number[];
  metresLoaded: number[];
  orders: [number, Micros, Micros];
};
