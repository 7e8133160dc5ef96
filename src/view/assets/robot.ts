import type { BufferGeometry } from "three";
import { Sculpture } from "./sculpture.ts";

/**
 * Lengths of the six-axis spot-welding robot at scale 1, m: about those of a robot of 200 kg payload and 2.7 m
 * reach, rounded. Every link is modelled along +x from its own joint; robot-pose.ts turns them.
 */
export const ROBOT = {
  /** Shoulder joint ahead of the turning axis. */
  shoulderOffset: 0.33,
  shoulderHeight: 0.78,
  upperArm: 1.15,
  forearm: 1.1,
  /** From the wrist joint to the tips of the gun. */
  gun: 0.62,
} as const;

const BODY = "#ff5f0f";
const BODY_DARK = "#e04e06";
const DARK = "#1c1e21";
const STEEL = "#8d949b";
const COPPER = "#c9763b";

/** Foot that never turns. */
export function robotPedestal(): BufferGeometry {
  return new Sculpture()
    .box([0, 0, 0.03], [0.98, 0.98, 0.06], "#2b2e32", 0.015)
    .cylinder([0, 0, 0.06], [0, 0, 0.3], 0.36, DARK, 20, 0.3)
    .cylinder([0, 0, 0.3], [0, 0, 0.36], 0.34, STEEL, 20)
    .box([-0.4, 0, 0.16], [0.22, 0.34, 0.2], DARK, 0.02)
    .build();
}

/** Turns about the vertical axis. */
export function robotTurret(): BufferGeometry {
  const { shoulderOffset: x, shoulderHeight: z } = ROBOT;
  return new Sculpture()
    .cylinder([0, 0, 0.36], [0, 0, 0.56], 0.33, BODY, 20, 0.29)
    .box([0.08, 0, 0.62], [0.56, 0.42, 0.26], BODY, 0.06)
    .box([-0.22, 0, 0.66], [0.22, 0.3, 0.36], DARK, 0.04)
    .cylinder([x, -0.31, z], [x, -0.16, z], 0.2, BODY_DARK, 18)
    .cylinder([x, 0.16, z], [x, 0.36, z], 0.17, DARK, 18)
    .box([x - 0.04, -0.23, 0.66], [0.3, 0.1, 0.2], BODY, 0.03)
    .build();
}

/** Lower arm of the robot, from shoulder to elbow. */
export function robotUpperArm(): BufferGeometry {
  const length = ROBOT.upperArm;
  return new Sculpture()
    .cylinder([0, -0.15, 0], [0, 0.15, 0], 0.21, BODY, 18)
    .beam([0, 0, 0], [length, 0, 0], 0.24, 0.36, BODY, 0.68)
    .beam([0.2, 0, 0], [length - 0.18, 0, 0], 0.26, 0.16, BODY_DARK, 0.72)
    .cylinder([length, -0.15, 0], [length, 0.15, 0], 0.165, BODY, 18)
    .cylinder([length, 0.15, 0], [length, 0.24, 0], 0.12, DARK, 14)
    .build();
}

/** Upper arm of the robot, from elbow to wrist, with the drives behind the elbow. */
export function robotForearm(): BufferGeometry {
  const length = ROBOT.forearm;
  return new Sculpture()
    .box([-0.06, 0, 0.09], [0.42, 0.34, 0.32], BODY, 0.06)
    .box([-0.34, 0, 0.09], [0.2, 0.3, 0.26], DARK, 0.03)
    .cylinder([0.12, 0, 0.09], [length - 0.14, 0, 0.02], 0.15, BODY, 16, 0.105)
    .box([length - 0.06, 0, 0], [0.26, 0.2, 0.17], BODY_DARK, 0.04)
    .cylinder([0.02, -0.05, 0.27], [length * 0.72, -0.05, 0.15], 0.028, DARK, 8)
    .build();
}

/** Hand with the spot-welding gun: two arms with copper tips. */
export function robotGun(): BufferGeometry {
  const tip = ROBOT.gun;
  return new Sculpture()
    .cylinder([0, -0.09, 0], [0, 0.09, 0], 0.1, DARK, 14)
    .cylinder([0.04, 0, 0], [0.16, 0, 0], 0.085, STEEL, 14)
    .box([0.24, 0, 0], [0.16, 0.14, 0.26], "#3a3f45", 0.02)
    .beam([0.24, 0, 0.13], [tip - 0.04, 0, 0.16], 0.06, 0.07, STEEL)
    .beam([0.24, 0, -0.13], [tip - 0.04, 0, -0.16], 0.06, 0.07, STEEL)
    .cylinder([tip - 0.05, 0, 0.16], [tip - 0.05, 0, 0.035], 0.026, COPPER, 8, 0.016)
    .cylinder([tip - 0.05, 0, -0.16], [tip - 0.05, 0, -0.035], 0.026, COPPER, 8, 0.016)
    .build();
}
