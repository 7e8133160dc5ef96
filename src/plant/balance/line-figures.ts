import { type Assignment, movedTasks, placesOf, todaysAssignment } from "./assignment.ts";
import type { LineBalance, Task } from "./line-balance.ts";
import { sideOf, stationWork } from "./station-work.ts";

/** What a yamazumi shows: the mean over the mix, one product, or at each station the product that takes longest. */
export type Model = { readonly kind: "mix" | "longest" } | { readonly kind: "product"; readonly id: string };

/** Products that the line tells apart, with their shares, which add to one. */
export function productShares(line: LineBalance, products: readonly string[]): ReadonlyMap<string, number> {
  const { mix } = line;
  const weights = products.map((id) => [id, mix === undefined ? 1 : (mix[id] ?? 0)] as const);
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  return new Map(weights.filter(([, weight]) => weight > 0).map(([id, weight]) => [id, weight / total]));
}

/** Time of a task for one product, s. */
export function taskTime({ time, timeByProduct }: Task, product: string): number {
  return timeByProduct !== undefined && Object.hasOwn(timeByProduct, product)
    ? (timeByProduct[product] ?? time)
    : time;
}

/** Mean time of a task over the mix, s. */
export function meanTaskTime(task: Task, shares: ReadonlyMap<string, number>): number {
  if (task.timeByProduct === undefined) return task.time;
  let sum = 0;
  for (const [product, share] of shares) sum += share * taskTime(task, product);
  return sum;
}

/** Figures of one assignment of a line; times in seconds. */
export interface AssignmentFigures {
  /** Stations with tasks. */
  readonly stations: number;
  /** Workplaces with tasks: parallel ones and both sides of a station count by themselves. */
  readonly workplaces: number;
  /** Of all workers and station types, in the line's money; NaN where it is not known who works at some station. */
  readonly cost: number;
  /**
   * Time that a station takes of each cycle for work, mean of the mix: with setups, waiting between two sides and the
   * margin for chance; repositioning is not in it.
   */
  readonly work: readonly number[];
  /** The same for the product that takes longest at the station. */
  readonly longestWork: readonly number[];
  /** Least takt that the assignment keeps, on average and for each product within the overload. */
  readonly cycle: number;
  /** Idle time of the workplaces with tasks per takt. */
  readonly idle: number;
  /** Work ÷ (workplaces with tasks × time for work in a takt). */
  readonly efficiency: number;
  /** Smoothness index of Moodie and Young (1965) over the stations with tasks. */
  readonly smoothness: number;
  /** Indices of stations that do not keep the takt, on average or for a product beyond the overload. */
  readonly overloaded: readonly number[];
  /** Tasks at another station than today, or on its other side. */
  readonly moves: number;
}

/** Computes the figures of an assignment at the line's takt. */
export function assignmentFigures(
  line: LineBalance,
  products: readonly string[],
  assignment: Assignment,
): AssignmentFigures {
  const shares = productShares(line, products);
  const works = assignment.map((load, i) =>
    stationWork(line, line.stations[i] ?? "", load, (task) => meanTaskTime(task, shares)),
  );
  const work = works.map(({ time }) => time);
  const longestWork = assignment.map((load, i) => {
    const times = [...shares.keys()].map(
      (product) => stationWork(line, line.stations[i] ?? "", load, (task) => taskTime(task, product)).time,
    );
    return times.length === 0 ? (work[i] ?? 0) : Math.max(...times);
  });
  const used = work.filter((_, i) => (assignment[i]?.length ?? 0) > 0);
  const workplaces = works.reduce((sum, each) => sum + each.workplaces, 0);
  const room = line.takt - (line.repositioning ?? 0);
  const longest = Math.max(0, ...used);
  const total = works.reduce((all, { busy }) => all + busy, 0);
  const limit = room * (1 + (line.overload ?? 0));
  return {
    stations: used.length,
    workplaces,
    cost: works.reduce((sum, { cost }) => sum + cost, 0),
    work,
    longestWork,
    cycle:
      Math.max(longest, ...longestWork.map((time) => time / (1 + (line.overload ?? 0)))) +
      (line.repositioning ?? 0),
    idle: workplaces * room - total,
    efficiency: used.length === 0 ? Number.NaN : total / (workplaces * room),
    smoothness: Math.sqrt(used.reduce((all, time) => all + (longest - time) ** 2, 0)),
    overloaded: [...work.keys()].filter(
      (i) => isBeyond(work[i] ?? 0, room) || isBeyond(longestWork[i] ?? 0, limit),
    ),
    moves: movedTasks(todaysAssignment(line), assignment).length + changedSides(line, assignment),
  };
}

/** Tasks that stay at their station of today, but on its other side. */
function changedSides(line: LineBalance, assignment: Assignment): number {
  if (line.isTwoSided !== true) return 0;
  const places = placesOf(assignment);
  return line.tasks.filter((task) => {
    const station = line.stations[places.get(task.id) ?? -1];
    const isHere = station !== undefined && station === task.station;
    return isHere && task.todaySide !== undefined && sideOf(line, task, station) !== task.todaySide;
  }).length;
}

/** Whether a sum exceeds a limit by more than rounding. */
export function isBeyond(sum: number, limit: number): boolean {
  return sum > limit * (1 + 1e-9) + 1e-9;
}
