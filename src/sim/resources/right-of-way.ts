import type { Micros } from "../../base/units.ts";
import type { Arc, NetworkGraph } from "../../plant/traffic/network-graph.ts";
import type { NetworkTraffic } from "../../plant/traffic/network-traffic.ts";
import { retreatOrder } from "../../plant/traffic/safe-state.ts";
import type { RoadSpace } from "./road-space.ts";
import type { Driver } from "./traffic.ts";
import { atRest, type Vehicle } from "./vehicle.ts";

/** A vehicle that has waited so long for its way gets right of way, µs. */
const PATIENCE: Micros = 600e6;
const NONE = -1;

/** What this needs of the network. */
export interface Road {
  readonly space: RoadSpace;
  readonly traffic: NetworkTraffic;
  readonly drivers: readonly Driver[];
  /** All can retreat from where they are: only then standstills can be resolved. */
  readonly isSafe: boolean;
  now(): Micros;
  /** Lets the vehicle drive as far as it may. */
  try(driver: Driver): void;
  /** The next arc of its way. */
  next(driver: Driver, at: number, goal: number): Arc | undefined;
  /** Whether the vehicle at a point would close a circle of vehicles that wait for one another. */
  closesCircle(driver: Driver, point: number): boolean;
  /** The first arc of a way through what is free now. */
  wayOut(driver: Driver, at: number, goal: number): Arc | undefined;
}

/** Sends away what stands in the way, and resolves a standstill by letting all retreat before one (SPEC G13, G14, G19). */
export class RightOfWay {
  /** Number of the vehicle that has right of way; all others make way for it. */
  favoured: number = NONE;
  /** The one with right of way had to retreat itself, and waits until the others have. */
  stepsBack = false;
  readonly #road: Road;
  readonly #graph: NetworkGraph;

  constructor(road: Road) {
    this.#road = road;
    this.#graph = road.space.graph;
  }

  /** Whether a vehicle must stay where it is because another has right of way. */
  bars(driver: Driver): boolean {
    return this.favoured !== NONE && (this.favoured !== driver.number || this.stepsBack);
  }

  end(): void {
    this.favoured = NONE;
    this.stepsBack = false;
  }

  /** An idle vehicle that stands on the way goes to its refuge, or on where it can; so does one that waits for room at its drop. */
  askToLeave(driver: Driver): void {
    const { drivers } = this.#road;
    const point = this.#inTheWay(driver);
    if (point === NONE) return;
    for (const other of drivers) {
      const { vehicle, turn } = other;
      if (vehicle.at !== point || !atRest(vehicle) || turn !== NONE || vehicle.down) continue;
      if (areRivals(driver.vehicle, vehicle)) continue;
      const to = this.#elsewhere(other);
      if (to !== NONE) other.fleet.giveWay(vehicle, to);
      return;
    }
  }

  /** Who has waited too long gets right of way, unless it waits for one that is loaded, unloaded or charged. */
  favourPatient(waiting: readonly Driver[]): void {
    if (this.favoured !== NONE || !this.#road.isSafe) return;
    const now = this.#road.now();
    const patient = waiting.find(
      (driver) => now - driver.waitingSince > PATIENCE && !this.#waitsForWork(driver),
    );
    if (patient !== undefined) this.favoured = patient.number;
  }

  /** Nothing moves: the one that waits longest gets right of way, and the others retreat one after another. */
  resolve(waiting: readonly Driver[]): void {
    const { isSafe, drivers, traffic } = this.#road;
    if (!isSafe) return;
    const favoured =
      this.favoured === NONE ? waiting.find((driver) => !this.#waitsForWork(driver)) : drivers[this.favoured];
    if (favoured === undefined || favoured.vehicle.down) return;
    this.favoured = favoured.number;
    const { refuges } = traffic;
    if (typeof refuges !== "object") return;
    const at = drivers.map(({ end }) => end);
    const order = retreatOrder(this.#graph, at, refuges.of) ?? [];
    const others = order.map((number) => drivers[number] as Driver).filter((driver) => driver !== favoured);
    if (others.some((driver) => this.#retreat(driver))) return;
    if (this.#turnRing(favoured, new Set()) || others.some((driver) => this.#pushRing(driver))) return;
    if (!this.stepsBack && others.length > 0 && this.#retreat(favoured)) {
      this.stepsBack = true;
      return;
    }
    this.stepsBack = false;
    this.#road.try(favoured);
    if (favoured.vehicle.moving) return;
    // Only vehicles at work can be in its way; it is looked at again when they move.
    this.favoured = NONE;
    for (const driver of waiting) this.#road.try(driver);
  }

  refuge(number: number): number {
    const { refuges } = this.#road.traffic;
    return typeof refuges === "object" ? (refuges.of[number] as number) : NONE;
  }

  /** Where a vehicle is out of the way: its refuge; in a ring, or without one, the next free point. */
  #elsewhere({ vehicle, number }: Driver): number {
    const { placeOf, out } = this.#graph;
    const refuge = this.refuge(number);
    if (refuge !== NONE && placeOf[refuge] !== placeOf[vehicle.at]) return refuge;
    const onward = (out[vehicle.at] ?? []).filter(
      ({ to }) => (refuge === NONE || placeOf[to] === placeOf[refuge]) && to !== vehicle.at,
    );
    return onward.find(({ to }) => !this.#road.space.isFull(to))?.to ?? onward[0]?.to ?? NONE;
  }

  /** The next point of its way if that is full; where it must stay free for one behind it, the point of that one. */
  #inTheWay(driver: Driver): number {
    const { space } = this.#road;
    const goal = driver.detour === NONE ? driver.vehicle.target : driver.detour;
    const arc = this.#road.next(driver, driver.vehicle.at, goal);
    if (arc === undefined) return NONE;
    if (space.isFull(arc.to)) return arc.to;
    if (driver.detour !== NONE || !this.#road.closesCircle(driver, arc.to)) return NONE;
    const behind = this.#road.next(driver, arc.to, goal);
    return behind !== undefined && space.isFull(behind.to) ? behind.to : NONE;
  }

  /** The next point is taken by vehicles that are at work there, or wait for the same room as this one. */
  #waitsForWork(driver: Driver): boolean {
    if (this.#road.next(driver, driver.vehicle.at, driver.vehicle.target) === undefined) return true;
    const point = this.#inTheWay(driver);
    if (point === NONE) return false;
    return this.#road.drivers.every(
      ({ vehicle, turn }) =>
        vehicle.at !== point ||
        (turn === NONE && (!atRest(vehicle) || areRivals(driver.vehicle, vehicle))) ||
        vehicle.down,
    );
  }

  /** Sends a vehicle to its refuge if it can drive now. @returns whether it does */
  #retreat(driver: Driver): boolean {
    const { vehicle } = driver;
    if (vehicle.down || !stands(driver)) return false;
    const to = this.#retreatPoint(driver);
    if (to === undefined || to === vehicle.at) return false;
    if (atRest(vehicle) && driver.turn === NONE) driver.fleet.giveWay(vehicle, to);
    driver.detour = to;
    this.#road.try(driver);
    if (vehicle.moving) return true;
    driver.detour = NONE;
    return false;
  }

  /** Its refuge; of a ring the point to which it gets first. */
  #retreatPoint(driver: Driver): number | undefined {
    const { placeOf, isRing } = this.#graph;
    const refuge = this.refuge(driver.number);
    if (isRing[placeOf[refuge] as number] !== true) return refuge;
    return this.#road.wayOut(driver, driver.vehicle.at, refuge)?.to;
  }

  /** A vehicle that must retreat into a ring asks those before it to move on. */
  #pushRing({ vehicle, number }: Driver): boolean {
    const { placeOf, isRing, out } = this.#graph;
    const goal = placeOf[this.refuge(number)] as number;
    if (isRing[goal] !== true) return false;
    return (out[vehicle.at] ?? []).some(({ to }) => placeOf[to] === goal && this.#pushOn(to, new Set()));
  }

  /** In a ring that stands still, those before a vehicle move on by one point. @returns whether something moves */
  #turnRing(driver: Driver, asked: Set<number>): boolean {
    const { placeOf, isRing } = this.#graph;
    const arc = this.#road.next(driver, driver.vehicle.at, driver.vehicle.target);
    if (arc === undefined || isRing[placeOf[arc.to] as number] !== true) return false;
    return this.#pushOn(arc.to, asked);
  }

  /** Moves a vehicle from a point of a ring to the next one, after the one that stands there. */
  #pushOn(point: number, asked: Set<number>): boolean {
    const { placeOf, out } = this.#graph;
    if (asked.has(point)) return false;
    asked.add(point);
    const onward = (out[point] ?? []).find(({ to }) => placeOf[to] === placeOf[point]);
    const driver = this.#road.drivers.find(
      (other) => other.vehicle.at === point && !other.vehicle.down && !other.vehicle.moving && stands(other),
    );
    if (onward === undefined || driver === undefined) return false;
    if (this.#road.space.isFull(onward.to)) return this.#pushOn(onward.to, asked);
    const { vehicle } = driver;
    if (atRest(vehicle) && driver.turn === NONE) driver.fleet.giveWay(vehicle, onward.to);
    if (driver.turn === NONE) return vehicle.moving;
    driver.detour = onward.to;
    this.#road.try(driver);
    if (!vehicle.moving) driver.detour = NONE;
    return vehicle.moving;
  }
}

/** It waits for its way, or has nothing to do where it is. */
function stands({ vehicle, turn }: Driver): boolean {
  return turn !== NONE || atRest(vehicle);
}

/** Both wait for room at the same drop: to let one pass before the other gains nothing. */
function areRivals(coming: Vehicle, standing: Vehicle): boolean {
  return (
    coming.client !== undefined &&
    coming.client === standing.client &&
    coming.client.awaitSameRoom?.(coming, standing) === true
  );
}
