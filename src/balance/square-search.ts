import type { Line } from "./check-line.ts";
import type { ConstrainedModel } from "./constrained-model.ts";
import { ConstrainedSearch } from "./constrained-search.ts";
import type { LineSearch } from "./line-search.ts";
import type { PrecedenceGraph } from "./precedence-graph.ts";
import { squarePricing } from "./pricing.ts";

/** Nodes of the exact search cost about ten times as much as those of the searches for simple lines. */
const NODE_WORK = 10;

/**
 * The line with the least sum of squared idle times (horizontal balancing) for a cycle and as many stations as some
 * line has: first by moving and swapping tasks, then by an exact search for anything better. Values in ticks².
 */
export class SquareSearch implements LineSearch {
  isDone = false;
  value: number;
  bound: number;
  readonly proof = "even spread of the idle time";
  states = 0;

  readonly #graph: PrecedenceGraph;
  readonly #cycle: number;
  readonly #stations: number;
  readonly #model: ConstrainedModel;
  /** Per task its station, and the time used at each. */
  readonly #stationOf: Int32Array;
  readonly #used: Float64Array;
  #line: readonly (readonly number[])[];
  /** Next task to try, and how many were tried in vain; the exact search begins when all were. */
  #task = 0;
  #failures = 0;
  #exact: ConstrainedSearch | undefined;

  /** @param cycle ticks @param assignment any line within the cycle, without empty stations */
  constructor(line: Line, cycle: number, assignment: readonly (readonly number[])[]) {
    this.#graph = line.graph;
    this.#cycle = cycle;
    this.#stations = assignment.length;
    this.#model = plainModel(line, cycle);
    this.#line = assignment;
    this.#stationOf = new Int32Array(line.graph.size);
    this.#used = new Float64Array(assignment.length);
    assignment.forEach((load, k) => {
      for (const task of load) {
        this.#stationOf[task] = k;
        this.#used[k]! += line.graph.time[task]!;
      }
    });
    this.value = this.#squares();
    this.bound = evenSquares(this.#stations * cycle - line.graph.totalTime, this.#stations);
    this.isDone = this.value <= this.bound;
  }

  get assignment(): readonly (readonly number[])[] {
    return this.#line;
  }

  advance(work: number): void {
    const { size } = this.#graph;
    for (let left = work; left > 0 && this.#failures < size; left -= size) {
      this.#failures = this.#improve(this.#task) ? 0 : this.#failures + 1;
      this.#task = (this.#task + 1) % size;
    }
    if (this.#failures < size) {
      this.#keep();
      return;
    }
    if (this.#exact === undefined) {
      this.#keep();
      const limit = { stations: this.#stations, workplaces: this.#stations, cycle: this.#cycle };
      const pricing = squarePricing(this.#model, this.#cycle);
      this.#exact = new ConstrainedSearch(this.#model, pricing, { ...limit, price: this.value - 1 });
    }
    if (!this.isDone) this.#searchOn(this.#exact, work / NODE_WORK);
  }

  #searchOn(exact: ConstrainedSearch, work: number): void {
    exact.advance(work);
    this.states = exact.states;
    if (exact.status === "found") {
      this.value = Math.round(exact.foundPrice);
      this.#line = exact.found.map(({ tasks }) => tasks.flat());
      exact.tighten(this.value - 1);
    } else if (exact.status === "refuted") {
      this.bound = this.value;
    }
    this.isDone = this.value <= this.bound;
  }

  #keep(): void {
    this.value = this.#squares();
    this.isDone = this.value <= this.bound;
    this.#line = Array.from(this.#used, (_, station) =>
      Array.from(this.#graph.topological).filter((task) => this.#stationOf[task] === station),
    );
  }

  #squares(): number {
    return this.#used.reduce((sum, used) => sum + (this.#cycle - used) ** 2, 0);
  }

  /** Moves a task to another station, or swaps it with another task, when that makes the loads more even. */
  #improve(task: number): boolean {
    const { time, size } = this.#graph;
    const from = this.#stationOf[task]!;
    const [first, last] = this.#range(task, -1);
    for (let to = first; to <= last; to++) {
      if (to === from || !this.#isBetter(from, to, time[task]!)) continue;
      this.#move(task, to);
      return true;
    }
    for (let other = 0; other < size; other++) {
      const to = this.#stationOf[other]!;
      if (to === from || !this.#isBetter(from, to, time[task]! - time[other]!)) continue;
      const [low, high] = this.#range(task, other);
      const [otherLow, otherHigh] = this.#range(other, task);
      if (to < low || to > high || from < otherLow || from > otherHigh) continue;
      const { allSuccessors, words } = this.#graph;
      const [earlier, later] = to < from ? [task, other] : [other, task];
      // After the swap `earlier` stands before `later`, so it must not wait for it.
      const bit = allSuccessors[later * words + (earlier >>> 5)]! & (1 << (earlier & 31));
      if (bit !== 0) continue;
      this.#move(task, to);
      this.#move(other, from);
      return true;
    }
    return false;
  }

  /** Whether the loads get more even when one station gives so much time to another, within the cycle. */
  #isBetter(from: number, to: number, time: number): boolean {
    const [a, b] = [this.#used[from]!, this.#used[to]!];
    if (b + time > this.#cycle || a - time > this.#cycle) return false;
    return time * (b - a + time) < 0;
  }

  /** Stations between all that a task waits for and all that waits for it. @param except a task that moves too */
  #range(task: number, except: number): [number, number] {
    const { predecessorStart, predecessor, successorStart, successor } = this.#graph;
    let first = 0;
    let last = this.#stations - 1;
    for (let a = predecessorStart[task]!; a < predecessorStart[task + 1]!; a++) {
      if (predecessor[a] !== except) first = Math.max(first, this.#stationOf[predecessor[a]!]!);
    }
    for (let a = successorStart[task]!; a < successorStart[task + 1]!; a++) {
      if (successor[a] !== except) last = Math.min(last, this.#stationOf[successor[a]!]!);
    }
    return [first, last];
  }

  #move(task: number, to: number): void {
    const time = this.#graph.time[task]!;
    this.#used[this.#stationOf[task]!]! -= time;
    this.#used[to]! += time;
    this.#stationOf[task] = to;
  }
}

/** The least sum of squares of whole numbers with this sum. */
function evenSquares(sum: number, count: number): number {
  const least = Math.floor(sum / count);
  const more = sum - least * count;
  return (count - more) * least ** 2 + more * (least + 1) ** 2;
}

/** A line without constraints, in ticks. */
function plainModel(line: Line, cycle: number): ConstrainedModel {
  const { size, time } = line.graph;
  const mode = {
    worker: -1,
    stationType: -1,
    parallel: 1,
    cost: 0,
    can: new Uint8Array(size).fill(1),
    capacities: [{ amount: Float64Array.from(time), most: cycle }],
    variance: undefined,
  };
  return {
    line,
    sideCount: 1,
    mannings: [{ modes: [mode], workplaces: 1, cost: 0, uses: [] }],
    timeCount: 1,
    sideOf: new Int8Array(size).fill(-1),
    groupOf: new Int32Array(size).fill(-1),
    groups: [],
    apart: line.ids.map(() => []),
    allowed: line.ids.map(() => undefined),
    lastNamed: 0,
    today: undefined,
    stocks: [],
    isUShaped: false,
    quantile: 0,
    setups: undefined,
  };
}
