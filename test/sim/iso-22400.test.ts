import { describe, expect, test } from "vitest";
import type { Plant } from "../../src/plant/schema.ts";
import { iso22400 } from "../../src/sim/statistics/iso-22400.ts";
import { calendar, failure, plantOf, run, saturated, schedule, sink, station } from "./plants.ts";

/** One station that works 60 s, sets up 10 s, is down 20 s, maintained 5 s and off shift 20 s of 120 s, and starves for 5 s. */
function busyDay(): Plant {
  return plantOf({
    elements: [
      schedule("in", [
        [0, "a", 2],
        [1, "b", 4],
      ]),
      station("m", 10, {
        setup: { times: { a: { b: 10 } } },
        failures: [failure("f", "busy", 35, 20)],
        maintenance: [{ id: "s", clock: "calendar", first: 80, interval: 1000, duration: 5 }],
        calendar: "shift",
      }),
      sink(),
    ],
    flow: ["in > m > out"],
    products: ["a", "b"],
    calendars: [calendar("shift", "resume", [[0, 100]], 120)],
  });
}

describe("ISO 22400-2", () => {
  test("Z5: the indicators follow from the times of the states by the standard's formulas", () => {
    const plant = busyDay();
    const { result } = run(plant, 120);
    const { states } = result.stations["m"] ?? { states: undefined };
    // 0–20 a, 20–30 setup, 30–45, down 45–65, 65–80, maintained 80–85, 85–95, starved 95–100, off shift 100–120.
    expect(states).toMatchObject({
      working: 60 / 120,
      setup: 10 / 120,
      failed: 20 / 120,
      maintenance: 5 / 120,
      paused: 20 / 120,
      starved: 5 / 120,
    });
    const kpis = iso22400(plant, result).plant;
    expect(kpis.times).toMatchObject({ pq: 6, gq: 6, fe: 1 });
    for (const [time, seconds] of [
      ["pbt", 95],
      ["apt", 60],
      ["aust", 10],
      ["adet", 20],
      ["cmt", 20],
      ["pmt", 5],
      ["planned", 60],
    ] as const) {
      expect(kpis.times[time]).toBeCloseTo(seconds, 9);
    }
    for (const [kpi, value] of [
      ["availability", 60 / 95],
      ["effectiveness", 1],
      ["qualityRatio", 1],
      ["oee", 60 / 95],
      ["nee", 70 / 95],
      ["utilisationEfficiency", 60 / 90],
      ["allocationEfficiency", 90 / 95],
      ["technicalEfficiency", 60 / 80],
      ["setupRatio", 10 / 70],
      ["correctiveMaintenanceRatio", 20 / 25],
      ["mtbf", 75],
      ["mttr", 20],
    ] as const) {
      expect(kpis[kpi]).toBeCloseTo(value, 9);
    }
  });

  test("Z5: planned run time goes by product, and a line sums up its stations", () => {
    const plant: Plant = {
      ...plantOf({
        elements: [
          saturated("in", { products: { order: "cyclic", sequence: ["a", "b"] } }),
          station("m", { byProduct: { a: 4, b: 6 } }, { before: [{ time: 1 }] }),
          station("n", { byProduct: { a: 3 }, default: 5 }),
          sink(),
        ],
        flow: ["in > m > n > out"],
        products: ["a", "b"],
      }),
    };
    const lined: Plant = {
      ...plant,
      hierarchy: [
        { id: "site", level: "site", name: "Site" },
        { id: "line", level: "line", name: "Line", parent: "site" },
      ],
      elements: plant.elements.map((element) =>
        element.kind === "station" ? { ...element, parent: "line" } : element,
      ),
    };
    const { result } = run(lined, 12_000);
    const report = iso22400(lined, result);
    // 1000 of each in 12 s a pair.
    expect(report.stations["m"]).toMatchObject({ availability: 1, effectiveness: 1, oee: 1 });
    const [m, n] = [report.stations["m"]?.times, report.stations["n"]?.times];
    expect(n?.planned).toBe(3 * Math.ceil((n?.pq ?? 0) / 2) + 5 * Math.floor((n?.pq ?? 0) / 2));
    expect(report.units["line"]?.times.apt).toBeCloseTo((m?.apt ?? 0) + (n?.apt ?? 0), 6);
    expect(report.units["site"]?.times).toEqual(report.units["line"]?.times);
    expect(report.plant.times).toEqual(report.units["line"]?.times);
  });

  test("Z5: what divides by nothing is no number", () => {
    const plant = plantOf({
      elements: [schedule("in", [50]), station("m", 10), sink()],
      flow: ["in > m > out"],
    });
    const kpis = iso22400(plant, run(plant, 20).result).plant;
    expect(kpis).toMatchObject({ availability: 0, effectiveness: Number.NaN, mttr: Number.NaN });
  });
});
