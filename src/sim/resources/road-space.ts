import type { Micros } from "../../base/units.ts";
import type { Arc, NetworkGraph } from "../../plant/traffic/network-graph.ts";
import { type Corridors, type Driver, findCorridors } from "./traffic.ts";

const NONE = -1;

/** Who holds which points, segments and corridors of a network (SPEC G12, G16). */
export class RoadSpace {
  readonly graph: NetworkGraph;
  /** By place, vehicles that will stand there when they have driven what they have reserved. */
  readonly inside: number[];
  readonly #corridors: Corridors;
  /** By point, vehicles at or on the way to it, and those that stand or come from there. */
  readonly #held: number[];
  /** By point, the vehicles that will stand there when they have driven what they have reserved. */
  readonly #ending: Driver[][];
  /** By segment, vehicles in it, their direction, and when the last one leaves it. */
  readonly #onSegment: number[];
  readonly #direction: number[];
  readonly #lastOut: Micros[];
  /** By corridor, vehicles in its two directions. */
  readonly #inCorridor: [plus: number, minus: number][];

  constructor(graph: NetworkGraph) {
    this.graph = graph;
    this.inside = graph.room.map(() => 0);
    this.#corridors = findCorridors(graph);
    this.#held = graph.points.map(() => 0);
    this.#ending = graph.points.map(() => []);
    this.#onSegment = graph.segments.map(() => 0);
    this.#direction = graph.segments.map(() => 0);
    this.#lastOut = graph.segments.map(() => 0);
    this.#inCorridor = this.#corridors.list.map(() => [0, 0]);
  }

  /** Takes what a vehicle holds that begins or is restored. */
  occupy(driver: Driver): void {
    (this.#held[driver.vehicle.at] as number)++;
    for (const { to, segment, direction } of driver.run) {
      (this.#held[to] as number)++;
      (this.#onSegment[segment] as number)++;
      this.#direction[segment] = direction;
    }
    if (driver.corridor !== NONE) this.#count(driver, 1);
    this.#ends(driver, driver.end);
  }

  /** Nobody holds anything, until all have occupied theirs again. */
  clear(): void {
    this.#held.fill(0);
    this.#onSegment.fill(0);
    this.inside.fill(0);
    for (const drivers of this.#ending) drivers.length = 0;
    for (const pair of this.#inCorridor) pair.fill(0);
  }

  isFull(point: number): boolean {
    return (this.#held[point] as number) >= (this.graph.capacity[point] as number);
  }

  /** Vehicles that will stand at a point when they have driven what they have reserved. */
  endingAt(point: number): readonly Driver[] {
    return this.#ending[point] as readonly Driver[];
  }

  /** Whether a point has a slot for the vehicle, which may stand there itself. */
  hasSlot(point: number, { vehicle }: Driver): boolean {
    const own = point === vehicle.at ? 1 : 0;
    return (this.#held[point] as number) - own < (this.graph.capacity[point] as number);
  }

  /** Whether the block of an arc and the point at its end can be reserved. */
  isFree({ to, segment, direction }: Arc): boolean {
    if (this.isFull(to)) return false;
    const inside = this.#onSegment[segment] as number;
    const most = this.graph.segments[segment]?.capacity ?? 1;
    return inside < most && (inside === 0 || this.#direction[segment] === direction);
  }

  /** At a point for several vehicles one slot stays free for those that go on another way, so that they can pass. */
  keepsPassing(driver: Driver, point: number, goal: number, onward: number | undefined, coming = 0): boolean {
    const capacity = this.graph.capacity[point] as number;
    if (capacity < 2 || point === goal) return true;
    let alike = coming;
    for (const other of this.#ending[point] as Driver[])
      if (other !== driver && other.onward === onward) alike++;
    return alike < capacity - 1;
  }

  /**
   * Into a corridor only with nobody against it, and with room at its end for all that go there.
   * @param onwardFrom where the vehicle goes on from a point
   */
  mayEnter(
    driver: Driver,
    { segment, direction }: Arc,
    at: number,
    goal: number,
    onwardFrom: (point: number) => number | undefined,
  ): boolean {
    const entry = this.#corridors.ofSegment[segment];
    const corridor = entry === undefined ? undefined : this.#corridors.list[entry.corridor];
    if (entry === undefined || corridor === undefined || corridor.inside.has(at)) return true;
    const forward = entry.sense === direction;
    const [plus, minus] = this.#inCorridor[entry.corridor] as [number, number];
    if ((forward ? minus : plus) > 0) return false;
    if (corridor.inside.has(goal)) return true;
    const end = corridor.ends[forward ? 1 : 0];
    const coming = forward ? plus : minus;
    if (!this.keepsPassing(driver, end, goal, onwardFrom(end), coming)) return false;
    return (this.#held[end] as number) + coming < (this.graph.capacity[end] as number);
  }

  /**
   * Reserves arcs for a vehicle that stands.
   * @param times when it would leave each, µs @returns when it leaves each, since nobody overtakes in a segment for several
   */
  reserve(driver: Driver, arcs: readonly Arc[], times: readonly Micros[]): Micros[] {
    let late = 0;
    const passes = arcs.map(({ segment }, i) => {
      const time = (times[i] as number) + late;
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
    this.#leavesEnd(driver);
    this.#ends(driver, (arcs.at(-1) as Arc).to);
    return passes;
  }

  /** The vehicle is past an arc: gives back the segment and the point before it. */
  leave(driver: Driver, { from, to, segment }: Arc): void {
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

  /** Times at which segments are left that are still to come at an instant; empty when there are none. */
  saveLastOut(now: Micros): Micros[] {
    // What is over holds nobody back, and a restored run does not know it any more.
    return this.#lastOut.some((time) => time > now)
      ? this.#lastOut.map((time) => (time > now ? time : 0))
      : [];
  }

  restoreLastOut(lastOut: readonly Micros[]): void {
    this.#lastOut.forEach((_, i) => (this.#lastOut[i] = lastOut[i] ?? 0));
  }

  #ends(driver: Driver, point: number): void {
    driver.end = point;
    this.#ending[point]?.push(driver);
    (this.inside[this.graph.placeOf[point] as number] as number)++;
  }

  #leavesEnd(driver: Driver): void {
    const there = this.#ending[driver.end] as Driver[];
    there.splice(there.indexOf(driver), 1);
    (this.inside[this.graph.placeOf[driver.end] as number] as number)--;
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
}
