import { describe, expect, test } from "vitest";
import { obstacles, possibleStations, groupOf } from "../../src/plant/balance/allowed-stations.ts";
import {
  asPlan,
  inPrecedence,
  movedTasks,
  plannedAssignment,
  todaysAssignment,
  unassignedTasks,
  withMoved,
} from "../../src/plant/balance/assignment.ts";
import { isSimulated, stationTimes, withCycleTimes } from "../../src/plant/balance/cycle-times.ts";
import type { LineBalance } from "../../src/plant/balance/line-balance.ts";
import { assignmentFigures } from "../../src/plant/balance/line-figures.ts";
import { findCircle, relatives } from "../../src/plant/balance/precedence.ts";
import { meanOf } from "../../src/plant/mean.ts";
import { readPlant } from "../../src/plant/read.ts";
import { writePlant } from "../../src/editor/document.ts";
import { cycleDurationOf } from "../../src/plant/support.ts";
import { readScene } from "../golden/scenes.ts";

/** Four tasks at three stations; 10 s of a takt of 12 s are left for work. */
const line: LineBalance = {
  id: "line",
  takt: 12,
  repositioning: 2,
  stations: ["s1", "s2", "s3"],
  tasks: [
    { id: "d", time: 4, predecessors: ["b", "c"], station: "s3" },
    { id: "a", time: 6, station: "s1" },
    { id: "b", time: 3, timeByProduct: { y: 9 }, predecessors: ["a"], station: "s2" },
    { id: "c", time: 5, predecessors: ["a"], station: "s2", tools: ["press"] },
  ],
  mix: { x: 3, y: 1 },
  equipment: { press: ["s1", "s2"] },
};

describe("an assignment", () => {
  test("is read from the tasks in an order that precedence allows, and from the plan where there is one", () => {
    expect(inPrecedence(line.tasks).map(({ id }) => id)).toEqual(["a", "b", "c", "d"]);
    expect(todaysAssignment(line)).toEqual([["a"], ["b", "c"], ["d"]]);
    expect(plannedAssignment(line)).toEqual(todaysAssignment(line));
    const plan = { s1: ["a", "c"], s2: ["b", "d"] };
    expect(plannedAssignment({ ...line, plan })).toEqual([["a", "c"], ["b", "d"], []]);
    expect(asPlan(line, [["a", "c"], ["b", "d"], []])).toEqual(plan);
  });

  test("counts its moves, names what is at no station, and takes a task to a place", () => {
    const today = todaysAssignment(line);
    const moved = withMoved(today, ["c"], 0, 0);
    expect(moved).toEqual([["c", "a"], ["b"], ["d"]]);
    expect(movedTasks(today, moved)).toEqual(["c"]);
    expect(movedTasks(today, [["a"], ["b", "c"], []])).toEqual(["d"]);
    expect(unassignedTasks(line, [["a"], ["b", "c"], []])).toEqual(["d"]);
  });

  test("with a circle in the tasks keeps every task once", () => {
    const tasks = [
      { id: "a", time: 1, predecessors: ["c"] },
      { id: "b", time: 1 },
      { id: "c", time: 1, predecessors: ["a"] },
    ];
    expect(inPrecedence(tasks).map(({ id }) => id)).toEqual(["b", "a", "c"]);
    expect(findCircle(tasks)?.toSorted()).toEqual(["a", "c"]);
    expect(findCircle(line.tasks)).toBeUndefined();
  });
});

describe("where a task may be", () => {
  const today = todaysAssignment(line);

  test("is between its predecessors and its successors, direct or not", () => {
    expect([...relatives(line.tasks, ["d"], "before")].toSorted()).toEqual(["a", "b", "c"]);
    expect(obstacles(line, today, ["b"])).toEqual([undefined, undefined, undefined]);
    const late = withMoved(today, ["b"], 2);
    expect(obstacles(line, late, ["d"])[1]).toEqual({ kind: "before", task: "d", other: "b" });
    expect(obstacles(line, today, ["a"])[2]).toEqual({ kind: "after", task: "a", other: "b" });
  });

  test("is where its tools are, and without those that it may not meet", () => {
    expect(obstacles(line, today, ["c"])[2]).toEqual({ kind: "tool", task: "c", tool: "press" });
    expect(possibleStations(line, "c")).toEqual(["s1", "s2"]);
    expect(possibleStations(line, "a")).toBeUndefined();
    const apart = { ...line, apart: [["a", "c"]] };
    expect(obstacles(apart, today, ["c"])[0]).toEqual({ kind: "apart", task: "c", other: "a" });
  });

  test("holds for all that must stay together", () => {
    const together = { ...line, together: [["b", "c"]] };
    expect(groupOf(together, "b")).toEqual(["b", "c"]);
    expect(obstacles(together, today, ["b", "c"])[2]).toEqual({ kind: "tool", task: "c", tool: "press" });
  });
});

test("the figures of an assignment are those worked out by hand", () => {
  // b takes 3 · ¾ + 9 · ¼ = 4.5 s on average; stations 6, 9.5 and 4 s, for product y 6, 14 and 4 s.
  const figures = assignmentFigures(line, ["x", "y"], todaysAssignment(line));
  expect(figures.work).toEqual([6, 9.5, 4]);
  expect(figures.longestWork).toEqual([6, 14, 4]);
  expect(figures).toMatchObject({ stations: 3, cycle: 16, idle: 10.5, moves: 0, overloaded: [1] });
  expect(figures.efficiency).toBeCloseTo(19.5 / 30, 12);
  expect(figures.smoothness).toBeCloseTo(Math.sqrt(3.5 ** 2 + 5.5 ** 2), 12);
  expect(
    assignmentFigures({ ...line, overload: 0.4 }, ["x", "y"], todaysAssignment(line)).overloaded,
  ).toEqual([]);
});

describe("the lines of the final assembly", () => {
  const plant = readScene("final-assembly");
  const lines = plant.balance ?? [];

  test("have tasks that add up to the cycle times of their stations, product by product", () => {
    expect(lines.map(({ id }) => id)).toEqual(["trim1", "trim2", "chassis", "final"]);
    for (const scene of lines) expect(isSimulated(plant, scene, todaysAssignment(scene))).toBe(true);
  });

  test("keep the takt today", () => {
    const products = plant.products.map(({ id }) => id);
    for (const scene of lines)
      expect(assignmentFigures(scene, products, todaysAssignment(scene)).overloaded).toEqual([]);
  });

  test("give their stations new cycle times whose spread keeps its share of the mean", () => {
    const [scene] = lines;
    if (scene === undefined) throw new Error("no line");
    const moved = withMoved(todaysAssignment(scene), ["aerial"], 7);
    const changed = withCycleTimes(plant, scene, moved, (load) => load.join(", "));
    expect(isSimulated(changed, scene, moved)).toBe(true);
    expect(isSimulated(plant, scene, moved)).toBe(false);
    const station = changed.elements.find(({ id }) => id === "trim1-8");
    if (station?.kind !== "station") throw new Error("no station");
    // 53 s before, and the 12 s of the aerial.
    expect(cycleDurationOf(station.cycleTime, "estate")).toMatchObject({ dist: "gamma", shape: 625 });
    expect(meanOf(cycleDurationOf(station.cycleTime, "estate") ?? 0)).toBeCloseTo(65, 9);
    expect(station.provenance?.["/cycleTime"]).toMatchObject({ kind: "derived" });
    const { elements } = changed;
    expect(elements.filter((element, i) => element !== plant.elements[i]).map(({ id }) => id)).toEqual([
      "trim1-6",
      "trim1-8",
    ]);
    expect(readPlant(writePlant(changed)).ok).toBe(true);
  });

  test("leave a station without tasks its repositioning, and its form to come back to", () => {
    const [scene] = lines;
    if (scene === undefined) throw new Error("no line");
    const today = todaysAssignment(scene);
    const emptied = withMoved(today, today[7] ?? [], 6);
    const changed = withCycleTimes(plant, scene, emptied, () => "empty");
    const station = changed.elements.find(({ id }) => id === "trim1-8");
    if (station?.kind !== "station") throw new Error("no station");
    expect(meanOf(cycleDurationOf(station.cycleTime, "compact") ?? 0)).toBeCloseTo(9, 9);
    const back = withCycleTimes(changed, scene, today, () => "back");
    expect(isSimulated(back, scene, today)).toBe(true);
  });

  test("differ by product where the tasks do", () => {
    const [scene] = lines;
    if (scene === undefined) throw new Error("no line");
    expect([...stationTimes(plant, scene, scene.stations[0] ?? "", ["sunroof"])]).toEqual([
      ["compact", 24],
      ["estate", 29],
      ["electric", 26],
    ]);
  });
});

describe("the mean of a duration is exact", () => {
  test.each([
    [7, 7],
    [{ dist: "uniform", min: 2, max: 6 }, 4],
    [{ dist: "triangular", min: 0, mode: 3, max: 6 }, 3],
    [{ dist: "lognormal", mean: 5, sd: 9 }, 5],
    [{ dist: "gamma", shape: 4, scale: 2.5 }, 10],
    // Γ(1 + ½) = √π ÷ 2
    [{ dist: "weibull", shape: 2, scale: 10 }, 5 * Math.sqrt(Math.PI)],
    [{ dist: "beta", alpha: 1, beta: 3, min: 4, max: 8 }, 5],
    [{ dist: "geometric", p: 0.25, step: 3 }, 12],
    [{ dist: "empirical", values: [1, 5], weights: [3, 1] }, 2],
    // The half-normal distribution: σ √(2 ÷ π)
    [{ dist: "normal", mean: 0, sd: 3 }, 3 * Math.sqrt(2 / Math.PI)],
    [{ dist: "normal", mean: 50, sd: 3 }, 50],
    [{ dist: "normal", mean: 9, sd: 0, max: 8 }, 8],
    [
      {
        dist: "mixture",
        weights: [1, 3],
        components: [
          { dist: "constant", value: 4 },
          { dist: "exponential", mean: 8 },
        ],
      },
      7,
    ],
    [
      {
        dist: "sum",
        components: [
          { dist: "constant", value: 4 },
          { dist: "erlang", k: 3, mean: 8 },
        ],
      },
      12,
    ],
  ] as const)("%j", (duration, mean) => {
    expect(meanOf(structuredClone(duration) as Parameters<typeof meanOf>[0])).toBeCloseTo(mean, 9);
  });
});
