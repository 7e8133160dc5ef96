import { boxAlong, type Corner, type UprightBox } from "./upright-box.ts";

/** How far the sweep may lie inside the true one between two poses of a turn, m: no more than a touch. */
const NOTCH = 0.01;
/** Largest step of a turn, rad. */
const MOST_STEP = Math.PI / 36;
/** A change of direction by less is none, rad. */
const STRAIGHT = 1e-6;

/** A body that moves with a vehicle: measured from the point that follows the path, along the vehicle, m. */
export interface VehicleBody {
  readonly front: number;
  /** Backwards; negative where the body begins ahead of the point, like a load on forks. */
  readonly rear: number;
  readonly width: number;
  readonly from: number;
  /** Top, above the floor. */
  readonly to: number;
}

/** What drives: the vehicle, and the load that it carries. */
export interface VehicleShape {
  readonly bodies: readonly VehicleBody[];
  /** Radius on which the point that follows the path turns, m; 0: it turns on the spot. */
  readonly turningRadius: number;
}

/** One convex piece of the space that a vehicle sweeps. */
export interface SweptPiece {
  readonly box: UprightBox;
  /** Which corner of the path it turns at; undefined while it drives straight. */
  readonly corner?: number;
}

/** A corner that is too near to its neighbours, or too sharp, for the radius. */
export interface TightTurn {
  readonly corner: number;
  readonly at: Corner;
  /** The largest radius that fits, m. */
  readonly fits: number;
}

export interface SweptPath {
  readonly pieces: readonly SweptPiece[];
  readonly tight: readonly TightTurn[];
}

interface Leg {
  readonly from: Corner;
  readonly to: Corner;
  readonly length: number;
  readonly yaw: number;
  /** Position of its first point in the path. */
  readonly at: number;
}

/**
 * The space that a vehicle sweeps on a path, as upright boxes. It drives straight along the legs. At a corner it turns on the
 * spot, or on an arc that touches both legs, heading along the arc. Where the radius does not fit, the largest that does is
 * taken and the corner is told. Turns are exact to 10 mm.
 */
export function sweptPath(points: readonly Corner[], vehicle: VehicleShape): SweptPath {
  const legs = legsOf(points);
  const tight: TightTurn[] = [];
  const turns = legs.map((leg, i) => turnAfter(legs, i, vehicle.turningRadius, leg, tight));
  const pieces: SweptPiece[] = [];
  for (const [i, leg] of legs.entries()) {
    const start = turns[i - 1]?.tangent ?? 0;
    const end = leg.length - (turns[i]?.tangent ?? 0);
    for (const body of vehicle.bodies) {
      pieces.push({ box: placed(body, along(leg, start), along(leg, end), leg.yaw) });
    }
    const turn = turns[i];
    if (turn === undefined || legs[i + 1] === undefined) continue;
    for (const pose of turnPoses(leg, turn, vehicle)) {
      for (const body of vehicle.bodies) {
        pieces.push({ box: placed(body, pose.at, pose.at, pose.yaw), corner: legs[i + 1]?.at ?? 0 });
      }
    }
  }
  return { pieces, tight };
}

function legsOf(points: readonly Corner[]): Leg[] {
  const legs: Leg[] = [];
  let [from, at] = [points[0], 0];
  for (const [i, to] of points.entries()) {
    if (from === undefined) break;
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const length = Math.hypot(dx, dy);
    if (length < 1e-9) continue;
    legs.push({ from, to, length, yaw: Math.atan2(dy, dx), at });
    [from, at] = [to, i];
  }
  return legs;
}

interface Turn {
  /** Counterclockwise, rad; −π to π. */
  readonly angle: number;
  readonly radius: number;
  /** From the tangent point to the corner, m. */
  readonly tangent: number;
}

function turnAfter(
  legs: readonly Leg[],
  i: number,
  wanted: number,
  leg: Leg,
  tight: TightTurn[],
): Turn | undefined {
  const next = legs[i + 1];
  if (next === undefined) return undefined;
  const angle = turned(next.yaw - leg.yaw);
  if (Math.abs(angle) < STRAIGHT) return undefined;
  const half = Math.tan(Math.abs(angle) / 2);
  // A leg between two corners is shared by both turns.
  const before = i === 0 ? leg.length : leg.length / 2;
  const after = i + 2 === legs.length ? next.length : next.length / 2;
  const room = Math.min(before, after);
  const isReversal = Math.PI - Math.abs(angle) < STRAIGHT;
  const fits = isReversal ? 0 : room / half;
  const radius = Math.min(wanted, fits);
  if (wanted > fits + 1e-9) tight.push({ corner: next.at, at: leg.to, fits });
  return { angle, radius, tangent: radius === 0 ? 0 : radius * half };
}

function turned(angle: number): number {
  const once = angle % (2 * Math.PI);
  if (once > Math.PI) return once - 2 * Math.PI;
  return once <= -Math.PI ? once + 2 * Math.PI : once;
}

interface Pose {
  readonly at: Corner;
  readonly yaw: number;
}

function turnPoses(leg: Leg, { angle, radius, tangent }: Turn, vehicle: VehicleShape): Pose[] {
  const farthest = Math.max(
    0.01,
    ...vehicle.bodies.map(({ front, rear, width }) =>
      Math.hypot(Math.max(Math.abs(front), Math.abs(rear)), radius + width / 2),
    ),
  );
  // Between the tips of a right angle in two poses lies a notch of at most half the way from tip to tip.
  const step = Math.min(MOST_STEP, (2 * NOTCH) / farthest);
  const steps = Math.max(1, Math.ceil(Math.abs(angle) / step));
  const start = along(leg, leg.length - tangent);
  const side = angle > 0 ? 1 : -1;
  const centre: Corner = [
    start[0] - Math.sin(leg.yaw) * radius * side,
    start[1] + Math.cos(leg.yaw) * radius * side,
  ];
  return Array.from({ length: steps + 1 }, (_, k) => {
    const yaw = leg.yaw + (angle * k) / steps;
    return {
      at: [centre[0] + Math.sin(yaw) * radius * side, centre[1] - Math.cos(yaw) * radius * side],
      yaw,
    };
  });
}

function along({ from, to, length }: Leg, distance: number): Corner {
  const t = distance / length;
  return [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t];
}

/** The body while the point goes from one place to another without turning. */
function placed(
  { front, rear, width, from, to }: VehicleBody,
  a: Corner,
  b: Corner,
  yaw: number,
): UprightBox {
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)];
  const tail: Corner = [a[0] - cos * rear, a[1] - sin * rear];
  const nose: Corner = [b[0] + cos * front, b[1] + sin * front];
  return { ...boxAlong(tail, nose, width, [from, to]), yaw };
}
