import { describe, expect, test, vi } from "vitest";
import { replicate } from "../../src/experiment/replications.ts";
import type { RunResult } from "../../src/sim/results.ts";
import { readScene } from "./scenes.ts";

vi.setConfig({ testTimeout: 120_000 });

/** Quantile of Student's t for 99.9 %, two-sided: 19 and 79 degrees of freedom. */
const T = { 20: 3.883, 80: 3.416 } as const;

interface Interval {
  readonly mean: number;
  readonly halfWidth: number;
}

function interval(values: readonly number[], t: number): Interval {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, halfWidth: t * Math.sqrt(variance / values.length) };
}

function runs(name: string, replications: 20 | 80, seed: number): RunResult[] {
  const plant = readScene(name);
  const { horizon, warmup } = plant.run;
  return [...replicate(plant, { seed, horizon, warmup, replications })];
}

/** A result of hello-line with its exact value and the widest interval that is accepted. */
interface Metric {
  readonly name: string;
  readonly exact: number;
  readonly widest: number;
  readonly of: (result: RunResult) => number;
}

/**
 * Both machines are exponential with the same mean, so the number of parts beyond the first machine (in the
 * second, in the buffer, or finished and blocked in the first) is a birth-death chain on 0 … 6 with equal
 * rates: each number has probability 1/7. The first machine is blocked at 6, the second is starved at 0.
 */
const HELLO: readonly Metric[] = [
  { name: "throughput, parts/h", exact: 720 / 7, widest: 0.7, of: (r) => r.throughput },
  {
    name: "first, blocked",
    exact: 1 / 7,
    widest: 0.006,
    of: (r) => r.stations["first"]?.states.blocked ?? Number.NaN,
  },
  {
    name: "second, starved",
    exact: 1 / 7,
    widest: 0.006,
    of: (r) => r.stations["second"]?.states.starved ?? Number.NaN,
  },
  {
    name: "buffer, mean content",
    exact: 2,
    widest: 0.06,
    of: (r) => r.buffers["between"]?.meanContent ?? Number.NaN,
  },
  // 1 in the first machine always, the second busy with probability 6/7, and the buffer.
  { name: "work in process", exact: 1 + 6 / 7 + 2, widest: 0.07, of: (r) => r.wip },
];

function misses(results: readonly RunResult[], t: number): string[] {
  return HELLO.flatMap(({ name, exact, widest, of }) => {
    const { mean, halfWidth } = interval(results.map(of), t);
    const accepted = Math.abs(mean - exact) <= halfWidth && halfWidth <= widest;
    return accepted ? [] : [`${name}: ${mean} ± ${halfWidth}, exact ${exact}, widest ${widest}`];
  });
}

describe("what scenes/README.md says of the scenes", () => {
  test("hello-line agrees with its exact values: 99.9 % t-interval, repeated once with new seeds and four times the runs", () => {
    if (misses(runs("hello-line", 20, 1), T[20]).length === 0) return;
    expect(misses(runs("hello-line", 80, 2), T[80])).toEqual([]);
  });

  test("body-shop makes its 60 jobs an hour", () => {
    const { mean, halfWidth } = interval(
      runs("body-shop", 20, 1).map(({ throughput }) => throughput),
      T[20],
    );
    expect(mean).toBeGreaterThan(59);
    expect(mean).toBeLessThan(62);
    expect(halfWidth).toBeLessThan(2);
  });

  test("final-assembly makes 60 cars an hour of working time, within the mix", () => {
    const results = runs("final-assembly", 20, 1);
    // Of the 14 h from the end of the warm-up to the horizon, 90 min are breaks.
    const { mean } = interval(
      results.map(({ throughput }) => (throughput * 14) / 12.5),
      T[20],
    );
    expect(mean).toBeGreaterThan(58);
    expect(mean).toBeLessThan(62);
    const products = results.map(({ sinks }) => sinks["yard"]?.byProduct ?? {});
    const share = (id: string): number =>
      products.reduce((sum, counts) => sum + (counts[id] ?? 0), 0) /
      products.reduce((sum, counts) => sum + Object.values(counts).reduce((a, b) => a + b, 0), 0);
    expect(share("compact")).toBeCloseTo(9 / 20, 2);
    expect(share("estate")).toBeCloseTo(7 / 20, 2);
    expect(share("electric")).toBeCloseTo(4 / 20, 2);
  });

  test("machining makes more than the textbook's 96.5 an hour, because stops overlap", () => {
    const results = runs("machining", 20, 1);
    const rate = interval(
      results.map(({ throughput }) => throughput),
      T[20],
    );
    const textbook = 60 / 0.622;
    expect(rate.mean - rate.halfWidth).toBeGreaterThan(textbook);
    // Working and the sum of all stops would add to one if no two stops overlapped.
    const overlap = interval(
      results.map(({ stations }) => {
        const rows = Object.values(stations);
        const failed = rows.reduce((sum, { states }) => sum + states.failed, 0);
        return (rows[0]?.states.working ?? 0) + failed - 1;
      }),
      T[20],
    );
    expect(overlap.mean - overlap.halfWidth).toBeGreaterThan(0.005);
    expect(overlap.mean + overlap.halfWidth).toBeLessThan(0.015);
  });
});

/** The shares that scenes/README.md works out for gearbox-cell, and the widest interval that is accepted. */
const REJECTED = 0.08 * 0.98 + 0.92 * 0.01;
const AGAIN = 0.1 * 0.98 + 0.9 * 0.01;
const GEARBOX: readonly Metric[] = [
  {
    name: "first-pass yield",
    exact: 1 - REJECTED,
    widest: 0.006,
    of: (r) => r.stations["test"]?.quality?.firstPassYield ?? Number.NaN,
  },
  {
    name: "scrap of what was pressed",
    exact: REJECTED * AGAIN,
    widest: 0.002,
    of: ({ stations: { test: bench } }) => {
      const { scrapped = 0, passed = 0 } = bench?.quality ?? {};
      return scrapped / (scrapped + passed);
    },
  },
  { name: "throughput, parts/h", exact: 72 * (1 - REJECTED * AGAIN), widest: 0.2, of: (r) => r.throughput },
];

describe("gearbox-cell has the shares that its README works out (t-interval, 99.9 %, 20 replications, then 80)", () => {
  const first = runs("gearbox-cell", 20, 1);
  test.each(GEARBOX)("$name", ({ exact, widest, of }) => {
    const { mean, halfWidth } = interval(first.map(of), T[20]);
    expect(halfWidth).toBeLessThanOrEqual(widest);
    if (Math.abs(mean - exact) <= halfWidth) return;
    const second = interval(runs("gearbox-cell", 80, 2).map(of), T[80]);
    expect(Math.abs(second.mean - exact)).toBeLessThanOrEqual(second.halfWidth);
  });
});
