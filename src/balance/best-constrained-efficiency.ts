import { defined } from "../base/assert.ts";
import { ok, type Result } from "../base/result.ts";
import type { BareFinding } from "../plant/finding.ts";
import type { ConstrainedAnswer, ConstrainedProgress } from "./constrained-answer.ts";
import type { ConstrainedLine } from "./constrained-line.ts";
import { leastConstrainedCycle } from "./least-constrained-cycle.ts";
import type { SearchControl } from "./line-search.ts";

/** The time left is shared among no more searches than so many: what those that end early leave goes to the others. */
const MOST_SHARES = 6;

/** Among which stations and cycles the best efficiency is looked for, ends included; cycles in the problem's unit. */
export interface ConstrainedEfficiencyRange {
  readonly leastStations: number;
  readonly mostStations: number;
  readonly leastCycle?: number;
  readonly mostCycle?: number;
}

/**
 * The line of best efficiency: the number of stations (workplaces, where some are in parallel) and the cycle whose product
 * is least. One search for the least cycle per number of stations, each with its share of the time left; a number that
 * cannot win even at the total work is passed over.
 */
export function* bestConstrainedEfficiency(
  given: ConstrainedLine,
  { leastStations, mostStations, leastCycle = 0, mostCycle = Infinity }: ConstrainedEfficiencyRange,
  control: SearchControl,
): Generator<ConstrainedProgress, Result<ConstrainedAnswer, BareFinding[]>> {
  const start = control.now();
  const floor = leastCycleOfAll(given);
  const last = (): number =>
    Math.min(mostStations, best === undefined ? Infinity : Math.ceil(best.value / floor) - 1);
  let best: ConstrainedAnswer | undefined;
  let former: ConstrainedAnswer | undefined;
  let bound = Infinity;
  let states = 0;
  for (let stations = leastStations; stations <= last(); stations++) {
    const left = control.timeLimit - (control.now() - start);
    const share = left / Math.min(last() - stations + 1, MOST_SHARES);
    const search = leastConstrainedCycle(given, stations, {
      ...control,
      now: () => control.now(),
      timeLimit: share,
    });
    let step = search.next();
    while (step.done !== true) {
      const { assignment } = step.value;
      const seconds = control.now() - start;
      yield {
        value: best?.value ?? Infinity,
        bound: 0,
        assignment: best?.assignment ?? assignment,
        states,
        seconds,
      };
      step = search.next();
    }
    if (!step.value.ok) return step.value;
    const answer = step.value.value;
    states += answer.states;
    former = answer;
    if (answer.status === "infeasible") continue;
    const least = Math.max(answer.bound, leastCycle);
    if (least <= mostCycle) bound = Math.min(bound, least * stations);
    if (answer.assignment.length === 0) continue;
    const cycle = Math.max(answer.cycle, leastCycle);
    const value = cycle * stations;
    if (cycle > mostCycle || value >= (best?.value ?? Infinity)) continue;
    best = atCycle({ ...answer, objective: "efficiency", value }, cycle);
  }
  const seconds = control.now() - start;
  if (best === undefined) {
    const none = { status: "unknown" as const, conflict: [], value: 0, bound: 0, assignment: [], plan: [] };
    const answer = defined(former, "a number of stations that was tried");
    return ok({
      ...answer,
      ...(answer.status === "infeasible" ? {} : none),
      objective: "efficiency",
      seconds,
      states,
    });
  }
  const isProven = bound >= best.value * (1 - 1e-9);
  const proven = isProven ? best.value : bound;
  return ok({
    ...best,
    status: isProven ? "optimal" : "feasible",
    bound: proven,
    gap: isProven ? 0 : (best.value - bound) / best.value,
    seconds,
    states,
  });
}

/** No line has a shorter cycle: the longest task, each as fast as anybody does it, at as many workplaces as there may be. */
function leastCycleOfAll({ problem, constraints }: ConstrainedLine): number {
  const { models, workers = [], stationTypes = [], mostParallel = 1 } = constraints;
  const pace = workers.length === 0 ? 1 : Math.min(...workers.map((worker) => worker.pace ?? 1));
  const shares = (models ?? []).reduce((sum, { share }) => sum + share, 0);
  return problem.tasks.reduce((most, { id, time }) => {
    const mean =
      models?.reduce((sum, model) => sum + (model.share / shares) * (model.times[id] ?? time), 0) ?? time;
    const typical = Math.min(mean, ...stationTypes.flatMap(({ times }) => times?.[id] ?? [])) * pace;
    const least = Math.min(typical, ...workers.flatMap(({ times }) => times?.[id] ?? []));
    return Math.max(most, least / mostParallel);
  }, 1e-9);
}

/** The answer at a longer cycle than its own: every workplace is idle for longer. */
function atCycle(answer: ConstrainedAnswer, cycle: number): ConstrainedAnswer {
  const more = cycle - answer.cycle;
  if (more === 0) return answer;
  const capacity = answer.workplaces * cycle;
  const idleTime = answer.idleTime + more * answer.workplaces;
  const efficiency = capacity > 0 ? 1 - idleTime / capacity : 0;
  const plan = answer.plan.map((place) => ({ ...place, idle: place.idle + more }));
  return { ...answer, cycle, plan, idleTime, efficiency, balanceDelay: 1 - efficiency };
}
