import { type Vector, vector } from "./vector.ts";

/** Axis-parallel bounds, plant coordinates, m. */
export interface Bounds {
  readonly low: readonly [number, number, number];
  readonly high: readonly [number, number, number];
}

/** The lens: vertical field of view in rad, and width by height. */
export interface Lens {
  readonly fieldOfView: number;
  readonly aspect: number;
}

/** Where to look from: azimuth from east counterclockwise and elevation above the floor, rad. */
export interface Direction {
  readonly azimuth: number;
  readonly elevation: number;
}

/** From the target to the eye; length 1. */
export function towardsEye({ azimuth, elevation }: Direction): Vector {
  const flat = Math.cos(elevation);
  return [Math.cos(azimuth) * flat, Math.sin(azimuth) * flat, Math.sin(elevation)];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function greatest(points: readonly Vector[], measure: (point: Vector) => number): number {
  let most = -Infinity;
  for (const point of points) most = Math.max(most, measure(point));
  return most;
}

/**
 * The view from a direction in which points just fill the picture: all of them inside, a margin around.
 * @returns eye and target in plant coordinates, m
 */
export function fitPoints(
  points: readonly Vector[],
  direction: Direction,
  lens: Lens,
  margin = 1.05,
): { eye: Vector; target: Vector } {
  const { azimuth, elevation } = direction;
  const back = towardsEye(direction);
  const right: Vector = [-Math.sin(azimuth), Math.cos(azimuth), 0];
  const up: Vector = [
    -Math.cos(azimuth) * Math.sin(elevation),
    -Math.sin(azimuth) * Math.sin(elevation),
    Math.cos(elevation),
  ];
  const tanY = Math.tan(lens.fieldOfView / 2) / margin;
  const tanX = tanY * lens.aspect;
  // A point is inside a side plane while sign · (point − eye)·axis ≤ tan · (eye − point)·back. The sum of the two
  // opposite planes is free of the eye's sideways place, and gives how far back it must be.
  const side = (axis: Vector, tan: number, sign: number): number =>
    greatest(points, (p) => sign * dot(p, axis) + tan * dot(p, back));
  const depth = Math.max(
    (side(right, tanX, 1) + side(right, tanX, -1)) / (2 * tanX),
    (side(up, tanY, 1) + side(up, tanY, -1)) / (2 * tanY),
  );
  const x = balance(points, right, back, depth);
  const y = balance(points, up, back, depth);
  const eye = vector((k) => right[k] * x + up[k] * y + back[k] * depth);
  // The eye turns around a place on the floor that it looks at.
  const distance = Math.max(1, back[2] > 0.05 ? eye[2] / back[2] : depth);
  return { eye, target: vector((k) => eye[k] - back[k] * distance) };
}

/** Sideways place of the eye from which the outermost points appear equally far from the middle, m. */
function balance(points: readonly Vector[], axis: Vector, back: Vector, depth: number): number {
  let high = greatest(points, (p) => dot(p, axis));
  let low = -greatest(points, (p) => -dot(p, axis));
  for (let i = 0; i < 40; i++) {
    const place = (low + high) / 2;
    const seen = (sign: number): number =>
      greatest(points, (p) => (sign * (dot(p, axis) - place)) / (depth - dot(p, back)));
    if (seen(1) > seen(-1)) low = place;
    else high = place;
  }
  return (low + high) / 2;
}

/** A pleasant direction for a plant: obliquely along its longer side, from the south; steeper on a deep one. */
export function homeDirection({ low, high }: Bounds): Direction {
  const [long, deep] = [high[0] - low[0], high[1] - low[1]];
  const squareness = Math.min(long, deep) / Math.max(long, deep, 1e-6);
  return {
    azimuth: (long >= deep ? -112 : -22) * (Math.PI / 180),
    elevation: (25 + 12 * squareness) * (Math.PI / 180),
  };
}
