import type { Arc, NetworkGraph } from "./network-graph.ts";
import { strongComponents } from "./network-graph.ts";

/** Attempts to find one more refuge before the search is given up. */
const ATTEMPTS = 3000;

/** Places where all vehicles of a network can stand at once without being in anybody's way. */
export interface Refuges {
  /** By vehicle, the point of its refuge; of a ring any of its points. */
  readonly of: readonly number[];
  /** Whether a point is open to all while all vehicles are in their refuges. */
  readonly isOpen: readonly boolean[];
}

/**
 * Chooses a refuge for each vehicle so that with all vehicles in their refuges any one of them can drive to every
 * stop and back. Homes come first, then parking places, dead ends, rings, wide points, and all others; the choice is
 * greedy. @param homes point of each vehicle @param stops points that vehicles are sent to
 * @returns undefined, where it finds too few, how many
 */
export function findRefuges(
  graph: NetworkGraph,
  homes: readonly number[],
  stops: ReadonlySet<number>,
): Refuges | number {
  const parked = graph.room.map(() => 0);
  let found = 0;
  let attempts = ATTEMPTS;
  for (const point of candidates(graph, homes, stops)) {
    const place = graph.placeOf[point] as number;
    while (
      found < homes.length &&
      (parked[place] as number) < (graph.room[place] as number) &&
      attempts > 0
    ) {
      (parked[place] as number)++;
      if (serves(graph, parked, stops)) found++;
      else {
        (parked[place] as number)--;
        attempts--;
        break;
      }
    }
  }
  if (found < homes.length) return found;
  const isOpen = openPoints(graph, parked);
  return { of: assign(graph, parked, homes), isOpen };
}

function openPoints(graph: NetworkGraph, parked: readonly number[]): boolean[] {
  const all = parked.reduce((sum, count) => sum + count, 0);
  return graph.placeOf.map((place) => {
    const there = parked[place] as number;
    // Where all are in one ring nobody has to come into it.
    return there + 1 <= (graph.room[place] as number) || (graph.isRing[place] === true && there === all);
  });
}

/** Points in the order of preference, each once; a ring by one of its points. */
function candidates(
  graph: NetworkGraph,
  homes: readonly number[],
  stops: ReadonlySet<number>,
): readonly number[] {
  const all = [...graph.points.keys()];
  const isStop = (i: number): boolean => stops.has(i);
  const neighbours = (i: number): number =>
    new Set([...(graph.out[i] ?? []).map(({ to }) => to), ...(graph.in[i] ?? []).map(({ from }) => from)])
      .size;
  const ring = (i: number): boolean => graph.isRing[graph.placeOf[i] as number] === true;
  const wide = (i: number): boolean => (graph.capacity[i] as number) > 1;
  const ranked = [
    homes.filter((i) => !isStop(i) && !ring(i)),
    all.filter((i) => graph.points[i]?.parking === true),
    all.filter((i) => !isStop(i) && neighbours(i) === 1),
    all.filter(ring),
    all.filter((i) => !isStop(i) && wide(i)),
    all.filter((i) => !isStop(i)),
    all.filter(wide),
  ].flat();
  const seen = new Set<number>();
  return ranked.filter((i) => {
    const place = graph.placeOf[i] as number;
    if (seen.has(place)) return false;
    seen.add(place);
    return true;
  });
}

/** Whether all stops are in reach of one another and of every refuge through places that stay open. */
function serves(graph: NetworkGraph, parked: readonly number[], stops: ReadonlySet<number>): boolean {
  const isOpen = openPoints(graph, parked);
  const open = (i: number): boolean => isOpen[i] === true;
  const component = strongComponents(graph.out, ({ from, to }: Arc) => open(from) && open(to));
  const [first] = stops;
  if (first === undefined) return true;
  for (const stop of stops) if (!open(stop) || component[stop] !== component[first]) return false;
  const outward = graph.reach([first], open);
  const inward = graph.reach([first], open, true);
  for (const point of graph.points.keys()) {
    if ((parked[graph.placeOf[point] as number] as number) === 0) continue;
    if (open(point)) {
      if (!outward.has(point) || !inward.has(point)) return false;
      continue;
    }
    // Closed: next to places that lead to the stops and come from them.
    const leads = (graph.out[point] ?? []).some(({ to }) => open(to) && inward.has(to));
    const comes = (graph.in[point] ?? []).some(({ from }) => open(from) && outward.has(from));
    if (!leads || !comes) return false;
  }
  return true;
}

/** Own homes first, the rest in order. */
function assign(graph: NetworkGraph, parked: readonly number[], homes: readonly number[]): number[] {
  const left = [...parked];
  const take = (point: number): boolean => {
    const place = graph.placeOf[point] as number;
    if ((left[place] as number) <= 0) return false;
    (left[place] as number)--;
    return true;
  };
  const own = homes.map((home) => (take(home) ? home : -1));
  const points = [...graph.points.keys()];
  return own.map((point) => (point >= 0 ? point : (points.find(take) ?? 0)));
}
