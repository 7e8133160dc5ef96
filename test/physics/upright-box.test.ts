import { assert, pre, property } from "fast-check";
import { describe, expect, test } from "vitest";
import {
  areaOf,
  boxAlong,
  clip,
  type Corner,
  cornersOf,
  isAt,
  overlapOf,
  gapBetween,
  radians,
  type UprightBox,
} from "../../src/physics/upright-box.ts";
import { anyBox, depthByCorners } from "./depth-by-corners.ts";

const box = (x: number, y: number, more: Partial<UprightBox> = {}): UprightBox => ({
  x,
  y,
  z: 0,
  yaw: 0,
  halfX: 1,
  halfY: 1,
  height: 2,
  ...more,
});

describe("overlap of two upright boxes", () => {
  test("is the shortest way apart, and its direction", () => {
    expect(overlapOf(box(0, 0), box(1.5, 0))).toEqual({ depth: 0.5, away: [1, 0, 0] });
    const down = overlapOf(box(0, 0), box(0, -1.75));
    expect(down.depth).toBeCloseTo(0.25, 12);
    expect(down.away[1]).toBeCloseTo(-1, 12);
    expect(overlapOf(box(0, 0), box(0.1, 0, { z: 1.9 }))).toMatchObject({ away: [0, 0, 1] });
  });

  test("is zero where they touch, negative where they do not", () => {
    expect(overlapOf(box(0, 0), box(2, 0)).depth).toBeCloseTo(0, 12);
    expect(overlapOf(box(0, 0), box(2.5, 0)).depth).toBeCloseTo(-0.5, 12);
    expect(overlapOf(box(0, 0), box(0, 0, { z: 3 })).depth).toBeCloseTo(-1, 12);
  });

  test("of a square that is turned by 45° reaches half its diagonal", () => {
    const turned = box(1 + Math.SQRT2 - 0.3, 0, { yaw: radians(45) });
    expect(overlapOf(box(0, 0), turned).depth).toBeCloseTo(0.3, 12);
  });

  test("equals the brute-force separating-axis test over all corners", () => {
    assert(
      property(anyBox, anyBox, (a, b) => {
        expect(overlapOf(a, b).depth).toBeCloseTo(depthByCorners(a, b), 9);
      }),
      { numRuns: 2000 },
    );
  });

  test("moved by its depth in its direction, the second box just touches the first", () => {
    assert(
      property(anyBox, anyBox, (a, b) => {
        const { depth, away } = overlapOf(a, b);
        pre(depth > 0.001);
        const moved = { ...b, x: b.x + away[0] * depth, y: b.y + away[1] * depth, z: b.z + away[2] * depth };
        expect(overlapOf(a, moved).depth).toBeLessThan(1e-9);
      }),
    );
  });
});

describe("what two outlines share", () => {
  test("has its exact area", () => {
    expect(areaOf(clip(cornersOf(box(0, 0)), cornersOf(box(1, 0.5))))).toBeCloseTo(1.5, 12);
    // Two squares of side 2 turned by 45° against each other share a regular octagon.
    const octagon = clip(cornersOf(box(0, 0)), cornersOf(box(0, 0, { yaw: radians(45) })));
    expect(octagon).toHaveLength(8);
    expect(areaOf(octagon)).toBeCloseTo(8 * (Math.SQRT2 - 1), 12);
    expect(clip(cornersOf(box(0, 0)), cornersOf(box(5, 0)))).toEqual([]);
  });

  test("is not empty exactly where the boxes overlap seen from above, and lies in both", () => {
    assert(
      property(anyBox, anyBox, (a, b) => {
        const flat = { z: 0, height: 1 };
        const { depth } = overlapOf({ ...a, ...flat }, { ...b, ...flat });
        pre(Math.abs(depth) > 1e-6);
        const shared = clip(cornersOf(a), cornersOf(b));
        expect(shared.length > 0).toBe(depth > 0);
        for (const corner of shared) expect(isAt(a, corner, 1e-9) && isAt(b, corner, 1e-9)).toBe(true);
      }),
    );
  });
});

describe("the gap seen from above", () => {
  test("is exact side to side and corner to corner, with its ends", () => {
    expect(gapBetween(box(0, 0), box(2.5, 0)).length).toBeCloseTo(0.5, 12);
    const { ends, length } = gapBetween(box(0, 0), box(5, 6));
    expect(length).toBeCloseTo(5, 12);
    expect(ends).toEqual([
      [1, 1],
      [4, 5],
    ]);
  });

  test("is the least over points of both sides", () => {
    assert(
      property(anyBox, anyBox, (a, b) => {
        const flat = { z: 0, height: 1 };
        pre(overlapOf({ ...a, ...flat }, { ...b, ...flat }).depth < -1e-6);
        const points = (of: UprightBox): Corner[] =>
          cornersOf(of).flatMap((from, i, all) => {
            const to = all[(i + 1) % 4] ?? from;
            return Array.from({ length: 25 }, (_, k): Corner => {
              const t = k / 24;
              return [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t];
            });
          });
        const { ends, length } = gapBetween(a, b);
        const [p, q] = [points(a), points(b)];
        const sampled = Math.min(...p.flatMap(([x, y]) => q.map(([u, v]) => Math.hypot(x - u, y - v))));
        expect(length).toBeLessThanOrEqual(sampled + 1e-9);
        expect(sampled).toBeLessThan(length + 0.26);
        expect(isAt(a, ends[0], 1e-9) && isAt(b, ends[1], 1e-9)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

test("a box along a segment has its ends at the segment's ends", () => {
  const along = boxAlong([1, 1], [4, 5], 2, [0.5, 2]);
  expect(along).toMatchObject({ x: 2.5, y: 3, z: 0.5, halfX: 2.5, halfY: 1, height: 1.5 });
  expect(areaOf(cornersOf(along))).toBeCloseTo(10, 12);
});
