import { describe, expect, test } from "vitest";
import { meanSeries, mser5 } from "../../../src/experiment/analysis/mser5.ts";
import { Draws } from "./draws.ts";

describe("MSER-5 (White 1997)", () => {
  test("deletes a step at the beginning, and nothing of what is level", () => {
    const level = Array.from({ length: 200 }, (_, i) => [10, 12, 11, 9, 8][i % 5] as number);
    expect(mser5(level)).toEqual({ deleted: 0, error: 0, reliable: true });
    expect(mser5([...Array.from({ length: 20 }, () => 100), ...level]).deleted).toBe(20);
  });

  test("finds the minimum of the squared standard error by hand: batch means 8, 4, 3, 5, 4, 3, 5, 4", () => {
    // Deleted d: Σ(b − b̄)²/(n − d)²: d = 0: 18/64 = 0.28125; d = 1: (4·… ) 4/49 = 0.0816; d = 2: 4/36 = 0.111; d = 3: 2.8/25 = 0.112.
    const series = [8, 4, 3, 5, 4, 3, 5, 4].flatMap((value) => [value, value, value, value, value]);
    const { deleted, error } = mser5(series);
    expect(deleted).toBe(5);
    expect(error).toBeCloseTo(4 / 49, 12);
  });

  test("says that it cannot tell where the series drifts to its end", () => {
    expect(mser5(Array.from({ length: 200 }, (_, i) => i)).reliable).toBe(false);
    expect(mser5([1, 2, 3]).reliable).toBe(false);
  });

  test("removes the bias of an AR(1) process that starts far from its mean", () => {
    const means: number[] = [];
    for (let seed = 1; seed <= 50; seed++) {
      const draws = new Draws(seed);
      let value = 50;
      const series = Array.from({ length: 2000 }, () => (value = 0.95 * value + draws.normal()));
      const { deleted, reliable } = mser5(series);
      // A minimum in the second half says that this run is too short to tell, which happens to a few.
      if (!reliable) continue;
      const rest = series.slice(deleted);
      means.push(rest.reduce((sum, x) => sum + x, 0) / rest.length);
    }
    expect(means.length).toBeGreaterThan(40);
    const mean = means.reduce((sum, x) => sum + x, 0) / means.length;
    // Without deletion the bias is 50/(1 − 0.95)/2000 = 0.5; a mean of 50 runs varies by 20/√(50·2000) = 0.063.
    expect(Math.abs(mean)).toBeLessThan(0.2);
  });

  test("series of several replications are averaged at each time, to the shortest", () => {
    expect(
      meanSeries([
        [1, 2, 3],
        [3, 4],
      ]),
    ).toEqual([2, 3]);
    expect(meanSeries([])).toEqual([]);
  });
});
