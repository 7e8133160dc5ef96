import type { Divert } from "../../plant/elements/divert.ts";
import type { Site } from "./site.ts";

/** A short roller bed with a swing arm, which stands for each way at another angle. */
export function buildDivert(_element: Divert, site: Site): void {
  const { along, across, workHeight } = site;
  const width = across * 0.9;
  site.rollerBed(along, width);
  const arm = Math.hypot(along, width) * 0.42;
  const pivot = [-along * 0.36, -width / 2] as const;
  const yaw = (progress: number): number =>
    Number.isFinite(progress) ? 0.1 + progress * (Math.PI / 3.4) : 0.1;
  site.piece("box", "#e8862a", (p) => {
    const turn = yaw(p);
    return {
      at: [pivot[0] + (Math.cos(turn) * arm) / 2, pivot[1] + (Math.sin(turn) * arm) / 2, workHeight + 0.03],
      turn,
      scale: [arm, 0.07, 0.16],
    };
  });
  site.stand("partCylinder", "near", [pivot[0], pivot[1], 0], [0.2, 0.2, workHeight + 0.24], "#5d6770");
  site.shade("near", 0, 0, along * 1.1, across * 1.2);
  site.state(along / 2 + 0.1, across / 2 + 0.1, [0, 0, workHeight + 0.75]);
  site.outline(Math.max(workHeight, 0.4), [0, 0, workHeight + 1.15]);
}
