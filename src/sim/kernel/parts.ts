import type { Micros } from "../../base/units.ts";
import type { Traveller, TravellerState } from "./traveller.ts";
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
  /** Only where something beside the product was set. */
  traveller?: TravellerState;
  /** What it holds, first in first; only where there is something. */
  load?: PartState[];
  /** Only of batches and carriers. */
  role?: "batch" | "carrier";
  /** Product of a batch or carrier as such; `product` is that of what it holds. */
  own?: string;
  /** Only where it is so. */
  defective?: true;
  /** How often it was sent to rework; only where it was. */
  reworked?: number;
};

/** A workpiece, which counts as a part in the system. */
export const WORKPIECE = 0;
/** Holds parts together and is nothing without them. */
export const BATCH = 1;
/** A pallet, fixture or container, which goes round. */
export const CARRIER = 2;

/** What only some parts have: a load, a role as a holder, a history of quality. */
export class PartExtra {
  /** What it holds, linked by `next`: first in first. */
  load: Part | undefined = undefined;
  /** The last of the load. */
  last: Part | undefined = undefined;
  /** How many it holds. */
  count = 0;
  role: typeof WORKPIECE | typeof BATCH | typeof CARRIER = WORKPIECE;
  /** Index of the product of a holder as such, for when it is empty. */
  own = 0;
  defective = false;
  /** How often it was sent to rework. */
  reworked = 0;
}

/** Of a part that does not flow, such as the pattern for those of an order. */
const NO_NUMBER = -1;

/**
 * A workpiece that flows. In the classes of this room and of the elements, fields are `declare`d and first
 * assigned in the constructor, or begin as a number: V8 then knows their types and keeps numbers unboxed, while a
 * field that begins as undefined costs a check at each access, or an allocation at each store.
 */
export class Part {
  /** Index of the product. */
  product = 0;
  declare source: Port;
  serial = 0;
  /** When it entered the system, µs. */
  entered: Micros = 0;
  /** Since when it is where it is now, or is ready to go on, µs. */
  since: Micros = 0;
  /** The next one in the queue, or in the store of parts that left. */
  next: Part | undefined = undefined;
  /** For the element that holds it: the server. */
  server = 0;
  /** In the system; a raw part that stands ready at a saturated source is not. */
  inside = false;
  /** Due date, attributes and the like; undefined where nothing of it was set. */
  traveller: Traveller | undefined = undefined;
  /** For the store that holds it: its key in the store's order. */
  key = 0;
  /** Undefined for most: a load, a role, a history of quality (loads.ts). */
  extra: PartExtra | undefined = undefined;
  /** Its number in the store of parts. */
  declare readonly number: number;

  constructor(source: Port, serial: number, product: number, number: number = NO_NUMBER) {
    this.source = source;
    this.serial = serial;
    this.product = product;
    this.number = number;
  }
}

/** Keeps parts that left to be used again, so that a run allocates only while its number of parts reaches a new maximum. */
export class PartStore {
  #free: Part | undefined = undefined;
  /** Every part that was ever made, by number. */
  readonly all: Part[] = [];
  /**
   * Of each part by number, for plain elements, which keep no objects (plain-rows.ts): since when it is where it is or is
   * ready to go on, µs, and the number of the next one in its queue.
   */
  readonly stays: number[] = [];

  /** A part without its times, which the caller sets. */
  create(source: Port, serial: number, product: number): Part {
    const part = this.#free;
    if (part === undefined) {
      const made = new Part(source, serial, product, this.all.length);
      this.all.push(made);
      // No whole numbers at first, so that the array is one of plain doubles.
      this.stays.push(0.5, 0.5);
      return made;
    }
    this.#free = part.next;
    if (part.traveller !== undefined) part.traveller = undefined;
    // Mostly it comes from the same source again, and the comparison is cheaper than the store.
    if (part.source !== source) part.source = source;
    part.serial = serial;
    part.product = product;
    return part;
  }

  /** The part is gone, and with it what it holds. */
  destroy(part: Part): void {
    if (part.extra !== undefined) this.#destroyLoad(part.extra);
    part.extra = undefined;
    part.inside = false;
    part.next = this.#free;
    this.#free = part;
  }

  #destroyLoad(extra: PartExtra): void {
    let held = extra.load;
    while (held !== undefined) {
      const { next } = held;
      this.destroy(held);
      held = next;
    }
  }

  /** Parts in the system, counted one by one. */
  inside(): number {
    return this.all.reduce((count, part) => (part.inside ? count + 1 : count), 0);
  }

  /** Time that the parts now in the system have spent in it so far, µs in all. */
  timeInSystem(now: Micros): Micros {
    let total = 0;
    for (const part of this.all) if (part.inside) total += now - part.entered;
    return total;
  }

  /** Forgets all parts, to be filled from a snapshot. */
  clear(): void {
    for (const part of this.all) part.inside = false;
  }
}
