import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Point } from "../../src/plant/elements/common.ts";
import { conveyorLength, conveyorPath, pathLength, pointAlong } from "../../src/plant/geometry.ts";
import type { Element } from "../../src/plant/schema.ts";

type Conveyor = Extract<Element, { kind: "conveyor" }>;

function conveyor(more: Partial<Conveyor>): Conveyor {
  return {
    kind: "conveyor",
    id: "c",
    placement: { position: [10, 5, 0.2], rotation: 90, size: [8, 1.5, 0.6] },
    speed: 1,
    pitch: 1,
    ...more,
  };
}

const metre = fc.integer({ min: -1000, max: 1000 }).map((value) => value / 8);
const points = fc.array(fc.tuple(metre, metre, metre), { minLength: 2, maxLength: 8 });

describe("the path of a conveyor", () => {
  test("follows its placement, on top of the box, when the file gives none", () => {
    const path = conveyorPath(conveyor({}));
    expect(path.map((point) => point.map((value) => Number(value.toFixed(9))))).toEqual([
      [10, 1, 0.8],
      [10, 9, 0.8],
    ]);
    expect(conveyorLength(conveyor({}))).toBe(8);
  });

  test("is the file's own when it gives one, and so is the length", () => {
    const path: Point[] = [
      [0, 0, 1],
      [3, 4, 1],
      [3, 4, 3],
    ];
    expect(conveyorPath(conveyor({ path }))).toEqual(path);
    expect(conveyorLength(conveyor({ path }))).toBe(7);
    expect(conveyorLength(conveyor({ path, length: 12 }))).toBe(12);
  });
});

describe("a point along a path", () => {
  const path: Point[] = [
    [0, 0, 1],
    [4, 0, 1],
    [4, 0, 1],
    [4, 3, 1],
    [4, 3, 5],
  ];

  test.each([
    [-1, { x: 0, y: 0, z: 1, yaw: 0 }],
    [1, { x: 1, y: 0, z: 1, yaw: 0 }],
    [5, { x: 4, y: 1, z: 1, yaw: Math.PI / 2 }],
    [9, { x: 4, y: 3, z: 3, yaw: Math.PI / 2 }],
    [99, { x: 4, y: 3, z: 5, yaw: Math.PI / 2 }],
  ])("after %d m", (distance, pose) => {
    expect(pointAlong(path, distance)).toEqual(pose);
  });

  test("on a path whose points all coincide is that point", () => {
    expect(
      pointAlong(
        [
          [1, 2, 3],
          [1, 2, 3],
        ],
        5,
      ),
    ).toEqual({ x: 1, y: 2, z: 3, yaw: 0 });
  });

  test("starts at the first point, ends at the last, and moves no farther than it travelled", () => {
    fc.assert(
      fc.property(points, fc.double({ min: 0, max: 1, noNaN: true }), (path, share) => {
        const length = pathLength(path);
        const start = pointAlong(path, 0);
        const pose = pointAlong(path, share * length);
        const end = pointAlong(path, length * 1.000001);
        const straight = Math.hypot(pose.x - start.x, pose.y - start.y, pose.z - start.z);
        expect([start.x, start.y, start.z]).toEqual(path[0]);
        expect([end.x, end.y, end.z]).toEqual(path.at(-1));
        expect(straight).toBeLessThanOrEqual(share * length + 1e-9);
      }),
    );
  });
});
