import { RandomStream, type StreamState } from "../../base/random.ts";
import { MAX_MICROS, MICROS_PER_SECOND, toMicros, type Micros } from "../../base/units.ts";
import type { Distribution } from "../../plant/distribution.ts";
import { unboxed } from "./unboxed.ts";
import { type Variates, variatesOf } from "./variates.ts";

const FIRST_BATCH = 8;
/** Small enough that the batches of a thousand stations stay in the processor's cache. */
export const LARGEST_BATCH = 64;
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
 * Durations of one object for one purpose, in whole microseconds, made in batches that grow with use; since a stream
 * serves one purpose only, batches change the speed and never the values.
 */
class Batches {
  /** Undefined where nothing is drawn. */
  protected readonly variates: Variates | undefined;
  /** Where nothing is drawn, µs. */
  protected readonly constant: Micros;
  readonly #stream: RandomStream;
  readonly #largest: number;
  /** State of the stream before the batch; fields, since an array takes more, and is made for each batch. */
  #a = 0;
  #b = 0;
  #c = 0;
  #d = 0;

  /** @param largest size that batches grow to */
  constructor(distribution: Distribution, stream: RandomStream, largest: number) {
    this.#stream = stream;
    this.#largest = largest;
    this.#keepStart();
    const isConstant = distribution.dist === "constant";
    this.variates = isConstant ? undefined : variatesOf(distribution);
    this.constant = isConstant ? toMicros(distribution.value) : 0;
  }

  /** Size of the batch after one of so many. */
  protected sizeAfter(size: number): number {
    return Math.min(this.#largest, Math.max(FIRST_BATCH, size * 2));
  }

  /** Puts the next batch at these places. */
  protected fill({ fill, scale }: Variates, values: number[], from: number, end: number): void {
    this.#keepStart();
    fill(this.#stream, values, from, end);
    const micros = scale * MICROS_PER_SECOND;
    for (let i = from; i < end; i++) {
      const time = Math.floor((values[i] as number) * micros + 0.5);
      values[i] = time < LONGEST ? time : LONGEST;
    }
  }

  protected saveBatch(batch: number, used: number): SamplerState {
    const stream: StreamState = [this.#a, this.#b, this.#c, this.#d];
    // A constant draws nothing, so it has no state.
    return this.variates === undefined ? { stream, batch: 0, used: 0 } : { stream, batch, used };
  }

  /** Goes back to the start of a saved batch. */
  protected rewind({ stream }: SamplerState): void {
    this.#stream.restore(stream);
  }

  #keepStart(): void {
    const { a, b, c, d } = this.#stream;
    this.#a = a;
    this.#b = b;
    this.#c = c;
    this.#d = d;
  }
}

/** Draws durations one by one. */
export class Sampler extends Batches {
  /** A plain array: beside its 64 numbers a typed one takes 200 bytes, and misses of the cache for its buffer. */
  #values: number[];
  #used = 0;

  /** @param largest size that batches grow to */
  constructor(distribution: Distribution, stream: RandomStream, largest: number = LARGEST_BATCH) {
    super(distribution, stream, largest);
    this.#values = this.variates === undefined ? unboxed(1).fill(this.constant) : unboxed(0);
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
    return this.saveBatch(this.#values.length, this.#used);
  }

  restore(state: SamplerState): void {
    if (this.variates === undefined) return;
    this.rewind(state);
    this.#fillBatch(this.variates, state.batch);
    this.#used = state.used;
  }

  #refill(): void {
    if (this.variates !== undefined) this.#fillBatch(this.variates, this.sizeAfter(this.#used));
    this.#used = 0;
  }

  #fillBatch(variates: Variates, size: number): void {
    if (size !== this.#values.length) this.#values = unboxed(size);
    this.fill(variates, this.#values, 0, size);
  }
}

/** Makes the batches of a plain element, which keeps them in its row and counts there which are used. */
export class RowSampler extends Batches {
  /** Places for the largest batch. */
  readonly places: number;

  /** @param largest size that batches grow to */
  constructor(distribution: Distribution, stream: RandomStream, largest: number) {
    super(distribution, stream, largest);
    this.places = largest;
  }

  /** Puts the batch after one of so many there. @returns its size */
  refill(size: number, row: number[], at: number): number {
    const { variates } = this;
    if (variates === undefined) {
      row.fill(this.constant, at, at + this.places);
      return this.places;
    }
    const next = this.sizeAfter(size);
    this.fill(variates, row, at, at + next);
    return next;
  }

  save(size: number, used: number): SamplerState {
    return this.saveBatch(size, used);
  }

  /** Puts a saved batch there again, or what is left of one that is too large. @returns its size, and how much of it is used */
  restore(state: SamplerState, row: number[], at: number): { size: number; used: number } {
    const { variates, places } = this;
    if (variates === undefined) return { size: 0, used: 0 };
    const { batch, used } = state;
    this.rewind(state);
    const fits = batch <= places;
    if (!fits && used > 0) this.fill(variates, unboxed(used), 0, used);
    const size = fits ? batch : places;
    this.fill(variates, row, at, at + size);
    return { size, used: fits ? used : 0 };
  }
}
