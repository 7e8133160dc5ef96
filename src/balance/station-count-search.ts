import { dualFeasibleBounds, timeBound } from "./dual-feasible.ts";
import { FeasibilitySearch } from "./feasibility-search.ts";
import { heuristicLine, type LineModel } from "./line-model.ts";
import type { LineSearch } from "./line-search.ts";
import { stationsDemanded } from "./weight-bound.ts";

/** Heuristic starts per direction; the search itself finds better lines sooner than more starts would. */
const STARTS = 5;

/**
 * SALBP-1: the fewest stations at a given cycle. After bounds and heuristic lines two questions are asked in
 * turn: is there a line with as few stations as the bound, and is there one with one station less than the
 * best? The first is the sharper, and mostly ends the search; the second keeps improving the line.
 */
export class StationCountSearch implements LineSearch {
  isDone: boolean = false;
  value: number = Infinity;
  bound: number = 1;
  assignment: readonly (readonly number[])[] = [];
  proof: string = "";

  readonly #model: LineModel;
  readonly #cycle: number;
  readonly #bytes: number;
  /** The questions still open, the one with fewest stations first. */
  #searches: FeasibilitySearch[] = [];
  #turn = 0;
  #pastStates = 0;

  /** @param cycle ticks, at least the longest task */
  constructor(model: LineModel, cycle: number, bytes: number) {
    this.#model = model;
    this.#cycle = cycle;
    this.#bytes = bytes;
    const { time } = model.graph;
    for (const bound of [timeBound(time, cycle), ...dualFeasibleBounds(time, cycle)]) {
      const demanded = Math.max(1, stationsDemanded(bound));
      if (demanded <= this.bound && this.proof !== "") continue;
      this.bound = demanded;
      this.proof = bound.name;
    }
    this.#improve(heuristicLine(model, cycle, this.bound, STARTS));
  }

  get states(): number {
    return this.#searches.reduce((sum, search) => sum + search.states, this.#pastStates);
  }

  advance(work: number): void {
    if (this.isDone) return;
    this.#ask();
    const search = this.#searches[this.#turn++ % this.#searches.length]!;
    const status = search.advance(work);
    if (status === "found") {
      this.#improve(search.assignment);
    } else if (status === "refuted" && search.stations >= this.bound) {
      this.bound = search.stations + 1;
      this.proof = search.proof;
      this.isDone = this.bound === this.value;
    } else if (this.#searches.every((each) => each.status === "full")) {
      this.isDone = true;
    }
    const isUseful = (each: FeasibilitySearch): boolean =>
      (each.status === "open" || each.status === "full") &&
      each.stations >= this.bound &&
      each.stations < this.value;
    for (const each of this.#searches) if (!isUseful(each)) this.#pastStates += each.states;
    this.#searches = this.#searches.filter(isUseful);
  }

  /** Opens the searches for the bound and for one station less than the best, where they are missing. */
  #ask(): void {
    for (const stations of [this.bound, this.value - 1]) {
      if (this.#searches.some((search) => search.stations === stations)) continue;
      this.#searches.push(new FeasibilitySearch(this.#model, this.#cycle, stations, this.#bytes / 2));
    }
    this.#searches = this.#searches.filter(
      ({ stations }) => stations === this.bound || stations === this.value - 1,
    );
    this.#searches.sort((a, b) => a.stations - b.stations);
  }

  #improve(line: readonly (readonly number[])[]): void {
    if (line.length >= this.value) return;
    this.value = line.length;
    this.assignment = line;
    this.isDone = this.value === this.bound;
  }
}
