/** A box turned about the vertical only, plant coordinates in m; yaw in rad, counterclockwise from east. */
export interface UprightBox {
  readonly x: number;
  readonly y: number;
  /** Underside. */
  readonly z: number;
  readonly yaw: number;
  readonly halfX: number;
  readonly halfY: number;
  readonly height: number;
}

export type Corner = readonly [x: number, y: number];

const RADIANS_PER_DEGREE = Math.PI / 180;

/** Degrees → radians; multiples of 90° stay exact enough that walls which touch do not overlap. */
export function radians(degrees: number): number {
  return degrees * RADIANS_PER_DEGREE;
}

/** Corners seen from above, counterclockwise. */
export function cornersOf({ x, y, yaw, halfX, halfY }: UprightBox): [Corner, Corner, Corner, Corner] {
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)];
  const corner = (u: number, v: number): Corner => [x + cos * u - sin * v, y + sin * u + cos * v];
  return [corner(-halfX, -halfY), corner(halfX, -halfY), corner(halfX, halfY), corner(-halfX, halfY)];
}

/** A box around the segment between two points, as wide as `width`, between two heights. */
export function boxAlong(
  from: Corner,
  to: Corner,
  width: number,
  height: readonly [from: number, to: number],
): UprightBox {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  return {
    x: (from[0] + to[0]) / 2,
    y: (from[1] + to[1]) / 2,
    z: height[0],
    yaw: dx === 0 && dy === 0 ? 0 : Math.atan2(dy, dx),
    halfX: Math.hypot(dx, dy) / 2,
    halfY: width / 2,
    height: height[1] - height[0],
  };
}

/** The box of a rectangle that is parallel to the axes; its corners may come in any order. */
export function boxOfRectangle(
  [x0, y0, x1, y1]: readonly [number, number, number, number],
  height: readonly [from: number, to: number],
): UprightBox {
  return {
    x: (x0 + x1) / 2,
    y: (y0 + y1) / 2,
    z: height[0],
    yaw: 0,
    halfX: Math.abs(x1 - x0) / 2,
    halfY: Math.abs(y1 - y0) / 2,
    height: height[1] - height[0],
  };
}

/** How far two boxes reach into each other, and the shortest way apart. */
export interface Overlap {
  /** The shortest move that parts them, m; negative: they are at least this far apart along some axis. */
  readonly depth: number;
  /** Unit vector in which the second box has to move. */
  readonly away: readonly [x: number, y: number, z: number];
}

/** Separating axes of two upright boxes: two sides of each, and the vertical. */
export function overlapOf(a: UprightBox, b: UprightBox): Overlap {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const up = Math.min(a.z + a.height - b.z, b.z + b.height - a.z);
  const isAbove = b.z + b.height / 2 >= a.z + a.height / 2;
  let best: Overlap = { depth: up, away: [0, 0, isAbove ? 1 : -1] };
  for (const [yaw, turn] of [
    [a.yaw, 0],
    [a.yaw, 1],
    [b.yaw, 0],
    [b.yaw, 1],
  ] as const) {
    const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)];
    const [ux, uy] = turn === 0 ? [cos, sin] : [-sin, cos];
    const distance = dx * ux + dy * uy;
    const depth = reach(a, ux, uy) + reach(b, ux, uy) - Math.abs(distance);
    if (depth >= best.depth) continue;
    const sign = distance < 0 ? -1 : 1;
    best = { depth, away: [ux * sign, uy * sign, 0] };
  }
  return best;
}

/** Half the length of the box's shadow on a horizontal axis, m. */
function reach({ yaw, halfX, halfY }: UprightBox, ux: number, uy: number): number {
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)];
  return halfX * Math.abs(cos * ux + sin * uy) + halfY * Math.abs(cos * uy - sin * ux);
}

/** What two convex outlines have in common (Sutherland-Hodgman); empty when they do not overlap. */
export function clip(subject: readonly Corner[], window: readonly Corner[]): Corner[] {
  let left = [...subject];
  for (const [i, a] of window.entries()) {
    const b = window[(i + 1) % window.length] ?? a;
    const inside = ([x, y]: Corner): number => (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]);
    const next: Corner[] = [];
    for (const [k, p] of left.entries()) {
      const q = left[(k + 1) % left.length] ?? p;
      const [sp, sq] = [inside(p), inside(q)];
      if (sp >= 0) next.push(p);
      if ((sp > 0 && sq < 0) || (sp < 0 && sq > 0)) {
        const t = sp / (sp - sq);
        next.push([p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t]);
      }
    }
    left = next;
  }
  return left.length < 3 ? [] : left;
}

/** Area of an outline, m². */
export function areaOf(outline: readonly Corner[]): number {
  let twice = 0;
  for (const [i, [x, y]] of outline.entries()) {
    const [nextX, nextY] = outline[(i + 1) % outline.length] ?? [x, y];
    twice += x * nextY - nextX * y;
  }
  return Math.abs(twice) / 2;
}

/** A horizontal gap: its two ends, and its length in m. */
export interface Gap {
  readonly ends: readonly [Corner, Corner];
  readonly length: number;
}

/** Where two boxes that do not overlap come nearest to each other, seen from above. */
export function gapBetween(a: UprightBox, b: UprightBox): Gap {
  const [p, q] = [cornersOf(a), cornersOf(b)];
  const [from, to] = [cornersToSides(p, q), cornersToSides(q, p)];
  return from.length <= to.length ? from : { ends: [to.ends[1], to.ends[0]], length: to.length };
}

function cornersToSides(corners: readonly Corner[], outline: readonly Corner[]): Gap {
  let least: Gap = { ends: [corners[0] ?? [0, 0], outline[0] ?? [0, 0]], length: Infinity };
  for (const [i, a] of outline.entries()) {
    const b = outline[(i + 1) % outline.length] ?? a;
    for (const corner of corners) {
      const foot = footOn(corner, a, b);
      const length = Math.hypot(corner[0] - foot[0], corner[1] - foot[1]);
      if (length < least.length) least = { ends: [corner, foot], length };
    }
  }
  return least;
}

/** The point of a segment that is nearest to another point. */
function footOn([x, y]: Corner, [ax, ay]: Corner, [bx, by]: Corner): Corner {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
  return [ax + dx * t, ay + dy * t];
}

/** Whether a point lies in the box seen from above, or at most so many metres outside. */
export function isAt({ x, y, yaw, halfX, halfY }: UprightBox, [px, py]: Corner, within: number): boolean {
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)];
  const [dx, dy] = [px - x, py - y];
  return Math.abs(cos * dx + sin * dy) <= halfX + within && Math.abs(cos * dy - sin * dx) <= halfY + within;
}
