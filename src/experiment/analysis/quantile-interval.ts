import { quantileSorted } from "simple-statistics";
import { incompleteBeta } from "./incomplete-beta.ts";

/** A quantile over replications with an interval that assumes no distribution. */
export interface QuantileInterval {
  readonly estimate: number;
  /** Undefined where the sample is too small to bound it on that side. */
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** What the interval really holds, at least the confidence asked for where both bounds exist. */
  readonly coverage: number;
}

/** P(Binomial(n, p) ≤ k). */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  return k >= n ? 1 : incompleteBeta(1 - p, n - k, k + 1);
}

/**
 * The interval of a quantile between two order statistics (David and Nagaraja 2003, section 7.1; Conover 1999, section
 * 3.2): the number of observations below the quantile is binomial, so X₍l₎ ≤ ξ ≤ X₍u₎ with F(u − 1) − F(l − 1), and
 * each tail holds at most half of what may be missed.
 */
export function quantileInterval(
  observations: readonly number[],
  q: number,
  confidence = 0.95,
): QuantileInterval {
  const sorted = observations.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const n = sorted.length;
  if (n === 0) return { estimate: Number.NaN, low: undefined, high: undefined, coverage: 0 };
  const tail = (1 - confidence) / 2;
  let lower = 0;
  while (lower < n && binomialCdf(lower, n, q) <= tail) lower++;
  let upper = n + 1;
  while (upper > 1 && binomialCdf(upper - 2, n, q) >= 1 - tail) upper--;
  const above = lower === 0 ? 0 : binomialCdf(lower - 1, n, q);
  const below = upper > n ? 1 : binomialCdf(upper - 1, n, q);
  return {
    estimate: quantileSorted(sorted, q),
    low: sorted[lower - 1],
    high: sorted[upper - 1],
    coverage: below - above,
  };
}
