import type { BalanceAnswer } from "../../src/balance/balance-answer.ts";
import { type BalanceGoal, balanceLine, type BalanceOptions } from "../../src/balance/balance-line.ts";
import { checkLine, type Line } from "../../src/balance/check-line.ts";
import type { LineProblem } from "../../src/balance/line-problem.ts";

/** The checked form of a problem that is known to be sound. */
export function soundLine(problem: LineProblem): Line {
  const checked = checkLine(problem);
  if (!checked.ok) throw new Error(checked.error.map(({ rule }) => rule).join("; "));
  return checked.value;
}

/** Balances to the end, with a clock that stands still unless one is given. */
export function solve(
  problem: LineProblem,
  goal: BalanceGoal,
  options: Partial<BalanceOptions> = {},
): BalanceAnswer {
  const run = balanceLine(soundLine(problem), goal, { now: () => 0, timeLimit: Infinity, ...options });
  for (;;) {
    const step = run.next();
    if (step.done === true) return step.value;
  }
}
