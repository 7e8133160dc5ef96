import { type BalanceAnswer, lineFigures, type Smoothing } from "./balance-answer.ts";
import type { Line } from "./check-line.ts";
import type { SmoothGoal } from "./constrained-answer.ts";
import { CycleSearch } from "./cycle-search.ts";
import { EfficiencySearch } from "./efficiency-search.ts";
import { lineModel, type LineModel } from "./line-model.ts";
import { type LineSearch, runSearch, type SearchControl, type SearchProgress } from "./line-search.ts";
import { inOrder } from "./precedence-graph.ts";
import { SquareSearch } from "./square-search.ts";
import { StationCountSearch } from "./station-count-search.ts";

/** What to balance for. Cycles in the problem's time unit. */
export type BalanceGoal =
  | {
      readonly kind: "stations";
      readonly cycle: number;
      /** What to make least with as many stations, once the fewest are proven. */
      readonly smooth?: SmoothGoal;
    }
  | { readonly kind: "cycle"; readonly stations: number }
  | {
      readonly kind: "efficiency";
      readonly leastStations?: number;
      readonly mostStations?: number;
      readonly leastCycle?: number;
      readonly mostCycle?: number;
    };

export interface BalanceOptions extends SearchControl {
  /** Memory for partial lines, in bytes; 600 MB unless given. */
  readonly bytes?: number;
}

const DEFAULT_BYTES = 600_000_000;
/** Share of the time left in which the search for squared idle times looks for a short longest station to begin with. */
const EVEN_SHARE = 0.2;

/** A search with what its answer needs to know. */
interface GoalSearch {
  readonly search: LineSearch;
  readonly objective: BalanceAnswer["objective"];
  /** Cycle of the best line, in the problem's unit, and its number of stations. */
  readonly cycle: () => number;
  readonly stations: () => number;
  /** Ticks per unit of the objective. */
  readonly scale: number;
}

/**
 * Balances a line: SALBP-1 for goal `stations`, SALBP-2 for `cycle`, SALBP-E for `efficiency` (which
 * without limits would be one station with everything: give at least two stations or a longest cycle).
 * A generator that yields its best line and bound about every 20 ms and returns the answer when
 * optimality is proven, the time is up or it is cancelled.
 */
export function* balanceLine(
  line: Line,
  goal: BalanceGoal,
  options: BalanceOptions,
): Generator<SearchProgress, BalanceAnswer> {
  const start = options.now();
  const model = lineModel(line.graph);
  const impossible = whyImpossible(line, model, goal);
  if (impossible !== undefined) return infeasible(line, goal, impossible, options.now() - start);
  const started = startSearch(line, model, goal, options.bytes ?? DEFAULT_BYTES);
  const { search, objective, scale } = started;
  yield* runScaled(search, scale, options, start);
  if (search.assignment.length === 0) return withoutLine(line, goal, search, options.now() - start);
  const isOptimal = search.bound >= search.value;
  let assignment = search.assignment;
  let smoothing: Smoothing | undefined;
  let smoothingStates = 0;
  if (isOptimal && goal.kind === "stations" && goal.smooth !== undefined) {
    const ticks = cycleTicks(goal.cycle, line.ticksPerUnit);
    const isSquared = goal.smooth === "squares";
    const shortest = new CycleSearch(model, search.value, options.bytes ?? DEFAULT_BYTES, ticks);
    const spent = options.now() - start;
    const share = isSquared ? spent + EVEN_SHARE * (options.timeLimit - spent) : options.timeLimit;
    yield* runScaled(
      shortest,
      line.ticksPerUnit,
      { ...options, now: () => options.now(), timeLimit: share },
      start,
    );
    let smoothed = smootherLine(line, assignment, shortest);
    smoothingStates = shortest.states;
    if (isSquared) {
      const squares = new SquareSearch(line, ticks, smoothed.assignment);
      yield* runScaled(squares, line.ticksPerUnit ** 2, options, start);
      smoothed = evenLine(line, squares);
      smoothingStates += squares.states;
    }
    assignment = smoothed.assignment;
    smoothing = smoothed.smoothing;
  }
  const cycle = started.cycle();
  const stations = assignment.map((load) => inOrder(line.graph, load));
  while (stations.length < started.stations()) stations.push([]);
  return {
    version: 1,
    problem: line.name,
    objective,
    status: isOptimal ? "optimal" : "feasible",
    stations: stations.length,
    cycle,
    value: search.value / scale,
    bound: Math.min(search.bound, search.value) / scale,
    gap: isOptimal ? 0 : (search.value - search.bound) / search.value,
    proof: search.proof,
    assignment: stations.map((load) => load.map((task) => line.ids[task]!)),
    ...(smoothing === undefined ? {} : { smoothing }),
    seconds: options.now() - start,
    states: search.states + smoothingStates,
    ...lineFigures(line, stations, cycle * line.ticksPerUnit),
  };
}

/** Runs a search within what is left of the time, with its progress in units of its objective. */
function* runScaled(
  search: LineSearch,
  scale: number,
  options: BalanceOptions,
  start: number,
): Generator<SearchProgress, void> {
  const control = {
    now: () => options.now(),
    timeLimit: options.timeLimit - (options.now() - start),
    isCancelled: () => options.isCancelled?.() === true,
  };
  for (const progress of runSearch(search, control)) {
    yield { ...progress, value: progress.value / scale, bound: progress.bound / scale };
  }
}

/** The line of a search for the least longest station time, or the first line when that is as good. */
function smootherLine(
  line: Line,
  first: readonly (readonly number[])[],
  search: LineSearch,
): { assignment: readonly (readonly number[])[]; smoothing: Smoothing } {
  const longest = Math.max(...lineFigures(line, first, 0).stationTimes);
  const value = Math.min(search.value / line.ticksPerUnit, longest);
  const bound = Math.min(search.bound / line.ticksPerUnit, value);
  return {
    assignment: search.value / line.ticksPerUnit < longest ? search.assignment : first,
    smoothing: {
      goal: "load",
      status: bound >= value ? "optimal" : "feasible",
      longestStationTime: value,
      bound,
    },
  };
}

/** The line of a search for the least squared idle times. */
function evenLine(
  line: Line,
  { assignment, value, bound }: LineSearch,
): { assignment: readonly (readonly number[])[]; smoothing: Smoothing } {
  const scale = line.ticksPerUnit ** 2;
  return {
    assignment,
    smoothing: {
      goal: "squares",
      status: bound >= value ? "optimal" : "feasible",
      squaredIdleTime: value / scale,
      bound: bound / scale,
    },
  };
}

function startSearch(line: Line, model: LineModel, goal: BalanceGoal, bytes: number): GoalSearch {
  const scale = line.ticksPerUnit;
  if (goal.kind === "stations") {
    const cycle = cycleTicks(goal.cycle, scale);
    const search = new StationCountSearch(model, cycle, bytes);
    return { search, objective: "stations", cycle: () => goal.cycle, stations: () => search.value, scale: 1 };
  }
  if (goal.kind === "cycle") {
    const search = new CycleSearch(model, goal.stations, bytes);
    const { stations } = goal;
    const cycle = (): number => search.value / scale;
    return { search, objective: "cycle", cycle, stations: () => stations, scale };
  }
  const search = new EfficiencySearch(model, efficiencyRange(line, model, goal), bytes);
  const cycle = (): number => search.cycle / scale;
  return { search, objective: "capacity", cycle, stations: () => search.stations, scale };
}

function efficiencyRange(
  line: Line,
  model: LineModel,
  goal: BalanceGoal & { kind: "efficiency" },
): { leastStations: number; mostStations: number; leastCycle: number; mostCycle: number } {
  const { graph } = model;
  const mostCycle =
    goal.mostCycle === undefined ? graph.totalTime : cycleTicks(goal.mostCycle, line.ticksPerUnit);
  const leastCycle = Math.ceil((goal.leastCycle ?? 0) * line.ticksPerUnit - 1e-6);
  const mostStations = Math.min(goal.mostStations ?? graph.size, graph.size);
  const leastStations = Math.max(goal.leastStations ?? 1, 1);
  return { leastStations, mostStations, leastCycle, mostCycle: Math.max(1, mostCycle) };
}

/** Whole ticks within a cycle time, forgiving its rounding error. */
function cycleTicks(cycle: number, ticksPerUnit: number): number {
  return Math.floor(cycle * ticksPerUnit * (1 + 1e-12));
}

/** The demand that no line can meet, by name; undefined when there may be a line. */
function whyImpossible(line: Line, model: LineModel, goal: BalanceGoal): string | undefined {
  const cycle =
    goal.kind === "stations" ? goal.cycle : goal.kind === "efficiency" ? goal.mostCycle : undefined;
  if (cycle !== undefined && !(cycle > 0 && Number.isFinite(cycle)))
    return `the cycle time ${cycle} is not positive`;
  if (goal.kind === "cycle" && !(Number.isInteger(goal.stations) && goal.stations >= 1)) {
    return `the number of stations ${goal.stations} is not a whole number of at least 1`;
  }
  if (cycle !== undefined && model.longestTime > cycleTicks(cycle, line.ticksPerUnit)) {
    const task = line.graph.time.indexOf(model.longestTime);
    const time = model.longestTime / line.ticksPerUnit;
    return `task "${line.ids[task]}" takes ${time}, longer than the cycle time of ${cycle}`;
  }
  if (goal.kind !== "efficiency") return undefined;
  const { leastStations = 1, mostStations = Infinity, leastCycle = 0, mostCycle = Infinity } = goal;
  if (leastStations > mostStations) return `at least ${leastStations}, but at most ${mostStations} stations`;
  if (leastCycle > mostCycle) return `a cycle time of at least ${leastCycle}, but at most ${mostCycle}`;
  return undefined;
}

/** The answer of a search that ended without a line: none exists, or it was stopped too early. */
function withoutLine(line: Line, goal: BalanceGoal, search: LineSearch, seconds: number): BalanceAnswer {
  const { isDone, states } = search;
  const reason = isDone
    ? "no line fits the ranges given for stations and cycle"
    : "the search was stopped before it found a line";
  const answer = infeasible(line, goal, reason, seconds);
  return { ...answer, states, status: isDone ? "infeasible" : "unknown" };
}

function infeasible(line: Line, goal: BalanceGoal, reason: string, seconds: number): BalanceAnswer {
  return {
    version: 1,
    problem: line.name,
    objective: goal.kind === "efficiency" ? "capacity" : goal.kind,
    status: "infeasible",
    reason,
    stations: 0,
    cycle: goal.kind === "stations" ? goal.cycle : 0,
    value: 0,
    bound: 0,
    gap: 0,
    proof: reason,
    assignment: [],
    seconds,
    states: 0,
  };
}
