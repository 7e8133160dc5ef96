import { describe, expect, test } from "vitest";
import { obstacles } from "../../src/plant/balance/allowed-stations.ts";
import type { LineBalance } from "../../src/plant/balance/line-balance.ts";
import { assignmentFigures } from "../../src/plant/balance/line-figures.ts";
import { stationWork } from "../../src/plant/balance/station-work.ts";

const base: LineBalance = {
  id: "line",
  takt: 12,
  repositioning: 2,
  stations: ["s1", "s2"],
  tasks: [
    { id: "a", time: 4, station: "s1" },
    { id: "b", time: 5, predecessors: ["a"], station: "s1" },
    { id: "c", time: 6, predecessors: ["a"], station: "s2" },
  ],
};
const loads = [["a", "b"], ["c"]];
const workOf = (line: LineBalance): ReturnType<typeof stationWork> =>
  stationWork(line, "s1", ["a", "b"], ({ time }) => time);

describe("what a station does in a cycle", () => {
  test("is the sum of its tasks where nothing else is asked for", () => {
    expect(workOf(base)).toMatchObject({ time: 9, busy: 9, workplaces: 1, cost: 0, setup: 0, margin: 0 });
  });

  test("is shared by parallel workplaces, each of which costs", () => {
    const line = {
      ...base,
      workers: [{ id: "w", cost: 7 }],
      manning: { s1: [{ worker: "w", parallel: 2 }] },
    };
    expect(workOf(line)).toMatchObject({ time: 4.5, busy: 9, workplaces: 2, cost: 14 });
  });

  test("takes the worker's own times, the station type's at the worker's pace, and the rest at that pace", () => {
    const line = {
      ...base,
      workers: [{ id: "w", pace: 1.5, times: { a: 3 } }],
      stationTypes: [{ id: "t", times: { a: 1, b: 2 } }],
    };
    expect(workOf({ ...line, manning: { s1: [{ worker: "w", stationType: "t" }] } }).time).toBe(3 + 2 * 1.5);
    expect(workOf({ ...line, manning: { s1: [{ worker: "w" }] } }).time).toBe(3 + 5 * 1.5);
  });

  test("has setups between its tasks and back to the first, and a margin for chance", () => {
    const setups = {
      forward: [{ from: "a", to: "b", time: 1 }],
      backward: [{ from: "b", to: "a", time: 0.5 }],
    };
    expect(workOf({ ...base, setups })).toMatchObject({ time: 10.5, setup: 1.5, busy: 10.5 });
    const tasks = base.tasks.map((task) => ({ ...task, deviation: 3 }));
    // The quantile of 97.5 % is 1.959964, and two deviations of 3 s are one of √18 s.
    expect(workOf({ ...base, tasks, certainty: 0.975 }).margin).toBeCloseTo(1.959964 * Math.sqrt(18), 5);
  });

  test("waits on a two-sided line for what the other side has to do first", () => {
    const line: LineBalance = {
      ...base,
      isTwoSided: true,
      tasks: [
        { id: "a", time: 4, side: "left" },
        { id: "b", time: 5, side: "right", predecessors: ["a"] },
        { id: "c", time: 6, side: "left" },
      ],
    };
    const work = stationWork(line, "s1", ["a", "b", "c"], ({ time }) => time);
    expect(work).toMatchObject({ time: 10, busy: 15, workplaces: 2 });
    expect(work.tasks.map(({ id, start, side }) => [id, start, side])).toEqual([
      ["a", 0, "left"],
      ["b", 4, "right"],
      ["c", 4, "left"],
    ]);
  });

  test("is in the figures of a line: workplaces, idle time and efficiency count all of them", () => {
    const line = { ...base, manning: { s1: [{ parallel: 2 }] } };
    const figures = assignmentFigures(line, ["p"], loads);
    expect(figures).toMatchObject({ stations: 2, workplaces: 3, work: [4.5, 6], cycle: 8, idle: 15 });
    expect(figures.efficiency).toBeCloseTo(0.5, 12);
  });
});

describe("what keeps a task from a station", () => {
  const why = (more: Partial<LineBalance>, task: string, assignment = loads): (string | undefined)[] =>
    obstacles({ ...base, ...more }, assignment, [task]).map((found) => found?.kind);
  const tasks = (changes: Readonly<Record<string, object>>): LineBalance["tasks"] =>
    base.tasks.map((task) => ({ ...task, ...changes[task.id] }));

  test("is precedence, and on a U-line only what is missing at both ends", () => {
    expect(why({}, "a", [["c"], ["a", "b"]])).toEqual([undefined, "after"]);
    expect(why({}, "b", [["b"], ["a", "c"]])).toEqual(["before", undefined]);
    expect(why({ isUShaped: true }, "b", [["b"], ["a", "c"]])).toEqual([undefined, undefined]);
    const chain = tasks({ c: { predecessors: ["b"] } });
    expect(why({ isUShaped: true, tasks: chain }, "b", [["b"], ["a", "c"]])).toEqual(["uShape", undefined]);
  });

  test("is a zone that is not mixed with another, on either side of the pair", () => {
    const zoned = { tasks: tasks({ b: { zone: "front" }, c: { zone: "rear" } }) };
    expect(why({ ...zoned, zonesApart: [["front", "rear"]] }, "b")).toEqual([undefined, "zone"]);
    expect(why({ ...zoned, zonesApart: [["rear", "front"]] }, "b")).toEqual([undefined, "zone"]);
  });

  test("is a load limit, higher where workplaces are parallel", () => {
    const limited = {
      tasks: tasks({ b: { loads: { points: 4 } }, c: { loads: { points: 5 } } }),
      loadLimits: [{ name: "points", most: 8 }],
    };
    expect(why(limited, "b")).toEqual([undefined, "limit"]);
    expect(why({ ...limited, manning: { s2: [{ parallel: 2 }] } }, "b")).toEqual([undefined, undefined]);
  });

  test("is a worker or a station type that lacks what it needs", () => {
    const skilled = { tasks: tasks({ b: { skills: ["weld"] } }) };
    const workers = [{ id: "welder", skills: ["weld"] }, { id: "fitter" }];
    const manning = { s1: [{ worker: "welder" }], s2: [{ worker: "fitter" }] };
    expect(why({ ...skilled, workers, manning }, "b")).toEqual([undefined, "worker"]);
    expect(why({ ...skilled, workers }, "b")).toEqual([undefined, undefined]);
    expect(why({ ...skilled, workers: [{ id: "fitter" }] }, "b")).toEqual(["worker", "worker"]);
    const equipped = { tasks: tasks({ b: { equipment: ["press"] } }), stationTypes: [{ id: "bench" }] };
    expect(why(equipped, "b")).toEqual(["stationType", "stationType"]);
  });
});
