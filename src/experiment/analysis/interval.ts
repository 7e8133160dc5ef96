import { mean, sampleVariance } from "simple-statistics";
import { studentT } from "./student-t.ts";

/** A mean over replications with its confidence interval mean ± halfWidth. */
export interface Interval {
  readonly mean: number;
  /** Undefined below two observations: one replication has no interval. */
  readonly halfWidth: number | undefined;
}

/**
 * The t-interval of the mean of independent observations (Law 2015, 9.4.1: replication/deletion). An
 * observation that does not exist (NaN, such as the cycle time of a product that never came) is left out.
 */
export function tInterval(observations: readonly number[], confidence = 0.95): Interval {
  const valid = observations.filter((value) => !Number.isNaN(value));
  if (valid.length === 0) return { mean: Number.NaN, halfWidth: undefined };
  if (valid.length === 1) return { mean: valid[0] as number, halfWidth: undefined };
  const spread = Math.sqrt(sampleVariance(valid) / valid.length);
  return { mean: mean(valid), halfWidth: studentT(confidence, valid.length - 1) * spread };
}
