import { FeasibilitySearch } from "./feasibility-search.ts";
import { heuristicLine, type LineModel } from "./line-model.ts";
import type { LineSearch } from "./line-search.ts";
import { BROAD, BROADER, NARROW } from "./search-breadth.ts";
import { WindowSearch } from "./window-search.ts";

const STARTS = 5;
/** Nodes given to each cycle in the first round; every further round gives more. */
const FIRST_WORK = 200_000;
const WORK_GROWTH = 3;
/**
 * Share of the interval between its end and the cycle tried next: near to the end a step is easy and worth little, and
 * in the middle are the cycles that no search decides.
 */
const STEP = 1 / 3;
/**
 * Cycles that a pass leaves undecided before it ends. The second is nearer to the end, often much easier, and from above
 * it is searched in another way.
 */
const PASS_FAILURES = 2;
/** After a pass from below that refuted nothing, so many rounds go without one. */
const ROUNDS_WITHOUT = 2;
/** Undecided searches that are kept to go on with later; each has its share of the memory. */
const MOST_KEPT = 4;

/**
 * SALBP-2: the least cycle for a given number of stations. Bounds and heuristic lines leave an interval of
 * cycles. Short cycles are easy to refute and long ones easy to fill, the hard ones lie between: so every
 * round goes a third of the interval from above and from below, again and again until two cycles stay undecided, with
 * the same amount of work for each, and each further round gives more. Windows of each line found are searched anew at
 * once.
 */
export class CycleSearch implements LineSearch {
  isDone: boolean = false;
  value: number = Infinity;
  bound: number = 1;
  assignment: readonly (readonly number[])[] = [];
  proof: string = "";
  readonly stations: number;

  readonly #model: LineModel;
  readonly #bytes: number;
  readonly #kept: FeasibilitySearch[] = [];
  #states = 0;
  #cap = Infinity;
  #roundWork = FIRST_WORK;
  /** Cycles still to be tried in this pass; it ends when there are none, or with the second undecided one. */
  #low = 0;
  #high = -1;
  #failures = 0;
  #isUpperPass = true;
  #roundsToSkip = 0;
  #boundBefore = 0;
  #current: FeasibilitySearch | undefined;
  #currentEnd = 0;
  /** Shortens the best line, until nothing more comes of it. */
  #windows: WindowSearch | undefined;

  /** @param cap see the property of that name */
  constructor(model: LineModel, stations: number, bytes: number, cap: number = Infinity) {
    this.#model = model;
    this.stations = stations;
    this.#bytes = bytes;
    this.#cap = cap;
    this.bound = leastCycleByTimes(model, stations);
    this.proof = "longest tasks and total work content";
    this.#findFirstLine();
    this.#boundWithoutSearch();
    if (this.assignment.length > 1) this.#windows = this.#windowsOfBest();
    this.#finishIfClosed();
  }

  get states(): number {
    return this.#states + this.#kept.reduce((sum, search) => sum + search.states, 0);
  }

  /** Longest cycle of interest: lines with a longer one need not be found (SALBP-E sets it). */
  set cap(ticks: number) {
    this.#cap = ticks;
    this.#finishIfClosed();
  }

  get #top(): number {
    return Math.min(this.value - 1, this.#cap);
  }

  advance(work: number): void {
    if (this.isDone) return;
    if (this.#windows !== undefined) {
      this.#shorten(this.#windows, work);
      return;
    }
    this.#current ??= this.#nextSearch();
    const search = this.#current;
    const status = search.advance(Math.min(work, this.#currentEnd - search.work));
    if (status === "open" && search.work < this.#currentEnd) return;
    this.#current = undefined;
    if (status === "found") {
      if (this.#improve(search.assignment)) this.#windows = this.#windowsOfBest();
      this.#high = Math.min(this.#high, this.#top);
    } else if (status === "refuted") {
      this.bound = Math.max(this.bound, search.cycle + 1);
      this.proof = search.proof;
      this.#low = Math.max(this.#low, this.bound);
    } else {
      if (status === "open") this.#failures++;
      if (this.#isUpperPass) this.#low = search.cycle + 1;
      else this.#high = search.cycle - 1;
    }
    if (status === "full" && this.bound === this.#top) this.isDone = true;
    this.#dropClosed();
    this.#finishIfClosed();
  }

  #shorten(windows: WindowSearch, work: number): void {
    windows.advance(work);
    if (this.#improve(windows.line)) this.#high = Math.min(this.#high, this.#top);
    if (windows.isDone) this.#windows = undefined;
    this.#dropClosed();
    this.#finishIfClosed();
  }

  /** Begins the pass from below after that from above, or the next round. */
  #startPass(): void {
    if (!this.#isUpperPass) this.#roundsToSkip = this.bound > this.#boundBefore ? 0 : ROUNDS_WITHOUT;
    const isLowerDue = this.#isUpperPass && this.#roundsToSkip === 0;
    if (this.#isUpperPass && !isLowerDue) this.#roundsToSkip--;
    if (!isLowerDue) this.#roundWork *= WORK_GROWTH;
    this.#isUpperPass = !isLowerDue;
    this.#boundBefore = this.bound;
  }

  /** The search for the next cycle to try, with its share of work. */
  #nextSearch(): FeasibilitySearch {
    if (this.#low > this.#high || this.#failures === PASS_FAILURES) {
      this.#startPass();
      this.#failures = 0;
      this.#low = this.bound;
      this.#high = this.#top;
    }
    const step = Math.floor((this.#high - this.#low) * STEP);
    const cycle = this.#isUpperPass ? this.#high - step : this.#low + step;
    let search = this.#kept.find((kept) => kept.cycle === cycle);
    if (search === undefined) {
      if (this.#kept.length === MOST_KEPT) this.#states += this.#kept.shift()!.states;
      const breadth = this.#isUpperPass ? (this.#failures === 0 ? BROAD : BROADER) : NARROW;
      const bytes = this.#bytes / MOST_KEPT;
      search = new FeasibilitySearch(this.#model, cycle, this.stations, bytes, { breadth });
      this.#kept.push(search);
    }
    this.#currentEnd = search.work + this.#roundWork;
    return search;
  }

  #dropClosed(): void {
    for (let k = this.#kept.length - 1; k >= 0; k--) {
      const search = this.#kept[k]!;
      const isOpen = search.status === "open" && search.cycle >= this.bound && search.cycle <= this.#top;
      if (isOpen) continue;
      this.#states += search.states;
      this.#kept.splice(k, 1);
    }
  }

  #windowsOfBest(): WindowSearch {
    const line = [...this.assignment];
    while (line.length < this.stations) line.push([]);
    return new WindowSearch(this.#model.graph, line);
  }

  /** Takes a line when it is better than the best. */
  #improve(line: readonly (readonly number[])[]): boolean {
    const { time } = this.#model.graph;
    const longest = line.reduce(
      (most, load) =>
        Math.max(
          most,
          load.reduce((sum, task) => sum + time[task]!, 0),
        ),
      1,
    );
    if (longest >= this.value) return false;
    this.value = longest;
    this.assignment = line.map((load) => [...load]);
    return true;
  }

  #finishIfClosed(): void {
    if (this.bound > this.#top) this.isDone = true;
  }

  /** The largest cycle refuted before any search, by halving: refuted cycles need not be adjacent. */
  #boundWithoutSearch(): void {
    let low = this.bound;
    let high = this.#top;
    while (low <= high) {
      const cycle = low + Math.floor((high - low) / 2);
      const { status, proof } = new FeasibilitySearch(this.#model, cycle, this.stations, 0);
      if (status === "refuted") {
        low = cycle + 1;
        this.bound = low;
        this.proof = proof;
      } else {
        high = cycle - 1;
      }
    }
  }

  /** Halves the cycle between the bound and twice as much until heuristic lines no longer fit. */
  #findFirstLine(): void {
    const { totalTime } = this.#model.graph;
    let low = this.bound;
    let high = Math.min(totalTime, 2 * this.bound + this.#model.longestTime, this.#cap);
    while (low <= high) {
      const cycle = low + Math.floor((high - low) / 2);
      const line = heuristicLine(this.#model, cycle, this.stations, STARTS);
      if (line.length <= this.stations) {
        this.#improve(line);
        high = this.value - 1;
      } else {
        low = cycle + 1;
      }
    }
    if (this.#cap === Infinity) this.#improve([[...this.#model.graph.topological]]);
  }
}

/**
 * A bound on the cycle without search: total work over stations, the longest task, and for every k the k + 1
 * shortest of the k · m + 1 longest tasks, of which some station must hold k + 1 (Klein and Scholl 1996).
 */
export function leastCycleByTimes(model: LineModel, stations: number): number {
  const { time, totalTime } = model.graph;
  let bound = Math.max(1, Math.ceil(totalTime / stations), model.longestTime);
  const falling = time.toSorted((a, b) => b - a);
  for (let k = 1; k * stations < falling.length; k++) {
    let sum = 0;
    for (let p = k * stations - k; p <= k * stations; p++) sum += falling[p]!;
    bound = Math.max(bound, sum);
  }
  return bound;
}
