import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Power } from "../../src/plant/elements/power.ts";
import type { Energy } from "../../src/plant/energy.ts";
import type { Plant } from "../../src/plant/schema.ts";
import { STATES } from "../../src/plant/states.ts";
import { PeriodicRate } from "../../src/sim/accounts/periodic-rate.ts";
import { Simulation } from "../../src/sim/simulation.ts";
import { buffer, calendar, plantOf, run, schedule, sink, station } from "./plants.ts";
import { fleetResult, tableFleet, transport } from "./fleets.ts";
import { Dice, randomPlant } from "./random-plant.ts";
import { expectSameFuture, instantsOf } from "./same-future.ts";

const HORIZON = 1500;
const kWh = (watts: number, seconds: number): number => (watts * seconds) / 3.6e6;

/** One press of 10 kW that works from 100 to 130 and from 800 to 830, in a hall that draws 1 kW. */
function hall(energy: Energy, more: Partial<Plant> = {}): Plant {
  return plantOf({
    elements: [
      schedule("in", [100, 800]),
      station("press", 30, { parent: "line", power: { working: 10_000, idle: 0 } }),
      sink(),
    ],
    flow: ["in > press > out"],
    more: {
      hierarchy: [
        { id: "works", level: "site", name: "Works" },
        { id: "line", level: "line", name: "Line", parent: "works" },
      ],
      energy: { loads: [{ id: "light", power: 1000, parent: "works" }], ...energy },
      ...more,
    },
  });
}

function energyOf(plant: Plant, until: number, warmup = 0): NonNullable<ReturnType<typeof resultOf>> {
  const { energy } = run(plant, until, { warmup }).result;
  if (energy === undefined) throw new Error("no energy");
  return energy;
}
const resultOf = (simulation: Simulation): ReturnType<Simulation["results"]>["energy"] =>
  simulation.results(false).energy;

describe("the load curve", () => {
  test("N11: peak power, and the highest mean over whole metering intervals", () => {
    const { peakPower, peakDemand, meanPower } = energyOf(hall({ demandInterval: 120 }), 960);
    expect(peakPower).toBe(11);
    // 100–120 is in the first interval, 120–130 in the second, 800–830 in the seventh.
    expect(peakDemand).toBeCloseTo(1 + (10 * 30) / 120, 12);
    expect(meanPower).toBeCloseTo(1 + (10 * 60) / 960, 12);
  });

  test("N11: intervals that began before the observed time, or have not ended, are left out", () => {
    const plant = hall({ demandInterval: 120 });
    expect(energyOf(plant, 119).peakDemand).toBeNaN();
    expect(energyOf(plant, 120).peakDemand).toBeCloseTo(1 + (10 * 20) / 120, 12);
    // From 110 on: the interval until 120 is not whole, the one until 240 has 10 s of work.
    expect(energyOf(plant, 830, 110).peakDemand).toBeCloseTo(1 + (10 * 10) / 120, 12);
    expect(energyOf(plant, 830, 110).total).toBeCloseTo(kWh(1000, 720) + kWh(10_000, 50), 12);
    expect(energyOf(plant, 700, 200).peakPower).toBe(1);
  });

  test("N11: what goes off and on at the same instant makes no peak", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [10]),
        station("one", 10, { power: { working: 5000, idle: 0 } }),
        station("two", 10, { power: { working: 5000, idle: 0 } }),
        sink(),
      ],
      flow: ["in > one > two > out"],
    });
    expect(energyOf(plant, 100).peakPower).toBe(5);
  });

  test("N12: a tariff by the time, a price for the peak, CO₂, and each by good part", () => {
    const energy = energyOf(
      hall({
        demandInterval: 120,
        price: 0.2,
        // Dear from 100 to 110 of every 700 s: 100–110 and 800–810.
        tariff: { period: 700, intervals: [{ start: 100, end: 110, price: 0.5 }] },
        demandPrice: 100,
        co2: 0.4,
      }),
      960,
    );
    const dear = 2 * kWh(11_000, 10);
    const rest = kWh(1000, 960) + kWh(10_000, 60) - dear;
    const peak = 3.5 * 100 * (960 / (8760 * 3600));
    expect(energy.cost).toBeCloseTo(0.5 * dear + 0.2 * rest + peak, 12);
    expect(energy.co2).toBeCloseTo(0.4 * (dear + rest), 12);
    expect(energy.perGoodPart).toBeCloseTo((dear + rest) / 2, 12);
    expect(energy.co2PerGoodPart).toBeCloseTo(0.2 * (dear + rest), 12);
  });

  test("N12: scrap is no good part", () => {
    const inspected = (scrap?: string): Plant =>
      plantOf({
        elements: [
          schedule("in", [0, 10]),
          station("press", 1, {
            power: { working: 3_600_000, idle: 0 },
            inspection: { falseReject: 1, ...(scrap === undefined ? {} : { scrap }) },
          }),
          sink(),
          ...(scrap === undefined ? [] : [sink(scrap)]),
        ],
        flow: ["in > press > out", ...(scrap === undefined ? [] : [`press > ${scrap}`])],
      });
    expect(energyOf(inspected(), 50).perGoodPart).toBeNaN();
    expect(energyOf(inspected("bin"), 50).perGoodPart).toBeNaN();
    expect(energyOf(inspected("bin"), 50).total).toBeCloseTo(2, 12);
  });

  test("N13: units of the hierarchy with all below them", () => {
    const { units, loads, elements, total } = energyOf(hall({}), 960);
    expect(units?.["line"]).toBe(elements["press"]?.energy);
    expect(units?.["works"]).toBeCloseTo(total, 12);
    expect(loads?.["light"]?.energy).toBeCloseTo(kWh(1000, 960), 12);
  });

  test("N10: a base load by a calendar, with another power outside it", () => {
    const plant = hall(
      { loads: [{ id: "air", power: 5000, calendar: "day", offShift: 200 }] },
      { calendars: [calendar("day", "resume", [[50, 250]], 500)] },
    );
    expect(energyOf(plant, 1000).loads?.["air"]?.byState).toEqual({
      onShift: kWh(5000, 400),
      offShift: kWh(200, 600),
    });
    expectSameFuture(plant, 1000, instantsOf(plant, 1000));
  });

  test("N9: vehicles by what they do, from the grid", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [0, 100]),
        transport("move", "A", "B", { loadTime: 5, unloadTime: 5, returnTo: "A" }),
        sink(),
      ],
      flow: ["in > move > out"],
      resources: [
        tableFleet(
          1,
          "A",
          { A: { B: 20 }, B: { A: 10 } },
          {
            power: { driving: 400, drivingLoaded: 900, handling: 100, idle: 30 },
          },
        ),
      ],
    });
    const seen = run(plant, 200);
    // Twice: load 5 s, drive 20 s, unload 5 s, return 10 s.
    expect(seen.result.energy?.fleets?.["agv"]?.byState).toEqual({
      idle: kWh(30, 120),
      drivingEmpty: kWh(400, 20),
      drivingLoaded: kWh(900, 40),
      loading: kWh(100, 10),
      unloading: kWh(100, 10),
    });
    expect(fleetResult(seen).shares.idle).toBe(0.6);
    expectSameFuture(plant, 200, instantsOf(plant, 200));
  });

  test("N9: a battery draws its charging power, and nothing while it drives", () => {
    const plant = plantOf({
      elements: [schedule("in", [0]), transport("move", "A", "B"), sink()],
      flow: ["in > move > out"],
      resources: [
        tableFleet(
          1,
          "A",
          { A: { B: 3600 }, B: { A: 60 } },
          {
            battery: { capacity: 2, perSecond: 1 / 3600, power: 4, chargers: ["B"], chargeBelow: 0.6 },
            power: {},
          },
        ),
      ],
    });
    const seen = run(plant, 20_000);
    const shares = fleetResult(seen).shares;
    const { byState = {}, energy } = seen.result.energy?.fleets?.["agv"] ?? { energy: 0 };
    expect(Object.keys(byState)).toEqual(["charging"]);
    expect(shares.charging).toBeGreaterThan(0);
    expect(energy).toBeCloseTo(kWh(4000, shares.charging * 20_000), 9);
  });
});

describe("a price by the time", () => {
  test("N12: its integral is that of a sum over small steps, however it is split", () => {
    const instant = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(
        fc.uniqueArray(instant, { minLength: 2, maxLength: 8 }),
        fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 2, maxLength: 6 }),
        fc.boolean(),
        (ends, cuts, repeats) => {
          const sorted = ends.toSorted((a, b) => a - b);
          const intervals = sorted.flatMap((start, i) =>
            i % 2 === 0 && i + 1 < sorted.length
              ? [{ start, end: sorted[i + 1] as number, rate: i + 3 }]
              : [],
          );
          const rate = new PeriodicRate(1, intervals, repeats ? 50 : undefined);
          const at = (second: number): number => {
            const phase = repeats ? second % 50 : second;
            return intervals.find(({ start, end }) => start <= phase && phase < end)?.rate ?? 1;
          };
          const points = cuts.toSorted((a, b) => a - b);
          let total = 0;
          for (let i = 1; i < points.length; i++)
            total += rate.integral((points[i - 1] as number) * 1e6, (points[i] as number) * 1e6);
          let expected = 0;
          for (let second = points[0] as number; second < (points.at(-1) as number); second++)
            expected += at(second) * 1e6;
          expect(total).toBe(expected);
        },
      ),
      { numRuns: 300, seed: 3 },
    );
  });
});

/** A random plant whose elements draw random powers, in a hall by a random tariff. */
function randomConsumer(number: number, switches: boolean): Plant | undefined {
  const plant = randomPlant(number);
  if (plant === undefined) return undefined;
  const dice = new Dice(number);
  const watts = (): number => dice.whole(0, 5000) / 4;
  const power = (kind: string): Power => ({
    working: watts(),
    idle: watts(),
    failed: watts(),
    setup: watts(),
    ...(switches && dice.chance(0.7)
      ? {
          standby: {
            after: dice.whole(0, 40),
            power: watts(),
            ...(kind === "station" ? { rampUp: { time: dice.whole(0, 9), power: watts() } } : {}),
          },
        }
      : {}),
    ...(switches && dice.chance(0.7)
      ? {
          off: {
            after: dice.whole(0, 30),
            ...(kind === "station" ? { rampUp: { time: dice.whole(0, 9) } } : {}),
          },
        }
      : {}),
  });
  const stated = new Set(["station", "conveyor"]);
  return {
    ...plant,
    elements: plant.elements.map((element) =>
      stated.has(element.kind)
        ? { ...element, power: power(element.kind) }
        : { ...element, power: { idle: watts() } },
    ) as Plant["elements"],
    energy: {
      loads: [{ id: "hall", power: watts() }],
      demandInterval: 100,
      price: 1,
      tariff: { period: 300, intervals: [{ start: 40, end: 90, price: 4 }] },
    },
  };
}

function onRandomConsumers(runs: number, switches: boolean, property: (plant: Plant) => void): void {
  fc.assert(
    fc.property(fc.noShrink(fc.nat(1_000_000_000)), (number) => {
      const plant = randomConsumer(number, switches);
      fc.pre(plant !== undefined);
      property(plant);
    }),
    { numRuns: runs, seed: 2211, maxSkipsPerRun: 20 },
  );
}

describe("random plants", () => {
  test("N1, N2: energy is the sum of power × time by state, of elements and of the plant", () => {
    onRandomConsumers(20, false, (plant) => {
      const { result } = run(plant, HORIZON);
      const energy = result.energy as NonNullable<typeof result.energy>;
      let total = energy.loads?.["hall"]?.energy ?? 0;
      for (const element of plant.elements) {
        const { power } = element;
        const states = result.stations[element.id]?.states;
        const { idle = 0, working = idle, failed = idle, setup = idle } = power ?? {};
        const watts: { [state: string]: number } = { working, failed, setup };
        const servers = element.kind === "station" ? (element.servers ?? 1) : 1;
        const expected =
          states === undefined
            ? kWh(idle, HORIZON)
            : STATES.reduce(
                (sum, state) => sum + kWh(watts[state] ?? idle, states[state] * HORIZON * servers),
                0,
              );
        expect(energy.elements[element.id]?.energy).toBeCloseTo(expected, 9);
        total += expected;
      }
      expect(energy.total).toBeCloseTo(total, 8);
      const { interval, power } = energy.series;
      const integral = power.reduce(
        (sum, mean, i) => sum + (mean * Math.min(interval, HORIZON - i * interval)) / 3600,
        0,
      );
      expect(integral).toBeCloseTo(energy.total, 8);
      expect(energy.peakPower).toBeGreaterThanOrEqual(energy.meanPower * (1 - 1e-12));
      expect(energy.peakPower).toBeGreaterThanOrEqual(energy.peakDemand * (1 - 1e-12));
      // The horizon is a whole number of metering intervals.
      expect(energy.peakDemand).toBeGreaterThanOrEqual(energy.meanPower * (1 - 1e-12));
    });
  });

  test("N2, N3, N6, N11, N12: energy, peaks and cost are those of the powers seen event by event", () => {
    onRandomConsumers(8, true, (plant) => {
      const simulation = new Simulation(plant);
      let [time, power, total, peak, cost] = [0, resultOf(simulation)?.power ?? 0, 0, 0, 0];
      const demand = Array.from({ length: 15 }, () => 0);
      const upTo = (end: number): void => {
        if (end > time) peak = Math.max(peak, power);
        // In pieces that cross no metering interval and no change of the price.
        while (time < end) {
          const next = Math.min(end, Math.floor(time / 10 + 1) * 10);
          const amount = (power * (next - time)) / 3600;
          total += amount;
          (demand[Math.floor(time / 100)] as number) += amount;
          const phase = time % 300;
          cost += amount * (phase >= 40 && phase < 90 ? 4 : 1);
          time = next;
        }
      };
      while (simulation.nextEventTime <= HORIZON) {
        upTo(simulation.nextEventTime);
        simulation.step();
        power = resultOf(simulation)?.power ?? 0;
      }
      upTo(HORIZON);
      const energy = energyOf(plant, HORIZON);
      expect(energy.total).toBeCloseTo(total, 7);
      expect(energy.peakPower).toBeCloseTo(peak, 9);
      expect(energy.peakDemand).toBeCloseTo(Math.max(...demand) * 36, 7);
      expect(energy.cost).toBeCloseTo(cost, 7);
    });
  });

  test("N2, N8: looking at it, stopping on the way and snapshots change nothing", () => {
    onRandomConsumers(8, true, (plant) => {
      const whole = new Simulation(plant);
      whole.runUntil(HORIZON);
      const split = new Simulation(plant);
      for (const time of [1, 99.5, 100, 333, 1200]) {
        split.runUntil(time);
        split.results();
      }
      split.runUntil(HORIZON);
      expect(split.results()).toEqual(whole.results());
      expectSameFuture(plant, 600, [0, 57.3, 100, 411]);
    });
  });

  test("N1: what is drawn changes nothing of what happens", () => {
    onRandomConsumers(15, false, (plant) => {
      const bare: Plant = {
        ...plant,
        elements: plant.elements.map(({ power: _, ...element }) => element) as Plant["elements"],
      };
      const { energy: _, ...rest } = bare;
      expect(run(plant, HORIZON).lines).toEqual(run(rest, HORIZON).lines);
    });
  });
});

test("N2: a series over a long time has few intervals and loses nothing", () => {
  const plant = plantOf({
    elements: [
      schedule("in", [0], { period: 7000 }),
      buffer("queue"),
      station("press", 3000, { power: { working: 7000, idle: 1000 } }),
      sink(),
    ],
    flow: ["in > queue > press > out"],
  });
  const days = 30 * 86_400;
  const { series, total } = energyOf(plant, days);
  expect(series.power.length).toBeLessThanOrEqual(240);
  const integral = series.power.reduce(
    (sum, mean, i) => sum + (mean * Math.min(series.interval, days - i * series.interval)) / 3600,
    0,
  );
  expect(integral).toBeCloseTo(total, 6);
});
