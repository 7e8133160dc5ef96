import { describe, expect, test } from "vitest";
import { balanceConstrained, leastConstrainedCost } from "../../src/balance/balance-constrained.ts";
import type { ConstrainedAnswer, ConstrainedProgress } from "../../src/balance/constrained-answer.ts";
import type { ConstrainedLine, LineConstraints } from "../../src/balance/constrained-line.ts";
import { verifyConstraints } from "../../src/balance/verify-constraints.ts";
import type { Result } from "../../src/base/result.ts";
import type { BareFinding } from "../../src/plant/finding.ts";
import { KINDS } from "./constrained-kinds.ts";
import { GENERAL_KINDS, type Next } from "./general-kinds.ts";
import { LineProgramme } from "./line-programme.ts";
import { startSolver } from "./mip.ts";
import { randomLine, seededNumbers } from "./random-line.ts";

/** Random lines per problem kind. */
const COUNT = process.env["TAKTWERK_NIGHTLY"] === undefined ? 3 : 200;
const FIRST_SEED = 50_000;
const MOST_TASKS = 6;
const MOST_STATIONS = 4;
const FOREVER = { now: () => 0, timeLimit: Infinity };

function finish(
  run: Generator<ConstrainedProgress, Result<ConstrainedAnswer, BareFinding[]>>,
): ConstrainedAnswer {
  let step = run.next();
  while (step.done !== true) step = run.next();
  if (!step.value.ok) throw new Error(step.value.error.map(({ rule }) => rule).join("; "));
  return step.value.value;
}

type Draw = (ids: readonly string[], next: Next, cycle: number) => LineConstraints;

function draw(constrain: Draw, seed: number): { given: ConstrainedLine; cycle: number } {
  const { problem, cycle } = randomLine(seed, MOST_TASKS);
  const ids = problem.tasks.map(({ id }) => id);
  return { given: { problem, constraints: constrain(ids, seededNumbers(seed + 1), cycle) }, cycle };
}

const solver = await startSolver();

const ALL_KINDS: Readonly<Record<string, Draw>> = { ...KINDS, ...GENERAL_KINDS };

describe("constrained lines against mixed-integer programming", { timeout: 36_000_000 }, () => {
  test.each(Object.entries(ALL_KINDS))("fewest stations: %s", (_, constrain) => {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + COUNT; seed++) {
      const { given, cycle } = draw(constrain, seed);
      const answer = finish(balanceConstrained(given, cycle, FOREVER));
      const least = new LineProgramme(given, cycle, MOST_STATIONS).least(solver, "stations");
      if (least === undefined) {
        const isLonger = answer.status === "infeasible" || answer.value > MOST_STATIONS;
        expect([seed, isLonger]).toEqual([seed, true]);
        continue;
      }
      const empty = answer.assignment.filter((load) => load.length === 0).length;
      const isSided = given.constraints.sides !== undefined;
      const value = answer.workplaces + (isSided ? 100 * answer.stations : empty);
      expect([seed, answer.status, value]).toEqual([seed, "optimal", Math.round(least)]);
      expect([seed, verifyConstraints(given, answer.assignment, cycle, answer.plan)]).toEqual([seed, []]);
    }
  });

  test.each(["skills", "equipment with costs", "two sides, skills and costs", "everything on one side"])(
    "least cost: %s",
    (kind) => {
      for (let seed = FIRST_SEED; seed < FIRST_SEED + COUNT; seed++) {
        const { given, cycle } = draw(GENERAL_KINDS[kind]!, seed);
        const answer = finish(leastConstrainedCost(given, cycle, FOREVER));
        const most = given.problem.tasks.length + (given.constraints.today?.assignment.length ?? 0);
        const least = new LineProgramme(given, cycle, most).least(solver, "cost");
        expect([seed, answer.status]).toEqual([seed, least === undefined ? "infeasible" : "optimal"]);
        if (least === undefined) continue;
        expect(Math.abs(answer.value - least)).toBeLessThan(1e-6 * Math.max(1, least));
        expect([seed, verifyConstraints(given, answer.assignment, cycle, answer.plan)]).toEqual([seed, []]);
      }
    },
  );
});
