import type { Plant } from "../plant/schema.ts";
import type { Scenery } from "./scenery.ts";

const BUILDING = -1;
const DEFAULT_WIDTH = 1.2;
/** Width of a bar of a zebra crossing, and of the room between two, m. */
const BAR = 0.35;
const GREEN = "#6fae86";
const HOME = "#4d8f68";

/** Footpaths on the floor: green bands, arrows where one way only, bars at crossings, a field at the home of each pool. */
export function buildFootpaths(plant: Plant, scenery: Scenery): void {
  const resources = plant.resources ?? [];
  for (const footpaths of resources) {
    if (footpaths.kind !== "footpaths") continue;
    const width = footpaths.width ?? DEFAULT_WIDTH;
    const points = new Map(footpaths.points.map((point) => [point.id, point]));
    for (const { from, to, oneWay } of footpaths.paths) {
      const [a, b] = [points.get(from)?.position, points.get(to)?.position];
      if (a === undefined || b === undefined) continue;
      const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
      const length = Math.hypot(dx, dy);
      const middle = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2 + 0.011] as const;
      const yaw = Math.atan2(dy, dx);
      scenery.stand(BUILDING, "floorPaint", "always", middle, yaw, [length + width, width, 1], GREEN);
      if (oneWay === true)
        scenery.stand(
          BUILDING,
          "arrow",
          "near",
          [middle[0], middle[1], middle[2] + 0.004],
          yaw,
          [1, 0.5, 1],
          "#ffffff",
        );
    }
    for (const { position, crossing = 0 } of footpaths.points) {
      if (crossing === 0) continue;
      const bars = Math.max(2, Math.round(width / (2 * BAR)) + 1);
      for (let i = 0; i < bars; i++) {
        const y = position[1] + (i - (bars - 1) / 2) * 2 * BAR;
        const at = [position[0], y, position[2] + 0.018] as const;
        scenery.stand(BUILDING, "floorPaint", "always", at, 0, [width * 1.6, BAR, 1], "#f4f4ee");
      }
    }
  }
  for (const pool of resources) {
    if (pool.kind !== "workers" || pool.walking === undefined || pool.placement === undefined) continue;
    const { position, size, rotation } = pool.placement;
    const at = [position[0], position[1], position[2] + 0.01] as const;
    const yaw = (rotation * Math.PI) / 180;
    scenery.stand(BUILDING, "floorPaint", "always", at, yaw, [size[0], size[1], 1], HOME);
  }
}
