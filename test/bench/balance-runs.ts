import { type BalanceGoal, balanceLine } from "../../src/balance/balance-line.ts";
import { checkLine } from "../../src/balance/check-line.ts";
import type { LineProblem } from "../../src/balance/line-problem.ts";

/** A line of the literature and what to balance it for. */
export interface BalanceInstance {
  readonly name: string;
  readonly problem: LineProblem;
  readonly goal: BalanceGoal;
}

export interface BalanceRun {
  readonly name: string;
  readonly status: string;
  readonly value: number;
  /** Partial lines that were stored: the same in every engine when the search took the same way. */
  readonly states: number;
  /** s of real time */
  readonly seconds: number;
}

/** What the page is given, and what it reports. */
export interface BalanceBenchmarkData {
  readonly instances: readonly BalanceInstance[];
  /** Steps of the search for an instance, of about 20 ms each: the same work in every engine, however long it takes. */
  readonly steps: number;
}

/** Balances every instance once, one after the other. */
export function balanceRuns({ instances, steps }: BalanceBenchmarkData): BalanceRun[] {
  const now = (): number => performance.now() / 1000;
  return instances.map(({ name, problem, goal }) => {
    const line = checkLine(problem);
    if (!line.ok) throw new Error(`${name}: ${line.error[0]?.rule}`);
    const start = now();
    let taken = 0;
    const control = { now, timeLimit: Infinity, isCancelled: (): boolean => taken >= steps };
    const search = balanceLine(line.value, goal, control);
    let step = search.next();
    while (step.done !== true) {
      taken++;
      step = search.next();
    }
    const { status, value, states } = step.value;
    return { name, status, value, states, seconds: now() - start };
  });
}
