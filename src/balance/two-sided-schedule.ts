import { hasBit } from "./bits.ts";
import type { PrecedenceGraph } from "./precedence-graph.ts";

/** A task at a station of a two-sided line. */
export interface SidedTask {
  readonly task: number;
  readonly side: number;
  readonly time: number;
}

/**
 * Start times within the cycle for the tasks at one station of a two-sided line, on each side one after the other
 * and none before what it waits for, on either side. Exact: depth first over the orders of starts, since every
 * schedule can be built by adding tasks in the order of their starts.
 * @param most latest end
 * @returns starts in the order of `tasks`; undefined when there is no such schedule
 */
export function twoSidedSchedule(
  graph: PrecedenceGraph,
  tasks: readonly SidedTask[],
  most: number,
): number[] | undefined {
  const count = tasks.length;
  const before = tasks.map(({ task }) =>
    tasks.flatMap((other, k) => (hasBit(graph.allPredecessors, task * graph.words, other.task) ? [k] : [])),
  );
  const after = tasks.map((_, k) =>
    tasks.flatMap((__, other) => (before[other]!.includes(k) ? [other] : [])),
  );
  const tails = tailsOf(tasks, after);
  const ranked = tasks.map((_, k) => k).sort((a, b) => tails[b]! - tails[a]! || a - b);
  const starts = tasks.map(() => -1);
  const ready = [0, 0];
  const open = [0, 0];
  for (const { side, time } of tasks) open[side]! += time;
  const place = (done: number, latest: number): boolean => {
    if (done === count) return true;
    if (ready[0]! + open[0]! > most || ready[1]! + open[1]! > most) return false;
    for (const k of ranked) {
      if (starts[k]! >= 0 || before[k]!.some((other) => starts[other]! < 0)) continue;
      const { side, time } = tasks[k]!;
      const start = before[k]!.reduce(
        (last, other) => Math.max(last, starts[other]! + tasks[other]!.time),
        ready[side]!,
      );
      if (start + tails[k]! > most) return false;
      if (start < latest) continue;
      const was = ready[side]!;
      starts[k] = start;
      ready[side] = start + time;
      open[side]! -= time;
      if (place(done + 1, start)) return true;
      open[side]! += time;
      ready[side] = was;
      starts[k] = -1;
    }
    return false;
  };
  return place(0, 0) ? starts : undefined;
}

/** Time from the start of each task to the end of the longest chain that begins with it. */
function tailsOf(tasks: readonly SidedTask[], after: readonly (readonly number[])[]): number[] {
  const tails = tasks.map(() => -1);
  const tail = (k: number): number => {
    if (tails[k]! < 0)
      tails[k] = tasks[k]!.time + after[k]!.reduce((most, next) => Math.max(most, tail(next)), 0);
    return tails[k]!;
  };
  tasks.forEach((_, k) => tail(k));
  return tails;
}
