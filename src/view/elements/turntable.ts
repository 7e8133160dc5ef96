import type { Turntable } from "../../plant/elements/turntable.ts";
import type { Site } from "./site.ts";

const DISC = "#59616a";
const RAIL = "#1f5fa8";
const DRIVE = "#e8862a";

/** A roller bed on a round plate that turns; its progress is the share of a full turn. */
export function buildTurntable(_element: Turntable, site: Site): void {
  const { along, across, workHeight } = site;
  const width = Math.min(along, across);
  const radius = width / 2;
  const bed = width * 0.94;
  const lane = width * 0.62;
  const turn = (progress: number): number => (Number.isFinite(progress) ? progress * 2 * Math.PI : 0);
  site.stand("partCylinder", "always", [0, 0, 0], [width, width, 0.08], "#8c949a");
  site.stand("partCylinder", "near", [0, 0, 0.08], [width * 0.4, width * 0.4, workHeight - 0.24], DISC);
  site.piece("partCylinder", DISC, () => ({ at: [0, 0, workHeight - 0.16], scale: [bed, bed, 0.06] }));
  site.piece("rollers", "#ffffff", (p) => ({
    at: [0, 0, workHeight],
    turn: turn(p),
    scale: [bed / 1.2, lane - 0.1, 1],
  }));
  for (const side of [-1, 1]) {
    site.piece("box", RAIL, (p) => {
      const yaw = turn(p);
      const y = side * (lane / 2);
      return {
        at: [-Math.sin(yaw) * y, Math.cos(yaw) * y, workHeight - 0.1],
        turn: yaw,
        scale: [bed * 0.78, 0.07, 0.16],
      };
    });
  }
  // Shows which end is which.
  site.piece("box", DRIVE, (p) => {
    const yaw = turn(p);
    const x = bed * 0.36;
    return {
      at: [Math.cos(yaw) * x, Math.sin(yaw) * x, workHeight - 0.1],
      turn: yaw,
      scale: [0.1, lane * 0.5, 0.09],
    };
  });
  site.shade("near", 0, 0, width * 1.2, width * 1.2);
  site.state(radius + 0.1, radius + 0.1, [radius * 0.8, radius * 0.8, workHeight + 0.75]);
  site.outline(Math.max(workHeight, 0.4), [0, 0, workHeight + 1.2]);
}
