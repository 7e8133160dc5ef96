import { describe, expect, test } from "vitest";
import { Simulation } from "../../src/sim/simulation.ts";
import { readScene } from "../golden/scenes.ts";
import {
  arrivals,
  buffer,
  conveyor,
  failure,
  plantOf,
  run,
  saturated,
  schedule,
  sink,
  station,
} from "./plants.ts";
import { expectSameFuture, instantsOf } from "./same-future.ts";

const exponential = (mean: number) => ({ dist: "exponential", mean }) as const;

describe("warm-up", () => {
  const plant = plantOf({
    elements: [saturated("in"), station("m", 10), buffer("b"), station("n", 10), sink()],
    flow: ["in > m > b > n > out"],
  });

  test("Z1: what happens at the end of the warm-up itself belongs to it", () => {
    // Exits at 20, 30, 40 …
    const at = (warmup: number): number | undefined => run(plant, 55, { warmup }).result.sinks["out"]?.count;
    expect(at(0)).toBe(4);
    expect(at(29.999_999)).toBe(3);
    expect(at(30)).toBe(2);
    expect(at(50)).toBe(0);
    const { result } = run(plant, 55, { warmup: 30 });
    expect(result.sources["in"]).toEqual({ arrived: 2, entered: 2, lost: 0 });
    expect(result.stations["m"]?.finished).toBe(2);
    expect(result.buffers["b"]).toMatchObject({ entered: 2, left: 2 });
    expect(result.sinks["out"]?.throughput).toBe((2 / 25) * 3600);
  });

  test("Z1: parts inside at the end of the warm-up stay, and count with their whole cycle time when they leave", () => {
    const slow = plantOf({
      elements: [schedule("in", [0, 1]), station("m", 40), sink()],
      flow: ["in > m > out"],
    });
    const { result } = run(slow, 100, { warmup: 50 });
    expect(result.sinks["out"]).toMatchObject({ count: 1, cycleTimeMean: 79 });
    // In the station 50-80: 30 s of 50.
    expect(result.stations["m"]).toMatchObject({
      finished: 1,
      meanContent: 0.6,
      maxContent: 1,
      states: { working: 0.6, starved: 0.4 },
    });
    expect(result.wip).toBe(0.6);
  });

  test("Z1: a warm-up changes what is observed, and nothing else", () => {
    const body = readScene("body-shop");
    const plain = run(body, 7200, { warmup: 0 });
    const warmed = run(body, 7200, { warmup: 1234.5 });
    expect(warmed.lines).toEqual(plain.lines);
    expectSameFuture(plant, 100, instantsOf(plant, 60), { warmup: 30 });
  });

  test("Z1: during the warm-up the statistics run from the start", () => {
    const early = run(plant, 25, { warmup: 1000 }).result;
    expect(early.sinks["out"]?.count).toBe(1);
    expect(early.stations["m"]?.states.working).toBe(1);
  });
});

describe("contents", () => {
  test("Z2: time averages; a station's content includes blocked parts", () => {
    const plant = plantOf({
      elements: [
        saturated("in"),
        station("m", 3, { servers: 2 }),
        conveyor("belt", 4, 1, 1),
        station("n", 10),
        sink(),
      ],
      flow: ["in > m > belt > n > out"],
    });
    const seen = run(plant, 100);
    // From 4 + 3 on n is busy without end. The belt holds 4; from 9 on both servers are blocked or working.
    expect(seen.result.stations["m"]).toMatchObject({ meanContent: 2, maxContent: 2 });
    // n: in since 7.
    expect(seen.result.stations["n"]?.meanContent).toBeCloseTo(93 / 100, 12);
    expectSameFuture(plant, 100, instantsOf(plant, 40), { warmup: 20 });
  });

  test("Z2: WIP, contents and shares equal the integrals over the event log", () => {
    const plant = plantOf({
      elements: [
        arrivals("in", exponential(8), { batchSize: 2 }),
        saturated("raw", { conwip: 4 }),
        buffer("b", { capacity: 5 }),
        station("m", exponential(6), {
          servers: 2,
          failures: [failure("f", "busy", exponential(60), exponential(10))],
        }),
        conveyor("belt", 6, 0.5, 1),
        buffer("c", { discipline: "lifo", capacity: 2 }),
        station("n", exponential(4)),
        sink(),
      ],
      flow: ["in > b > m > belt > c > n > out", "raw > b"],
    });
    const warmup = 333.25;
    const horizon = 4000;
    const seen = run(plant, horizon, { warmup, seed: 9 });
    const inside = new Map<string, number>();
    const area = new Map<string, number>();
    const where = new Map<string, string>();
    const since = new Map<string, number>();
    const change = (element: string, time: number, by: number): void => {
      const content = inside.get(element) ?? 0;
      const from = Math.max(warmup, since.get(element) ?? 0);
      if (time > from) area.set(element, (area.get(element) ?? 0) + content * (time - from));
      since.set(element, time);
      inside.set(element, content + by);
    };
    for (const { kind, element, part = "", time } of seen.lines) {
      // Parts of the saturated source enter the system when they are taken.
      const arrives = kind === "create" && element === "in";
      const taken = kind === "enter" && !where.has(part) && part.startsWith("raw#");
      if (arrives || taken) change("system", time, 1);
      if (kind === "enter") {
        const from = where.get(part);
        if (from !== undefined) change(from, time, -1);
        change(element, time, 1);
        where.set(part, element);
      }
      if (kind === "exit") change("system", time, -1);
    }
    const mean = (element: string): number => {
      change(element, horizon, 0);
      return (area.get(element) ?? 0) / (horizon - warmup);
    };
    const { result } = seen;
    expect(result.wip).toBeCloseTo(mean("system"), 9);
    for (const id of ["m", "belt", "n"]) expect(result.stations[id]?.meanContent).toBeCloseTo(mean(id), 9);
    for (const id of ["b", "c"]) expect(result.buffers[id]?.meanContent).toBeCloseTo(mean(id), 9);
    expect(result.wipNow).toBe(inside.get("system"));
    const total = Object.values(result.stations["m"]?.states ?? {}).reduce((sum, share) => sum + share, 0);
    expect(total).toBeCloseTo(1, 12);
    // One server of n: it holds a part exactly while it is working or blocked.
    const { working = 0, blocked = 0 } = result.stations["n"]?.states ?? {};
    expect(working + blocked).toBeCloseTo(result.stations["n"]?.meanContent ?? 0, 9);
  });

  test("Z2: the mean wait in a buffer is over the parts that left in the observed time", () => {
    const plant = plantOf({
      elements: [schedule("in", [0, 1, 2, 3]), buffer("b"), station("m", 10), sink()],
      flow: ["in > b > m > out"],
    });
    // Waits: 0, 9, 18, 27.
    expect(run(plant, 100).result.buffers["b"]?.meanWait).toBe(13.5);
    expect(run(plant, 100, { warmup: 10 }).result.buffers["b"]?.meanWait).toBe(22.5);
    expect(run(plant, 5, { warmup: 3 }).result.buffers["b"]?.meanWait).toBeNaN();
  });
});

describe("histogram", () => {
  test("Z3: shares of time at 0, 1, 2 … parts", () => {
    const plant = plantOf({
      elements: [schedule("in", [0, 1, 2]), buffer("b", { capacity: 5 }), station("m", 10), sink()],
      flow: ["in > b > m > out"],
    });
    // 0-1: 0; 1-2: 1; 2-10: 2; 10-20: 1; 20-40: 0.
    expect(run(plant, 40).result.buffers["b"]?.histogram).toEqual([21 / 40, 11 / 40, 8 / 40]);
    expect(run(plant, 40, { warmup: 5 }).result.buffers["b"]?.histogram).toEqual([20 / 35, 10 / 35, 5 / 35]);
  });

  test("Z3: at most 257 bins, the last for all above; they add to one and give the mean below it", () => {
    const plant = plantOf({
      elements: [arrivals("in", 1), buffer("b"), station("m", 1000), sink()],
      flow: ["in > b > m > out"],
    });
    const { histogram = [], meanContent, maxContent } = run(plant, 601).result.buffers["b"] ?? {};
    expect(histogram).toHaveLength(257);
    expect(histogram.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    // Content k in [k + 1, k + 2), and 0 before; the last bin is 256 and above, from 257 on.
    expect(histogram[0]).toBeCloseTo(2 / 601, 12);
    expect(histogram[255]).toBeCloseTo(1 / 601, 12);
    expect(histogram[256]).toBeCloseTo((601 - 257) / 601, 12);
    expect(maxContent).toBe(600);
    expect(meanContent).toBeCloseTo((599 * 600) / 2 / 601, 9);
  });

  test("Z3: shares add to one in every scene, and give the mean content", () => {
    for (const name of ["body-shop", "machining", "final-assembly"] as const) {
      const { buffers } = run(readScene(name), 20_000, { warmup: 1000 }).result;
      for (const { histogram, meanContent, maxContent } of Object.values(buffers)) {
        expect(histogram.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
        if (maxContent < 256) {
          expect(histogram.reduce((sum, share, parts) => sum + share * parts, 0)).toBeCloseTo(meanContent, 9);
          // The most may be there for no time at all.
          expect(histogram.length).toBeLessThanOrEqual(maxContent + 1);
        }
      }
    }
  });
});

describe("reading results", () => {
  test("Z4: results can be read at any time and change nothing", () => {
    const plant = readScene("body-shop");
    const quiet = new Simulation(plant, { warmup: 1800 });
    const watched = new Simulation(plant, { warmup: 1800 });
    for (let time = 100; time <= 36_000; time += 700) {
      watched.runUntil(time);
      const first = watched.results();
      expect(watched.results()).toEqual(first);
      expect(watched.stateHash()).toBe(first.hash);
    }
    quiet.runUntil(36_000);
    watched.runUntil(36_000);
    expect(watched.results()).toEqual(quiet.results());
  });

  test("Z4: not even when the throughput series has to merge intervals", () => {
    const plant = plantOf({
      elements: [schedule("in", [60]), station("m", 1), sink()],
      flow: ["in > m > out"],
    });
    const simulation = new Simulation(plant);
    simulation.runUntil(240 * 60 + 1);
    const before = simulation.stateHash();
    const { series, hash } = simulation.results();
    expect(series.interval).toBe(120);
    expect(series.counts.slice(0, 2)).toEqual([1, 0]);
    expect(hash).toBe(before);
    expect(simulation.stateHash()).toBe(before);
  });

  test("Z4: the throughput series counts every part, whatever its intervals", () => {
    const plant = plantOf({
      elements: [arrivals("in", 25), station("m", 1), sink()],
      flow: ["in > m > out"],
    });
    for (const until of [100, 10_000, 14_400, 14_401, 100_000, 1_000_000]) {
      const { series, finished } = run(plant, until, { warmup: 0 }).result;
      expect(series.counts.reduce((sum, count) => sum + count, 0)).toBe(finished);
      expect(series.counts).toHaveLength(Math.floor(until / series.interval) + 1);
      expect(series.counts.length).toBeLessThanOrEqual(240);
    }
  });

  test("Z4: at time zero there are shares, contents and no rates", () => {
    const plant = plantOf({
      elements: [saturated("in"), station("m", 5, { servers: 2 }), buffer("b"), station("n", 1), sink()],
      flow: ["in > m > b > n > out"],
    });
    const { result } = run(plant, 0);
    expect(result.stations["m"]?.states).toMatchObject({ working: 1, starved: 0 });
    expect(result.stations["m"]?.meanContent).toBe(2);
    expect(result.wip).toBe(2);
    expect(result.throughput).toBe(0);
    expect(result.buffers["b"]?.histogram).toEqual([]);
  });
});
