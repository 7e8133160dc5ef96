import type { Result } from "../base/result.ts";
import type { BareFinding } from "../plant/finding.ts";
import type { ConstrainedAnswer } from "./balance-constrained.ts";
import { checkConstraints } from "./check-constraints.ts";
import type { ConstrainedLine } from "./constrained-line.ts";
import { ConstrainedSearch } from "./constrained-search.ts";
import { conflictingConstraints } from "./constraint-conflict.ts";
import type { SearchControl } from "./line-search.ts";

/** No certainty that is admitted lies farther out, in standard deviations. */
const FARTHEST_QUANTILE = 6;
/** Work between two looks at the clock: about 20 ms. */
const SLICE_WORK = 20_000;

/**
 * Least cycle of a constrained line with at most so many stations, among the cycles that are whole ticks of
 * the tasks' times; with a limit on moves this is rebalancing: the best line near today's. Halves
 * the interval of cycles, and yields it about every 20 ms.
 */
export function* leastConstrainedCycle(
  given: ConstrainedLine,
  stations: number,
  control: SearchControl,
): Generator<{ readonly bound: number; readonly cycle: number }, Result<ConstrainedAnswer, BareFinding[]>> {
  const start = control.now();
  const isStopped = (): boolean =>
    control.now() - start >= control.timeLimit || control.isCancelled?.() === true;
  const widest = checkConstraints(given, longestCycle(given));
  if (!widest.ok) return widest;
  const { ids, ticksPerUnit } = widest.value.line;
  const most = Math.ceil(longestCycle(given) * ticksPerUnit);
  let low = 1;
  let high = most;
  let best: { readonly ticks: number; readonly assignment: readonly (readonly number[])[] } | undefined;
  let states = 0;
  let isDecided = true;
  for (let ticks = most; low <= high && isDecided; ticks = low + Math.floor((high - low) / 2)) {
    const model = checkConstraints(given, ticks / ticksPerUnit);
    if (!model.ok) return model;
    const search = new ConstrainedSearch(model.value, stations);
    while (search.status === "open" && !isStopped()) {
      yield { bound: low / ticksPerUnit, cycle: (best?.ticks ?? Infinity) / ticksPerUnit };
      search.advance(SLICE_WORK);
    }
    states += search.states;
    isDecided = search.status !== "open";
    if (search.status === "found") {
      best = { ticks, assignment: search.assignment };
      high = ticks - 1;
    } else if (search.status === "refuted") {
      low = ticks + 1;
    }
  }
  const isImpossible = low > most;
  const isProven = best !== undefined && low >= best.ticks;
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
      conflict: isImpossible ? conflictingConstraints(given, most / ticksPerUnit, stations) : [],
      stations: best?.assignment.length ?? 0,
      cycle: (best?.ticks ?? 0) / ticksPerUnit,
      bound: isImpossible ? 0 : low / ticksPerUnit,
      assignment: (best?.assignment ?? []).map((load) => load.map((task) => ids[task]!)),
      seconds: control.now() - start,
      states,
    },
  };
}

/** A cycle at which time alone can stop no line: all work at one station, with spare time for uncertain tasks. */
function longestCycle({ problem, constraints }: ConstrainedLine): number {
  const models = constraints.models ?? [];
  const total = problem.tasks.reduce((sum, { id, time }) => {
    return sum + Math.max(time, ...models.map(({ times }) => times[id] ?? 0));
  }, 0);
  const variances = Object.values(constraints.stochastic?.variances ?? {});
  const deviation = Math.sqrt(variances.reduce((sum, variance) => sum + Math.max(0, variance), 0));
  return Math.max(1, total + FARTHEST_QUANTILE * deviation);
}
