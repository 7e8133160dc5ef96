import type { ConstrainedLine, LineConstraints } from "./constrained-line.ts";
import { normalQuantile } from "../base/normal-quantile.ts";
import type { StationPlan } from "./station-plan.ts";
import type { Violation } from "./verify-line.ts";

/** Rounding error forgiven in sums of weighted times, as a share of the limit. */
const TOLERANCE = 1e-9;

/** A violation of a constraint beyond the simple problem, or of the simple problem itself. */
export interface ConstraintViolation {
  readonly kind: Violation["kind"] | keyof LineConstraints | "plan";
  readonly message: string;
}

export type ReportViolation = (kind: ConstraintViolation["kind"], message: string) => void;

/** Time of a task as a plan's worker does it with its station type. */
export function timeAt(
  { problem, constraints }: ConstrainedLine,
  { worker, stationType }: StationPlan,
  id: string,
  base: number = problem.tasks.find((task) => task.id === id)?.time ?? 0,
): number {
  const kind = constraints.workers?.find((each) => each.id === worker);
  const type = constraints.stationTypes?.find((each) => each.id === stationType);
  return kind?.times?.[id] ?? (type?.times?.[id] ?? base) * (kind?.pace ?? 1);
}

/** Checks what concerns one station, or one side of it, by itself. */
export function verifyStationPlan(
  given: ConstrainedLine,
  plan: StationPlan,
  cycle: number,
  report: ReportViolation,
): void {
  verifyAbility(given, plan, report);
  verifyTimes(given, plan, cycle, report);
  const { loadLimits = [], mostParallel = 1, sides } = given.constraints;
  const parallel = plan.parallel ?? 1;
  if (parallel > mostParallel || !Number.isInteger(parallel) || parallel < 1)
    report("mostParallel", `station ${plan.station} has ${parallel} workplaces`);
  for (const { name, most, amounts } of loadLimits) {
    const amount = plan.tasks.reduce((total, id) => total + (amounts[id] ?? 0), 0);
    if (amount > most * parallel * (1 + TOLERANCE))
      report("loadLimits", `station ${plan.station} has ${amount} ${name}`);
  }
  if (sides !== undefined) verifySide(given, plan, cycle, report);
}

/** Skills and equipment. */
function verifyAbility({ constraints }: ConstrainedLine, plan: StationPlan, report: ReportViolation): void {
  const { workers, stationTypes, skills = {}, equipment = {} } = constraints;
  const worker = workers?.find(({ id }) => id === plan.worker);
  const type = stationTypes?.find(({ id }) => id === plan.stationType);
  if (workers !== undefined && worker === undefined)
    report("workers", `station ${plan.station} has no known worker`);
  if (stationTypes !== undefined && type === undefined)
    report("stationTypes", `station ${plan.station} has no known type`);
  for (const id of plan.tasks) {
    if (worker?.cannot?.includes(id) === true) report("workers", `"${worker.id}" cannot do "${id}"`);
    for (const name of skills[id] ?? []) {
      if (worker !== undefined && worker.skills?.includes(name) !== true)
        report("skills", `"${id}" needs "${name}"`);
    }
    for (const name of equipment[id] ?? []) {
      if (type !== undefined && type.equipment?.includes(name) !== true)
        report("equipment", `"${id}" needs "${name}"`);
    }
  }
}

function verifyTimes(
  given: ConstrainedLine,
  plan: StationPlan,
  cycle: number,
  report: ReportViolation,
): void {
  const { models, overload = 0, stochastic, workers } = given.constraints;
  const { station, tasks } = plan;
  const own = new Map(given.problem.tasks.map(({ id, time }) => [id, time]));
  const setup = setupOf(given, plan, report);
  const room = cycle * (plan.parallel ?? 1);
  const sum = (amount: (id: string) => number): number => tasks.reduce((total, id) => total + amount(id), 0);
  const shares = models?.reduce((total, { share }) => total + share, 0) ?? 1;
  const mean = (id: string): number => {
    const base = models?.reduce((total, m) => total + (m.share / shares) * (m.times[id] ?? own.get(id)!), 0);
    return timeAt(given, plan, id, base ?? own.get(id)!);
  };
  const time = sum(mean) + setup;
  if (time > room * (1 + TOLERANCE))
    report(
      models === undefined ? "cycle time" : "models",
      `station ${station} takes ${time}, more than ${room}`,
    );
  for (const { id: model, times } of models ?? []) {
    const byModel = sum((id) => timeAt(given, plan, id, times[id] ?? own.get(id)!)) + setup;
    if (byModel > room * (1 + overload) * (1 + TOLERANCE))
      report("overload", `station ${station} takes ${byModel} for model "${model}"`);
  }
  if (stochastic === undefined) return;
  const pace = workers?.find(({ id }) => id === plan.worker)?.pace ?? 1;
  const deviation = pace * Math.sqrt(sum((id) => stochastic.variances[id] ?? 0));
  const needed = time + normalQuantile(stochastic.certainty) * deviation;
  if (needed > room * (1 + TOLERANCE))
    report("stochastic", `station ${station} needs ${needed} to be certain`);
}

/** Setup time of the tasks in the order of the plan, forward and back to the first; checks that order. */
function setupOf(
  { problem, constraints }: ConstrainedLine,
  { station, tasks }: StationPlan,
  report: ReportViolation,
): number {
  const { setups } = constraints;
  if (setups === undefined || tasks.length === 0) return 0;
  const before = new Map<string, string[]>();
  for (const relation of problem.precedence) {
    before.set(relation.after, [...(before.get(relation.after) ?? []), relation.before]);
  }
  const done = new Set<string>();
  for (const id of tasks) {
    if ((before.get(id) ?? []).some((other) => tasks.includes(other) && !done.has(other)))
      report("setups", `station ${station} does "${id}" too early`);
    done.add(id);
  }
  const between = (list: typeof setups.forward, from: string, to: string): number =>
    list.findLast((setup) => setup.from === from && setup.to === to)?.time ?? 0;
  const forward = tasks.slice(1).map((id, k) => between(setups.forward, tasks[k]!, id));
  const backward = between(setups.backward ?? setups.forward, tasks.at(-1)!, tasks[0]!);
  return forward.reduce((sum, time) => sum + time, backward);
}

/** Mean time of a task over the models. */
export function meanOf({ problem, constraints }: ConstrainedLine, id: string): number {
  const own = problem.tasks.find((task) => task.id === id)?.time ?? 0;
  const { models } = constraints;
  if (models === undefined) return own;
  const shares = models.reduce((total, { share }) => total + share, 0);
  return models.reduce((total, { share, times }) => total + (share / shares) * (times[id] ?? own), 0);
}

/** Starts on a two-sided line with the times that go with them: on average, and for each model within its overload. */
export function schedulesOf(
  given: ConstrainedLine,
  plan: StationPlan,
): { readonly starts: readonly number[]; readonly timeOf: (id: string) => number; readonly room: number }[] {
  const { models = [], overload = 0 } = given.constraints;
  const own = new Map(given.problem.tasks.map(({ id, time }) => [id, time]));
  return [
    { starts: plan.starts ?? [], timeOf: (id) => timeAt(given, plan, id, meanOf(given, id)), room: 1 },
    ...models.map(({ id: model, times }) => ({
      starts: plan.startsByModel?.[model] ?? [],
      timeOf: (id: string) => timeAt(given, plan, id, times[id] ?? own.get(id)!),
      room: 1 + overload,
    })),
  ];
}

/** On a two-sided line tasks are on a side where they may be, one after the other, and end within the cycle. */
function verifySide(given: ConstrainedLine, plan: StationPlan, cycle: number, report: ReportViolation): void {
  if (plan.side === undefined) report("sides", `station ${plan.station} has no side`);
  for (const id of plan.tasks) {
    const side = given.constraints.sides?.[id] ?? "either";
    if (side !== "either" && side !== plan.side) report("sides", `"${id}" is on the wrong side`);
  }
  for (const { starts, timeOf, room } of schedulesOf(given, plan)) {
    const ranges = plan.tasks.map((id, k) => {
      const start = starts[k] ?? Number.NaN;
      return { id, start, end: start + timeOf(id) };
    });
    ranges.sort((a, b) => a.start - b.start || a.end - b.end);
    let free = 0;
    for (const { id, start, end } of ranges) {
      if (!(start >= free * (1 - TOLERANCE) - TOLERANCE)) report("sides", `"${id}" starts too early`);
      free = end;
    }
    const most = cycle * (plan.parallel ?? 1) * room;
    if (!(free <= most * (1 + TOLERANCE) || plan.tasks.length === 0))
      report("sides", `station ${plan.station} ends at ${free}, after ${most}`);
  }
}
