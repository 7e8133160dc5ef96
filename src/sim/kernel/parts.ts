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

  create(source: Port, serial: number, product: number, now: Micros): Part {
    const part = this.#free;
    if (part === undefined) return new Part(source, serial, product, now);
    this.#free = part.next;
    part.source = source;
    part.serial = serial;
    part.product = product;
    part.entered = now;
    part.since = now;
    return part;
  }

  destroy(part: Part): void {
    part.next = this.#free;
    this.#free = part;
  }
}
