import { describe, expect, test } from "vitest";
import { balanceConstrained, leastConstrainedCost } from "../../src/balance/balance-constrained.ts";
import type { ConstrainedAnswer, ConstrainedProgress } from "../../src/balance/constrained-answer.ts";
import type { ConstrainedLine, LineConstraints } from "../../src/balance/constrained-line.ts";
import { constraintParts } from "../../src/balance/constraint-parts.ts";
import { leastConstrainedCycle } from "../../src/balance/least-constrained-cycle.ts";
import type { StationPlan } from "../../src/balance/station-plan.ts";
import { verifyConstraints } from "../../src/balance/verify-constraints.ts";
import type { Result } from "../../src/base/result.ts";
import type { BareFinding } from "../../src/plant/finding.ts";
import { findingText } from "../../src/plant/finding-text.ts";
import { LineTrial } from "./by-trying.ts";
import { GENERAL_KINDS } from "./general-kinds.ts";
import { randomLine, seededNumbers } from "./random-line.ts";

/** Random lines per problem kind; of combinations a third. */
const COUNT = process.env["TAKTWERK_NIGHTLY"] === undefined ? 90 : 3_000;
const SINGLE_KINDS = ["parallel stations", "two sides", "skills", "equipment with costs", "setups", "zones"];

function* seedsFor(kind: string, step: number): Generator<number> {
  const count = SINGLE_KINDS.includes(kind) ? COUNT : COUNT / 3;
  for (let seed = 1; seed <= count; seed += step) yield seed;
}

const TIMEOUT = 3_600_000;
const FOREVER = { now: () => 0, timeLimit: Infinity };

function finish(
  run: Generator<ConstrainedProgress, Result<ConstrainedAnswer, BareFinding[]>>,
): ConstrainedAnswer {
  let step = run.next();
  while (step.done !== true) step = run.next();
  if (!step.value.ok) throw new Error(step.value.error.map(({ rule }) => rule).join("; "));
  return step.value.value;
}

function randomGeneral(
  kind: string,
  seed: number,
  mostTasks: number,
): { given: ConstrainedLine; cycle: number; most: number } {
  const { problem, cycle } = randomLine(seed, mostTasks);
  const next = seededNumbers(seed + 1_000_000);
  const constraints = GENERAL_KINDS[kind]!(
    problem.tasks.map(({ id }) => id),
    next,
    cycle,
  );
  const named = Math.max(
    0,
    constraints.today?.assignment.length ?? 0,
    ...Object.values(constraints.allowedStations ?? {}).flat(),
  );
  return { given: { problem, constraints }, cycle, most: problem.tasks.length + named };
}

function expectSound(given: ConstrainedLine, answer: ConstrainedAnswer, seed: number): void {
  const { assignment, cycle, plan } = answer;
  expect([seed, verifyConstraints(given, assignment, cycle, plan)]).toEqual([seed, []]);
}

describe("general lines against trying every line", { timeout: TIMEOUT }, () => {
  test.each(Object.keys(GENERAL_KINDS))("fewest stations: %s", (kind) => {
    for (const seed of seedsFor(kind, 1)) {
      const { given, cycle, most } = randomGeneral(kind, seed, 4);
      const answer = finish(balanceConstrained(given, cycle, FOREVER));
      const least = new LineTrial(given, cycle).least("stations", most);
      expect([seed, answer.status]).toEqual([seed, least === Infinity ? "infeasible" : "optimal"]);
      if (least === Infinity) continue;
      const isSided = given.constraints.sides !== undefined;
      const empty = answer.assignment.filter((load) => load.length === 0).length;
      const value = answer.workplaces + (isSided ? 100 * answer.stations : empty);
      expect([seed, value]).toEqual([seed, least]);
      expectSound(given, answer, seed);
    }
  });

  test.each(Object.keys(GENERAL_KINDS))("least cycle: %s", (kind) => {
    for (const seed of seedsFor(kind, 3)) {
      const { given, most } = randomGeneral(kind, seed, 4);
      const stations = 1 + (seed % Math.min(3, most));
      const answer = finish(leastConstrainedCycle(given, stations, FOREVER));
      const isPossible = (cycle: number): boolean => {
        const isSided = given.constraints.sides !== undefined;
        const least = new LineTrial(given, cycle).least("stations", Math.min(most, stations));
        return least <= (isSided ? 100 * stations + 99 : stations);
      };
      if (answer.status === "infeasible") {
        expect([seed, isPossible(1e7)]).toEqual([seed, false]);
        continue;
      }
      expect([seed, answer.status, answer.bound]).toEqual([seed, "optimal", answer.cycle]);
      expectSound(given, answer, seed);
      const step = answer.cycle * 1000 === Math.round(answer.cycle) * 1000 ? 1 : 0.1;
      expect([seed, isPossible(answer.cycle)]).toEqual([seed, true]);
      if (answer.cycle > step) expect([seed, isPossible(answer.cycle - step)]).toEqual([seed, false]);
    }
  });

  test.each(["skills", "equipment with costs", "two sides, skills and costs", "everything on one side"])(
    "least cost: %s",
    (kind) => {
      for (const seed of seedsFor(kind, 1)) {
        const { given, cycle, most } = randomGeneral(kind, seed, 4);
        const run = leastConstrainedCost(given, cycle, FOREVER);
        const answer = finish(run);
        const least = new LineTrial(given, cycle).least("cost", most);
        expect([seed, answer.status]).toEqual([seed, least === Infinity ? "infeasible" : "optimal"]);
        if (least === Infinity) continue;
        expect([seed, answer.value, answer.cost]).toEqual([seed, least, least]);
        expectSound(given, answer, seed);
      }
    },
  );

  test.each(Object.keys(GENERAL_KINDS))("least squared idle time with the fewest stations: %s", (kind) => {
    for (const seed of seedsFor(kind, 3)) {
      const { given, cycle } = randomGeneral(kind, seed, 4);
      const answer = finish(balanceConstrained(given, cycle, FOREVER, "squares"));
      if (answer.status === "infeasible") continue;
      const isSided = given.constraints.sides !== undefined;
      const empty = answer.assignment.filter((load) => load.length === 0).length;
      const workplaces = answer.workplaces + (isSided ? 0 : empty);
      const least = new LineTrial(given, cycle).least("squares", answer.stations, workplaces);
      expect([seed, answer.smoothing?.status]).toEqual([seed, "optimal"]);
      expect(Math.abs(answer.smoothing!.value - least) / Math.max(1, least)).toBeLessThan(1e-8);
      expectSound(given, answer, seed);
    }
  });
});

describe("constraints that cannot be met or combined", () => {
  const problem = {
    name: "line",
    tasks: ["a", "b", "c"].map((id) => ({ id, time: 4 })),
    precedence: [{ before: "a", after: "b" }],
  };

  test.each([
    [{ sides: {}, isUShaped: true }, "A two-sided line and a U-shaped line cannot be combined"],
    [{ sides: {}, setups: { forward: [] } }, "A two-sided line and setups that depend on the sequence"],
    [{ sides: {}, stochastic: { certainty: 0.9, variances: {} } }, "A two-sided line and stochastic times"],
    [{ isUShaped: true, setups: { forward: [] } }, "A U-shaped line and setups that depend on the sequence"],
    [
      { workers: [{ id: "w", times: { a: 1 } }], models: [{ id: "m", share: 1, times: {} }] },
      "Own times of a worker or a station type and several models cannot be combined",
    ],
    [{ skills: { a: ["weld"] } }, "Task “a” needs the skill “weld”, but no workers are given"],
    [{ equipment: { a: ["press"] } }, "Task “a” needs the equipment “press”, but no station types are given"],
    [{ mostParallel: 0 }, "0 is no possible number of parallel workplaces"],
    [{ workers: [{ id: "w", pace: 0 }] }, "Worker “w” has the pace 0"],
    [{ workers: [{ id: "w", count: 1.5 }] }, "There are 1.5 of “w”"],
    [{ today: { assignment: [["a"], ["a"]], mostMoves: 1 } }, "Task “a” is at two stations today"],
  ])("%j is refused by name", (constraints, message) => {
    const step = balanceConstrained({ problem, constraints }, 9, FOREVER).next();
    expect(step.done).toBe(true);
    if (step.done !== true || step.value.ok) throw new Error("not refused");
    expect(findingText(step.value.error[0]!, "en").message).toContain(message);
    expect(findingText(step.value.error[0]!, "de").message).not.toBe("");
  });

  test.each<[string, LineConstraints, string[]]>([
    [
      "too few workers with a skill",
      {
        skills: { a: ["weld"], c: ["weld"] },
        workers: [{ id: "welder", skills: ["weld"], count: 1 }, { id: "other" }],
        apart: [["a", "c"]],
      },
      ["tasks a, c apart", "task a needs weld", "task c needs weld", "only 1 of worker welder"],
    ],
    [
      "too small a budget",
      { stationTypes: [{ id: "manual", cost: 5 }], budget: 8, mostParallel: 1 },
      ["a budget of 8"],
    ],
    [
      "setups longer than the cycle",
      {
        setups: { forward: [{ from: "c", to: "c", time: 6 }] },
        apart: [
          ["a", "c"],
          ["b", "c"],
        ],
      },
      ["tasks a, c apart", "tasks b, c apart", "setup times"],
    ],
    [
      "sides that leave no room",
      {
        sides: { a: "left", b: "left", c: "left" },
        today: { assignment: [["a", "b", "c"]], mostMoves: 0 },
      },
      ["task a on the left", "task b on the left", "task c on the left", "at most 0 moves from today's line"],
    ],
  ])("%s are named as the conflict", (_, constraints, conflict) => {
    const answer = finish(balanceConstrained({ problem, constraints }, 9, FOREVER));
    expect([answer.status, answer.conflict]).toEqual(["infeasible", conflict]);
  });

  test("a conflict is minimal: without any one of its constraints there is a line", () => {
    let met = 0;
    for (const kind of Object.keys(GENERAL_KINDS)) {
      for (let seed = 1; seed <= COUNT; seed += 5) {
        const { given, cycle } = randomGeneral(kind, seed, 4);
        const answer = finish(balanceConstrained(given, cycle, FOREVER));
        if (answer.status !== "infeasible") continue;
        const parts = constraintParts(given.constraints);
        const inConflict = parts.filter(({ name }) => answer.conflict.includes(name));
        const others = parts.filter((part) => !inConflict.includes(part));
        const only = others.reduce((kept, part) => part.without(kept), given.constraints);
        const statusOf = (constraints: LineConstraints): string =>
          finish(balanceConstrained({ ...given, constraints }, cycle, FOREVER)).status;
        expect([kind, seed, statusOf(only)]).toEqual([kind, seed, "infeasible"]);
        for (const part of inConflict) {
          expect([kind, seed, part.name, statusOf(part.without(only))]).toEqual([
            kind,
            seed,
            part.name,
            "optimal",
          ]);
          met++;
        }
      }
    }
    expect(met).toBeGreaterThan(COUNT / 5);
  }, 3_600_000);
});

describe("the verifier", () => {
  const problem = {
    name: "line",
    tasks: ["a", "b"].map((id) => ({ id, time: 4 })),
    precedence: [{ before: "a", after: "b" }],
  };
  const base = { station: 1, time: 8, idle: 0 };

  test.each<[string, LineConstraints, StationPlan, string]>([
    [
      "a worker without the skill",
      { workers: [{ id: "w" }], skills: { a: ["x"] } },
      { ...base, tasks: ["a", "b"], worker: "w" },
      "skills",
    ],
    ["no worker", { workers: [{ id: "w" }] }, { ...base, tasks: ["a", "b"] }, "workers"],
    [
      "more workers than there are",
      { workers: [{ id: "w", count: 0 }] },
      { ...base, tasks: ["a", "b"], worker: "w" },
      "workers",
    ],
    [
      "a type without the equipment",
      { stationTypes: [{ id: "t" }], equipment: { b: ["x"] } },
      { ...base, tasks: ["a", "b"], stationType: "t" },
      "equipment",
    ],
    [
      "too much money",
      { stationTypes: [{ id: "t", cost: 3 }], budget: 2 },
      { ...base, tasks: ["a", "b"], stationType: "t" },
      "budget",
    ],
    ["too many workplaces", { mostParallel: 2 }, { ...base, tasks: ["a", "b"], parallel: 3 }, "mostParallel"],
    [
      "too long setups",
      { setups: { forward: [{ from: "a", to: "b", time: 2 }] } },
      { ...base, tasks: ["a", "b"] },
      "cycle time",
    ],
    ["a wrong order of setups", { setups: { forward: [] } }, { ...base, tasks: ["b", "a"] }, "setups"],
    [
      "a start before the predecessor's end",
      { sides: {} },
      { ...base, side: "left", tasks: ["a", "b"], starts: [0, 3] },
      "sides",
    ],
    [
      "a wrong side",
      { sides: { a: "right" } },
      { ...base, side: "left", tasks: ["a", "b"], starts: [0, 4] },
      "sides",
    ],
    ["other tasks than the station has", {}, { ...base, tasks: ["a"] }, "plan"],
    [
      "mixed zones",
      { zones: { of: { a: "x", b: "y" }, apart: [["x", "y"]] } },
      { ...base, tasks: ["a", "b"] },
      "zones",
    ],
  ])("sees %s", (_, constraints, plan, kind) => {
    const kinds = verifyConstraints({ problem, constraints }, [["a", "b"]], 9, [plan]).map(
      (each) => each.kind,
    );
    expect(kinds).toContain(kind);
  });
});

describe("a search for a constrained line", () => {
  const next = seededNumbers(5);
  const tasks = Array.from({ length: 60 }, (_, k) => ({ id: `t${k}`, time: 350 + next(300) }));
  const precedence = tasks.slice(2).map(({ id }, k) => ({ before: `t${next(k + 2)}`, after: id }));
  const given = { problem: { name: "hard", tasks, precedence }, constraints: { sides: {} } };

  test("keeps its time limit, and its lines never get worse nor its bounds lower", () => {
    let clock = 0;
    const run = balanceConstrained(given, 1000, { now: () => (clock += 0.01), timeLimit: 1 });
    let [value, bound] = [Infinity, 0];
    let step = run.next();
    for (; step.done !== true; step = run.next()) {
      expect([step.value.value <= value, step.value.bound >= bound]).toEqual([true, true]);
      ({ value, bound } = step.value);
    }
    if (!step.value.ok) throw new Error("refused");
    const answer = step.value.value;
    expect(answer.status).toBe("feasible");
    expect(answer.bound).toBeLessThanOrEqual(answer.value);
    expect(verifyConstraints(given, answer.assignment, 1000, answer.plan)).toEqual([]);
    expect(clock).toBeLessThan(1.5);
  }, 300_000);

  test("stops at the next slice when it is cancelled, also while it looks for a conflict", () => {
    const apart = tasks.slice(0, 4).map(({ id }) => id);
    const conflict = { ...given, constraints: { apart: [apart], together: [apart.slice(0, 2)] } };
    for (const line of [given, conflict]) {
      const run = balanceConstrained(line, 1000, { ...FOREVER, isCancelled: () => true });
      let slices = 0;
      let step = run.next();
      for (; step.done !== true; step = run.next()) slices++;
      expect(slices).toBeLessThan(4);
    }
  });
});
