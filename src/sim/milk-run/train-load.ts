import type { Micros } from "../../base/units.ts";
import type { Fleet } from "../../plant/resources/fleet.ts";
import type { Part } from "../kernel/parts.ts";

/** A container on a train. */
export interface Item {
  readonly part: Part;
  /** Place among what the milk run carries: deliveries, then returns. */
  readonly task: number;
  /** When it was loaded, µs. */
  readonly since: Micros;
  /** On which trailer it stands, and in which place of it. */
  readonly trailer: number;
  readonly place: number;
  /** It is being unloaded. */
  isGoing: boolean;
}

/** Room for rounding of volumes, m³. */
const TOLERANCE = 1e-9;

/** What stands on the trailers of one train (SPEC MR7). */
export class TrainLoad {
  /** In the order in which they were loaded. */
  readonly items: Item[] = [];
  readonly #trailers: number;
  readonly #places: number;
  readonly #volume: number;
  readonly #volumeOf: (part: Part) => number;

  constructor({ capacity = 1, trailers }: Fleet, volumeOf: (part: Part) => number) {
    this.#trailers = trailers?.count ?? 1;
    this.#places = trailers?.places ?? capacity;
    this.#volume = trailers?.volume ?? Infinity;
    this.#volumeOf = volumeOf;
  }

  /** Whether there is a place for it on one of the trailers. */
  fits(part: Part): boolean {
    return this.#trailerFor(part) >= 0;
  }

  /** Puts a part that fits on the first trailer with room, there into the first free place. */
  add(part: Part, task: number, since: Micros): void {
    const trailer = this.#trailerFor(part);
    const taken = new Set(this.#on(trailer).map(({ place }) => place));
    let place = 0;
    while (taken.has(place)) place++;
    this.items.push({ part, task, since, trailer, place, isGoing: false });
  }

  remove(item: Item): void {
    this.items.splice(this.items.indexOf(item), 1);
  }

  /** Containers of a task. */
  count(task: number): number {
    return this.items.reduce((sum, item) => (item.task === task ? sum + 1 : sum), 0);
  }

  #on(trailer: number): Item[] {
    return this.items.filter((item) => item.trailer === trailer);
  }

  #trailerFor(part: Part): number {
    if (this.items.length === this.#trailers * this.#places) return -1;
    const volume = this.#volume === Infinity ? 0 : this.#volumeOf(part);
    for (let trailer = 0; trailer < this.#trailers; trailer++) {
      const on = this.#on(trailer);
      if (on.length === this.#places) continue;
      if (this.#volume === Infinity) return trailer;
      const taken = on.reduce((sum, item) => sum + this.#volumeOf(item.part), 0);
      if (taken + volume <= this.#volume + TOLERANCE) return trailer;
    }
    return -1;
  }
}
