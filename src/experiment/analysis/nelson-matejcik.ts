import { mean } from "simple-statistics";
import { multivariateT } from "./multivariate-t.ts";

/** How a system compares with the best of the others; a larger response is better. */
export interface ComparisonWithBest {
  readonly mean: number;
  /** Mean less that of the best other. */
  readonly difference: number;
  /** The interval of the true difference; it holds 0 at a bound at least, so it says what can be ruled out. */
  readonly low: number;
  readonly high: number;
  /** Cannot be the best: the interval ends at 0. */
  readonly ruledOut: boolean;
}

/** The first stage: how many replications each system needs. */
export interface BestStage {
  /** Standard deviation that all differences share, by the sphericity that common random numbers give about. */
  readonly spread: number;
  /** Critical value of the multivariate t. */
  readonly critical: number;
  /** Replications in all with which the half-width is the indifference zone. */
  readonly needed: number;
}

/**
 * Nelson and Matejcik (1995), Management Science 41: multiple comparisons with the best under common random numbers.
 * S² = 2ΣΣ(Y_ij − Ȳ_i· − Ȳ_·j + Ȳ··)²/((k − 1)(n − 1)), g of Dunnett with k − 1 and (k − 1)(n − 1), N = ⌈(gS/δ)²⌉.
 * @param samples one row a system, of equal length; the columns had the same random numbers
 */
export function bestStage(
  samples: readonly (readonly number[])[],
  confidence: number,
  indifference: number,
  critical: number = criticalBest(samples.length, samples[0]?.length ?? 0, confidence),
): BestStage {
  const k = samples.length;
  const n = samples[0]?.length ?? 0;
  const rows = samples.map((row) => mean([...row]));
  const columns = Array.from(
    { length: n },
    (_, j) => samples.reduce((sum, row) => sum + (row[j] as number), 0) / k,
  );
  const all = mean(rows);
  let squares = 0;
  samples.forEach((row, i) =>
    row.forEach((value, j) => {
      squares += (value - (rows[i] as number) - (columns[j] as number) + all) ** 2;
    }),
  );
  const degrees = (k - 1) * (n - 1);
  const spread = Math.sqrt((2 * squares) / degrees);
  const needed = Math.max(n, Math.ceil(((critical * spread) / indifference) ** 2));
  return { spread, critical, needed };
}

/** The critical value for so many systems with so many replications in the first stage. */
export function criticalBest(systems: number, replications: number, confidence: number): number {
  return multivariateT(confidence, systems - 1, Math.max(2, (systems - 1) * (replications - 1)));
}

/** Hsu's intervals μ_i − max μ_l of all systems together, with the half-width that the stage before promised. */
export function compareWithBest(means: readonly number[], halfWidth: number): ComparisonWithBest[] {
  return means.map((value, i) => {
    const difference = value - Math.max(...means.filter((_, l) => l !== i));
    const low = Math.min(0, difference - halfWidth);
    const high = Math.max(0, difference + halfWidth);
    return { mean: value, difference, low, high, ruledOut: high === 0 };
  });
}
