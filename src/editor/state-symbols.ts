import { STATES, type State } from "../plant/states.ts";

/** How a state is told apart without its colour: an outline of its own and a sign inside. */
export interface StateSymbol {
  /** Okabe-Ito, safe for colour-blind eyes; sRGB hex. */
  readonly colour: string;
  /** Colour of the sign on it. */
  readonly ink: string;
  /** SVG path of the outline in a square of 24 × 24. */
  readonly outline: string;
  /** SVG path of the sign. */
  readonly sign: string;
}

/** One symbol a state, everywhere: in lists, bars, the legend and the 3D view. */
export const STATE_SYMBOLS: Readonly<Record<State, StateSymbol>> = {
  working: {
    colour: "#009E73",
    ink: "#ffffff",
    outline: "M12 1.5a10.5 10.5 0 1 0 0 21a10.5 10.5 0 1 0 0-21z",
    sign: "M9 6.8l8.5 5.2L9 17.2z",
  },
  setup: {
    colour: "#CC79A7",
    ink: "#201018",
    outline: "M6.4 2h11.2L23 12l-5.4 10H6.4L1 12z",
    sign: "M10.8 6h2.4v4.8H18v2.4h-4.8V18h-2.4v-4.8H6v-2.4h4.8z",
  },
  starved: {
    colour: "#56B4E9",
    ink: "#06202f",
    outline: "M1.5 3h21L12 22.5z",
    sign: "M8.2 6h7.6v2.2H8.2zM10 10.4h4L12 15z",
  },
  blocked: {
    colour: "#E69F00",
    ink: "#241800",
    outline: "M2.5 2.5h19v19h-19z",
    sign: "M5.5 10h13v4h-13z",
  },
  failed: {
    colour: "#D55E00",
    ink: "#ffffff",
    outline: "M12 1.5L22.8 21.5H1.2z",
    sign: "M10.8 8.4h2.4v6.6h-2.4zM10.8 16.6h2.4V19h-2.4z",
  },
  maintenance: {
    colour: "#0072B2",
    ink: "#ffffff",
    outline: "M12 0.8L23.2 12L12 23.2L0.8 12z",
    sign: "M7 10.8h10v2.4H7zM9.2 7.4h5.6v2H9.2zM9.2 14.6h5.6v2H9.2z",
  },
  paused: {
    colour: "#999999",
    ink: "#14171a",
    outline: "M6 3h12a4 4 0 0 1 4 4v10a4 4 0 0 1-4 4H6a4 4 0 0 1-4-4V7a4 4 0 0 1 4-4z",
    sign: "M8 7.5h2.8v9H8zM13.2 7.5H16v9h-2.8z",
  },
  waiting: {
    colour: "#F0E442",
    ink: "#221f00",
    outline: "M2 2h20L14.5 12L22 22H2L9.5 12z",
    sign: "M8 5.2h8L12 10.4zM12 13.6l4 5.2H8z",
  },
};

/** Symbol of an index into STATES; an unknown index is drawn as paused. */
export function symbolOf(state: number): StateSymbol {
  return STATE_SYMBOLS[STATES[state] ?? "paused"];
}
