import { ok, type Result } from "../base/result.ts";
import type { BareFinding } from "../plant/finding.ts";
import { checkConstraints } from "./check-constraints.ts";
import { tickScale } from "./check-line.ts";
import {
  type ConstrainedAnswer,
  type ConstrainedProgress,
  constrainedAnswer,
  namesOf,
  withoutLine,
} from "./constrained-answer.ts";
import type { ConstrainedLine } from "./constrained-line.ts";
import { ConstrainedSearch, type LineLimit } from "./constrained-search.ts";
import type { FilledStation } from "./partial-line.ts";
import { conflictingConstraints } from "./constraint-conflict.ts";
import type { SearchControl } from "./line-search.ts";
import { stationPricing } from "./pricing.ts";

/** No certainty that is admitted lies farther out, in standard deviations. */
const FARTHEST_QUANTILE = 6;
/** Work between two looks at the clock: about 20 ms. */
const SLICE_WORK = 20_000;

/**
 * Least cycle of a constrained line with at most so many stations (workplaces, where some are in parallel),
 * among the cycles that are whole ticks of the times given; with a limit on moves this is rebalancing: the best
 * line near today's. Yields the best line and the bound about every 20 ms.
 */
export function* leastConstrainedCycle(
  given: ConstrainedLine,
  stations: number,
  control: SearchControl,
): Generator<ConstrainedProgress, Result<ConstrainedAnswer, BareFinding[]>> {
  const start = control.now();
  const widest = checkConstraints(given, longestCycle(given));
  if (!widest.ok) return widest;
  const limit = {
    stations,
    price: widest.value.sideCount === 1 ? stations : Infinity,
  };
  const longest = longestCycle(given);
  const found = yield* searchCycle(given, limit, control, start, longest);
  const seconds = (): number => control.now() - start;
  const isStopped = (): boolean => seconds() >= control.timeLimit || control.isCancelled?.() === true;
  const conflict = found.isImpossible
    ? yield* withoutLine(conflictingConstraints(given, longest, isStopped, stations), seconds)
    : undefined;
  return ok(
    constrainedAnswer({
      given,
      model: widest.value,
      objective: "cycle",
      line: found.line,
      value: found.cycle ?? 0,
      bound: found.bound,
      isProven: found.isProven,
      conflict,
      cycle: found.cycle ?? 0,
      seconds: control.now() - start,
      states: found.states,
    }),
  );
}

interface LeastCycle {
  readonly line: readonly FilledStation[] | undefined;
  readonly cycle: number | undefined;
  readonly bound: number;
  readonly isProven: boolean;
  readonly isImpossible: boolean;
  readonly states: number;
}

/**
 * Halves the interval of cycles. The constraints are known to be sound.
 * @param start when the search that this belongs to began, on the control's clock
 * @param longest no cycle beyond this is wanted
 */
export function* searchCycle(
  given: ConstrainedLine,
  limit: LineLimit,
  control: SearchControl,
  start: number,
  longest: number,
): Generator<ConstrainedProgress, LeastCycle> {
  const isStopped = (): boolean =>
    control.now() - start >= control.timeLimit || control.isCancelled?.() === true;
  const ticksPerUnit = tickScale(allTimes(given)) ?? 1_000_000;
  const most = Math.ceil(longest * ticksPerUnit - 1e-6);
  let low = 1;
  let high = most;
  let best: { readonly ticks: number; readonly line: readonly FilledStation[] } | undefined;
  let names: readonly (readonly string[])[] = [];
  let states = 0;
  let isDecided = true;
  for (let ticks = most; low <= high && isDecided; ticks = low + Math.floor((high - low) / 2)) {
    const checked = checkConstraints(given, Math.min(longest, ticks / ticksPerUnit));
    if (!checked.ok) throw new Error("constraints are sound at one cycle, but not at another");
    const model = checked.value;
    const search = new ConstrainedSearch(model, stationPricing(model), limit);
    while (search.status === "open" && !isStopped()) {
      yield {
        value: (best?.ticks ?? Infinity) / ticksPerUnit,
        bound: low / ticksPerUnit,
        assignment: names,
        states: states + search.states,
        seconds: control.now() - start,
      };
      search.advance(SLICE_WORK);
    }
    states += search.states;
    isDecided = search.status === "found" || search.status === "refuted";
    if (search.status === "found") {
      best = { ticks, line: search.found };
      names = namesOf(model, search.found);
      high = ticks - 1;
    } else if (search.status === "refuted") {
      low = ticks + 1;
    }
  }
  return {
    line: best?.line,
    cycle: best === undefined ? undefined : Math.min(longest, best.ticks / ticksPerUnit),
    bound: low / ticksPerUnit,
    isProven: best !== undefined && low >= best.ticks,
    isImpossible: low > most,
    states,
  };
}

/** Every time that is given anywhere. */
function allTimes({ problem, constraints }: ConstrainedLine): number[] {
  const { models = [], workers = [], stationTypes = [], setups } = constraints;
  return [
    ...problem.tasks.map(({ time }) => time),
    ...[...models, ...workers, ...stationTypes].flatMap(({ times }) => Object.values(times ?? {})),
    ...[...(setups?.forward ?? []), ...(setups?.backward ?? [])].map(({ time }) => time),
  ];
}

/** A cycle at which time alone can stop no line: all work at one station, with spare time for uncertain tasks. */
function longestCycle({ problem, constraints }: ConstrainedLine): number {
  const { models = [], workers = [], stationTypes = [], setups, stochastic } = constraints;
  const slowest = Math.max(1, ...workers.map(({ pace = 1 }) => pace));
  const own = [...workers, ...stationTypes];
  const total = problem.tasks.reduce((sum, { id, time }) => {
    return sum + Math.max(time, ...[...models, ...own].map(({ times }) => times?.[id] ?? 0));
  }, 0);
  const deviation = Math.sqrt(
    Object.values(stochastic?.variances ?? {}).reduce((sum, variance) => sum + Math.max(0, variance), 0),
  );
  const setup = [...(setups?.forward ?? []), ...(setups?.backward ?? [])].reduce(
    (most, { time }) => Math.max(most, time),
    0,
  );
  return Math.max(1, slowest * (total + FARTHEST_QUANTILE * deviation) + setup * problem.tasks.length);
}
