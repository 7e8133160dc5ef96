import { describe, expect, test } from "vitest";
import { tInterval } from "../../src/experiment/analysis/interval.ts";
import type { Duration } from "../../src/plant/distribution.ts";
import type { Plant } from "../../src/plant/schema.ts";
import { Simulation } from "../../src/sim/simulation.ts";
import { plantOf, saturated, sink, station, workers } from "./plants.ts";

const RUN = 100;
const LOAD = 20;

/** So many automatic machines, each of which an operator of one pool loads before it runs. */
function machines(count: number, operators: number, load: Duration): Plant {
  const ids = Array.from({ length: count }, (_, i) => `m${i}`);
  return plantOf({
    elements: [
      saturated("in"),
      ...ids.map((id) =>
        station(
          id,
          { dist: "exponential", mean: RUN },
          { before: [{ time: load, workers: [{ pool: "op" }] }] },
        ),
      ),
      sink(),
    ],
    flow: ids.map((id) => `in > ${id} > out`),
    resources: [workers("op", operators)],
  });
}

/**
 * Machine interference with exponential loading, M/M/c//N (Palm 1947): the steady state of the birth-and-death process.
 * @returns parts an hour of all machines, and the operators' utilisation
 */
function palm(count: number, operators: number): { throughput: number; utilisation: number } {
  const weights = [1];
  for (let waiting = 1; waiting <= count; waiting++) {
    const up = (count - waiting + 1) / RUN;
    const down = Math.min(waiting, operators) / LOAD;
    weights.push(((weights[waiting - 1] as number) * up) / down);
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = (of: (waiting: number) => number): number =>
    weights.reduce((sum, weight, waiting) => sum + weight * of(waiting), 0) / total;
  const busy = mean((waiting) => Math.min(waiting, operators));
  return { throughput: (busy / LOAD) * 3600, utilisation: busy / operators };
}

/** The same with one operator and constant loading, M/D/1//N (Ashcroft 1950, in the form of Takács 1962). */
function ashcroft(count: number): { throughput: number; utilisation: number } {
  let sum = 0;
  let choose = 1;
  let product = 1;
  for (let r = 0; r < count; r++) {
    if (r > 0) {
      choose *= (count - r) / r;
      product *= Math.exp((r * LOAD) / RUN) - 1;
    }
    sum += choose * product;
  }
  const idle = 1 / (1 + ((count * LOAD) / RUN) * sum);
  return { throughput: ((1 - idle) / LOAD) * 3600, utilisation: 1 - idle };
}

function observed(plant: Plant): { throughput: number[]; utilisation: number[] } {
  const throughput: number[] = [];
  const utilisation: number[] = [];
  for (let replication = 0; replication < 20; replication++) {
    const simulation = new Simulation(plant, { seed: 1924, replication, warmup: 2000 });
    simulation.runUntil(62_000);
    const result = simulation.results(false);
    throughput.push(result.throughput);
    const pool = result.resources?.["op"];
    utilisation.push(pool?.kind === "workers" ? pool.utilisation : Number.NaN);
  }
  return { throughput, utilisation };
}

function expectInside(values: readonly number[], exact: number): void {
  const { mean, halfWidth = Number.NaN } = tInterval(values, 0.99);
  expect(halfWidth / exact).toBeLessThan(0.02);
  expect(Math.abs(mean - exact)).toBeLessThan(halfWidth);
}

const EXPONENTIAL: Duration = { dist: "exponential", mean: LOAD };

describe("multi-machine operation: one team loads several machines", () => {
  test("the formulas agree where both hold, and with hand calculation", () => {
    // Two machines: 1, 2 × 0.2, 2 × 0.2² → busy (0.4 + 0.08) / 1.48.
    expect(palm(2, 1).utilisation).toBeCloseTo(0.48 / 1.48, 12);
    expect(ashcroft(1).utilisation).toBeCloseTo(LOAD / (LOAD + RUN), 12);
    expect(palm(1, 1).utilisation).toBeCloseTo(LOAD / (LOAD + RUN), 12);
  });

  test.each([
    [3, 1],
    [4, 1],
    [6, 1],
    [9, 2],
  ])("W2, W3, J3: %i machines and %i operators as M/M/c//N (Palm), 99 % t-interval", (count, operators) => {
    const { throughput, utilisation } = observed(machines(count, operators, EXPONENTIAL));
    const exact = palm(count, operators);
    expectInside(throughput, exact.throughput);
    expectInside(utilisation, exact.utilisation);
  });

  test.each([3, 6])(
    "W2, W3, J3: %i machines, one operator, constant loading as M/D/1//N (Ashcroft), 99 % t-interval",
    (count) => {
      const { throughput, utilisation } = observed(machines(count, 1, LOAD));
      const exact = ashcroft(count);
      expectInside(throughput, exact.throughput);
      expectInside(utilisation, exact.utilisation);
    },
  );
});
