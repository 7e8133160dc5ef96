import { hasBit } from "./bits.ts";
import type { PrecedenceGraph } from "./precedence-graph.ts";

/** The order of a station's tasks with the least setup time, forward and back to the first. */
export interface SetupOrder {
  readonly time: number;
  readonly order: readonly number[];
}

/** Loads of more tasks than this are searched without remembering what has been tried. */
const MOST_REMEMBERED = 30;

/** Loads whose order is remembered: about 60 MB. */
const MOST_KNOWN = 200_000;

/** Setup times between tasks, and the exact least setup of any load. */
export class SetupTimes {
  /**
   * Whether leaving a task out of an order can never make it longer, so that part of a load needs no more
   * time than the whole.
   */
  readonly isMonotone: boolean;
  readonly #graph: PrecedenceGraph;
  readonly #forward: Float64Array;
  readonly #backward: Float64Array;
  readonly #known = new Map<string, SetupOrder>();

  /**
   * @param forward row-wise matrix: time between a task and the next one at the station
   * @param backward the same from the last task of a part to the first of the next part
   * @param time least time of each task in any mode, in the same unit
   */
  constructor(
    graph: PrecedenceGraph,
    forward: Float64Array,
    backward: Float64Array,
    time: ArrayLike<number>,
  ) {
    this.#graph = graph;
    this.#forward = forward;
    this.#backward = backward;
    this.isMonotone = isTriangular(graph.size, forward, backward, time);
  }

  /** The order with the least setup time among those that precedence admits. */
  least(load: readonly number[]): SetupOrder {
    const tasks = [...load].sort((a, b) => a - b);
    const key = tasks.join();
    let known = this.#known.get(key);
    if (known === undefined) {
      known = this.#search(tasks);
      if (this.#known.size >= MOST_KNOWN) this.#known.clear();
      this.#known.set(key, known);
    }
    return known;
  }

  /** Depth first over all orders, cut by the least setup that leads to each open task. */
  #search(tasks: readonly number[]): SetupOrder {
    const { allPredecessors, words, size } = this.#graph;
    const count = tasks.length;
    const before = tasks.map((task) =>
      tasks.reduce(
        (set, other, k) => (hasBit(allPredecessors, task * words, other) ? set | (1 << k) : set),
        0,
      ),
    );
    const nearest = tasks.map((task) =>
      Math.min(...tasks.map((other) => (other === task ? Infinity : this.#forward[other * size + task]!))),
    );
    const leastBack = Math.min(
      ...tasks.flatMap((last) => tasks.map((first) => this.#backward[last * size + first]!)),
    );
    let best: SetupOrder = { time: Infinity, order: [] };
    const order: number[] = [];
    const seen = new Map<number, number>();
    const visit = (done: number, last: number, time: number, rest: number): void => {
      if (time + rest + leastBack >= best.time) return;
      if (order.length === count) {
        const total = time + this.#backward[tasks[last]! * size + tasks[order[0]!]!]!;
        if (total < best.time) best = { time: total, order: order.map((k) => tasks[k]!) };
        return;
      }
      if (count <= MOST_REMEMBERED) {
        const key = (done >>> 0) * 32 + last;
        if ((seen.get(key) ?? Infinity) <= time) return;
        seen.set(key, time);
      }
      for (let k = 0; k < count; k++) {
        const isDone =
          order.length > 0 && (count <= MOST_REMEMBERED ? (done & (1 << k)) !== 0 : order.includes(k));
        if (isDone || !this.#isReady(before[k]!, done, count, order, tasks, k)) continue;
        order.push(k);
        const step = this.#forward[tasks[last]! * size + tasks[k]!]!;
        visit(done | (1 << k), k, time + step, rest - nearest[k]!);
        order.pop();
      }
    };
    for (let first = 0; first < count; first++) {
      if (!this.#isReady(before[first]!, 0, count, order, tasks, first)) continue;
      seen.clear();
      order.push(first);
      const rest = nearest.reduce((sum, time, k) => (k === first ? sum : sum + time), 0);
      visit(1 << first, first, 0, rest);
      order.pop();
    }
    return count === 0 ? { time: 0, order: [] } : best;
  }

  #isReady(
    before: number,
    done: number,
    count: number,
    order: readonly number[],
    tasks: readonly number[],
    k: number,
  ): boolean {
    if (count <= MOST_REMEMBERED) return (before & ~done) === 0;
    const { allPredecessors, words } = this.#graph;
    return tasks.every((other, j) => order.includes(j) || !hasBit(allPredecessors, tasks[k]! * words, other));
  }
}

/** Whether going through any further task takes at least as long as going past it. */
function isTriangular(
  size: number,
  forward: Float64Array,
  backward: Float64Array,
  time: ArrayLike<number>,
): boolean {
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      const direct = forward[a * size + b]!;
      const back = backward[a * size + b]!;
      for (let via = 0; via < size; via++) {
        if (via === a || via === b) continue;
        const [to, from] = [a * size + via, via * size + b];
        if (a !== b && forward[to]! + time[via]! + forward[from]! < direct) return false;
        if (forward[to]! + time[via]! + backward[from]! < back) return false;
        if (backward[to]! + time[via]! + forward[from]! < back) return false;
      }
    }
  }
  return true;
}
