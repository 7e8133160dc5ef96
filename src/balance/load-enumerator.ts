import { hasBit } from "./bits.ts";
import type { PrecedenceGraph } from "./precedence-graph.ts";

/** What `LoadEnumerator.next` came back with. */
export const LOADS_EXHAUSTED = 0;
export const LOAD_FOUND = 1;
export const LOADS_PAUSED = 2;

/**
 * A weight that a load must carry, and what can still be had: `attainable[r]` is an upper bound on the
 * weight that tasks of r ticks together can carry.
 */
export interface LoadGuide {
  readonly weight: Int32Array;
  readonly attainable: Float64Array;
}

/** The guide for a weight over these times: a knapsack over all tasks for every room up to the cycle. */
export function loadGuide(weight: Int32Array, time: Int32Array, cycle: number): LoadGuide {
  const attainable = new Float64Array(cycle + 1);
  for (let task = 0; task < time.length; task++) {
    const ticks = time[task]!;
    const gain = weight[task]!;
    if (gain === 0) continue;
    for (let room = cycle; room >= ticks; room--) {
      const candidate = attainable[room - ticks]! + gain;
      if (candidate > attainable[room]!) attainable[room] = candidate;
    }
  }
  return { weight, attainable };
}

/**
 * Enumerates the maximal loads of the next station: all sets of unassigned tasks, closed under
 * precedence, that fit the cycle time and to which no further available task can be added. Each set
 * comes once, without recursion, so that it can pause at any point and go on later.
 *
 * Tasks are tried in the order of their numbers among those available at the start, and later
 * ones in the order in which they become available (Hoffmann 1963, as in Sewell and Jacobson 2012).
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
  /** Per task, the total time of it and all its successors: what having it available can bring. */
  readonly #closureTime: Float64Array;
  readonly #list: Int32Array;
  readonly #cursor: Int32Array;
  readonly #listSize: Int32Array;
  readonly #shortestSkipped: Int32Array;
  /** Upper bound on the time that the list from the cursor on, with all it releases, can add. */
  readonly #reach: Float64Array;
  readonly #hasChild: Uint8Array;
  readonly #mandatory: Uint8Array;
  readonly #carried: Float64Array;
  #leastTime = 0;
  #guide: LoadGuide | undefined;
  #leastWeight = 0;

  constructor(graph: PrecedenceGraph, cycle: number) {
    const { size } = graph;
    this.#graph = graph;
    this.#cycle = cycle;
    this.load = new Int32Array(size);
    this.waiting = new Int32Array(size);
    this.#list = new Int32Array(size);
    this.#cursor = new Int32Array(size + 1);
    this.#listSize = new Int32Array(size + 1);
    this.#shortestSkipped = new Int32Array(size + 1);
    this.#reach = new Float64Array(size + 1);
    this.#hasChild = new Uint8Array(size + 1);
    this.#mandatory = new Uint8Array(size);
    this.#carried = new Float64Array(size + 1);
    this.#closureTime = closureTimes(graph);
  }

  /**
   * Starts over with the tasks in `assigned` (row at `row`) done before this station.
   * @param idleLimit loads that leave more ticks unused are passed over
   * @param due tasks that may be at this station at the latest (row `dueRow`): loads without one of
   *   them are passed over
   * @param guide with `leastWeight`: loads that carry less of the guide's weight may be passed over
   */
  start(
    assigned: Int32Array,
    row: number,
    idleLimit: number,
    due?: Int32Array,
    dueRow: number = 0,
    guide?: LoadGuide,
    leastWeight: number = 0,
  ): void {
    const { size, predecessorStart, predecessor } = this.#graph;
    let listSize = 0;
    let reach = 0;
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
      this.#mandatory[task] = due !== undefined && hasBit(due, dueRow, task) ? 1 : 0;
      if (open === 0) {
        this.#list[listSize++] = task;
        reach += this.#closureTime[task]!;
      }
    }
    this.loadSize = 0;
    this.idle = this.#cycle;
    this.#leastTime = this.#cycle - idleLimit;
    this.#cursor[0] = 0;
    this.#listSize[0] = listSize;
    this.#shortestSkipped[0] = this.#cycle + 1;
    this.#reach[0] = reach;
    this.#hasChild[0] = 0;
    this.#carried[0] = 0;
    this.#guide = guide;
    this.#leastWeight = leastWeight;
  }

  /** Goes on to the next maximal load, until `nodes` reaches `nodeLimit`. */
  next(nodeLimit: number): number {
    const { time, successorStart, successor } = this.#graph;
    const { load, waiting } = this;
    const list = this.#list;
    const cursors = this.#cursor;
    const closureTime = this.#closureTime;
    const guideWeight = this.#guide?.weight;
    const attainable = this.#guide?.attainable;
    let depth = this.loadSize;
    let idle = this.idle;
    while (depth >= 0) {
      if (this.nodes >= nodeLimit) {
        this.loadSize = depth;
        this.idle = idle;
        return LOADS_PAUSED;
      }
      const listSize = this.#listSize[depth]!;
      let cursor = cursors[depth]!;
      let skipped = this.#shortestSkipped[depth]!;
      let reach = this.#reach[depth]!;
      let picked = -1;
      const used = this.#cycle - idle;
      while (cursor < listSize) {
        if (used + reach < this.#leastTime || idle - reach >= skipped) {
          cursor = listSize + 1;
          break;
        }
        const task = list[cursor++]!;
        reach -= closureTime[task]!;
        if (time[task]! <= idle) {
          const isPoor =
            guideWeight !== undefined &&
            this.#carried[depth]! + guideWeight[task]! + attainable![idle - time[task]!]! < this.#leastWeight;
          if (!isPoor) {
            picked = task;
            break;
          }
        }
        if (this.#mandatory[task] === 1) {
          cursor = listSize + 1;
          break;
        }
        if (time[task]! < skipped) skipped = time[task]!;
      }
      if (picked < 0) {
        const complete = cursor === listSize && this.#hasChild[depth] === 0;
        if (complete && idle < skipped && used >= this.#leastTime) {
          cursors[depth] = listSize + 1;
          this.loadSize = depth;
          this.idle = idle;
          return LOAD_FOUND;
        }
        depth--;
        if (depth < 0) break;
        const last = load[depth]!;
        idle += time[last]!;
        waiting[last] = 0;
        for (let a = successorStart[last]!; a < successorStart[last + 1]!; a++) waiting[successor[a]!]!++;
        if (this.#mandatory[last] === 1) cursors[depth] = this.#listSize[depth]! + 1;
        if (time[last]! < this.#shortestSkipped[depth]!) this.#shortestSkipped[depth] = time[last]!;
        continue;
      }
      this.nodes++;
      cursors[depth] = cursor;
      this.#shortestSkipped[depth] = skipped;
      this.#reach[depth] = reach;
      this.#hasChild[depth] = 1;
      load[depth] = picked;
      waiting[picked] = -1;
      idle -= time[picked]!;
      let grown = listSize;
      for (let a = successorStart[picked]!; a < successorStart[picked + 1]!; a++) {
        const next = successor[a]!;
        if (--waiting[next]! !== 0) continue;
        list[grown++] = next;
        reach += closureTime[next]!;
      }
      if (guideWeight !== undefined) {
        this.#carried[depth + 1] = this.#carried[depth]! + guideWeight[picked]!;
      }
      depth++;
      cursors[depth] = cursor;
      this.#listSize[depth] = grown;
      this.#shortestSkipped[depth] = skipped;
      this.#reach[depth] = reach;
      this.#hasChild[depth] = 0;
    }
    this.loadSize = 0;
    return LOADS_EXHAUSTED;
  }
}

function closureTimes(graph: PrecedenceGraph): Float64Array {
  const closure = new Float64Array(graph.size);
  for (let task = 0; task < graph.size; task++) {
    let sum = graph.time[task]!;
    for (let after = 0; after < graph.size; after++) {
      if (hasBit(graph.allSuccessors, task * graph.words, after)) sum += graph.time[after]!;
    }
    closure[task] = sum;
  }
  return closure;
}
