import { exp } from "./math.ts";

const MOST_STEPS = 100;

/**
 * The z with Φ(z) = `chance` for the standard normal distribution, to about 1e-12; `chance` from ½ to 1 − 1e-9.
 * Newton's method from zero, which rises to the root without passing it, as Φ is concave there.
 */
export function normalQuantile(chance: number): number {
  let z = 0;
  for (let k = 0; k < MOST_STEPS; k++) {
    const density = exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    const step = (chance - normalChance(z, density)) / density;
    z += step;
    if (step <= 1e-13) break;
  }
  return z;
}

/** Φ(x) = ½ + φ(x) · (x + x³/3 + x⁵/15 + …) (Marsaglia 2004). */
function normalChance(x: number, density: number): number {
  let term = x;
  let sum = x;
  for (let k = 3; Math.abs(term) > 1e-17; k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 + sum * density;
}
