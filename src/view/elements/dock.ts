import type { Site } from "./site.ts";

/** Gate with a curtain at the outer end and an arrow on the floor along the flow. @param turn rad */
export function buildDock(site: Site, turn: number): void {
  const { along, across } = site;
  const height = Math.max(site.up, site.workHeight + 1.2);
  const outer = turn === 0 ? -1 : 1;
  site.stand("dock", "near", [0, 0, 0], [along, across, height], "#ffffff", turn);
  const sign = turn === 0 ? "#2f8f57" : "#2f6fa8";
  site.box("near", outer * along * 0.3, 0, height, [along * 0.16, across * 0.98, 0.22], sign);
  site.box("far", outer * along * 0.3, 0, 0, [along * 0.3, across, height], "#aeb6bc");
  site.shade("near", outer * along * 0.3, 0, along * 0.8, across * 1.4);
  const bed = Math.min(across * 0.8, 2.2);
  if (site.workHeight > 0.2) site.rollerBed(along, bed);
  else
    site.stand(
      "arrow",
      "always",
      [-outer * along * 0.12, 0, 0.02],
      [along * 0.45, across * 0.4, 1],
      "#f2b705",
    );
  site.state(along / 2 + 0.25, across / 2 + 0.25, [outer * along * 0.3, 0, height + 0.5]);
  site.outline(height, [outer * along * 0.3, 0, height + 0.95]);
}
