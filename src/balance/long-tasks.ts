import { taskTime } from "../plant/balance/line-figures.ts";
import type { BalanceDemand, BalanceRequest } from "../protocol/balance.ts";
import { workTime } from "./plant-line.ts";

/** Shares that count as equal. */
const SAME = 1e-9;

/** The tasks of a line that are longer than its takt leaves, at as many workplaces as there may be. */
export function longTasks({ line, products }: BalanceRequest): BalanceDemand[] {
  const { mostParallel = 1, overload = 0, workers = [], stationTypes = [] } = line;
  // Who works faster, or has times of their own, may keep a takt that the task's own time does not.
  const areOwn = [...workers, ...stationTypes].some(({ times }) => times !== undefined);
  if (areOwn || workers.some(({ pace = 1 }) => pace < 1)) return [];
  return line.tasks.flatMap((task): BalanceDemand[] => {
    const time = longestTime(task, products);
    const share = task.timeByProduct === undefined ? 1 : 1 + overload;
    const room = workTime(line) * share * mostParallel;
    return time > room * (1 + SAME) ? [{ kind: "longTask", task: task.id, time, room }] : [];
  });
}

/** Time of a task for the product that takes longest, s. */
export function longestTime(
  task: BalanceRequest["line"]["tasks"][number],
  products: readonly string[],
): number {
  if (task.timeByProduct === undefined) return task.time;
  return Math.max(...products.map((product) => taskTime(task, product)), 0);
}
