import { describe, expect, test } from "vitest";
import { loadCurveGeometry, roundStep } from "../../src/panels/load-curve-geometry.ts";

const size = { width: 100, height: 50 };

describe("the load curve as it is drawn", () => {
  test("is a step for each interval, to a scale that begins at zero; the last ends where the run stands", () => {
    const series = { interval: 900, power: [10, 30, 20] };
    const drawn = loadCurveGeometry(series, { until: 2250, warmup: 0, highest: 30 }, size);
    // 2250 s are 100 wide, 30 kW are 50 high.
    expect(drawn.line).toBe("M0 33.3H0V33.3H40H40V0H80H80V16.7H100");
    expect(drawn.area).toBe(`${drawn.line}V50H0Z`);
    expect(drawn.powers.map(({ value, at }) => `${value} kW at ${at.toFixed(1)}`)).toEqual([
      "0 kW at 50.0",
      "10 kW at 33.3",
      "20 kW at 16.7",
      "30 kW at 0.0",
    ]);
  });

  test("marks the interval with the highest power that was observed", () => {
    const series = { interval: 100, power: [90, 10, 40, 20] };
    const all = loadCurveGeometry(series, { until: 400, warmup: 0, highest: 90 }, size);
    expect(all.peak).toMatchObject({ from: 0, power: 90 });
    const warm = loadCurveGeometry(series, { until: 400, warmup: 100, highest: 40 }, size);
    expect(warm.peak).toMatchObject({ from: 200, power: 40, x: 62.5 });
    expect(warm.warmup).toBe(25);
    expect(loadCurveGeometry(series, { until: 400, warmup: 400, highest: 0 }, size).peak).toBeUndefined();
  });

  test("leaves room for a peak that lasted for a part of an interval only", () => {
    const drawn = loadCurveGeometry(
      { interval: 900, power: [10] },
      { until: 900, warmup: 0, highest: 25 },
      size,
    );
    expect(drawn.y(25)).toBeGreaterThanOrEqual(0);
    expect(drawn.powers.at(-1)?.value).toBe(30);
  });

  test("has ticks at round powers and times", () => {
    expect([0.7, 1, 1.2, 2.1, 49, 0].map(roundStep)).toEqual([1, 1, 2, 5, 50, 1]);
    const day = loadCurveGeometry(
      { interval: 900, power: [1] },
      { until: 86_400, warmup: 0, highest: 1 },
      size,
    );
    expect(day.times.map(({ value }) => value / 3600)).toEqual([0, 6, 12, 18, 24]);
  });
});
