import { describe, expect, test } from "vitest";
import { balanceLine } from "../../src/balance/balance-line.ts";
import type { SearchProgress } from "../../src/balance/line-search.ts";
import type { LineProblem } from "../../src/balance/line-problem.ts";
import { verifyLine } from "../../src/balance/verify-line.ts";
import { seededNumbers } from "./random-line.ts";
import { solve, soundLine } from "./solve.ts";

const SEAT: LineProblem = {
  name: "seat",
  tasks: [
    { id: "frame", time: 4 },
    { id: "rails", time: 3 },
    { id: "foam", time: 5 },
    { id: "cover", time: 6 },
    { id: "harness", time: 2 },
    { id: "test", time: 4 },
  ],
  precedence: [
    { before: "frame", after: "rails" },
    { before: "frame", after: "foam" },
    { before: "foam", after: "cover" },
    { before: "rails", after: "harness" },
    { before: "cover", after: "test" },
    { before: "harness", after: "test" },
  ],
};

/** A line too large to be proven at once: 100 tasks of about half the cycle, sparse precedence. */
function hardLine(): LineProblem {
  const next = seededNumbers(7);
  const tasks = Array.from({ length: 100 }, (_, k) => ({ id: `t${k}`, time: 350 + next(300) }));
  const precedence = tasks.slice(2).map(({ id }, k) => ({ before: `t${next(k + 2)}`, after: id }));
  return { name: "hard", tasks, precedence };
}

describe("an answer", () => {
  test("for the fewest stations has the figures of its line", () => {
    const answer = solve(SEAT, { kind: "stations", cycle: 9 });
    expect(answer).toMatchObject({ status: "optimal", stations: 3, cycle: 9, bound: 3, gap: 0, idleTime: 3 });
    expect(answer.proof).not.toBe("");
    expect(answer.stationTimes?.reduce((sum, time) => sum + time, 0)).toBe(24);
    expect(answer.efficiency).toBeCloseTo(24 / 27, 12);
    expect(answer.balanceDelay).toBeCloseTo(3 / 27, 12);
    const longest = Math.max(...answer.stationTimes!);
    const squares = answer.stationTimes!.map((time) => (longest - time) ** 2);
    expect(answer.smoothnessIndex).toBeCloseTo(Math.sqrt(squares.reduce((a, b) => a + b)), 12);
  });

  test("for the least cycle keeps stations that nothing needs, empty", () => {
    expect(solve(SEAT, { kind: "cycle", stations: 3 })).toMatchObject({
      status: "optimal",
      cycle: 9,
      stations: 3,
    });
    const wide = solve(SEAT, { kind: "cycle", stations: 8 });
    expect(wide).toMatchObject({ status: "optimal", cycle: 6, stations: 8 });
    expect(wide.assignment).toHaveLength(8);
  });

  test("for the best efficiency multiplies stations and cycle", () => {
    const answer = solve(SEAT, { kind: "efficiency", leastStations: 2, mostStations: 6 });
    expect(answer).toMatchObject({ status: "optimal", value: answer.stations * answer.cycle });
    expect(answer.value).toBe(24);
  });

  test("is in the unit of the problem, decimals included", () => {
    const tasks = SEAT.tasks.map(({ id, time }) => ({ id, time: time / 8 }));
    const answer = solve({ ...SEAT, tasks }, { kind: "stations", cycle: 1.125 });
    expect(answer).toMatchObject({ stations: 3, cycle: 1.125, idleTime: 0.375 });
  });
});

describe("an impossible demand is an answer with its reason", () => {
  test.each([
    [{ kind: "stations", cycle: 5 }, 'task "cover" takes 6, longer than the cycle time of 5'],
    [{ kind: "stations", cycle: Number.NaN }, "the cycle time NaN is not positive"],
    [{ kind: "cycle", stations: 0 }, "the number of stations 0 is not a whole number of at least 1"],
    [{ kind: "efficiency", leastStations: 4, mostStations: 3 }, "at least 4, but at most 3 stations"],
    [
      { kind: "efficiency", leastStations: 2, mostStations: 3, mostCycle: 8 },
      "no line fits the ranges given for stations and cycle",
    ],
  ] as const)("case %#", (goal, reason) => {
    expect(solve(SEAT, goal)).toMatchObject({ status: "infeasible", reason, assignment: [] });
  });
});

describe("a long search", () => {
  test("stops at its time limit with a valid line and a bound", () => {
    const problem = hardLine();
    let ticks = 0;
    const answer = solve(problem, { kind: "stations", cycle: 1000 }, { now: () => ticks++, timeLimit: 3 });
    expect(["feasible", "optimal"]).toContain(answer.status);
    expect(verifyLine(problem, answer.assignment, { cycle: 1000, stations: answer.stations })).toEqual([]);
    expect(answer.bound).toBeLessThanOrEqual(answer.stations);
  });

  test("is cancelled between two slices and keeps its best line", () => {
    let asked = 0;
    const answer = solve(hardLine(), { kind: "stations", cycle: 1000 }, { isCancelled: () => ++asked > 2 });
    expect(asked).toBeLessThanOrEqual(3);
    expect(answer.assignment.flat()).toHaveLength(100);
  });

  test("reports lines that never get worse and bounds that never fall", () => {
    const line = soundLine(hardLine());
    const run = balanceLine(line, { kind: "cycle", stations: 30 }, { now: () => 0, timeLimit: 1 });
    let before: SearchProgress | undefined;
    for (let k = 0; k < 40; k++) {
      const step = run.next();
      if (step.done === true) break;
      expect(step.value.value).toBeLessThanOrEqual(before?.value ?? Infinity);
      expect(step.value.bound).toBeGreaterThanOrEqual(before?.bound ?? 0);
      before = step.value;
    }
    expect(before).toBeDefined();
  }, 300_000);

  test("gives the same answer every time", () => {
    const { seconds: _, ...first } = solve(
      hardLine(),
      { kind: "cycle", stations: 55 },
      { isCancelled: countTo(9) },
    );
    const { seconds: __, ...second } = solve(
      hardLine(),
      { kind: "cycle", stations: 55 },
      { isCancelled: countTo(9) },
    );
    expect(second).toEqual(first);
  });
});

function countTo(most: number): () => boolean {
  let asked = 0;
  return () => ++asked > most;
}

test("the verifier finds every kind of fault", () => {
  const kinds = (assignment: string[][]): string[] =>
    verifyLine(SEAT, assignment, { cycle: 9, stations: 3 }).map(({ kind }) => kind);
  expect(
    kinds([
      ["frame", "foam"],
      ["rails", "cover"],
      ["harness", "test"],
    ]),
  ).toEqual([]);
  expect(kinds([["frame", "foam", "rails"], ["cover"], ["harness", "test"]])).toEqual(["cycle time"]);
  expect(
    kinds([
      ["frame", "foam"],
      ["harness", "cover"],
      ["rails", "test"],
    ]),
  ).toEqual(["precedence"]);
  expect(kinds([["frame", "foam"], ["rails", "cover"], ["harness"], ["test"]])).toEqual(["stations"]);
  expect(kinds([["frame", "foam"], ["rails", "cover"], ["harness"]])).toEqual(["missing task"]);
  expect(
    kinds([
      ["frame", "foam"],
      ["rails", "cover"],
      ["test", "harness", "rails"],
    ]),
  ).toEqual(["repeated task"]);
  expect(
    kinds([
      ["frame", "foam"],
      ["rails", "cover"],
      ["test", "harness", "paint"],
    ]),
  ).toEqual(["unknown task"]);
});
