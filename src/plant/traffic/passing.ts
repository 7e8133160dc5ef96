import type { NetworkGraph } from "./network-graph.ts";

/** States that are looked at before the answer is left open. */
const BUDGET = 200_000;

/**
 * Whether one vehicle can get from one point to another while so many other vehicles are in the network, wherever they
 * may be and whoever helps: a necessary condition for any control. It is the motion of pebbles on a graph (Kornhauser, Miller,
 * Spirakis 1984) with the others alike and all segments taken for two-way. Fixed to a point the vehicle cuts
 * the network into parts, between which free slots cannot pass; within a part they can be brought anywhere. So a state
 * is the vehicle's point and the number of free slots in each part.
 * @returns undefined where the budget did not do
 */
export function canPass(graph: NetworkGraph, from: number, to: number, others: number): boolean | undefined {
  if (from === to) return true;
  const parts = new Parts(graph);
  const free = graph.capacity.reduce((sum, capacity) => sum + capacity, 0) - 1 - others;
  if (free < 0) return false;
  const seen = new Set<string>();
  const pending: [point: number, free: readonly number[]][] = [];
  const add = (point: number, counts: readonly number[]): void => {
    const key = `${point}:${counts.join(",")}`;
    if (seen.has(key)) return;
    seen.add(key);
    pending.push([point, counts]);
  };
  for (const counts of distributions(free, parts.at(from).slots)) add(from, counts);
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    const [point, counts] = state;
    if (seen.size > BUDGET) return undefined;
    for (const next of parts.neighbours(point)) {
      const part = parts.at(point).of[next] as number;
      if ((counts[part] as number) < 1) continue;
      if (next === to) return true;
      for (const after of parts.move(point, counts, next)) add(next, after);
    }
  }
  return false;
}

/** What is left of a network when one slot of a point is taken. */
interface Cut {
  /** Number of the part of each point; of the point itself as well where other slots of it are left. */
  readonly of: readonly number[];
  /** Slots of each part. */
  readonly slots: readonly number[];
}

class Parts {
  readonly #graph: NetworkGraph;
  readonly #neighbours: readonly (readonly number[])[];
  readonly #cuts = new Map<number, Cut>();

  constructor(graph: NetworkGraph) {
    this.#graph = graph;
    this.#neighbours = graph.points.map((_, i) => [
      ...new Set([
        ...(graph.out[i] ?? []).map(({ to }) => to),
        ...(graph.in[i] ?? []).map(({ from }) => from),
      ]),
    ]);
  }

  neighbours(point: number): readonly number[] {
    return this.#neighbours[point] ?? [];
  }

  at(point: number): Cut {
    let cut = this.#cuts.get(point);
    if (cut === undefined) this.#cuts.set(point, (cut = this.#cut(point)));
    return cut;
  }

  /** Free slots by part after the vehicle has gone from one point to the next, in every way that they can be spread. */
  move(point: number, counts: readonly number[], next: number): number[][] {
    const [before, after] = [this.at(point), this.at(next)];
    const home = after.of[point] as number;
    // A part before the move that lies wholly in one part after it keeps its free slots there; the part that the
    // vehicle enters is split, and what is left of its free slots is spread over its pieces.
    const entered = before.of[next] as number;
    const fixed = after.slots.map(() => 0);
    (fixed[home] as number) += 1;
    counts.forEach((count, part) => {
      if (part !== entered) (fixed[home] as number) += count;
    });
    const pieces = after.slots.map(() => 0);
    before.of.forEach((part, i) => {
      const slots = (this.#graph.capacity[i] as number) - (i === point ? 1 : 0) - (i === next ? 1 : 0);
      const to = after.of[i] as number;
      if (part === entered && to >= 0 && slots > 0) (pieces[to] as number) += slots;
    });
    return distributions((counts[entered] as number) - 1, pieces).map((spread) =>
      spread.map((count, part) => count + (fixed[part] as number)),
    );
  }

  #cut(point: number): Cut {
    const of = this.#graph.points.map(() => -1);
    const slots: number[] = [];
    const left = (i: number): number => (this.#graph.capacity[i] as number) - (i === point ? 1 : 0);
    for (const start of of.keys()) {
      if (of[start] !== -1 || left(start) === 0) continue;
      const part = slots.push(0) - 1;
      const reached = [start];
      of[start] = part;
      for (const at of reached) {
        (slots[part] as number) += left(at);
        for (const next of this.neighbours(at)) {
          if (of[next] !== -1 || left(next) === 0) continue;
          of[next] = part;
          reached.push(next);
        }
      }
    }
    return { of, slots };
  }
}

/** All ways to spread a number over bins of limited size. */
function distributions(total: number, sizes: readonly number[]): number[][] {
  let ways: { counts: number[]; left: number }[] = [{ counts: [], left: total }];
  sizes.forEach((size, i) => {
    const rest = sizes.slice(i + 1).reduce((sum, other) => sum + other, 0);
    ways = ways.flatMap(({ counts, left }) => {
      const next: { counts: number[]; left: number }[] = [];
      for (let count = Math.max(0, left - rest); count <= Math.min(size, left); count++)
        next.push({ counts: [...counts, count], left: left - count });
      return next;
    });
  });
  return ways.filter(({ left }) => left === 0).map(({ counts }) => counts);
}
