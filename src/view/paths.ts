import type { Plant } from "../plant/schema.ts";
import type { Scenery } from "./scenery.ts";

const BUILDING = -1;
/** Width of a guide line, and side of the mark of a control point, m. */
const LINE = 0.12;
const MARK = 0.5;
const PARKING = 1.6;

/** Paths of vehicles on the floor: lines along the segments (paler where one way only), marks at points, fields for parking. */
export function buildPaths(plant: Plant, scenery: Scenery): void {
  for (const network of plant.resources ?? []) {
    if (network.kind !== "network") continue;
    const positions = new Map(network.points.map(({ id, position }) => [id, position]));
    for (const { from, to, twoWay } of network.segments) {
      const [a, b] = [positions.get(from), positions.get(to)];
      if (a === undefined || b === undefined) continue;
      const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
      const size = [Math.hypot(dx, dy), LINE, 1] as const;
      const middle = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2 + 0.016] as const;
      const yaw = Math.atan2(dy, dx);
      scenery.stand(
        BUILDING,
        "floorPaint",
        "always",
        middle,
        yaw,
        size,
        twoWay === true ? "#3aa0d8" : "#8fc7e6",
      );
      if (twoWay !== true) scenery.stand(BUILDING, "arrow", "near", middle, yaw, [1, 0.5, 1], "#3aa0d8");
    }
    for (const { position, parking, capacity = 1 } of network.points) {
      const [x, y, z] = position;
      const side = parking === true ? PARKING : capacity > 1 ? MARK * 1.6 : MARK;
      const colour = parking === true ? "#2f6fa8" : "#3aa0d8";
      scenery.stand(BUILDING, "floorPaint", "always", [x, y, z + 0.015], 0, [side, side, 1], colour);
    }
  }
}
