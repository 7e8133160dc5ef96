import type { ConstrainedLine } from "./constrained-line.ts";
import type { ConstrainedModel } from "./constrained-model.ts";
import type { FilledStation } from "./partial-line.ts";
import { stationPlans, type StationPlan } from "./station-plan.ts";

/** What is least once the number of stations is proven: the longest station time, or the squared idle times. */
export type SmoothGoal = "load" | "squares";

/** The second objective, reached with the fewest stations. Times in the problem's unit, or squared. */
export interface ConstrainedSmoothing {
  readonly goal: SmoothGoal;
  readonly status: "optimal" | "feasible";
  /** Shortest cycle that the line could keep, or the sum over all workplaces of squared idle times. */
  readonly value: number;
  readonly bound: number;
}

/** What balancing a constrained line comes back with. Times in the problem's unit. */
export interface ConstrainedAnswer {
  readonly version: 1;
  readonly problem: string;
  readonly objective: "stations" | "cycle" | "cost" | "efficiency";
  readonly status: "optimal" | "feasible" | "infeasible" | "unknown";
  /**
   * For status infeasible: constraints that no line can meet together; leaving any one out admits a line. Where the
   * time ran out, there may be some among them that could be left out.
   */
  readonly conflict: readonly string[];
  readonly stations: number;
  /** Workplaces in parallel and both sides of two-sided stations counted by themselves. */
  readonly workplaces: number;
  /** Of all workers and station types. */
  readonly cost: number;
  readonly cycle: number;
  /**
   * What was to be least: workplaces (on a two-sided line stations, and then workplaces), cycle, cost, or for the best
   * efficiency the product of stations (workplaces, where some are in parallel) and cycle. For status
   * infeasible and unknown zero.
   */
  readonly value: number;
  /** No line has a lower value. */
  readonly bound: number;
  /** (value − bound) ÷ value. */
  readonly gap: number;
  readonly assignment: readonly (readonly string[])[];
  readonly plan: readonly StationPlan[];
  /** Idle time of all workplaces per cycle. */
  readonly idleTime: number;
  /** Balance efficiency: the share of time in which the workplaces work, setups included. */
  readonly efficiency: number;
  readonly balanceDelay: number;
  /** Smoothness index of Moodie and Young (1965) over all workplaces: √Σ (least idle time − idle time)². */
  readonly smoothnessIndex: number;
  readonly smoothing?: ConstrainedSmoothing;
  readonly seconds: number;
  readonly states: number;
}

/** The state of a search, between slices. */
export interface ConstrainedProgress {
  /** Infinity before there is a line. */
  readonly value: number;
  readonly bound: number;
  /** Tasks per station of the best line so far, in no order; empty before there is one. */
  readonly assignment: readonly (readonly string[])[];
  readonly states: number;
  readonly seconds: number;
}

/** A line as found, with what its answer needs to know. */
export interface Outcome {
  readonly given: ConstrainedLine;
  readonly model: ConstrainedModel;
  readonly objective: ConstrainedAnswer["objective"];
  readonly line: readonly FilledStation[] | undefined;
  readonly value: number;
  readonly bound: number;
  readonly isProven: boolean;
  readonly conflict: readonly string[] | undefined;
  readonly cycle: number;
  readonly seconds: number;
  readonly states: number;
}

export function constrainedAnswer(outcome: Outcome): ConstrainedAnswer {
  const { given, model, line = [], conflict, cycle, value, isProven } = outcome;
  const plan = stationPlans(model, given.constraints, line, cycle);
  const hasLine = outcome.line !== undefined;
  const idle = plan.flatMap((each) => Array.from({ length: each.parallel ?? 1 }, () => each.idle));
  const workplaces = idle.length;
  const idleTime = idle.reduce((sum, time) => sum + time, 0);
  const leastIdle = Math.min(...idle);
  const bound = isProven ? value : Math.min(outcome.bound, value);
  const capacity = workplaces * cycle;
  const efficiency = capacity > 0 ? 1 - idleTime / capacity : 0;
  return {
    version: 1,
    problem: given.problem.name,
    objective: outcome.objective,
    status: conflict !== undefined ? "infeasible" : isProven ? "optimal" : hasLine ? "feasible" : "unknown",
    conflict: conflict ?? [],
    stations: line.length,
    workplaces,
    cost: line.reduce((sum, { manning }) => sum + (manning?.cost ?? 0), 0),
    cycle,
    value: hasLine ? value : 0,
    bound: conflict !== undefined ? 0 : hasLine ? bound : outcome.bound,
    gap: hasLine && value > bound ? (value - bound) / value : 0,
    assignment: line.map((_, k) =>
      plan.filter(({ station }) => station === k + 1).flatMap(({ tasks }) => tasks),
    ),
    plan,
    idleTime,
    efficiency,
    balanceDelay: capacity > 0 ? 1 - efficiency : 0,
    smoothnessIndex: Math.sqrt(idle.reduce((sum, time) => sum + (time - leastIdle) ** 2, 0)),
    seconds: outcome.seconds,
    states: outcome.states,
  };
}

/** Task names per station, for progress. */
export function namesOf(
  model: ConstrainedModel,
  line: readonly FilledStation[] | undefined,
): readonly (readonly string[])[] {
  return (line ?? []).map(({ tasks }) => tasks.flat().map((task) => model.line.ids[task]!));
}

/** Passes on that a search without a line goes on. */
export function* withoutLine<T>(
  search: Generator<void, T>,
  seconds: () => number,
): Generator<ConstrainedProgress, T> {
  for (;;) {
    const step = search.next();
    if (step.done === true) return step.value;
    yield { value: Infinity, bound: Infinity, assignment: [], states: 0, seconds: seconds() };
  }
}
