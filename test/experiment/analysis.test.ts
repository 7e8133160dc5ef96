import { describe, expect, test } from "vitest";
import { studentT } from "../../src/experiment/analysis/student-t.ts";
import { tInterval } from "../../src/experiment/analysis/interval.ts";
import { average, replicate, resultHash } from "../../src/experiment/replications.ts";
import { arrivals, buffer, plantOf, sink, station } from "../sim/plants.ts";

describe("Student's t", () => {
  // Published tables of two-sided critical values, to their three decimals.
  test.each([
    [0.9, 1, 6.314],
    [0.95, 1, 12.706],
    [0.99, 1, 63.657],
    [0.999, 1, 636.619],
    [0.95, 2, 4.303],
    [0.999, 2, 31.599],
    [0.95, 4, 2.776],
    [0.99, 4, 4.604],
    [0.95, 9, 2.262],
    [0.99, 9, 3.25],
    [0.95, 19, 2.093],
    [0.99, 19, 2.861],
    [0.999, 19, 3.883],
    [0.8, 10, 1.372],
    [0.95, 29, 2.045],
    [0.999, 29, 3.659],
    [0.95, 60, 2],
    [0.999, 79, 3.418],
    [0.95, 120, 1.98],
    [0.999, 120, 3.373],
  ])("P(|T| ≤ t) = %d with %d degrees of freedom: t = %d", (confidence, degrees, value) => {
    expect(Math.abs(studentT(confidence, degrees) - value)).toBeLessThan(0.000_6);
  });

  test("closed forms: with one degree of freedom tan(π p / 2), with two 2 p' √(2 / (1 − p'²)) …", () => {
    for (const p of [0.1, 0.5, 0.8, 0.95, 0.99, 0.9999]) {
      expect(studentT(p, 1) / Math.tan((Math.PI * p) / 2)).toBeCloseTo(1, 9);
      expect(studentT(p, 2) / (p * Math.sqrt(2 / (1 - p * p)))).toBeCloseTo(1, 9);
    }
  });

  test("with very many degrees of freedom it is the normal quantile", () => {
    expect(studentT(0.95, 1e6)).toBeCloseTo(1.959_966, 4);
    expect(studentT(0.999, 1e6)).toBeCloseTo(3.290_53, 3);
  });
});

describe("intervals", () => {
  test("mean and half-width of a known sample", () => {
    // Mean 5, standard deviation √(32/7), t(0.95, 7) = 2.3646.
    const { mean, halfWidth } = tInterval([2, 4, 4, 4, 5, 5, 7, 9]);
    expect(mean).toBe(5);
    expect(halfWidth).toBeCloseTo((2.364_624 * Math.sqrt(32 / 7)) / Math.sqrt(8), 5);
  });

  test("one observation has no interval, none has no mean, what does not exist is left out", () => {
    expect(tInterval([7])).toEqual({ mean: 7, halfWidth: undefined });
    expect(tInterval([]).mean).toBeNaN();
    expect(tInterval([Number.NaN, 7, Number.NaN])).toEqual({ mean: 7, halfWidth: undefined });
    expect(tInterval([3, 3, 3])).toEqual({ mean: 3, halfWidth: 0 });
  });

  test("intervals at 95 % of exponential samples of 40 hold the mean about as often as they say (4 standard errors)", () => {
    let held = 0;
    const rounds = 2000;
    const values = exponentials(rounds * 40);
    for (let i = 0; i < rounds; i++) {
      const { mean, halfWidth = 0 } = tInterval(values.slice(40 * i, 40 * i + 40));
      if (Math.abs(mean - 1) <= halfWidth) held++;
    }
    // Skewness lowers the true coverage to about 0.93 (Law 2015, table 4.1).
    expect(held / rounds).toBeGreaterThan(0.93 - 4 * Math.sqrt((0.93 * 0.07) / rounds));
    expect(held / rounds).toBeLessThan(0.95 + 4 * Math.sqrt((0.95 * 0.05) / rounds));
  });
});

function exponentials(count: number): number[] {
  // A fixed sequence of Weyl's that fills [0, 1) evenly, shuffled by a multiplicative congruential generator.
  let state = 12_345;
  return Array.from({ length: count }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return -Math.log(state / 2_147_483_647);
  });
}

describe("averages of trees", () => {
  test("every number is averaged in its place, and has its half-width", () => {
    const { mean, halfWidth } = average([
      { a: 1, deep: { b: [1, 2, 3], c: 0 } },
      { a: 3, deep: { b: [3, 4], c: 0 } },
    ]);
    expect(mean).toEqual({ a: 2, deep: { b: [2, 3], c: 0 } });
    // Two observations 1 and 3: standard error 1, t(0.95, 1) = 12.706.
    expect(halfWidth.a).toBeCloseTo(12.706, 3);
    expect(halfWidth.deep.c).toBe(0);
  });

  test("what some replications lack is averaged over those that have it", () => {
    const trees: { by: Record<string, number> }[] = [{ by: { x: 1 } }, { by: { x: 3, y: 5 } }];
    expect(average(trees).mean).toEqual({ by: { x: 2, y: 5 } });
    expect(average(trees).halfWidth.by["y"]).toBeUndefined();
  });
});

describe("replications", () => {
  const plant = plantOf({
    elements: [
      arrivals("in", { dist: "exponential", mean: 10 }),
      buffer("b"),
      station("m", { dist: "exponential", mean: 8 }),
      sink(),
    ],
    flow: ["in > b > m > out"],
  });
  const settings = { seed: 1, horizon: 2000, warmup: 200, replications: 4 };

  test("each has streams of its own, and the same every time", () => {
    const first = [...replicate(plant, settings)];
    expect(first.map(({ replication }) => replication)).toEqual([0, 1, 2, 3]);
    expect(new Set(first.map(({ hash }) => hash)).size).toBe(4);
    expect([...replicate(plant, settings)]).toEqual(first);
    expect([...replicate(plant, { ...settings, replications: 2, first: 2 })]).toEqual(first.slice(2));
    expect(resultHash(first)).not.toBe(resultHash(first.toReversed()));
  });
});
