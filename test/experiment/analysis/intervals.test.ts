import { describe, expect, test } from "vitest";
import { batchMeans } from "../../../src/experiment/analysis/batch-means.ts";
import { bonferroni } from "../../../src/experiment/analysis/bonferroni.ts";
import { tInterval } from "../../../src/experiment/analysis/interval.ts";
import { normalCdf, normalCritical } from "../../../src/experiment/analysis/normal.ts";
import { pairedInterval } from "../../../src/experiment/analysis/paired.ts";
import { binomialCdf, quantileInterval } from "../../../src/experiment/analysis/quantile-interval.ts";
import { isPrecise, nextReplications } from "../../../src/experiment/analysis/sequential.ts";
import { welchInterval } from "../../../src/experiment/analysis/welch.ts";
import { wilson } from "../../../src/experiment/analysis/wilson.ts";
import { Draws, holds, shareOf } from "./draws.ts";

/** Nominal 95 % intervals must hold the value in 93 to 97 % of so many seeded experiments. */
const EXPERIMENTS = 1000;
const [LEAST, MOST] = [0.93, 0.97];

describe("normal distribution", () => {
  test("published values of Φ and of two-sided critical values", () => {
    expect(normalCdf(0)).toBe(0.5);
    expect(normalCdf(1)).toBeCloseTo(0.841_344_746_068_543, 12);
    expect(normalCdf(-1.959_963_984_540_054)).toBeCloseTo(0.025, 12);
    expect(normalCdf(5)).toBeCloseTo(0.999_999_713_348_428, 13);
    expect([normalCdf(-40), normalCdf(40)]).toEqual([0, 1]);
    expect(normalCritical(0.95)).toBeCloseTo(1.959_963_984_540_054, 9);
    expect(normalCritical(0.999)).toBeCloseTo(3.290_526_731_491_926, 9);
  });
});

describe("batch means", () => {
  test("interval, correlation and von Neumann's ratio by hand", () => {
    // 1, 2, 3, 4, 5: mean 3, Σ(b − b̄)² = 10, Σ of neighbours −2·−1 + −1·0 + 0·1 + 1·2 = 4, ratio 4/10.
    const { mean, halfWidth, lag1, independent, batches } = batchMeans([1, 2, 3, 4, 5]);
    expect([mean, lag1, batches]).toEqual([3, 0.4, 5]);
    expect(halfWidth).toBeCloseTo(2.776_445 * Math.sqrt(2.5 / 5), 5);
    // 2 − 0.4 = 1.6 against 1.645·√(4·3/24) = 1.163: correlated.
    expect(independent).toBe(false);
    expect(batchMeans([1, 5, 2, 4, 3]).independent).toBe(true);
    expect(batchMeans([7, 7, 7, 7, 7])).toMatchObject({ halfWidth: 0, lag1: 0, independent: true });
  });

  test("coverage: 95 % intervals of 30 batches of an AR(1) process hold its mean in 93 to 97 % of 1,000 runs", () => {
    const share = shareOf(EXPERIMENTS, (seed) => {
      const draws = new Draws(seed, "ar");
      let value = draws.normal() / Math.sqrt(1 - 0.49);
      const means = Array.from({ length: 30 }, () => {
        let sum = 0;
        for (let i = 0; i < 400; i++) sum += value = 0.7 * value + draws.normal();
        return 5 + sum / 400;
      });
      return holds(batchMeans(means), 5);
    });
    expect(share).toBeGreaterThanOrEqual(LEAST);
    expect(share).toBeLessThanOrEqual(MOST);
  });

  test("batches that are too short for a slow process are found out by von Neumann's test", () => {
    const found = shareOf(200, (seed) => {
      const draws = new Draws(seed, "slow");
      let value = draws.normal();
      const means = Array.from({ length: 30 }, () => (value = 0.8 * value + draws.normal()));
      return !batchMeans(means).independent;
    });
    expect(found).toBeGreaterThan(0.9);
  });
});

describe("t-intervals", () => {
  test("coverage: 95 % intervals of 10 normal observations hold the mean in 93 to 97 % of 1,000 experiments", () => {
    const share = shareOf(EXPERIMENTS, (seed) => holds(tInterval(new Draws(seed).normals(10, 3, 2)), 3));
    expect(share).toBeGreaterThanOrEqual(LEAST);
    expect(share).toBeLessThanOrEqual(MOST);
  });
});

describe("sequential stopping", () => {
  test("rounds grow by a tenth to a half, towards what the variance asks for", () => {
    const goal = { halfWidth: 1 };
    expect(nextReplications({ mean: 9, halfWidth: 1.2 }, 100, goal)).toBe(144);
    expect(nextReplications({ mean: 9, halfWidth: 1.01 }, 100, goal)).toBe(110);
    expect(nextReplications({ mean: 9, halfWidth: 9 }, 100, goal)).toBe(150);
    // Relative: 0.05/(1.05) of the mean 21 is 1.
    expect(nextReplications({ mean: 21, halfWidth: 1.19 }, 100, { relative: 0.05 })).toBe(142);
    expect(isPrecise({ mean: 21, halfWidth: 0.999 }, { relative: 0.05 })).toBe(true);
    expect(isPrecise({ mean: 21, halfWidth: 1.01 }, { relative: 0.05 })).toBe(false);
    expect(isPrecise({ mean: 21, halfWidth: undefined }, goal)).toBe(false);
  });

  test("coverage: intervals that were stopped at a half-width of 0.25 hold the mean in 93 to 97 % of 1,000 experiments", () => {
    const share = shareOf(EXPERIMENTS, (seed) => {
      const draws = new Draws(seed, "sequential");
      const values = draws.normals(20, 1, 1);
      for (;;) {
        const interval = tInterval(values);
        if (isPrecise(interval, { halfWidth: 0.25 })) return holds(interval, 1);
        const next = nextReplications(interval, values.length, { halfWidth: 0.25 });
        values.push(...draws.normals(next - values.length, 1, 1));
      }
    });
    expect(share).toBeGreaterThanOrEqual(LEAST);
    expect(share).toBeLessThanOrEqual(MOST);
  });
});

describe("differences", () => {
  test("paired-t: the sleep data of Student (1908), 95 % interval 0.70 to 2.46", () => {
    const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const { mean, halfWidth = 0 } = pairedInterval(second, first);
    expect(mean).toBeCloseTo(1.58, 10);
    expect(mean - halfWidth).toBeCloseTo(0.700_114, 5);
    expect(mean + halfWidth).toBeCloseTo(2.459_886, 5);
    // Welch on the same data: −0.2054832 to 3.3654832 with 17.776 degrees of freedom.
    const welch = welchInterval(second, first);
    expect(welch.mean - (welch.halfWidth ?? 0)).toBeCloseTo(-0.205_483, 5);
    expect(welch.mean + (welch.halfWidth ?? 0)).toBeCloseTo(3.365_483, 5);
  });

  test("coverage: paired intervals of correlated pairs hold the difference in 93 to 97 % of 1,000 experiments", () => {
    const share = shareOf(EXPERIMENTS, (seed) => {
      const draws = new Draws(seed, "pairs");
      const common = draws.normals(10, 0, 3);
      const a = common.map((value) => value + draws.normal());
      const b = common.map((value) => value + 2 + draws.normal());
      return holds(pairedInterval(b, a), 2);
    });
    expect(share).toBeGreaterThanOrEqual(LEAST);
    expect(share).toBeLessThanOrEqual(MOST);
  });

  test("Bonferroni: ten differences of five correlated systems hold together in at least 95 % (less 3 standard errors)", () => {
    const truth = [0, 1, 2, 3, 4];
    const share = shareOf(EXPERIMENTS, (seed) => {
      const draws = new Draws(seed, "all pairs");
      const common = draws.normals(12);
      const rows = truth.map((mean) => common.map((value) => value + mean + draws.normal()));
      return truth.every((a, i) =>
        truth.every(
          (b, j) =>
            j <= i ||
            holds(pairedInterval(rows[j] as number[], rows[i] as number[], bonferroni(0.95, 10)), b - a),
        ),
      );
    });
    expect(share).toBeGreaterThanOrEqual(0.95 - 3 * Math.sqrt((0.95 * 0.05) / EXPERIMENTS));
    expect(bonferroni(0.95, 10)).toBeCloseTo(0.995, 12);
    expect(bonferroni(0.95, 0)).toBe(0.95);
  });
});

describe("quantile intervals", () => {
  test("binomial distribution: exact sums", () => {
    expect(binomialCdf(2, 5, 0.5)).toBeCloseTo(0.5, 12);
    expect(binomialCdf(0, 10, 0.1)).toBeCloseTo(0.9 ** 10, 12);
    expect([binomialCdf(-1, 5, 0.5), binomialCdf(5, 5, 0.5)]).toEqual([0, 1]);
  });

  test("median of 20: the 6th and the 15th observation, 95.86 % (published tables)", () => {
    const { low, high, coverage, estimate } = quantileInterval(
      Array.from({ length: 20 }, (_, i) => i + 1),
      0.5,
    );
    expect([low, high, estimate]).toEqual([6, 15, 10.5]);
    expect(coverage).toBeCloseTo(0.9586, 4);
  });

  test("a sample too small has no bound on that side", () => {
    expect(quantileInterval([1, 2, 3, 4, 5], 0.9)).toMatchObject({ high: undefined });
    expect(quantileInterval([1, 2, 3, 4, 5], 0.5)).toMatchObject({ low: undefined, high: undefined });
    expect(quantileInterval([], 0.5).estimate).toBeNaN();
    expect(quantileInterval([Number.NaN, 3], 0.5).estimate).toBe(3);
  });

  test("coverage: intervals of the 80 % quantile of 400 exponentials hold it in 93 to 97 % of 1,000 experiments", () => {
    const share = shareOf(EXPERIMENTS, (seed) => {
      const draws = new Draws(seed, "quantile");
      const { low = Infinity, high = -Infinity } = quantileInterval(
        Array.from({ length: 400 }, () => draws.exponential()),
        0.8,
      );
      const exact = Math.log(5);
      return low <= exact && exact <= high;
    });
    expect(share).toBeGreaterThanOrEqual(LEAST);
    expect(share).toBeLessThanOrEqual(MOST);
  });
});

describe("Wilson's interval", () => {
  test("published examples: 15 of 148 and 0 of 20 (Newcombe 1998, table I, method 3)", () => {
    const cases = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const;
    for (const [hits, trials, low, high] of cases) {
      const interval = wilson(hits, trials);
      expect(interval.low).toBeCloseTo(low, 4);
      expect(interval.high).toBeCloseTo(high, 4);
    }
    expect(wilson(20, 20).high).toBe(1);
    expect(wilson(0, 0)).toMatchObject({ low: 0, high: 1 });
  });

  test("coverage: intervals of an event of 4 % hold it in 93 to 97 % of 1,000 experiments of 250 trials", () => {
    const share = shareOf(EXPERIMENTS, (seed) => {
      const draws = new Draws(seed, "rare");
      let hits = 0;
      for (let i = 0; i < 250; i++) if (draws.uniform() < 0.04) hits++;
      const { low, high } = wilson(hits, 250);
      return low <= 0.04 && 0.04 <= high;
    });
    expect(share).toBeGreaterThanOrEqual(LEAST);
    expect(share).toBeLessThanOrEqual(MOST);
  });
});
