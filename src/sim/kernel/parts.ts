import type { Micros } from "../../base/units.ts";
import type { Port } from "./ports.ts";

/** A part as plain data; its identity is (source, serial). */
export type PartState = {
  source: string;
  serial: number;
  product: string;
  /** When it entered the system, µs. */
  entered: Micros;
  /** Since when it is where it is now, or is ready to go on, µs. */
  since: Micros;
  /** In the system, not a raw part that stands ready. */
  inside: boolean;
};

/** A workpiece that flows. */
export class Part {
  /** Index of the product. */
  product: number;
  source: Port;
  serial: number;
  /** When it entered the system, µs. */
  entered: Micros;
  /** Since when it is where it is now, or is ready to go on, µs. */
  since: Micros;
  /** The next one in the queue, or in the store of parts that left. */
  next: Part | undefined = undefined;
  /** For the element that holds it: the server. */
  server = 0;
  /** In the system; a raw part that stands ready at a saturated source is not. */
  inside = false;

  constructor(source: Port, serial: number, product: number, now: Micros) {
    this.source = source;
    this.serial = serial;
    this.product = product;
    this.entered = now;
    this.since = now;
  }
}

/** Keeps parts that left to be used again, so that a run allocates only while its number of parts reaches a new maximum. */
export class PartStore {
  #free: Part | undefined = undefined;
  /** Every part that was ever made. */
  readonly #all: Part[] = [];

  create(source: Port, serial: number, product: number, now: Micros): Part {
    const part = this.#free;
    if (part === undefined) {
      const made = new Part(source, serial, product, now);
      this.#all.push(made);
      return made;
    }
    this.#free = part.next;
    // Mostly it comes from the same source again, and the comparison is cheaper than the store.
    if (part.source !== source) part.source = source;
    part.serial = serial;
    part.product = product;
    part.entered = now;
    part.since = now;
    return part;
  }

  destroy(part: Part): void {
    part.inside = false;
    part.next = this.#free;
    this.#free = part;
  }

  /** Time that the parts now in the system have spent in it so far, µs in all. */
  timeInSystem(now: Micros): Micros {
    let total = 0;
    for (const part of this.#all) if (part.inside) total += now - part.entered;
    return total;
  }

  /** Forgets all parts, to be filled from a snapshot. */
  clear(): void {
    for (const part of this.#all) part.inside = false;
  }
}
