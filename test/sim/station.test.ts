import { describe, expect, test } from "vitest";
import type { StateShares } from "../../src/sim/results.ts";
import {
  arrivals,
  buffer,
  calendar,
  failure,
  log,
  parts,
  plantOf,
  run,
  saturated,
  schedule,
  sink,
  station,
  times,
} from "./plants.ts";
import { expectSameFuture, instantsOf } from "./same-future.ts";

/** Seconds in each state, of those that are not zero. */
function seconds(states: StateShares | undefined, observed: number): Record<string, number> {
  return Object.fromEntries(
    Object.entries(states ?? {})
      .filter(([, share]) => share !== 0)
      .map(([state, share]) => [state, Math.round(share * observed * 1e6) / 1e6]),
  );
}

describe("taking parts", () => {
  test("T1: it takes a part when a server is idle, and has no queue of its own", () => {
    const plant = plantOf({
      elements: [schedule("in", [[0, "part", 5]]), station("m", 5, { servers: 2 }), sink()],
      flow: ["in > m > out"],
    });
    const seen = run(plant, 100);
    expect(times(seen, "start", "m")).toEqual([0, 0, 5, 5, 10]);
    expect(seen.result.stations["m"]?.maxContent).toBe(2);
    expectSameFuture(plant, 20, instantsOf(plant, 20));
  });

  test("T1: it takes none off shift", () => {
    const plant = plantOf({
      elements: [schedule("in", [0, 5, 6]), station("m", 1, { calendar: "shift" }), sink()],
      calendars: [
        calendar("shift", "resume", [
          [0, 3],
          [10, 20],
        ]),
      ],
      flow: ["in > m > out"],
    });
    expect(times(run(plant, 50), "start", "m")).toEqual([0, 10, 11]);
  });

  test("T1: it takes none while it is down", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [0, 5]),
        station("m", 1, { failures: [failure("f", "calendar", 4, 6)] }),
        sink(),
      ],
      flow: ["in > m > out"],
    });
    expect(times(run(plant, 13), "start", "m")).toEqual([0, 10]);
  });

  test("T2: the cycle time is that of the product, or else the default", () => {
    const plant = plantOf({
      products: ["a", "b", "c"],
      elements: [
        schedule("in", [
          [0, "a"],
          [0, "b"],
          [0, "c"],
          [0, "a"],
        ]),
        station("m", { byProduct: { a: 3, c: { dist: "constant", value: 7 } }, default: 5 }),
        sink(),
      ],
      flow: ["in > m > out"],
    });
    expect(times(run(plant, 100), "finish", "m")).toEqual([3, 8, 15, 18]);
    expectSameFuture(plant, 30, instantsOf(plant, 30));
  });

  test("T2: the cycle time is drawn when the part enters, in the order of entry", () => {
    // The second part enters while the first is suspended; drawing at the end would swap the two.
    const elements = [
      schedule("in", [0, 1]),
      station("m", { dist: "uniform", min: 1, max: 9 }, { servers: 2 }),
      sink(),
    ];
    const seen = run(plantOf({ elements, flow: ["in > m > out"] }), 100, { seed: 4 });
    const single = run(
      plantOf({
        elements: [schedule("in", [0, 50]), station("m", { dist: "uniform", min: 1, max: 9 }), sink()],
        flow: ["in > m > out"],
      }),
      100,
      { seed: 4 },
    );
    const duration = (of: typeof seen, part: string): number => {
      const at = (kind: string): number =>
        of.lines.find((line) => line.kind === kind && line.part === part)?.time ?? Number.NaN;
      return at("finish") - at("start");
    };
    expect(duration(seen, "in#0")).toBeCloseTo(duration(single, "in#0"), 9);
    expect(duration(seen, "in#1")).toBeCloseTo(duration(single, "in#1"), 9);
  });

  test("T2: a cycle time of zero passes parts on at once", () => {
    const plant = plantOf({
      elements: [arrivals("in", 2), station("zero", 0), station("m", 3), sink()],
      flow: ["in > zero > m > out"],
    });
    expect(times(run(plant, 12), "start", "m")).toEqual([2, 5, 8, 11]);
    expect(times(run(plant, 12), "enter", "zero")).toEqual([2, 4, 6, 8, 11]);
    expectSameFuture(plant, 20, instantsOf(plant, 20));
  });
});

describe("blocking", () => {
  test("T3: a finished part stays in its server until its destination has room", () => {
    const plant = plantOf({
      elements: [saturated("in"), station("m", 3), station("n", 10), sink()],
      flow: ["in > m > n > out"],
    });
    const seen = run(plant, 35);
    expect(times(seen, "start", "m")).toEqual([0, 3, 13, 23, 33]);
    expect(times(seen, "start", "n")).toEqual([3, 13, 23, 33]);
    // m: working 0-6, blocked 6-13, working 13-16, blocked 16-23, working 23-26, blocked 26-33, working 33-35.
    expect(seconds(seen.result.stations["m"]?.states, 35)).toEqual({ working: 14, blocked: 21 });
    expectSameFuture(plant, 40, instantsOf(plant, 40));
  });

  test("T3: each of several servers is blocked by its own part", () => {
    const plant = plantOf({
      elements: [saturated("in"), station("m", 3, { servers: 2 }), station("n", 10), sink()],
      flow: ["in > m > n > out"],
    });
    const seen = run(plant, 26);
    expect(times(seen, "start", "m")).toEqual([0, 0, 3, 13, 23]);
    expect(parts(seen, "start", "n")).toEqual(["3 in#0", "13 in#1", "23 in#2"]);
    // Server time: working 3+3+3+3+3, the rest blocked.
    expect(seconds(seen.result.stations["m"]?.states, 52)).toEqual({ working: 15, blocked: 37 });
    expectSameFuture(plant, 40, instantsOf(plant, 40));
  });

  test("T3: with separate destinations only the parts for the full one are blocked", () => {
    const plant = plantOf({
      products: ["a", "b"],
      elements: [
        schedule("in", [
          [0, "a"],
          [0, "a"],
          [0, "b"],
          [4, "b"],
        ]),
        station("m", 2, { servers: 3, routing: { policy: "byProduct", map: { a: "x", b: "y" } } }),
        station("x", 20),
        station("y", 1),
        sink(),
      ],
      flow: ["in > m > x > out", "m > y > out"],
    });
    const seen = run(plant, 100);
    expect(parts(seen, "start", "x")).toEqual(["2 in#0", "22 in#1"]);
    expect(parts(seen, "start", "y")).toEqual(["2 in#2", "6 in#3"]);
    expectSameFuture(plant, 50, instantsOf(plant, 50));
  });
});

describe("several inputs", () => {
  const elements = (policy: "fifo" | "priority") => [
    schedule("early", [[1, "part", 3]]),
    schedule("late", [[2, "part", 3]]),
    schedule("first", [0]),
    buffer("b-early"),
    buffer("b-late"),
    station("m", 5, { inputPolicy: policy }),
    sink(),
  ];
  const flow = ["late > b-late > m", "early > b-early > m", "first > m > out"];

  test("T4: fifo takes the part that is ready longest", () => {
    const seen = run(plantOf({ elements: elements("fifo"), flow }), 100);
    expect(parts(seen, "start", "m")).toEqual([
      "0 first#0",
      "5 early#0",
      "10 early#1",
      "15 early#2",
      "20 late#0",
      "25 late#1",
      "30 late#2",
    ]);
  });

  test("T4: priority takes the part of the first connection in the plant file", () => {
    const plant = plantOf({ elements: elements("priority"), flow });
    expect(parts(run(plant, 100), "start", "m")).toEqual([
      "0 first#0",
      "5 late#0",
      "10 late#1",
      "15 late#2",
      "20 early#0",
      "25 early#1",
      "30 early#2",
    ]);
    expectSameFuture(plant, 40, instantsOf(plant, 40));
  });

  test("T4: priority looks again at each part, and serves the other input while the first has none", () => {
    const plant = plantOf({
      elements: [
        schedule("high", [4, 11, 12]),
        schedule("low", [[0, "part", 5]]),
        station("m", 5, { inputPolicy: "priority", servers: 1 }),
        sink(),
      ],
      flow: ["high > m", "low > m > out"],
    });
    expect(parts(run(plant, 100), "start", "m")).toEqual([
      "0 low#0",
      "5 high#0",
      "10 low#1",
      "15 high#1",
      "20 high#2",
      "25 low#2",
      "30 low#3",
      "35 low#4",
    ]);
    expectSameFuture(plant, 40, instantsOf(plant, 40));
  });

  test("T4: several servers that become idle at once take the best parts each", () => {
    const plant = plantOf({
      elements: [
        schedule("low", [[0, "part", 4]]),
        schedule("high", [[1, "part", 2]]),
        station("m", 5, { inputPolicy: "priority", servers: 2 }),
        sink(),
      ],
      flow: ["high > m", "low > m > out"],
    });
    expect(parts(run(plant, 100), "start", "m")).toEqual([
      "0 low#0",
      "0 low#1",
      "5 high#0",
      "5 high#1",
      "10 low#2",
      "10 low#3",
    ]);
  });
});

describe("states", () => {
  test("T5: paused, else failed, else working, blocked or starved; the shares add to one", () => {
    const plant = plantOf({
      elements: [
        saturated("in"),
        station("m", 100, { calendar: "shift", failures: [failure("f", "calendar", 5, 10)] }),
        sink(),
      ],
      calendars: [calendar("shift", "resume", [[0, 10]], 20)],
      flow: ["in > m > out"],
    });
    const seen = run(plant, 40);
    // Working 0-5, failed 5-10, paused 10-20 (repaired at 15), failed 20-30, paused 30-40 (fails again at 35).
    expect(seconds(seen.result.stations["m"]?.states, 40)).toEqual({ working: 5, failed: 15, paused: 20 });
    expect(log(seen, "m").filter((line) => /fail|repair/.test(line))).toEqual([
      "5 fail m f",
      "15 repair m f",
      "20 fail m f",
      "30 repair m f",
      "35 fail m f",
    ]);
    expectSameFuture(plant, 300, instantsOf(plant, 100));
  });

  test("T5: each server has its own state", () => {
    const plant = plantOf({
      elements: [schedule("in", [0]), station("m", 6, { servers: 2 }), sink()],
      flow: ["in > m > out"],
    });
    expect(seconds(run(plant, 10).result.stations["m"]?.states, 20)).toEqual({ working: 6, starved: 14 });
  });

  test("T5: a server that finishes its part in overtime is working or failed, the others are paused", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [2]),
        station("m", 12, { servers: 2, calendar: "shift", failures: [failure("f", "calendar", 11, 3)] }),
        sink(),
      ],
      calendars: [
        calendar("shift", "finish", [
          [0, 10],
          [30, 40],
        ]),
      ],
      flow: ["in > m > out"],
    });
    const seen = run(plant, 20);
    expect(times(seen, "finish", "m")).toEqual([17]);
    // Working server: starved 0-2, working 2-11, failed 11-14, working 14-17, paused 17-20; the other starved 0-10, paused 10-20.
    expect(seconds(seen.result.stations["m"]?.states, 40)).toEqual({
      starved: 12,
      working: 12,
      failed: 3,
      paused: 13,
    });
    expectSameFuture(plant, 40, instantsOf(plant, 40));
  });

  test("T6: a finished part may leave while the station is off shift or down", () => {
    const flow = ["in > m > n > out"];
    const off = plantOf({
      elements: [saturated("in"), station("m", 3, { calendar: "shift" }), station("n", 10), sink()],
      calendars: [
        calendar("shift", "resume", [
          [0, 10],
          [20, 30],
        ]),
      ],
      flow,
    });
    const seen = run(off, 25);
    expect(times(seen, "start", "n")).toEqual([3, 13, 23]);
    // The second part left at 13, off shift, and the third started only at 20.
    expect(times(seen, "start", "m")).toEqual([0, 3, 20, 23]);
    expectSameFuture(off, 40, instantsOf(off, 40));
    const down = plantOf({
      elements: [
        saturated("in"),
        station("m", 3, { failures: [failure("f", "calendar", 10, 10)] }),
        station("n", 10),
        sink(),
      ],
      flow,
    });
    expect(times(run(down, 25), "start", "n")).toEqual([3, 13, 23]);
    expect(times(run(down, 25), "start", "m")).toEqual([0, 3, 20, 23]);
    expectSameFuture(down, 40, instantsOf(down, 40));
  });
});
