import { type Direction, originalLine } from "./direction.ts";
import { dualFeasibleBounds, selectBounds, timeBound } from "./dual-feasible.ts";
import { gilmoreGomoryBound } from "./gilmore-gomory.ts";
import type { LineModel } from "./line-model.ts";
import { partitionBounds } from "./partition-bound.ts";
import { NARROW, type SearchBreadth } from "./search-breadth.ts";
import { StationSearch } from "./station-search.ts";
import { relativeDemand, stationsDemanded, type WeightBound } from "./weight-bound.ts";

/** Nodes after which the stronger and dearer bounds are worth their price. */
const QUICK_WORK = 100_000;
const GILMORE_GOMORY_CELLS = 30_000_000;
/** Share by which a bound must exceed the total work to be worth tables that guide the enumeration. */
const GUIDE_GAIN = 1e-4;
const DUAL_FEASIBLE_BOUNDS = 10;
/** Nodes that one direction searches before the other has its turn. */
const TURN_WORK = 20_000;
/** Share of work for the direction with less left to do, against one for the other. */
const FAVOUR = 3;

/** The two directions exchange what they know whenever their work has grown by this factor. */
const EXCHANGE_GROWTH = 1.1;

/** When a search changes its ways, in nodes of load enumeration; tests make everything happen early. */
export interface SearchPace {
  /** Length of the short search before the stronger bounds are computed. */
  readonly quickWork: number;
  /** What one direction searches before the other has its turn. */
  readonly turnWork: number;
  readonly breadth: SearchBreadth;
}

export type FeasibilityStatus = "open" | "found" | "refuted" | "full";

/**
 * Decides whether a line of at most `stations` stations exists at a cycle: first by bounds, then by a short
 * search from both ends, then with the cutting stock bound as well. The two directions take
 * turns; the one with fewer partial lines left has the larger share.
 */
export class FeasibilitySearch {
  readonly cycle: number;
  readonly stations: number;
  status: FeasibilityStatus = "open";
  /** Original task numbers per station, once found. */
  assignment: number[][] = [];
  /** What refuted the line, once refuted. */
  proof = "";

  readonly #model: LineModel;
  readonly #bytes: number;
  readonly #quickWork: number;
  readonly #turnWork: number;
  readonly #breadth: SearchBreadth;
  #bounds: WeightBound[];
  #searches: StationSearch[] = [];
  #pastStates = 0;
  #pastWork = 0;
  #isQuick = true;
  #guide = -1;
  #turn = 0;
  /** Work of one direction at which the two tell each other their idle times next. */
  #nextExchange = 0;

  /** @param bytes memory for partial lines, both directions together */
  constructor(
    model: LineModel,
    cycle: number,
    stations: number,
    bytes: number,
    pace: Partial<SearchPace> = {},
  ) {
    this.#model = model;
    this.cycle = cycle;
    this.stations = stations;
    this.#bytes = bytes;
    this.#quickWork = pace.quickWork ?? QUICK_WORK;
    this.#turnWork = pace.turnWork ?? TURN_WORK;
    this.#breadth = pace.breadth ?? NARROW;
    this.#bounds = [];
    const refutation = model.longestTime > cycle ? "longest task" : this.#refuteByBounds();
    if (refutation !== undefined) this.#refute(refutation);
    else this.#startSearches();
  }

  get states(): number {
    return this.#searches.reduce((sum, search) => sum + search.states, this.#pastStates);
  }

  /** Nodes of load enumeration so far. */
  get work(): number {
    return this.#searches.reduce((sum, search) => sum + search.work, this.#pastWork);
  }

  /** Searches on for about `work` nodes. */
  advance(work: number): FeasibilityStatus {
    const end = this.work + work;
    while (this.status === "open" && this.work < end) {
      if (this.#isQuick && this.work >= this.#quickWork) this.#strengthen();
      else this.#takeTurn();
    }
    return this.status;
  }

  #takeTurn(): void {
    const search = this.#searches[this.#turn]!;
    const other = this.#searches[1 - this.#turn]!;
    const direction = this.#turn === 0 ? this.#model.forward : this.#model.backward;
    this.#turn = 1 - this.#turn;
    if (search.status === "open") {
      search.advance(search.open <= other.open ? FAVOUR * this.#turnWork : this.#turnWork);
      if (search.work >= this.#nextExchange) {
        this.#nextExchange = search.work * EXCHANGE_GROWTH + this.#turnWork;
        other.farIdle = search.idleFloor();
        search.farIdle = other.idleFloor();
      }
    }
    if (search.status === "found") {
      this.status = "found";
      this.assignment = originalLine(direction, search.assignment);
    } else if (search.status === "refuted") {
      this.#refute("branch, bound and remember");
    } else if (search.status === "full" && other.status === "full") {
      this.status = "full";
    }
  }

  #refute(proof: string): void {
    this.status = "refuted";
    this.proof = proof;
  }

  /** Tries all cheap bounds and keeps the most promising for the search. */
  #refuteByBounds(): string | undefined {
    const { graph } = this.#model;
    const total = timeBound(graph.time, this.cycle);
    if (stationsDemanded(total) > this.stations) return total.name;
    const candidates = [...dualFeasibleBounds(graph.time, this.cycle)];
    for (const bound of candidates) {
      if (stationsDemanded(bound) > this.stations) return bound.name;
    }
    this.#bounds = [total, ...selectBounds(candidates, this.#sets(), DUAL_FEASIBLE_BOUNDS)];
    return undefined;
  }

  /** Adds the bounds that take linear programmes, and starts the searches again with them. */
  #strengthen(): void {
    this.#isQuick = false;
    const { graph } = this.#model;
    const cutting = gilmoreGomoryBound(graph.time, this.cycle, GILMORE_GOMORY_CELLS);
    if (cutting !== undefined) this.#bounds.unshift(cutting);
    if (cutting !== undefined && stationsDemanded(cutting) > this.stations) {
      this.#refute(cutting.name);
      return;
    }
    const partition = partitionBounds(graph, this.cycle, this.stations, this.#bounds, this.#sets());
    if (partition?.isRefuted === true) {
      this.#refute("set partitioning relaxation over convex loads");
      return;
    }
    this.#bounds.unshift(...(partition?.bounds ?? []));
    const total = relativeDemand(timeBound(graph.time, this.cycle));
    if (relativeDemand(this.#bounds[0]!) > total * (1 + GUIDE_GAIN)) this.#guide = 0;
    this.#startSearches();
  }

  /** All tasks, and those of either half of the line: bounds are wanted for lines begun from both ends. */
  #sets(): number[][] {
    const { size, topological } = this.#model.graph;
    const half = size >> 1;
    return [
      Array.from(topological),
      Array.from(topological.subarray(half)),
      Array.from(topological.subarray(0, half)),
    ];
  }

  #startSearches(): void {
    this.#nextExchange = 0;
    this.#pastStates = this.states;
    this.#pastWork = this.work;
    const { forward, backward } = this.#model;
    this.#searches = [forward, backward].map(
      (direction) =>
        new StationSearch(
          direction.graph,
          this.cycle,
          this.stations,
          this.#bounds.map((bound) => boundInDirection(bound, direction)),
          this.#guide,
          this.#bytes / 2,
          direction.original,
          this.#breadth,
        ),
    );
    StationSearch.join(this.#searches[0]!, this.#searches[1]!);
    const isRefuted = this.#searches.some((search) => search.status === "refuted");
    if (isRefuted) this.#refute("earliest and latest stations");
  }
}

function boundInDirection(bound: WeightBound, direction: Direction): WeightBound {
  return { ...bound, weight: direction.original.map((task) => bound.weight[task]!) };
}
