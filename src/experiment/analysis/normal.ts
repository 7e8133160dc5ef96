import { normalQuantile } from "../../base/normal-quantile.ts";
import { exp } from "../../base/math.ts";

/** Beyond it Φ is 0 or 1 to 1e-15. */
const FARTHEST = 8;

/** Φ(x) of the standard normal distribution, to about 1e-14: ½ + φ(x)·(x + x³/3 + x⁵/15 + …) (Marsaglia 2004). */
export function normalCdf(x: number): number {
  if (x > FARTHEST) return 1;
  if (x < -FARTHEST) return 0;
  let term = x;
  let sum = x;
  for (let k = 3; Math.abs(term) > 1e-17; k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 + (sum * exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

/** Two-sided critical value of the standard normal distribution: P(|Z| ≤ z) = confidence. */
export function normalCritical(confidence: number): number {
  return normalQuantile((1 + confidence) / 2);
}
