import type { NetworkGraph } from "./network-graph.ts";

/**
 * Whether vehicles can all retreat: is there an order in which each, one after another, can drive to its refuge
 * through points with a free slot, those before it being in theirs? The banker's algorithm (Habermann 1969) with
 * slots of points as resources, as Reveliotis applies it to guided vehicles (*Conflict resolution in AGV systems*, IIE
 * Transactions 32, 2000: ordered states). A vehicle on a segment counts as standing at the segment's end,
 * which it has reserved and reaches in any case.
 * @param at point of each vehicle @param refuge point of each vehicle's refuge
 * @returns the order of those that are not in their refuge, or undefined where there is none
 */
export function retreatOrder(
  graph: NetworkGraph,
  at: readonly number[],
  refuge: readonly number[],
): number[] | undefined {
  const inside = graph.room.map(() => 0);
  const place = (point: number): number => graph.placeOf[point] as number;
  for (const point of at) (inside[place(point)] as number)++;
  const order: number[] = [];
  let left = [...at.keys()].filter((i) => place(at[i] as number) !== place(refuge[i] as number));
  while (left.length > 0) {
    const stuck: number[] = [];
    for (const i of left) {
      const [from, to] = [at[i] as number, refuge[i] as number];
      if (!canRetreat(graph, inside, from, to)) {
        stuck.push(i);
        continue;
      }
      (inside[place(from)] as number)--;
      (inside[place(to)] as number)++;
      order.push(i);
    }
    if (stuck.length === left.length) return undefined;
    left = stuck;
  }
  return order;
}

/** Whether a vehicle gets from a point to another through places with room. @param inside vehicles by place */
export function canRetreat(
  graph: NetworkGraph,
  inside: readonly number[],
  from: number,
  to: number,
): boolean {
  const { placeOf, room } = graph;
  const own = placeOf[from] as number;
  const goal = placeOf[to] as number;
  if (own === goal) return true;
  const { queue, marks } = graph.scratch;
  const mark = ++graph.scratch.mark;
  queue[0] = from;
  marks[from] = mark;
  let end = 1;
  for (let i = 0; i < end; i++) {
    // Within a ring a vehicle gets to every point of it.
    for (const { to: next } of graph.out[queue[i] as number] ?? []) {
      if (marks[next] === mark) continue;
      const place = placeOf[next] as number;
      if (place !== own && (inside[place] as number) >= (room[place] as number)) continue;
      if (place === goal) return true;
      marks[next] = mark;
      queue[end++] = next;
    }
  }
  return false;
}
