import type { Distribution } from "../../plant/distribution.ts";
import { stretchedDistribution } from "../../plant/stretch.ts";
import { isObject, type Json } from "./plain.ts";

/** A number, a duration, or a cycle time by product, multiplied; undefined for anything else. */
export function scaled(value: Json, factor: number): Json {
  if (typeof value === "number") return value * factor;
  if (!isObject(value)) return undefined;
  if (typeof value["dist"] === "string") return stretchedDistribution(value as Distribution, factor);
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
