import { describe, expect, test } from "vitest";
import { Frame, frameBytes } from "../../src/protocol/frame.ts";
import { Simulation } from "../../src/sim/simulation.ts";
import { LossLedger } from "../../src/sim/trace/loss-ledger.ts";
import type { MilkRunDemand } from "../../src/plant/elements/milk-run.ts";
import type { Fleet } from "../../src/plant/resources/fleet.ts";
import type { Plant } from "../../src/plant/schema.ts";
import type { Layout } from "./plants.ts";
import { fleetResult, network, networkFleet, tableFleet } from "./fleets.ts";
import { cards, delivery, lapsOf, milkRun } from "./milk-runs.ts";
import {
  batcher,
  buffer,
  calendar,
  carriers,
  parts,
  plantOf,
  run,
  saturated,
  schedule,
  sink,
  station,
  times,
  unbatcher,
  workers,
} from "./plants.ts";
import { why } from "./why.ts";
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
    expect(parts(result, "start", "run")).toEqual([
      "10 in#0",
      "10 in#1",
      "10 in#20",
      "610 in#2",
      "610 in#21",
    ]);
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
    const plant = plantOf(twoRacks({ timetable: { by: "times", times: [400.000001, 10], period: 1000 } }));
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

describe("departures without a timetable", () => {
  test("MR4: on demand a train departs when so many signals wait, or the first has waited so long: hand calculation", () => {
    const onDemand = (within?: number): Layout =>
      twoRacks({
        timetable: { by: "demand", signals: 3, ...(within === undefined ? {} : { within }) },
      });
    // At 0 three cards count. That lap takes 21.5 + 60 + 9 + 30 + 9 + 90 s; cards are free at 90.5, 129.5 and, behind the train,
    // at 190.5, so the next lap brings two in 214.5 s, and the one after three again.
    const { recent } = lapsOf(run(plantOf(onDemand()), 900));
    expect(recent.map(({ began }) => began)).toEqual([0, 219.5, 434, 653.5, 868]);
    const first = run(plantOf(onDemand()), 300);
    expect(parts(first, "start", "run")).toEqual([
      "0 in#0",
      "0 in#1",
      "0 in#20",
      "219.5 in#2",
      "219.5 in#21",
    ]);
    const few = { deliveries: [delivery("store", "rackA", "a", cards(2))] };
    // Two signals are too few for ever; with a limit on the wait they go after it, and again after each lap.
    const never = twoRacks({ ...few, timetable: { by: "demand", signals: 3 } });
    expect(lapsOf(run(plantOf(never), 1000)).departures).toBe(0);
    const limited = twoRacks({ ...few, timetable: { by: "demand", signals: 3, within: 40 } });
    // With two containers a lap takes 18.5 + 60 + 9 + 30 + 7 + 90 = 214.5 s, with one 209.5 s.
    expect(lapsOf(run(plantOf(limited), 600)).recent.map(({ began }) => began)).toEqual([
      40,
      40 + 214.5 + 40,
      294.5 + 209.5 + 40,
    ]);
  });

  test("MR4: continuous trains depart when they are back, each for itself: hand calculation", () => {
    const plant = (trains: number): Layout =>
      twoRacks(
        { timetable: { by: "continuous" }, deliveries: [] },
        { resources: [tableFleet(trains, "D", ROUND)] },
      );
    // A lap takes 204.5 s.
    expect(lapsOf(run(plantOf(plant(1)), 1000))).toMatchObject({ departures: 5, laps: 4, lapMax: 204.5 });
    const two = lapsOf(run(plantOf(plant(2)), 1000));
    expect([two.departures, two.laps, two.recent]).toEqual([10, 8, []]);
    expect(two.punctuality).toBeNaN();
  });

  test("MR4, MR13: continuous trains that skip stops wait for a signal, and go where there is one: hand calculation", () => {
    const plant = plantOf(
      twoRacks(
        { timetable: { by: "continuous" }, skipsStops: true },
        { resources: [tableFleet(1, "D", { D: { A: 60, B: 80 }, A: { B: 30, D: 70 }, B: { D: 90 } })] },
      ),
    );
    const result = run(plant, 700);
    // One place, and a comes first in the file: 12.5 + 3 + 60 + 5 + 2 + 70 s a lap, straight there and back.
    expect(parts(result, "start", "run")).toEqual([
      "0 in#0",
      "152.5 in#1",
      "305 in#2",
      "457.5 in#3",
      "610 in#4",
    ]);
    expect(lapsOf(result)).toMatchObject({ stopsServed: 5, stopsSkipped: 5, departures: 5, lapMax: 152.5 });
  });

  test("MR5: departures off shift do not take place, one at the start of a shift does: hand calculation", () => {
    const layout = twoRacks(
      { timetable: { by: "takt", every: 300 }, calendar: "early", deliveries: [] },
      { calendars: [calendar("early", "resume", [[600, 1200]], 2400)] },
    );
    const result = run(plantOf(layout), 3300);
    expect(lapsOf(result)).toMatchObject({ departures: 4, missed: 0, punctuality: 1 });
    expect(lapsOf(result).recent.map(({ began }) => began)).toEqual([600, 900, 3000, 3300]);
    // The lap from 900 to 1104.5 is within the shift.
    const { working, paused } = result.result.stations["run"]?.states ?? {};
    expect(working).toBeCloseTo((3 * 204.5) / 3300, 12);
    expect(paused).toBeCloseTo((600 + 1800) / 3300, 12);
    const onCall = twoRacks(
      { timetable: { by: "demand", signals: 1 }, calendar: "early" },
      { calendars: [calendar("early", "resume", [[600, 1200]], 2400)] },
    );
    expect(lapsOf(run(plantOf(onCall), 2900)).recent.map(({ began }) => began)).toEqual([600, 819.5, 1034]);
  });
});

describe("what a train carries", () => {
  /** One stop, and containers of two sizes: 0.5 m³ and 0.3 m³. */
  function sized(trailers: Fleet["trailers"], demand: readonly MilkRunDemand[]): Layout {
    const products = ["large", "small"].map((id, i) => ({
      id,
      size: i === 0 ? ([1, 1, 0.5] as const) : ([1, 0.6, 0.5] as const),
    }));
    return {
      elements: [
        schedule("in", [
          [0, "large", 9],
          [0, "small", 9],
        ]),
        buffer("store"),
        milkRun(
          [
            ["D", "store"],
            ["A", "rack"],
          ],
          { by: "takt", every: 100, first: 10 },
          demand.map((one, i) => delivery("store", "rack", i === 0 ? "large" : "small", one)),
        ),
        buffer("rack", { capacity: 100 }),
        station("mill", 1000),
        sink(),
      ],
      flow: ["in > store > run > rack > mill > out"],
      resources: [tableFleet(1, "D", { D: { A: 10 }, A: { D: 10 } }, { trailers })],
      more: { products: products as unknown as Plant["products"] },
    };
  }

  test("MR7: containers take places and volume, trailer by trailer: hand calculation", () => {
    const wanted = [
      { by: "fixed", quantity: 2 },
      { by: "fixed", quantity: 5 },
    ] as const;
    const started = (trailers: Fleet["trailers"]): [string[], number] => {
      const result = run(plantOf(sized(trailers, wanted)), 50);
      return [parts(result, "start", "run").map((line) => line.slice(3)), lapsOf(result).leftBehind];
    };
    // 0.5 + 0.3 fit into 0.9 m³, twice; a third small one needs 0.1 m³ more than is left on either trailer.
    expect(started({ count: 2, places: 9, volume: 0.9 })).toEqual([["in#0", "in#1", "in#9", "in#10"], 3]);
  });

  test("MR7: without volumes places alone count", () => {
    const result = run(
      plantOf(
        sized({ count: 2, places: 3 }, [
          { by: "fixed", quantity: 2 },
          { by: "fixed", quantity: 5 },
        ]),
      ),
      50,
    );
    expect(parts(result, "start", "run").length).toBe(6);
    expect(lapsOf(result)).toMatchObject({ leftBehind: 1, loadMax: 1 });
  });

  test("MR11, MR12: full boxes go out and empty ones come back, and boxes are conserved: hand calculation", () => {
    const plant = plantOf({
      elements: [
        saturated("in"),
        buffer("boxes"),
        batcher("pack", 4, { container: "box" }),
        buffer("store", { capacity: 6 }),
        milkRun(
          [
            ["D", "store boxes", 10],
            ["A", "rack empties", 5],
          ],
          { by: "takt", every: 400, first: 30 },
          [delivery("store", "rack", "part", cards(2))],
          { returns: [{ from: "empties", to: "boxes" }], loadTime: 3, unloadTime: 2 },
        ),
        buffer("rack", { capacity: 2 }),
        unbatcher("open", { routing: { policy: "byProduct", map: { part: "single", box: "empties" } } }),
        buffer("empties"),
        buffer("single", { capacity: 1 }),
        station("mill", 25),
        sink(),
      ],
      flow: [
        "in > pack > store > run > rack > open",
        "run > boxes > pack",
        "open > single > mill > out",
        "open > empties > run",
      ],
      products: ["part", "box"],
      resources: [
        carriers("box", 6, "boxes", { capacity: 4 }),
        tableFleet(1, "D", { D: { A: 50 }, A: { D: 40 } }, { capacity: 3 }),
      ],
    });
    const result = run(plant, 1200);
    // Two boxes are at A at 105. The first is opened at once and goes back empty; the second is opened when the last part of the
    // first has gone over, at 155, so its card and its empty box wait for the next lap. That one brings one, which is opened at
    // once, and takes both back: 430 + 10 + 3 + 50 + 5 + 2 + 2 × 3 + 40 + 2 × 2. The third brings two.
    expect(parts(result, "finish", "run")).toEqual([
      "105 boxs#0",
      "105 boxs#1",
      "150 boxs#0",
      "500 boxs#2",
      "550 boxs#1",
      "550 boxs#2",
      "905 boxs#3",
      "905 boxs#4",
      "950 boxs#3",
    ]);
    expect(lapsOf(result)).toMatchObject({ delivered: 5, returned: 4, laps: 3 });
    expect(result.result.resources?.["boxs"]).toMatchObject({ lost: 0 });
    expectSameFuture(plant, 1200, [105, 130, 501, 548, 950]);
  });
});

describe("with the rest of the plant", () => {
  test("MR16: a breakdown and a driver who is away make laps late: hand calculation", () => {
    const resources = (more: Partial<Fleet>): NonNullable<Layout["resources"]> => [
      workers("drivers", 1, { calendar: "early" }),
      tableFleet(1, "D", ROUND, { capacity: 8, ...more }),
    ];
    const calendars = [
      calendar("early", "finish", [
        [0, 300],
        [700, 2000],
      ]),
    ];
    const driven = run(
      plantOf(twoRacks({}, { resources: resources({ drivers: [{ pool: "drivers" }] }), calendars })),
      1200,
    );
    // Due at 10 and 610; the driver is there again at 700.
    expect(lapsOf(driven)).toMatchObject({ late: 1, latenessMax: 90, lapMax: 219.5, punctuality: 0.5 });
    expect(fleetResult(driven).shares.waitingForDriver).toBeCloseTo(90 / 1200, 12);
    // It drives from 31.5 on, breaks down after 50 s of work, and stands for 500 s: back at 729.5, when the second lap begins.
    const failures = [{ id: "motor", clock: "busy", timeToFailure: 50, timeToRepair: 500 }] as const;
    const broken = run(
      plantOf(
        twoRacks({}, { resources: [tableFleet(1, "D", ROUND, { capacity: 8, failures: [...failures] })] }),
      ),
      740,
    );
    const { shares, failures: stops } = fleetResult(broken);
    // Work of 50 s a time: down at 60, 610.
    expect([stops, shares.failed]).toEqual([2, (500 + 130) / 740]);
    expect(lapsOf(broken)).toMatchObject({ departures: 1, laps: 0 });
  });

  test("MR1: on a network trains wait for the way and follow it, loaded slower than empty: hand calculation", () => {
    const layout = twoRacks(
      { returns: [], skipsStops: false },
      {
        resources: [
          network(
            [
              ["D", 0, 0],
              ["A", 60, 0],
              ["B", 60, 30],
              ["C", 0, 30],
            ],
            ["D > A > B > C > D"],
          ),
          networkFleet(1, "D", {
            capacity: 8,
            speed: { empty: 2, loaded: 1 },
            acceleration: 0.5,
            reservesAhead: 1,
          }),
        ],
      },
    );
    const result = run(plantOf(layout), 1200);
    // From rest to rest d/v + v/a: 60 m at 1 m/s in 62 s, 30 m in 32 s, then empty 60 m at 2 m/s in 34 s and 30 m in 19 s.
    const [first, second] = [21.5 + 62 + 9 + 32 + 9 + 34 + 19, 18.5 + 62 + 7 + 32 + 9 + 34 + 19];
    expect(lapsOf(result)).toMatchObject({ laps: 2, lapMax: first, lapMean: (first + second) / 2 });
    expect(fleetResult(result).distance).toBe(360);
  });

  test("MR17: with constant demand a rack never runs dry if it holds what is used from one visit to the visit after the next", () => {
    // A card is collected at one visit and its container brought at the next: between them are takt and, in the worst case, one takt more.
    const takt = 600;
    const used = 40;
    const dry = (count: number): number => {
      const plant = plantOf(
        twoRacks(
          { deliveries: [delivery("store", "rackA", "a", cards(count))], loadTime: 0, unloadTime: 0 },
          {
            elements: twoRacks({
              deliveries: [delivery("store", "rackA", "a", cards(count))],
              loadTime: 0,
              unloadTime: 0,
            }).elements.map((element) => {
              if (element.id === "millA") return station("millA", used);
              return element.id === "in" ? schedule("in", [[0, "a", 900]]) : element;
            }),
            resources: [tableFleet(1, "D", ROUND, { capacity: 100 })],
          },
        ),
      );
      return lapsOf(run(plant, 20_000, { warmup: 5000 })).pointsOfUse[0]?.stockOutShare ?? Number.NaN;
    };
    // 2 × 600 s / 40 s = 30 containers; the one at work has given its card back, so 30 cards just do, and 29 do not.
    expect(dry((2 * takt) / used)).toBe(0);
    expect(dry((2 * takt) / used - 1)).toBeGreaterThan(0);
  });

  test("MR18: who lacks material waits for the train, and for what holds that up", () => {
    const plant = plantOf(twoRacks());
    expect(why(plant, "millA", 60)).toEqual({
      steps: ["millA starved", "rackA starved", "run trainBrings A", "agv/1 driving A"],
      root: "timetable run",
    });
    expect(why(plant, "millA", 400)).toEqual({
      steps: ["millA starved", "rackA starved", "run awaitsDeparture"],
      root: "timetable run",
    });
    expect(why(plant, "run", 400)).toEqual({ steps: ["run awaitsDeparture"], root: "timetable run" });
    expect(why(plant, "run", 60)).toEqual({ steps: ["run underWay"], root: "timetable run" });
    const failures = [{ id: "motor", clock: "busy", timeToFailure: 50, timeToRepair: 500 }] as const;
    const broken = plantOf(
      twoRacks({}, { resources: [tableFleet(1, "D", ROUND, { capacity: 8, failures: [...failures] })] }),
    );
    expect(why(broken, "millA", 100)).toEqual({
      steps: ["millA starved", "rackA starved", "run trainBrings A", "agv/1 failed motor"],
      root: "vehicleFailure agv motor",
    });
    const late = plantOf(
      twoRacks(
        {},
        {
          resources: [
            workers("drivers", 1, { calendar: "early" }),
            tableFleet(1, "D", ROUND, { capacity: 8, drivers: [{ pool: "drivers" }] }),
          ],
          calendars: [
            calendar("early", "finish", [
              [0, 300],
              [700, 2000],
            ]),
          ],
        },
      ),
    );
    expect(why(late, "millA", 650)).toEqual({
      steps: [
        "millA starved",
        "rackA starved",
        "run awaitsVehicle",
        "agv/1 awaitsDriver",
        "drivers offShift",
        "early break",
      ],
      root: "break early",
    });
    expect(why(late, "millA", 730).steps).toEqual([
      "millA starved",
      "rackA starved",
      "run trainBrings A",
      "run trainLate",
      "agv/1 driving A",
    ]);
    const short = plantOf(
      twoRacks(
        {},
        {
          elements: twoRacks().elements.map((one) =>
            one.id === "in"
              ? schedule("in", [
                  [0, "b", 5],
                  [5000, "a"],
                ])
              : one,
          ),
        },
      ),
    );
    expect(why(short, "millA", 400)).toEqual({
      steps: ["millA starved", "rackA starved", "run notInStock store", "store missesPart", "in noArrival"],
      root: "supply in",
    });
  });

  test("MR18: the ledger books what a machine lacks to the timetable, or to the train that broke down: hand calculation", () => {
    const lost = (more: Partial<Fleet>): Record<string, number> => {
      const simulation = new Simulation(
        plantOf(twoRacks({}, { resources: [tableFleet(1, "D", ROUND, { capacity: 8, ...more })] })),
      );
      const ledger = new LossLedger(simulation.model, { constraint: "millA" });
      simulation.observe(ledger);
      simulation.runUntil(1200);
      const { planned, productive, losses } = ledger.result();
      expect([planned, productive]).toEqual([1200, 300]);
      return Object.fromEntries(losses.map(({ root, seconds }) => [`${root.cause} ${root.id}`, seconds]));
    };
    // It works from 100.5 to 300.5 and from 695.5 to 795.5; all else is waiting for the train or for its departure.
    expect(lost({})).toEqual({ "timetable run": 900 });
    // After 219.5 s of work in lap 1 and 90.5 s in lap 2 the train stands on its way to B, when A has got its box, until 900.5.
    const failures = [{ id: "motor", clock: "busy", timeToFailure: 310, timeToRepair: 200 }] as const;
    expect(lost({ failures: [...failures] })).toEqual({
      "timetable run": 900 - (900.5 - 795.5),
      "vehicleFailure agv": 900.5 - 795.5,
    });
  });

  test("MR16: a train that is charged departs late: hand calculation", () => {
    const battery = {
      capacity: 1,
      perSecond: 0.001,
      chargers: ["D"],
      power: 3.6,
      chargeBelow: 0.85,
    };
    const plant = plantOf(
      twoRacks(
        { timetable: { by: "takt", every: 300, first: 10 } },
        { resources: [tableFleet(1, "D", ROUND, { capacity: 8, battery })] },
      ),
    );
    // Back at 229.5 with 0.7705 kWh, it is charged with 0.001 kWh/s until 459; due at 310.
    const { recent, latenessMax } = lapsOf(run(plant, 500));
    expect(recent).toEqual([
      { due: 10, began: 10 },
      { due: 310, began: 459 },
    ]);
    expect(latenessMax).toBe(149);
  });

  test("MR1: an element that is not connected changes nothing of a milk run, nor does writing the log", () => {
    const layout = twoRacks();
    const more = plantOf({
      ...layout,
      elements: [schedule("other", [1, 2, 3]), station("aside", 7), sink("gone"), ...layout.elements],
      flow: [...layout.flow, "other > aside > gone"],
    });
    const own = (lines: ReturnType<typeof run>["lines"]): unknown[] =>
      lines.filter(({ element }) => !["other", "aside", "gone"].includes(element));
    const plant = plantOf(layout);
    expect(own(run(more, 1300).lines)).toEqual(own(run(plant, 1300).lines));
    const silent = new Simulation(plant);
    silent.runUntil(1300);
    expect(silent.stateHash()).toBe(run(plant, 1300).result.hash);
  });
});

describe("what is saved", () => {
  test("MR1: the same future after a snapshot at every instant", () => {
    const plant = plantOf(twoRacks());
    expectSameFuture(plant, 1300, instantsOf(plant, 1300));
  });
});

describe("where trains are drawn", () => {
  test("trailers follow the tractor round the corner, and containers stand on them", () => {
    const plant = plantOf(
      twoRacks(
        {},
        {
          resources: [
            network(
              [
                ["D", 0, 0],
                ["E", 10, 0],
                ["A", 10, 10],
                ["B", 0, 10],
              ],
              ["D > E > A > B > D"],
            ),
            networkFleet(1, "D", {
              size: { length: 2, width: 1, height: 0.5 },
              trailers: { count: 2, places: 2, length: 2, width: 1 },
            }),
          ],
        },
      ),
    );
    const simulation = new Simulation(plant);
    const frame = new Frame(new ArrayBuffer(frameBytes(plant.elements.length, 64)), plant.elements.length);
    const drawn = (product: number): number[][] => {
      simulation.writeFrame(frame);
      return drawnAt(frame, product);
    };
    const [tractor, trailer] = [2, 3];
    const quarter = 1.571;
    // It leaves at 31.5 and is 3 m beyond the corner at 44.5: one trailer is on each side of it.
    simulation.runUntil(44.5);
    expect(drawn(tractor)).toEqual([[10, 3, 0, quarter]]);
    expect(drawn(trailer)).toEqual([
      [10, 1, 0, quarter],
      [9, 0, 0, 0],
    ]);
    // Two boxes a trailer, one behind the other on 0.8 of its length, the front one first.
    expect(drawn(0).slice(-2)).toEqual([
      [10, 1.4, 0.5, quarter],
      [10, 0.6, 0.5, quarter],
    ]);
    expect(drawn(1).slice(-1)).toEqual([[9.4, 0, 0.5, 0]]);
    // Asked for the first time while it stands at A, it looks the way it came.
    const late = new Simulation(plant);
    late.runUntil(55);
    late.writeFrame(frame);
    const restored = Simulation.restore(plant, JSON.parse(JSON.stringify(late.snapshot())));
    const [standing, kept] = [late, restored].map((run) => {
      run.writeFrame(frame);
      return Array.from(frame.pose.subarray(0, frame.movers * 4));
    });
    expect(kept).toEqual(standing);
    expect(drawnAt(frame, tractor)).toEqual([[10, 10, 0, quarter]]);
  });
});

/** Poses of a kind of mover in a frame, to the millimetre. */
function drawnAt(frame: Frame, product: number): number[][] {
  return Array.from({ length: frame.movers }, (_, m) => m)
    .filter((m) => frame.product[m] === product)
    .map((m) =>
      Array.from(frame.pose.subarray(m * 4, m * 4 + 4), (value) => Math.round(value * 1000) / 1000),
    );
}
