import type { Batcher } from "../../plant/elements/batcher.ts";
import type { Unbatcher } from "../../plant/elements/unbatcher.ts";
import type { Site } from "./site.ts";

const FRAME = "#1f5fa8";
const HEAD = "#e8862a";

/** A packing place: a roller bed under a portal whose head stands over the end where batches are made. */
export function buildBatcher(_element: Batcher, site: Site): void {
  packingPlace(site, site.along * 0.22);
}

/** The same the other way round: the head stands where batches come in. */
export function buildUnbatcher(_element: Unbatcher, site: Site): void {
  packingPlace(site, -site.along * 0.22);
}

function packingPlace(site: Site, portal: number): void {
  const { along, across } = site;
  const height = Math.max(site.up, site.workHeight + 1);
  const bed = Math.min(across * 0.7, 1.8);
  site.rollerBed(along, bed);
  for (const side of [-1, 1]) {
    const y = side * (bed / 2 + 0.12);
    for (const x of [portal - along * 0.12, portal + along * 0.12])
      site.box("near", x, y, 0, [0.1, 0.1, height], FRAME);
    site.box("always", portal, y, height - 0.12, [along * 0.3, 0.1, 0.12], FRAME);
  }
  site.box("near", portal, 0, height - 0.12, [0.14, bed + 0.34, 0.12], FRAME);
  site.box("near", portal, 0, height - 0.5, [along * 0.16, bed * 0.5, 0.36], HEAD);
  site.box("far", portal, 0, height - 0.5, [along * 0.24, bed, 0.5], HEAD);
  site.shade("near", 0, 0, along * 1.1, across * 1.2);
  site.state(along / 2 + 0.15, across / 2 + 0.15, [portal, 0, height + 0.45]);
  site.outline(height, [portal, 0, height + 0.9]);
}
