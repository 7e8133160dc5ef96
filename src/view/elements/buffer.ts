import type { Buffer } from "../../plant/elements/buffer.ts";
import type { Site } from "./site.ts";

const POST = "#1f5fa8";
const BEAM = "#e8862a";

/** Where parts wait: a rack when it is taller than a person, otherwise a marked lane with low rails. */
export function buildBuffer(_element: Buffer, site: Site): void {
  const { along, across, up } = site;
  markings(site);
  if (up > 1.8) rack(site);
  else lane(site);
  const top = Math.max(up, 0.4);
  site.state(along / 2 + 0.2, across / 2 + 0.2, [0, 0, top + 1.1]);
  site.outline(top, [0, 0, top + 1.5]);
}

/** Yellow outline on the floor. */
function markings(site: Site): void {
  const { along, across } = site;
  const line = Math.min(0.1, across / 8);
  for (const side of [-1, 1]) {
    site.stand(
      "floorPaint",
      "always",
      [0, side * (across / 2 - line / 2), 0.014],
      [along, line, 1],
      "#f2b705",
    );
    site.stand(
      "floorPaint",
      "always",
      [side * (along / 2 - line / 2), 0, 0.014],
      [line, across, 1],
      "#f2b705",
    );
  }
  site.stand("floorPaint", "always", [0, 0, 0.01], [along, across, 1], "#8c949a");
}

function lane(site: Site): void {
  const { along, across } = site;
  const height = Math.max(site.workHeight, 0.12);
  const lanes = Math.max(1, Math.round(across / 2.4));
  for (let i = 0; i <= lanes; i++) {
    const y = (i / lanes - 0.5) * (across - 0.16);
    site.box("always", 0, y, height - 0.1, [along, 0.08, 0.1], POST);
    const legs = Math.max(2, Math.round(along / 2.5) + 1);
    for (let k = 0; k < legs; k++) {
      const x = (k / (legs - 1) - 0.5) * (along - 0.1);
      site.box("near", x, y, 0, [0.08, 0.08, height - 0.1], "#3a3f45");
    }
  }
  if (height < 0.4) return;
  const modules = Math.max(1, Math.round(along / 1.2));
  for (let i = 0; i < lanes; i++) {
    const y = ((i + 0.5) / lanes - 0.5) * (across - 0.16);
    const width = across / lanes - 0.24;
    for (let k = 0; k < modules; k++) {
      const x = ((k + 0.5) / modules - 0.5) * along;
      site.stand("rollers", "near", [x, y, height - 0.02], [along / modules / 1.2, width, 1]);
    }
    site.box("far", 0, y, height - 0.08, [along, width, 0.06], "#9aa3ab");
  }
}

function rack(site: Site): void {
  const { along, across, up } = site;
  const levels = Math.max(1, Math.floor(up / 1.5));
  const bays = Math.max(1, Math.round(along / 2.7));
  for (let i = 0; i <= bays; i++) {
    const x = (i / bays - 0.5) * (along - 0.1);
    for (const side of [-1, 1]) site.box("near", x, side * (across / 2 - 0.05), 0, [0.1, 0.1, up], POST);
  }
  for (let level = 1; level <= levels; level++) {
    const z = (level / levels) * up - (level === levels ? 0.1 : 0);
    for (const side of [-1, 1])
      site.box("always", 0, side * (across / 2 - 0.05), z, [along, 0.06, 0.12], BEAM);
    if (level < levels) site.box("near", 0, 0, z + 0.1, [along, across - 0.1, 0.03], "#a7aeb4");
  }
  site.box("far", 0, 0, 0, [along, across * 0.9, up * 0.9], "#7f8a94");
  site.shade("near", 0, 0, along * 1.1, across * 1.3);
}
