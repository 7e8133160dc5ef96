import { CLEARANCE_LOOKS } from "./clearance-looks.ts";
import type { ClearanceMark } from "./view.ts";

/** Draws what the clearance check found on the floor plan: outlines with a sign and words. @param to plant m → CSS pixels */
export function drawClearance(
  context: CanvasRenderingContext2D,
  marks: readonly ClearanceMark[],
  to: (x: number, y: number) => readonly [number, number],
): void {
  context.font = "600 11.5px system-ui, sans-serif";
  for (const { severity, place, label } of marks.toReversed()) {
    const { colour, sign } = CLEARANCE_LOOKS[severity];
    const corners = place.outline.map(([x, y]) => to(x, y));
    context.beginPath();
    for (const [x, y] of corners) context.lineTo(x, y);
    context.closePath();
    context.fillStyle = `${colour}99`;
    context.fill();
    context.strokeStyle = colour;
    context.lineWidth = 3;
    context.stroke();
    const words = `${sign} ${label}`;
    const [left, top] = [Math.min(...corners.map(([x]) => x)), Math.min(...corners.map(([, y]) => y))];
    const width = context.measureText(words).width + 8;
    context.fillStyle = "#ffffff";
    context.fillRect(left, top - 19, width, 16);
    context.strokeRect(left, top - 19, width, 16);
    context.fillStyle = "#14181c";
    context.fillText(words, left + 4, top - 7);
  }
}
