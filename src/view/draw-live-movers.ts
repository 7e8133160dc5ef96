import type { LiveMoverMark } from "./view.ts";

/** CSS pixels. */
const RADIUS = 7;

/** Vehicles of the real plant on the floor plan: a ring and words. @param at place in the picture of a point of the plant */
export function drawLiveMovers(
  context: CanvasRenderingContext2D,
  marks: readonly LiveMoverMark[],
  at: (x: number, y: number) => readonly [number, number],
  ink: string,
): void {
  context.font = "11px system-ui, sans-serif";
  context.textAlign = "center";
  for (const { x, y, text, colour, stale } of marks) {
    const [px, py] = at(x, y);
    context.strokeStyle = colour;
    context.lineWidth = 3;
    context.setLineDash(stale ? [3, 3] : []);
    context.beginPath();
    context.arc(px, py, RADIUS, 0, 2 * Math.PI);
    context.stroke();
    context.setLineDash([]);
    context.fillStyle = ink;
    context.fillText(text, px, py - RADIUS - 5);
  }
}
