import { symbolOf } from "../editor/state-symbols.ts";

/** Side of the square in which the symbols' paths are given. */
const GRID = 24;

function paint(context: CanvasRenderingContext2D, path: Path2D, colour: string): void {
  context.fillStyle = colour;
  context.fill(path);
}

/**
 * Draws the symbol of a state (an index into STATES).
 * @param x,y upper left corner of its square
 * @param side of the square
 * @param border colour of a rim around it, none when undefined
 */
export function drawSymbol(
  context: CanvasRenderingContext2D,
  state: number,
  x: number,
  y: number,
  side: number,
  border?: string,
): void {
  const { colour, ink, outline, sign } = symbolOf(state);
  const shape = new Path2D(outline);
  context.save();
  context.translate(x, y);
  context.scale(side / GRID, side / GRID);
  if (border !== undefined) {
    context.lineJoin = "round";
    context.lineWidth = 2.6;
    context.strokeStyle = border;
    context.stroke(shape);
  }
  paint(context, shape, colour);
  paint(context, new Path2D(sign), ink);
  context.restore();
}
