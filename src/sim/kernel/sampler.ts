import { RandomStream, type StreamState } from "../../base/random.ts";
import { MAX_MICROS, MICROS_PER_SECOND, toMicros, type Micros } from "../../base/units.ts";
import type { Distribution } from "../../plant/distribution.ts";
import { type Variates, variatesOf } from "./variates.ts";

const FIRST_BATCH = 8;
/** Small enough that the batches of a thousand stations stay in the processor's cache. */
const LARGEST_BATCH = 64;

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
  #values: Float64Array;
  #used: number;
  #start: StreamState;

  constructor(distribution: Distribution, stream: RandomStream) {
    this.#stream = stream;
    this.#start = stream.state();
    if (distribution.dist === "constant") {
      this.#variates = undefined;
      this.#values = Float64Array.of(toMicros(distribution.value));
      this.#used = 0;
    } else {
      this.#variates = variatesOf(distribution);
      this.#values = new Float64Array(0);
      this.#used = 0;
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
    // A constant draws nothing, so it has no state.
    if (this.#variates === undefined) return { stream: this.#start, batch: 0, used: 0 };
    return { stream: this.#start, batch: this.#values.length, used: this.#used };
  }

  restore(state: SamplerState): void {
    if (this.#variates === undefined) return;
    this.#stream.words.set(state.stream);
    this.#fillBatch(this.#variates, state.batch);
    this.#used = state.used;
  }

  #refill(): void {
    if (this.#variates === undefined) this.#used = 0;
    else this.#fillBatch(this.#variates, Math.min(LARGEST_BATCH, Math.max(FIRST_BATCH, this.#used * 2)));
  }

  #fillBatch({ fill, scale }: Variates, size: number): void {
    this.#start = this.#stream.state();
    const values = size === this.#values.length ? this.#values : new Float64Array(size);
    fill(this.#stream, values);
    const micros = scale * MICROS_PER_SECOND;
    for (let i = 0; i < size; i++) {
      const time = Math.floor((values[i] as number) * micros + 0.5);
      values[i] = time < LONGEST ? time : LONGEST;
    }
    this.#values = values;
    this.#used = 0;
  }
}
