import { type Interval, tInterval } from "./interval.ts";

/**
 * The t-interval of the mean difference `other − baseline` of pairs that had the same random numbers (Law 2015, section
 * 10.2.1: paired-t; Welch's unpaired one does not need that, and is wider where they are correlated). Since draws hang
 * on (seed, replication, element, purpose, n), replication i of both had the same breakdowns and the same times.
 */
export function pairedInterval(
  other: readonly number[],
  baseline: readonly number[],
  confidence = 0.95,
): Interval {
  const pairs = Math.min(other.length, baseline.length);
  const differences = Array.from({ length: pairs }, (_, i) => (other[i] as number) - (baseline[i] as number));
  return tInterval(differences, confidence);
}
