import { mean } from "simple-statistics";
import { normalCritical } from "./normal.ts";
import { type Interval, tInterval } from "./interval.ts";

/** An interval from one long run, and whether its batches look independent. */
export interface BatchInterval extends Interval {
  readonly batches: number;
  /** Correlation of neighbouring batches. */
  readonly lag1: number;
  /** Whether von Neumann's test finds no correlation at the 5 % level; if it does, the interval is too narrow. */
  readonly independent: boolean;
}

/**
 * Non-overlapping batch means (Law 2015, section 9.5.3; Schmeiser 1982): the means of so many equal stretches of a run
 * without its warm-up are treated as independent observations. Von Neumann's ratio tells whether that may be done:
 * Σ(b − b')² / Σ(b − b̄)² has mean 2 and variance 4(n − 2)/(n² − 1) for independent normal observations.
 */
export function batchMeans(batches: readonly number[], confidence = 0.95): BatchInterval {
  const n = batches.length;
  const centre = mean([...batches]);
  let [products, steps, squares] = [0, 0, 0];
  batches.forEach((value, i) => {
    squares += (value - centre) ** 2;
    if (i === 0) return;
    const before = batches[i - 1] as number;
    products += (value - centre) * (before - centre);
    steps += (value - before) ** 2;
  });
  const ratio = squares === 0 ? 2 : steps / squares;
  const spread = Math.sqrt((4 * (n - 2)) / (n * n - 1));
  return {
    ...tInterval(batches, confidence),
    batches: n,
    lag1: squares === 0 ? 0 : products / squares,
    independent: 2 - ratio <= normalCritical(0.9) * spread,
  };
}
