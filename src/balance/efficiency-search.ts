import { CycleSearch, leastCycleByTimes } from "./cycle-search.ts";
import type { LineModel } from "./line-model.ts";
import type { LineSearch } from "./line-search.ts";

/** Numbers of stations and cycles (in ticks) among which SALBP-E may choose, ends included. */
export interface EfficiencyRange {
  readonly leastStations: number;
  readonly mostStations: number;
  readonly leastCycle?: number;
  readonly mostCycle?: number;
}

/** Searches share the memory as if no more than this many were hard. */
const HARD_SEARCHES = 4;

/**
 * SALBP-E: number of stations and cycle whose product is least, and with it the total idle time. One
 * search for the least cycle per number of stations that can still beat the best product; they take turns, and
 * each looks only for cycles that do.
 */
export class EfficiencySearch implements LineSearch {
  isDone: boolean = false;
  value: number = Infinity;
  assignment: readonly (readonly number[])[] = [];
  /** Cycle of the best line, in ticks, and its number of stations, of which some may be empty. */
  cycle: number = 0;
  stations: number = 0;
  proof: string = "longest tasks and total work content";

  readonly #leastCycle: number;
  readonly #mostCycle: number;
  readonly #searches: CycleSearch[] = [];
  #turn = 0;

  constructor(model: LineModel, range: EfficiencyRange, bytes: number) {
    this.#leastCycle = Math.max(1, range.leastCycle ?? 1);
    this.#mostCycle = range.mostCycle ?? Infinity;
    const promising: { stations: number; product: number }[] = [];
    for (let stations = range.leastStations; stations <= range.mostStations; stations++) {
      const cycle = Math.max(this.#leastCycle, leastCycleByTimes(model, stations));
      promising.push({ stations, product: stations * cycle });
    }
    promising.sort((a, b) => a.product - b.product);
    for (const { stations, product } of promising) {
      if (product >= this.value) break;
      const search = new CycleSearch(model, stations, bytes / HARD_SEARCHES, this.#capFor(stations));
      this.#searches.push(search);
      this.#take(search);
    }
    this.#restrict();
  }

  /** Least product that any number of stations may still reach. */
  get bound(): number {
    let least = this.value;
    for (const search of this.#searches) {
      const cycle = Math.max(search.bound, this.#leastCycle);
      if (cycle <= this.#mostCycle) least = Math.min(least, search.stations * cycle);
    }
    return least;
  }

  get states(): number {
    return this.#searches.reduce((sum, search) => sum + search.states, 0);
  }

  advance(work: number): void {
    const open = this.#searches.filter((search) => !search.isDone);
    const search = open[this.#turn++ % open.length];
    if (search === undefined) return;
    const bound = search.bound;
    search.advance(work);
    if (search.bound > bound) this.proof = search.proof;
    this.#take(search);
    this.#restrict();
  }

  #take(search: CycleSearch): void {
    const cycle = Math.max(search.value, this.#leastCycle);
    if (cycle > this.#mostCycle || search.stations * cycle >= this.value) return;
    this.value = search.stations * cycle;
    this.cycle = cycle;
    this.stations = search.stations;
    this.assignment = search.assignment;
  }

  /** Tells all searches which cycles would still be better. */
  #restrict(): void {
    for (const search of this.#searches) search.cap = this.#capFor(search.stations);
    this.isDone = this.#searches.every((search) => search.isDone);
  }

  #capFor(stations: number): number {
    const cap = Math.min(Math.ceil(this.value / stations) - 1, this.#mostCycle);
    return cap < this.#leastCycle ? 0 : cap;
  }
}
