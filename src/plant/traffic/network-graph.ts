import type { Network, Segment } from "../resources/network.ts";

/** A segment in one direction. */
export interface Arc {
  readonly from: number;
  readonly to: number;
  /** Place of the segment in the plant file. */
  readonly segment: number;
  /** m */
  readonly length: number;
  /** +1 along the segment as it is written, −1 against it. */
  readonly direction: 1 | -1;
}

/** A path network by indices. Segments that name no point are left out; the checks tell them. */
export class NetworkGraph {
  readonly points: Network["points"];
  readonly segments: readonly Segment[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly capacity: readonly number[];
  /** By point, in the order of the segments. */
  readonly out: readonly (readonly Arc[])[];
  readonly in: readonly (readonly Arc[])[];
  /** Points between which vehicles can always move on as long as one slot is free share a place: a one-way ring. */
  readonly placeOf: readonly number[];
  /** By place: vehicles that may be in it; of a ring one less than stand there, so that it can always turn. */
  readonly room: readonly number[];
  /** For searches that come often: points that were met bear the mark of the search. */
  readonly scratch: { readonly queue: Int32Array; readonly marks: Int32Array; mark: number };
  /** By place, whether it is a ring. */
  readonly isRing: readonly boolean[];

  constructor(network: Network) {
    this.points = network.points;
    this.segments = network.segments;
    const indexOf = new Map<string, number>();
    for (const [i, { id }] of network.points.entries()) if (!indexOf.has(id)) indexOf.set(id, i);
    this.indexOf = indexOf;
    this.capacity = network.points.map(({ capacity = 1 }) => capacity);
    const out: Arc[][] = network.points.map(() => []);
    const into: Arc[][] = network.points.map(() => []);
    const add = (arc: Arc): void => {
      out[arc.from]?.push(arc);
      into[arc.to]?.push(arc);
    };
    for (const [segment, { from, to, twoWay, length: stated }] of network.segments.entries()) {
      const [a, b] = [indexOf.get(from), indexOf.get(to)];
      if (a === undefined || b === undefined || a === b) continue;
      const length = stated ?? distance(network, a, b);
      add({ from: a, to: b, segment, length, direction: 1 });
      if (twoWay === true) add({ from: b, to: a, segment, length, direction: -1 });
    }
    this.out = out;
    this.in = into;
    const points = network.points.length;
    this.scratch = { queue: new Int32Array(points), marks: new Int32Array(points), mark: 0 };
    const rings = oneWayRings(out, network.segments);
    this.placeOf = rings.placeOf;
    this.isRing = rings.isRing;
    const room = rings.isRing.map((isRing) => (isRing ? -1 : 0));
    rings.placeOf.forEach((place, i) => ((room[place] as number) += this.capacity[i] as number));
    this.room = room;
  }

  id(point: number): string {
    return this.points[point]?.id ?? "";
  }

  /** Points that can be reached from a start through points that are open; the start itself need not be. */
  reach(start: Iterable<number>, isOpen: (point: number) => boolean, backwards = false): Set<number> {
    const reached = new Set(start);
    for (const at of reached) {
      for (const arc of (backwards ? this.in : this.out)[at] ?? []) {
        const next = backwards ? arc.from : arc.to;
        if (isOpen(next)) reached.add(next);
      }
    }
    return reached;
  }
}

/** By square root, which every engine rounds alike. */
function distance({ points }: Network, a: number, b: number): number {
  const [ax, ay, az] = points[a]?.position ?? [0, 0, 0];
  const [bx, by, bz] = points[b]?.position ?? [0, 0, 0];
  return Math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay) + (bz - az) * (bz - az));
}

/**
 * Rings of one-way segments without a short cut: strongly connected by one-way segments, each point with one way
 * in and one way out inside it, and no two-way segment between two of its points. All other points stand alone.
 */
function oneWayRings(
  out: readonly (readonly Arc[])[],
  segments: readonly Segment[],
): { placeOf: number[]; isRing: boolean[] } {
  const oneWay = (arc: Arc): boolean => segments[arc.segment]?.twoWay !== true;
  const component = strongComponents(out, oneWay);
  const members = new Map<number, number[]>();
  component.forEach((c, i) => members.set(c, [...(members.get(c) ?? []), i]));
  const placeOf = out.map(() => -1);
  const isRing: boolean[] = [];
  for (const points of members.values()) {
    const inside = points.map((i) => (out[i] ?? []).filter(({ to }) => component[to] === component[i]));
    if (points.length > 1 && inside.every((arcs) => arcs.length === 1 && arcs.every(oneWay))) {
      for (const i of points) placeOf[i] = isRing.length;
      isRing.push(true);
      continue;
    }
    for (const i of points) {
      placeOf[i] = isRing.length;
      isRing.push(false);
    }
  }
  return { placeOf, isRing };
}

/** Strongly connected components by Tarjan's algorithm, without recursion. @returns number of the component of each point */
export function strongComponents<A extends { readonly to: number }>(
  out: readonly (readonly A[])[],
  follows: (arc: A) => boolean,
): number[] {
  const n = out.length;
  const order = new Array<number>(n).fill(-1);
  const low = new Array<number>(n).fill(0);
  const component = new Array<number>(n).fill(-1);
  const stack: number[] = [];
  const onStack = new Array<boolean>(n).fill(false);
  let count = 0;
  let components = 0;
  for (let root = 0; root < n; root++) {
    if (order[root] !== -1) continue;
    const path: { at: number; next: number }[] = [];
    const enter = (at: number): void => {
      order[at] = low[at] = count++;
      stack.push(at);
      onStack[at] = true;
      path.push({ at, next: 0 });
    };
    enter(root);
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const { at } = step;
      const arc = out[at]?.[step.next++];
      if (arc !== undefined) {
        if (!follows(arc)) continue;
        if (order[arc.to] === -1) enter(arc.to);
        else if (onStack[arc.to] === true) low[at] = Math.min(low[at] as number, order[arc.to] as number);
        continue;
      }
      path.pop();
      const before = path.at(-1)?.at;
      if (before !== undefined) low[before] = Math.min(low[before] as number, low[at] as number);
      if (low[at] !== order[at]) continue;
      for (let member = stack.pop(); member !== undefined; member = stack.pop()) {
        onStack[member] = false;
        component[member] = components;
        if (member === at) break;
      }
      components++;
    }
  }
  return component;
}
