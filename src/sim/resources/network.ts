import { defined } from "../../base/assert.ts";
import type { Micros } from "../../base/units.ts";
import type { Fleet } from "../../plant/resources/fleet.ts";
import type { Network } from "../../plant/resources/network.ts";
import type { Plant } from "../../plant/schema.ts";
import type { Arc, NetworkGraph } from "../../plant/traffic/network-graph.ts";
import { type NetworkTraffic, networkTraffic } from "../../plant/traffic/network-traffic.ts";
import { canRetreat, retreatOrder } from "../../plant/traffic/safe-state.ts";
import type { ElementState } from "../elements/element.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { FlowNode, Port } from "../kernel/ports.ts";
import { CircularWait } from "./circular-wait.ts";
import { passingTimes } from "./motion.ts";
import { type NetworkControl, type NetworkFleet, NetworkWays } from "./network-ways.ts";
import type { ResourceContext, ResourceModel } from "./resource.ts";
import { RightOfWay, type Road } from "./right-of-way.ts";
import { RoadSpace } from "./road-space.ts";
import { Routes } from "./routes.ts";
import type { Driver, TrafficFleet } from "./traffic.ts";
import type { Vehicle } from "./vehicle.ts";

const NONE = -1;

/**
 * A path network that runs (SPEC G11 to G17, G19, G20): reserves segments and points for vehicles, grants a reservation only
 * where all vehicles can retreat afterwards, and resolves a standstill by letting them retreat before the one
 * whose turn it is.
 */
export class NetworkModel implements ResourceModel, FlowNode, NetworkControl, Road {
  readonly graph: NetworkGraph;
  readonly space: RoadSpace;
  readonly traffic: NetworkTraffic;
  readonly drivers: Driver[] = [];
  readonly isSafe: boolean;
  readonly #kernel: Kernel;
  readonly #port: Port;
  readonly #rightOfWay: RightOfWay;
  readonly #circularWait: CircularWait;
  /** By fleet id, the number of its first vehicle. */
  readonly #first = new Map<string, number>();
  #turns = 0;
  /** Those that wait for their way, oldest first since turns only grow, and some that no longer do. */
  #waiting: Driver[] = [];

  constructor(network: Network, context: ResourceContext, plant: Plant) {
    this.#kernel = context.kernel;
    this.#port = context.port;
    context.port.node = this;
    this.traffic = networkTraffic(plant, network);
    const { graph, refuges, startIsSafe } = this.traffic;
    this.graph = graph;
    this.space = new RoadSpace(graph);
    this.isSafe = typeof refuges === "object" && startIsSafe;
    this.#rightOfWay = new RightOfWay(this);
    this.#circularWait = new CircularWait(this.space);
    let number = 0;
    for (const fleet of this.traffic.fleets) {
      this.#first.set(fleet.id, number);
      number += fleet.vehicles;
    }
  }

  /** The ways of a fleet; its vehicles join when it knows them. */
  ways(fleet: Fleet): NetworkWays {
    const { refuges } = this.traffic;
    const isOpen = typeof refuges === "object" ? refuges.isOpen : this.graph.points.map(() => true);
    const speed = fleet.speed?.empty ?? 1;
    return new NetworkWays(this, fleet, new Routes(this.graph, isOpen, speed), this.#kernel);
  }

  join(fleet: Fleet, vehicle: Vehicle, owner: TrafficFleet): Driver {
    const { acceleration, deceleration, speed = { empty: 1, loaded: 1 } } = fleet;
    const motion = (top: number): Driver["motion"]["empty"] => ({ speed: top, acceleration, deceleration });
    const driver: Driver = {
      vehicle,
      fleet: owner,
      motion: { empty: motion(speed.empty), loaded: motion(speed.loaded) },
      lookahead: fleet.reservesAhead ?? (acceleration === undefined ? 1 : 3),
      number: defined(this.#first.get(fleet.id), `fleet ${fleet.id}`) + vehicle.index,
      end: vehicle.at,
      onward: NONE,
      run: [],
      passes: [],
      passed: 0,
      turn: NONE,
      waitingSince: 0,
      detour: NONE,
      corridor: NONE,
      direction: 1,
    };
    this.drivers[driver.number] = driver;
    this.space.occupy(driver);
    return driver;
  }

  now(): Micros {
    return this.#kernel.now;
  }

  /** A vehicle that stands has a target: it waits for its way from now on. */
  enqueue(driver: Driver): void {
    driver.turn = NONE;
    this.#wait(driver);
    driver.onward = this.#onward(driver);
    driver.vehicle.moving = false;
    this.#kernel.wake(this.#port);
  }

  /** The vehicle passes the next point of its run. @returns whether it stands at its target */
  pass(driver: Driver): boolean {
    const kernel = this.#kernel;
    const arc = driver.run.shift() as Arc;
    // A breakdown on the way delays all that follows.
    const late = kernel.now - (driver.passes.shift() as number);
    if (late !== 0) driver.passes = driver.passes.map((time) => time + late);
    driver.passed = kernel.now;
    const { vehicle } = driver;
    vehicle.at = arc.to;
    this.space.leave(driver, arc);
    kernel.wake(this.#port);
    if (driver.run.length > 0) {
      vehicle.timer.time = driver.passes[0] as number;
      kernel.schedule(vehicle.timer);
      return false;
    }
    vehicle.moving = false;
    if (driver.detour === vehicle.at) driver.detour = NONE;
    if (driver.detour === NONE && vehicle.at === vehicle.target) {
      if (this.#rightOfWay.favoured === driver.number) {
        this.#rightOfWay.end();
        kernel.wake(this.#port);
      }
      return true;
    }
    this.#wait(driver);
    return false;
  }

  wake(): void {
    this.#kernel.wake(this.#port);
  }

  start(): void {}

  /** Grants what can be granted, oldest first; where nothing moves and somebody waits, lets the others retreat. */
  settle(): void {
    this.#waiting = this.#waiting.filter(({ turn }) => turn !== NONE);
    if (this.#waiting.length === 0) return;
    // Those that are sent away meanwhile are asked next time.
    const waiting = [...this.#waiting];
    for (const driver of waiting) this.try(driver);
    const still = waiting.filter(({ turn }) => turn !== NONE);
    if (still.length === 0) return;
    this.#rightOfWay.favourPatient(still);
    if (this.drivers.some(({ vehicle }) => vehicle.moving)) return;
    this.#rightOfWay.resolve(still);
  }

  resetStatistics(): void {}
  report(): void {}

  save(): ElementState {
    const { favoured, stepsBack } = this.#rightOfWay;
    return {
      turns: this.#turns,
      favoured: favoured < 0 ? "" : (this.drivers[favoured]?.vehicle.name ?? ""),
      stepsBack,
      lastOut: this.space.saveLastOut(this.#kernel.now),
    };
  }

  restore(state: ElementState): void {
    const byName = new Map(this.drivers.map(({ vehicle, number }) => [vehicle.name, number]));
    this.#turns = state["turns"] as number;
    this.#rightOfWay.favoured = byName.get(state["favoured"] as string) ?? NONE;
    this.#rightOfWay.stepsBack = state["stepsBack"] as boolean;
    this.space.clear();
    this.space.restoreLastOut(state["lastOut"] as number[]);
    this.#waiting = [];
  }

  /** Takes what a restored vehicle holds. */
  occupy(driver: Driver): void {
    this.space.occupy(driver);
    if (driver.turn === NONE) return;
    this.#waiting.push(driver);
    this.#waiting.sort((a, b) => a.turn - b.turn);
  }

  /** No parts flow through a network, and it has no timers. */
  arrive(): void {}
  depart(): void {}
  onTimer(): void {}
  accepts(): boolean {
    return false;
  }

  /** Reserves as far ahead as is free and safe, and drives there. */
  try(driver: Driver): void {
    const { vehicle } = driver;
    if (vehicle.down || vehicle.moving) return;
    const makesWay = driver.detour !== NONE;
    if (!makesWay && this.#rightOfWay.bars(driver)) return;
    const arcs = this.#freeWay(driver);
    const safe = arcs.findLastIndex(
      ({ to }) => makesWay || (!this.closesCircle(driver, to) && this.#isSafeAt(driver, to)),
    );
    if (safe < 0) {
      this.#rightOfWay.askToLeave(driver);
      driver.fleet.onTraffic(vehicle);
      return;
    }
    this.#drive(driver, arcs.slice(0, safe + 1));
  }

  /** Those with right of way are exempt: the others retreat before them. */
  closesCircle(driver: Driver, point: number): boolean {
    return this.#rightOfWay.favoured !== driver.number && this.#circularWait.closes(driver, point);
  }

  next(driver: Driver, at: number, goal: number): Arc | undefined {
    return driver.detour === NONE
      ? (driver.fleet as NetworkFleet).routes.next(at, goal)
      : this.wayOut(driver, at, goal);
  }

  /** The first arc of a shortest way through points that are free now. */
  wayOut(driver: Driver, at: number, goal: number): Arc | undefined {
    const first = new Map<number, Arc | undefined>([[at, undefined]]);
    const { placeOf, isRing } = this.graph;
    const ring = isRing[placeOf[goal] as number] === true && placeOf[at] !== placeOf[goal];
    for (const [point, begin] of first) {
      if (point === goal || (ring && placeOf[point] === placeOf[goal])) return begin;
      for (const arc of this.graph.out[point] ?? [])
        if (!first.has(arc.to) && this.space.hasSlot(arc.to, driver)) first.set(arc.to, begin ?? arc);
    }
    return undefined;
  }

  /** Waits from now on; one that waits already keeps its turn. */
  #wait(driver: Driver): void {
    if (driver.turn === NONE) {
      driver.turn = this.#turns++;
      const at = this.#waiting.indexOf(driver);
      if (at >= 0) this.#waiting.splice(at, 1);
      this.#waiting.push(driver);
    }
    driver.waitingSince = this.#kernel.now;
  }

  /** The arcs of its way that are free, at most as many as it may reserve. */
  #freeWay(driver: Driver): Arc[] {
    const arcs: Arc[] = [];
    let at = driver.vehicle.at;
    const goal = driver.detour === NONE ? driver.vehicle.target : driver.detour;
    while (arcs.length < driver.lookahead && at !== goal) {
      const arc = this.next(driver, at, goal);
      if (arc === undefined || !this.#isFree(driver, arc, at, goal)) break;
      arcs.push(arc);
      at = arc.to;
    }
    return arcs;
  }

  #isFree(driver: Driver, arc: Arc, at: number, goal: number): boolean {
    const { space } = this;
    if (!space.isFree(arc)) return false;
    if (driver.detour !== NONE || this.#rightOfWay.favoured === driver.number) return true;
    const onwardFrom = (point: number): number | undefined => this.next(driver, point, goal)?.to;
    if ((this.graph.capacity[arc.to] as number) > 1 && arc.to !== goal)
      if (!space.keepsPassing(driver, arc.to, goal, onwardFrom(arc.to))) return false;
    return space.mayEnter(driver, arc, at, goal, onwardFrom);
  }

  /** Whether all can retreat when the vehicle is at a point. */
  #isSafeAt(driver: Driver, point: number): boolean {
    if (!this.isSafe) return true;
    const { graph } = this;
    const { inside } = this.space;
    const place = graph.placeOf[point] as number;
    const before = graph.placeOf[driver.end] as number;
    (inside[before] as number)--;
    (inside[place] as number)++;
    const fits = (inside[place] as number) <= (graph.room[place] as number);
    // Where it can retreat before all others, they can as they could before.
    const retreats =
      fits &&
      (this.#retreatsStraight(driver, point) ||
        canRetreat(graph, inside, point, this.#rightOfWay.refuge(driver.number)));
    (inside[place] as number)--;
    (inside[before] as number)++;
    if (retreats || !fits) return retreats;
    const at = this.drivers.map(({ end }) => end);
    at[driver.number] = point;
    const { refuges } = this.traffic;
    return typeof refuges === "object" && retreatOrder(graph, at, refuges.of) !== undefined;
  }

  /** Whether the quickest way to its refuge is free for all of its length: found sooner than any free way. */
  #retreatsStraight(driver: Driver, point: number): boolean {
    const { placeOf, room } = this.graph;
    const { inside } = this.space;
    const refuge = this.#rightOfWay.refuge(driver.number);
    const { routes } = driver.fleet as NetworkFleet;
    const goal = placeOf[refuge] as number;
    for (let at = point; placeOf[at] !== goal;) {
      const arc = routes.next(at, refuge);
      if (arc === undefined) return false;
      at = arc.to;
      const place = placeOf[at] as number;
      if (place !== placeOf[point] && (inside[place] as number) >= (room[place] as number)) return false;
    }
    return true;
  }

  #drive(driver: Driver, arcs: readonly Arc[]): void {
    const kernel = this.#kernel;
    const { vehicle } = driver;
    const motion = vehicle.loaded ? driver.motion.loaded : driver.motion.empty;
    const times = passingTimes(
      arcs.map(({ length, segment }) => ({
        length,
        speed: Math.min(motion.speed, this.graph.segments[segment]?.speed ?? Infinity),
      })),
      motion,
    );
    driver.run = [...arcs];
    driver.passes = this.space.reserve(
      driver,
      arcs,
      times.map((time) => kernel.now + time),
    );
    driver.onward = this.#onward(driver);
    driver.passed = kernel.now;
    driver.turn = NONE;
    vehicle.moving = true;
    vehicle.movingSince = kernel.now;
    vehicle.timer.time = driver.passes[0] as number;
    kernel.schedule(vehicle.timer);
    driver.fleet.onTraffic(vehicle);
  }

  /** Where it goes on from the end of its run. */
  #onward(driver: Driver): number {
    const { end } = driver;
    const { target } = driver.vehicle;
    return end === target ? NONE : ((driver.fleet as NetworkFleet).routes.next(end, target)?.to ?? NONE);
  }
}

export function buildNetwork(network: Network, context: ResourceContext): ResourceModel {
  return new NetworkModel(network, context, context.plant);
}
