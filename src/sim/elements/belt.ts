import { MICROS_PER_SECOND, type Micros } from "../../base/units.ts";

/** Lengths are compared with this slack, so that 20 m hold 20 pitches of 1 m whatever the rounding. */
const SLACK = 1e-9;

/** The last so many entries of an endless list, by running number. */
export class Ring<T> {
  readonly #values: T[];

  constructor(size: number, initial: T) {
    this.#values = Array.from({ length: size }, () => initial);
  }

  get(index: number): T {
    return this.#values[index % this.#values.length] as T;
  }

  set(index: number, value: T): void {
    this.#values[index % this.#values.length] = value;
  }

  save(): T[] {
    return [...this.#values];
  }

  restore(values: readonly T[]): void {
    values.forEach((value, i) => this.set(i, value));
  }
}

/** Geometry of a conveyor in times, µs on the belt's clock. */
export class Travel {
  /** From entry to exit. */
  readonly whole: Micros;
  readonly pitch: Micros;
  /** For the part of a pitch by which one pitch more than fits would reach beyond the end. */
  readonly beyond: Micros;
  /** Whole pitches in the length. */
  readonly reach: number;

  constructor(length: number, pitch: number, speed: number) {
    const time = (metres: number): Micros => Math.floor((metres / speed) * MICROS_PER_SECOND + 0.5);
    this.reach = Math.floor(length / pitch + SLACK);
    this.whole = time(length);
    this.pitch = time(pitch);
    this.beyond = time((this.reach + 1) * pitch - length);
  }
}
