import { tickScale } from "./check-line.ts";
import type { ConstrainedModel, Manning, Mode } from "./constrained-model.ts";
import { dualFeasibleBounds, selectBounds, timeBound } from "./dual-feasible.ts";
import { gilmoreGomoryBound } from "./gilmore-gomory.ts";

/** Weights taken for each capacity besides the capacity itself: every one costs time at each load. */
const MOST_WEIGHTS = 4;
/** Ticks in a unit of a load that has no scale of its own. */
const LOAD_TICKS = 1000;
const MOST_CAPACITY = 50_000_000;
/** Work for the cutting stock bound: some milliseconds. */
const CELL_LIMIT = 1_000_000;

/**
 * Weights per task that add up to at most the price of a station, whatever its load: for every capacity the
 * share of the price that a task takes where it takes least, and the same shares after dual feasible functions.
 */
export function capacityBounds(model: ConstrainedModel, price: (manning: Manning) => number): Float64Array[] {
  const count = firstMode(model)?.capacities.length ?? 0;
  const bounds = Array.from({ length: count }, (_, k) =>
    shareOfPrice(model, price, (mode) => mode.capacities[k]!),
  );
  if (model.quantile > 0) bounds.push(shareOfPrice(model, price, (mode) => certainTimes(model, mode)));
  const isParallel = model.mannings.some(({ modes }) => modes.some((mode) => (mode?.parallel ?? 1) > 1));
  if (isParallel) return bounds;
  for (let k = 0; k < count; k++) {
    for (const share of functionShares(model, k)) bounds.push(priceOfShare(model, price, share));
  }
  return bounds;
}

function firstMode({ mannings }: ConstrainedModel): Mode | undefined {
  return mannings[0]?.modes.find((mode) => mode !== undefined);
}

function shareOfPrice(
  { line, mannings }: ConstrainedModel,
  price: (manning: Manning) => number,
  capacity: (mode: Mode) => { readonly amount: Float64Array; readonly most: number },
): Float64Array {
  const weight = new Float64Array(line.graph.size).fill(Infinity);
  const known = new Map<Mode, { readonly amount: Float64Array; readonly most: number }>();
  const of = (mode: Mode): { readonly amount: Float64Array; readonly most: number } => {
    const found = known.get(mode) ?? capacity(mode);
    known.set(mode, found);
    return found;
  };
  for (const manning of mannings) {
    const room = manning.modes.reduce((sum, mode) => sum + (mode === undefined ? 0 : of(mode).most), 0);
    for (const mode of manning.modes) {
      if (mode === undefined) continue;
      const { amount } = of(mode);
      for (let task = 0; task < weight.length; task++) {
        if (mode.can[task] === 0) continue;
        const share = amount[task] === 0 ? 0 : (price(manning) * amount[task]!) / room;
        weight[task] = Math.min(weight[task]!, share);
      }
    }
  }
  return weight;
}

/** A share of a workplace as a share of the price: the workplaces of both sides count together. */
function priceOfShare(
  { line, mannings }: ConstrainedModel,
  price: (manning: Manning) => number,
  share: Float64Array,
): Float64Array {
  const weight = new Float64Array(line.graph.size).fill(Infinity);
  for (const manning of mannings) {
    const each = price(manning) / manning.workplaces;
    for (const mode of manning.modes) {
      mode?.can.forEach((can, task) => {
        if (can === 1) weight[task] = Math.min(weight[task]!, each * share[task]!);
      });
    }
  }
  return weight;
}

/** Shares of a workplace by dual feasible functions of what tasks take at least, in whole ticks rounded down. */
function functionShares(model: ConstrainedModel, k: number): Float64Array[] {
  const { line, mannings, timeCount } = model;
  const modes = new Set(mannings.flatMap((manning) => manning.modes.filter((mode) => mode !== undefined)));
  const least = new Float64Array(line.graph.size).fill(Infinity);
  let most = 0;
  for (const { can, capacities } of modes) {
    most = Math.max(most, capacities[k]!.most);
    for (let task = 0; task < least.length; task++) {
      if (can[task] === 1) least[task] = Math.min(least[task]!, capacities[k]!.amount[task]!);
    }
  }
  const scale = k < timeCount ? line.ticksPerUnit : (tickScale([...least, most]) ?? LOAD_TICKS);
  const capacity = Math.floor(most * scale + 1e-6);
  if (!(capacity > 0 && capacity <= MOST_CAPACITY)) return [];
  const ticks = Int32Array.from(least, (amount) => Math.min(capacity, Math.floor(amount * scale + 1e-9)));
  const { topological } = line.graph;
  const sets = [topological, topological.subarray(topological.length >> 1)].map((set) => Array.from(set));
  const candidates = [timeBound(ticks, capacity), ...dualFeasibleBounds(ticks, capacity)];
  const chosen = selectBounds(candidates, sets, MOST_WEIGHTS);
  const cutting = k === 0 ? gilmoreGomoryBound(ticks, capacity, CELL_LIMIT) : undefined;
  return [...chosen, ...(cutting === undefined ? [] : [cutting])].map((bound) =>
    Float64Array.from(bound.weight, (weight) => weight / bound.capacity),
  );
}

/**
 * Times with what the chance constraint adds at least: with the largest variance V that a station can have, a deviation
 * is at least its variance over √V.
 */
function certainTimes(
  { quantile }: ConstrainedModel,
  { capacities, variance, can }: Mode,
): { readonly amount: Float64Array; readonly most: number } {
  const { amount, most } = capacities[0]!;
  const order = Array.from(amount, (_, task) => task)
    .filter((task) => can[task] === 1 && variance![task]! > 0)
    .sort((a, b) => amount[a]! / variance![a]! - amount[b]! / variance![b]!);
  let largest = 0;
  let time = 0;
  for (const task of order) {
    if (time + quantile * Math.sqrt(largest) > most) break;
    largest += variance![task]!;
    time += amount[task]!;
  }
  if (largest === 0) return { amount, most };
  return {
    amount: amount.map((each, task) => each + (quantile * variance![task]!) / Math.sqrt(largest)),
    most,
  };
}
