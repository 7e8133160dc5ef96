export type ThemeName = "light" | "dark";

/** Colours and strengths of light of one theme; colours are sRGB hex. */
export interface Theme {
  /** Air, fog and everything beyond the floor. */
  readonly background: string;
  readonly floor: string;
  readonly joint: string;
  readonly walkway: string;
  readonly aisle: string;
  readonly aisleEdge: string;
  readonly column: string;
  readonly columnFoot: string;
  readonly fence: string;
  /** 0 to 1. */
  readonly fenceOpacity: number;
  /** Of the surroundings, relative to three's room. */
  readonly environment: number;
  readonly sun: number;
  readonly sunColour: string;
  readonly blob: number;
  readonly exposure: number;
  readonly selection: string;
  /** Light of the plain shaders: hemisphere and sun. */
  readonly plain: {
    readonly sky: string;
    readonly ground: string;
    readonly sun: number;
    readonly floor: number;
  };
}

/** From the plant to the sun, plant axes; not normalised. */
export const SUN_DIRECTION = [-0.55, -0.75, 1.25] as const;

export const THEMES: Readonly<Record<ThemeName, Theme>> = {
  light: {
    background: "#d3dae0",
    floor: "#999c9e",
    joint: "#7d8082",
    walkway: "#3d8f55",
    aisle: "#868c92",
    aisleEdge: "#f0b51b",
    column: "#c3c9ce",
    columnFoot: "#f2b705",
    fence: "#d9a514",
    fenceOpacity: 0.55,
    environment: 0.55,
    sun: 2.3,
    sunColour: "#fff6e8",
    blob: 0.42,
    exposure: 1.02,
    selection: "#005fcc",
    plain: { sky: "#c9cdd1", ground: "#73767a", sun: 0.66, floor: 1.16 },
  },
  dark: {
    background: "#12161b",
    floor: "#3b4147",
    joint: "#2b3035",
    walkway: "#2d5f3d",
    aisle: "#343a40",
    aisleEdge: "#b98a10",
    column: "#59626b",
    columnFoot: "#c49407",
    fence: "#c08f10",
    fenceOpacity: 0.34,
    environment: 0.34,
    sun: 1.15,
    sunColour: "#dfe9ff",
    blob: 0.6,
    exposure: 1.0,
    selection: "#6cb6ff",
    plain: { sky: "#98a3b0", ground: "#434a53", sun: 0.42, floor: 0.8 },
  },
};
