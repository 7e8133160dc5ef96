import { STATE_SYMBOLS } from "../../editor/state-symbols.ts";
import type { State } from "../../plant/states.ts";

/** Side of a tile, px. */
export const TILE = 8;

/** Lines on a tile of each state, so that colours need not be told apart; the commonest one is plain. */
export const STATE_LINES: Readonly<Record<State, string>> = {
  working: "",
  setup: "M4 0V8",
  starved: "M1.5 2h2M5.5 6h2",
  blocked: "M-2 2L2 -2M0 8L8 0M6 10L10 6",
  failed: "M-2 2L2 -2M0 8L8 0M6 10L10 6M-2 6L2 10M0 0L8 8M6 -2L10 2",
  maintenance: "M0 4H8",
  paused: "M0 7.5H3",
  waiting: "M-2 6L2 10M0 0L8 8M6 -2L10 2",
};

/** What a state is filled with on a canvas: its colour with its lines. */
export function stateFill(context: CanvasRenderingContext2D, state: State): string | CanvasPattern {
  const { colour, ink } = STATE_SYMBOLS[state];
  if (STATE_LINES[state] === "") return colour;
  const tile = document.createElement("canvas");
  tile.width = TILE;
  tile.height = TILE;
  const pen = tile.getContext("2d");
  if (pen === null) return colour;
  pen.fillStyle = colour;
  pen.fillRect(0, 0, TILE, TILE);
  pen.strokeStyle = ink;
  pen.globalAlpha = 0.75;
  pen.lineWidth = 1.2;
  pen.stroke(new Path2D(STATE_LINES[state]));
  return context.createPattern(tile, "repeat") ?? colour;
}
