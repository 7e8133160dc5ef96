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

/**
 * The view from a direction in which bounds just fill the picture: every corner inside, a margin around.
 * @returns eye and target in plant coordinates, m
 */
export function fitBounds(
  bounds: Bounds,
  direction: Direction,
  lens: Lens,
  margin = 1.06,
): { eye: Vector; target: Vector } {
  const back = towardsEye(direction);
  const right: Vector = [-Math.sin(direction.azimuth), Math.cos(direction.azimuth), 0];
  const up: Vector = [
    -Math.cos(direction.azimuth) * Math.sin(direction.elevation),
    -Math.sin(direction.azimuth) * Math.sin(direction.elevation),
    Math.cos(direction.elevation),
  ];
  const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  const tanY = Math.tan(lens.fieldOfView / 2) / margin;
  const tanX = tanY * lens.aspect;
  // For each side plane of the view: how far the eye must go back, as a line in its sideways position.
  const corners = cornersOf(bounds);
  const side = (axis: Vector, tan: number, sign: number): number =>
    Math.max(...corners.map((c) => sign * dot(c, axis) + tan * dot(c, back)));
  const [a, b] = [side(right, tanX, 1), side(right, tanX, -1)];
  const [c, d] = [side(up, tanY, 1), side(up, tanY, -1)];
  // sign · (corner − eye)·axis ≤ tan · (eye − corner)·back on both sides: add the two to be free of the eye's position.
  const depth = Math.max((a + b) / (2 * tanX), (c + d) / (2 * tanY));
  const x = balance(corners.map((p) => [dot(p, right), depth - dot(p, back)]));
  const y = balance(corners.map((p) => [dot(p, up), depth - dot(p, back)]));
  const eye = vector((k) => right[k] * x + up[k] * y + back[k] * depth);
  const middle = vector((k) => (bounds.low[k] + bounds.high[k]) / 2);
  const distance = Math.max(1, depth - dot(middle, back));
  const target = vector((k) => eye[k] - back[k] * distance);
  return { eye, target };
}

/**
 * Sideways place of the eye from which the outermost corners appear equally far from the middle.
 * @param corners each sideways and ahead of the eye, m
 */
function balance(corners: readonly (readonly [number, number])[]): number {
  let low = Math.min(...corners.map(([sideways]) => sideways));
  let high = Math.max(...corners.map(([sideways]) => sideways));
  for (let i = 0; i < 50; i++) {
    const place = (low + high) / 2;
    const seen = corners.map(([sideways, ahead]) => (sideways - place) / ahead);
    if (Math.max(...seen) + Math.min(...seen) > 0) low = place;
    else high = place;
  }
  return (low + high) / 2;
}

function cornersOf({ low, high }: Bounds): Vector[] {
  const corners: Vector[] = [];
  for (const x of [low[0], high[0]]) {
    for (const y of [low[1], high[1]]) for (const z of [low[2], high[2]]) corners.push([x, y, z]);
  }
  return corners;
}

/** A pleasant direction for a plant: obliquely along its longer side, from the south. */
export function homeDirection(bounds: Bounds): Direction {
  const wide = bounds.high[0] - bounds.low[0] >= bounds.high[1] - bounds.low[1];
  return { azimuth: (wide ? -112 : -22) * (Math.PI / 180), elevation: 29 * (Math.PI / 180) };
}
