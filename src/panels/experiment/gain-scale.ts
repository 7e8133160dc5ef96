import type { Gain, GainsAnswer } from "../../protocol/questions.ts";

/** Gains in the unit that they are read in: parts an hour become parts a shift. */
export interface ScaledGain extends Gain {
  readonly rank: number;
}

/** @param hours length of a shift */
export function scaledGains({ gains, unit }: GainsAnswer, hours: number): readonly ScaledGain[] {
  const factor = unit === "parts/h" ? hours : 1;
  const scale = (value: number | undefined): number | undefined =>
    value === undefined ? undefined : value * factor;
  return gains.map((gain, i) => ({
    ...gain,
    rank: i + 1,
    mean: gain.mean * factor,
    halfWidth: scale(gain.halfWidth),
    low: scale(gain.low),
    high: scale(gain.high),
  }));
}

/** What an interval says of a station: more of the figure is better, or less. */
export type GainVerdict = "differs" | "loses" | "none" | "open";

export function gainVerdict(
  { mean, halfWidth, significant }: Pick<Gain, "mean" | "halfWidth" | "significant">,
  isSmallerBetter: boolean,
): GainVerdict {
  if (halfWidth === undefined) return "open";
  if (!significant) return "none";
  return mean > 0 === isSmallerBetter ? "loses" : "differs";
}
