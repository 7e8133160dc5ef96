import { dualFeasibleBounds, timeBound } from "./dual-feasible.ts";
import { FeasibilitySearch } from "./feasibility-search.ts";
import { heuristicLine, type LineModel } from "./line-model.ts";
import type { LineSearch } from "./line-search.ts";
import { stationsDemanded } from "./weight-bound.ts";

/** Heuristic starts per direction; the search itself finds better lines sooner than more starts would. */
const STARTS = 5;

/**
 * SALBP-1: the fewest stations at a given cycle. Bounds and heuristic lines first; then one station less
 * than the best is asked for until that is refuted.
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
  #search: FeasibilitySearch | undefined;
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
    return this.#pastStates + (this.#search?.states ?? 0);
  }

  advance(work: number): void {
    if (this.isDone) return;
    this.#search ??= new FeasibilitySearch(this.#model, this.#cycle, this.value - 1, this.#bytes);
    const status = this.#search.advance(work);
    if (status === "open") return;
    if (status === "found") {
      this.#improve(this.#search.assignment);
    } else if (status === "refuted") {
      this.bound = this.value;
      this.proof = this.#search.proof;
      this.isDone = true;
    } else {
      this.isDone = true;
    }
    this.#pastStates += this.#search.states;
    this.#search = undefined;
  }

  #improve(line: readonly (readonly number[])[]): void {
    if (line.length >= this.value) return;
    this.value = line.length;
    this.assignment = line;
    this.isDone = this.value === this.bound;
  }
}
