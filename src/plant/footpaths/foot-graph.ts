import { turn } from "../../base/math.ts";
import type { Footpaths } from "../resources/footpaths.ts";
import type { Placement } from "../elements/common.ts";
import { CostHeap } from "./cost-heap.ts";

/** Where a person stands, m: at (x, y), and so far off the path that he came by. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** Place of the path in the plant file; −1 off all paths. */
  readonly path: number;
  /** Metres from the path's first point. */
  readonly along: number;
  /** Metres from there to (x, y). */
  readonly off: number;
}

/** Largest distance from a workplace's edge to a path where the file says nothing, m. */
export const DEFAULT_REACH = 3;

interface Arc {
  readonly to: number;
  readonly path: number;
  readonly seconds: number;
}

interface PathLine {
  readonly from: number;
  readonly to: number;
  readonly length: number;
  readonly oneWay: boolean;
}

interface Point {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** s */
  readonly crossing: number;
}

/** What a search from one point found: seconds to each point, and the point before it on the way. */
interface Tree {
  readonly seconds: Float64Array;
  readonly before: Int32Array;
  readonly by: Int32Array;
}

/** A stretch of a walk: on one path, or off it. */
export interface Leg {
  readonly path: number;
  /** Metres along it, or off it. */
  readonly from: number;
  readonly to: number;
  /** Of walking; at the end of it he may wait for a crossing. */
  readonly seconds: number;
  readonly wait: number;
}

/**
 * Footpaths as a graph: the quickest way between two spots, crossings included. Of equally quick ways always the same
 * one is taken, so that runs repeat. Paths that name no point are left out; the checks tell them.
 */
export class FootGraph {
  readonly #points: readonly Point[];
  readonly #lines: readonly (PathLine | undefined)[];
  readonly #out: readonly (readonly Arc[])[];
  readonly #speed: number;
  readonly #trees = new Map<number, Tree>();
  readonly #file: Footpaths["points"];

  /** @param speed of walking, m/s */
  constructor({ points, paths }: Pick<Footpaths, "points" | "paths">, speed: number) {
    this.#speed = speed;
    this.#file = points;
    this.#points = points.map(({ position: [x, y, z], crossing = 0 }) => ({ x, y, z, crossing }));
    const indexOf = new Map<string, number>();
    for (const [i, { id }] of points.entries()) if (!indexOf.has(id)) indexOf.set(id, i);
    const out: Arc[][] = points.map(() => []);
    this.#lines = paths.map(({ from, to, oneWay = false, length: stated }, path) => {
      const [a, b] = [indexOf.get(from), indexOf.get(to)];
      if (a === undefined || b === undefined || a === b) return undefined;
      const length = stated ?? this.#distance(a, b);
      const seconds = length / speed;
      out[a]?.push({ to: b, path, seconds });
      if (!oneWay) out[b]?.push({ to: a, path, seconds });
      return { from: a, to: b, length, oneWay };
    });
    this.#out = out;
  }

  /** Where somebody stands who works at an element, or is at home: at the edge of the footprint, nearest to a path. */
  workplace({ position: [x, y, z], rotation = 0, size: [length, width] }: WorkArea): Spot | undefined {
    let best: { spot: Spot; distance: number } | undefined;
    const [cos, sin] = turn(rotation);
    for (const path of this.#lines.keys()) {
      const foot = this.#foot(path, x, y);
      if (foot === undefined) continue;
      // The foot in the element's own axes, and the nearest point of its rectangle.
      const [dx, dy] = [foot.x - x, foot.y - y];
      const [u, v] = [dx * cos + dy * sin, dy * cos - dx * sin];
      const [eu, ev] = [clamp(u, length / 2), clamp(v, width / 2)];
      const off = Math.sqrt((u - eu) * (u - eu) + (v - ev) * (v - ev));
      if (best !== undefined && off >= best.distance) continue;
      const [ex, ey] = [x + eu * cos - ev * sin, y + eu * sin + ev * cos];
      best = { spot: { x: ex, y: ey, z, path, along: foot.along, off }, distance: off };
    }
    return best?.spot;
  }

  /** Ends of a path, for whoever must be told where it is. */
  namesOf(path: number): { from: string; to: string } {
    const line = this.#lines[path];
    return {
      from: this.#file[line?.from ?? -1]?.id ?? "",
      to: this.#file[line?.to ?? -1]?.id ?? "",
    };
  }

  /** Seconds of the quickest way; Infinity where there is none. */
  seconds(a: Spot, b: Spot): number {
    return this.#best(a, b).seconds;
  }

  /** The quickest way, leg by leg. */
  legs(a: Spot, b: Spot): Leg[] {
    const { exit, entry, seconds } = this.#best(a, b);
    if (seconds === Infinity || seconds === 0) return [];
    const speed = this.#speed;
    const leg = (path: number, from: number, to: number, wait: number): Leg => ({
      path,
      from,
      to,
      seconds: Math.abs(to - from) / speed,
      wait,
    });
    const legs: Leg[] = [];
    const off = (from: number, to: number): Leg => leg(OFF, from, to, 0);
    if (exit === BESIDE) return [off(a.off, b.off)];
    if (a.off > 0) legs.push(off(a.off, 0));
    if (exit === DIRECT) legs.push(leg(a.path, a.along, b.along, 0));
    else {
      const tree = this.#tree(exit);
      const points: number[] = [];
      for (let at = entry; at !== exit; at = tree.before[at] as number) points.push(at);
      const first = this.#lines[a.path] as PathLine;
      const wait = (point: number): number => this.#points[point]?.crossing ?? 0;
      legs.push(leg(a.path, a.along, exit === first.from ? 0 : first.length, wait(exit)));
      for (const point of points.reverse()) {
        const path = tree.by[point] as number;
        const line = this.#lines[path] as PathLine;
        const forward = line.to === point;
        legs.push(leg(path, forward ? 0 : line.length, forward ? line.length : 0, wait(point)));
      }
      const last = this.#lines[b.path] as PathLine;
      legs.push(leg(b.path, entry === last.from ? 0 : last.length, b.along, 0));
    }
    if (b.off > 0) legs.push(off(0, b.off));
    return legs;
  }

  /** Where somebody is who has walked so many seconds from a to b. */
  at(a: Spot, b: Spot, seconds: number): Spot {
    let left = seconds;
    const legs = this.legs(a, b);
    for (const [i, { path, from, to, seconds: walking, wait }] of legs.entries()) {
      const share = walking > 0 ? Math.min(1, left / walking) : 1;
      if (left < walking + wait || (i === legs.length - 1 && left <= walking)) {
        const metres = from + (to - from) * share;
        if (path !== OFF) return this.#on(path, metres);
        const end = to === 0 || (from > 0 && a.off > b.off) ? a : b;
        return this.#towards(end, metres / end.off);
      }
      left -= walking + wait;
    }
    return b;
  }

  /** A spot off its path, at a share of the way from the path to where it is. */
  #towards(spot: Spot, share: number): Spot {
    const foot = this.#on(spot.path, spot.along);
    return {
      x: foot.x + (spot.x - foot.x) * share,
      y: foot.y + (spot.y - foot.y) * share,
      z: foot.z + (spot.z - foot.z) * share,
      path: spot.path,
      along: spot.along,
      off: spot.off * share,
    };
  }

  #on(path: number, along: number): Spot {
    const { from, to, length } = this.#lines[path] as PathLine;
    const [a, b] = [this.#point(from), this.#point(to)];
    const share = length > 0 ? along / length : 0;
    return {
      x: a.x + (b.x - a.x) * share,
      y: a.y + (b.y - a.y) * share,
      z: a.z + (b.z - a.z) * share,
      path,
      along,
      off: 0,
    };
  }

  #best(a: Spot, b: Spot): { seconds: number; exit: number; entry: number } {
    const none = { seconds: Infinity, exit: DIRECT, entry: DIRECT };
    const [one, other] = [this.#lines[a.path], this.#lines[b.path]];
    if (one === undefined || other === undefined) return none;
    if (a.path === b.path && a.along === b.along && a.off === b.off && a.x === b.x && a.y === b.y)
      return { ...none, seconds: 0 };
    if (a.path === b.path && a.along === b.along && isBetween(a, b))
      return { ...none, exit: BESIDE, seconds: Math.abs(a.off - b.off) / this.#speed };
    const off = (a.off + b.off) / this.#speed;
    let best = none;
    if (a.path === b.path && (!one.oneWay || b.along >= a.along))
      best = { ...none, seconds: off + Math.abs(b.along - a.along) / this.#speed };
    const exits = [[one.to, one.length - a.along] as const];
    if (!one.oneWay) exits.push([one.from, a.along]);
    const entries = [[other.from, b.along] as const];
    if (!other.oneWay) entries.push([other.to, other.length - b.along]);
    for (const [exit, out] of exits) {
      const tree = this.#tree(exit);
      for (const [entry, into] of entries) {
        const seconds = off + (out + into) / this.#speed + (tree.seconds[entry] as number);
        if (seconds < best.seconds) best = { seconds, exit, entry };
      }
    }
    return best;
  }

  /** Quickest ways from a point to all others (Dijkstra); of equals the one found first, by cost and then by the file. */
  #tree(start: number): Tree {
    const known = this.#trees.get(start);
    if (known !== undefined) return known;
    const n = this.#points.length;
    const tree = {
      seconds: new Float64Array(n).fill(Infinity),
      before: new Int32Array(n).fill(-1),
      by: new Int32Array(n).fill(-1),
    };
    tree.seconds[start] = this.#point(start).crossing;
    const heap = new CostHeap();
    heap.push(start, tree.seconds[start]);
    for (let top = heap.pop(); top !== undefined; top = heap.pop()) {
      if (top.cost > (tree.seconds[top.item] as number)) continue;
      for (const { to, path, seconds } of this.#out[top.item] ?? []) {
        const cost = top.cost + seconds + this.#point(to).crossing;
        if (cost >= (tree.seconds[to] as number)) continue;
        tree.seconds[to] = cost;
        tree.before[to] = top.item;
        tree.by[to] = path;
        heap.push(to, cost);
      }
    }
    this.#trees.set(start, tree);
    return tree;
  }

  /** Foot of the perpendicular on a path, or its nearer end. */
  #foot(path: number, x: number, y: number): { x: number; y: number; along: number } | undefined {
    const line = this.#lines[path];
    if (line === undefined) return undefined;
    const [a, b] = [this.#point(line.from), this.#point(line.to)];
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const square = dx * dx + dy * dy;
    const share = square > 0 ? Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / square)) : 0;
    return { x: a.x + dx * share, y: a.y + dy * share, along: share * line.length };
  }

  #point(index: number): Point {
    return this.#points[index] ?? { x: 0, y: 0, z: 0, crossing: 0 };
  }

  #distance(a: number, b: number): number {
    const [p, q] = [this.#point(a), this.#point(b)];
    const [dx, dy, dz] = [q.x - p.x, q.y - p.y, q.z - p.z];
    return Math.sqrt(dx * dx + dy * dy + dz * dz);
  }
}

/** What a workplace is measured from. */
export type WorkArea = Pick<Placement, "position" | "size"> & { readonly rotation?: number };

const OFF = -1;
/** The way leads along one path, past no point. */
const DIRECT = -1;
/** Both are on the same way off the path. */
const BESIDE = -2;

/** Whether one of two spots off the same point of a path is on the way from there to the other. */
function isBetween(a: Spot, b: Spot): boolean {
  const [dx, dy, dz] = [a.x - b.x, a.y - b.y, a.z - b.z];
  const apart = Math.sqrt(dx * dx + dy * dy + dz * dz);
  return Math.abs(apart - Math.abs(a.off - b.off)) < 1e-9 * (1 + apart);
}

function clamp(value: number, half: number): number {
  return Math.max(-half, Math.min(half, value));
}
