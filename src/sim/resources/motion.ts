import { MICROS_PER_SECOND, type Micros } from "../../base/units.ts";

/** How fast something may move: m/s and m/s²; without acceleration it is at full speed at once. */
export interface Motion {
  readonly speed: number;
  readonly acceleration?: number | undefined;
  readonly deceleration?: number | undefined;
}

/** A stretch of a run: its length in m and the highest speed on it in m/s. */
export interface Stretch {
  readonly length: number;
  readonly speed: number;
}

/** Seconds → whole microseconds; a duration that is not whole is rounded to the nearest one. */
function micros(seconds: number): Micros {
  return Math.floor(seconds * MICROS_PER_SECOND + 0.5);
}

/** Time from rest to rest, µs: a trapezoid of speed over time, or a triangle where the distance is too short for full speed. */
export function travelTime(distance: number, motion: Motion): Micros {
  return passingTimes([{ length: distance, speed: motion.speed }], motion)[0] as Micros;
}

/** How far a movement from rest to rest has come after so many seconds. */
export function coveredAfter(seconds: number, distance: number, motion: Motion): number {
  const { speed, acceleration, deceleration = acceleration } = motion;
  if (acceleration === undefined || deceleration === undefined) return Math.min(distance, seconds * speed);
  const peak = Math.min(
    speed,
    Math.sqrt((2 * acceleration * deceleration * distance) / (acceleration + deceleration)),
  );
  if (peak === 0) return 0;
  const [faster, slower] = [peak / acceleration, peak / deceleration];
  const cruise = (distance - (peak * (faster + slower)) / 2) / peak;
  if (seconds < faster) return (acceleration * seconds * seconds) / 2;
  if (seconds < faster + cruise) return (peak * faster) / 2 + peak * (seconds - faster);
  const left = Math.max(0, faster + cruise + slower - seconds);
  return distance - (deceleration * left * left) / 2;
}

/**
 * When a run from rest to rest over several stretches reaches the end of each, µs after its start. Speeds at the
 * borders come from a pass forward (what acceleration allows) and one backward (what braking asks); within a
 * stretch speed is a trapezoid. Only + − × ÷ and the square root, which every engine rounds alike.
 */
export function passingTimes(stretches: readonly Stretch[], motion: Motion): Micros[] {
  const { acceleration, deceleration = acceleration } = motion;
  let seconds = 0;
  if (acceleration === undefined || deceleration === undefined) {
    return stretches.map(({ length, speed }) => micros((seconds += length / speed)));
  }
  const border = borderSpeeds(stretches, acceleration, deceleration);
  return stretches.map(({ length, speed }, i) => {
    const [from, to] = [border[i] as number, border[i + 1] as number];
    seconds += stretchTime(length, speed, from, to, acceleration, deceleration);
    return micros(seconds);
  });
}

/** Speeds at the start, between stretches, and at the end, m/s. */
function borderSpeeds(stretches: readonly Stretch[], acceleration: number, deceleration: number): number[] {
  const border = [0];
  stretches.forEach(({ length, speed }, i) => {
    const next = stretches[i + 1];
    const limit = next === undefined ? 0 : Math.min(speed, next.speed);
    const before = border[i] as number;
    border.push(Math.min(limit, Math.sqrt(before * before + 2 * acceleration * length)));
  });
  for (let i = stretches.length - 1; i >= 0; i--) {
    const after = border[i + 1] as number;
    const most = Math.sqrt(after * after + 2 * deceleration * (stretches[i] as Stretch).length);
    border[i] = Math.min(border[i] as number, most);
  }
  return border;
}

function stretchTime(
  length: number,
  limit: number,
  from: number,
  to: number,
  acceleration: number,
  deceleration: number,
): number {
  const sum = acceleration + deceleration;
  const square =
    (2 * acceleration * deceleration * length + deceleration * from * from + acceleration * to * to) / sum;
  const peak = Math.min(limit, Math.sqrt(square));
  const changing = (peak - from) / acceleration + (peak - to) / deceleration;
  const covered =
    (peak * peak - from * from) / (2 * acceleration) + (peak * peak - to * to) / (2 * deceleration);
  const cruise = Math.max(0, length - covered);
  return changing + (cruise > 0 ? cruise / peak : 0);
}
