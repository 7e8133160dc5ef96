import type { Micros } from "../../base/units.ts";

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

/**
 * All parts in the system, one column a property. A part is a row number; rows of parts that left are used
 * again, so a run allocates only while its number of parts reaches a new maximum.
 */
export class Parts {
  product: Int32Array = new Int32Array(64);
  /** Owner index of the source it came from. */
  source: Int32Array = new Int32Array(64);
  serial: Float64Array = new Float64Array(64);
  entered: Float64Array = new Float64Array(64);
  since: Float64Array = new Float64Array(64);
  /** Next row in the queue, or in the list of free rows. */
  next: Int32Array = new Int32Array(64);
  /** What the element that holds the part notes about it: the server, or the chosen connection. */
  slot: Int32Array = new Int32Array(64);
  #free = -1;
  #used = 0;

  create(source: number, serial: number, product: number, entered: Micros): number {
    let part = this.#free;
    if (part >= 0) {
      this.#free = this.next[part] as number;
    } else {
      if (this.#used === this.product.length) this.#grow();
      part = this.#used++;
    }
    this.product[part] = product;
    this.source[part] = source;
    this.serial[part] = serial;
    this.entered[part] = entered;
    this.since[part] = entered;
    this.next[part] = -1;
    return part;
  }

  /** Forgets all parts. */
  clear(): void {
    this.#free = -1;
    this.#used = 0;
  }

  destroy(part: number): void {
    this.next[part] = this.#free;
    this.#free = part;
  }

  #grow(): void {
    const size = this.product.length * 2;
    const doubled = <T extends Int32Array | Float64Array>(column: T, larger: T): T => {
      larger.set(column);
      return larger;
    };
    this.product = doubled(this.product, new Int32Array(size));
    this.source = doubled(this.source, new Int32Array(size));
    this.serial = doubled(this.serial, new Float64Array(size));
    this.entered = doubled(this.entered, new Float64Array(size));
    this.since = doubled(this.since, new Float64Array(size));
    this.next = doubled(this.next, new Int32Array(size));
    this.slot = doubled(this.slot, new Int32Array(size));
  }
}
