import { exp, log, power } from "../../base/math.ts";
import { RandomStream } from "../../base/random.ts";
import type { Distribution } from "../../plant/distribution.ts";
import { exponential, fillExponential, standardNormal } from "./ziggurat.ts";

/** Fills places of an array with the next draws of a distribution, in units of `scale` seconds. */
export interface Variates {
  readonly fill: (stream: RandomStream, out: number[], from: number, end: number) => void;
  readonly scale: number;
}

/** Every draw takes its numbers from the stream in order, so a batch equals so many single draws. */
function each(draw: (stream: RandomStream) => number): Variates["fill"] {
  return (stream, out, from, end) => {
    for (let i = from; i < end; i++) out[i] = draw(stream);
  };
}

/** The variates of a distribution. Methods: see the function called in each line. */
export function variatesOf(distribution: Distribution): Variates {
  if (distribution.dist === "exponential") return { fill: fillExponential, scale: distribution.mean };
  return { fill: each(drawOf(distribution)), scale: 1 };
}

/** One draw in seconds. */
function drawOf(d: Distribution): (stream: RandomStream) => number {
  switch (d.dist) {
    case "constant":
      return () => d.value;
    case "uniform":
      return (stream) => d.min + (d.max - d.min) * stream.nextUniform();
    case "triangular":
      return triangular(d.min, d.mode, d.max);
    case "normal":
      return truncatedNormal(d.mean, d.sd, Math.max(0, d.min ?? 0), d.max ?? Infinity);
    case "lognormal":
      return lognormal(d.mean, d.sd);
    case "exponential":
      return (stream) => d.mean * exponential(stream);
    case "erlang":
      return erlang(d.k, d.mean);
    case "gamma":
      return gamma(d.shape, d.scale);
    case "weibull":
      return (stream) => d.scale * power(exponential(stream), 1 / d.shape);
    case "beta":
      return beta(d.alpha, d.beta, d.min, d.max);
    case "empirical":
      return empirical(d.values, d.weights);
    case "geometric":
      return geometric(d.p, d.step);
    case "mixture":
      return mixture(d.weights, d.components);
    case "sum":
      return sum(d.components);
  }
}

/** Inverse of the distribution function (Law 2015, 8.3.15). */
function triangular(min: number, mode: number, max: number): (stream: RandomStream) => number {
  const range = max - min;
  if (range === 0) return () => min;
  const left = (mode - min) / range;
  return (stream) => {
    const u = stream.nextUniform();
    return u < left
      ? min + Math.sqrt(u * range * (mode - min))
      : max - Math.sqrt((1 - u) * range * (max - mode));
  };
}

/**
 * Normal, truncated to [low, high]: plain rejection where the interval holds the bulk, otherwise
 * Robert's exponential or uniform rejection (Robert 1995, Stat. Comput. 5, 121-125).
 */
function truncatedNormal(
  mean: number,
  sd: number,
  low: number,
  high: number,
): (stream: RandomStream) => number {
  if (sd === 0) return () => Math.min(Math.max(mean, low), high);
  const a = (low - mean) / sd;
  const b = (high - mean) / sd;
  if (a > 0) return (stream) => mean + sd * upperTail(stream, a, b);
  if (b < 0) return (stream) => mean - sd * upperTail(stream, -b, -a);
  if (b - a < 1) return (stream) => mean + sd * flatRejection(stream, a, b);
  return (stream) => {
    let z = standardNormal(stream);
    if (z < a || z > b) {
      const further = aside(stream);
      do z = standardNormal(further);
      while (z < a || z > b);
    }
    return mean + sd * z;
  };
}

/** Standard normal on [a, b] with 0 < a: exponential proposal of rate (a + √(a²+4))/2, or flat when the interval is short. */
function upperTail(stream: RandomStream, a: number, b: number): number {
  const rate = (a + Math.sqrt(a * a + 4)) / 2;
  if ((b - a) * rate < 1) return flatRejection(stream, a, b);
  for (;;) {
    const z = a + exponential(stream) / rate;
    if (z <= b && stream.nextUniform() <= exp(-((z - rate) * (z - rate)) / 2)) return z;
  }
}

function flatRejection(stream: RandomStream, a: number, b: number): number {
  const nearest = a > 0 ? a : b < 0 ? b : 0;
  for (;;) {
    const z = a + (b - a) * stream.nextUniform();
    if (stream.nextUniform() <= exp((nearest * nearest - z * z) / 2)) return z;
  }
}

function lognormal(mean: number, sd: number): (stream: RandomStream) => number {
  const variance = log(1 + (sd / mean) * (sd / mean));
  const location = log(mean) - variance / 2;
  const scale = Math.sqrt(variance);
  return (stream) => exp(location + scale * standardNormal(stream));
}

function erlang(k: number, mean: number): (stream: RandomStream) => number {
  const stage = mean / k;
  return (stream) => {
    let total = 0;
    for (let i = 0; i < k; i++) total += exponential(stream);
    return total * stage;
  };
}

/** Marsaglia and Tsang 2000, ACM TOMS 26(3), with the boost U^(1/shape) below shape 1. */
function gamma(shape: number, scale: number): (stream: RandomStream) => number {
  const boosted = shape < 1;
  const d = (boosted ? shape + 1 : shape) - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  return (stream) => {
    for (;;) {
      const x = standardNormal(stream);
      const root = 1 + c * x;
      if (root <= 0) continue;
      const v = root * root * root;
      const u = 1 - stream.nextUniform();
      if (log(u) < 0.5 * x * x + d - d * v + d * log(v)) {
        const value = d * v * scale;
        return boosted ? value * power(1 - stream.nextUniform(), 1 / shape) : value;
      }
    }
  };
}

/** Ratio of two gamma variates (Law 2015, 8.3.8). */
function beta(a: number, b: number, min: number, max: number): (stream: RandomStream) => number {
  const first = gamma(a, 1);
  const second = gamma(b, 1);
  return (stream) => {
    const x = first(stream);
    const y = second(stream);
    // Both underflow to zero only for tiny shapes, where the variable sits at its ends.
    const share = x + y > 0 ? x / (x + y) : stream.nextUniform() < a / (a + b) ? 1 : 0;
    return min + (max - min) * share;
  };
}

/**
 * Where the further attempts of a draw come from whose first was rejected (SPEC D3): whether it was depends on the
 * parameters, and must not shift the draws after it. Seeded by the state that the first attempt left; the rounds are
 * those of any new stream.
 */
function aside({ a, b, c, d }: RandomStream): RandomStream {
  const stream = new RandomStream([a ^ 0x9e3779b9, b ^ 0x7f4a7c15, c ^ 0xf39cc060, d ^ 0x5cedc834]);
  for (let i = 0; i < 12; i++) stream.next32();
  return stream;
}

/** Index by weight: the alias method (Vose 1991, IEEE TSE 17(9)). */
export function weightedChoice(weights: readonly number[]): (stream: RandomStream) => number {
  const n = weights.length;
  const total = weights.reduce((all, weight) => all + weight, 0);
  const scaled = weights.map((weight) => (weight / total) * n);
  const alias = new Int32Array(n);
  const keep = new Float64Array(n).fill(1);
  const small: number[] = [];
  const large: number[] = [];
  scaled.forEach((share, i) => (share < 1 ? small : large).push(i));
  while (small.length > 0 && large.length > 0) {
    const low = small.pop() as number;
    const high = large.pop() as number;
    keep[low] = scaled[low] as number;
    alias[low] = high;
    scaled[high] = (scaled[high] as number) + (scaled[low] as number) - 1;
    (scaled[high] < 1 ? small : large).push(high);
  }
  return (stream) => {
    const u = stream.nextUniform() * n;
    const cell = Math.floor(u);
    return u - cell < (keep[cell] as number) ? cell : (alias[cell] as number);
  };
}

function empirical(values: readonly number[], weights?: readonly number[]): (stream: RandomStream) => number {
  const choose = weightedChoice(weights ?? values.map(() => 1));
  return (stream) => values[choose(stream)] as number;
}

function geometric(p: number, step: number): (stream: RandomStream) => number {
  if (p >= 1) return () => step;
  const decay = -log(1 - p);
  return (stream) => step * (1 + Math.floor(exponential(stream) / decay));
}

function mixture(
  weights: readonly number[],
  components: readonly Distribution[],
): (stream: RandomStream) => number {
  const choose = weightedChoice(weights);
  const draws = components.map(drawOf);
  return (stream) => (draws[choose(stream)] as (stream: RandomStream) => number)(stream);
}

function sum(components: readonly Distribution[]): (stream: RandomStream) => number {
  const draws = components.map(drawOf);
  return (stream) => draws.reduce((total, draw) => total + draw(stream), 0);
}
