import { type Arbitrary, double, record } from "fast-check";
import { type Corner, cornersOf, type UprightBox } from "../../src/physics/upright-box.ts";

/** Boxes within a few metres of each other, so that about half of them overlap. */
export const anyBox: Arbitrary<UprightBox> = record({
  x: double({ min: -3, max: 3, noNaN: true }),
  y: double({ min: -3, max: 3, noNaN: true }),
  z: double({ min: 0, max: 2, noNaN: true }),
  yaw: double({ min: -4, max: 4, noNaN: true }),
  halfX: double({ min: 0.05, max: 3, noNaN: true }),
  halfY: double({ min: 0.05, max: 3, noNaN: true }),
  height: double({ min: 0.05, max: 3, noNaN: true }),
});

/** Least overlap of the shadows of all corners on every axis that is normal to a side: brute force, by corners. */
export function depthByCorners(a: UprightBox, b: UprightBox): number {
  const [p, q] = [cornersOf(a), cornersOf(b)];
  let depth = Math.min(a.z + a.height - b.z, b.z + b.height - a.z);
  for (const outline of [p, q]) {
    for (const [i, from] of outline.entries()) {
      const to = outline[(i + 1) % outline.length] ?? from;
      const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
      const shadow = ([x, y]: Corner): number => (x * (to[1] - from[1]) - y * (to[0] - from[0])) / length;
      const [sp, sq] = [p.map(shadow), q.map(shadow)];
      depth = Math.min(depth, Math.max(...sp) - Math.min(...sq), Math.max(...sq) - Math.min(...sp));
    }
  }
  return depth;
}
