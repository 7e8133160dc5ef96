import { type Assignment, movedTasks, todaysAssignment } from "./assignment.ts";
import type { LineBalance, Task } from "./line-balance.ts";

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
  /** Work a station and cycle, mean of the mix; repositioning is not in it. */
  readonly work: readonly number[];
  /** The same for the product that takes longest at the station. */
  readonly longestWork: readonly number[];
  /** Least takt that the assignment keeps, on average and for each product within the overload. */
  readonly cycle: number;
  /** Idle time of the stations with tasks per takt. */
  readonly idle: number;
  /** Work ÷ (stations with tasks × time for work in a takt). */
  readonly efficiency: number;
  /** Smoothness index of Moodie and Young (1965) over the stations with tasks. */
  readonly smoothness: number;
  /** Indices of stations that do not keep the takt, on average or for a product beyond the overload. */
  readonly overloaded: readonly number[];
  /** Tasks at another station than today. */
  readonly moves: number;
}

/** Computes the figures of an assignment at the line's takt. */
export function assignmentFigures(
  line: LineBalance,
  products: readonly string[],
  assignment: Assignment,
): AssignmentFigures {
  const shares = productShares(line, products);
  const tasks = new Map(line.tasks.map((task) => [task.id, task]));
  const sum = (load: readonly string[], time: (task: Task) => number): number =>
    load.reduce((total, id) => total + time(tasks.get(id) ?? { id, time: 0 }), 0);
  const work = assignment.map((load) => sum(load, (task) => meanTaskTime(task, shares)));
  const longestWork = assignment.map((load, i) =>
    shares.size === 0
      ? (work[i] ?? 0)
      : Math.max(...[...shares.keys()].map((product) => sum(load, (task) => taskTime(task, product)))),
  );
  const used = work.filter((_, i) => (assignment[i]?.length ?? 0) > 0);
  const room = line.takt - (line.repositioning ?? 0);
  const longest = Math.max(0, ...used);
  const total = used.reduce((all, time) => all + time, 0);
  const limit = room * (1 + (line.overload ?? 0));
  return {
    stations: used.length,
    work,
    longestWork,
    cycle:
      Math.max(longest, ...longestWork.map((time) => time / (1 + (line.overload ?? 0)))) +
      (line.repositioning ?? 0),
    idle: used.length * room - total,
    efficiency: used.length === 0 ? Number.NaN : total / (used.length * room),
    smoothness: Math.sqrt(used.reduce((all, time) => all + (longest - time) ** 2, 0)),
    overloaded: [...work.keys()].filter(
      (i) => isBeyond(work[i] ?? 0, room) || isBeyond(longestWork[i] ?? 0, limit),
    ),
    moves: movedTasks(todaysAssignment(line), assignment).length,
  };
}

/** Whether a sum exceeds a limit by more than rounding. */
export function isBeyond(sum: number, limit: number): boolean {
  return sum > limit * (1 + 1e-9) + 1e-9;
}
