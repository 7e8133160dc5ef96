import { describe, expect, test } from "vitest";
import { fleetResult, tableFleet, transport } from "./fleets.ts";
import {
  arrivals,
  buffer,
  log,
  parts,
  plantOf,
  run,
  saturated,
  schedule,
  sink,
  station,
  times,
  workers,
} from "./plants.ts";
import { expectSameFuture, instantsOf } from "./same-future.ts";

/** A ↔ B in 60 s and back in 50 s. */
const AB = { A: { B: 60 }, B: { A: 50 } };

describe("trips", () => {
  test("G1, G2: the part leaves the station at the pickup, and is delivered at the end of unloading: hand calculation", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [0, 5]),
        station("mill", 10),
        transport("move", "A", "B", { loadTime: 3, unloadTime: 4 }),
        sink(),
      ],
      flow: ["in > mill > move > out"],
      resources: [tableFleet(1, "B", AB)],
    });
    const result = run(plant, 1000);
    // Ready at 10; the vehicle drives from B until 60, loads until 63, is at B at 123, unloads until 127.
    expect(parts(result, "enter", "move")).toEqual(["60 in#0", "177 in#1"]);
    // The mill is blocked by the first part from 10 to 60, works on the second until 70, and is blocked until 177.
    expect(result.result.stations["mill"]?.states.blocked).toBeCloseTo((50 + 107) / 1000, 12);
    expect(times(result, "exit", "out")).toEqual([127, 177 + 3 + 60 + 4]);
  });

  test("G1: as many vehicles are ordered as parts wait, also behind the first in a queue: hand calculation", () => {
    const plant = plantOf({
      elements: [schedule("in", [[0, "part", 3]]), buffer("store"), transport("move", "A", "B"), sink()],
      flow: ["in > store > move > out"],
      resources: [tableFleet(3, ["B", "C", "D"], { A: { B: 60 }, B: { A: 10 }, C: { A: 20 }, D: { A: 40 } })],
    });
    expect(times(run(plant, 1000), "exit", "out")).toEqual([70, 80, 100]);
  });

  test("G1: a vehicle that comes for a part that has gone elsewhere is free again", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [0]),
        buffer("store"),
        station("slow", 15),
        transport("move", "A", "B"),
        schedule("late", [50]),
        buffer("second"),
        sink(),
      ],
      // The slow station is busy with nothing, so it takes the part at once; the order is never made.
      flow: ["in > store > slow > out", "store > move > out", "late > second > move"],
      resources: [tableFleet(1, "B", AB)],
    });
    const result = run(plant, 1000);
    expect(times(result, "exit", "out")).toEqual([15, 50 + 50 + 60]);
    const busy = plantOf({
      elements: [
        schedule("in", [[0, "part", 2]]),
        buffer("store"),
        station("slow", 15),
        transport("move", "A", "B"),
        sink(),
      ],
      flow: ["in > store > slow > out", "store > move > out"],
      resources: [tableFleet(1, "B", { A: { B: 60 }, B: { A: 20 } })],
    });
    // The second part finds the station busy and orders the vehicle; at 15 the station takes it, and at 20 the vehicle stands in A for nothing.
    const other = run(busy, 1000);
    expect(times(other, "exit", "out")).toEqual([15, 30]);
    expect(fleetResult(other).trips).toBe(1);
    expect(other.result.stations["move"]?.finished).toBe(0);
  });

  test("G2: several parts a trip, those of other drops wait for the next: hand calculation", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [
          [0, "a", 1],
          [0, "b", 1],
          [0, "a", 2],
        ]),
        station("wrap", 0, { servers: 4 }),
        transport(
          "move",
          "A",
          { left: "B", right: "C" },
          {
            loadTime: 1,
            unloadTime: 2,
            returnTo: "A",
            routing: { policy: "byProduct", map: { a: "left", b: "right" } },
          },
        ),
        sink("left"),
        sink("right"),
      ],
      products: ["a", "b"],
      flow: ["in > wrap > move > left", "move > right"],
      resources: [tableFleet(1, "A", { A: { B: 10, C: 20 }, B: { A: 10 }, C: { A: 20 } }, { capacity: 2 })],
    });
    // A trip takes the first part and what follows it for the same drop: b ends the first one. Back at 23 and at 66.
    const result = run(plant, 1000);
    expect(parts(result, "exit", "left")).toEqual(["13 in#0", "79 in#2", "79 in#3"]);
    expect(parts(result, "exit", "right")).toEqual(["46 in#1"]);
  });

  test("G2, G5: without room at the drop the vehicle stands blocked with its part: hand calculation", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [[0, "part", 3]]),
        buffer("store"),
        transport("move", "A", "B", { returnTo: "A" }),
        station("mill", 500),
        sink(),
      ],
      flow: ["in > store > move > mill > out"],
      resources: [tableFleet(1, "A", AB)],
    });
    const result = run(plant, 1000);
    // Delivered at 60; the second is at B at 170 and waits until 560; the third comes at 670 and waits beyond the end.
    expect(parts(result, "enter", "mill")).toEqual(["60 in#0", "560 in#1"]);
    const { shares } = fleetResult(result);
    expect(shares.blocked).toBeCloseTo((390 + 330) / 1000, 12);
    expect(shares.drivingLoaded).toBeCloseTo(180 / 1000, 12);
    expect(shares.drivingEmpty).toBeCloseTo(100 / 1000, 12);
    const { states } = result.result.stations["move"] ?? {};
    expect(states?.working).toBeCloseTo(180 / 1000, 12);
    expect(states?.blocked).toBeCloseTo((390 + 330) / 1000, 12);
    // While the vehicle returns a part waits for it.
    expect(states?.waiting).toBeCloseTo(100 / 1000, 12);
  });

  test("G5: without a part it is starved", () => {
    const plant = plantOf({
      elements: [schedule("in", [100]), buffer("store"), transport("move", "A", "B"), sink()],
      flow: ["in > store > move > out"],
      resources: [tableFleet(1, "A", AB)],
    });
    const { states } = run(plant, 200).result.stations["move"] ?? {};
    expect(states?.starved).toBeCloseTo((100 + 40) / 200, 12);
    expect(states?.working).toBeCloseTo(60 / 200, 12);
  });

  test("G6: drops count loads under way as places taken, and the emptiest is chosen where none has room", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [[0, "part", 4]]),
        buffer("store"),
        transport("move", "A", "B", { returnTo: "A" }),
        buffer("first", { capacity: 1 }),
        station("mill", 1e5),
        buffer("second", { capacity: 2 }),
        station("lathe", 1e5),
        sink(),
      ],
      flow: ["in > store > move > first > mill > out", "move > second > lathe > out"],
      resources: [tableFleet(4, "A", AB)],
    });
    // All four leave at once: one for the first, two for the second, and the last to the one with fewer, which is the first.
    const result = run(plant, 100);
    expect(parts(result, "enter", "first")).toEqual(["60 in#0", "60 in#3"]);
    expect(parts(result, "enter", "second")).toEqual(["60 in#1", "60 in#2"]);
  });
});

test("G18: orders only while the drop has room, so that no vehicle stands blocked: hand calculation", () => {
  const waits = (awaitsRoom: boolean): ReturnType<typeof run> =>
    run(
      plantOf({
        elements: [
          schedule("in", [[0, "part", 3]]),
          buffer("store"),
          transport("move", "A", "B", { returnTo: "A", awaitsRoom }),
          station("mill", 500),
          sink(),
        ],
        flow: ["in > store > move > mill > out"],
        resources: [tableFleet(2, "A", AB)],
      }),
      1200,
    );
  // One part goes at 0; the mill is free again at 560, and the next one leaves then; the third at 1120.
  expect(parts(waits(true), "enter", "mill")).toEqual(["60 in#0", "620 in#1", "1180 in#2"]);
  expect(fleetResult(waits(true)).shares.blocked).toBe(0);
  expect(parts(waits(false), "enter", "mill")).toEqual(["60 in#0", "560 in#1", "1060 in#2"]);
});

describe("dispatching", () => {
  const two = { A: { B: 5 }, B: { A: 5 }, near: { A: 10 }, far: { A: 30 } };

  test("G3: the nearest idle vehicle, or the one idle longest: hand calculation", () => {
    const first = (vehicle: "nearest" | "longestIdle"): number[] => {
      const plant = plantOf({
        elements: [schedule("in", [7]), buffer("store"), transport("move", "A", "B"), sink()],
        flow: ["in > store > move > out"],
        resources: [tableFleet(2, ["far", "near"], two, { dispatch: { vehicle } })],
      });
      return times(run(plant, 1000), "exit", "out");
    };
    expect(first("nearest")).toEqual([7 + 10 + 5]);
    // Both are idle since the start; of equals the first vehicle.
    expect(first("longestIdle")).toEqual([7 + 30 + 5]);
  });

  test.each([
    ["fifo", ["a", "b", "c"]],
    ["priority", ["a", "c", "b"]],
    ["dueDate", ["a", "c", "b"]],
    ["nearest", ["a", "c", "b"]],
  ] as const)("G3: orders that wait are served by the rule %s", (order, served) => {
    const plant = plantOf({
      elements: [
        ...(["a", "b", "c"] as const).flatMap((id, i) => [schedule(`in-${id}`, [i]), buffer(`store-${id}`)]),
        transport("a", "A", "Z"),
        transport("b", "B", "Z", { priority: 5, dueIn: 500 }),
        transport("c", "C", "Z", { priority: 1, dueIn: 100 }),
        sink(),
      ],
      flow: ["in-a > store-a > a > out", "in-b > store-b > b > out", "in-c > store-c > c > out"],
      resources: [
        tableFleet(
          1,
          "Z",
          { A: { Z: 10 }, B: { Z: 10 }, C: { Z: 10 }, Z: { A: 10, B: 20, C: 15 } },
          { dispatch: { order } },
        ),
      ],
    });
    const result = run(plant, 1000);
    expect(result.lines.filter(({ kind }) => kind === "exit").map(({ part }) => part?.slice(3, 4))).toEqual(
      served,
    );
  });

  test("G4: returns before it is idle, stays at the drop, or goes home: hand calculation", () => {
    const exits = (more: object, fleet: object): number[] => {
      const plant = plantOf({
        elements: [schedule("in", [0, 30, 200]), buffer("store"), transport("move", "A", "B", more), sink()],
        flow: ["in > store > move > out"],
        resources: [tableFleet(1, "A", { A: { B: 20 }, B: { A: 10, H: 1 }, H: { A: 40 } }, fleet)],
      });
      return times(run(plant, 1000), "exit", "out");
    };
    // Back in A at 30, when the second part comes.
    expect(exits({ returnTo: "A" }, {})).toEqual([20, 50, 220]);
    // Stays in B: 10 s to the part from the order on.
    expect(exits({}, {})).toEqual([20, 60, 230]);
    // Goes home, which is A, without an order.
    expect(exits({}, { parking: "home" })).toEqual([20, 50, 220]);
  });

  test("G7: shares, waits and trips: hand calculation; shares add to one", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [[0, "part", 2]]),
        buffer("store"),
        transport("move", "A", "B", { loadTime: 10, unloadTime: 20, returnTo: "A" }),
        sink(),
      ],
      flow: ["in > store > move > out"],
      resources: [tableFleet(1, "A", AB)],
    });
    const result = fleetResult(run(plant, 500));
    // A trip: 10 + 60 + 20 + 50 = 140 s; the second order waits for the first trip.
    expect(result).toMatchObject({
      orders: 2,
      trips: 2,
      meanWait: 70,
      maxWait: 140,
      waitingOrders: 0,
      distance: 0,
    });
    const { shares } = result;
    expect(shares).toEqual({
      idle: 220 / 500,
      drivingEmpty: 100 / 500,
      drivingLoaded: 120 / 500,
      loading: 20 / 500,
      unloading: 40 / 500,
      waitingForTraffic: 0,
      waitingForDriver: 0,
      blocked: 0,
      charging: 0,
      failed: 0,
    });
    expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });
});

describe("batteries, drivers, failures", () => {
  test("G8: goes to the charger at the limit, one vehicle at a time: hand calculation", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [[0, "part", 2], 400, 400]),
        buffer("store"),
        transport("move", "A", "B", { returnTo: "A" }),
        sink(),
      ],
      flow: ["in > store > move > out"],
      resources: [
        tableFleet(
          2,
          "A",
          { A: { B: 60, L: 5 }, B: { A: 40 }, L: { A: 5 } },
          {
            // 0.01 kWh/s: after 100 s a vehicle is at 9 of 10 kWh.
            battery: { capacity: 10, perSecond: 0.01, chargers: ["L"], power: 36, chargeBelow: 0.9 },
          },
        ),
      ],
    });
    const result = run(plant, 1000);
    const { charges, energyDeficit, shares } = fleetResult(result);
    // Both are back at 100 with 9 kWh. The first is at L at 105 with 8.95 kWh and charges 1.05 kWh at 0.01 kWh/s until 210.
    // The second is idle without a charger until then; at 215 it has 7.85 kWh and charges until 430.
    const departures = log(result, "agv").filter((line) => line.includes("→L"));
    expect(departures.slice(0, 2)).toEqual(["100 depart agv agv/1 A→L", "210 depart agv agv/2 A→L"]);
    expect(times(result, "exit", "out").slice(0, 2)).toEqual([60, 60]);
    expect(charges).toBeGreaterThanOrEqual(3);
    expect(energyDeficit).toBe(0);
    expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  test("G8: what is used beyond empty is counted: 2 kWh used of 1", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [0]),
        buffer("store"),
        transport("move", "A", "B", { loadTime: 140, returnTo: "A" }),
        sink(),
      ],
      flow: ["in > store > move > out"],
      resources: [
        tableFleet(
          1,
          "A",
          { A: { B: 60, L: 0 }, B: { A: 0 }, L: { A: 5 } },
          {
            battery: { capacity: 1, perSecond: 0.01, chargers: ["L"], power: 36, chargeBelow: 0.1 },
          },
        ),
      ],
    });
    expect(fleetResult(run(plant, 200)).energyDeficit).toBeCloseTo(1, 9);
  });

  test("G9: a trip waits for its driver, who is free when the vehicle is idle: hand calculation", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [[0, "part", 2]]),
        buffer("store"),
        transport("move", "A", "B", { returnTo: "A" }),
        sink(),
      ],
      flow: ["in > store > move > out"],
      resources: [tableFleet(2, "A", AB, { drivers: [{ pool: "drivers" }] }), workers("drivers", 1)],
    });
    const result = run(plant, 1000);
    // The only driver is back at 110.
    expect(times(result, "exit", "out")).toEqual([60, 170]);
    expect(fleetResult(result).shares.waitingForDriver).toBeCloseTo(110 / 2000, 12);
  });

  test("G10: a breakdown holds the trip up by its repair: hand calculation", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [0, 500]),
        buffer("store"),
        transport("move", "A", "B", { returnTo: "A" }),
        sink(),
      ],
      flow: ["in > store > move > out"],
      resources: [
        tableFleet(1, "A", AB, {
          failures: [{ id: "f", clock: "busy", timeToFailure: 100, timeToRepair: 30 }],
        }),
      ],
    });
    const result = run(plant, 1000);
    // Drives until 100 (at B since 60), 10 s are left: back in A at 140. The clock stands at 10 then, and strikes after 90 s more.
    expect(times(result, "fail", "agv")).toEqual([100, 590]);
    expect(times(result, "exit", "out")).toEqual([60, 560]);
    expect(fleetResult(result).failures).toBe(2);
    expect(fleetResult(result).shares.failed).toBeCloseTo(60 / 1000, 12);
  });
});

test("G1, G3, G9, G10: same future from a snapshot at any instant", () => {
  const plant = plantOf({
    elements: [
      arrivals("in", { dist: "exponential", mean: 40 }),
      buffer("store"),
      transport(
        "move",
        "A",
        { left: "B", right: "C" },
        {
          loadTime: 3,
          unloadTime: { dist: "uniform", min: 1, max: 9 },
          routing: { policy: "roundRobinSkip" },
          returnTo: "A",
        },
      ),
      station("left", 70),
      station("right", 90),
      sink(),
    ],
    flow: ["in > store > move > left > out", "move > right > out"],
    resources: [
      workers("drivers", 2),
      tableFleet(
        3,
        "A",
        { A: { B: 10, C: 20, L: 5 }, B: { A: 15 }, C: { A: 25 }, L: { A: 5 } },
        {
          capacity: 2,
          drivers: [{ pool: "drivers" }],
          failures: [
            { id: "f", clock: "busy", timeToFailure: { dist: "exponential", mean: 200 }, timeToRepair: 20 },
          ],
          battery: { capacity: 2, perSecond: 0.002, chargers: ["L"], power: 20, chargeBelow: 0.5 },
        },
      ),
    ],
  });
  const until = 900;
  expectSameFuture(
    plant,
    until,
    instantsOf(plant, until).filter((_, i) => i % 3 === 0),
    {},
  );
});

test("G2: a saturated source is paced by the vehicles: 2 per 110 s after the first", () => {
  const plant = plantOf({
    elements: [saturated("in"), transport("move", "A", "B", { returnTo: "A" }), sink()],
    flow: ["in > move > out"],
    resources: [tableFleet(2, "A", AB)],
  });
  const result = run(plant, 1000);
  expect(result.result.finished).toBe(2 * Math.floor((1000 + 50) / 110));
});
