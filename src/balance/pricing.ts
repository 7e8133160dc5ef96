import { capacityBounds } from "./capacity-bounds.ts";
import type { ConstrainedModel, Manning } from "./constrained-model.ts";

/** A weight per task whose sum limits what is left: no station can hold more than one, or than its price; or work. */
export interface AdditiveBound {
  readonly weight: Float64Array;
  readonly of: "stations" | "price" | "work";
}

/** What a line is judged by: the sum of the prices of its stations. */
export interface Pricing {
  /** Price of a station that is manned so, without what depends on its load. */
  readonly base: (manning: Manning) => number;
  /** Price of a station left empty. */
  readonly empty: number;
  /** What idle times add: per workplace of the station the idle time in each cycle, squared. */
  readonly isSquared: boolean;
  /** Prices are whole multiples of this; zero when they are any numbers. */
  readonly step: number;
  readonly bounds: readonly AdditiveBound[];
}

/** Prices the stations of a line, or its workplaces where some are in parallel; on a two-sided line first stations, then sides. */
export function stationPricing(model: ConstrainedModel): Pricing {
  const perStation = stationWeight(model);
  const isParallel = model.mannings.some(({ modes }) => modes.some((mode) => (mode?.parallel ?? 1) > 1));
  const base = ({ workplaces }: Manning): number =>
    model.sideCount === 2 ? perStation + workplaces : workplaces;
  const isUniform = model.sideCount === 1 && !isParallel;
  return {
    base,
    empty: model.sideCount === 2 ? perStation : 1,
    isSquared: false,
    step: 1,
    bounds: [...stationBounds(model), ...(isUniform ? [] : priceBounds(model, base))],
  };
}

/** How many manned sides a station of a two-sided line counts for; more than any line has. */
export function stationWeight({ line, lastNamed, sideCount }: ConstrainedModel): number {
  return sideCount === 1 ? 1 : 2 * (line.graph.size + lastNamed) + 1;
}

/** Prices what workers and station types cost. @param step all costs are whole multiples of it; zero if not */
export function costPricing(model: ConstrainedModel, step: number): Pricing {
  const base = ({ cost }: Manning): number => cost;
  return {
    base,
    empty: 0,
    isSquared: false,
    step,
    bounds: [...stationBounds(model), ...priceBounds(model, base)],
  };
}

/** Prices the squared idle times of all stations at a cycle, in the problem's unit. */
export function squarePricing(model: ConstrainedModel, cycle: number): Pricing {
  return {
    base: () => 0,
    empty: model.sideCount === 1 ? cycle * cycle : 0,
    isSquared: true,
    step: 0,
    bounds: [{ weight: longestTimes(model), of: "work" }, ...stationBounds(model)],
  };
}

/** The most that each task can take, in any mode. */
function longestTimes({ line, mannings }: ConstrainedModel): Float64Array {
  const longest = new Float64Array(line.graph.size);
  for (const { modes } of mannings) {
    for (const mode of modes) {
      mode?.can.forEach((can, task) => {
        if (can === 1) longest[task] = Math.max(longest[task]!, mode.capacities[0]!.amount[task]!);
      });
    }
  }
  return longest;
}

/** For every capacity: the share of a station that a task takes, where it takes least. */
function stationBounds(model: ConstrainedModel): AdditiveBound[] {
  return capacityBounds(model, () => 1).map((weight) => ({ weight, of: "stations" }));
}

/** For every capacity: the share of a station's price that a task takes, where it takes least. */
function priceBounds(model: ConstrainedModel, base: Pricing["base"]): AdditiveBound[] {
  return capacityBounds(model, base).map((weight) => ({ weight, of: "price" }));
}
