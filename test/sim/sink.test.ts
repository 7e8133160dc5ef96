import { expect, test } from "vitest";
import { buffer, log, plantOf, run, schedule, sink, station, times } from "./plants.ts";
import { expectSameFuture, instantsOf } from "./same-future.ts";

test("X1: a sink always accepts, and the part leaves the system at that instant", () => {
  const plant = plantOf({
    elements: [schedule("in", [[5, "part", 1000]]), buffer("b"), station("m", 0, { servers: 1000 }), sink()],
    flow: ["in > b > m > out"],
  });
  const seen = run(plant, 5);
  expect(times(seen, "exit", "out")).toHaveLength(1000);
  expect(seen.result.wipNow).toBe(0);
  expect(seen.result.finished).toBe(1000);
  expect(log(seen, "out").slice(0, 2)).toEqual(["5 enter out in#0 m", "5 exit out in#0"]);
});

test("X2: the cycle time is the time from entering the system to the sink, by product and in all", () => {
  const plant = plantOf({
    products: ["a", "b", "never"],
    elements: [
      schedule("in", [
        [0, "a"],
        [1, "b"],
        [2, "a"],
      ]),
      schedule("raw", [[100, "b"]]),
      station("m", { byProduct: { a: 4 }, default: 10 }),
      sink(),
      sink("other"),
    ],
    flow: ["in > m > out", "raw > other"],
  });
  const { sinks, cycleTimeMean, finished } = run(plant, 200).result;
  // a: 0-4 (4), b: 1-14 (13), a: 2-18 (16).
  expect(sinks["out"]).toMatchObject({
    count: 3,
    byProduct: { a: 2, b: 1, never: 0 },
    cycleTimeMean: 11,
    cycleTimeMin: 4,
    cycleTimeMax: 16,
    cycleTimeByProduct: { a: { mean: 10 }, b: { mean: 13 } },
  });
  expect(sinks["out"]?.cycleTimeSd).toBeCloseTo(Math.sqrt((49 + 4 + 25) / 2), 12);
  expect(sinks["out"]?.cycleTimeByProduct["a"]?.sd).toBeCloseTo(Math.sqrt(72), 12);
  expect(sinks["out"]?.throughput).toBeCloseTo((3 / 200) * 3600, 12);
  expect(Object.keys(sinks["out"]?.cycleTimeByProduct ?? {})).toEqual(["a", "b"]);
  expect(sinks["other"]).toMatchObject({ count: 1, cycleTimeMean: 0 });
  // In all: over the parts of both sinks.
  expect(finished).toBe(4);
  expect(cycleTimeMean).toBe(33 / 4);
  expectSameFuture(plant, 200, instantsOf(plant, 200));
});

test("X2: without any part there is no cycle time", () => {
  const plant = plantOf({
    elements: [schedule("in", [50]), station("m", 1), sink()],
    flow: ["in > m > out"],
  });
  const { sinks, cycleTimeMean } = run(plant, 10).result;
  expect(sinks["out"]).toMatchObject({ count: 0, throughput: 0 });
  expect(sinks["out"]?.cycleTimeMean).toBeNaN();
  expect(sinks["out"]?.cycleTimeSd).toBeNaN();
  expect(cycleTimeMean).toBeNaN();
  expect(run(plant, 51).result.sinks["out"]?.cycleTimeSd).toBeNaN();
});
