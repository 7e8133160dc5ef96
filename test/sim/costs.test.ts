import { describe, expect, test } from "vitest";
import type { LabourCost } from "../../src/plant/elements/cost.ts";
import type { Calendar, Plant, Resource } from "../../src/plant/schema.ts";
import type { CostResult } from "../../src/sim/accounts/cost-result.ts";
import { tableFleet, transport } from "./fleets.ts";
import { buffer, calendar, plantOf, run, schedule, sink, station, workers } from "./plants.ts";
import { expectSameFuture, instantsOf } from "./same-future.ts";

function costsOf(plant: Plant, until: number, warmup = 0): CostResult {
  const { costs } = run(plant, until, { warmup }).result;
  if (costs === undefined) throw new Error("no costs");
  return costs;
}

describe("machines, material, work in process", () => {
  test("N14: by the hour, by state, and by part, each of its servers", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [0, 0, 0]),
        buffer("queue", { cost: { perHour: 1 } }),
        station("press", 600, {
          servers: 2,
          cost: { perHour: 10, byState: { working: 30, starved: 6 }, perPart: 2 },
        }),
        sink(),
      ],
      flow: ["in > queue > press > out"],
    });
    // 1,800 s of work on two servers of an hour each: ½ h working, 1½ h starved.
    const { byElement, machines, total } = costsOf(plant, 3600);
    expect(byElement["press"]).toBeCloseTo(2 * 10 + 0.5 * 30 + 1.5 * 6 + 3 * 2, 12);
    expect(byElement["queue"]).toBeCloseTo(1, 12);
    expect(machines).toBeCloseTo(51, 12);
    expect(total).toBeCloseTo(51, 12);
  });

  test("N15: material of what came to the sinks, and of what was scrapped and left at a station", () => {
    const scrapping = (scrap: object): Plant =>
      plantOf({
        products: ["a", "b"],
        elements: [
          schedule("in", [
            [0, "a", 3],
            [0, "b", 2],
          ]),
          station("press", 10, {
            defects: { byProduct: { a: 0, b: 1 } },
            inspection: scrap,
          }),
          sink(),
          sink("bin"),
        ],
        flow: ["in > press > out", "press > bin"],
        more: {
          products: [
            { id: "a", materialCost: 5 },
            { id: "b", materialCost: 40 },
          ],
        },
      });
    const binned = costsOf(scrapping({ scrap: "bin" }), 100);
    expect(binned.material).toBe(3 * 5 + 2 * 40);
    expect(binned.perGoodPart).toBeCloseTo(95 / 3, 12);
    const routed = scrapping({ scrap: "bin" });
    const ending: Plant = {
      ...routed,
      elements: routed.elements
        .filter(({ id }) => id !== "bin")
        .map((element) =>
          element.id === "press" ? { ...element, inspection: {} } : element,
        ) as Plant["elements"],
      connections: routed.connections.filter(({ to }) => to !== "bin"),
    };
    expect(costsOf(ending, 100).material).toBe(3 * 5 + 2 * 40);
  });

  test("N16: work in process by the part and hour, or by interest on its value", () => {
    const holding = (costs: Plant["costs"]): Plant =>
      plantOf({
        elements: [schedule("in", [0]), station("press", 1800), sink()],
        flow: ["in > press > out"],
        ...(costs === undefined ? {} : { more: { costs } }),
      });
    expect(costsOf(holding({ currency: "CHF", holding: { perPartHour: 3 } }), 3600)).toMatchObject({
      currency: "CHF",
      holding: 1.5,
    });
    expect(costsOf(holding({ holding: { rate: 0.1, value: 87_600 } }), 3600).holding).toBeCloseTo(0.5, 12);
    // Of what is observed only.
    expect(costsOf(holding({ holding: { perPartHour: 3 } }), 3600, 1200).holding).toBeCloseTo(0.5, 12);
  });

  test("N21: a fleet by the hour of each vehicle and by the kilometre", () => {
    const plant = plantOf({
      elements: [schedule("in", [0, 100]), transport("move", "A", "B"), sink()],
      flow: ["in > move > out"],
      resources: [
        {
          ...tableFleet(2, "A", {}),
          travel: { by: "axes", locations: { A: [0, 0, 0], B: [500, 0, 0] }, x: { speed: 5 } },
          cost: { perHour: 4, perKilometre: 0.5 },
        } as Resource,
      ],
    });
    const seen = run(plant, 1800);
    const fleet = seen.result.resources?.["agv"];
    const metres = fleet?.kind === "fleet" ? fleet.distance : 0;
    expect(metres).toBe(1000);
    expect(seen.result.costs?.byElement["agv"]).toBeCloseTo(2 * 0.5 * 4 + 0.5, 12);
  });

  test("N20: the total is the sum, with energy at its price, and by good part", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [0, 1000]),
        station("press", 900, { power: { working: 8000, idle: 0 }, cost: { perHour: 20 } }),
        sink(),
      ],
      flow: ["in > press > out"],
      resources: [workers("team", 2, { cost: { perHour: 30 } })],
      more: {
        products: [{ id: "part", materialCost: 7 }],
        energy: { price: 0.25 },
        costs: { holding: { perPartHour: 1 } },
      },
    });
    const costs = costsOf({ ...plant }, 3600);
    expect(costs).toMatchObject({ machines: 20, material: 14, labour: 60, holding: 0.5 });
    // 8 kW for half an hour.
    expect(costs.energy).toBeCloseTo(1, 12);
    expect(costs.total).toBeCloseTo(95.5, 12);
    expect(costs.perGoodPart).toBeCloseTo(47.75, 12);
    expect(costs.goodPartsPerLabourHour).toBeCloseTo(1, 12);
  });
});

/** A pool of three with the given pay, one of whom works on each part. */
function paid(cost: LabourCost, more: { calendars?: Calendar[]; pool?: object; at?: number[] } = {}): Plant {
  const { calendars = [], pool = {}, at = [0] } = more;
  return plantOf({
    elements: [schedule("in", at), station("press", 1800, { workers: [{ pool: "team" }] }), sink()],
    flow: ["in > press > out"],
    calendars,
    resources: [workers("team", 3, { cost, ...pool })],
  });
}

describe("labour", () => {
  const day = (interruption: "finish" | "resume"): Calendar =>
    calendar("day", interruption, [[0, 3600]], 7200);

  test("N17: paid while on shift, and for work that is finished beyond it", () => {
    const always = costsOf(paid({ perHour: 20 }), 7200);
    expect(always).toMatchObject({ labour: 120, labourHours: 6, overtimeHours: 0 });
    const shift = { calendars: [day("finish")], pool: { calendar: "day" } };
    expect(costsOf(paid({ perHour: 20 }, shift), 7200)).toMatchObject({ labour: 60, labourHours: 3 });
    // The part of 3,000 s is finished at 4,800 s by one of them: 20 min beyond the shift.
    const late = costsOf(paid({ perHour: 20, overtimeSurcharge: 0.5 }, { ...shift, at: [3000] }), 7200);
    expect(late.labourHours).toBeCloseTo(3 + 1 / 3, 12);
    expect(late.overtimeHours).toBeCloseTo(1 / 3, 12);
    expect(late.labour).toBeCloseTo(60 + (20 / 3) * 1.5, 12);
    // A task that rests until the next shift costs nothing meanwhile.
    const resting = { calendars: [day("resume")], pool: { calendar: "day" }, at: [3000] };
    expect(costsOf(paid({ perHour: 20, overtimeSurcharge: 0.5 }, resting), 7200).labour).toBeCloseTo(60, 12);
  });

  test("N17: workers who are told apart are paid alike, their own breaks included", () => {
    const breaks = { windows: [{ start: 600, end: 3000, duration: 300 }] };
    const pool = { calendar: "day", breaks };
    const cost = { perHour: 20, overtimeSurcharge: 0.5 };
    const idle = paid(cost, { calendars: [day("finish")], pool, at: [10_000] });
    expect(costsOf(idle, 7200)).toMatchObject({ labourHours: 3, overtimeHours: 0 });
    const late = paid(cost, { calendars: [day("finish")], pool, at: [3000] });
    expect(costsOf(late, 7200).labourHours).toBeCloseTo(3 + 1 / 3, 12);
    expect(costsOf(late, 7200).overtimeHours).toBeCloseTo(1 / 3, 12);
    const resting = paid(cost, { calendars: [day("resume")], pool, at: [3000] });
    expect(costsOf(resting, 7200).labourHours).toBeCloseTo(3, 12);
    expectSameFuture(late, 7200, instantsOf(late, 7200));
  });

  test("N17: who is absent is not paid", () => {
    const plant = paid(
      { perHour: 20 },
      { calendars: [day("finish")], pool: { calendar: "day", absence: 1 }, at: [10_000] },
    );
    expect(costsOf({ ...plant }, 7200).labour).toBe(0);
  });

  test("N18: extra shifts of the calendar are overtime for all who are there", () => {
    const extra: Calendar = {
      ...day("finish"),
      exceptions: [
        { start: 3600, end: 5400, working: true },
        { start: 7200, end: 10_800, working: false },
      ],
    };
    const plant = paid(
      { perHour: 20, overtimeSurcharge: 0.25 },
      { calendars: [extra], pool: { calendar: "day" } },
    );
    // Three workers for 1½ h, of which ½ h in overtime; the second shift is a holiday.
    const costs = costsOf(plant, 14_400);
    expect(costs).toMatchObject({ labourHours: 4.5, overtimeHours: 1.5 });
    expect(costs.pools?.["team"]).toMatchObject({ surcharges: 7.5, cost: 97.5 });
    expectSameFuture(plant, 7200, instantsOf(plant, 7200));
  });

  test("N19: premiums for their times, on top of overtime, however the time is split by events", () => {
    const premiums = [
      { name: "night", surcharge: 0.3, period: 7200, intervals: [{ start: 3000, end: 4200 }] },
      { name: "holiday", surcharge: 1, intervals: [{ start: 3300, end: 3900 }] },
    ];
    const shift = { calendars: [day("finish")], pool: { calendar: "day" }, at: [3000] };
    const cost = { perHour: 20, overtimeSurcharge: 0.5, premiums };
    // Night: three workers 3,000–3,600, one 3,600–4,200; holiday: three 3,300–3,600, one 3,600–3,900.
    const night = (3 * 600 + 600) / 3600;
    const holiday = (3 * 300 + 300) / 3600;
    const expected = 60 + (20 / 3) * 1.5 + 20 * (0.3 * night + 1 * holiday);
    const plant = paid(cost, shift);
    expect(costsOf(plant, 7200).labour).toBeCloseTo(expected, 12);
    expectSameFuture(plant, 7200, instantsOf(plant, 7200));
    // Statistics that begin at 3,300 s leave out what was before.
    const later = costsOf(plant, 7200, 3300);
    expect(later.labourHours).toBeCloseTo((3 * 300 + 1200) / 3600, 12);
  });
});
