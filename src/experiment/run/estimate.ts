import { batchMeans } from "../analysis/batch-means.ts";
import { type Interval, tInterval } from "../analysis/interval.ts";
import { quantileInterval } from "../analysis/quantile-interval.ts";
import { wilson } from "../analysis/wilson.ts";
import type { Response } from "../study/response.ts";
import type { Estimate } from "./answer.ts";
import type { ReplicationRecord } from "./task.ts";

/** Values of a response over replications, or over the batches of a long run. */
export function valuesOf(records: readonly ReplicationRecord[], response: Response, index: number): number[] {
  const batches = records[0]?.batches;
  const raw =
    batches === undefined
      ? records.map(({ values }) => values[index] as number)
      : batches.map((values) => values[index] as number);
  return raw.map((value) => value * response.scale);
}

/** One figure of the values, with the interval that its statistic has. */
export function estimate(
  values: readonly number[],
  response: Response,
  confidence: number,
  batched: boolean,
): Estimate {
  const { name, statistic, unit } = response;
  if (statistic === "mean") {
    const interval = batched ? batchMeans(values, confidence) : tInterval(values, confidence);
    return {
      name,
      ...bounds(interval),
      unit,
      values,
      ...("independent" in interval ? { independent: interval.independent as boolean } : {}),
    };
  }
  if ("quantile" in statistic) {
    const { estimate: value, low, high } = quantileInterval(values, statistic.quantile, confidence);
    const halfWidth = low === undefined || high === undefined ? undefined : (high - low) / 2;
    return {
      name,
      mean: value,
      halfWidth,
      low,
      high,
      unit,
      values,
      statistic: `quantile ${statistic.quantile}`,
    };
  }
  const least = "atLeast" in statistic;
  const bound = least ? statistic.atLeast : statistic.atMost;
  const observed = values.filter((value) => !Number.isNaN(value));
  const hits = observed.filter((value) => (least ? value >= bound : value <= bound)).length;
  const { share, low, high } = wilson(hits, observed.length, confidence);
  const words = `chance of ${least ? "at least" : "at most"} ${bound}${unit === "" ? "" : ` ${unit}`}`;
  return { name, mean: share, halfWidth: (high - low) / 2, low, high, unit: "1", values, statistic: words };
}

/** An interval with its ends. */
export function bounds({ mean, halfWidth }: Interval): {
  mean: number;
  halfWidth: number | undefined;
  low: number | undefined;
  high: number | undefined;
} {
  return {
    mean,
    halfWidth,
    low: halfWidth === undefined ? undefined : mean - halfWidth,
    high: halfWidth === undefined ? undefined : mean + halfWidth,
  };
}
