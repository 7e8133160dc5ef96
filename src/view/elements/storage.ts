import type { Storage } from "../../plant/elements/storage.ts";
import { rackGeometry } from "../../plant/rack-geometry.ts";
import type { Site } from "./site.ts";

const POST = "#1f5fa8";
const BEAM = "#e8862a";
const SHELF = "#8d969e";
/** More uprights or beams than these are not told apart. */
const MOST_BAYS = 40;
const MOST_LEVELS = 20;

/** Racks on both sides of each aisle, with the rail of its crane; the cranes themselves move with the frames. */
export function buildStorage(element: Storage, site: Site): void {
  const { along, across, up } = site;
  const { aisles, aisleWidth, placeDepth, front, floor } = rackGeometry(element);
  const { sides = 2, depth = 1, bays, levels, bayWidth, levelHeight } = element;
  const length = bays * bayWidth;
  const rackDepth = placeDepth * depth;
  const height = floor + levels * levelHeight;
  site.stand("floorPaint", "always", [0, 0, 0.01], [along, across, 1], "#8c949a");
  for (const middle of aisles) {
    site.box("always", front + length / 2, middle, 0, [length + 2, 0.12, 0.08], "#4a5157");
    site.box("near", front + length / 2, middle, height - 0.05, [length, 0.08, 0.06], "#4a5157");
    for (let side = 0; side < sides; side++) {
      const centre = middle + (side === 0 ? 1 : -1) * (aisleWidth / 2 + rackDepth / 2);
      rack(site, { front, length, centre, rackDepth, height, floor }, { bays, levels, levelHeight });
    }
  }
  const top = Math.max(up, height);
  site.state(along / 2 + 0.2, across / 2 + 0.2, [front - 1, 0, top + 0.8]);
  site.outline(top, [0, 0, top + 1.2]);
}

function rack(
  site: Site,
  at: { front: number; length: number; centre: number; rackDepth: number; height: number; floor: number },
  grid: { bays: number; levels: number; levelHeight: number },
): void {
  const { front, length, centre, rackDepth, height, floor } = at;
  const fields = Math.min(grid.bays, MOST_BAYS);
  for (let i = 0; i <= fields; i++) {
    const x = front + (i / fields) * length;
    for (const face of [-1, 1])
      site.box("near", x, centre + face * (rackDepth / 2 - 0.04), 0, [0.07, 0.07, height], POST);
  }
  const step = Math.ceil(grid.levels / MOST_LEVELS);
  for (let level = 0; level < grid.levels; level += step) {
    const z = floor + level * grid.levelHeight - 0.1;
    // One shelf with its two beams reads as a level from every side, where beams alone are a jungle of lines.
    site.box("always", front + length / 2, centre, z + 0.04, [length, rackDepth - 0.12, 0.02], SHELF);
    for (const face of [-1, 1])
      site.box(
        "near",
        front + length / 2,
        centre + face * (rackDepth / 2 - 0.04),
        z,
        [length, 0.05, 0.1],
        BEAM,
      );
  }
  site.box("far", front + length / 2, centre, height - 0.05, [length, rackDepth, 0.05], "#7f8a94");
}
