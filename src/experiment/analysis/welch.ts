import { mean, sampleVariance } from "simple-statistics";
import type { Interval } from "./interval.ts";
import { studentT } from "./student-t.ts";

/** Welch's interval of the difference `other − baseline` of two independent samples (Welch 1938; Law 2015, section 10.2.2). */
export function welchInterval(
  other: readonly number[],
  baseline: readonly number[],
  confidence = 0.95,
): Interval {
  const difference = mean([...other]) - mean([...baseline]);
  if (other.length < 2 || baseline.length < 2) return { mean: difference, halfWidth: undefined };
  const a = sampleVariance([...other]) / other.length;
  const b = sampleVariance([...baseline]) / baseline.length;
  if (a + b === 0) return { mean: difference, halfWidth: 0 };
  const degrees = (a + b) ** 2 / (a ** 2 / (other.length - 1) + b ** 2 / (baseline.length - 1));
  return { mean: difference, halfWidth: studentT(confidence, degrees) * Math.sqrt(a + b) };
}
