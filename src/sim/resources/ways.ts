import { toMicros, type Micros } from "../../base/units.ts";
import type { Fleet, Travel } from "../../plant/resources/fleet.ts";
import type { ElementState } from "../elements/element.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { travelTime } from "./motion.ts";
import type { TrafficFleet } from "./traffic.ts";
import type { Vehicle } from "./vehicle.ts";

/** Where something is drawn: plant coordinates, m, and yaw, rad. */
export interface Pose {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly yaw: number;
}

/** How the vehicles of a fleet get from place to place. */
export interface Ways {
  /** Index of a location. */
  place(name: string): number;
  name(place: number): string;
  /** Travel time of an empty vehicle without traffic, µs. */
  time(from: number, to: number): Micros;
  /** A vehicle without an order can be sent elsewhere while it is under way. */
  readonly redirects: boolean;
  /** Sends a vehicle that stands to its target; the vehicle's timer comes when it passes or reaches something. */
  send(vehicle: Vehicle): void;
  /** The vehicle's timer came while it was under way. @returns whether it has reached its target */
  passed(vehicle: Vehicle): boolean;
  /** Metres that a vehicle has driven when it reaches the end of its present movement. */
  metres(vehicle: Vehicle): number;
  pose(vehicle: Vehicle): Pose | undefined;
  /** A vehicle broke down, was repaired, or became idle. */
  wake?(): void;
  /** Tells the vehicles of the fleet and who owns them, where vehicles can be in each other's way. */
  join?(vehicles: readonly Vehicle[], owner: TrafficFleet): void;
  /** The vehicle stays where it is, and no longer waits for its way. */
  stop?(vehicle: Vehicle): void;
  save(vehicle: Vehicle): ElementState;
  restore(vehicle: Vehicle, state: ElementState): void;
}

/** Ways on which vehicles do not hinder each other: the time depends on the two ends only. */
abstract class FreeWays implements Ways {
  readonly redirects = false;
  protected readonly kernel: Kernel;
  readonly #places = new Map<string, number>();
  readonly #names: string[] = [];

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  place(name: string): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    this.#places.set(name, this.#names.length);
    return this.#names.push(name) - 1;
  }

  name(place: number): string {
    return this.#names[place] as string;
  }

  abstract time(from: number, to: number): Micros;
  abstract metres(vehicle: Vehicle): number;
  abstract pose(vehicle: Vehicle): Pose | undefined;

  send(vehicle: Vehicle): void {
    vehicle.moving = true;
    vehicle.movingSince = this.kernel.now;
    vehicle.timer.time = this.kernel.now + this.time(vehicle.at, vehicle.target);
    this.kernel.schedule(vehicle.timer);
  }

  passed(vehicle: Vehicle): boolean {
    vehicle.moving = false;
    vehicle.at = vehicle.target;
    return true;
  }

  save(): ElementState {
    return {};
  }

  restore(): void {}
}

/** Travel times from a table. */
class TableWays extends FreeWays {
  readonly #times: Extract<Travel, { by: "times" }>["times"];

  constructor(travel: Extract<Travel, { by: "times" }>, kernel: Kernel) {
    super(kernel);
    this.#times = travel.times;
  }

  time(from: number, to: number): Micros {
    if (from === to) return 0;
    const row = this.#times[this.name(from)];
    // The plant's checks see to it that every time that can be needed is there.
    return toMicros(row?.[this.name(to)] ?? 0);
  }

  metres(): number {
    return 0;
  }

  pose(): undefined {
    return undefined;
  }
}

/** Crane or lift: the axes x and y move at the same time; the hoist before and after, or at the same time too. */
class AxesWays extends FreeWays {
  readonly #travel: Extract<Travel, { by: "axes" }>;

  constructor(travel: Extract<Travel, { by: "axes" }>, kernel: Kernel) {
    super(kernel);
    this.#travel = travel;
  }

  time(from: number, to: number): Micros {
    if (from === to) return 0;
    const { hoisted, level, lowered } = this.#legs(from, to);
    return hoisted + level + lowered;
  }

  metres({ at, target }: Vehicle): number {
    const [ax, ay, az] = this.#point(at);
    const [bx, by, bz] = this.#point(target);
    return Math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay) + (bz - az) * (bz - az));
  }

  pose(vehicle: Vehicle): Pose {
    const [ax, ay, az] = this.#point(vehicle.at);
    if (!vehicle.moving) return { x: ax, y: ay, z: az, yaw: 0 };
    const [bx, by, bz] = this.#point(vehicle.target);
    const { hoisted, level, lowered } = this.#legs(vehicle.at, vehicle.target);
    const gone = this.kernel.now - vehicle.movingSince;
    const share = (time: Micros, of: Micros): number => (of > 0 ? Math.min(1, Math.max(0, time / of)) : 1);
    const across = share(gone - hoisted, level);
    const { travelHeight } = this.#travel;
    const top = travelHeight ?? az;
    const up = share(gone, hoisted);
    const down = lowered > 0 ? share(gone - hoisted - level, lowered) : 0;
    const z = travelHeight === undefined ? az + (bz - az) * across : az + (top - az) * up + (bz - top) * down;
    return { x: ax + (bx - ax) * across, y: ay + (by - ay) * across, z, yaw: 0 };
  }

  #legs(from: number, to: number): { hoisted: Micros; level: Micros; lowered: Micros } {
    const { x, y, z, travelHeight } = this.#travel;
    const [a, b] = [this.#point(from), this.#point(to)];
    const alone = (axis: typeof x, distance: number): Micros =>
      axis === undefined || distance === 0 ? 0 : travelTime(Math.abs(distance), axis);
    const level = Math.max(alone(x, b[0] - a[0]), alone(y, b[1] - a[1]));
    if (travelHeight === undefined || level === 0)
      return { hoisted: 0, level: Math.max(level, alone(z, b[2] - a[2])), lowered: 0 };
    return { hoisted: alone(z, travelHeight - a[2]), level, lowered: alone(z, b[2] - travelHeight) };
  }

  #point(place: number): readonly [number, number, number] {
    return this.#travel.locations[this.name(place)] ?? [0, 0, 0];
  }
}

/** Ways without traffic, by axes or by a table of times. */
export function freeWays(fleet: Fleet, kernel: Kernel): Ways {
  const { travel } = fleet;
  if (travel.by === "axes") return new AxesWays(travel, kernel);
  return new TableWays(travel as Extract<Travel, { by: "times" }>, kernel);
}
