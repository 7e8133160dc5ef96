import { describe, expect, test } from "vitest";
import { KimNelson } from "../../../src/experiment/analysis/kim-nelson.ts";
import { multivariateT } from "../../../src/experiment/analysis/multivariate-t.ts";
import {
  bestStage,
  compareWithBest,
  criticalBest,
} from "../../../src/experiment/analysis/nelson-matejcik.ts";
import { studentT } from "../../../src/experiment/analysis/student-t.ts";
import { Draws, shareOf } from "./draws.ts";

describe("multivariate t with correlation ½", () => {
  // Dunnett (1955), table 1a: one-sided, 95 %.
  test.each([
    [1, 10, 1.81],
    [2, 10, 2.15],
    [3, 10, 2.34],
    [4, 10, 2.47],
    [9, 10, 2.81],
    [2, 20, 2.03],
    [4, 20, 2.3],
    [2, 60, 1.95],
    [4, 60, 2.21],
    [2, 5, 2.44],
  ])("%d variables, %d degrees of freedom: %d", (variables, degrees, value) => {
    expect(Math.abs(multivariateT(0.95, variables, degrees) - value)).toBeLessThan(0.006);
  });

  test("of one variable it is Student's t", () => {
    expect(multivariateT(0.95, 1, 12)).toBeCloseTo(studentT(0.9, 12), 4);
    expect(multivariateT(0.99, 1, 30)).toBeCloseTo(studentT(0.98, 30), 4);
  });
});

describe("comparison with the best (Nelson and Matejcik 1995)", () => {
  test("variance, replications and intervals by hand", () => {
    // Rows 1, 3 and 2, 6: residuals ±½, so S² = 2·4·¼/(1·1) = 2.
    const stage = bestStage(
      [
        [1, 3],
        [2, 6],
      ],
      0.95,
      0.5,
    );
    expect(stage.spread).toBeCloseTo(Math.SQRT2, 12);
    expect(stage.needed).toBe(Math.ceil((stage.critical ** 2 * 2) / 0.25));
    const rows = compareWithBest([10, 12, 12.5], 1);
    expect(rows.map(({ difference, low, high, ruledOut }) => [difference, low, high, ruledOut])).toEqual([
      [-2.5, -3.5, 0, true],
      [-0.5, -1.5, 0.5, false],
      [0.5, -0.5, 1.5, false],
    ]);
  });

  test("all intervals hold together in at least 95 % of 1,000 experiments with common random numbers (less 3 standard errors)", () => {
    const truth = [0, 0.5, 1, 1, 1.2];
    const best = (i: number): number => Math.max(...truth.filter((_, l) => l !== i));
    const critical = criticalBest(5, 10, 0.95);
    const share = shareOf(1000, (seed) => {
      const draws = new Draws(seed, "best");
      const sample = (n: number, rows: number[][]): number[][] => {
        for (let j = rows[0]?.length ?? 0; j < n; j++) {
          const common = 2 * draws.normal();
          truth.forEach((mean, i) => rows[i]?.push(mean + common + draws.normal()));
        }
        return rows;
      };
      const rows = sample(
        10,
        truth.map(() => []),
      );
      const { needed } = bestStage(rows, 0.95, 0.5, critical);
      const means = sample(needed, rows).map((row) => row.reduce((sum, x) => sum + x, 0) / row.length);
      return compareWithBest(means, 0.5).every(({ low, high }, i) => {
        const exact = (truth[i] as number) - best(i);
        return low <= exact && exact <= high;
      });
    });
    expect(share).toBeGreaterThanOrEqual(0.95 - 3 * Math.sqrt((0.95 * 0.05) / 1000));
  });
});

/** Runs a selection among normal systems. @returns index selected, and replications in all */
function selection(seed: number, means: readonly number[], common: number, delta: number): [number, number] {
  const draws = new Draws(seed, "selection");
  const draw = (): number[] => {
    const shared = common * draws.normal();
    return means.map((mean) => mean + shared + draws.normal());
  };
  const rows = Array.from({ length: 10 }, draw);
  const procedure = new KimNelson(
    means.map((_, i) => rows.map((row) => row[i] as number)),
    0.95,
    delta,
  );
  let total = 10 * means.length;
  while (procedure.state.remaining.length > 1) {
    const row = draw();
    total += procedure.state.remaining.length;
    procedure.observe(procedure.state.remaining.map((i) => row[i] as number));
  }
  return [procedure.state.remaining[0] as number, total];
}

describe("selection of the best (Kim and Nelson 2001)", () => {
  const least = 0.95 - 3 * Math.sqrt((0.95 * 0.05) / 1000);
  // The hardest case: all others worse by just the indifference zone.
  const slippage = [0, 0, 0, 0, 0.5];

  test("promised probability of correct selection, independent systems: at least 95 % of 1,000 (less 3 standard errors)", () => {
    expect(shareOf(1000, (seed) => selection(seed, slippage, 0, 0.5)[0] === 4)).toBeGreaterThanOrEqual(least);
  });

  test("promised probability of correct selection, common random numbers: at least 95 % of 1,000 (less 3 standard errors)", () => {
    expect(shareOf(1000, (seed) => selection(seed, slippage, 2, 0.5)[0] === 4)).toBeGreaterThanOrEqual(least);
  });

  test("clearly worse systems cost hardly more than the first stage, the hardest case three times as much", () => {
    const effort = (means: readonly number[]): number =>
      Array.from({ length: 50 }, (_, seed) => selection(seed, means, 0, 0.5)[1]).reduce((a, b) => a + b, 0);
    const firstStage = 50 * 50;
    expect(effort([0, 1, 2, 3, 8])).toBeLessThan(1.02 * firstStage);
    expect(effort(slippage)).toBeGreaterThan(3 * firstStage);
  });

  test("equal systems end too, with one of them", () => {
    const procedure = new KimNelson(
      [
        [1, 2, 3],
        [1, 2, 3],
      ],
      0.95,
      0.1,
    );
    expect(procedure.state.remaining).toEqual([0]);
    expect(procedure.state.droppedAt).toEqual([undefined, 3]);
    expect(selection(1, [0, 0], 0, 0.5)[0]).toBeLessThan(2);
  });
});
