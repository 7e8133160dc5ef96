import type { LineConstraints, LineSide } from "./constrained-line.ts";
import type { ConstrainedModel, Mode } from "./constrained-model.ts";
import type { FilledStation } from "./partial-line.ts";
import { inOrder } from "./precedence-graph.ts";
import { twoSidedSchedule } from "./two-sided-schedule.ts";

/** What happens at a station, or at one side of it. Times in the problem's unit. */
export interface StationPlan {
  /** Counted from 1. */
  readonly station: number;
  readonly side?: LineSide;
  /** In the order in which they are done. */
  readonly tasks: readonly string[];
  /** On a two-sided line, when each task starts, on average; and for each model, which has a schedule of its own. */
  readonly starts?: readonly number[];
  readonly startsByModel?: Readonly<Record<string, readonly number[]>>;
  readonly worker?: string;
  readonly stationType?: string;
  /** Workplaces in parallel, where there is more than one. */
  readonly parallel?: number;
  /** Time of all tasks, on average over the models, with setups. */
  readonly time: number;
  readonly timeByModel?: Readonly<Record<string, number>>;
  /** Setup time in `time`. */
  readonly setup?: number;
  /** Idle time of each workplace in each cycle; on a two-sided line waiting counts as idle. */
  readonly idle: number;
}

/** Says in the user's terms how each station of a line works. */
export function stationPlans(
  model: ConstrainedModel,
  constraints: LineConstraints,
  line: readonly FilledStation[],
  cycle: number,
): StationPlan[] {
  return line.flatMap(({ manning, tasks }, k) => {
    if (manning === undefined) return [];
    const count = model.sideCount === 2 ? model.timeCount : 0;
    const starts = Array.from({ length: count }, (_, time) => startsOf(model, manning.modes, tasks, time));
    return manning.modes.flatMap((mode, side) =>
      mode === undefined
        ? []
        : [{ station: k + 1, ...sidePlan(model, constraints, mode, tasks[side]!, side, cycle, starts) }],
    );
  });
}

function sidePlan(
  model: ConstrainedModel,
  constraints: LineConstraints,
  mode: Mode,
  load: readonly number[],
  side: number,
  cycle: number,
  [starts, ...byModel]: readonly ReadonlyMap<number, number>[],
): Omit<StationPlan, "station"> {
  const setups = model.setups?.least(load);
  const setup = setups?.time ?? 0;
  const { amount } = mode.capacities[0]!;
  const order = [...(setups?.order ?? inOrder(model.line.graph, load))];
  // Where tasks start together, all but one take no time, and that one is last.
  if (starts !== undefined) order.sort((a, b) => starts.get(a)! - starts.get(b)! || amount[a]! - amount[b]!);
  const sum = (k: number): number =>
    load.reduce((total, task) => total + mode.capacities[k]!.amount[task]!, setup);
  const { models = [], workers, stationTypes } = constraints;
  return {
    ...(model.sideCount === 1 ? {} : { side: side === 0 ? ("left" as const) : ("right" as const) }),
    tasks: order.map((task) => model.line.ids[task]!),
    ...(starts === undefined ? {} : { starts: order.map((task) => starts.get(task)!) }),
    ...(byModel.length === 0 ? {} : { startsByModel: byModelOf(models, byModel, order) }),
    ...(mode.worker < 0 ? {} : { worker: workers![mode.worker]!.id }),
    ...(mode.stationType < 0 ? {} : { stationType: stationTypes![mode.stationType]!.id }),
    ...(mode.parallel === 1 ? {} : { parallel: mode.parallel }),
    time: sum(0),
    ...(models.length === 0
      ? {}
      : { timeByModel: Object.fromEntries(models.map(({ id }, k) => [id, sum(k + 1)])) }),
    ...(setups === undefined ? {} : { setup }),
    idle: cycle - sum(0) / mode.parallel,
  };
}

function byModelOf(
  models: readonly { readonly id: string }[],
  starts: readonly ReadonlyMap<number, number>[],
  order: readonly number[],
): Record<string, number[]> {
  return Object.fromEntries(models.map(({ id }, k) => [id, order.map((task) => starts[k]!.get(task)!)]));
}

/** @param time place of the times among the capacities: the mean first, then each model */
function startsOf(
  { line }: ConstrainedModel,
  modes: readonly (Mode | undefined)[],
  tasks: readonly (readonly number[])[],
  time: number,
): ReadonlyMap<number, number> {
  const sided = tasks.flatMap((load, side) =>
    load.map((task) => ({ task, side, time: modes[side]!.capacities[time]!.amount[task]! })),
  );
  const { most } = modes.find((mode) => mode !== undefined)!.capacities[time]!;
  const starts = twoSidedSchedule(line.graph, sided, most);
  if (starts === undefined) throw new Error("a station was loaded without a schedule");
  return new Map(sided.map(({ task }, k) => [task, starts[k]!]));
}
