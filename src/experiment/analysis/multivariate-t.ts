import { exp, log } from "../../base/math.ts";
import { logGamma } from "./incomplete-beta.ts";
import { normalCdf } from "./normal.ts";

const STEPS = 96;

/**
 * The value that all of p variables of Student's t with common correlation ½ stay below with a probability: the
 * one-sided critical value for comparisons with a control (Dunnett 1955, table 1a; Bechhofer and Dunnett 1988).
 * With T_i = (Z_i − Z_0)/(√2·S), P(all T_i ≤ g) = E[Φ(√2·g·S + Z_0)^p] over Z_0 normal and S² = χ²_ν/ν, by Simpson's rule.
 * @param degrees degrees of freedom ν, at least 2
 */
export function multivariateT(confidence: number, variables: number, degrees: number): number {
  const probability = (g: number): number =>
    expectOverS(degrees, (s) => expectOverZ((z) => power(normalCdf(Math.SQRT2 * g * s + z), variables)));
  let [low, high] = [0, 2];
  while (probability(high) < confidence) high *= 2;
  for (let i = 0; i < 40 && high - low > 1e-7; i++) {
    const middle = (low + high) / 2;
    if (probability(middle) < confidence) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let i = 0; i < exponent; i++) result *= base;
  return result;
}

function expectOverZ(f: (z: number) => number): number {
  return simpson(-6.5, 6.5, (z) => (exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * f(z));
}

/** Over S = √(χ²_ν/ν), whose density is 2(ν/2)^(ν/2)/Γ(ν/2)·s^(ν−1)·e^(−νs²/2); it lies within 8 deviations of 1. */
function expectOverS(degrees: number, f: (s: number) => number): number {
  const half = degrees / 2;
  const constant = log(2) + half * log(half) - logGamma(half);
  const reach = 8 / Math.sqrt(2 * degrees);
  const density = (s: number): number => (s <= 0 ? 0 : exp(constant + (degrees - 1) * log(s) - half * s * s));
  return simpson(Math.max(0, 1 - reach), 1 + reach, (s) => {
    const weight = density(s);
    return weight < 1e-14 ? 0 : weight * f(s);
  });
}

function simpson(from: number, to: number, f: (x: number) => number): number {
  const step = (to - from) / STEPS;
  let sum = f(from) + f(to);
  for (let i = 1; i < STEPS; i++) sum += (i % 2 === 0 ? 2 : 4) * f(from + i * step);
  return (sum * step) / 3;
}
