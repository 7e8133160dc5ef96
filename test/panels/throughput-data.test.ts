import { describe, expect, test } from "vitest";
import { observedValues, throughputData } from "../../src/panels/throughput-data.ts";

describe("the throughput chart's data", () => {
  test("leaves out the interval that is still being filled", () => {
    const { ends, values } = throughputData({ interval: 60, counts: [10, 20, 3] });
    expect(ends).toEqual([60, 120]);
    expect(values).toEqual([600, 1200]);
  });

  test("has nothing to show before the first interval is over", () => {
    expect(throughputData({ interval: 60, counts: [4] }).values).toEqual([]);
  });

  test("joins intervals until five parts are in one on average, and keeps every part", () => {
    const counts = Array.from({ length: 241 }, (_, i) => i % 2);
    const { interval, ends, values } = throughputData({ interval: 60, counts });
    expect(interval).toBe(600);
    expect(ends).toHaveLength(24);
    expect(values.every((value) => value === 30)).toBe(true);
  });

  test("keeps short runs in short intervals", () => {
    const { interval } = throughputData({ interval: 60, counts: [0, 1, 0, 0, 1, 0] });
    expect(interval).toBe(60);
  });
});

describe("the sum of the chart", () => {
  test("leaves out every interval that began in the warm-up", () => {
    const data = throughputData({ interval: 60, counts: [1, 2, 30, 40, 0] }, 100);
    expect(data.values).toHaveLength(4);
    expect(observedValues(data)).toEqual([1800, 2400]);
  });

  test("has nothing to say before the warm-up is over", () => {
    expect(observedValues(throughputData({ interval: 60, counts: [1, 2, 3] }, 600))).toEqual([]);
  });
});
