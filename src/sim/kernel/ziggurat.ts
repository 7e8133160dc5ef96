import { exp, log } from "../../base/math.ts";
import type { RandomStream } from "../../base/random.ts";

/**
 * Tables of the ziggurat method with 256 layers (Marsaglia and Tsang 2000, J. Stat. Softw. 5(8)).
 * `x[i]` is the right edge of layer i, `x[0]` the width of the base strip with the tail folded in, and
 * `f[i]` the density at `x[i]`.
 */
interface Ziggurat {
  readonly x: Float64Array;
  readonly f: Float64Array;
}

const LAYERS = 256;

function ziggurat(
  edge: number,
  area: number,
  density: (x: number) => number,
  inverse: (y: number) => number,
): Ziggurat {
  const x = new Float64Array(LAYERS + 1);
  const f = new Float64Array(LAYERS + 1);
  x[0] = area / density(edge);
  x[1] = edge;
  for (let i = 1; i < LAYERS - 1; i++) {
    const right = x[i] as number;
    x[i + 1] = inverse(density(right) + area / right);
  }
  x[LAYERS] = 0;
  for (let i = 0; i <= LAYERS; i++) f[i] = density(x[i] as number);
  return { x, f };
}

const EXPONENTIAL_EDGE = 7.697117470131487;
const EXPONENTIAL: Ziggurat = ziggurat(
  EXPONENTIAL_EDGE,
  0.003949659822581572,
  (x) => exp(-x),
  (y) => -log(y),
);

const NORMAL_EDGE = 3.654152885361009;
const NORMAL: Ziggurat = ziggurat(
  NORMAL_EDGE,
  0.004928673233974655,
  (x) => exp(-0.5 * x * x),
  (y) => Math.sqrt(-2 * log(y)),
);

/** 21 bits of one word over 32 of another, scaled to [0, 1). */
const SCALE = 1 / 9_007_199_254_740_992;

/** Standard exponential variate, mean 1. */
export function exponential(stream: RandomStream): number {
  const word = stream.next32();
  return exponentialFrom(stream, word, stream.next32());
}

/** The variate that begins with these two words of the stream; draws more where they are rejected. */
function exponentialFrom(stream: RandomStream, first: number, second: number): number {
  const { x, f } = EXPONENTIAL;
  let word = first;
  let rest = second;
  // The tail beyond the edge is again exponential, so it only adds up.
  for (let tail = 0; ;) {
    const layer = word & 255;
    const value = ((word >>> 11) * 4_294_967_296 + rest) * SCALE * (x[layer] as number);
    if (value < (x[layer + 1] as number)) return tail + value;
    if (layer === 0) {
      tail += EXPONENTIAL_EDGE;
    } else {
      const low = f[layer] as number;
      const high = f[layer + 1] as number;
      if (low + stream.nextUniform() * (high - low) < exp(-value)) return tail + value;
    }
    word = stream.next32();
    rest = stream.next32();
  }
}

/**
 * The next standard exponential variates for these places, the same as so many calls of `exponential`.
 * The generator is written out here, since a batch with its state in registers takes half the time.
 */
export function fillExponential(stream: RandomStream, out: number[], from: number, end: number): void {
  const { x } = EXPONENTIAL;
  let { a, b, c, d } = stream;
  for (let i = from; i < end; i++) {
    const first = (((a + b) | 0) + d) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + first) | 0;
    const second = (((a + b) | 0) + ((d + 1) | 0)) | 0;
    d = (d + 2) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + second) | 0;
    const layer = first & 255;
    const value = ((first >>> 11) * 4_294_967_296 + (second >>> 0)) * SCALE * (x[layer] as number);
    if (value < (x[layer + 1] as number)) {
      out[i] = value;
      continue;
    }
    stream.a = a;
    stream.b = b;
    stream.c = c;
    stream.d = d;
    out[i] = exponentialFrom(stream, first >>> 0, second >>> 0);
    ({ a, b, c, d } = stream);
  }
  stream.a = a;
  stream.b = b;
  stream.c = c;
  stream.d = d;
}

/** Standard normal variate. */
export function standardNormal(stream: RandomStream): number {
  const { x, f } = NORMAL;
  for (;;) {
    const word = stream.next32();
    const layer = word & 255;
    const magnitude = ((word >>> 11) * 4_294_967_296 + stream.next32()) * SCALE * (x[layer] as number);
    const sign = (word & 256) === 0 ? 1 : -1;
    if (magnitude < (x[layer + 1] as number)) return sign * magnitude;
    if (layer === 0) return sign * normalTail(stream);
    const low = f[layer] as number;
    const high = f[layer + 1] as number;
    if (low + stream.nextUniform() * (high - low) < exp(-0.5 * magnitude * magnitude))
      return sign * magnitude;
  }
}

/** Normal beyond the edge (Marsaglia 1964). */
function normalTail(stream: RandomStream): number {
  for (;;) {
    const x = exponential(stream) / NORMAL_EDGE;
    const y = exponential(stream);
    if (y + y >= x * x) return NORMAL_EDGE + x;
  }
}
