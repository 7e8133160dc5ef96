import type { Point } from "../plant/elements/common.ts";
import type { Plant } from "../plant/schema.ts";
import {
  middleOf,
  moveElements,
  movePathPoint,
  resizeElement,
  rotateElements,
  snapped,
} from "./actions/layout-actions.ts";

type Floor = readonly [east: number, north: number];

/** How a drag is held: snapped to the grid (Ctrl), fine (Shift), along one axis only (X, Z). */
export interface Grip {
  readonly snap: boolean;
  readonly fine: boolean;
  readonly lock?: "x" | "y" | undefined;
}

/** Follows the pointer over the floor, from where it was pressed. @returns the plant as it is to be shown */
export type Drag = (to: Floor, grip: Grip) => Plant;

/** Places are steps of these, m: freely, snapped, fine. */
export const STEPS = { free: 0.1, snap: 0.5, fine: 0.01 } as const;
/** Angles are steps of these, deg. */
const TURNS = { free: 5, snap: 45, fine: 1 } as const;
/** A fine drag goes this part of the pointer's way. */
const FINE_SHARE = 0.1;

function stepOf(steps: typeof STEPS | typeof TURNS, { snap, fine }: Grip): number {
  return snap ? steps.snap : fine ? steps.fine : steps.free;
}

/** The way from where the pointer was pressed, as the grip lets it count. */
function way(from: Floor, to: Floor, { fine, lock }: Grip): [number, number] {
  const share = fine ? FINE_SHARE : 1;
  return [lock === "y" ? 0 : (to[0] - from[0]) * share, lock === "x" ? 0 : (to[1] - from[1]) * share];
}

/** Moves elements; the one that was pressed comes to stand on a step, and the others keep their distance from it. */
export function moveDrag(plant: Plant, ids: readonly string[], pressed: string, from: Floor): Drag {
  const start = plant.elements.find(({ id }) => id === pressed)?.placement.position ?? [0, 0, 0];
  return (to, grip) => {
    const [east, north] = way(from, to, grip);
    const step = stepOf(STEPS, grip);
    const x = grip.lock === "y" ? start[0] : snapped(start[0] + east, step);
    const y = grip.lock === "x" ? start[1] : snapped(start[1] + north, step);
    return moveElements(plant, ids, x - start[0], y - start[1]);
  };
}

/** Turns elements about their middle. */
export function rotateDrag(plant: Plant, ids: readonly string[], from: Floor): Drag {
  const [cx, cy] = middleOf(plant, ids);
  const angle = ([x, y]: Floor): number => (Math.atan2(y - cy, x - cx) * 180) / Math.PI;
  const start = plant.elements.find(({ id }) => id === ids[0])?.placement.rotation ?? 0;
  return (to, grip) => {
    const turn = (angle(to) - angle(from)) * (grip.fine ? FINE_SHARE : 1);
    return rotateElements(plant, ids, snapped(start + turn, stepOf(TURNS, grip)) - start);
  };
}

/** Drags one corner of an element, the opposite one stays. @param corner signs along and across */
export function sizeDrag(plant: Plant, id: string, corner: readonly [1 | -1, 1 | -1], from: Floor): Drag {
  const placement = plant.elements.find((element) => element.id === id)?.placement;
  if (placement === undefined) return () => plant;
  const yaw = (placement.rotation * Math.PI) / 180;
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)];
  return (to, grip) => {
    const [east, north] = way(from, to, { ...grip, lock: undefined });
    const local = [cos * east + sin * north, cos * north - sin * east];
    const step = stepOf(STEPS, grip);
    const side = (k: 0 | 1): number => {
      const locked = (grip.lock === "x" && k === 1) || (grip.lock === "y" && k === 0);
      if (locked) return placement.size[k];
      return Math.max(step, snapped(placement.size[k] + corner[k] * (local[k] ?? 0), step));
    };
    const size: [number, number] = [side(0), side(1)];
    const along = (corner[0] * (size[0] - placement.size[0])) / 2;
    const across = (corner[1] * (size[1] - placement.size[1])) / 2;
    return resizeElement(plant, id, size, [cos * along - sin * across, sin * along + cos * across]);
  };
}

/** Drags one point of a conveyor's path. */
export function pathDrag(plant: Plant, id: string, path: readonly Point[], index: number, from: Floor): Drag {
  const [x, y] = path[index] ?? [0, 0, 0];
  return (to, grip) => {
    const [east, north] = way(from, to, grip);
    const step = stepOf(STEPS, grip);
    return movePathPoint(plant, id, path, index, [
      grip.lock === "y" ? x : snapped(x + east, step),
      grip.lock === "x" ? y : snapped(y + north, step),
    ]);
  };
}
