import { incompleteBeta } from "./incomplete-beta.ts";

/** P(T > t) of Student's t for t ≥ 0. */
function upperTail(t: number, degrees: number): number {
  return incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
}

/**
 * Two-sided critical value of Student's t: P(|T| ≤ t) = confidence.
 * @param confidence between 0 and 1, exclusive
 * @param degrees degrees of freedom, at least 1
 */
export function studentT(confidence: number, degrees: number): number {
  const target = (1 - confidence) / 2;
  let low = 0;
  let high = 2;
  while (upperTail(high, degrees) > target) high *= 2;
  for (let i = 0; i < 200 && high - low > 1e-13 * high; i++) {
    const middle = (low + high) / 2;
    if (upperTail(middle, degrees) > target) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
