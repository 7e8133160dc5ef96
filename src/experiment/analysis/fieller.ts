import { mean, sampleCovariance, sampleVariance } from "simple-statistics";
import { studentT } from "./student-t.ts";

/** A ratio of two means with its interval. */
export interface RatioInterval {
  readonly ratio: number;
  /** Both undefined where the mean below the line may be 0, or there are too few pairs. */
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/**
 * The interval of a ratio of means E[X] / E[B] of pairs that had the same random numbers (Fieller 1954, JRSS B 16): all
 * ratios θ for which the paired t-interval of X − θB holds 0. So a line θ is within it exactly when the pairs do not tell on
 * which side of it the scenario is.
 */
export function fiellerInterval(
  other: readonly number[],
  baseline: readonly number[],
  confidence = 0.95,
): RatioInterval {
  const pairs = baseline
    .map((b, i) => [other[i] ?? Number.NaN, b] as const)
    .filter(([x, b]) => !Number.isNaN(x) && !Number.isNaN(b));
  const n = pairs.length;
  if (n === 0) return { ratio: Number.NaN, low: undefined, high: undefined };
  const xs = pairs.map(([x]) => x);
  const bs = pairs.map(([, b]) => b);
  const [x, b] = [mean(xs), mean(bs)];
  const ratio = x / b;
  if (n === 1) return { ratio, low: undefined, high: undefined };
  const t = studentT(confidence, n - 1);
  const weight = (t * t) / n;
  const square = b * b - weight * sampleVariance(bs);
  if (!(square > 0)) return { ratio, low: undefined, high: undefined };
  const half = x * b - weight * sampleCovariance(xs, bs);
  const constant = x * x - weight * sampleVariance(xs);
  const reach = Math.sqrt(Math.max(0, half * half - square * constant));
  return { ratio, low: (half - reach) / square, high: (half + reach) / square };
}
