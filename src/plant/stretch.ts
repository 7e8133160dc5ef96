import type { Distribution, Duration } from "./distribution.ts";

/** The same distribution, stretched: every draw is `factor` times as long. */
export function stretched(duration: Duration, factor: number): Duration {
  return typeof duration === "number" ? duration * factor : stretchedDistribution(duration, factor);
}

/** Its mean and standard deviation are multiplied, its shape stays. */
export function stretchedDistribution(d: Distribution, factor: number): Distribution {
  switch (d.dist) {
    case "constant":
      return { ...d, value: d.value * factor };
    case "uniform":
    case "beta":
      return { ...d, min: d.min * factor, max: d.max * factor };
    case "triangular":
      return { ...d, min: d.min * factor, mode: d.mode * factor, max: d.max * factor };
    case "normal":
      return {
        ...d,
        mean: d.mean * factor,
        sd: d.sd * factor,
        ...(d.min === undefined ? {} : { min: d.min * factor }),
        ...(d.max === undefined ? {} : { max: d.max * factor }),
      };
    case "lognormal":
      return { ...d, mean: d.mean * factor, sd: d.sd * factor };
    case "exponential":
    case "erlang":
      return { ...d, mean: d.mean * factor };
    case "gamma":
    case "weibull":
      return { ...d, scale: d.scale * factor };
    case "empirical":
      return { ...d, values: d.values.map((value) => value * factor) };
    case "geometric":
      return { ...d, step: d.step * factor };
    default:
      return { ...d, components: d.components.map((part) => stretchedDistribution(part, factor)) };
  }
}
