import { describe, expect, test } from "vitest";
import type { Divert } from "../../src/plant/elements/divert.ts";
import type { TransferCar } from "../../src/plant/elements/transfer-car.ts";
import type { Turntable } from "../../src/plant/elements/turntable.ts";
import type { Element, Plant } from "../../src/plant/schema.ts";
import {
  arrivals,
  buffer,
  calendar,
  failure,
  log,
  parts,
  plantOf,
  run,
  schedule,
  sink,
  station,
  times,
} from "./plants.ts";
import { expectSameFuture, instantsOf } from "./same-future.ts";

const placement = {
  position: [0, 0, 0] as [number, number, number],
  rotation: 0,
  size: [20, 1, 1] as [number, number, number],
};

function turntable(angles: Turntable["angles"], more: Partial<Turntable> = {}): Element {
  return { kind: "turntable", id: "table", placement, angles, speed: 30, ...more };
}

function car(stops: TransferCar["stops"], more: Partial<TransferCar> = {}): Element {
  return { kind: "transferCar", id: "car", placement, stops, speed: 1, ...more };
}

function divert(more: Partial<Divert> = {}): Element {
  return { kind: "divert", id: "divert", placement, ...more };
}

function everywhere(plant: Plant, until: number): void {
  expectSameFuture(plant, until, instantsOf(plant, until));
}

describe("turntable", () => {
  test("I1, I2, I5: loads, turns the shorter way, unloads, and goes back for the next part", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [0, 0]),
        turntable({ in: 0, m: 90 }, { loadTime: 2, unloadTime: 1 }),
        station("m", 4),
        sink(),
      ],
      flow: ["in > table > m > out"],
    });
    // Load 0-2, turn 90° in 3 s, unload 5-6; back 6-9, load 9-11, turn 11-14, unload 14-15.
    const seen = run(plant, 40);
    expect(times(seen, "start", "m")).toEqual([6, 15]);
    expect(log(seen, "table")).toEqual([
      "0 enter table in#0 in",
      "0 load table in#0",
      "2 depart table in#0 m",
      "5 unload table in#0",
      "6 setup table in",
      "9 enter table in#1 in",
      "9 load table in#1",
      "11 depart table in#1 m",
      "14 unload table in#1",
    ]);
    const { states, meanContent } = seen.result.stations["table"] ?? {};
    expect(states).toMatchObject({ working: 12 / 40, setup: 3 / 40, starved: 25 / 40 });
    expect(meanContent).toBeCloseTo(12 / 40, 12);
    everywhere(plant, 20);
  });

  test("I2: from 300° to 30° are 90°, and 180° go counterclockwise; both ends alike, 180° are none", () => {
    const turns = (from: number, to: number, more: Partial<Turntable> = {}): number => {
      const plant = plantOf({
        elements: [schedule("in", [0]), turntable({ in: from, out: to }, { rest: from, ...more }), sink()],
        flow: ["in > table > out"],
      });
      return times(run(plant, 60), "enter", "out")[0] as number;
    };
    expect(turns(300, 30)).toBe(3);
    expect(turns(0, 180)).toBe(6);
    expect(turns(0, 270)).toBe(3);
    expect(turns(0, -90)).toBe(3);
    expect(turns(0, 180, { symmetric: true })).toBe(0);
    expect(turns(0, 150, { symmetric: true })).toBe(1);
    // With 30°/s² it speeds up in 1 s and brakes in 1 s: 90° in 2 × 1 s for 30° and 2 s for the other 60°.
    expect(turns(0, 90, { acceleration: 30 })).toBe(4);
    // 15° are too short for full speed: 2 √(15/30) s.
    expect(turns(0, 15, { acceleration: 30 })).toBeCloseTo(2 * Math.sqrt(0.5), 6);
  });

  test("I7: with a place of rest it goes back there, and turns round on the way for a part", () => {
    const plant = plantOf({
      elements: [schedule("in", [0, 4]), turntable({ in: 0, out: 90 }, { rest: 0 }), sink()],
      flow: ["in > table > out"],
    });
    // At the sink at 3; at 4 it has come back 30° of 90°, and needs 2 s more.
    expect(times(run(plant, 40), "enter", "table")).toEqual([0, 6]);
    expect(times(run(plant, 40), "enter", "out")).toEqual([3, 9]);
    everywhere(plant, 15);
    const later = plantOf({
      elements: [schedule("in", [0, 10]), turntable({ in: 0, out: 90 }, { rest: 0 }), sink()],
      flow: ["in > table > out"],
    });
    expect(times(run(later, 40), "enter", "table")).toEqual([0, 10]);
  });
});

describe("transfer car", () => {
  const tracks = (more: Partial<TransferCar> = {}): Plant =>
    plantOf({
      elements: [
        schedule("a", [0, 1, 8]),
        schedule("b", [2]),
        car({ a: -6, b: 4, x: 0 }, more),
        station("x", 1),
        sink(),
      ],
      flow: ["a > car > x > out", "b > car"],
    });

  test("I3, I4, I5: goes to who waits longest, brings the part, and comes back empty", () => {
    const plant = tracks({ loadTime: 1, unloadTime: 1 });
    // Empty 0 → −6 in 6 s, load to 7, to 0 at 13, unload to 14. a#1 (since 1): at −6 at 20, 21, 27, 28; b#0 (since 2): at 4
    // at 32, 33, 37, 38; a#2: at −6 at 44, 45, 51, 52.
    expect(parts(run(plant, 80), "start", "x")).toEqual(["14 a#0", "28 a#1", "38 b#0", "52 a#2"]);
    everywhere(plant, 55);
  });

  test("I4: or to the nearest", () => {
    const plant = tracks({ loadTime: 1, unloadTime: 1, dispatch: "nearest" });
    // After the first, at 14, b is 4 m away and a 6 m.
    expect(parts(run(plant, 80), "start", "x")).toEqual(["14 a#0", "24 b#0", "38 a#1", "52 a#2"]);
  });

  test("I3: with acceleration it moves from rest to rest", () => {
    const plant = tracks({ acceleration: 0.5, deceleration: 1 });
    // 6 m at 1 m/s with 0.5 and 1 m/s²: 6 + 1/(2·0.5) + 1/(2·1) = 7.5 s, there and back.
    expect(times(run(plant, 80), "start", "x")[0]).toBe(15);
    everywhere(plant, 50);
  });

  test("I4: a part that went elsewhere meanwhile lets it look anew", () => {
    const plant = plantOf({
      elements: [
        schedule("busy", [0]),
        schedule("a", [0]),
        schedule("b", [3]),
        station("m", 5),
        car({ a: -10, b: 2, out: 0 }),
        sink(),
      ],
      flow: ["busy > m > out", "a > m", "a > car", "b > car", "car > out"],
    });
    // It sets off for a, which m takes at 5; at −10 at 10 nobody is there, and b is 12 m away.
    const seen = run(plant, 60);
    expect(parts(seen, "start", "m")).toEqual(["0 busy#0", "5 a#0"]);
    expect(times(seen, "enter", "car")).toEqual([22]);
    everywhere(plant, 30);
  });

  test("I5, I6: blocked until the destination takes the part; of several the first with room", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [0, 0, 0, 0]),
        car({ in: 0, x: 1, y: 3 }),
        station("x", 10),
        station("y", 10),
        sink(),
      ],
      flow: ["in > car", "car > x > out", "car > y > out"],
    });
    // x at 1; back at 2, x is taken, y at 5; back at 8; no room until x is free at 11, there at 12.
    expect(log(run(plant, 40), "x", "y").filter((line) => line.includes("enter"))).toEqual([
      "1 enter x in#0 car",
      "5 enter y in#1 car",
      "12 enter x in#2 car",
      "18 enter y in#3 car",
    ]);
    // 8-11 and 13-15.
    expect(run(plant, 40).result.stations["car"]?.states.blocked).toBeCloseTo(5 / 40, 9);
    everywhere(plant, 30);
  });
});

describe("divert", () => {
  const ways = (more: Partial<Divert> = {}): Plant =>
    plantOf({
      elements: [
        schedule("in", [
          [0, "p"],
          [0, "q"],
          [0, "q"],
          [20, "p"],
        ]),
        divert({
          switchTime: 3,
          transferTime: 2,
          routing: { policy: "byProduct", map: { p: "x", q: "y" } },
          ...more,
        }),
        buffer("x"),
        buffer("y"),
        sink(),
      ],
      products: ["p", "q"],
      flow: ["in > divert", "divert > x > out", "divert > y > out"],
    });

  test("I8: changes over where the way is another one than before, then the transfer", () => {
    const seen = run(ways(), 60);
    // It stands for x: 0-2; over to y 2-5, 5-7; 7-9; at 20 back to x.
    expect(parts(seen, "enter", "out")).toEqual(["2 in#0", "7 in#1", "9 in#2", "25 in#3"]);
    expect(run(ways({ initial: "y" }), 60).lines.filter(({ element }) => element === "out")[0]?.time).toBe(5);
    expect(seen.result.stations["divert"]?.states).toMatchObject({ working: 8 / 60, setup: 6 / 60 });
    everywhere(ways(), 30);
  });

  test("I6: by probability, in turn, and by what has room", () => {
    const share = plantOf({
      elements: [
        arrivals("in", 1),
        divert({ routing: { policy: "probability", weights: { x: 3, y: 1 } } }),
        buffer("x"),
        buffer("y"),
        sink("xs"),
        sink("ys"),
      ],
      flow: ["in > divert", "divert > x > xs", "divert > y > ys"],
    });
    const { sinks } = run(share, 4000).result;
    // Binomial with n = 4000, p = 3/4: a standard deviation of 27.4; five of them.
    expect(Math.abs((sinks["xs"]?.count ?? 0) - 3000)).toBeLessThan(137);
    const turns = plantOf({
      elements: [
        schedule("in", [0, 1, 2, 3]),
        divert({ routing: { policy: "roundRobin" } }),
        station("x", 10),
        station("y", 1),
        sink(),
      ],
      flow: ["in > divert", "divert > x > out", "divert > y > out"],
    });
    // The third is for x, which is busy until 10, and the fourth waits behind it.
    expect(parts(run(turns, 40), "enter", "x")).toEqual(["0 in#0", "10 in#2"]);
    expect(parts(run(turns, 40), "enter", "y")).toEqual(["1 in#1", "10 in#3"]);
    everywhere(turns, 25);
  });
});

describe("stops", () => {
  test("I9: off shift and down it stands, and goes on with what is left", () => {
    const table = (more: Partial<Turntable>): Plant =>
      plantOf({
        elements: [schedule("in", [0, 0]), turntable({ in: 0, out: 90 }, { loadTime: 2, ...more }), sink()],
        flow: ["in > table > out"],
        calendars: [
          calendar("shift", "resume", [
            [0, 4],
            [10, 100],
          ]),
        ],
      });
    // Load 0-2, turn 2-4 and 10-11; back 11-14, load to 16, there at 19.
    const off = table({ calendar: "shift" });
    expect(times(run(off, 60), "enter", "out")).toEqual([11, 19]);
    everywhere(off, 25);
    const down = table({
      failures: [failure("f", "calendar", 3, 5), failure("g", "calendar", 1e6, 1)],
    });
    // Down 3-8, on at 8 with 2 s left; down again 11-16, 19-24 and from 27 on.
    expect(times(run(down, 30), "enter", "out")[0]).toBe(10);
    expect(run(down, 30).result.stations["table"]?.states.failed).toBeCloseTo(18 / 30, 9);
    everywhere(down, 40);
  });

  test("I9: a part that waits may leave while it stands", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [0, 0]),
        divert({ transferTime: 1, calendar: "shift" }),
        station("m", 8),
        sink(),
      ],
      flow: ["in > divert > m > out"],
      calendars: [
        calendar("shift", "resume", [
          [0, 4],
          [20, 100],
        ]),
      ],
    });
    expect(times(run(plant, 40), "enter", "m")).toEqual([1, 9]);
    everywhere(plant, 20);
  });
});
