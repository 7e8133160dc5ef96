import { countBits, hasBit, setBit } from "./bits.ts";
import { type Dominators, jacksonDominators } from "./jackson-dominance.ts";
import { LOAD_FOUND, LOADS_PAUSED, LoadEnumerator } from "./load-enumerator.ts";
import type { PrecedenceGraph } from "./precedence-graph.ts";
import { NARROW, type SearchBreadth } from "./search-breadth.ts";
import { StateHeap } from "./state-heap.ts";
import { StateMemory } from "./state-memory.ts";
import { dueTasks } from "./station-windows.ts";
import type { WeightBound } from "./weight-bound.ts";

/**
 * - `open`: there is more to search
 * - `found`: `assignment` holds a line
 * - `refuted`: no line of that many stations exists
 * - `full`: memory did not suffice to search everything; proves nothing
 */
export type SearchStatus = "open" | "found" | "refuted" | "full";

/** At the first few stations more loads are enumerated, as `idleFloor` profits most from these. */
const EARLY = 3;
const EARLY_LOADS = 20;

/**
 * Decides whether tasks fit into a given number of stations at a given cycle time: station-oriented
 * branch, bound and remember with cyclic best-first search (Sewell and Jacobson 2012; Morrison, Sewell and
 * Jacobson 2014). Advances in steps of bounded work, so that it can be stopped, or shared with others, at
 * any point.
 */
export class StationSearch {
  status: SearchStatus = "open";
  /** Task numbers per station, once `status` is `found`. */
  assignment: number[][] = [];

  readonly #breadth: SearchBreadth;
  readonly #original: Int32Array;
  readonly #graph: PrecedenceGraph;
  readonly #cycle: number;
  readonly #stations: number;
  readonly #bounds: readonly WeightBound[];
  /** Place in the bounds of the one that guides the enumeration; -1 for none. */
  readonly #guide: number;
  readonly #memory: StateMemory;
  /** Per order, and in it per number of stations, the partial lines to be expanded. */
  readonly #heaps: readonly (readonly StateHeap[])[];
  readonly #enumerator: LoadEnumerator;
  readonly #dominators: Dominators;
  /** Row k: tasks whose latest station is k or earlier. */
  readonly #due: Int32Array;
  readonly #child: Int32Array;
  /** Per bound, the least weight that a load of the state in work must carry. */
  readonly #leastWeight: Float64Array;
  readonly #meanTime: number;
  /** Per number of stations, the least idle time of a partial line found with that many. */
  readonly #leastFound: Float64Array;
  /** The same for lines put aside because others with equal stations in another order are searched. */
  readonly #leastReordered: Float64Array;
  /** Per number of stations at the far end of the line, the idle time that they have at least. */
  #farIdle: Float64Array;
  #order = 0;
  #level = -1;
  #state = -1;
  #round = 0;
  #loadsLeft = 0;
  /** States whose loads were not all enumerated in this round, and the stations they had then. */
  #postponed: { readonly state: number; readonly stations: number }[] = [];
  #openAfter = 0;
  #openWithSuccessors = 0;
  #isFull = false;
  /** Partial lines that wait to be expanded. */
  #waiting = 0;
  /** The search from the other end, and per task its number there. */
  #opposite: StationSearch | undefined;
  #oppositeTask: Int32Array = new Int32Array(0);

  /**
   * @param guide place in `bounds` of one that also guides the enumeration of loads, -1 for none: worth
   *   its tables when it is stronger than the total work
   * @param bytes memory for partial lines; when it is used up, new ones are passed over
   * @param original per task its number in the graph that this one is a direction of
   */
  constructor(
    graph: PrecedenceGraph,
    cycle: number,
    stations: number,
    bounds: readonly WeightBound[],
    guide: number,
    bytes: number,
    original: Int32Array = Int32Array.from({ length: graph.size }, (_, task) => task),
    breadth: SearchBreadth = NARROW,
  ) {
    this.#breadth = breadth;
    this.#original = original;
    this.#graph = graph;
    this.#cycle = cycle;
    this.#stations = stations;
    this.#bounds = bounds;
    this.#memory = new StateMemory(original, graph.words, bytes);
    this.#guide = guide;
    this.#enumerator = new LoadEnumerator(graph, cycle, bounds[guide]?.weight);
    this.#dominators = jacksonDominators(graph);
    this.#child = new Int32Array(graph.words);
    this.#leastWeight = new Float64Array(bounds.length);
    this.#meanTime = Math.max(1, graph.totalTime / graph.size);
    this.#due = dueTasks(graph, cycle, stations);
    this.#leastFound = new Float64Array(stations + 1).fill(Infinity);
    this.#leastReordered = new Float64Array(stations + 1).fill(Infinity);
    this.#farIdle = new Float64Array(stations + 1);
    this.#heaps = breadth.openTaskWeights.map(() =>
      Array.from({ length: stations + 1 }, () => new StateHeap()),
    );
    const root = this.#memory.add(this.#child, 0);
    this.#memory.closed[root] = 1;
    this.#memory.parent[root] = -1;
    this.#memory.openTime[root] = graph.totalTime;
    this.#enqueue(root);
    if (graph.totalTime > cycle * stations) this.status = "refuted";
    for (let w = 0; w < graph.words; w++) if (this.#due[w] !== 0) this.status = "refuted";
  }

  /** Partial lines found so far. */
  get states(): number {
    return this.#memory.size;
  }

  /** Partial lines still to be expanded: a hint at how much there is left to do. */
  get open(): number {
    return this.#waiting + this.#postponed.length;
  }

  /** Nodes of load enumeration so far: the measure of work. */
  get work(): number {
    return this.#enumerator.nodes;
  }

  /**
   * Idle time that the first k stations have at least, in every line of the number of stations asked for:
   * the least among the partial lines of k stations found, and of those with fewer that are not yet
   * expanded. Exchanges of tasks that dominance relies on never lower the time packed into the first k
   * stations, so this holds for all lines, not only for those searched.
   */
  idleFloor(): Float64Array {
    const memory = this.#memory;
    const floor = new Float64Array(this.#stations + 1);
    if (this.#isFull) return floor;
    const leastOpen = new Float64Array(this.#stations + 1).fill(Infinity);
    for (let state = 0; state < memory.size; state++) {
      if (memory.closed[state] === 1 && state !== this.#state) continue;
      const level = memory.stations[state]!;
      leastOpen[level] = Math.min(leastOpen[level]!, this.#idleOf(state));
    }
    for (const { state, stations } of this.#postponed) {
      leastOpen[stations] = Math.min(leastOpen[stations]!, this.#idleOf(state));
    }
    let before = Infinity;
    for (let level = 0; level <= this.#stations; level++) {
      before = Math.min(before, this.#leastReordered[level]!);
      if (level > 0) floor[level] = Math.min(before, this.#leastFound[level]!);
      before = Math.min(before, leastOpen[level]!);
    }
    return floor;
  }

  /** Tells what a search from the other end knows: its `idleFloor`. */
  set farIdle(floor: Float64Array) {
    this.#farIdle = floor;
  }

  /** Lets two searches from the two ends of a line look for partial lines that make a whole one. */
  static join(one: StationSearch, other: StationSearch): void {
    for (const [search, opposite] of [
      [one, other],
      [other, one],
    ] as const) {
      const number = new Int32Array(search.#original.length);
      opposite.#original.forEach((task, k) => (number[task] = k));
      search.#opposite = opposite;
      search.#oppositeTask = search.#original.map((task) => number[task]!);
    }
  }

  #idleOf(state: number): number {
    const used = this.#graph.totalTime - this.#memory.openTime[state]!;
    return this.#memory.stations[state]! * this.#cycle - used;
  }

  /** Searches on for about `work` more nodes. */
  advance(work: number): SearchStatus {
    const limit = this.#enumerator.nodes + work;
    let idleTurns = 0;
    while (this.status === "open" && this.#enumerator.nodes < limit && idleTurns < work) {
      if (this.#state < 0 && !this.#selectState()) {
        if (this.#postponed.length > 0) this.#startRound();
        else this.status = this.#isFull ? "full" : "refuted";
      } else if (this.#state >= 0) {
        this.#expand(limit);
      }
      idleTurns++;
    }
    return this.status;
  }

  /** Takes the best state of the next level in the cycle; false when all levels are empty. */
  #selectState(): boolean {
    const memory = this.#memory;
    for (let turn = 0; turn <= this.#stations * this.#heaps.length;) {
      if (this.#level < this.#stations - 1) {
        this.#level++;
      } else {
        this.#level = 0;
        this.#order = (this.#order + 1) % this.#heaps.length;
      }
      const heap = this.#heaps[this.#order]![this.#level]!;
      let isFresh = false;
      while (heap.size > 0 && !isFresh) {
        const state = heap.pop();
        isFresh = memory.stations[state] === this.#level && memory.closed[state] === 0;
        if (isFresh) this.#open(state);
      }
      if (this.#state >= 0) return true;
      if (!isFresh) turn++;
    }
    return false;
  }

  #startRound(): void {
    const memory = this.#memory;
    this.#round++;
    for (const { state, stations } of this.#postponed) {
      if (memory.stations[state] !== stations) continue;
      this.#enqueue(state);
    }
    this.#postponed = [];
  }

  /** Makes a state the one in work, unless a bound shows that it leads nowhere. */
  #open(state: number): void {
    const memory = this.#memory;
    const { size, words, successorStart } = this.#graph;
    const row = state * words;
    memory.closed[state] = 1;
    this.#waiting--;
    const stationsAfter = this.#stations - memory.stations[state]! - 1;
    for (let k = 0; k < this.#bounds.length; k++) {
      const { weight, capacity } = this.#bounds[k]!;
      let least = -stationsAfter * capacity;
      for (let task = 0; task < size; task++) {
        if (!hasBit(memory.assigned, row, task)) least += weight[task]!;
      }
      if (least > capacity) return;
      this.#leastWeight[k] = least;
    }
    let withSuccessors = 0;
    for (let task = 0; task < size; task++) {
      if (!hasBit(memory.assigned, row, task) && successorStart[task + 1]! > successorStart[task]!) {
        withSuccessors++;
      }
    }
    this.#openWithSuccessors = withSuccessors;
    const spare = this.#cycle * (stationsAfter + 1) - memory.openTime[state]!;
    if (spare < this.#farIdle[stationsAfter + 1]!) return;
    const idleLimit = spare - this.#farIdle[stationsAfter]!;
    this.#openAfter = memory.openTime[state]!;
    this.#loadsLeft =
      this.#breadth.loadsPerRound[this.#round]! * (stationsAfter + EARLY >= this.#stations ? EARLY_LOADS : 1);
    this.#enumerator.start(memory.assigned, row, {
      idleLimit: Math.min(idleLimit, this.#cycle),
      due: this.#due,
      dueRow: (memory.stations[state]! + 1) * words,
      ...(this.#guide < 0 ? {} : { leastWeight: this.#leastWeight[this.#guide]! }),
    });
    this.#state = state;
  }

  #expand(workLimit: number): void {
    for (;;) {
      const found = this.#enumerator.next(workLimit);
      if (found === LOADS_PAUSED) return;
      if (found !== LOAD_FOUND) break;
      if (this.#loadsLeft-- <= 0) {
        const state = this.#state;
        this.#postponed.push({ state, stations: this.#memory.stations[state]! });
        break;
      }
      if (!this.#isDominated() && this.#carriesEnough()) this.#remember();
      if (this.status !== "open") return;
    }
    this.#state = -1;
  }

  #carriesEnough(): boolean {
    const { load, loadSize } = this.#enumerator;
    for (let k = 0; k < this.#bounds.length; k++) {
      const weight = this.#bounds[k]!.weight;
      let sum = 0;
      for (let p = 0; p < loadSize; p++) sum += weight[load[p]!]!;
      if (sum < this.#leastWeight[k]!) return false;
    }
    return true;
  }

  /** Whether an exchange argument shows that another load of this station does at least as well. */
  #isDominated(): boolean {
    const { load, loadSize, idle, waiting } = this.#enumerator;
    const { time, successorStart } = this.#graph;
    const { start, dominator } = this.#dominators;
    let withSuccessors = 0;
    for (let p = 0; p < loadSize; p++) {
      const task = load[p]!;
      if (successorStart[task + 1]! > successorStart[task]!) withSuccessors++;
      const room = idle + time[task]!;
      for (let a = start[task]!; a < start[task + 1]!; a++) {
        const other = dominator[a]!;
        if (waiting[other] === 0 && time[other]! <= room) return true;
      }
    }
    if (withSuccessors > 0 || this.#openWithSuccessors === 0) return false;
    const stations = this.#memory.stations[this.#state]! + 1;
    const idleAfter = this.#idleOf(this.#state) + idle;
    this.#leastReordered[stations] = Math.min(this.#leastReordered[stations]!, idleAfter);
    return true;
  }

  #remember(): void {
    const memory = this.#memory;
    const { words } = this.#graph;
    const { load, loadSize, idle } = this.#enumerator;
    const child = this.#child;
    const row = this.#state * words;
    let hash = memory.hash[this.#state]!;
    for (let w = 0; w < words; w++) child[w] = memory.assigned[row + w]!;
    for (let p = 0; p < loadSize; p++) {
      setBit(child, 0, load[p]!);
      hash ^= memory.taskHash[load[p]!]!;
    }
    const stations = memory.stations[this.#state]! + 1;
    let state = memory.find(child, hash);
    if (state >= 0 && memory.stations[state]! <= stations) return;
    if (state < 0) {
      if (memory.isFull) {
        this.#isFull = true;
        return;
      }
      state = memory.add(child, hash);
      memory.closed[state] = 1;
    }
    const openTime = this.#openAfter - (this.#cycle - idle);
    memory.stations[state] = stations;
    memory.parent[state] = this.#state;
    memory.openTime[state] = openTime;
    if (countBits(memory.assigned, state * words, words) === this.#graph.size) {
      this.assignment = memory.loads(state);
      this.status = "found";
      return;
    }
    if (this.#opposite !== undefined && this.#meets(state, this.#opposite)) return;
    const idleSoFar = this.#idleOf(state);
    this.#leastFound[stations] = Math.min(this.#leastFound[stations]!, idleSoFar);
    this.#enqueue(state);
  }

  /** Whether the search from the other end knows a line of the rest; with it the line is whole. */
  #meets(state: number, opposite: StationSearch): boolean {
    const memory = this.#memory;
    const { size, words } = this.#graph;
    for (const rest of opposite.#memory.withHash(memory.wholeHash ^ memory.hash[state]!)) {
      if (memory.stations[state]! + opposite.#memory.stations[rest]! > this.#stations) continue;
      let isComplement = true;
      for (let task = 0; task < size && isComplement; task++) {
        const isThere = hasBit(opposite.#memory.assigned, rest * words, this.#oppositeTask[task]!);
        isComplement = hasBit(memory.assigned, state * words, task) !== isThere;
      }
      if (!isComplement) continue;
      const own = opposite.#oppositeTask;
      const behind = opposite.#memory.loads(rest).map((load) => load.map((task) => own[task]!));
      this.assignment = [...memory.loads(state), ...behind.reverse()];
      this.status = "found";
      return true;
    }
    return false;
  }

  /** Lets a state wait for its turn, in every order. */
  #enqueue(state: number): void {
    const memory = this.#memory;
    if (memory.closed[state] === 1) this.#waiting++;
    memory.closed[state] = 0;
    const { size, words } = this.#graph;
    const stations = memory.stations[state]!;
    const openTasks = size - countBits(memory.assigned, state * words, words);
    const idle = this.#idleOf(state) / (Math.max(1, stations) * this.#meanTime);
    for (let order = 0; order < this.#heaps.length; order++) {
      this.#heaps[order]![stations]!.push(state, idle - this.#breadth.openTaskWeights[order]! * openTasks);
    }
  }
}
