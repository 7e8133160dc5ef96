import type { Sorter } from "../../plant/elements/sorter.ts";
import { pathLength, pointAlong, sorterPath } from "../../plant/geometry.ts";
import { writeUpright } from "../matrices.ts";
import { RADIANS_PER_DEGREE, Site } from "./site.ts";

const FRAME = "#5d6770";
const TRAY = "#3f7fbf";
/** Trays that are drawn; on a longer loop every so many stands for several. */
const MOST_TRAYS = 240;

/** A loop on legs with trays that run round, and a slide at each chute; its progress is the place of the first tray. */
export function buildSorter(element: Sorter, site: Site): void {
  const path = sorterPath(element);
  const length = pathLength(path);
  const floor = element.placement.position[2];
  const height = Math.max(0.2, (path[0]?.[2] ?? floor) - floor);
  const stretch = length / (element.trays * element.trayPitch);
  const width = Math.min(0.9, element.trayPitch * stretch * 1.4);
  for (let i = 1; i < path.length; i++) {
    const [x0, y0] = path[i - 1]!;
    const [x1, y1] = path[i]!;
    const part = Math.hypot(x1 - x0, y1 - y0);
    if (part === 0) continue;
    const rotation = Math.atan2(y1 - y0, x1 - x0) / RADIANS_PER_DEGREE;
    const position = [(x0 + x1) / 2, (y0 + y1) / 2, floor] as const;
    const place = { position, rotation, size: [part, width, height] } as const;
    const stretchSite = new Site(site.scenery, site.element, place, height);
    stretchSite.box("always", 0, 0, height - 0.16, [part + width * 0.6, width * 0.5, 0.1], FRAME);
    const legs = Math.max(1, Math.round(part / 2.5));
    for (let k = 0; k < legs; k++)
      stretchSite.box(
        "near",
        ((k + 0.5) / legs - 0.5) * part,
        0,
        0,
        [0.1, width * 0.4, height - 0.16],
        "#3a3f45",
      );
    stretchSite.shade("near", 0, 0, part * 1.04, width * 1.4);
    stretchSite.target(height);
  }
  slides(element, site, path, stretch, { floor, height, width });
  const shown = Math.min(element.trays, MOST_TRAYS);
  const tray = Math.min(0.86 * element.trayPitch * stretch, 1.2);
  const colour = site.scenery.colour(TRAY);
  for (let n = 0; n < shown; n++) {
    site.scenery.pieces.push({
      element: site.element,
      asset: "box",
      colour,
      write: (progress, out, at) => {
        const share = (Number.isFinite(progress) ? progress : 0) + n / shown;
        const { x, y, z, yaw } = pointAlong(path, (share % 1) * length);
        writeUpright(out, at, x, y, z - 0.06, Math.cos(yaw), Math.sin(yaw), tray, width, 0.05);
      },
    });
  }
  const { position } = element.placement;
  const middle = [position[0], position[1], floor] as const;
  const [east, north] = [Math.max(...path.map(([x]) => x)), Math.max(...path.map(([, y]) => y))];
  const [west, south] = [Math.min(...path.map(([x]) => x)), Math.min(...path.map(([, y]) => y))];
  const box = { x: (east + west) / 2, y: (north + south) / 2, z: floor, yaw: 0 };
  const [halfX, halfY] = [(east - west + width) / 2, (north - south + width) / 2];
  site.scenery.boxes[site.element] = { ...box, halfX, halfY, height };
  site.scenery.anchors[site.element] = [middle[0], middle[1], floor + height + 1.2];
  const badge = [middle[0], middle[1], floor + height + 0.75] as const;
  site.scenery.states.push({ element: site.element, ...box, halfX: 0, halfY: 0, badge });
}

/** A slope beside the loop at each chute. */
function slides(
  { chutes }: Sorter,
  site: Site,
  path: ReturnType<typeof sorterPath>,
  stretch: number,
  { floor, height, width }: { floor: number; height: number; width: number },
): void {
  for (const metres of Object.values(chutes)) {
    const { x, y, yaw } = pointAlong(path, metres * stretch);
    const position = [x, y, floor] as const;
    const rotation = yaw / RADIANS_PER_DEGREE;
    const slide = new Site(
      site.scenery,
      site.element,
      { position, rotation, size: [width, width, height] },
      height,
    );
    for (let step = 0; step < 3; step++) {
      // To the outside of a loop that runs counterclockwise.
      const out = -(width / 2 + 0.12 + step * 0.24);
      slide.box("near", 0, out, height - 0.2 - step * 0.1, [width * 0.9, 0.26, 0.05], "#c3c8cc");
    }
  }
}
