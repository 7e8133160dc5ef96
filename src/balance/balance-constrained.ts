import type { Result } from "../base/result.ts";
import type { BareFinding } from "../plant/finding.ts";
import { checkConstraints, type ConstrainedModel } from "./check-constraints.ts";
import { conflictingConstraints } from "./constraint-conflict.ts";
import type { ConstrainedLine } from "./constrained-line.ts";
import { ConstrainedSearch } from "./constrained-search.ts";
import type { SearchControl } from "./line-search.ts";

/** What balancing a constrained line comes back with. Times in the problem's unit. */
export interface ConstrainedAnswer {
  readonly version: 1;
  readonly status: "optimal" | "feasible" | "infeasible" | "unknown";
  /** For status infeasible: constraints that no line can meet together; leaving any one out admits a line. */
  readonly conflict: readonly string[];
  readonly stations: number;
  readonly cycle: number;
  /** No line has fewer stations (or, when the cycle was asked for, a shorter cycle). */
  readonly bound: number;
  readonly assignment: readonly (readonly string[])[];
  readonly seconds: number;
  readonly states: number;
}

const SLICE_WORK = 20_000;

/**
 * Fewest stations of a constrained line at a cycle. Yields the bound and the fewest stations so far
 * about every 20 ms.
 */
export function* balanceConstrained(
  given: ConstrainedLine,
  cycle: number,
  control: SearchControl,
): Generator<
  { readonly bound: number; readonly stations: number },
  Result<ConstrainedAnswer, BareFinding[]>
> {
  const start = control.now();
  const checked = checkConstraints(given, cycle);
  if (!checked.ok) return checked;
  const model = checked.value;
  let bound = leastStations(model);
  const most = Math.max(bound, model.line.graph.size + model.lastNamed);
  let best: ConstrainedSearch | undefined;
  let searches: ConstrainedSearch[] = [];
  let states = 0;
  let isImpossible = false;
  for (let turn = 0; bound < (best?.stations ?? Infinity) && !isImpossible; turn++) {
    yield { bound, stations: best?.stations ?? Infinity };
    const isStopped = control.now() - start >= control.timeLimit || control.isCancelled?.() === true;
    if (isStopped) break;
    for (const stations of [bound, best === undefined ? most : best.stations - 1]) {
      if (searches.some((search) => search.stations === stations)) continue;
      searches.push(new ConstrainedSearch(model, stations));
    }
    const search = searches[turn % searches.length]!;
    search.advance(SLICE_WORK);
    if (search.status === "found") best = search;
    if (search.status === "refuted") {
      bound = Math.max(bound, search.stations + 1);
      isImpossible = search.stations === most;
    }
    if (search.status !== "open") states += search.states;
    const fewest = best?.stations ?? Infinity;
    searches = searches.filter((s) => s.status === "open" && s.stations >= bound && s.stations < fewest);
  }
  const isProven = best !== undefined && bound >= best.stations;
  const status = isImpossible
    ? "infeasible"
    : isProven
      ? "optimal"
      : best === undefined
        ? "unknown"
        : "feasible";
  return {
    ok: true,
    value: {
      version: 1,
      status,
      conflict: isImpossible ? conflictingConstraints(given, cycle) : [],
      stations: best?.assignment.length ?? 0,
      cycle,
      bound: isImpossible ? 0 : bound,
      assignment: (best?.assignment ?? []).map((load) => load.map((task) => model.line.ids[task]!)),
      seconds: control.now() - start,
      states,
    },
  };
}

/** Stations that the sums of all capacities demand. */
function leastStations({ capacities }: ConstrainedModel): number {
  return capacities.reduce((most, { amount, most: limit }) => {
    const total = amount.reduce((sum, a) => sum + a, 0);
    return Math.max(most, limit > 0 ? Math.ceil(total / limit - 1e-9) : 1);
  }, 1);
}
