import { type ConvexLoads, convexLoads, usableLoads } from "./convex-loads.ts";
import { CoverMaster } from "./cover-master.ts";
import type { PrecedenceGraph } from "./precedence-graph.ts";
import { stationsDemanded, type WeightBound } from "./weight-bound.ts";

const WEIGHT_UNITS = 100_000;
const TOLERANCE = 1e-9;
/** Share of the best duals so far in those priced next (Wentges 1997). */
const SMOOTHING = 0.7;
/** Loads times tasks up to which listing and filtering the loads takes a fraction of a second. */
const MOST_LOAD_TASKS = 2_000_000;
const MOST_ROUNDS = 6;
/** A further round must have lost at least this share of the loads. */
const LEAST_LOSS = 0.02;
/** Most work in one linear programme: tasks looked at in pricing and cells of the inverse. */
const MOST_WORK = 40_000_000;
/** Cost of covering a task out of thin air: so high that the relaxation avoids it when it can. */
const ARTIFICIAL_COST = 4;

export interface PartitionBounds {
  /** Whether no line with that many stations can exist. */
  readonly isRefuted: boolean;
  readonly bounds: readonly WeightBound[];
}

/**
 * Additive bounds from dividing all tasks among loads that may occur in a line of `stations` stations: a set
 * partitioning relaxation over convex loads, which sees precedence where the cutting stock
 * relaxation sees only times. As the division is exact, weights may be negative. Loads that the new weights show to be unusable are dropped and the relaxation
 * is solved again, as in reduced cost fixing. The weights hold for lines of `stations` stations or
 * fewer, not for longer ones.
 *
 * @param sets sets of tasks for each of which a bound is wanted; the first should be all tasks
 * @returns undefined when there are too many loads
 */
export function partitionBounds(
  graph: PrecedenceGraph,
  cycle: number,
  stations: number,
  known: readonly WeightBound[],
  sets: readonly (readonly number[])[],
): PartitionBounds | undefined {
  let loads = convexLoads(graph, cycle, MOST_LOAD_TASKS / graph.size);
  if (loads === undefined) return undefined;
  let bounds: WeightBound[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = loads.start.length;
    loads = usableLoads(graph, loads, stations, [...known, ...bounds]);
    if (!coversAll(graph.size, loads)) return { isRefuted: true, bounds };
    if (round > 0 && loads.start.length > before * (1 - LEAST_LOSS)) break;
    bounds = [partitionBound(graph.size, loads, sets[0]!)];
    if (stationsDemanded(bounds[0]!) > stations) return { isRefuted: true, bounds };
  }
  for (const set of sets.slice(1)) bounds.push(partitionBound(graph.size, loads, set));
  return { isRefuted: false, bounds };
}

function coversAll(size: number, loads: ConvexLoads): boolean {
  const isCovered = new Uint8Array(size);
  for (const task of loads.task) isCovered[task] = 1;
  return !isCovered.includes(0);
}

/** The weights that demand most for the tasks of `set`, such that no load weighs more than the capacity. */
function partitionBound(size: number, loads: ConvexLoads, set: readonly number[]): WeightBound {
  const demand = Array.from(new Uint8Array(size));
  for (const task of set) demand[task] = 1;
  const master = new CoverMaster(demand, Array.from(new Uint8Array(size).fill(1)), ARTIFICIAL_COST);
  const worth = (duals: Float64Array): number => set.reduce((sum, task) => sum + duals[task]!, 0);
  let best = new Float64Array(size);
  let bestBound = 0;
  let smoothing = 0;
  const counts = new Uint8Array(size);
  for (let work = 0; work < MOST_WORK; work += loads.task.length + 2 * size * size) {
    const exact = master.duals();
    if (worth(exact) - bestBound < TOLERANCE * bestBound) break;
    const duals = exact.map((dual, k) => smoothing * best[k]! + (1 - smoothing) * dual);
    const heaviest = heaviestLoad(loads, duals);
    const weight = loadWeight(loads, heaviest, duals);
    const bound = worth(duals) / weight;
    if (bound > bestBound) {
      bestBound = bound;
      best = duals.map((dual) => dual / weight);
    }
    if (loadWeight(loads, heaviest, exact) > 1 + TOLERANCE) {
      counts.fill(0);
      for (let p = loads.start[heaviest]!; p < loads.start[heaviest + 1]!; p++) counts[loads.task[p]!] = 1;
      if (!master.enter(counts)) break;
      smoothing = SMOOTHING;
    } else if (smoothing === 0) {
      break;
    } else {
      smoothing = 0;
    }
  }
  const weight = Int32Array.from(best, (dual) => Math.floor(dual * WEIGHT_UNITS + TOLERANCE));
  const heaviest = heaviestLoad(loads, weight);
  const capacity = Math.max(1, loadWeight(loads, heaviest, weight));
  return { name: "set partitioning relaxation over convex loads", weight, capacity };
}

function heaviestLoad(loads: ConvexLoads, weight: ArrayLike<number>): number {
  const { start, task } = loads;
  let heaviest = 0;
  let most = -Infinity;
  for (let load = 0, p = 0; load + 1 < start.length; load++) {
    let sum = 0;
    for (const end = start[load + 1]!; p < end; p++) sum += weight[task[p]!]!;
    if (sum <= most) continue;
    most = sum;
    heaviest = load;
  }
  return heaviest;
}

function loadWeight(loads: ConvexLoads, load: number, weight: ArrayLike<number>): number {
  let sum = 0;
  for (let p = loads.start[load]!; p < (loads.start[load + 1] ?? 0); p++) sum += weight[loads.task[p]!]!;
  return sum;
}
