import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boundsOf, hitBox, type OrientedBox, pick, type Ray } from "../../src/view/picking.ts";

const number = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const boxes: fc.Arbitrary<OrientedBox> = fc.record({
  x: number(-20, 20),
  y: number(-20, 20),
  z: number(0, 3),
  yaw: number(-4, 4),
  halfX: number(0.2, 6),
  halfY: number(0.2, 6),
  height: number(0.2, 5),
});
/** A place inside a box, as shares of its half sizes. */
const inside = fc.tuple(number(-0.95, 0.95), number(-0.95, 0.95), number(0.03, 0.97));

function pointIn(box: OrientedBox, [u, v, w]: readonly [number, number, number]): [number, number, number] {
  const [x, y] = [u * box.halfX, v * box.halfY];
  const [cos, sin] = [Math.cos(box.yaw), Math.sin(box.yaw)];
  return [box.x + cos * x - sin * y, box.y + sin * x + cos * y, box.z + w * box.height];
}

function contains(box: OrientedBox, [x, y, z]: readonly number[], slack: number): boolean {
  const [cos, sin] = [Math.cos(box.yaw), Math.sin(box.yaw)];
  const [dx, dy] = [x! - box.x, y! - box.y];
  return (
    Math.abs(cos * dx + sin * dy) <= box.halfX + slack &&
    Math.abs(cos * dy - sin * dx) <= box.halfY + slack &&
    z! >= box.z - slack &&
    z! <= box.z + box.height + slack
  );
}

function along({ origin, direction }: Ray, t: number): number[] {
  return [0, 1, 2].map((k) => origin[k]! + direction[k]! * t);
}

describe("picking", () => {
  test("a ray to a place inside a box meets its surface on the way", () => {
    fc.assert(
      fc.property(
        boxes,
        inside,
        fc.tuple(number(-80, 80), number(-80, 80), number(10, 60)),
        (box, share, origin) => {
          const goal = pointIn(box, share);
          const direction = [goal[0] - origin[0], goal[1] - origin[1], goal[2] - origin[2]] as const;
          const t = hitBox({ origin, direction }, box);
          expect(t).toBeDefined();
          expect(t!).toBeLessThanOrEqual(1);
          expect(contains(box, along({ origin, direction }, t!), 1e-6)).toBe(true);
        },
      ),
    );
  });

  test("a ray misses a box exactly when no point of it is inside (sampled)", () => {
    fc.assert(
      fc.property(
        boxes,
        fc.tuple(number(-30, 30), number(-30, 30), number(1, 20)),
        boxes,
        inside,
        (box, origin, other, share) => {
          const goal = pointIn(other, share);
          const ray = {
            origin,
            direction: [goal[0] - origin[0], goal[1] - origin[1], goal[2] - origin[2]],
          } as const;
          if (hitBox(ray, box) !== undefined) return;
          for (let i = 0; i <= 200; i++) expect(contains(box, along(ray, i / 50), -1e-9)).toBe(false);
        },
      ),
    );
  });

  test("what lies behind the eye is not met", () => {
    const box = { x: 5, y: 0, z: 0, yaw: 0, halfX: 1, halfY: 1, height: 2 };
    expect(hitBox({ origin: [0, 0, 1], direction: [-1, 0, 0] }, box)).toBeUndefined();
    expect(hitBox({ origin: [0, 0, 1], direction: [1, 0, 0] }, box)).toBe(4);
  });

  test("the nearest of several wins, and the floor is nothing", () => {
    const row = [12, 4, 8].map((x) => ({ x, y: 0, z: 0, yaw: 0.3, halfX: 1, halfY: 1, height: 2 }));
    expect(pick({ origin: [0, 0, 1], direction: [1, 0, 0] }, row)).toBe(1);
    expect(pick({ origin: [0, 0, 1], direction: [0, 1, -0.1] }, row)).toBeUndefined();
  });

  test("bounds hold every box and touch them", () => {
    fc.assert(
      fc.property(fc.array(boxes, { minLength: 1, maxLength: 6 }), inside, (list, share) => {
        const { low, high } = boundsOf(list)!;
        for (const box of list) {
          pointIn(box, share).forEach((value, k) => {
            expect(value).toBeGreaterThanOrEqual(low[k]! - 1e-9);
            expect(value).toBeLessThanOrEqual(high[k]! + 1e-9);
          });
        }
      }),
    );
    expect(boundsOf([])).toBeUndefined();
  });
});
