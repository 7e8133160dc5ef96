import * as fc from "fast-check";
import { Matrix4, Vector3 } from "three";
import { describe, expect, test } from "vitest";
import { ROBOT } from "../../src/view/assets/robot.ts";
import {
  isWelding,
  type RobotPlace,
  type RobotPose,
  robotPose,
  writeRobot,
} from "../../src/view/robot-pose.ts";

const PLACE: RobotPlace = { x: 10, y: -4, z: 0.2, yaw: 0.7, scale: 0.9, reach: 1.7, variant: 5 };

function pose(place: RobotPlace, phase: number): RobotPose {
  return robotPose(place, phase, { yaw: 0, upperArm: 0, forearm: 0, gun: 0 });
}

function links(place: RobotPlace, phase: number): Record<"turret" | "upperArm" | "forearm" | "gun", Matrix4> {
  const array = (): Float32Array => new Float32Array(32);
  const arrays = { turret: array(), upperArm: array(), forearm: array(), gun: array() };
  writeRobot(place, pose(place, phase), arrays, 1);
  const matrix = (from: Float32Array): Matrix4 => new Matrix4().fromArray(from, 16);
  return {
    turret: matrix(arrays.turret),
    upperArm: matrix(arrays.upperArm),
    forearm: matrix(arrays.forearm),
    gun: matrix(arrays.gun),
  };
}

const phases = fc.double({ min: 0, max: 1, noNaN: true });
const variants = fc.nat(200).map((variant) => ({ ...PLACE, variant }));

describe("robot pose", () => {
  test("the links hang together at their joints in every phase", () => {
    fc.assert(
      fc.property(variants, phases, (place, phase) => {
        const { turret, upperArm, forearm, gun } = links(place, phase);
        const joint = (m: Matrix4, x: number, z = 0): Vector3 => new Vector3(x, 0, z).applyMatrix4(m);
        const shoulder = joint(turret, ROBOT.shoulderOffset, ROBOT.shoulderHeight);
        expect(shoulder.distanceTo(joint(upperArm, 0))).toBeLessThan(1e-5);
        expect(joint(upperArm, ROBOT.upperArm).distanceTo(joint(forearm, 0))).toBeLessThan(1e-5);
        expect(joint(forearm, ROBOT.forearm).distanceTo(joint(gun, 0))).toBeLessThan(1e-5);
      }),
    );
  });

  test("links keep their lengths: every matrix is a turn, an even scale and a move", () => {
    fc.assert(
      fc.property(variants, phases, (place, phase) => {
        for (const matrix of Object.values(links(place, phase))) {
          expect(matrix.determinant()).toBeCloseTo(place.scale ** 3, 4);
        }
      }),
    );
  });

  test("while it welds the tip stands still at the reach, above the floor", () => {
    const tips: Vector3[] = [];
    for (let i = 0; i <= 1000; i++) {
      const phase = i / 1000;
      if (!isWelding(phase)) continue;
      tips.push(new Vector3(ROBOT.gun, 0, 0).applyMatrix4(links(PLACE, phase).gun));
    }
    expect(tips.length).toBeGreaterThan(200);
    const distinct = new Set(tips.map(({ x, y, z }) => [x, y, z].map((v) => v.toFixed(3)).join()));
    expect(distinct.size).toBe(6);
    for (const tip of tips) {
      const forward = (tip.x - PLACE.x) * Math.cos(PLACE.yaw) + (tip.y - PLACE.y) * Math.sin(PLACE.yaw);
      expect(Math.abs(forward / PLACE.scale - PLACE.reach)).toBeLessThan(0.11);
      expect(tip.z).toBeGreaterThan(0.6);
    }
  });

  test("it moves without jumps", () => {
    fc.assert(
      fc.property(variants, fc.double({ min: 0, max: 0.999, noNaN: true }), (place, phase) => {
        const [a, b] = [pose(place, phase), pose(place, phase + 0.001)];
        for (const key of ["yaw", "upperArm", "forearm", "gun"] as const) {
          expect(Math.abs(a[key] - b[key])).toBeLessThan(0.06);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("idle (NaN) it stands as at the start of a cycle", () => {
    expect(pose(PLACE, Number.NaN)).toEqual(pose(PLACE, 0));
  });

  test("two robots of a cell move differently", () => {
    expect(pose(PLACE, 0.4)).not.toEqual(pose({ ...PLACE, variant: 6 }, 0.4));
  });
});
