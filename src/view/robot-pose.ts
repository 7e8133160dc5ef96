import { ROBOT } from "./assets/robot.ts";
import { writeLink, writeUpright } from "./matrices.ts";

/** Joint angles, rad. Pitches are measured from the horizontal, so that each link can be placed by itself. */
export interface RobotPose {
  /** Heading relative to the robot's own forward axis. */
  yaw: number;
  upperArm: number;
  forearm: number;
  gun: number;
}

/** A robot on the floor, plant coordinates; `yaw` points at its work. */
export interface RobotPlace {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** rad */
  readonly yaw: number;
  readonly scale: number;
  /** Distance from the turning axis to the surface that it works on, m at scale 1. */
  readonly reach: number;
  /** Two robots with different numbers move differently. */
  readonly variant: number;
}

const SPOTS = 6;
/** Share of the time between two spots that the gun stands still. */
const DWELL = 0.42;
const HOME = { forward: 0.95, side: 0, height: 1.55 } as const;

/** A number in [0, 1) that depends on the two arguments only. */
function scatter(variant: number, n: number): number {
  const h = Math.imul((variant + 1) * 0x9e3779b1, 0x85ebca6b) ^ Math.imul(n + 1, 0xc2b2ae35);
  return (((h ^ (h >>> 15)) * 0x27d4eb2d) >>> 8) / 0x1_00_00_00;
}

function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}

interface Target {
  forward: number;
  side: number;
  height: number;
}

/** The n-th weld spot of the cycle; before the first and after the last the robot is at home. */
function spot(place: RobotPlace, n: number, out: Target): void {
  if (n <= 0 || n > SPOTS) {
    out.forward = HOME.forward;
    out.side = HOME.side;
    out.height = HOME.height;
    return;
  }
  const sweep = (n - 1) / (SPOTS - 1) - 0.5;
  out.forward = place.reach + (scatter(place.variant, n) - 0.5) * 0.2;
  out.side = (place.variant % 2 === 0 ? sweep : -sweep) * 1.3;
  out.height = 0.95 + scatter(place.variant, n + 50) * 0.62;
}

const from: Target = { forward: 0, side: 0, height: 0 };
const to: Target = { forward: 0, side: 0, height: 0 };

/**
 * Pose for a share of the cycle: the gun goes from home over six spots and back, standing still at each.
 * Solved backwards for the two arm links in their vertical plane, elbow up.
 * @param phase 0 to 1; NaN is at home
 */
export function robotPose(place: RobotPlace, phase: number, out: RobotPose): RobotPose {
  const clock = Number.isFinite(phase) ? Math.min(Math.max(phase, 0), 1) * (SPOTS + 1) : 0;
  const leg = Math.min(Math.floor(clock), SPOTS);
  const t = smooth(Math.min((clock - leg) / (1 - DWELL), 1));
  spot(place, leg, from);
  spot(place, leg + 1, to);
  // Between two spots the gun swings back a little, so that it does not drag along the sheet.
  const back = 0.22 * Math.sin(Math.PI * t) * (leg > 0 && leg < SPOTS ? 1 : 0);
  const forward = from.forward + (to.forward - from.forward) * t - back;
  const side = from.side + (to.side - from.side) * t;
  const height = from.height + (to.height - from.height) * t;

  out.yaw = Math.atan2(side, forward);
  out.gun = -0.18 - 0.5 * Math.max(0, height - 1.2);
  const wristReach = Math.hypot(forward, side) - Math.cos(out.gun) * ROBOT.gun - ROBOT.shoulderOffset;
  const wristHeight = height - Math.sin(out.gun) * ROBOT.gun - ROBOT.shoulderHeight;
  const { upperArm: a, forearm: b } = ROBOT;
  const distance = Math.min(
    Math.max(Math.hypot(wristReach, wristHeight), Math.abs(a - b) + 0.35),
    a + b - 0.01,
  );
  const direction = Math.atan2(wristHeight, wristReach);
  const lift = Math.acos((a * a + distance * distance - b * b) / (2 * a * distance));
  out.upperArm = direction + lift;
  out.forearm = Math.atan2(
    Math.sin(direction) * distance - Math.sin(out.upperArm) * a,
    Math.cos(direction) * distance - Math.cos(out.upperArm) * a,
  );
  return out;
}

/** Whether the gun stands at a spot in this phase. */
export function isWelding(phase: number): boolean {
  const clock = phase * (SPOTS + 1);
  return clock < SPOTS && clock - Math.floor(clock) > 1 - DWELL;
}

/** Instance arrays of the four moving links, all with the robot at the same index. */
export interface RobotArrays {
  readonly turret: Float32Array;
  readonly upperArm: Float32Array;
  readonly forearm: Float32Array;
  readonly gun: Float32Array;
}

/** Writes the four links of a robot as instance `index`, and returns nothing else. */
export function writeRobot(place: RobotPlace, pose: RobotPose, arrays: RobotArrays, index: number): void {
  const at = index * 16;
  const s = place.scale;
  const yaw = place.yaw + pose.yaw;
  const cos = Math.cos(yaw);
  const sin = Math.sin(yaw);
  writeUpright(arrays.turret, at, place.x, place.y, place.z, cos, sin, s, s, s);
  let radius = ROBOT.shoulderOffset * s;
  let z = place.z + ROBOT.shoulderHeight * s;
  writeLink(arrays.upperArm, at, place.x + cos * radius, place.y + sin * radius, z, yaw, pose.upperArm, s);
  radius += Math.cos(pose.upperArm) * ROBOT.upperArm * s;
  z += Math.sin(pose.upperArm) * ROBOT.upperArm * s;
  writeLink(arrays.forearm, at, place.x + cos * radius, place.y + sin * radius, z, yaw, pose.forearm, s);
  radius += Math.cos(pose.forearm) * ROBOT.forearm * s;
  z += Math.sin(pose.forearm) * ROBOT.forearm * s;
  writeLink(arrays.gun, at, place.x + cos * radius, place.y + sin * radius, z, yaw, pose.gun, s);
}
