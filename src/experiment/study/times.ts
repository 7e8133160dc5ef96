import type { Distribution } from "../../plant/distribution.ts";
import { isObject, type Json } from "./plain.ts";

/** A duration multiplied by a factor: its mean and standard deviation are multiplied, its shape stays. */
export function scaleDistribution(distribution: Distribution, factor: number): Distribution {
  const d = distribution;
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
    case "mixture":
    case "sum":
      return { ...d, components: d.components.map((component) => scaleDistribution(component, factor)) };
  }
}

/** A number, a duration, or a cycle time by product, multiplied; undefined for anything else. */
export function scaled(value: Json, factor: number): Json {
  if (typeof value === "number") return value * factor;
  if (!isObject(value)) return undefined;
  if (typeof value["dist"] === "string") return scaleDistribution(value as Distribution, factor);
  const { byProduct } = value;
  if (!isObject(byProduct)) return undefined;
  const entries = Object.entries(byProduct).map(([product, time]) => [product, scaled(time, factor)]);
  if (entries.some(([, time]) => time === undefined)) return undefined;
  const fallback = value["default"];
  return {
    ...value,
    byProduct: Object.fromEntries(entries) as object,
    ...(fallback === undefined ? {} : { default: scaled(fallback, factor) }),
  };
}
