import { exp, log } from "../base/math.ts";
import { asDistribution } from "./as-distribution.ts";
import type { Distribution, Duration } from "./distribution.ts";

/** Mean of a duration, s. */
export function meanOf(duration: Duration): number {
  return meanOfDistribution(asDistribution(duration));
}

function meanOfDistribution(d: Distribution): number {
  switch (d.dist) {
    case "constant":
      return d.value;
    case "uniform":
      return (d.min + d.max) / 2;
    case "triangular":
      return (d.min + d.mode + d.max) / 3;
    case "normal":
      return truncatedNormalMean(d.mean, d.sd, d.min ?? 0, d.max ?? Infinity);
    case "lognormal":
    case "exponential":
    case "erlang":
      return d.mean;
    case "gamma":
      return d.shape * d.scale;
    case "weibull":
      return d.scale * exp(logGamma(1 + 1 / d.shape));
    case "beta":
      return d.min + ((d.max - d.min) * d.alpha) / (d.alpha + d.beta);
    case "empirical":
      return weightedMean(d.values, d.weights ?? d.values.map(() => 1));
    case "geometric":
      return d.step / d.p;
    case "mixture":
      return weightedMean(d.components.map(meanOfDistribution), d.weights);
    case "sum":
      return d.components.reduce((sum, part) => sum + meanOfDistribution(part), 0);
  }
}

function weightedMean(values: readonly number[], weights: readonly number[]): number {
  const total = values.reduce((sum, _, i) => sum + (weights[i] ?? 0), 0);
  return values.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0) / total;
}

/** Steps of Simpson's rule; the integrand is smooth, so that the error is far below a microsecond. */
const STEPS = 2000;
/** Standard deviations beyond which nothing counts. */
const FAR = 12;

/** By Simpson's rule over the density relative to its largest value between the truncation points. */
function truncatedNormalMean(mean: number, sd: number, min: number, max: number): number {
  const nearest = Math.min(Math.max(mean, min), max);
  if (sd === 0) return nearest;
  const low = Math.max(min, nearest - FAR * sd);
  const high = Math.min(max, nearest + FAR * sd);
  if (high <= low) return low;
  const top = ((nearest - mean) / sd) ** 2;
  let [area, moment] = [0, 0];
  for (let i = 0; i <= STEPS; i++) {
    const x = low + ((high - low) * i) / STEPS;
    const weight = i === 0 || i === STEPS ? 1 : i % 2 === 1 ? 4 : 2;
    const density = weight * exp((top - ((x - mean) / sd) ** 2) / 2);
    area += density;
    moment += density * x;
  }
  return moment / area;
}

/** Coefficients of Lanczos (1964) with g = 7, after Godfrey; relative error below 1e-14. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
const HALF_LOG_TWO_PI = 0.9189385332046727;

/** Logarithm of the gamma function for x of at least 1. */
function logGamma(x: number): number {
  const base = x - 1 + 7.5;
  const series = LANCZOS.reduce((sum, c, i) => sum + (i === 0 ? c : c / (x - 1 + i)), 0);
  return HALF_LOG_TWO_PI + (x - 0.5) * log(base) - base + log(series);
}
