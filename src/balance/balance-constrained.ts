import { err, ok, type Result } from "../base/result.ts";
import type { BareFinding } from "../plant/finding.ts";
import { makeFinding } from "../plant/rule.ts";
import { NO_COSTS } from "./balance-rules.ts";
import { checkConstraints } from "./check-constraints.ts";
import { tickScale } from "./check-line.ts";
import {
  type ConstrainedAnswer,
  type ConstrainedProgress,
  constrainedAnswer,
  type ConstrainedSmoothing,
  namesOf,
  type SmoothGoal,
  withoutLine,
} from "./constrained-answer.ts";
import type { ConstrainedLine } from "./constrained-line.ts";
import type { ConstrainedModel } from "./constrained-model.ts";
import { ConstrainedSearch } from "./constrained-search.ts";
import type { FilledStation } from "./partial-line.ts";
import { conflictingConstraints } from "./constraint-conflict.ts";
import { searchCycle } from "./least-constrained-cycle.ts";
import { RelaxedLine } from "./relaxed-line.ts";
import { verifyConstraints } from "./verify-constraints.ts";
import type { SearchControl } from "./line-search.ts";
import { costPricing, type Pricing, squarePricing, stationPricing, stationWeight } from "./pricing.ts";

/** Work between two looks at the clock: about 20 ms. */
const SLICE_WORK = 20_000;
const SIMPLE_WORK = 200_000;
/** The line without constraints, the bound, and better lines are searched in turn. */
const TURNS = 3;

/**
 * Fewest stations of a constrained line at a cycle: workplaces, where some are in parallel; on a two-sided line
 * first stations, then workplaces. Yields the best line and the bound about every 20 ms.
 * @param smooth what to make least with as many stations, once these are proven
 * @param mostStations stations that there are; as many as it may need unless given
 */
export function* balanceConstrained(
  given: ConstrainedLine,
  cycle: number,
  control: SearchControl,
  smooth?: SmoothGoal,
  mostStations?: number,
): Generator<ConstrainedProgress, Result<ConstrainedAnswer, BareFinding[]>> {
  const start = control.now();
  const checked = checkConstraints(given, cycle);
  if (!checked.ok) return checked;
  const model = checked.value;
  const unit = stationWeight(model);
  const scaled = { unit, control, start, mostStations };
  const relaxed = RelaxedLine.of(model, cycle);
  const isSound = (line: readonly FilledStation[]): boolean =>
    verifyConstraints(given, namesOf(model, line), cycle).length === 0;
  const found = yield* leastPrice(model, stationPricing(model), scaled, relaxed && { relaxed, isSound });
  const { line, isProven } = found;
  const outcome = {
    given,
    model,
    objective: "stations" as const,
    line,
    value: Math.floor((found.price + 0.5) / unit),
    bound: Math.floor((found.bound + 0.5) / unit),
    isProven,
    conflict: found.isImpossible ? yield* conflictOf(given, cycle, control, start) : undefined,
    cycle,
    seconds: control.now() - start,
    states: found.states,
  };
  if (line === undefined || !isProven || smooth === undefined) return ok(constrainedAnswer(outcome));
  const second = yield* smoothed(given, model, line, smooth, scaled, cycle);
  const answer = constrainedAnswer({
    ...outcome,
    line: second.line,
    seconds: control.now() - start,
    states: found.states + second.states,
  });
  return ok({ ...answer, smoothing: second.smoothing });
}

/** Least cost of workers and station types for a constrained line at a cycle. */
export function* leastConstrainedCost(
  given: ConstrainedLine,
  cycle: number,
  control: SearchControl,
): Generator<ConstrainedProgress, Result<ConstrainedAnswer, BareFinding[]>> {
  const start = control.now();
  const checked = checkConstraints(given, cycle);
  if (!checked.ok) return checked;
  const model = checked.value;
  const { workers = [], stationTypes = [] } = given.constraints;
  const costs = [...workers, ...stationTypes].map(({ cost = 0 }) => cost);
  if (!costs.some((cost) => cost > 0)) return err([makeFinding(NO_COSTS, [])]);
  const scale = tickScale(costs);
  const pricing = costPricing(model, scale === undefined ? 0 : 1 / scale);
  const found = yield* leastPrice(model, pricing, { unit: 0, control, start });
  return ok(
    constrainedAnswer({
      given,
      model,
      objective: "cost",
      line: found.line,
      value: found.price,
      bound: found.bound,
      isProven: found.isProven,
      conflict: found.isImpossible ? yield* conflictOf(given, cycle, control, start) : undefined,
      cycle,
      seconds: control.now() - start,
      states: found.states,
    }),
  );
}

function conflictOf(
  given: ConstrainedLine,
  cycle: number,
  control: SearchControl,
  start: number,
): Generator<ConstrainedProgress, string[]> {
  const seconds = (): number => control.now() - start;
  const isStopped = (): boolean => seconds() >= control.timeLimit || control.isCancelled?.() === true;
  return withoutLine(conflictingConstraints(given, cycle, isStopped), seconds);
}

/** How a search is driven. */
interface Drive {
  /** Price of a station, where all lines between two multiples are asked for at once; 0 to ask from above only. */
  readonly unit: number;
  readonly control: SearchControl;
  readonly start: number;
  readonly mostStations?: number | undefined;
}

/** The line without constraints, and whether one of its lines meets them. */
interface Simple {
  readonly relaxed: RelaxedLine;
  readonly isSound: (line: readonly FilledStation[]) => boolean;
}

interface Least {
  readonly line: readonly FilledStation[] | undefined;
  readonly price: number;
  readonly bound: number;
  readonly isProven: boolean;
  readonly isImpossible: boolean;
  readonly states: number;
}

/**
 * The line of least price: from above each line found asks for a better one, and from below, slice by slice
 * in turn, whether there is one at the bound.
 */
function* leastPrice(
  model: ConstrainedModel,
  pricing: Pricing,
  { unit, control, start, mostStations = model.line.graph.size + model.lastNamed }: Drive,
  simple?: Simple,
): Generator<ConstrainedProgress, Least> {
  const stationsFor = (price: number): number =>
    unit === 0 || price === Infinity ? mostStations : Math.min(mostStations, Math.floor(price / unit));
  const searchFor = (price: number): ConstrainedSearch =>
    new ConstrainedSearch(model, pricing, { stations: stationsFor(price), price });
  let bound = rootBound(pricing, unit);
  let line: readonly FilledStation[] | undefined;
  let price = Infinity;
  let states = 0;
  let upper = searchFor(Infinity);
  let lower: ConstrainedSearch | undefined = unit === 0 ? undefined : searchFor(endOfUnit(bound, unit));
  const isOver = (): boolean => bound >= price - 1e-9 * Math.max(1, Math.abs(price)) || bound === Infinity;
  for (let turn = 0; !isOver(); turn++) {
    yield {
      value: price / Math.max(1, unit),
      bound: bound / Math.max(1, unit),
      assignment: namesOf(model, line),
      states,
      seconds: control.now() - start,
    };
    if (control.now() - start >= control.timeLimit || control.isCancelled?.() === true) break;
    if (simple !== undefined && turn % TURNS === 0 && !simple.relaxed.isDone) {
      bound = Math.max(bound, advanced(simple.relaxed));
      const better = simple.relaxed.line ?? [];
      if (better.length > 0 && better.length < price && simple.isSound(better)) {
        [price, line] = [better.length, better];
        upper = searchFor(price - 1);
      }
      if (lower !== undefined && lower.limit.price < bound)
        lower = bound < price ? searchFor(bound) : undefined;
      continue;
    }
    const isUpperFull: boolean = upper.status === "full";
    if (lower?.status === "full") lower = undefined;
    if (isUpperFull && lower === undefined && simple?.relaxed.isDone !== false) break;
    if (isUpperFull && lower === undefined) continue;
    const search: ConstrainedSearch =
      lower !== undefined && (turn % TURNS === 1 || isUpperFull) ? lower : upper;
    const before = search.states;
    search.advance(SLICE_WORK);
    states += search.states - before;
    if (search.status === "found" && search.foundPrice < price) {
      price = search.foundPrice;
      line = search.found;
      const next: number = betterPrice(price, pricing.step);
      if (unit === 0) upper.tighten(next);
      else upper = searchFor(next);
      if (lower !== undefined && (lower === search || lower.limit.price >= price)) lower = undefined;
    } else if (search.status === "refuted") {
      if (search === upper) bound = price;
      else {
        bound = search.limit.price + 1;
        lower = endOfUnit(bound, unit) < price ? searchFor(endOfUnit(bound, unit)) : undefined;
      }
    }
  }
  const isImpossible = bound === Infinity && line === undefined;
  return { line, price, bound, isProven: line !== undefined && isOver(), isImpossible, states };
}

/** Searches the line without constraints for a slice, and gives its bound. */
function advanced(relaxed: RelaxedLine): number {
  relaxed.advance(SIMPLE_WORK);
  return relaxed.bound;
}

/** The next lower price worth asking for. */
function betterPrice(price: number, step: number): number {
  return step > 0 ? price - step : price * (1 - 1e-9) - 1e-12;
}

/** The highest price with as many stations as the bound has. */
function endOfUnit(bound: number, unit: number): number {
  return (Math.floor(bound / unit) + 1) * unit - 1;
}

/** Price that the bounds demand of the whole line. */
function rootBound({ bounds, step }: Pricing, unit: number): number {
  return bounds.reduce((most, { weight, of }) => {
    const sum = weight.reduce((total, w) => total + w, 0);
    if (of === "work" || sum === Infinity) return most;
    if (of === "stations") return Math.max(most, unit * Math.ceil(sum - 1e-9));
    return Math.max(most, step > 0 ? step * Math.ceil(sum / step - 1e-9) : sum);
  }, unit);
}

/** The smoothest line with the fewest stations. */
function* smoothed(
  given: ConstrainedLine,
  model: ConstrainedModel,
  line: readonly FilledStation[],
  goal: SmoothGoal,
  { control, start }: Drive,
  cycle: number,
): Generator<
  ConstrainedProgress,
  { line: readonly FilledStation[]; smoothing: ConstrainedSmoothing; states: number }
> {
  const workplaces = line.reduce((sum, { manning }) => {
    return sum + (manning?.workplaces ?? (model.sideCount === 1 ? 1 : 0));
  }, 0);
  const limit = { stations: line.length, price: Infinity, workplaces };
  if (goal === "load") {
    const found = yield* searchCycle(given, limit, control, start, cycle);
    const value = found.cycle ?? cycle;
    const smoothing = {
      goal,
      status: found.isProven ? ("optimal" as const) : ("feasible" as const),
      value,
      bound: found.isProven ? value : Math.min(value, found.bound),
    };
    return { line: found.line ?? line, smoothing, states: found.states };
  }
  const search = new ConstrainedSearch(model, squarePricing(model, cycle), { ...limit, cycle });
  let best: readonly FilledStation[] | undefined;
  let value = Infinity;
  while (search.status !== "refuted" && search.status !== "full") {
    if (search.status === "found") {
      best = search.found;
      value = search.foundPrice;
      search.tighten(betterPrice(value, 0));
    }
    yield {
      value,
      bound: 0,
      assignment: namesOf(model, best),
      states: search.states,
      seconds: control.now() - start,
    };
    if (control.now() - start >= control.timeLimit || control.isCancelled?.() === true) break;
    search.advance(SLICE_WORK);
  }
  const status = search.status === "refuted" ? ("optimal" as const) : ("feasible" as const);
  const bound = status === "optimal" ? value : search.leastPrice;
  return { line: best ?? line, smoothing: { goal, status, value, bound }, states: search.states };
}
