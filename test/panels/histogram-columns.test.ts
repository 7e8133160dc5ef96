import { array, assert, double, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { histogramColumns } from "../../src/panels/histogram-columns.ts";

describe("the columns of a content histogram", () => {
  test("cover every content once and keep every share, in at most 24 columns", () => {
    const share = double({ min: 0, max: 1, noNaN: true });
    assert(
      property(array(share, { maxLength: 200 }), (histogram) => {
        const columns = histogramColumns(histogram);
        expect(columns.length).toBeLessThanOrEqual(24);
        const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
        expect(sum(columns.map((column) => column.share))).toBeCloseTo(sum(histogram), 9);
        let next = 0;
        for (const { from, to } of columns) {
          expect(from).toBe(next);
          next = to + 1;
        }
        expect(next).toBe(histogram.findLastIndex((value) => value > 0) + 1);
      }),
    );
  });
});
