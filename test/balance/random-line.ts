import type { LineProblem, Precedence, Task } from "../../src/balance/line-problem.ts";
import { seededBits } from "../../src/balance/seeded-bits.ts";

/** Whole numbers from 0 up to `below`, from a seed. */
export function seededNumbers(seed: number): (below: number) => number {
  const bits = seededBits(seed);
  return (below) => (bits() >>> 0) % below;
}

export interface RandomLine {
  readonly problem: LineProblem;
  /** A cycle that the longest task fits, often tightly. */
  readonly cycle: number;
}

/** A small line of varied shape: sparse to dense precedence; equal, small, zero, and near-half times. */
export function randomLine(seed: number, mostTasks: number): RandomLine {
  const next = seededNumbers(seed);
  const size = 1 + next(mostTasks);
  const shape = next(4);
  const density = [5, 20, 45, 80][next(4)]!;
  const tasks: Task[] = [];
  for (let k = 0; k < size; k++) {
    const time = [() => next(30), () => 1 + next(4), () => 40 + next(25), () => 5 * next(5)][shape]!();
    tasks.push({ id: `t${k}`, time });
  }
  const names = tasks.map((task) => task.id);
  for (let k = size - 1; k > 0; k--) {
    const swap = next(k + 1);
    const held = names[k]!;
    names[k] = names[swap]!;
    names[swap] = held;
  }
  const precedence: Precedence[] = [];
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      if (next(100) < density) precedence.push({ before: names[a]!, after: names[b]! });
    }
  }
  const longest = Math.max(1, ...tasks.map((task) => task.time));
  const cycle = longest + (next(3) === 0 ? 0 : next(2 * longest));
  return { problem: { name: `random ${seed}`, tasks, precedence }, cycle };
}
