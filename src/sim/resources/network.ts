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
import { passingTimes } from "./motion.ts";
import type { ResourceContext, ResourceModel } from "./resource.ts";
import { Routes } from "./routes.ts";
import { type NetworkControl, type NetworkFleet, NetworkWays } from "./network-ways.ts";
import { type Corridors, type Driver, findCorridors, type TrafficFleet } from "./traffic.ts";
import type { Vehicle } from "./vehicle.ts";

/** A vehicle that has waited so long for its way gets right of way, µs. */
const PATIENCE: Micros = 600e6;
const NONE = -1;

/**
 * A path network that runs (SPEC G11 to G17): reserves segments and points for vehicles, grants a reservation only
 * where all vehicles can retreat afterwards, and resolves a standstill by letting them retreat before the one
 * whose turn it is.
 */
export class NetworkModel implements ResourceModel, FlowNode, NetworkControl {
  readonly graph: NetworkGraph;
  readonly #kernel: Kernel;
  readonly #port: Port;
  readonly #traffic: NetworkTraffic;
  readonly #corridors: Corridors;
  readonly #drivers: Driver[] = [];
  /** By fleet id, the number of its first vehicle. */
  readonly #first = new Map<string, number>();
  /** Vehicles at or on the way to each point, and those that stand or come from there. */
  readonly #held: number[];
  /** By segment, vehicles in it, their direction, and when the last one leaves it. */
  readonly #onSegment: number[];
  readonly #direction: number[];
  readonly #lastOut: Micros[];
  /** By corridor, vehicles in its two directions. */
  readonly #inCorridor: [plus: number, minus: number][];
  readonly #isSafe: boolean;
  #turns = 0;
  /** The vehicle that has right of way; all others make way for it. */
  #favoured = NONE;
  /** The one with right of way had to retreat itself, and waits until the others have. */
  #stepsBack = false;

  constructor(network: Network, context: ResourceContext, plant: Plant) {
    this.#kernel = context.kernel;
    this.#port = context.port;
    context.port.node = this;
    this.#traffic = networkTraffic(plant, network);
    const { graph, refuges, startIsSafe } = this.#traffic;
    this.graph = graph;
    this.#corridors = findCorridors(graph);
    this.#held = graph.points.map(() => 0);
    this.#onSegment = graph.segments.map(() => 0);
    this.#direction = graph.segments.map(() => 0);
    this.#lastOut = graph.segments.map(() => 0);
    this.#inCorridor = this.#corridors.list.map(() => [0, 0]);
    this.#isSafe = typeof refuges === "object" && startIsSafe;
    let number = 0;
    for (const fleet of this.#traffic.fleets) {
      this.#first.set(fleet.id, number);
      number += fleet.vehicles;
    }
  }

  /** The ways of a fleet; its vehicles join when it knows them. */
  ways(fleet: Fleet): NetworkWays {
    const { refuges } = this.#traffic;
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
    this.#drivers[driver.number] = driver;
    (this.#held[vehicle.at] as number)++;
    return driver;
  }

  /** A vehicle that stands has a target: it waits for its way from now on. */
  enqueue(driver: Driver): void {
    driver.turn = this.#turns++;
    driver.waitingSince = this.#kernel.now;
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
    driver.passes = driver.passes.map((time) => time + late);
    driver.passed = kernel.now;
    const { vehicle } = driver;
    vehicle.at = arc.to;
    this.#leave(driver, arc);
    kernel.wake(this.#port);
    if (driver.run.length > 0) {
      vehicle.timer.time = driver.passes[0] as number;
      kernel.schedule(vehicle.timer);
      return false;
    }
    vehicle.moving = false;
    if (driver.detour === vehicle.at) driver.detour = NONE;
    if (driver.detour === NONE && vehicle.at === vehicle.target) {
      if (this.#favoured === driver.number) this.#endFavour();
      return true;
    }
    driver.turn = driver.turn === NONE ? this.#turns++ : driver.turn;
    driver.waitingSince = kernel.now;
    return false;
  }

  wake(): void {
    this.#kernel.wake(this.#port);
  }

  start(): void {}

  /** Grants what can be granted, oldest first; where nothing moves and somebody waits, lets the others retreat. */
  settle(): void {
    const waiting = this.#waiting();
    for (const driver of waiting) this.#try(driver);
    const still = waiting.filter(({ turn }) => turn !== NONE);
    if (still.length === 0) return;
    this.#favourPatient(still);
    if (this.#drivers.some(({ vehicle }) => vehicle.moving)) return;
    this.#resolve(still);
  }

  resetStatistics(): void {}
  report(): void {}

  save(): ElementState {
    return {
      turns: this.#turns,
      favoured: this.#favoured < 0 ? "" : (this.#drivers[this.#favoured]?.vehicle.name ?? ""),
      stepsBack: this.#stepsBack,
      lastOut: this.#lastOut.filter((time) => time > this.#kernel.now).length === 0 ? [] : [...this.#lastOut],
    };
  }

  restore(state: ElementState): void {
    const byName = new Map(this.#drivers.map(({ vehicle, number }) => [vehicle.name, number]));
    this.#turns = state["turns"] as number;
    this.#favoured = byName.get(state["favoured"] as string) ?? NONE;
    this.#stepsBack = state["stepsBack"] as boolean;
    const lastOut = state["lastOut"] as number[];
    this.#lastOut.forEach((_, i) => (this.#lastOut[i] = lastOut[i] ?? 0));
    this.#held.fill(0);
    this.#onSegment.fill(0);
    for (const pair of this.#inCorridor) pair.fill(0);
  }

  /** Takes what a restored vehicle holds. */
  occupy(driver: Driver): void {
    (this.#held[driver.vehicle.at] as number)++;
    for (const { to, segment, direction } of driver.run) {
      (this.#held[to] as number)++;
      (this.#onSegment[segment] as number)++;
      this.#direction[segment] = direction;
    }
    if (driver.corridor !== NONE) this.#count(driver, 1);
  }

  /** No parts flow through a network, and it has no timers. */
  arrive(): void {}
  depart(): void {}
  onTimer(): void {}
  accepts(): boolean {
    return false;
  }

  #waiting(): Driver[] {
    return this.#drivers.filter(({ turn }) => turn !== NONE).sort((a, b) => a.turn - b.turn);
  }

  #refuge(number: number): number {
    const { refuges } = this.#traffic;
    return typeof refuges === "object" ? (refuges.of[number] as number) : NONE;
  }

  /** Reserves as far ahead as is free and safe, and drives there. */
  #try(driver: Driver): void {
    const { vehicle } = driver;
    if (vehicle.down || vehicle.moving) return;
    const makesWay = driver.detour !== NONE;
    if (this.#favoured !== NONE && !makesWay && (this.#favoured !== driver.number || this.#stepsBack)) return;
    const arcs = this.#freeWay(driver);
    const safe = arcs.findLastIndex((arc) => makesWay || this.#isSafeAt(driver, arc.to));
    if (safe < 0) {
      this.#askIdle(driver);
      driver.fleet.onTraffic(vehicle);
      return;
    }
    this.#drive(driver, arcs.slice(0, safe + 1));
  }

  /** The arcs of its way that are free, at most as many as it may reserve. */
  #freeWay(driver: Driver): Arc[] {
    const arcs: Arc[] = [];
    let at = driver.vehicle.at;
    const goal = driver.detour === NONE ? driver.vehicle.target : driver.detour;
    while (arcs.length < driver.lookahead && at !== goal) {
      const arc = this.#next(driver, at, goal);
      if (arc === undefined || !this.#isFree(driver, arc, at, goal)) break;
      arcs.push(arc);
      at = arc.to;
    }
    return arcs;
  }

  #next(driver: Driver, at: number, goal: number): Arc | undefined {
    return driver.detour === NONE
      ? (driver.fleet as NetworkFleet).routes.next(at, goal)
      : this.#wayOut(driver, at, goal);
  }

  /** The first arc of a shortest way through points that are free now. */
  #wayOut({ vehicle }: Driver, at: number, goal: number): Arc | undefined {
    const first = new Map<number, Arc | undefined>([[at, undefined]]);
    const { placeOf, isRing } = this.graph;
    const ring = isRing[placeOf[goal] as number] === true && placeOf[at] !== placeOf[goal];
    for (const [point, begin] of first) {
      if (point === goal || (ring && placeOf[point] === placeOf[goal])) return begin;
      for (const arc of this.graph.out[point] ?? []) {
        const own = arc.to === vehicle.at ? 1 : 0;
        if (
          first.has(arc.to) ||
          (this.#held[arc.to] as number) - own >= (this.graph.capacity[arc.to] as number)
        )
          continue;
        first.set(arc.to, begin ?? arc);
      }
    }
    return undefined;
  }

  #isFree(driver: Driver, { to, segment, direction }: Arc, at: number, goal: number): boolean {
    if ((this.#held[to] as number) >= (this.graph.capacity[to] as number)) return false;
    const inside = this.#onSegment[segment] as number;
    const most = this.graph.segments[segment]?.capacity ?? 1;
    if (inside >= most || (inside > 0 && this.#direction[segment] !== direction)) return false;
    if (driver.detour !== NONE || this.#favoured === driver.number) return true;
    return this.#keepsPassing(driver, to, goal, 0) && this.#mayEnter(driver, segment, direction, at, goal);
  }

  /** At a point for several vehicles one slot stays free for those that go on another way, so that they can pass. */
  #keepsPassing(driver: Driver, point: number, goal: number, coming: number): boolean {
    const capacity = this.graph.capacity[point] as number;
    if (capacity < 2 || point === goal) return true;
    const onward = this.#next(driver, point, goal)?.to;
    let alike = coming;
    for (const other of this.#drivers)
      if (other !== driver && other.end === point && other.onward === onward) alike++;
    return alike < capacity - 1;
  }

  /** Into a corridor only with nobody against it, and with room at its end for all that go there. */
  #mayEnter(driver: Driver, segment: number, direction: 1 | -1, at: number, goal: number): boolean {
    const entry = this.#corridors.ofSegment[segment];
    const corridor = entry === undefined ? undefined : this.#corridors.list[entry.corridor];
    if (entry === undefined || corridor === undefined || corridor.inside.has(at)) return true;
    const forward = entry.sense === direction;
    const [plus, minus] = this.#inCorridor[entry.corridor] as [number, number];
    if ((forward ? minus : plus) > 0) return false;
    if (corridor.inside.has(goal)) return true;
    const end = corridor.ends[forward ? 1 : 0];
    const coming = forward ? plus : minus;
    if (!this.#keepsPassing(driver, end, goal, coming)) return false;
    return (this.#held[end] as number) + coming < (this.graph.capacity[end] as number);
  }

  /** Whether all can retreat when the vehicle is at a point. */
  #isSafeAt(driver: Driver, point: number): boolean {
    if (!this.#isSafe) return true;
    const { graph } = this;
    const at = this.#drivers.map(({ end }) => end);
    at[driver.number] = point;
    const inside = graph.room.map(() => 0);
    for (const other of at) (inside[graph.placeOf[other] as number] as number)++;
    const place = graph.placeOf[point] as number;
    if ((inside[place] as number) > (graph.room[place] as number)) return false;
    // Where it can retreat before all others, they can as they could before.
    if (canRetreat(graph, inside, point, this.#refuge(driver.number))) return true;
    const { refuges } = this.#traffic;
    return typeof refuges === "object" && retreatOrder(graph, at, refuges.of) !== undefined;
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
    // Nobody overtakes within a segment that holds several.
    let late = 0;
    driver.run = [...arcs];
    driver.passes = arcs.map(({ segment }, i) => {
      const time = kernel.now + (times[i] as number) + late;
      const kept = Math.max(time, this.#lastOut[segment] as number);
      late += kept - time;
      this.#lastOut[segment] = kept;
      return kept;
    });
    for (const { to, segment, direction } of arcs) {
      (this.#held[to] as number)++;
      (this.#onSegment[segment] as number)++;
      this.#direction[segment] = direction;
    }
    this.#enter(driver, arcs[0] as Arc);
    driver.end = (arcs.at(-1) as Arc).to;
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

  #enter(driver: Driver, { segment, direction }: Arc): void {
    const entry = this.#corridors.ofSegment[segment];
    if (entry === undefined || entry.corridor === NONE) return;
    if (driver.corridor !== NONE) this.#count(driver, -1);
    driver.corridor = entry.corridor;
    driver.direction = entry.sense === direction ? 1 : -1;
    this.#count(driver, 1);
  }

  #count({ corridor, direction }: Driver, change: 1 | -1): void {
    const pair = this.#inCorridor[corridor] as [number, number];
    pair[direction === 1 ? 0 : 1] += change;
  }

  /** The vehicle is past an arc: gives back the segment and the point before it. */
  #leave(driver: Driver, { from, to, segment }: Arc): void {
    (this.#held[from] as number)--;
    (this.#onSegment[segment] as number)--;
    const corridor = this.#corridors.list[driver.corridor];
    if (corridor !== undefined && !corridor.inside.has(to)) {
      this.#count(driver, -1);
      driver.corridor = NONE;
    }
    const [next] = driver.run;
    if (next !== undefined) this.#enter(driver, next);
  }

  /** An idle vehicle that stands on the way goes to its refuge, or on where it can. */
  #askIdle(driver: Driver): void {
    const goal = driver.detour === NONE ? driver.vehicle.target : driver.detour;
    const arc = this.#next(driver, driver.vehicle.at, goal);
    if (arc === undefined || (this.#held[arc.to] as number) < (this.graph.capacity[arc.to] as number)) return;
    for (const other of this.#drivers) {
      const { vehicle } = other;
      if (vehicle.at !== arc.to || vehicle.phase !== "idle" || vehicle.down) continue;
      const to = this.#elsewhere(other);
      if (to !== NONE) other.fleet.giveWay(vehicle, to);
      return;
    }
  }

  /** Where an idle vehicle is out of the way: its refuge; in a ring, or without one, the next free point. */
  #elsewhere({ vehicle, number }: Driver): number {
    const { placeOf } = this.graph;
    const refuge = this.#refuge(number);
    if (refuge !== NONE && placeOf[refuge] !== placeOf[vehicle.at]) return refuge;
    const onward = (this.graph.out[vehicle.at] ?? []).filter(
      ({ to }) => (refuge === NONE || placeOf[to] === placeOf[refuge]) && to !== vehicle.at,
    );
    return (
      onward.find(({ to }) => (this.#held[to] as number) < (this.graph.capacity[to] as number))?.to ??
      onward[0]?.to ??
      NONE
    );
  }

  /** Who has waited too long gets right of way, unless it waits for one that is loaded, unloaded or charged. */
  #favourPatient(waiting: readonly Driver[]): void {
    if (this.#favoured !== NONE || !this.#isSafe) return;
    const patient = waiting.find(
      (driver) => this.#kernel.now - driver.waitingSince > PATIENCE && !this.#waitsForHandling(driver),
    );
    if (patient !== undefined) this.#favoured = patient.number;
  }

  /** The next point is taken by vehicles that neither drive nor wait for their way. */
  #waitsForHandling(driver: Driver): boolean {
    const arc = this.#next(driver, driver.vehicle.at, driver.vehicle.target);
    if (arc === undefined) return true;
    if ((this.#held[arc.to] as number) < (this.graph.capacity[arc.to] as number)) return false;
    return this.#drivers.every(
      ({ vehicle, turn }) =>
        vehicle.at !== arc.to || (turn === NONE && vehicle.phase !== "idle") || vehicle.down,
    );
  }

  /** Nothing moves: the one that waits longest gets right of way, and the others retreat one after another. */
  #resolve(waiting: readonly Driver[]): void {
    if (!this.#isSafe) return;
    const favoured =
      this.#favoured === NONE
        ? waiting.find((driver) => !this.#waitsForHandling(driver))
        : this.#drivers[this.#favoured];
    if (favoured === undefined || favoured.vehicle.down) return;
    this.#favoured = favoured.number;
    const { refuges } = this.#traffic;
    if (typeof refuges !== "object") return;
    const at = this.#drivers.map(({ end }) => end);
    const order = retreatOrder(this.graph, at, refuges.of) ?? [];
    const drivers = order.map((number) => this.#drivers[number] as Driver);
    const others = drivers.filter((driver) => driver !== favoured);
    if (others.some((driver) => this.#retreat(driver))) return;
    if (this.#turnRing(favoured, new Set()) || others.some((driver) => this.#pushRing(driver))) return;
    if (!this.#stepsBack && others.length > 0 && this.#retreat(favoured)) {
      this.#stepsBack = true;
      return;
    }
    this.#stepsBack = false;
    this.#try(favoured);
    if (favoured.vehicle.moving) return;
    // Only vehicles at work can be in its way; it is looked at again when they move.
    this.#favoured = NONE;
    for (const driver of waiting) this.#try(driver);
  }

  /** Sends a vehicle to its refuge if it can drive now. @returns whether it does */
  #retreat(driver: Driver): boolean {
    const { vehicle } = driver;
    const standing = driver.turn !== NONE || vehicle.phase === "idle";
    if (vehicle.down || !standing) return false;
    const to = this.#retreatPoint(driver);
    if (to === undefined || to === vehicle.at) return false;
    if (vehicle.phase === "idle") driver.fleet.giveWay(vehicle, to);
    driver.detour = to;
    this.#try(driver);
    if (vehicle.moving) return true;
    driver.detour = NONE;
    return false;
  }

  /** Its refuge; of a ring the point to which it gets first. */
  #retreatPoint(driver: Driver): number | undefined {
    const { placeOf, isRing } = this.graph;
    const refuge = this.#refuge(driver.number);
    if (isRing[placeOf[refuge] as number] !== true) return refuge;
    return this.#wayOut(driver, driver.vehicle.at, refuge)?.to;
  }

  /** A vehicle that must retreat into a ring asks those before it to move on. */
  #pushRing({ vehicle, number }: Driver): boolean {
    const { placeOf, isRing } = this.graph;
    const goal = placeOf[this.#refuge(number)] as number;
    if (isRing[goal] !== true) return false;
    const arcs = this.graph.out[vehicle.at] ?? [];
    return arcs.some(({ to }) => placeOf[to] === goal && this.#pushOn(to, new Set()));
  }

  /** In a ring that stands still, those before a vehicle move on by one point. @returns whether something moves */
  #turnRing(driver: Driver, asked: Set<number>): boolean {
    const { placeOf, isRing } = this.graph;
    const arc = this.#next(driver, driver.vehicle.at, driver.vehicle.target);
    if (arc === undefined || isRing[placeOf[arc.to] as number] !== true) return false;
    return this.#pushOn(arc.to, asked);
  }

  /** Moves a vehicle from a point of a ring to the next one, after the one that stands there. */
  #pushOn(point: number, asked: Set<number>): boolean {
    const { placeOf } = this.graph;
    if (asked.has(point)) return false;
    asked.add(point);
    const onward = (this.graph.out[point] ?? []).find(({ to }) => placeOf[to] === placeOf[point]);
    const driver = this.#drivers.find(
      ({ vehicle, turn }) =>
        vehicle.at === point &&
        !vehicle.down &&
        !vehicle.moving &&
        (turn !== NONE || vehicle.phase === "idle"),
    );
    if (onward === undefined || driver === undefined) return false;
    if ((this.#held[onward.to] as number) >= (this.graph.capacity[onward.to] as number))
      return this.#pushOn(onward.to, asked);
    if (driver.vehicle.phase === "idle") driver.fleet.giveWay(driver.vehicle, onward.to);
    if (driver.turn === NONE) return driver.vehicle.moving;
    driver.detour = onward.to;
    this.#try(driver);
    if (!driver.vehicle.moving) driver.detour = NONE;
    return driver.vehicle.moving;
  }

  #endFavour(): void {
    this.#favoured = NONE;
    this.#stepsBack = false;
    this.#kernel.wake(this.#port);
  }
}

export function buildNetwork(network: Network, context: ResourceContext): ResourceModel {
  return new NetworkModel(network, context, context.plant);
}
