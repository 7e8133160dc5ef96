import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { tInterval } from "../../src/experiment/analysis/interval.ts";
import { replicate } from "../../src/experiment/replications.ts";
import { caseToPlant } from "../../src/experiment/verification/case-plant.ts";
import { type Case, Unsupported } from "../../src/experiment/verification/case.ts";
import type { Distribution, Duration } from "../../src/plant/distribution.ts";
import type { Element, Plant } from "../../src/plant/schema.ts";
import type { RunResult } from "../../src/sim/results.ts";
import { Simulation } from "../../src/sim/simulation.ts";
import { buffer, plantOf, saturated, sink, station } from "../sim/plants.ts";

const NIGHTLY = process.env["TAKTWERK_NIGHTLY"] === "1";
if (NIGHTLY) vi.setConfig({ testTimeout: 3_600_000 });
const FOLDER = join(import.meta.dirname, "cases");

/** Every stochastic case that the engine can express, with its plant. */
const cases = readdirSync(FOLDER)
  .filter((name) => name.startsWith("P"))
  .flatMap((name): [string, Plant, Case][] => {
    const testCase = JSON.parse(readFileSync(join(FOLDER, name), "utf8")) as Case;
    try {
      return testCase.kind === "stochastic" ? [[testCase.id, caseToPlant(testCase), testCase]] : [];
    } catch (error) {
      if (error instanceof Unsupported) return [];
      throw error;
    }
  });

function once(plant: Plant, horizon: number, warmup: number): { result: RunResult; simulation: Simulation } {
  const simulation = new Simulation(plant, { seed: 99, warmup });
  simulation.runUntil(horizon);
  return { result: simulation.results(), simulation };
}

describe.each(cases)("%s", (_id, plant, { run: { horizon_s: horizon, warmup_s: warmup = 0 } }) => {
  test("F4, T5, Z2, Z3: entered − left = inside; state fractions and histograms add to one; flow is conserved in each buffer", () => {
    const { result, simulation } = once(plant, horizon, 0);
    let inside = 0;
    plant.elements.forEach((element, i) => {
      const raw = element.kind === "source" && element.arrivals.mode === "saturated";
      if (!raw && element.kind !== "sink") inside += simulation.contentOf(i);
      if (element.kind === "buffer") {
        const { entered = 0, left = 0 } = result.buffers[element.id] ?? {};
        expect(entered - left).toBe(simulation.contentOf(i));
      }
    });
    const entered = Object.values(result.sources).reduce((sum, source) => sum + source.entered, 0);
    const { begun = 0, ended = 0 } = result;
    expect(entered + begun - result.finished - ended).toBe(inside);
    for (const { states } of Object.values(result.stations)) {
      expect(Math.abs(Object.values(states).reduce((sum, share) => sum + share, 0) - 1)).toBeLessThan(1e-9);
    }
    for (const { histogram } of Object.values(result.buffers)) {
      expect(Math.abs(histogram.reduce((sum, share) => sum + share, 0) - 1)).toBeLessThan(1e-9);
    }
  });

  // What is built in ends without a cycle time of its own.
  const allLeave = !plant.elements.some((element) => element.kind === "station" && element.assembly);
  test.runIf(allLeave)("Z2: Little's law: WIP is throughput times cycle time, to 2 % of a single run", () => {
    const { result } = once(plant, horizon, warmup);
    const product = (result.throughput / 3600) * result.cycleTimeMean;
    expect(Math.abs(result.wip - product) / result.wip).toBeLessThan(0.02);
  });

  test("K1: all times multiplied by four give the throughput divided by four, part for part", () => {
    const { result } = once(plant, horizon, warmup);
    const scaled = once(timesScaled(plant, 4), 4 * horizon, 4 * warmup).result;
    // Microseconds are rounded after scaling, so single parts may fall on the other side of the horizon.
    expect(Math.abs(scaled.finished - result.finished)).toBeLessThanOrEqual(
      Math.max(3, result.finished * 1e-3),
    );
    if (result.finished === scaled.finished) {
      expect(scaled.throughput / (result.throughput / 4)).toBeCloseTo(1, 6);
      expect(scaled.wip / result.wip).toBeCloseTo(1, 2);
    }
  });
});

function scaledDistribution(d: Distribution, by: number): Distribution {
  switch (d.dist) {
    case "constant":
      return { ...d, value: d.value * by };
    case "uniform":
      return { ...d, min: d.min * by, max: d.max * by };
    case "triangular":
      return { ...d, min: d.min * by, mode: d.mode * by, max: d.max * by };
    case "lognormal":
      return { ...d, mean: d.mean * by, sd: d.sd * by };
    case "exponential":
    case "erlang":
      return { ...d, mean: d.mean * by };
    case "gamma":
    case "weibull":
      return { ...d, scale: d.scale * by };
    case "geometric":
      return { ...d, step: d.step * by };
    case "empirical":
      return { ...d, values: d.values.map((value) => value * by) };
    case "mixture":
    case "sum":
      return { ...d, components: d.components.map((component) => scaledDistribution(component, by)) };
    default:
      throw new Error(`no case has a ${d.dist} distribution`);
  }
}

function scaled(duration: Duration, by: number): Duration {
  return typeof duration === "number" ? duration * by : scaledDistribution(duration, by);
}

function scaledElement(element: Element, by: number): Element {
  if (element.kind === "source" && element.arrivals.mode === "interarrival") {
    return {
      ...element,
      arrivals: { ...element.arrivals, interarrival: scaled(element.arrivals.interarrival, by) },
    };
  }
  if (element.kind !== "station") return element;
  const { cycleTime } = element;
  return {
    ...element,
    cycleTime:
      typeof cycleTime === "object" && "byProduct" in cycleTime
        ? {
            byProduct: Object.fromEntries(
              Object.entries(cycleTime.byProduct).map(([id, time]) => [id, scaled(time, by)]),
            ),
            ...(cycleTime.default === undefined ? {} : { default: scaled(cycleTime.default, by) }),
          }
        : scaled(cycleTime, by),
    ...(element.failures === undefined
      ? {}
      : {
          failures: element.failures.map((mode) => ({
            ...mode,
            timeToFailure: scaled(mode.timeToFailure, by),
            timeToRepair: scaled(mode.timeToRepair, by),
          })),
        }),
  };
}

/** The plant with all durations multiplied: the same streams, so the same history, only slower. */
function timesScaled(plant: Plant, by: number): Plant {
  return { ...plant, elements: plant.elements.map((element) => scaledElement(element, by)) };
}

/** A saturated line of stations with buffers between them (0: none). */
function line(cycles: readonly Distribution[], room: readonly number[]): Plant {
  const elements: Element[] = [saturated("in"), sink()];
  const path = ["in"];
  cycles.forEach((cycle, i) => {
    elements.push(station(`m${i}`, cycle));
    path.push(`m${i}`);
    const capacity = room[i] ?? 0;
    if (capacity > 0) {
      elements.push(buffer(`b${i}`, { capacity }));
      path.push(`b${i}`);
    }
  });
  return plantOf({ elements, flow: [[...path, "out"].join(" > ")] });
}

function throughputs(plant: Plant, seed: number): number[] {
  const settings = { seed, horizon: 40_000, warmup: 4000, replications: NIGHTLY ? 200 : 40 };
  return Array.from(replicate(plant, settings), ({ throughput }) => throughput);
}

describe("lines", () => {
  const cycles: Distribution[] = [
    { dist: "exponential", mean: 9 },
    { dist: "erlang", k: 2, mean: 11 },
    { dist: "uniform", min: 2, max: 16 },
    { dist: "exponential", mean: 8 },
  ];
  const room = [1, 3, 0];

  test("T3, U1: reversing a saturated line leaves its throughput as it is (two-sample t-interval of independent runs, 99.9 %)", () => {
    const forward = throughputs(line(cycles, room), 1);
    const backward = throughputs(line(cycles.toReversed(), room.toReversed()), 2);
    const { mean, halfWidth = 0 } = tInterval(
      forward.map((value, i) => value - (backward[i] ?? 0)),
      0.999,
    );
    expect(Math.abs(mean)).toBeLessThan(halfWidth);
    // The test could have seen a difference of 3 %.
    expect(halfWidth / tInterval(forward).mean).toBeLessThan(0.03);
  });

  test("U1, K5: enlarging a buffer never delays a departure on the same streams, and helps", () => {
    const departures = (capacity: number): number[] => {
      const times: number[] = [];
      const simulation = new Simulation(line(cycles, [1, capacity, 0]), {
        seed: 5,
        record: ({ kind, time }) => {
          if (kind === "exit") times.push(time);
        },
      });
      simulation.runUntil(40_000);
      return times;
    };
    let before = departures(1);
    for (const capacity of [2, 3, 5, 10, 50]) {
      const after = departures(capacity);
      expect(after.length).toBeGreaterThanOrEqual(before.length);
      expect(before.every((time, n) => (after[n] ?? Infinity) <= time)).toBe(true);
      before = after;
    }
    expect(before.length).toBeGreaterThan(departures(1).length);
  });

  test("T5: throughput × mean cycle time / servers is the share of working time (t-interval, 99.9 %)", () => {
    const plant = line(cycles, room);
    const means = [9, 11, 9, 8];
    const settings = { seed: 3, horizon: 40_000, warmup: 4000, replications: NIGHTLY ? 200 : 40 };
    const results = [...replicate(plant, settings)];
    means.forEach((cycle, i) => {
      const gaps = results.map(
        ({ stations, throughput }) => (stations[`m${i}`]?.states.working ?? 0) - (throughput / 3600) * cycle,
      );
      const { mean, halfWidth = 0 } = tInterval(gaps, 0.999);
      expect(Math.abs(mean)).toBeLessThan(halfWidth);
      expect(halfWidth).toBeLessThan(0.02);
    });
  });
});
