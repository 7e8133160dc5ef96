import type { MilkRun } from "../../plant/elements/milk-run.ts";
import type { Site } from "./site.ts";

const POST = "#5d6770";
const BOARD = "#23303c";
const LINE = "#e8c15a";
/** Lines of the timetable on the board. */
const MOST_LINES = 5;

/** A board with the timetable on two posts, by the way; the trains are drawn where they are. */
export function buildMilkRun({ stops }: MilkRun, site: Site): void {
  const { along, across, up } = site;
  const height = Math.max(1.2, Math.min(up, 2.4));
  const thick = Math.max(0.06, Math.min(across * 0.3, 0.12));
  for (const side of [-0.45, 0.45]) site.box("always", side * along, 0, 0, [0.08, 0.08, height], POST);
  const board = height * 0.5;
  site.box("always", 0, 0, height - board, [along, thick, board], BOARD);
  const lines = Math.min(MOST_LINES, stops.length);
  for (let i = 0; i < lines; i++)
    for (const face of [-1, 1])
      site.box(
        "near",
        -along * 0.05 * (i % 2),
        face * (thick / 2 + 0.005),
        height - board * ((i + 0.75) / lines),
        [along * 0.75, 0.01, (board / lines) * 0.4],
        LINE,
      );
  site.shade("near", 0, 0, along, across);
  site.state(along / 2, across / 2, [0, 0, height + 0.3]);
  site.outline(height, [0, 0, height + 0.7]);
}
