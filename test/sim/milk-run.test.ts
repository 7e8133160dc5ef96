import { describe, expect, test } from "vitest";
import type { Layout } from "./plants.ts";
import { fleetResult, tableFleet } from "./fleets.ts";
import { cards, delivery, lapsOf, milkRun } from "./milk-runs.ts";
import { buffer, parts, plantOf, run, schedule, sink, station, times } from "./plants.ts";
import { expectSameFuture, instantsOf } from "./same-future.ts";

/** Depot → A → B → depot. */
const ROUND = { D: { A: 60 }, A: { B: 30 }, B: { D: 90 } };

/** Two racks with a station each: a is worked on for 100 s, b for 150 s. */
function twoRacks(more: Parameters<typeof milkRun>[3] = {}, layout: Partial<Layout> = {}): Layout {
  return {
    elements: [
      schedule("in", [
        [0, "a", 20],
        [0, "b", 20],
      ]),
      buffer("store"),
      milkRun(
        [
          ["D", "store", 12.5],
          ["A", "rackA", 5],
          ["B", "rackB", 7],
        ],
        { by: "takt", every: 600, first: 10 },
        [delivery("store", "rackA", "a", cards(2)), delivery("store", "rackB", "b", cards(1))],
        { loadTime: 3, unloadTime: 2, ...more },
      ),
      buffer("rackA"),
      buffer("rackB"),
      station("millA", 100),
      station("millB", 150),
      sink(),
    ],
    flow: ["in > store > run > rackA > millA > out", "run > rackB > millB > out"],
    products: ["a", "b"],
    resources: [tableFleet(1, "D", ROUND, { capacity: 8 })],
    ...layout,
  };
}

describe("laps", () => {
  test("MR1, MR2, MR6: two laps by a takt, with times of stops and containers: hand calculation to the microsecond", () => {
    const result = run(plantOf(twoRacks()), 1200);
    // At D from 10: 12.5 s and 3 × 3 s; at A at 91.5, 5 s and 2 × 2 s; at B at 130.5, 7 s and 2 s; back at 229.5.
    expect(parts(result, "start", "run")).toEqual(["10 in#0", "10 in#1", "10 in#20", "610 in#2", "610 in#21"]);
    expect(parts(result, "finish", "run")).toEqual([
      "100.5 in#0",
      "100.5 in#1",
      "139.5 in#20",
      "695.5 in#2",
      "734.5 in#21",
    ]);
    expect(lapsOf(result)).toMatchObject({
      departures: 2,
      laps: 2,
      lapMean: (219.5 + 214.5) / 2,
      lapMax: 219.5,
      punctuality: 1,
      latenessMax: 0,
      loadMean: (3 / 8 + 2 / 8) / 2,
      loadMax: 3 / 8,
      delivered: 5,
      stopsServed: 4,
      stopsSkipped: 0,
      next: [1210, 1810, 2410, 3010],
    });
    expect(times(result, "exit", "out")).toEqual([200.5, 289.5, 300.5, 795.5, 884.5]);
  });

  test("MR8, MR17: cards taken out behind the train wait for the next lap, and the rack runs dry: hand calculation", () => {
    const result = run(plantOf(twoRacks()), 1200);
    // The second a is taken out at 200.5, when the train has left: lap 2 brings one only, which is taken at once, as is each b.
    const [a, b] = lapsOf(result).pointsOfUse;
    expect(a).toEqual({
      to: "rackA",
      product: "a",
      delivered: 3,
      meanStock: 100 / 1200,
      maxStock: 1,
      stockOuts: 1,
      stockOutShare: 1100 / 1200,
    });
    expect(b).toMatchObject({ delivered: 2, meanStock: 0, stockOuts: 0, stockOutShare: 1 });
  });

  test("MR8: with two laps a card is picked while the train is under way, with none it counts at once: hand calculation", () => {
    const finishes = (laps: number): string[] => {
      const plant = plantOf({
        ...twoRacks({ deliveries: [delivery("store", "rackA", "a", cards(1, laps))] }),
      });
      return parts(run(plant, 2500), "start", "run");
    };
    // A card is free at 98.5, in lap 1; it is handed in at 10 + 12.5 + 3 + 60 + 7 + 30 + 7 + 90.
    expect(finishes(1)).toEqual(["10 in#0", "610 in#1", "1210 in#2", "1810 in#3", "2410 in#4"]);
    expect(finishes(2)).toEqual(["10 in#0", "1210 in#1", "2410 in#2"]);
    expect(finishes(0)).toEqual(finishes(1));
    const onThird = plantOf(
      twoRacks({
        deliveries: [delivery("store", "rackA", "a", cards(2, 0))],
        timetable: { by: "takt", every: 300, first: 10 },
      }),
    );
    // Taken out at 100.5 and 200.5: both count at 310; with one lap only the first did.
    expect(parts(run(onThird, 320), "start", "run")).toEqual(["10 in#0", "10 in#1", "310 in#2", "310 in#3"]);
  });

  test("MR15: shares of the milk run and of its train add to one: hand calculation", () => {
    const result = run(plantOf(twoRacks()), 1200);
    const states = result.result.stations["run"]?.states;
    expect(states?.working).toBeCloseTo((219.5 + 214.5) / 1200, 12);
    expect(states?.starved).toBeCloseTo(1 - (219.5 + 214.5) / 1200, 12);
    const { shares, trips, distance } = fleetResult(result);
    expect(shares.loading).toBeCloseTo((21.5 + 18.5) / 1200, 12);
    expect(shares.unloading).toBeCloseTo((9 + 9 + 7 + 9) / 1200, 12);
    expect(shares.drivingLoaded).toBeCloseTo((2 * 90) / 1200, 12);
    expect(shares.drivingEmpty).toBeCloseTo((2 * 90) / 1200, 12);
    expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect([trips, distance]).toEqual([2, 0]);
  });

  test("MR2: departures by listed times, repeated by a period, at a microsecond too", () => {
    const plant = plantOf(
      twoRacks({ timetable: { by: "times", times: [400.000001, 10], period: 1000 } }),
    );
    const { recent, next } = lapsOf(run(plant, 1500));
    expect(recent.map(({ due }) => due)).toEqual([10, 400.000001, 1010, 1400.000001]);
    expect(next.slice(0, 2)).toEqual([2010, 2400.000001]);
  });

  test("MR3: a late train departs as soon as it is back, and only one departure waits: hand calculation", () => {
    const plant = plantOf(
      twoRacks({ timetable: { by: "takt", every: 100, first: 10 }, deliveries: [], tolerance: 9 }),
    );
    // A lap takes 12.5 + 60 + 5 + 30 + 7 + 90 = 204.5 s: back at 214.5, due at 110, and 210 is missed.
    const { recent, ...laps } = lapsOf(run(plant, 620));
    expect(recent).toEqual([
      { due: 10, began: 10 },
      { due: 210 },
      { due: 110, began: 214.5 },
      { due: 410 },
      { due: 310, began: 419 },
      { due: 610 },
    ]);
    expect(laps).toMatchObject({ departures: 3, late: 2, missed: 3, latenessMax: 109 });
    expect(laps.punctuality).toBeCloseTo(1 / 6, 12);
    expect(laps.latenessMean).toBeCloseTo((0 + 104.5 + 109) / 3, 12);
  });

  test("MR3: with skips a departure without a train is dropped, and a train back at that instant is in time", () => {
    const timetable = { by: "takt", every: 102.25, first: 10 } as const;
    const plant = plantOf(twoRacks({ timetable, whenLate: "skips", deliveries: [] }));
    const { recent, late, missed } = lapsOf(run(plant, 500));
    expect(recent).toEqual([
      { due: 10, began: 10 },
      { due: 112.25 },
      { due: 214.5, began: 214.5 },
      { due: 316.75 },
      { due: 419, began: 419 },
    ]);
    expect([late, missed]).toEqual([0, 2]);
  });
});

describe("what is saved", () => {
  test("MR1: the same future after a snapshot at every instant", () => {
    const plant = plantOf(twoRacks());
    expectSameFuture(plant, 1300, instantsOf(plant, 1300));
  });
});
