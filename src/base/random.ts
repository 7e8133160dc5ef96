import { Hash128 } from "./hash.ts";

/** State of a stream: four 32-bit words. */
export type StreamState = [number, number, number, number];

/**
 * A stream of random numbers for one object and one purpose: the n-th number depends on (seed, replication,
 * object, purpose, n) and on nothing else. Generator: sfc32 (Doty-Humphrey, PractRand 0.93; 128 bits of
 * state, period at least 2^32), seeded through a 128-bit hash of the identity.
 */
export class RandomStream {
  /** Words of the state, and the counter d that guarantees the period; fields, for a typed array of four takes 230 bytes. */
  a = 0;
  b = 0;
  c = 0;
  d = 0;

  constructor(state: StreamState) {
    this.restore(state);
  }

  /** A stream keyed by identity; the parts of the key are joined by a character that ids cannot hold. */
  static keyed(seed: number, replication: number, object: string, purpose: string): RandomStream {
    const hash = new Hash128();
    hash.update(`${seed}\n${replication}\n${object}\n${purpose}`);
    const stream = new RandomStream(hash.digest());
    for (let i = 0; i < 12; i++) stream.next32();
    return stream;
  }

  /** A whole number, 0 to 2^32 − 1. */
  next32(): number {
    const { b, c, d } = this;
    const sum = (((this.a + b) | 0) + d) | 0;
    this.a = b ^ (b >>> 9);
    this.b = (c + (c << 3)) | 0;
    this.c = (((c << 21) | (c >>> 11)) + sum) | 0;
    this.d = (d + 1) | 0;
    return sum >>> 0;
  }

  /** Uniform on [0, 1), 53 bits. */
  nextUniform(): number {
    const high = this.next32() >>> 5;
    return (high * 67_108_864 + (this.next32() >>> 6)) / 9_007_199_254_740_992;
  }

  state(): StreamState {
    return [this.a, this.b, this.c, this.d];
  }

  restore(state: StreamState): void {
    [this.a, this.b, this.c, this.d] = state;
  }
}
