import type { Conveyor } from "../../plant/elements/conveyor.ts";
import type { Merge } from "../../plant/elements/merge.ts";
import { conveyorPath, pathLength, pointAlong } from "../../plant/geometry.ts";
import type { OrientedBox } from "../picking.ts";
import { RADIANS_PER_DEGREE, rollerBed, Site } from "./site.ts";

/** Roller bed with blue rails along the path, stretch by stretch. */
export function buildConveyor(element: Conveyor | Merge, site: Site): void {
  const path = conveyorPath(element);
  const width = element.placement.size[1];
  const floor = element.placement.position[2];
  for (let i = 1; i < path.length; i++) {
    const [x0, y0, z0] = path[i - 1]!;
    const [x1, y1, z1] = path[i]!;
    const length = Math.hypot(x1 - x0, y1 - y0);
    if (length === 0) continue;
    const position = [(x0 + x1) / 2, (y0 + y1) / 2, floor] as const;
    const rotation = Math.atan2(y1 - y0, x1 - x0) / RADIANS_PER_DEGREE;
    const top = (z0 + z1) / 2 - floor;
    const stretch = new Site(
      site.scenery,
      site.element,
      { position, rotation, size: [length, width, top] },
      top,
    );
    // Stretches overlap at a corner by half the width, so that no gap shows.
    rollerBed(stretch, length + (path.length > 2 ? width * 0.5 : 0), width, top);
    stretch.shade("near", 0, 0, length * 1.04, width * 1.25);
    stretch.target(Math.max(top, 0.2));
  }
  const middle = pointAlong(path, pathLength(path) / 2);
  const label = [middle.x, middle.y, middle.z] as const;
  site.scenery.boxes[site.element] = boxAround(path, width, floor);
  site.scenery.anchors[site.element] = [label[0], label[1], label[2] + 1.1];
  const yaw = middle.yaw;
  const badge = [label[0], label[1], label[2] + 0.75] as const;
  const place = { x: middle.x, y: middle.y, z: floor, yaw, halfX: 0, halfY: 0, badge };
  site.scenery.states.push({ element: site.element, ...place });
}

/** Straight conveyors are met exactly; bent ones by the bounds of their path. */
function boxAround(
  path: readonly (readonly [number, number, number])[],
  width: number,
  floor: number,
): OrientedBox {
  const top = Math.max(...path.map(([, , z]) => z)) - floor;
  const height = Math.max(top, 0.2);
  const [x0, y0] = path[0]!;
  const [x1, y1] = path.at(-1)!;
  if (path.length === 2) {
    const halfX = Math.hypot(x1 - x0, y1 - y0) / 2;
    const yaw = Math.atan2(y1 - y0, x1 - x0);
    return { x: (x0 + x1) / 2, y: (y0 + y1) / 2, z: floor, yaw, halfX, halfY: width / 2, height };
  }
  const xs = path.map(([x]) => x);
  const ys = path.map(([, y]) => y);
  const [west, east] = [Math.min(...xs) - width / 2, Math.max(...xs) + width / 2];
  const [south, north] = [Math.min(...ys) - width / 2, Math.max(...ys) + width / 2];
  const [halfX, halfY] = [(east - west) / 2, (north - south) / 2];
  return { x: (west + east) / 2, y: (south + north) / 2, z: floor, yaw: 0, halfX, halfY, height };
}
