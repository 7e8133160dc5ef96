import type { Point } from "./elements/common.ts";
import type { Conveyor } from "./elements/conveyor.ts";
import type { Merge } from "./elements/merge.ts";
import type { Sorter } from "./elements/sorter.ts";

/** A place on a path: plant coordinates in metres, and the direction of travel in radians counterclockwise from east. */
export interface Pose {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly yaw: number;
}

const RADIANS_PER_DEGREE = Math.PI / 180;

/**
 * The line along which the undersides of the parts travel, from entry to exit, in plant coordinates. Its own
 * path where the file gives one; otherwise straight along its placement, on top of the box.
 */
export function conveyorPath(element: Conveyor | Merge): Point[] {
  if (element.path !== undefined) return element.path;
  const { position, rotation, size } = element.placement;
  const half = size[0] / 2;
  const dx = half * Math.cos(rotation * RADIANS_PER_DEGREE);
  const dy = half * Math.sin(rotation * RADIANS_PER_DEGREE);
  const top = position[2] + size[2];
  return [
    [position[0] - dx, position[1] - dy, top],
    [position[0] + dx, position[1] + dy, top],
  ];
}

/**
 * Travel from entry to exit, m: as the file says, or the length of its path, or of its placement. Built from
 * operations that every engine rounds alike, because it decides travel times.
 */
export function conveyorLength(element: Conveyor | Merge): number {
  return (
    element.length ?? (element.path === undefined ? element.placement.size[0] : pathLength(element.path))
  );
}

/**
 * The line along which the trays of a sorter travel, closed by its first point at the end: its own path where the file
 * gives one; otherwise around its placement half a metre inside the border, on top of the box, counterclockwise.
 */
export function sorterPath(element: Sorter): Point[] {
  const { path, placement } = element;
  if (path !== undefined) return [...path, path[0] as Point];
  const { position, rotation, size } = placement;
  const [x, y] = [Math.max(size[0] / 2 - 0.5, size[0] / 4), Math.max(size[1] / 2 - 0.5, size[1] / 4)];
  const [cos, sin] = [Math.cos(rotation * RADIANS_PER_DEGREE), Math.sin(rotation * RADIANS_PER_DEGREE)];
  const corners = [
    [-x, -y],
    [x, -y],
    [x, y],
    [-x, y],
    [-x, -y],
  ] as const;
  return corners.map(([along, across]) => [
    position[0] + along * cos - across * sin,
    position[1] + along * sin + across * cos,
    position[2] + size[2],
  ]);
}

/** Length of a polyline, m. */
export function pathLength(points: readonly Point[]): number {
  let length = 0;
  let from: Point | undefined;
  for (const to of points) {
    if (from !== undefined) length += distance(from, to);
    from = to;
  }
  return length;
}

/**
 * Where one is after travelling so many metres along a polyline; before its start and beyond its end one
 * stays at the end. The yaw is that of the segment travelled; one that only climbs keeps the yaw before it.
 */
export function pointAlong(points: readonly Point[], distanceAlong: number): Pose {
  let yaw = firstYaw(points);
  let left = Math.max(0, distanceAlong);
  for (let i = 1; i < points.length; i++) {
    const [from, to] = [points[i - 1], points[i]];
    if (from === undefined || to === undefined) break;
    const length = distance(from, to);
    if (length === 0) continue;
    yaw = yawOf(from, to) ?? yaw;
    if (left < length) {
      const share = left / length;
      return {
        x: from[0] + (to[0] - from[0]) * share,
        y: from[1] + (to[1] - from[1]) * share,
        z: from[2] + (to[2] - from[2]) * share,
        yaw,
      };
    }
    left -= length;
  }
  const [x, y, z] = points.at(-1) ?? [0, 0, 0];
  return { x, y, z, yaw };
}

function distance(a: Point, b: Point): number {
  const x = b[0] - a[0];
  const y = b[1] - a[1];
  const z = b[2] - a[2];
  return Math.sqrt(x * x + y * y + z * z);
}

function yawOf(from: Point, to: Point): number | undefined {
  const x = to[0] - from[0];
  const y = to[1] - from[1];
  return x === 0 && y === 0 ? undefined : Math.atan2(y, x);
}

function firstYaw(points: readonly Point[]): number {
  const start = points[0];
  if (start === undefined) return 0;
  for (const point of points) {
    const yaw = yawOf(start, point);
    if (yaw !== undefined) return yaw;
  }
  return 0;
}
