import { describe, expect, test } from "vitest";
import { tInterval } from "../../src/experiment/analysis/interval.ts";
import { Simulation } from "../../src/sim/simulation.ts";
import {
  arrivals,
  batcher,
  buffer,
  carriers,
  log,
  parts,
  plantOf,
  run,
  schedule,
  sink,
  station,
  times,
  unbatcher,
} from "./plants.ts";
import { expectSameFuture, instantsOf } from "./same-future.ts";

describe("batches", () => {
  test("L4: so many parts are put together, and travel as one", () => {
    const plant = plantOf({
      elements: [schedule("in", [0, 1, 2, 3, 4, 5, 6]), batcher("pack", 3), station("m", 4), sink()],
      flow: ["in > pack > m > out"],
    });
    const seen = run(plant, 20);
    expect(times(seen, "start", "m")).toEqual([2, 6]);
    expect(parts(seen, "exit", "out")).toEqual([
      "6 in#0",
      "6 in#1",
      "6 in#2",
      "10 in#3",
      "10 in#4",
      "10 in#5",
    ]);
    // Workpieces are counted, batches are not.
    expect([seen.result.finished, seen.result.wipNow, seen.result.begun]).toEqual([6, 1, undefined]);
    expect(seen.result.wip).toBeCloseTo((6 + 5 + 4 + 7 + 6 + 5 + 14) / 20, 9);
    expect(seen.result.sinks["out"]?.cycleTimeMean).toBeCloseTo((6 + 5 + 4 + 7 + 6 + 5) / 6, 9);
    expect(seen.result.stations["m"]).toMatchObject({ finished: 2, maxContent: 1 });
    expectSameFuture(plant, 12, instantsOf(plant, 12));
  });

  test("L5: a batch goes as it is when its first part has waited so long; what comes at that instant goes with it", () => {
    const plant = plantOf({
      elements: [schedule("in", [0, 1, 5, 12]), batcher("pack", 4, { timeout: 5 }), sink()],
      flow: ["in > pack > out"],
    });
    expect(parts(run(plant, 30), "exit", "out")).toEqual(["5 in#0", "5 in#1", "5 in#2", "17 in#3"]);
    expectSameFuture(plant, 20, instantsOf(plant, 20));
  });

  test("L6: batches of one product, or of one family", () => {
    const plant = (group: "product" | { families: Record<string, string> }) =>
      plantOf({
        products: ["a", "b", "c"],
        elements: [
          schedule("in", [
            [0, "a"],
            [1, "b"],
            [2, "c"],
            [3, "a"],
            [4, "b"],
          ]),
          batcher("pack", 2, { group }),
          sink(),
        ],
        flow: ["in > pack > out"],
      });
    expect(parts(run(plant("product"), 30), "exit", "out")).toEqual(["3 in#0", "3 in#3", "4 in#1", "4 in#4"]);
    const families = { a: "light", c: "light" };
    expect(parts(run(plant({ families }), 30), "exit", "out")).toEqual([
      "2 in#0",
      "2 in#2",
      "4 in#1",
      "4 in#4",
    ]);
    const grouped = plant("product");
    expectSameFuture(grouped, 6, instantsOf(grouped, 6));
  });

  test("L7: while a batch waits for room nothing more is collected; a batch whose time is up meanwhile goes next", () => {
    const plant = plantOf({
      products: ["a", "b"],
      elements: [
        schedule("in", [
          [0, "b"],
          [1, "a"],
          [2, "a"],
          [3, "a"],
          [4, "a"],
          [5, "a"],
        ]),
        batcher("pack", 2, { group: "product", timeout: 6 }),
        station("m", 10),
        sink(),
      ],
      flow: ["in > pack > m > out"],
    });
    const seen = run(plant, 60);
    // The first two of a go at 2 s, the next two wait from 4 to 12 s. Then the b, due at 6 s, waits until 22 s; only
    // now the last a comes in, is due at 28 s, and waits until 32 s.
    expect(times(seen, "start", "m")).toEqual([2, 12, 22, 32]);
    expect(times(seen, "enter", "pack")).toEqual([0, 1, 2, 3, 4, 22]);
    expect(parts(seen, "exit", "out").slice(4)).toEqual(["32 in#0", "42 in#5"]);
    expectSameFuture(plant, 45, instantsOf(plant, 45));
  });

  test("L9: what a batch holds leaves the unbatcher one by one, in order; the next comes in when all have left", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [[0, "part", 4]]),
        batcher("pack", 2),
        unbatcher("unpack"),
        station("m", 3),
        sink(),
      ],
      flow: ["in > pack > unpack > m > out"],
    });
    const seen = run(plant, 20);
    expect(parts(seen, "exit", "out")).toEqual(["3 in#0", "6 in#1", "9 in#2", "12 in#3"]);
    expect(times(seen, "enter", "unpack")).toEqual([0, 3]);
    expect(seen.result.buffers["unpack"]).toMatchObject({ entered: 2, left: 4, maxContent: 2 });
    // The first passes at once, so one until 3 s; the two of the next batch until 6 s, and one until 9 s.
    expect(seen.result.buffers["unpack"]?.meanContent).toBeCloseTo((3 + 2 * 3 + 3) / 20, 9);
    expectSameFuture(plant, 14, instantsOf(plant, 14));
  });

  test("L4: the batches of Poisson arrivals have Erlang gaps: mean content (k − 1)/2 (t-interval, 99.9 %)", () => {
    const plant = plantOf({
      elements: [arrivals("in", { dist: "exponential", mean: 10 }), batcher("pack", 4), sink()],
      flow: ["in > pack > out"],
    });
    const runs = Array.from({ length: 20 }, (_, replication) => {
      const simulation = new Simulation(plant, { seed: 5, replication, warmup: 1000 });
      simulation.runUntil(100_000);
      return simulation.results();
    });
    const content = tInterval(
      runs.map(({ buffers }) => buffers["pack"]?.meanContent ?? Number.NaN),
      0.999,
    );
    expect(Math.abs(content.mean - 1.5)).toBeLessThanOrEqual(content.halfWidth ?? 0);
    expect(content.halfWidth).toBeLessThan(0.02);
    // Mean wait of a part: (3 + 2 + 1 + 0) gaps of 10 s over 4 parts; and WIP is the content alone.
    const cycle = tInterval(
      runs.map(({ cycleTimeMean }) => cycleTimeMean),
      0.999,
    );
    expect(Math.abs(cycle.mean - 15)).toBeLessThanOrEqual(cycle.halfWidth ?? 0);
    for (const { wip, buffers } of runs) expect(wip).toBeCloseTo(buffers["pack"]?.meanContent ?? 0, 9);
  });
});

describe("containers", () => {
  test("L8: where containers are finite, a batch needs an empty one that has come in", () => {
    const plant = plantOf({
      products: ["part", "box"],
      elements: [
        schedule("in", [0, 1, 2, 3, 4, 5]),
        buffer("empties"),
        batcher("pack", 2, { container: "box" }),
        station("m", 10),
        unbatcher("unpack", { routing: { policy: "byProduct", map: { part: "out", box: "empties" } } }),
        sink(),
      ],
      resources: [carriers("box", 1, "empties", { capacity: 2 })],
      flow: ["in > pack > m > unpack > out", "unpack > empties > pack"],
    });
    const seen = run(plant, 60);
    expect(times(seen, "start", "m")).toEqual([1, 11, 21]);
    expect(parts(seen, "exit", "out")).toEqual([
      "11 in#0",
      "11 in#1",
      "21 in#2",
      "21 in#3",
      "31 in#4",
      "31 in#5",
    ]);
    expect(seen.result.resources?.["boxs"]).toMatchObject({ trips: 3, meanLoaded: 30 / 60, lost: 0 });
    expect(seen.result.wipNow).toBe(0);
    expectSameFuture(plant, 35, instantsOf(plant, 35));
  });

  test("L8: a container without a number is always at hand, and gone when it is unpacked", () => {
    const plant = plantOf({
      products: ["part", "box"],
      elements: [
        schedule("in", [0, 1]),
        batcher("pack", 2, { container: "box" }),
        unbatcher("unpack"),
        sink(),
      ],
      flow: ["in > pack > unpack > out"],
    });
    const seen = run(plant, 5);
    expect(log(seen, "unpack")).toEqual([
      "1 enter unpack pack#0 pack",
      "1 unload unpack in#0 pack#0",
      "1 unload unpack in#1 pack#0",
      "1 end unpack pack#0 unpacked",
    ]);
    expect(seen.result.finished).toBe(2);
  });
});
