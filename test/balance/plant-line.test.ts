import { describe, expect, test } from "vitest";
import { RandomStream } from "../../src/base/random.ts";
import { balancePlantLine } from "../../src/balance/balance-plant-line.ts";
import { BalanceSession } from "../../src/balance/balance-session.ts";
import { constrainedPlantLine, workTime } from "../../src/balance/plant-line.ts";
import { verifyConstraints } from "../../src/balance/verify-constraints.ts";
import { movedTasks, todaysAssignment } from "../../src/plant/balance/assignment.ts";
import type { LineBalance } from "../../src/plant/balance/line-balance.ts";
import { assignmentFigures } from "../../src/plant/balance/line-figures.ts";
import type { BalanceOutcome, BalanceProgress, BalanceRequest } from "../../src/protocol/balance.ts";
import { readScene } from "../golden/scenes.ts";

const scene = readScene("final-assembly");
const products = scene.products.map(({ id }) => id);
const lines = scene.balance ?? [];

/** Time limits count the seconds of this thread, so that a busy machine changes no answer. */
function solve(request: BalanceRequest): BalanceOutcome {
  const search = balancePlantLine(request, { now: cpuSeconds });
  for (;;) {
    const step = search.next();
    if (step.done === true) return step.value;
  }
}

function cpuSeconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e6;
}

/** The outcome's line, after the independent verifier has found nothing in it. */
function verified(request: BalanceRequest, outcome: BalanceOutcome): readonly (readonly string[])[] {
  if (!("assignment" in outcome)) throw new Error(`no line: ${JSON.stringify(outcome)}`);
  const given = constrainedPlantLine(request);
  const cycle =
    request.aim === "cycle" ? outcome.value - (request.line.repositioning ?? 0) : workTime(request.line);
  expect(verifyConstraints(given, outcome.assignment, cycle)).toEqual([]);
  return outcome.assignment;
}

describe.each(lines.map((line) => [line.id, line] as const))(
  "the line %s of the final assembly",
  (_, line) => {
    const base = { line, products, timeLimit: 30 };

    test("needs the eight stations that it has at 57 s, with loads as even as can be", () => {
      const request = { ...base, aim: "stations" } as const;
      const outcome = solve(request);
      expect(outcome).toMatchObject({ status: "optimal", value: 8, bound: 8, isEven: true });
      const even = verified(request, outcome);
      const [before, after] = [todaysAssignment(line), even].map((a) => assignmentFigures(line, products, a));
      expect(after?.overloaded).toEqual([]);
      expect(after?.cycle).toBeLessThan(before?.cycle ?? 0);
    });

    test("keeps the same least takt as its even loads when that is asked for", () => {
      const request = { ...base, aim: "cycle" } as const;
      const outcome = solve(request);
      verified(request, outcome);
      const least = { trim1: 54.5, trim2: 55, chassis: 56, final: 55 }[line.id];
      expect(outcome).toMatchObject({ status: "optimal", value: least, bound: least });
    });

    test("moves no more tasks than allowed", () => {
      const request = { ...base, aim: "cycle", mostMoves: 2 } as const;
      const moved = verified(request, solve(request));
      expect(movedTasks(todaysAssignment(line), moved).length).toBeLessThanOrEqual(2);
    });
  },
);

/** Three stations, 8 s for work in a takt of 10 s. */
const small: LineBalance = {
  id: "small",
  takt: 10,
  repositioning: 2,
  stations: ["s1", "s2", "s3"],
  tasks: [
    { id: "a", time: 5, station: "s1" },
    { id: "b", time: 4, predecessors: ["a"], station: "s2" },
    { id: "c", time: 4, predecessors: ["a"], station: "s3" },
  ],
};
const ask = (more: Partial<LineBalance>, mostMoves?: number): BalanceOutcome =>
  solve({
    line: { ...small, ...more },
    products: ["x"],
    aim: "stations",
    timeLimit: 10,
    ...(mostMoves === undefined ? {} : { mostMoves }),
  });

describe("a line that cannot be", () => {
  test("names the tasks that are longer than a takt leaves", () => {
    expect(ask({ takt: 6.5 })).toMatchObject({
      status: "infeasible",
      demands: [{ kind: "longTask", task: "a", time: 5, room: 4.5 }],
    });
  });

  test("says how many stations the takt needs", () => {
    const more = [1, 2, 3].map((i) => ({ id: `d${i}`, time: 7 }));
    expect(ask({ tasks: [...small.tasks, ...more] })).toMatchObject({
      status: "infeasible",
      demands: [{ kind: "stations", needed: 5, available: 3 }],
    });
  });

  test("names a minimal set of demands: what has no part in the conflict is left out", () => {
    const outcome = ask({
      together: [
        ["a", "b"],
        ["a", "c"],
      ],
      apart: [["b", "c"]],
      takt: 30,
    });
    expect(outcome).toMatchObject({ status: "infeasible" });
    expect("demands" in outcome && outcome.demands).toEqual([
      { kind: "together", tasks: ["a", "b"] },
      { kind: "together", tasks: ["a", "c"] },
      { kind: "apart", tasks: ["b", "c"] },
    ]);
    const fixed = ask({
      tasks: small.tasks.map((task) => (task.id === "c" ? { ...task, stations: ["s3"] } : task)),
      together: [["b", "c"]],
      apart: [["a", "b"]],
      equipment: { vice: ["s1"] },
      takt: 6,
      repositioning: 0,
    });
    expect("demands" in fixed && fixed.demands).toEqual([
      { kind: "together", tasks: ["b", "c"] },
      { kind: "takt", takt: 6 },
    ]);
  });
});

test("tasks that cannot be added up exactly are refused by a rule", () => {
  const tasks = [
    { id: "a", time: 1e9 },
    { id: "b", time: 1e-5 },
  ];
  expect(ask({ tasks, takt: 2e9 })).toEqual({ status: "refused", rule: "balance/tooFine" });
});

test("the best efficiency of random lines is that of a search through all assignments", () => {
  const random = RandomStream.keyed(4, 0, "lines", "test");
  for (let round = 0; round < 60; round++) {
    const line = randomLine(random, round);
    const outcome = solve({ line, products: ["x", "y"], aim: "efficiency", timeLimit: 20 });
    const best = bestByBruteForce(line);
    if (best === undefined) expect(outcome.status).toBe("infeasible");
    else if (!("assignment" in outcome)) throw new Error(`round ${round}: ${outcome.status}, not ${best}`);
    else {
      const { stations, cycle, overloaded } = assignmentFigures(line, ["x", "y"], outcome.assignment);
      expect(overloaded).toEqual([]);
      expect(cycle).toBeCloseTo(outcome.value, 9);
      expect(outcome.status).toBe("optimal");
      expect(stations * (cycle - 1)).toBeCloseTo(best, 9);
    }
  }
});

function randomLine(random: RandomStream, round: number): LineBalance {
  const whole = (most: number): number => 1 + Math.floor((random.next32() / 2 ** 32) * most);
  const tasks = Array.from({ length: 5 }, (_, i) => ({
    id: `t${i}`,
    time: whole(9),
    predecessors: Array.from({ length: i }, (__, k) => `t${k}`).filter(() => random.next32() / 2 ** 32 < 0.3),
    ...(random.next32() / 2 ** 32 < 0.3 ? { timeByProduct: { y: whole(9) } } : {}),
  }));
  const apart = random.next32() / 2 ** 32 < 0.4 ? { apart: [["t0", "t3"]] } : {};
  return {
    id: `r${round}`,
    takt: 12 + whole(8),
    repositioning: 1,
    stations: ["s1", "s2", "s3"],
    tasks,
    ...apart,
  };
}

/** Least number of stations in a row times their longest mean work, over all assignments that keep every demand. */
function bestByBruteForce(line: LineBalance): number | undefined {
  let best: number | undefined;
  const count = line.tasks.length;
  for (let code = 0; code < 3 ** count; code++) {
    const at = Array.from({ length: count }, (_, i) => Math.floor(code / 3 ** i) % 3);
    const early = line.tasks.every(({ predecessors = [] }, i) =>
      predecessors.every((id) => (at[line.tasks.findIndex((t) => t.id === id)] ?? 0) <= (at[i] ?? 0)),
    );
    const apart = (line.apart ?? []).every(([a, b]) => {
      const [i, k] = [a, b].map((id) => at[line.tasks.findIndex((t) => t.id === id)]);
      return i !== k;
    });
    if (!early || !apart) continue;
    const loads = [0, 1, 2].map((s) => line.tasks.filter((_, i) => at[i] === s));
    const sums = loads.map((load) => {
      const x = load.reduce((sum, t) => sum + t.time, 0);
      const y = load.reduce((sum, t) => sum + (t.timeByProduct?.["y"] ?? t.time), 0);
      return { mean: (x + y) / 2, longest: Math.max(x, y) };
    });
    const room = line.takt - 1;
    if (sums.some(({ mean, longest }) => mean > room || longest > room)) continue;
    const product = (Math.max(...at) + 1) * Math.max(...sums.map(({ longest }) => longest));
    best = Math.min(best ?? Infinity, product);
  }
  return best;
}

describe("a session", () => {
  const soon = (task: () => void): void => void setImmediate(task);
  const now = (): number => performance.now() / 1000;
  const request = { line: lines[1] ?? small, products, aim: "cycle", timeLimit: 60 } as const;

  test("tells its progress, with a bound that only rises and a best that only falls", async () => {
    const session = new BalanceSession({ now, soon });
    const told: BalanceProgress[] = [];
    session.connect({ postMessage: (progress) => void told.push(progress) });
    const outcome = await session.start(request);
    expect(outcome.status).toBe("optimal");
    expect(told.length).toBeGreaterThan(2);
    expect(told.every((p) => p.request === 1 && p.phase === "cycle")).toBe(true);
    const bounds = told.map(({ bound }) => bound);
    expect(bounds).toEqual(bounds.toSorted((a, b) => a - b));
    const bests = told.map(({ best }) => best ?? Infinity);
    expect(bests).toEqual(bests.toSorted((a, b) => b - a));
  });

  test("ends at once when it is cancelled, and a new request ends the former one", async () => {
    const session = new BalanceSession({ now, soon });
    const first = session.start(request);
    setTimeout(() => session.cancel(), 50);
    const outcome = await first;
    expect(["feasible", "unknown"]).toContain(outcome.status);
    expect("seconds" in outcome && outcome.seconds).toBeLessThan(1);
    const former = session.start(request);
    const latter = await session.start({ ...request, line: lines[0] ?? small });
    expect((await former).status).not.toBe("optimal");
    expect(latter.status).toBe("optimal");
  });
});

describe("a line that asks for more than precedence and takt", () => {
  const tasks: LineBalance["tasks"] = [
    { id: "a", time: 5, station: "s1", zone: "front", skills: ["weld"] },
    { id: "b", time: 4, predecessors: ["a"], station: "s2", zone: "rear", loads: { points: 3 } },
    { id: "c", time: 3, predecessors: ["a"], station: "s3", zone: "rear", loads: { points: 2 } },
  ];
  const unskilled = tasks.map(({ skills: _, ...task }) => task);
  const line = (more: Partial<LineBalance>): LineBalance => ({
    ...small,
    tasks: more.workers === undefined ? unskilled : tasks,
    ...more,
  });
  const workers = [
    { id: "welder", skills: ["weld"], count: 1, cost: 9 },
    { id: "fitter", cost: 5 },
  ];
  const request = (more: Partial<LineBalance>, aim: BalanceRequest["aim"] = "stations"): BalanceRequest => ({
    line: line(more),
    products: ["x"],
    aim,
    timeLimit: 20,
  });

  test("is manned: each station says who works there", () => {
    const asked = request({ workers, zonesApart: [["front", "rear"]] });
    const outcome = solve(asked);
    expect(outcome).toMatchObject({ status: "optimal", value: 2, assignment: [["a"], ["b", "c"], []] });
    expect("manning" in outcome && outcome.manning?.["s1"]).toEqual([{ worker: "welder" }]);
    expect("manning" in outcome && outcome.manning?.["s2"]?.length).toBe(1);
    verified({ ...asked, line: line({ zonesApart: [["front", "rear"]] }) }, outcome);
  });

  test("has parallel workplaces where a task is longer than the takt leaves, within the stations that there are", () => {
    const long = [...unskilled, { id: "d", time: 14 }];
    const outcome = solve(request({ tasks: long, mostParallel: 2 }));
    expect(outcome).toMatchObject({ status: "optimal", value: 4, bound: 4 });
    const manned = "manning" in outcome ? Object.values(outcome.manning ?? {}).flat() : [];
    expect(manned.reduce((sum, { parallel = 1 }) => sum + parallel, 0)).toBe(4);
    expect("assignment" in outcome && outcome.assignment.flat().toSorted()).toEqual(["a", "b", "c", "d"]);
  });

  test("works from two sides, in the order of the starts", () => {
    const sided = tasks.map((task) => ({ ...task, side: task.id === "c" ? "right" : "left" }) as const);
    const outcome = solve(request({ tasks: sided, isTwoSided: true, takt: 11, workers }));
    expect(outcome).toMatchObject({ status: "optimal", value: 1, assignment: [["a", "b", "c"], [], []] });
    expect("manning" in outcome && outcome.manning?.["s1"]).toMatchObject([
      { side: "left", tasks: ["a", "b"], worker: "welder" },
      { side: "right", tasks: ["c"] },
    ]);
  });

  test("names the demands in conflict, of every kind", () => {
    const demands = (more: Partial<LineBalance>): unknown => {
      const outcome = solve(request(more));
      return "demands" in outcome ? outcome.demands : outcome.status;
    };
    expect(demands({ workers: [{ id: "fitter" }] })).toEqual([{ kind: "needs", task: "a", names: ["weld"] }]);
    expect(demands({ loadLimits: [{ name: "points", most: 2 }] })).toEqual([
      { kind: "limit", name: "points", most: 2 },
    ]);
    expect(demands({ together: [["a", "b"]], zonesApart: [["front", "rear"]], takt: 30 })).toEqual([
      { kind: "together", tasks: ["a", "b"] },
      { kind: "zones", zones: ["front", "rear"] },
    ]);
  });

  test("refuses demands that mean nothing together, and says which", () => {
    expect(solve(request({ isTwoSided: true, isUShaped: true }))).toMatchObject({
      status: "refused",
      rule: "balance/notTogether",
      values: { one: { en: "A two-sided line" }, other: { en: "a U-shaped line" } },
    });
  });
});
