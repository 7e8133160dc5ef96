import { exp } from "../../base/math.ts";
import { asDistribution } from "../../plant/as-distribution.ts";
import type { Duration } from "../../plant/distribution.ts";
import { logGamma } from "../analysis/incomplete-beta.ts";

/** The mean of a duration, s; of a normal one without its truncation. */
export function meanDuration(duration: Duration): number {
  const d = asDistribution(duration);
  switch (d.dist) {
    case "constant":
      return d.value;
    case "uniform":
      return (d.min + d.max) / 2;
    case "triangular":
      return (d.min + d.mode + d.max) / 3;
    case "normal":
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
      return weightedMean(d.values, d.weights);
    case "geometric":
      return d.step / d.p;
    case "mixture":
      return weightedMean(d.components.map(meanDuration), d.weights);
    case "sum":
      return d.components.reduce((sum, component) => sum + meanDuration(component), 0);
  }
}

function weightedMean(values: readonly number[], weights: readonly number[] | undefined): number {
  const total = weights?.reduce((sum, weight) => sum + weight, 0) ?? values.length;
  return values.reduce((sum, value, i) => sum + value * (weights?.[i] ?? 1), 0) / total;
}
