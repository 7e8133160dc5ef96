import { niceTicks } from "../../base/ticks.ts";

/** A straight scale from values to pixels, with round ticks that enclose all values. */
export interface Scale {
  readonly ticks: readonly number[];
  readonly at: (value: number) => number;
}

/** @param from pixel of the lowest tick @param to pixel of the highest */
export function scaleOf(values: readonly number[], from: number, to: number): Scale {
  const finite = values.filter(Number.isFinite);
  const ticks = niceTicks(
    finite.length === 0 ? 0 : Math.min(...finite),
    finite.length === 0 ? 1 : Math.max(...finite),
  );
  const [low, high] = [ticks[0] as number, ticks.at(-1) as number];
  return { ticks, at: (value) => from + ((value - low) / (high - low)) * (to - from) };
}

export interface Quartiles {
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
}

/** Quartiles by linear interpolation between the ordered values (Hyndman and Fan 1996, type 7); undefined below four values. */
export function quartiles(values: readonly number[]): Quartiles | undefined {
  const ordered = values.filter(Number.isFinite).toSorted((a, b) => a - b);
  if (ordered.length < 4) return undefined;
  const at = (share: number): number => {
    const place = share * (ordered.length - 1);
    const below = Math.floor(place);
    const low = ordered[below] as number;
    return low + (place - below) * ((ordered[below + 1] ?? low) - low);
  };
  return { lower: at(0.25), median: at(0.5), upper: at(0.75) };
}

/** A curve with a band around it, as the points of SVG shapes; empty where fewer than two values are known. */
export interface BandShape {
  readonly line: string;
  readonly area: string;
}

export function bandShape(
  mean: readonly number[],
  halfWidth: readonly (number | undefined)[],
  x: (index: number) => number,
  y: (value: number) => number,
): BandShape {
  const points = mean.flatMap((value, i) => (Number.isFinite(value) ? [i] : []));
  const point = (i: number, value: number): string => `${round(x(i))},${round(y(value))}`;
  // Without an interval, as after one replication, there is no band.
  const banded = points.filter((i) => halfWidth[i] !== undefined);
  const up = banded.map((i) => point(i, (mean[i] as number) + (halfWidth[i] as number)));
  const down = banded.map((i) => point(i, (mean[i] as number) - (halfWidth[i] as number)));
  return {
    line: points.map((i) => point(i, mean[i] as number)).join(" "),
    area: [...up, ...down.reverse()].join(" "),
  };
}

export function round(pixel: number): number {
  return Math.round(pixel * 10) / 10;
}

/** Colour and dashes of the n-th scenario: Okabe-Ito, told apart by the dashes as well. */
export function scenarioLook(index: number): { readonly className: string; readonly dashes: string } {
  return {
    className: `scenario-${index % 7}`,
    dashes: ["", "7 3", "2 3", "9 3 2 3", "12 4", "4 2", "1 2"][index % 7] as string,
  };
}
