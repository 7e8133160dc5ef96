import type { Micros } from "../../base/units.ts";
import type { Storage } from "../../plant/elements/storage.ts";
import type { Part } from "../kernel/parts.ts";
import { travelTime } from "../resources/motion.ts";

/** A part in a storage, from its arrival at the entry until it leaves the exit. */
export interface Unit {
  readonly part: Part;
  /** When it came to the entry, µs. */
  readonly arrived: Micros;
  /** Counts what is stored: the smaller came into its place earlier; −1 before. */
  order: number;
  /** When it was asked for, µs; −1 before. */
  asked: Micros;
  /** Place of its output queue, once it is asked for. */
  queue: number;
  readonly aisle: number;
  /** Its channel; −1 outside the rack. */
  channel: number;
}

/** Places one behind the other, reached from the aisle: the last one in stands in front. */
export interface Channel {
  /** Number in its aisle. */
  readonly index: number;
  readonly side: number;
  readonly bay: number;
  readonly level: number;
  /** As seen from the front of the rack, m. */
  readonly x: number;
  readonly z: number;
  /** The last one stands in front. */
  readonly units: Unit[];
  /** A unit is on its way to it. */
  coming: boolean;
}

/** Where a crane can stand: the number of a channel of its aisle, or one of these. */
export const ENTRY = -1;
export const EXIT = -2;

/** The racks at one aisle, as its crane sees them (SPEC H3). */
export class Rack {
  readonly channels: readonly Channel[];
  /** Channels from the quickest on, by the way in and the way out; of equals in their order. */
  readonly byTime: readonly Channel[];
  readonly depth: number;
  readonly #storage: Storage;
  /** By channel, µs to the exit. */
  readonly #out: readonly Micros[];

  constructor(storage: Storage) {
    const { sides = 2, bays, levels, depth = 1, bayWidth, levelHeight } = storage;
    this.#storage = storage;
    this.depth = depth;
    const channels: Channel[] = [];
    for (let side = 0; side < sides; side++)
      for (let bay = 0; bay < bays; bay++)
        for (let level = 0; level < levels; level++)
          channels.push({
            index: channels.length,
            side,
            bay,
            level,
            x: (bay + 0.5) * bayWidth,
            z: level * levelHeight,
            units: [],
            coming: false,
          });
    this.channels = channels;
    this.#out = channels.map(({ index }) => this.time(index, EXIT));
    const times = channels.map(({ index }) => this.time(ENTRY, index) + this.wayOut(index));
    this.byTime = channels.toSorted(
      (a, b) => (times[a.index] as number) - (times[b.index] as number) || a.index - b.index,
    );
  }

  /** Both axes move at the same time, so the longer of both counts (SPEC H2). */
  time(from: number, to: number): Micros {
    if (from === to) return 0;
    const { crane } = this.#storage;
    const [a, b] = [this.point(from), this.point(to)];
    const along = Math.abs(b.x - a.x);
    const up = Math.abs(b.z - a.z);
    return Math.max(
      along === 0 ? 0 : travelTime(along, crane.travel),
      up === 0 ? 0 : travelTime(up, crane.hoist),
    );
  }

  /** From a channel to the exit, µs. */
  wayOut(channel: number): Micros {
    return this.#out[channel] as Micros;
  }

  point(place: number): { readonly x: number; readonly z: number } {
    const { entry = { x: 0, z: 0 } } = this.#storage;
    if (place === ENTRY) return entry;
    if (place === EXIT) return this.#storage.exit ?? entry;
    return this.channels[place] as Channel;
  }

  /** A place is free, and nothing in it is asked for or on its way. */
  isOpen({ units, coming }: Channel): boolean {
    return !coming && units.length < this.depth && units.every(({ asked }) => asked < 0);
  }

  /** Places that are neither taken nor promised. */
  get free(): number {
    return this.channels.reduce(
      (sum, { units, coming }) => sum + this.depth - units.length - (coming ? 1 : 0),
      0,
    );
  }

  /** Whether nothing stands before it. */
  isAccessible(unit: Unit): boolean {
    return this.channels[unit.channel]?.units.at(-1) === unit;
  }
}
