import type { Fleet, Trailers } from "../../plant/resources/fleet.ts";
import type { Plant } from "../../plant/schema.ts";
import type { Vehicle } from "./vehicle.ts";
import type { Pose, Ways } from "./ways.ts";
import { TRACTOR_SIZE, TRAILER_SIZE } from "../../plant/trailer-size.ts";

type Place = readonly [x: number, y: number, z: number];

/**
 * Where the trailers of a train are: one behind the other on the way that the tractor came.
 * @param trail points that it passed, the latest first @param half half the length of the tractor, m
 */
export function trailerPoses(
  tractor: Pose,
  trail: readonly Place[],
  { count, length = TRAILER_SIZE.length }: Trailers,
  half: number,
): Pose[] {
  const [cos, sin] = [Math.cos(tractor.yaw), Math.sin(tractor.yaw)];
  const poses: Pose[] = [];
  let from: Place = [tractor.x, tractor.y, tractor.z];
  let passed = 0;
  let next = 0;
  for (let i = 0; i < count; i++) {
    const distance = half + (i + 0.5) * length;
    for (;;) {
      const to = trail[next];
      const span = to === undefined ? Infinity : Math.hypot(to[0] - from[0], to[1] - from[1]);
      if (to !== undefined && passed + span < distance) {
        passed += span;
        from = to;
        next++;
        continue;
      }
      poses.push(behind(from, to, distance - passed, span, [cos, sin]));
      break;
    }
  }
  return poses;
}

/** Points that each vehicle of a fleet has passed, so that its trailers can follow it. */
export class Trails {
  readonly #trailers: Trailers;
  readonly #half: number;
  readonly #places: ReadonlyMap<string, Place>;
  readonly #ways: Ways;
  /** By vehicle, names of places, the latest first. */
  readonly #passed: string[][];

  constructor(fleet: Fleet, trailers: Trailers, plant: Plant, ways: Ways) {
    this.#trailers = trailers;
    this.#half = (fleet.size?.length ?? TRACTOR_SIZE.length) / 2;
    this.#ways = ways;
    const { travel } = fleet;
    const network = plant.resources?.find(
      (resource) => travel.by === "network" && resource.kind === "network" && resource.id === travel.network,
    );
    this.#places = new Map(
      network?.kind === "network" ? network.points.map(({ id, position }) => [id, position]) : [],
    );
    this.#passed = Array.from({ length: fleet.vehicles }, () => []);
  }

  /** The vehicle is about to pass the next point. */
  passed({ index, at }: Vehicle): void {
    const passed = this.#passed[index] as string[];
    passed.unshift(this.#ways.name(at));
    passed.length = Math.min(passed.length, KEPT);
  }

  /** A tractor that stands looks the way that it came, however rarely it is looked at. */
  facing({ index, moving }: Vehicle, pose: Pose): Pose {
    const before = this.#places.get((this.#passed[index] as string[])[0] ?? "");
    if (moving || before === undefined) return pose;
    const [dx, dy] = [pose.x - before[0], pose.y - before[1]];
    return dx === 0 && dy === 0 ? pose : { ...pose, yaw: Math.atan2(dy, dx) };
  }

  poses({ index, at, moving }: Vehicle, pose: Pose): Pose[] {
    const names = [...(moving ? [this.#ways.name(at)] : []), ...(this.#passed[index] as string[])];
    const trail = names.flatMap((name) => {
      const place = this.#places.get(name);
      return place === undefined ? [] : [place];
    });
    return trailerPoses(pose, trail, this.#trailers, this.#half);
  }

  save(): string[][] {
    return this.#passed.map((names) => [...names]);
  }

  restore(saved: readonly (readonly string[])[]): void {
    saved.forEach((names, i) => this.#passed[i]?.splice(0, Infinity, ...names));
  }
}

/** Points that are remembered: more than a train is long. */
const KEPT = 16;

/** So far behind a point on the way to the one before; beyond the known way, straight back. */
function behind(
  from: Place,
  to: Place | undefined,
  metres: number,
  span: number,
  [cos, sin]: readonly [number, number],
): Pose {
  if (to === undefined || span === 0)
    return {
      x: from[0] - cos * metres,
      y: from[1] - sin * metres,
      z: from[2],
      yaw: Math.atan2(sin, cos),
    };
  const share = metres / span;
  return {
    x: from[0] + (to[0] - from[0]) * share,
    y: from[1] + (to[1] - from[1]) * share,
    z: from[2] + (to[2] - from[2]) * share,
    yaw: Math.atan2(from[1] - to[1], from[0] - to[0]),
  };
}

/** The n-th place on a trailer: in a grid of square cells, the front row first. */
export function placeOnTrailer(
  { x, y, z, yaw }: Pose,
  n: number,
  { places, length = TRAILER_SIZE.length, width = TRAILER_SIZE.width }: Trailers,
): Pose {
  const columns = Math.max(1, Math.min(places, Math.round(Math.sqrt((places * length) / width))));
  const rows = Math.ceil(places / columns);
  const deck = length * DECK_SHARE;
  const along = (0.5 - ((n % columns) + 0.5) / columns) * deck;
  const across = ((Math.floor(n / columns) + 0.5) / rows - 0.5) * width;
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)];
  return { x: x + along * cos - across * sin, y: y + along * sin + across * cos, z, yaw };
}

/** Of a trailer's length without its drawbar. */
const DECK_SHARE = 0.8;
