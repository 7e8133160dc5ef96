import { describe, expect, test } from "vitest";
import { tInterval } from "../../src/experiment/analysis/interval.ts";
import type { Station } from "../../src/plant/elements/station.ts";
import type { Plant } from "../../src/plant/schema.ts";
import { Simulation } from "../../src/sim/simulation.ts";
import {
  calendar,
  conveyor,
  failure,
  log,
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

function everywhere(plant: Plant, until: number): void {
  expectSameFuture(plant, until, instantsOf(plant, until));
}

function lineWith(more: Partial<Station>, cycle = 10): Plant {
  return plantOf({
    elements: [saturated("in"), station("m", cycle, more), sink()],
    flow: ["in > m > out"],
    calendars: [calendar("shift", "resume", [[0, 20]], 30)],
  });
}

/** `time what` of the stops. */
function stops(plant: Plant, until: number): string[] {
  return log(run(plant, until), "m")
    .filter((line) => / (fail|repair|maintain|maintained) /.test(line))
    .map((line) => line.replace(" m ", " "));
}

describe("when", () => {
  test("M1: by calendar from start to start, first at its own time or after one interval", () => {
    const plant = lineWith({
      maintenance: [{ id: "s", clock: "calendar", first: 5, interval: 20, duration: 3 }],
    });
    expect(stops(plant, 50)).toEqual([
      "5 maintain s",
      "8 maintained s",
      "25 maintain s",
      "28 maintained s",
      "45 maintain s",
      "48 maintained s",
    ]);
    // Interrupted work goes on with its remaining time: 0–5, 8–13, …
    expect(times(run(plant, 50), "finish", "m")).toEqual([13, 23, 36, 49]);
    expect(run(plant, 40).result.stations["m"]).toMatchObject({
      maintenances: 2,
      failures: 0,
      states: { maintenance: 6 / 40, working: 34 / 40 },
    });
    everywhere(plant, 50);
    const later = lineWith({ maintenance: [{ id: "s", clock: "calendar", interval: 20, duration: 3 }] });
    expect(stops(later, 30)[0]).toBe("20 maintain s");
  });

  test("M1: also off shift", () => {
    const plant = lineWith({
      calendar: "shift",
      maintenance: [{ id: "s", clock: "calendar", first: 22, interval: 1000, duration: 10 }],
    });
    // Off shift 20–30; maintained 22–32, so work goes on at 32.
    expect(times(run(plant, 45), "finish", "m")).toEqual([10, 20, 42]);
    everywhere(plant, 45);
  });

  test("M2: by age, working time from the end of one to the next", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [0, 20, 40, 60]),
        station("m", 10, { maintenance: [{ id: "s", clock: "busy", interval: 15, duration: 4 }] }),
        sink(),
      ],
      flow: ["in > m > out"],
    });
    // Work 0–10, 20–25; maintained 25–29; work 29–34, 40–50, which is 15 at its very end: it ends first.
    expect(stops(plant, 100)).toEqual([
      "25 maintain s",
      "29 maintained s",
      "60 maintain s",
      "64 maintained s",
    ]);
    expect(times(run(plant, 100), "finish", "m")).toEqual([10, 34, 50, 74]);
    everywhere(plant, 80);
  });

  test("M3: by count, before the next part", () => {
    const plant = lineWith({ maintenance: [{ id: "s", clock: "count", parts: 2, duration: 5 }] });
    expect(times(run(plant, 70), "finish", "m")).toEqual([10, 20, 35, 45, 60, 70]);
    expect(stops(plant, 60)).toEqual([
      "20 maintain s",
      "25 maintained s",
      "45 maintain s",
      "50 maintained s",
    ]);
    everywhere(plant, 70);
  });

  test("M3: by count on conveyors and what hands parts over", () => {
    const maintenance = [{ id: "s", clock: "count" as const, parts: 2, duration: 5 }];
    const placement = {
      position: [0, 0, 0] as [number, number, number],
      rotation: 0,
      size: [4, 2, 1] as [number, number, number],
    };
    const middles = [
      conveyor("m", 4, 1, 2, { maintenance }),
      conveyor("m", 4, 1, 2, { maintenance, restartDelay: 0.5 }),
      { kind: "divert" as const, id: "m", placement, transferTime: 4, maintenance },
      {
        kind: "sorter" as const,
        id: "m",
        placement,
        trays: 10,
        trayPitch: 1,
        speed: 1,
        inductions: { in: { at: 0 } },
        chutes: { out: 4 },
        maintenance,
      },
    ];
    for (const middle of middles) {
      const plant = plantOf({
        elements: [schedule("in", [0, 10, 25]), middle, sink()],
        flow: ["in > m > out"],
      });
      // Gone at 4 and 14, and then 5 s of maintenance.
      expect(stops(plant, 60)).toEqual(["14 maintain s", "19 maintained s"]);
      expect(times(run(plant, 60), "enter", "out")).toEqual([4, 14, 29]);
      everywhere(plant, 40);
    }
  });

  test("M3: by count between parts of several servers", () => {
    const plant = lineWith({
      servers: 2,
      cycleTime: { dist: "empirical", values: [10] },
      maintenance: [{ id: "s", clock: "count", parts: 3, duration: 5, between: true }],
    });
    // At 20 the third and the fourth part end; the maintenance begins with the last.
    expect(stops(plant, 60)).toEqual([
      "20 maintain s",
      "25 maintained s",
      "45 maintain s",
      "50 maintained s",
    ]);
    everywhere(plant, 60);
  });

  test("M4: between parts it waits until none is in work, and none is started", () => {
    const plan = { id: "s", clock: "calendar", first: 15, interval: 100, duration: 5 } as const;
    const plant = lineWith({ maintenance: [{ ...plan, between: true }] });
    expect(stops(plant, 50)).toEqual(["20 maintain s", "25 maintained s"]);
    expect(times(run(plant, 50), "finish", "m")).toEqual([10, 20, 35, 45]);
    everywhere(plant, 50);
    const pair = plantOf({
      elements: [
        schedule("in", [0, 3, 11]),
        station("m", 10, { servers: 2, maintenance: [{ ...plan, first: 4, between: true }] }),
        sink(),
      ],
      flow: ["in > m > out"],
    });
    // One server is idle from 10 on; the maintenance waits for the other until 13, the third part until 18.
    expect(stops(pair, 50)).toEqual(["13 maintain s", "18 maintained s"]);
    expect(times(run(pair, 50), "finish", "m")).toEqual([10, 13, 28]);
    expect(run(pair, 50).result.stations["m"]?.states.maintenance).toBe((8 + 5) / 100);
    everywhere(pair, 30);
  });

  test("M4: a belt is maintained at once", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [0]),
        conveyor("m", 10, 1, 1, {
          maintenance: [{ id: "s", clock: "calendar", first: 4, interval: 100, duration: 5, between: true }],
        }),
        sink(),
      ],
      flow: ["in > m > out"],
    });
    const result = run(plant, 30);
    expect(times(result, "exit", "out")).toEqual([15]);
    expect(result.result.stations["m"]?.states.maintenance).toBe(5 / 30);
    everywhere(plant, 30);
  });

  test("M5: what falls due during a stop begins at its end, of the same plan only once", () => {
    const plant = lineWith({
      failures: [failure("f", "busy", 12, 40)],
      maintenance: [{ id: "s", clock: "calendar", first: 15, interval: 10, duration: 3 }],
    });
    // Down 12–52; due at 15, 25, 35, 45: once at 52. Then again at 55, when it is due anyway.
    expect(stops(plant, 60)).toEqual([
      "12 fail f",
      "52 repair f",
      "52 maintain s",
      "55 maintained s",
      "55 maintain s",
      "58 maintained s",
    ]);
    everywhere(plant, 60);
  });
});

describe("what it renews", () => {
  test("M6: every time to failure begins anew", () => {
    const plan = { id: "s", clock: "busy", interval: 10, duration: 2 } as const;
    const failures = [failure("f", "busy", 12, 5)];
    const kept = lineWith({ failures, maintenance: [plan] }, 100);
    expect(stops(kept, 20)).toEqual(["10 maintain s", "12 maintained s", "14 fail f", "19 repair f"]);
    const renewed = lineWith({ failures, maintenance: [{ ...plan, renewsFailures: true }] }, 100);
    // The failure never comes.
    expect(stops(renewed, 100).some((line) => line.includes("fail"))).toBe(false);
    everywhere(renewed, 60);
  });

  test("B8: a repair that counts as maintenance begins its intervals anew, and drops what waits", () => {
    const plan = { id: "s", clock: "busy", interval: 10, duration: 2 } as const;
    const failures = [{ ...failure("f", "busy", 7, 5), resetsMaintenance: true }];
    const plant = lineWith({ failures, maintenance: [plan] }, 100);
    expect(stops(plant, 100).some((line) => line.includes("maintain"))).toBe(false);
    const waiting = lineWith({ failures, maintenance: [{ ...plan, interval: 5, between: true }] }, 100);
    // Due at 5, waits for the part; the failure at 7 does its work.
    expect(stops(waiting, 30)).toEqual(["7 fail f", "12 repair f", "19 fail f", "24 repair f"]);
    everywhere(waiting, 40);
  });

  test("M6: age replacement has its exact availability (t-interval at 99.9 % of 30 replications)", () => {
    // Time to failure uniform on [0, 100], replaced at age 60: E[min] = 60 − 60²/200 = 42, F(60) = 0.6. A cycle is
    // 42 + 0.6 × 10 (repair) + 0.4 × 4 (maintenance) (Barlow and Proschan 1965).
    const plant = lineWith(
      {
        failures: [
          {
            ...failure("f", "busy", { dist: "uniform", min: 0, max: 100 }, { dist: "exponential", mean: 10 }),
            resetsMaintenance: true,
          },
        ],
        maintenance: [
          {
            id: "s",
            clock: "busy",
            interval: 60,
            duration: { dist: "exponential", mean: 4 },
            renewsFailures: true,
          },
        ],
      },
      7,
    );
    const shares = Array.from({ length: 30 }, (_, replication) => {
      const simulation = new Simulation(plant, { replication });
      simulation.runUntil(200_000);
      return simulation.results(false).stations["m"]?.states;
    });
    const cycle = 42 + 6 + 1.6;
    for (const [state, exact] of [
      ["working", 42 / cycle],
      ["failed", 6 / cycle],
      ["maintenance", 1.6 / cycle],
    ] as const) {
      const { mean, halfWidth = 0 } = tInterval(
        shares.map((share) => share?.[state] ?? 0),
        0.999,
      );
      expect(Math.abs(mean - exact)).toBeLessThanOrEqual(halfWidth);
      expect(halfWidth / exact).toBeLessThan(0.02);
    }
  });
});

test("M7: the state is maintenance from when it is due, the duration runs from when the crew comes", () => {
  const crew = { workers: [{ pool: "crew" }] };
  const plant = plantOf({
    elements: [
      saturated("in"),
      station("m", 10, {
        maintenance: [{ id: "s", clock: "calendar", first: 5, interval: 1000, duration: 6, ...crew }],
      }),
      sink(),
      schedule("other", [0]),
      station("n", 12, crew),
      sink("end"),
    ],
    flow: ["in > m > out", "other > n > end"],
    resources: [workers("crew", 1)],
  });
  const result = run(plant, 40);
  // The crew works at n until 12.
  expect(times(result, "finish", "m")).toEqual([23, 33]);
  expect(result.result.stations["m"]?.states.maintenance).toBe(13 / 40);
  everywhere(plant, 40);
});
