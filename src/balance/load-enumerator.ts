import { hasBit, setBit } from "./bits.ts";
import type { PrecedenceGraph } from "./precedence-graph.ts";

/** What `LoadEnumerator.next` came back with. */
export const LOADS_EXHAUSTED = 0;
export const LOAD_FOUND = 1;
export const LOADS_PAUSED = 2;

/** Demands on the loads that an enumeration gives; loads that miss one are passed over. */
export interface LoadDemands {
  /** Most ticks that may stay unused. */
  readonly idleLimit: number;
  /** Tasks that must be in the load: the row `dueRow` of `due`, closed under predecessors. */
  readonly due?: Int32Array;
  readonly dueRow?: number;
  /** Least weight that the load must carry by the enumerator's guide. */
  readonly leastWeight?: number;
}

/** Cells of one table of `suffixKnapsack`: 80 MB. Longer cycles do without. */
const MOST_TABLE_CELLS = 20_000_000;

/**
 * Enumerates the maximal loads of the next station: all sets of unassigned tasks, closed under
 * precedence, that fit the cycle time and to which no further available task can be added. Each set
 * comes once, without recursion, so that it can pause at any point and go on later.
 *
 * Tasks are taken in rising order of their numbers, which must be a topological order: then what
 * may still be added at any point is a subset of the higher numbers, and tables of the best subset
 * sums cut off what cannot become maximal, full, or heavy enough.
 */
export class LoadEnumerator {
  /** Tasks of the current load: `load[0 .. loadSize)`. */
  readonly load: Int32Array;
  loadSize = 0;
  /** Time that the current load leaves unused, in ticks. */
  idle = 0;
  /** Nodes of the enumeration so far, over all starts: the measure of work. */
  nodes = 0;
  /**
   * Number of unassigned direct predecessors per task, given the tasks assigned before and the
   * current load; -1 for tasks that are themselves assigned or in the load.
   */
  readonly waiting: Int32Array;

  readonly #graph: PrecedenceGraph;
  readonly #cycle: number;
  /** Tasks that may come next: all their predecessors are done or in the load. */
  readonly #available: Int32Array;
  readonly #due: Uint8Array;
  /** Per depth: the lowest number still to be tried, the shortest task passed over, the weight carried. */
  readonly #cursor: Int32Array;
  readonly #shortestSkipped: Int32Array;
  readonly #carried: Float64Array;
  readonly #mostTime: Int32Array | undefined;
  readonly #guide: Int32Array | undefined;
  readonly #mostWeight: Int32Array | undefined;
  #idleLimit = 0;
  #leastWeight = 0;

  /** @param guide a weight per task of which loads must carry some least amount */
  constructor(graph: PrecedenceGraph, cycle: number, guide?: Int32Array) {
    const { size, words, time } = graph;
    this.#graph = graph;
    this.#cycle = cycle;
    this.load = new Int32Array(size);
    this.waiting = new Int32Array(size);
    this.#available = new Int32Array(words);
    this.#due = new Uint8Array(size);
    this.#cursor = new Int32Array(size + 1);
    this.#shortestSkipped = new Int32Array(size + 1);
    this.#carried = new Float64Array(size + 1);
    const isTabulated = (size + 1) * (cycle + 1) <= MOST_TABLE_CELLS;
    this.#mostTime = isTabulated ? suffixKnapsack(time, time, cycle) : undefined;
    this.#guide = isTabulated ? guide : undefined;
    this.#mostWeight = this.#guide === undefined ? undefined : suffixKnapsack(this.#guide, time, cycle);
  }

  /** Starts over with the tasks in `assigned` (row at `row`) done before this station. */
  start(assigned: Int32Array, row: number, demands: LoadDemands): void {
    const { size, predecessorStart, predecessor } = this.#graph;
    const { due, dueRow = 0 } = demands;
    this.#available.fill(0);
    for (let task = 0; task < size; task++) {
      if (hasBit(assigned, row, task)) {
        this.waiting[task] = -1;
        continue;
      }
      let open = 0;
      for (let a = predecessorStart[task]!; a < predecessorStart[task + 1]!; a++) {
        if (!hasBit(assigned, row, predecessor[a]!)) open++;
      }
      this.waiting[task] = open;
      this.#due[task] = due !== undefined && hasBit(due, dueRow, task) ? 1 : 0;
      if (open === 0) setBit(this.#available, 0, task);
    }
    this.loadSize = 0;
    this.idle = this.#cycle;
    this.#idleLimit = demands.idleLimit;
    this.#leastWeight = demands.leastWeight ?? 0;
    this.#cursor[0] = 0;
    this.#shortestSkipped[0] = this.#cycle + 1;
    this.#carried[0] = 0;
  }

  /** Goes on to the next maximal load, until `nodes` reaches `nodeLimit`. */
  next(nodeLimit: number): number {
    const { time, size } = this.#graph;
    const { load } = this;
    const cursors = this.#cursor;
    const stride = this.#cycle + 1;
    const mostTime = this.#mostTime;
    const mostWeight = this.#mostWeight;
    let depth = this.loadSize;
    let idle = this.idle;
    for (;;) {
      if (this.nodes >= nodeLimit) {
        this.loadSize = depth;
        this.idle = idle;
        return LOADS_PAUSED;
      }
      let cursor = cursors[depth]!;
      let skipped = this.#shortestSkipped[depth]!;
      const carried = this.#carried[depth]!;
      let picked = -1;
      let isHopeless = cursor > size;
      while (!isHopeless) {
        const place = cursor * stride + idle;
        const idleLimit = skipped <= this.#idleLimit ? skipped - 1 : this.#idleLimit;
        isHopeless =
          (mostTime !== undefined && idle - mostTime[place]! > idleLimit) ||
          (mostWeight !== undefined && carried + mostWeight[place]! < this.#leastWeight);
        const task = isHopeless ? size : this.#nextAvailable(cursor);
        if (task === size) break;
        cursor = task + 1;
        const ticks = time[task]!;
        if (ticks <= idle) {
          picked = task;
          break;
        }
        if (this.#due[task] === 1) isHopeless = true;
        if (ticks < skipped) skipped = ticks;
      }
      if (picked >= 0) {
        this.nodes++;
        cursors[depth] = cursor;
        this.#shortestSkipped[depth] = skipped;
        load[depth] = picked;
        idle -= time[picked]!;
        this.#take(picked);
        depth++;
        cursors[depth] = cursor;
        this.#shortestSkipped[depth] = skipped;
        this.#carried[depth] = carried + (this.#guide === undefined ? 0 : this.#guide[picked]!);
        continue;
      }
      if (!isHopeless && idle < skipped && idle <= this.#idleLimit) {
        cursors[depth] = size + 1;
        this.loadSize = depth;
        this.idle = idle;
        return LOAD_FOUND;
      }
      if (depth === 0) break;
      depth--;
      const last = load[depth]!;
      idle += time[last]!;
      this.#putBack(last);
      if (this.#due[last] === 1) cursors[depth] = size + 1;
      if (time[last]! < this.#shortestSkipped[depth]!) this.#shortestSkipped[depth] = time[last]!;
    }
    this.loadSize = 0;
    this.idle = this.#cycle;
    cursors[0] = size + 1;
    return LOADS_EXHAUSTED;
  }

  /** The lowest available task that is not below `cursor`; the number of tasks when there is none. */
  #nextAvailable(cursor: number): number {
    const words = this.#available;
    let word = cursor >>> 5;
    if (word >= words.length) return this.#graph.size;
    let bits = words[word]! & (-1 << (cursor & 31));
    while (bits === 0) {
      if (++word === words.length) return this.#graph.size;
      bits = words[word]!;
    }
    return (word << 5) + 31 - Math.clz32(bits & -bits);
  }

  #take(task: number): void {
    const { successorStart, successor } = this.#graph;
    this.waiting[task] = -1;
    for (let a = successorStart[task]!; a < successorStart[task + 1]!; a++) {
      const next = successor[a]!;
      if (--this.waiting[next]! === 0) this.#available[next >>> 5]! |= 1 << (next & 31);
    }
  }

  #putBack(task: number): void {
    const { successorStart, successor } = this.#graph;
    this.waiting[task] = 0;
    for (let a = successorStart[task]!; a < successorStart[task + 1]!; a++) {
      const next = successor[a]!;
      if (this.waiting[next]!++ === 0) this.#available[next >>> 5]! &= ~(1 << (next & 31));
    }
  }
}

/**
 * For every task number j and room r, in cell j · (cycle + 1) + r: the most of `gain` that tasks
 * numbered j and up can bring within r ticks.
 */
function suffixKnapsack(gain: Int32Array, time: Int32Array, cycle: number): Int32Array {
  const size = time.length;
  const stride = cycle + 1;
  const most = new Int32Array((size + 1) * stride);
  for (let task = size - 1; task >= 0; task--) {
    const ticks = time[task]!;
    const row = task * stride;
    for (let room = 0; room < stride; room++) {
      const without = most[row + stride + room]!;
      const rest = room >= ticks ? most[row + stride + room - ticks]! + gain[task]! : 0;
      most[row + room] = rest > without ? rest : without;
    }
  }
  return most;
}
