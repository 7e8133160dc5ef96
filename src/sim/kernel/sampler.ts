import { RandomStream, type StreamState } from "../../base/random.ts";
import { MAX_MICROS, MICROS_PER_SECOND, toMicros, type Micros } from "../../base/units.ts";
import type { Distribution } from "../../plant/distribution.ts";
import { unboxed } from "./unboxed.ts";
import { type Variates, variatesOf } from "./variates.ts";

const FIRST_BATCH = 8;
/** Small enough that the batches of a thousand stations stay in the processor's cache. */
const LARGEST_BATCH = 64;
/** In a plant of more than so many elements, where memory counts for more than the few nanoseconds that a large batch saves. */
const LARGE_PLANT = 1000;
const LARGEST_BATCH_THERE = 16;

/** Size that batches grow to in a plant of so many elements. */
export function largestBatch(elements: number): number {
  return elements > LARGE_PLANT ? LARGEST_BATCH_THERE : LARGEST_BATCH;
}

/** Heavy tails may exceed what a clock can hold; a time beyond this one never comes. */
const LONGEST: Micros = MAX_MICROS / 4;

/** What a sampler needs to go on: the generator at the start of the batch, its size, and how far it is used. */
export type SamplerState = { stream: StreamState; batch: number; used: number };

/**
 * Draws durations of one object for one purpose, in whole microseconds. Variates are made in batches that
 * grow with use; since a stream serves one sampler only, batches change the speed and never the values.
 */
export class Sampler {
  readonly #variates: Variates | undefined;
  readonly #stream: RandomStream;
  /** A plain array: beside its 64 numbers a typed one takes 200 bytes, and misses of the cache for its buffer. */
  #values: number[];
  #used = 0;
  readonly #largest: number;
  /** State of the stream before the batch; fields, since an array takes more, and is made for each batch. */
  #a = 0;
  #b = 0;
  #c = 0;
  #d = 0;

  /** @param largest size that batches grow to */
  constructor(distribution: Distribution, stream: RandomStream, largest: number = LARGEST_BATCH) {
    this.#stream = stream;
    this.#largest = largest;
    this.#keepStart();
    if (distribution.dist === "constant") {
      this.#variates = undefined;
      this.#values = unboxed(1).fill(toMicros(distribution.value));
    } else {
      this.#variates = variatesOf(distribution);
      this.#values = unboxed(0);
    }
  }

  /** The next draw, µs. */
  next(): Micros {
    if (this.#used === this.#values.length) this.#refill();
    return this.#values[this.#used++] as number;
  }

  /** What `next` will answer, without taking it. */
  peek(): Micros {
    const value = this.next();
    this.#used--;
    return value;
  }

  save(): SamplerState {
    const stream: StreamState = [this.#a, this.#b, this.#c, this.#d];
    // A constant draws nothing, so it has no state.
    if (this.#variates === undefined) return { stream, batch: 0, used: 0 };
    return { stream, batch: this.#values.length, used: this.#used };
  }

  restore(state: SamplerState): void {
    if (this.#variates === undefined) return;
    this.#stream.restore(state.stream);
    this.#fillBatch(this.#variates, state.batch);
    this.#used = state.used;
  }

  #refill(): void {
    if (this.#variates === undefined) this.#used = 0;
    else this.#fillBatch(this.#variates, Math.min(this.#largest, Math.max(FIRST_BATCH, this.#used * 2)));
  }

  #fillBatch({ fill, scale }: Variates, size: number): void {
    this.#keepStart();
    const values = size === this.#values.length ? this.#values : unboxed(size);
    fill(this.#stream, values);
    const micros = scale * MICROS_PER_SECOND;
    for (let i = 0; i < size; i++) {
      const time = Math.floor((values[i] as number) * micros + 0.5);
      values[i] = time < LONGEST ? time : LONGEST;
    }
    this.#values = values;
    this.#used = 0;
  }

  #keepStart(): void {
    const { a, b, c, d } = this.#stream;
    this.#a = a;
    this.#b = b;
    this.#c = c;
    this.#d = d;
  }
}
