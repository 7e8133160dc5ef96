import { CLEARANCE_DEFAULTS, COLUMN_WIDTH } from "../plant/clearance.ts";
import { conveyorPath } from "../plant/geometry.ts";
import type { Door } from "../plant/layout.ts";
import type { PathStep } from "../plant/rule.ts";
import type { Element, Plant } from "../plant/schema.ts";
import { boxAlong, radians, type UprightBox } from "./upright-box.ts";

/** Thickness of a fence, m: its posts. */
const FENCE_THICKNESS = 0.06;
/** m */
const FENCE_HEIGHT = 2;
/** Columns reach up to the roof; nothing of a plant is above it, m. */
const COLUMN_HEIGHT = 1000;
/** Width of the frame beside a door's opening and thickness of the wall that it stands in, m. */
const FRAME = 0.1;
/** A conveyor of no height is still a thing, m. */
const LEAST_HEIGHT = 0.05;

/** Something that stands: one convex body of it. */
export interface Obstacle {
  readonly kind: "element" | "column" | "fence" | "door";
  /** Position in the plant's list of such things. */
  readonly index: number;
  readonly box: UprightBox;
  /** Which stretch of a conveyor's path it is, from 0. */
  readonly stretch?: number;
}

/** Everything that stands in a plant: elements, columns, fences, frames of doors. */
export function obstaclesOf(plant: Plant): Obstacle[] {
  return [...plant.elements.flatMap(elementObstacles), ...buildingObstacles(plant)];
}

/** The bodies of an element: a conveyor with a path has one a stretch. */
export function elementObstacles(element: Element, index: number): Obstacle[] {
  if ((element.kind !== "conveyor" && element.kind !== "merge") || element.path === undefined) {
    return [{ kind: "element", index, box: placementBox(element) }];
  }
  const path = conveyorPath(element);
  const floor = element.placement.position[2];
  const half = element.placement.size[1] / 2;
  const bodies: Obstacle[] = [];
  for (let i = 1; i < path.length; i++) {
    const [from, to] = [path[i - 1], path[i]];
    if (from === undefined || to === undefined || (from[0] === to[0] && from[1] === to[1])) continue;
    const top = Math.max(from[2], to[2], floor + LEAST_HEIGHT);
    // Stretches reach half a width beyond a bend, so that its outer corner is filled.
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const [ux, uy] = [((to[0] - from[0]) / length) * half, ((to[1] - from[1]) / length) * half];
    const [back, ahead] = [i > 1 ? 1 : 0, i < path.length - 1 ? 1 : 0];
    const box = boxAlong(
      [from[0] - ux * back, from[1] - uy * back],
      [to[0] + ux * ahead, to[1] + uy * ahead],
      2 * half,
      [floor, top],
    );
    bodies.push({ kind: "element", index, box, stretch: i - 1 });
  }
  return bodies;
}

function placementBox({ placement: { position, rotation, size } }: Element): UprightBox {
  return {
    x: position[0],
    y: position[1],
    z: position[2],
    yaw: radians(rotation),
    halfX: size[0] / 2,
    halfY: size[1] / 2,
    height: size[2],
  };
}

function buildingObstacles({ layout }: Plant): Obstacle[] {
  const { columns = [], fences = [], doors = [], columnWidth = COLUMN_WIDTH } = layout ?? {};
  const half = columnWidth / 2;
  return [
    ...columns.map(([x, y, z], index): Obstacle => {
      const box = { x, y, z, yaw: 0, halfX: half, halfY: half, height: COLUMN_HEIGHT };
      return { kind: "column", index, box };
    }),
    ...fences.flatMap((fence, index) =>
      fenceSides(fence).map((box): Obstacle => ({ kind: "fence", index, box })),
    ),
    ...doors.flatMap((door, index) =>
      doorFrame(door.opening, doorHeight(door)).map((box): Obstacle => ({ kind: "door", index, box })),
    ),
  ];
}

/** A rectangle's four sides; one without width or depth is a straight fence. */
function fenceSides([x0, y0, x1, y1]: readonly [number, number, number, number]): UprightBox[] {
  const corners = [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ] as const;
  const isFlat = x0 === x1 || y0 === y1;
  const sides = isFlat
    ? [[corners[0], corners[2]] as const]
    : corners.map((corner, i) => [corner, corners[(i + 1) % 4] ?? corner] as const);
  return sides.map(([from, to]) => boxAlong(from, to, FENCE_THICKNESS, [0, FENCE_HEIGHT]));
}

/** Clear height of a door, m. */
export function doorHeight({ height, use }: Door): number {
  return height ?? (use === "aisle" ? CLEARANCE_DEFAULTS.aisleHeight : CLEARANCE_DEFAULTS.walkwayHeight);
}

/** Two posts beside the opening, and the lintel over it. */
function doorFrame(
  [x0, y0, x1, y1]: readonly [number, number, number, number],
  height: number,
): UprightBox[] {
  const length = Math.hypot(x1 - x0, y1 - y0) || 1;
  const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
  const top = [0, height + FRAME] as const;
  return [
    boxAlong([x0 - ux * FRAME, y0 - uy * FRAME], [x0, y0], FRAME, top),
    boxAlong([x1, y1], [x1 + ux * FRAME, y1 + uy * FRAME], FRAME, top),
    boxAlong([x0, y0], [x1, y1], FRAME, [height, height + FRAME]),
  ];
}

/** The place in the plant file that an obstacle comes from. */
export function obstaclePath({ kind, index }: Obstacle): PathStep[] {
  if (kind === "element") return ["elements", index, "placement"];
  return ["layout", `${kind}s`, index];
}
