import type { Plant } from "../plant/schema.ts";
import type { Scenery } from "./scenery.ts";
import type { Theme } from "./theme.ts";

type Rectangle = readonly [number, number, number, number];

const BUILDING = -1;
/** Of the hall's columns, m. */
const COLUMN_HEIGHT = 9;
const EDGE = 0.14;

/** Aisles, walkways, fences and columns of the plant's layout. */
export function buildBuilding(plant: Plant, scenery: Scenery, theme: Theme): void {
  const layout = plant.layout;
  if (layout === undefined) return;
  for (const aisle of layout.aisles ?? []) buildAisle(scenery, aisle, theme);
  for (const walkway of layout.walkways ?? []) paint(scenery, walkway, 0.008, theme.walkway);
  for (const fence of layout.fences ?? []) buildFence(scenery, fence);
  for (const [x, y, z] of layout.columns ?? []) {
    scenery.columns.push({ x, y, z, height: COLUMN_HEIGHT });
    scenery.stand(BUILDING, "blob", "always", [x, y, z + 0.013], 0, [1.7, 1.7, 1], "#000000");
  }
}

function paint(scenery: Scenery, [x0, y0, x1, y1]: Rectangle, z: number, colour: string): void {
  const size = [Math.abs(x1 - x0), Math.abs(y1 - y0), 1] as const;
  scenery.stand(BUILDING, "floorPaint", "always", [(x0 + x1) / 2, (y0 + y1) / 2, z], 0, size, colour);
}

/** Driving lane: darker floor with yellow lines along its long sides. */
function buildAisle(scenery: Scenery, aisle: Rectangle, theme: Theme): void {
  const [x0, y0, x1, y1] = aisle;
  paint(scenery, aisle, 0.004, theme.aisle);
  if (Math.abs(x1 - x0) >= Math.abs(y1 - y0)) {
    for (const y of [y0, y1]) paint(scenery, [x0, y - EDGE / 2, x1, y + EDGE / 2], 0.011, theme.aisleEdge);
  } else {
    for (const x of [x0, x1]) paint(scenery, [x - EDGE / 2, y0, x + EDGE / 2, y1], 0.011, theme.aisleEdge);
  }
}

/** Posts and wire mesh around a rectangle; a rectangle without width or depth is a straight fence. */
function buildFence(scenery: Scenery, [x0, y0, x1, y1]: Rectangle): void {
  const corners = [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ] as const;
  const flat = x0 === x1 || y0 === y1;
  const sides = flat
    ? [[corners[0], corners[2]] as const]
    : corners.map((c, i) => [c, corners[(i + 1) % 4]!] as const);
  for (const [[ax, ay], [bx, by]] of sides) {
    const length = Math.hypot(bx - ax, by - ay);
    const panels = Math.max(1, Math.round(length / 2));
    const yaw = Math.atan2(by - ay, bx - ax);
    for (let i = 0; i < panels; i++) {
      const t = (i + 0.5) / panels;
      const middle = [ax + (bx - ax) * t, ay + (by - ay) * t, 0.12] as const;
      scenery.stand(BUILDING, "fencePanel", "always", middle, yaw, [length / panels, 1, 1.75]);
      const post = [ax + ((bx - ax) * i) / panels, ay + ((by - ay) * i) / panels, 0] as const;
      scenery.stand(BUILDING, "box", "always", post, yaw, [0.06, 0.06, 1.9], "#f2b705");
    }
    scenery.stand(BUILDING, "box", "always", [bx, by, 0], yaw, [0.06, 0.06, 1.9], "#f2b705");
  }
}
