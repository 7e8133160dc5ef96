import type { Merge } from "../../plant/elements/merge.ts";
import { conveyorPath, pathLength, pointAlong } from "../../plant/geometry.ts";
import { buildConveyor } from "./conveyor.ts";
import { RADIANS_PER_DEGREE, Site } from "./site.ts";

/** A conveyor with an orange guide beside each inlet on its way. */
export function buildMerge(element: Merge, site: Site): void {
  buildConveyor(element, site);
  const path = conveyorPath(element);
  const drawn = pathLength(path);
  const stretch = element.length === undefined ? 1 : drawn / element.length;
  const width = element.placement.size[1];
  const floor = element.placement.position[2];
  for (const metres of Object.values(element.inlets ?? {})) {
    const { x, y, z, yaw } = pointAlong(path, metres * stretch);
    const top = z - floor;
    const place = {
      position: [x, y, floor],
      rotation: yaw / RADIANS_PER_DEGREE,
      size: [1, width, Math.max(top, 0.1)],
    } as const;
    const inlet = new Site(site.scenery, site.element, place, top);
    for (const side of [-1, 1])
      inlet.box("near", 0, side * (width / 2 + 0.05), top, [0.5, 0.08, 0.14], "#e8862a");
  }
}
