import type { LineProblem } from "../../src/balance/line-problem.ts";

/**
 * The fewest stations at a cycle by dynamic programming over all sets of tasks (Jackson 1956): for each set
 * that is closed under precedence, the least (stations, time used at the last one) that does it.
 */
export function fewestStations(problem: LineProblem, cycle: number): number {
  const { tasks } = problem;
  const index = new Map(tasks.map((task, k) => [task.id, k]));
  const before = tasks.map(() => 0);
  for (const relation of problem.precedence) {
    before[index.get(relation.after)!]! |= 1 << index.get(relation.before)!;
  }
  const span = cycle + 1;
  const all = (1 << tasks.length) - 1;
  const least = new Float64Array(all + 1).fill(Infinity);
  least[0] = span;
  for (let set = 0; set <= all; set++) {
    if (least[set] === Infinity) continue;
    for (let k = 0; k < tasks.length; k++) {
      if ((set & (1 << k)) !== 0 || (before[k]! & ~set) !== 0) continue;
      const time = tasks[k]!.time;
      const used = (least[set]! % span) + time;
      const stations = Math.floor(least[set]! / span);
      const cost = used <= cycle ? stations * span + used : (stations + 1) * span + time;
      const next = set | (1 << k);
      if (cost < least[next]!) least[next] = cost;
    }
  }
  return Math.floor(least[all]! / span);
}

/** The least whole cycle with which the tasks fit the stations, by halving. */
export function leastCycle(problem: LineProblem, stations: number): number {
  let low = Math.max(1, ...problem.tasks.map((task) => task.time));
  let high = Math.max(
    low,
    problem.tasks.reduce((sum, task) => sum + task.time, 0),
  );
  while (low < high) {
    const cycle = Math.floor((low + high) / 2);
    if (fewestStations(problem, cycle) <= stations) high = cycle;
    else low = cycle + 1;
  }
  return low;
}

/** The least product of stations and cycle among the given numbers of stations. */
export function leastCapacity(problem: LineProblem, least: number, most: number): number {
  let best = Infinity;
  for (let stations = least; stations <= most; stations++) {
    best = Math.min(best, stations * leastCycle(problem, stations));
  }
  return best;
}

/** The least sum of squared idle times of so many stations at a cycle, by dynamic programming over sets of tasks done. */
export function leastSquares(problem: LineProblem, cycle: number, stations: number): number {
  const { tasks } = problem;
  const index = new Map(tasks.map((task, k) => [task.id, k]));
  const before = tasks.map(() => 0);
  for (const relation of problem.precedence) {
    before[index.get(relation.after)!]! |= 1 << index.get(relation.before)!;
  }
  const all = (1 << tasks.length) - 1;
  const isClosed = (set: number): boolean =>
    tasks.every((_, k) => (set & (1 << k)) === 0 || (before[k]! & ~set) === 0);
  const closed = Array.from({ length: all + 1 }, (_, set) => set).filter(isClosed);
  const timeOf = (set: number): number =>
    tasks.reduce((sum, { time }, k) => sum + ((set & (1 << k)) === 0 ? 0 : time), 0);
  let least = new Map([[0, 0]]);
  for (let station = 0; station < stations; station++) {
    const next = new Map<number, number>();
    for (const [done, squares] of least) {
      for (const set of closed) {
        if ((done & ~set) !== 0) continue;
        const idle = cycle - timeOf(set & ~done);
        if (idle < 0) continue;
        next.set(set, Math.min(next.get(set) ?? Infinity, squares + idle ** 2));
      }
    }
    least = next;
  }
  return least.get(all) ?? Infinity;
}
