import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { readPlant } from "../../src/plant/read.ts";
import type { Plant, Resource } from "../../src/plant/schema.ts";
import { Simulation } from "../../src/sim/simulation.ts";
import { fleetResult, network, networkFleet, transport } from "./fleets.ts";
import { arrivals, buffer, log, plantOf, run, saturated, schedule, sink, station, times } from "./plants.ts";
import { expectSameFuture, instantsOf } from "./same-future.ts";

vi.setConfig({ testTimeout: 120_000 });

/** Both directions of a lane: parts from A to B and from B to A. */
function bothWays(resources: readonly Resource[], interval = 20): Plant {
  return plantOf({
    elements: [
      arrivals("inA", interval),
      buffer("atA"),
      transport("there", "A", "B", { loadTime: 5, unloadTime: 5 }),
      sink("outB"),
      arrivals("inB", interval),
      buffer("atB"),
      transport("back", "B", "A", { loadTime: 5, unloadTime: 5 }),
      sink("outA"),
    ],
    flow: ["inA > atA > there > outB", "inB > atB > back > outA"],
    resources,
  });
}

/** A lane from A to B with a passing place (two vehicles) every so many segments, and spurs for parking at the ends. */
function lane(vehicles: number, fleet: object = {}): readonly Resource[] {
  const points: [string, number, number, object?][] = [
    ["A", 0, 0],
    ["B", 210, 0],
  ];
  const names: string[] = ["A"];
  for (let i = 1; i < 21; i++) {
    const wide = i % 3 === 0 || i === 1 || i === 20;
    points.push([`p${i}`, i * 10, 0, wide ? { capacity: 2 } : {}]);
    names.push(`p${i}`);
  }
  const ways = [[...names, "B"].join(" - ")];
  const homes = Array.from({ length: vehicles }, (_, i) => {
    const at = i % 2 === 0 ? 1 : 20;
    points.push([`h${i}`, at * 10, 10 + 5 * i, { parking: true }]);
    ways.push(`p${at} - h${i}`);
    return `h${i}`;
  });
  return [network(points, ways), networkFleet(vehicles, homes, { parking: "home", ...fleet })];
}

/** A point M between A and B where one transport drops for a slow station, and another passes. */
function crossing(): Plant {
  return plantOf({
    elements: [
      schedule("in1", [0, 60]),
      buffer("store1"),
      transport("toM", "A", "M"),
      station("slow", 100),
      sink("near"),
      schedule("in2", [85]),
      buffer("store2"),
      transport("toB", "A", "B"),
      sink("far"),
    ],
    flow: ["in1 > store1 > toM > slow > near", "in2 > store2 > toB > far"],
    resources: [
      network(
        [
          ["A", 0, 0],
          ["M", 10, 0],
          ["B", 20, 0],
          ["S", 10, 10, { parking: true }],
          ["T", 10, -10, { parking: true }],
        ],
        ["A - M - B", "M - S", "M - T"],
      ),
      networkFleet(2, ["S", "T"]),
    ],
  });
}

/** A one-way loop of 10 m segments with dead ends for pickup and drop, and a parking spur for each of two vehicles. */
function loop(): Plant {
  return plantOf({
    elements: [
      schedule("in", [0, 0]),
      buffer("store"),
      transport("move", "P", "Q", { loadTime: 30 }),
      sink(),
    ],
    flow: ["in > store > move > out"],
    resources: [
      network(
        [
          ["A", 0, 0],
          ["B", 10, 0],
          ["C", 10, 10],
          ["D", 0, 10],
          ["P", 0, -10],
          ["Q", 10, -10],
          ["S", 0, 20, { parking: true }],
          ["T", 10, 20, { parking: true }],
        ],
        ["A > B > C > D > A", "A - P", "B - Q", "D - S", "C - T"],
      ),
      networkFleet(2, ["S", "T"], { parking: "home" }),
    ],
  });
}

/** Runs and looks after every event that no block holds more than one vehicle, nor a point more than it has room for. */
function watch(plant: Plant, until: number): Simulation {
  const simulation = new Simulation(plant);
  const net = plant.resources?.find(({ kind }) => kind === "network") as Extract<
    Resource,
    { kind: "network" }
  >;
  const room = new Map(net.points.map(({ id, capacity = 1 }) => [id, capacity]));
  while (simulation.nextEventTime <= until) {
    simulation.step();
    const state = simulation.snapshot().resources as unknown as Record<
      string,
      { vehicles?: { at: string; way: { run: [number, number][] } }[] }
    >;
    const segments = new Map<number, number>();
    const points = new Map<string, number>();
    for (const { vehicles = [] } of Object.values(state)) {
      for (const { at, way } of vehicles) {
        points.set(at, (points.get(at) ?? 0) + 1);
        for (const [segment] of way.run) segments.set(segment, (segments.get(segment) ?? 0) + 1);
      }
    }
    for (const [segment, count] of segments)
      expect(count, `vehicles in segment ${segment}`).toBeLessThanOrEqual(
        net.segments[segment]?.capacity ?? 1,
      );
    for (const [point, count] of points)
      expect(count, `vehicles at ${point}`).toBeLessThanOrEqual(room.get(point) ?? 1);
  }
  return simulation;
}

/** A random tree of two-way segments with some one-way short cuts and wide points, a parking spur for each vehicle, and orders between its points. */
const randomTraffic = fc
  .record({
    parents: fc.array(fc.nat(), { minLength: 3, maxLength: 9 }),
    wide: fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
    shortCuts: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 3 }),
    spurs: fc.array(fc.nat(), { minLength: 2, maxLength: 6 }),
    orders: fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 4 }),
    parts: fc.integer({ min: 1, max: 6 }),
    acceleration: fc.option(fc.constantFrom(0.3, 1), { nil: undefined }),
    parking: fc.constantFrom<"stay" | "home">("stay", "home"),
  })
  .map(({ parents, wide, shortCuts, spurs, orders, parts, acceleration, parking }) => {
    const n = parents.length + 1;
    const ways = [
      ...parents.map((parent, i) => `n${parent % (i + 1)} - n${i + 1}`),
      ...shortCuts.filter(([a, b]) => a % n !== b % n).map(([a, b]) => `n${a % n} > n${b % n}`),
      ...spurs.map((at, i) => `n${at % n} - h${i}`),
    ];
    const points = [
      ...Array.from(
        { length: n },
        (_, i) => [`n${i}`, 10 * i, i * i, wide[i] === true ? { capacity: 2 } : {}] as const,
      ),
      ...spurs.map((_, i) => [`h${i}`, -10 * i, -20, {}] as const),
    ];
    const homes = spurs.map((_, i) => `h${i}`);
    const fleet = networkFleet(spurs.length, homes, {
      parking,
      ...(acceleration === undefined ? {} : { acceleration }),
    });
    return {
      resources: [network(points, ways), fleet],
      orders: orders.map(([a, b]) => [`n${a % n}`, `n${b % n}`] as const),
      parts,
    };
  });

describe("driving on a network", () => {
  test("G11: travel times follow from lengths, speeds and limits: hand calculation", () => {
    const net = network(
      [
        ["A", 0, 0],
        ["M", 30, 0],
        ["B", 30, 40],
      ],
      ["A - M - B"],
    );
    if (net.kind === "network") Object.assign(net.segments[1] as object, { speed: 0.5, length: 60 });
    const plant = plantOf({
      elements: [
        schedule("in", [100]),
        buffer("store"),
        transport("move", "A", "B", { loadTime: 3 }),
        sink(),
      ],
      flow: ["in > store > move > out"],
      resources: [net, networkFleet(1, "B", { speed: { empty: 2, loaded: 1 } })],
    });
    const result = run(plant, 1000);
    // Empty: 60 m at 0.5 m/s, 30 m at 2 m/s; loaded: 30 m at 1 m/s, 60 m at 0.5 m/s.
    expect(log(result, "agv")).toEqual([
      "100 seize agv agv/1 move",
      "100 depart agv agv/1 B→A",
      "235 arrive agv agv/1 A",
      "238 depart agv agv/1 A→B",
      "388 arrive agv agv/1 B",
      "388 release agv agv/1",
    ]);
    expect(fleetResult(result)).toMatchObject({ distance: 180, distanceLoaded: 90 });
  });

  test("G11: with acceleration segments reserved together are driven at a stretch: hand calculation", () => {
    const plant = plantOf({
      elements: [schedule("in", [0]), buffer("store"), transport("move", "A", "B"), sink()],
      flow: ["in > store > move > out"],
      resources: [
        network(
          [
            ["A", 0, 0],
            ["M", 10, 0],
            ["B", 20, 0],
          ],
          ["A - M - B"],
        ),
        networkFleet(1, "A", { acceleration: 1, speed: { empty: 2, loaded: 2 } }),
      ],
    });
    // 20 m: 2 s up, 2 s down over 4 m, 16 m at 2 m/s.
    expect(times(run(plant, 100), "exit", "out")).toEqual([12]);
    const stops = plantOf({
      elements: plant.elements,
      flow: ["in > store > move > out"],
      resources: [
        network(
          [
            ["A", 0, 0],
            ["M", 10, 0],
            ["B", 20, 0],
          ],
          ["A - M - B"],
        ),
        networkFleet(1, "A", { acceleration: 1, speed: { empty: 2, loaded: 2 }, reservesAhead: 1 }),
      ],
    });
    // Twice 10 m with a stop between: 4 + 3 s each.
    expect(times(run(stops, 100), "exit", "out")).toEqual([14]);
  });

  test("G12: a vehicle waits for the block before it: hand calculation", () => {
    // Two vehicles one behind the other on a one-way loop of 10 m segments.
    const plant = plantOf({
      elements: [saturated("in"), transport("move", "A", "C", { loadTime: 4, returnTo: "A" }), sink()],
      flow: ["in > move > out"],
      resources: [
        network(
          [
            ["A", 0, 0],
            ["B", 10, 0],
            ["C", 10, 10],
            ["D", 0, 10],
          ],
          ["A > B > C > D > A"],
        ),
        networkFleet(2, ["A", "D"]),
      ],
    });
    const result = run(plant, 60);
    // The first loads until 4, is at B at 14 and at C at 24. The second waits for A until the first is at B, and is there at 24.
    expect(
      log(result, "agv")
        .filter((line) => / arrive /.test(line))
        .slice(0, 2),
    ).toEqual(["24 arrive agv agv/2 A", "24 arrive agv agv/1 C"]);
    // It has waited from 0 to 14.
    expect(fleetResult(run(plant, 24)).byVehicle[1]?.shares.waitingForTraffic).toBeCloseTo(14 / 24, 12);
  });

  test("G13: a vehicle at work in the only way is waited for, and an idle one makes way", () => {
    const plant = plantOf({
      elements: [schedule("in", [0]), buffer("store"), transport("move", "A", "B"), sink()],
      flow: ["in > store > move > out"],
      resources: [
        network(
          [
            ["A", 0, 0],
            ["M", 10, 0],
            ["B", 20, 0],
            ["S", 10, 10, { parking: true }],
            ["T", 10, -10, { parking: true }],
          ],
          ["A - M - B", "M - S", "M - T"],
        ),
        networkFleet(2, ["A", "M"]),
      ],
    });
    // The idle vehicle at M goes to its refuge in 10 s; M is free at 10, B is reached at 30.
    expect(times(run(plant, 100), "exit", "out")).toEqual([30]);
  });

  test("G19: a vehicle that waits at a full drop makes way, and comes back when there is room: hand calculation", () => {
    const plant = crossing();
    const made = run(plant, 400);
    // The second part comes to M at 80 and finds no room. For the third the vehicle leaves M at 85, which is free at 95; the other one
    // is at A at 115, at M at 125, and at B at 135, where M is free again. Room came at 130, so the first is back at 145.
    expect(times(made, "exit", "far")).toEqual([135]);
    expect(times(made, "exit", "near")).toEqual([130, 245]);
    const { shares } = fleetResult(made).byVehicle[0] as { shares: Record<string, number> };
    // Blocked at M from 80 to 85, and at S from 95 to 130.
    expect((shares["blocked"] as number) * 400).toBeCloseTo(40, 9);
  });

  test("G19: same future from a snapshot at any instant", () => {
    expectSameFuture(crossing(), 260, instantsOf(crossing(), 260));
  });
});

describe("vehicles do not wait in one another's way", () => {
  test("G20: before a dead end a vehicle waits where the one inside can pass: hand calculation", () => {
    const made = run(loop(), 300);
    // The first is at P at 30, loads until 60, and passes A and B to Q at 90. The second is at D at 30 and waits there until A is free again at 80;
    // it is at P at 100, loads until 130, and is at Q at 160.
    expect(times(made, "exit", "out")).toEqual([90, 160]);
    const { shares } = fleetResult(made).byVehicle[1] as { shares: Record<string, number> };
    // It waits at C for D from 10 to 20, and at D from 30 to 80.
    expect((shares["waitingForTraffic"] as number) * 300).toBeCloseTo(60, 9);
  });

  test("G20: same future from a snapshot at any instant", () => {
    expectSameFuture(loop(), 200, instantsOf(loop(), 200));
  });

  test("G20, G21: three vehicles on a loop with dead ends: no order waits beside an idle vehicle, nor for a quarter of an hour", () => {
    const file = new URL("../../scenes/elements/agv-fleet.plant.json", import.meta.url);
    const read = readPlant(readFileSync(file, "utf8"));
    if (!read.ok) throw new Error("the example has findings");
    const simulation = new Simulation(read.value.plant, { seed: 3 });
    let waited = 0;
    while (simulation.nextEventTime <= 6 * 3600) {
      const { nextEventTime } = simulation;
      simulation.step();
      // Events of the same instant are one decision.
      if (simulation.nextEventTime === nextEventTime) continue;
      const state = simulation.snapshot().resources as unknown as Record<
        string,
        { orders: unknown[]; vehicles: { phase: string }[] }
      >;
      const { orders = [], vehicles = [] } = state["agvs"] ?? {};
      if (orders.length === 0) continue;
      waited++;
      expect(vehicles.map(({ phase }) => phase)).not.toContain("idle");
    }
    expect(waited).toBeGreaterThan(5);
    const fleet = simulation.results().resources?.["agvs"];
    if (fleet?.kind !== "fleet") throw new Error("no fleet");
    // In 4 hours after the warm-up, with an order every 125 s.
    expect(fleet.trips).toBeGreaterThan(100);
    expect(fleet.maxWait).toBeLessThan(900);
  });
});

describe("no deadlock", () => {
  test("G13, G14, G16: 10 vehicles on a two-way single lane with passing places run for a week; every order is delivered", () => {
    const interval = 240;
    const plant = bothWays(lane(10), interval);
    const simulation = new Simulation(plant);
    simulation.runUntil(7 * 86_400);
    const { sinks, wipNow, resources } = simulation.results();
    const fleet = resources?.["agv"];
    if (fleet?.kind !== "fleet") throw new Error("no fleet");
    // What came at both ends has been delivered or is under way, and that is little.
    expect((sinks["outA"]?.count ?? 0) + (sinks["outB"]?.count ?? 0) + wipNow).toBe(
      (2 * 7 * 86_400) / interval,
    );
    expect(wipNow).toBeLessThan(40);
    expect(Object.values(fleet.shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
  });

  test("G12: no block ever holds two vehicles, at a load that the lane cannot carry", () => {
    const simulation = watch(bothWays(lane(10), 10), 4000);
    expect(simulation.results().finished).toBeGreaterThan(20);
  });

  test("G13, G14, G16: random networks with a refuge for each vehicle: every order is delivered, no block holds two", () => {
    fc.assert(
      fc.property(randomTraffic, ({ resources, orders, parts }) => {
        const plant = plantOf({
          elements: [
            ...orders.flatMap(([pickup, drop], i) => [
              schedule(`in${i}`, [[i, "part", parts]]),
              buffer(`store${i}`),
              transport(`move${i}`, pickup, drop, { loadTime: 7, unloadTime: 3 }),
            ]),
            sink(),
          ],
          flow: orders.map((_, i) => `in${i} > store${i} > move${i} > out`),
          resources,
        });
        const simulation = watch(plant, 100_000);
        expect(simulation.results().finished).toBe(orders.length * parts);
      }),
      { numRuns: Number(process.env["TAKTWERK_RANDOM_RUNS"] ?? 60) },
    );
  });

  test("G19: random networks with a drop that stays full: every other order is delivered, no block holds two", () => {
    fc.assert(
      fc.property(randomTraffic, ({ resources, orders, parts }) => {
        const stuck = orders[0] as (typeof orders)[number];
        const plant = plantOf({
          elements: [
            schedule("never", [[0, "part", 2]]),
            buffer("full"),
            transport("stuck", stuck[0], stuck[1], { unloadTime: 3 }),
            station("slow", 1e9),
            ...orders.flatMap(([pickup, drop], i) => [
              schedule(`in${i}`, [[100 + i, "part", parts]]),
              buffer(`store${i}`),
              transport(`move${i}`, pickup, drop, { loadTime: 7, unloadTime: 3 }),
            ]),
            sink(),
          ],
          flow: [
            "never > full > stuck > slow > out",
            ...orders.map((_, i) => `in${i} > store${i} > move${i} > out`),
          ],
          resources,
        });
        const simulation = watch(plant, 100_000);
        expect(simulation.results().finished).toBe(orders.length * parts);
      }),
      { numRuns: Number(process.env["TAKTWERK_RANDOM_RUNS"] ?? 60) },
    );
  });

  test("G17: same future from a snapshot at any instant", () => {
    const plant = bothWays(
      lane(6, {
        acceleration: 0.5,
        failures: [
          { id: "f", clock: "busy", timeToFailure: { dist: "exponential", mean: 300 }, timeToRepair: 25 },
        ],
      }),
      30,
    );
    const until = 700;
    expectSameFuture(
      plant,
      until,
      instantsOf(plant, until).filter((_, i) => i % 9 === 0),
    );
  });
});

describe("layouts that must deadlock are named before the run", () => {
  const findings = (resources: readonly Resource[]): string[] => {
    const draft = {
      ...bothWays([
        network(
          [
            ["A", 0, 0],
            ["B", 9, 0],
          ],
          ["A - B"],
        ),
        networkFleet(1, "A"),
      ]),
      resources,
    };
    const read = readPlant(JSON.stringify(draft));
    return (read.ok ? read.value.warnings : read.error).map(({ rule, message }) => `${rule}: ${message}`);
  };
  const straight = [
    ["A", 0, 0],
    ["M", 10, 0],
    ["B", 20, 0],
  ] as const;

  test("G15: two vehicles on a two-way lane without a passing place: where, and which vehicles", () => {
    const [found, ...more] = findings([network(straight, ["A - M - B"]), networkFleet(2, ["A", "M"])]);
    expect(more).toEqual([]);
    expect(found).toMatch(/^network\/deadlock: .*“there”.* A to B along A – M – B while 1 others .*2 × agv/);
  });

  test("G15: one passing place in the middle is not enough for two, a spur for each is", () => {
    const wide = [
      ["A", 0, 0],
      ["M", 10, 0, { capacity: 2 }],
      ["B", 20, 0],
    ] as const;
    expect(findings([network(wide, ["A - M - B"]), networkFleet(2, ["A", "B"])])[0]).toMatch(
      /^network\/tooFewRefuges|^network\/blockedStart/,
    );
    const spurs = [...straight, ["S", 10, 10], ["T", 10, -10]] as const;
    expect(findings([network(spurs, ["A - M - B", "M - S", "M - T"]), networkFleet(2, ["S", "T"])])).toEqual(
      [],
    );
  });

  test("G15: a ring of four holds three vehicles, and not four", () => {
    const ring = [
      ["A", 0, 0],
      ["C", 10, 0],
      ["B", 10, 10],
      ["D", 0, 10],
    ] as const;
    const loop = network(ring, ["A > C > B > D > A"]);
    expect(findings([loop, networkFleet(3, ["A", "B", "C"])])).toEqual([]);
    expect(findings([loop, networkFleet(4, ["A", "B", "C", "D"])])[0]).toMatch(/^network\/deadlock/);
  });
});
