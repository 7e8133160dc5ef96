import { describe, expect, test } from "vitest";
import type { ConstrainedAnswer } from "../../src/balance/constrained-answer.ts";
import { balanceConstrained } from "../../src/balance/balance-constrained.ts";
import type { ConstrainedLine } from "../../src/balance/constrained-line.ts";
import { leastConstrainedCycle } from "../../src/balance/least-constrained-cycle.ts";
import { normalQuantile } from "../../src/base/normal-quantile.ts";
import { verifyConstraints } from "../../src/balance/verify-constraints.ts";
import { findingText } from "../../src/plant/finding-text.ts";
import { KINDS } from "./constrained-kinds.ts";
import { randomLine, seededNumbers } from "./random-line.ts";

const COUNT = process.env["TAKTWERK_NIGHTLY"] === undefined ? 300 : 10_000;
const MOST_STATIONS = 3;

function solveConstrained(given: ConstrainedLine, cycle: number): ConstrainedAnswer {
  const run = balanceConstrained(given, cycle, { now: () => 0, timeLimit: Infinity });
  let step = run.next();
  while (step.done !== true) step = run.next();
  if (!step.value.ok) throw new Error(step.value.error.map(({ rule }) => rule).join("; "));
  return step.value.value;
}

function leastCycleOf(given: ConstrainedLine, stations: number): ConstrainedAnswer {
  const run = leastConstrainedCycle(given, stations, { now: () => 0, timeLimit: Infinity });
  let step = run.next();
  while (step.done !== true) step = run.next();
  if (!step.value.ok) throw new Error(step.value.error.map(({ rule }) => rule).join("; "));
  return step.value.value;
}

/** The fewest stations by trying every assignment of tasks to at most `most` stations; Infinity when none is valid. */
function fewestByTrying(given: ConstrainedLine, cycle: number, most: number): number {
  const { tasks } = given.problem;
  for (let stations = 1; stations <= most; stations++) {
    const places = tasks.map(() => 0);
    for (let k = 0; k < stations ** tasks.length; k++) {
      let rest = k;
      for (let task = 0; task < tasks.length; task++) {
        places[task] = rest % stations;
        rest = Math.floor(rest / stations);
      }
      const assignment = Array.from({ length: stations }, (_, station) =>
        tasks.filter((__, task) => places[task] === station).map(({ id }) => id),
      );
      if (verifyConstraints(given, assignment, cycle).length === 0) return stations;
    }
  }
  return Infinity;
}

describe("constrained lines against trying every assignment", { timeout: 3_600_000 }, () => {
  test.each(Object.entries(KINDS))("%s", (_, constrain) => {
    for (let seed = 1; seed <= COUNT; seed++) {
      const { problem, cycle } = randomLine(seed, 5);
      const next = seededNumbers(seed + 1_000_000);
      const ids = problem.tasks.map(({ id }) => id);
      const given = { problem, constraints: constrain(ids, next, cycle) };
      const answer = solveConstrained(given, cycle);
      const fewest = fewestByTrying(given, cycle, MOST_STATIONS);
      if (fewest === Infinity) {
        expect([seed, answer.status === "infeasible" || answer.stations > MOST_STATIONS]).toEqual([
          seed,
          true,
        ]);
      } else {
        expect([seed, answer.status, answer.stations]).toEqual([seed, "optimal", fewest]);
      }
      if (answer.status === "infeasible") continue;
      expect(verifyConstraints(given, answer.assignment, cycle)).toEqual([]);
    }
  });
});

describe("least cycle of constrained lines against trying every assignment", { timeout: 3_600_000 }, () => {
  test.each(Object.entries(KINDS))("%s", (_, constrain) => {
    for (let seed = 1; seed <= COUNT; seed += 5) {
      const { problem, cycle } = randomLine(seed, 4);
      const next = seededNumbers(seed + 2_000_000);
      const ids = problem.tasks.map(({ id }) => id);
      const given = { problem, constraints: constrain(ids, next, cycle) };
      const stations = 1 + (seed % MOST_STATIONS);
      const answer = leastCycleOf(given, stations);
      if (answer.status === "infeasible") {
        expect([seed, fewestByTrying(given, 1e6, stations)]).toEqual([seed, Infinity]);
        continue;
      }
      expect([seed, answer.status, answer.bound]).toEqual([seed, "optimal", answer.cycle]);
      expect(verifyConstraints(given, answer.assignment, answer.cycle)).toEqual([]);
      expect([seed, fewestByTrying(given, answer.cycle, stations) <= stations]).toEqual([seed, true]);
      expect([seed, answer.cycle === 1 || fewestByTrying(given, answer.cycle - 1, stations)]).toEqual([
        seed,
        answer.cycle === 1 ? true : Infinity,
      ]);
    }
  });
});

describe("an infeasible line", () => {
  const problem = {
    name: "line",
    tasks: ["a", "b", "c"].map((id) => ({ id, time: 4 })),
    precedence: [{ before: "a", after: "b" }],
  };

  test("names a minimal set of constraints in conflict", () => {
    const constraints = {
      together: [["a", "c"]],
      apart: [
        ["b", "c"],
        ["a", "c"],
      ],
      allowedStations: { b: [2, 3] },
    };
    const answer = solveConstrained({ problem, constraints }, 10);
    expect(answer).toMatchObject({ status: "infeasible", stations: 0, assignment: [] });
    expect(answer.conflict).toEqual(["tasks a, c together", "tasks a, c apart"]);
  });

  test("counts a precedence against fixed stations", () => {
    const constraints = { allowedStations: { c: [1], a: [3], b: [1] } };
    const answer = solveConstrained({ problem, constraints }, 10);
    expect(answer.conflict).toEqual(["task a only at station 3", "task b only at station 1"]);
  });

  test("names a task that no station can take", () => {
    expect(solveConstrained({ problem, constraints: {} }, 3).conflict).toEqual([
      'task "a" is longer than the cycle time',
    ]);
  });
});

test("constraints that name unknown tasks or make no sense are reported", () => {
  const given = {
    problem: { name: "line", tasks: [{ id: "a", time: 1 }], precedence: [] },
    constraints: {
      apart: [["a", "z"]],
      allowedStations: { a: [0] },
      stochastic: { certainty: 1.2, variances: { a: -1 } },
    },
  };
  const step = balanceConstrained(given, 5, { now: () => 0, timeLimit: 1 }).next();
  expect(
    step.done === true &&
      !step.value.ok &&
      step.value.error.map((finding) => findingText(finding, "en").message),
  ).toEqual([
    "The list of variances has -1 for task “a”",
    "A group of tasks apart names the unknown task “z”",
    "The stations of task “a” are not all whole numbers from 1",
    "The certainty 1.2 is not between 0.5 and 1",
  ]);
});

test("quantiles of the normal distribution", () => {
  expect(normalQuantile(0.5)).toBeCloseTo(0, 10);
  expect(normalQuantile(0.95)).toBeCloseTo(1.6448536269514722, 9);
  expect(normalQuantile(0.999)).toBeCloseTo(3.090232306167813, 9);
});

test("too few stations for tasks apart are named as the conflict", () => {
  const tasks = ["a", "b", "c"].map((id) => ({ id, time: 4 }));
  const given = {
    problem: { name: "line", tasks, precedence: [] },
    constraints: { apart: [["a", "b", "c"]] },
  };
  expect(leastCycleOf(given, 2)).toMatchObject({ status: "infeasible", conflict: ["tasks a, b, c apart"] });
  expect(leastCycleOf(given, 3)).toMatchObject({ status: "optimal", cycle: 4 });
});
