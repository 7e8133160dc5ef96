import type { Distribution, Duration } from "../../plant/distribution.ts";
import { Unsupported } from "./case.ts";

type Fields = { readonly [field: string]: unknown };

/** A duration of a case: a number of seconds or one of its distributions. @throws Unsupported */
export function durationOf(value: unknown): Duration {
  if (typeof value === "number") return value;
  const d = value as Fields & { dist: string };
  const number = (field: string): number => d[field] as number;
  const several = (field: string): Distribution[] =>
    (d[field] as unknown[]).map((part) => asFull(durationOf(part)));
  switch (d.dist) {
    case "constant":
      return number("value");
    case "exponential":
      return { dist: "exponential", mean: number("mean") };
    case "erlang":
      return { dist: "erlang", k: number("k"), mean: number("mean") };
    case "hyperexponential":
      return {
        dist: "mixture",
        weights: d["probs"] as number[],
        components: (d["means"] as number[]).map((mean) => ({ dist: "exponential", mean })),
      };
    case "uniform":
      return { dist: "uniform", min: number("min"), max: number("max") };
    case "triangular":
      return { dist: "triangular", min: number("min"), mode: number("mode"), max: number("max") };
    case "lognormal":
      return { dist: "lognormal", mean: number("mean"), sd: number("sd") };
    case "gamma":
    case "weibull":
      return { dist: d.dist, shape: number("shape"), scale: number("scale") };
    case "geometric":
      return { dist: "geometric", p: number("p"), step: number("step") };
    case "discrete":
      return { dist: "empirical", values: d["values"] as number[], weights: d["probs"] as number[] };
    case "mixture":
      return { dist: "mixture", weights: d["probs"] as number[], components: several("components") };
    case "sum":
      return { dist: "sum", components: several("components") };
    default:
      throw new Unsupported(`distribution ${d.dist}`);
  }
}

function asFull(duration: Duration): Distribution {
  return typeof duration === "number" ? { dist: "constant", value: duration } : duration;
}
