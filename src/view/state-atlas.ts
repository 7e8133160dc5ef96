import { CanvasTexture, LinearMipmapLinearFilter } from "three";
import { STATES } from "../plant/states.ts";
import { drawSymbol } from "./draw-symbol.ts";

export const ATLAS_COLUMNS = 8;
const CELL = 96;

/**
 * The state symbols side by side in one texture, in the order of STATES; below them the same in a frame, for
 * the real plant. Premultiplied alpha keeps the edges clean when the badges are small.
 */
export function stateAtlas(): CanvasTexture {
  const canvas = document.createElement("canvas");
  canvas.width = CELL * ATLAS_COLUMNS;
  canvas.height = CELL * 2;
  const context = canvas.getContext("2d");
  if (context !== null) {
    STATES.forEach((_, column) => {
      for (const row of [0, 1]) {
        context.save();
        context.translate(column * CELL, row * CELL);
        if (row === 1) drawFrame(context);
        const side = CELL * (row === 1 ? 0.56 : 0.84);
        drawSymbol(context, column, (CELL - side) / 2, (CELL - side) / 2, side, "#ffffff");
        context.restore();
      }
    });
  }
  const texture = new CanvasTexture(canvas);
  texture.minFilter = LinearMipmapLinearFilter;
  texture.premultiplyAlpha = true;
  texture.anisotropy = 2;
  return texture;
}

/** Square plate that marks what comes from the real plant. */
function drawFrame(context: CanvasRenderingContext2D): void {
  context.fillStyle = "#ffffff";
  context.strokeStyle = "#14171a";
  context.lineWidth = 5;
  context.fillRect(7, 7, CELL - 14, CELL - 14);
  context.strokeRect(7, 7, CELL - 14, CELL - 14);
}
