import { bitWords, hasBit, orBits, setBit } from "./bits.ts";

/**
 * The checked, integer form of a line problem that the solvers work on. Tasks are numbered from zero;
 * `time` is in whole ticks. Sets of tasks are rows of `words` 32-bit words.
 */
export interface PrecedenceGraph {
  readonly size: number;
  readonly words: number;
  readonly time: Int32Array;
  /** Sum of all times, in ticks. */
  readonly totalTime: number;
  /** Direct successors of task t: `successor[successorStart[t] .. successorStart[t + 1])`. */
  readonly successorStart: Int32Array;
  readonly successor: Int32Array;
  readonly predecessorStart: Int32Array;
  readonly predecessor: Int32Array;
  /** Row t: all direct and indirect successors of t. */
  readonly allSuccessors: Int32Array;
  readonly allPredecessors: Int32Array;
  /** A topological order of the tasks. */
  readonly topological: Int32Array;
}

/**
 * Builds the graph without redundant arcs. Arcs may be given in any order and more than once.
 * @returns undefined when the arcs contain a cycle
 */
export function precedenceGraph(
  time: Int32Array,
  arcs: readonly (readonly [before: number, after: number])[],
): PrecedenceGraph | undefined {
  const size = time.length;
  const words = bitWords(size);
  const given = adjacency(size, arcs, 0);
  const topological = topologicalOrder(size, given, adjacency(size, arcs, 1));
  if (topological === undefined) return undefined;
  const allSuccessors = new Int32Array(size * words);
  const reduced: [number, number][] = [];
  for (let k = size - 1; k >= 0; k--) {
    const task = topological[k]!;
    const direct = given.list.subarray(given.start[task], given.start[task + 1]);
    const indirect = new Int32Array(words);
    for (const next of direct) orBits(indirect, 0, allSuccessors, next * words, words);
    for (const next of direct) {
      if (!hasBit(indirect, 0, next)) reduced.push([task, next]);
      setBit(indirect, 0, next);
    }
    allSuccessors.set(indirect, task * words);
  }
  const successors = adjacency(size, reduced, 0);
  const predecessors = adjacency(size, reduced, 1);
  const allPredecessors = new Int32Array(size * words);
  for (const task of topological) {
    for (let a = predecessors.start[task]!; a < predecessors.start[task + 1]!; a++) {
      const before = predecessors.list[a]!;
      orBits(allPredecessors, task * words, allPredecessors, before * words, words);
      setBit(allPredecessors, task * words, before);
    }
  }
  return {
    size,
    words,
    time,
    totalTime: time.reduce((sum, t) => sum + t, 0),
    successorStart: successors.start,
    successor: successors.list,
    predecessorStart: predecessors.start,
    predecessor: predecessors.list,
    allSuccessors,
    allPredecessors,
    topological,
  };
}

/** The same line seen from its end: every relation turned round. */
export function reversedGraph(graph: PrecedenceGraph): PrecedenceGraph {
  return {
    ...graph,
    successorStart: graph.predecessorStart,
    successor: graph.predecessor,
    predecessorStart: graph.successorStart,
    predecessor: graph.successor,
    allSuccessors: graph.allPredecessors,
    allPredecessors: graph.allSuccessors,
    topological: graph.topological.slice().reverse(),
  };
}

/** The same line with its tasks renumbered: new task k is old task `order[k]`. */
export function renumberedGraph(graph: PrecedenceGraph, order: ArrayLike<number>): PrecedenceGraph {
  const rank = new Int32Array(graph.size);
  const time = new Int32Array(graph.size);
  for (let k = 0; k < graph.size; k++) {
    rank[order[k]!] = k;
    time[k] = graph.time[order[k]!]!;
  }
  const renumbered = precedenceGraph(
    time,
    precedenceArcs(graph).map(([before, after]) => [rank[before]!, rank[after]!] as const),
  );
  if (renumbered === undefined) throw new Error("renumbering cannot make a cycle");
  return renumbered;
}

/** The tasks in an order in which they can be done one after the other. */
export function inOrder(graph: PrecedenceGraph, tasks: readonly number[]): number[] {
  const rank = new Int32Array(graph.size);
  graph.topological.forEach((task, k) => (rank[task] = k));
  return [...tasks].sort((a, b) => rank[a]! - rank[b]!);
}

/** The direct relations, without redundant ones. */
export function precedenceArcs(graph: PrecedenceGraph): [before: number, after: number][] {
  const arcs: [number, number][] = [];
  for (let task = 0; task < graph.size; task++) {
    for (let a = graph.successorStart[task]!; a < graph.successorStart[task + 1]!; a++) {
      arcs.push([task, graph.successor[a]!]);
    }
  }
  return arcs;
}

interface Adjacency {
  readonly start: Int32Array;
  readonly list: Int32Array;
}

/** Neighbours of every task in compressed rows; `from` 0 lists successors, 1 predecessors. */
function adjacency(size: number, arcs: readonly (readonly [number, number])[], from: 0 | 1): Adjacency {
  const start = new Int32Array(size + 1);
  const list = new Int32Array(arcs.length);
  for (const arc of arcs) start[arc[from] + 1]!++;
  for (let task = 0; task < size; task++) start[task + 1]! += start[task]!;
  const next = start.slice();
  for (const arc of arcs) list[next[arc[from]]!++] = arc[1 - from]!;
  return { start, list };
}

function topologicalOrder(
  size: number,
  successors: Adjacency,
  predecessors: Adjacency,
): Int32Array | undefined {
  const waiting = new Int32Array(size);
  const order = new Int32Array(size);
  let ready = 0;
  for (let task = 0; task < size; task++) {
    waiting[task] = predecessors.start[task + 1]! - predecessors.start[task]!;
    if (waiting[task] === 0) order[ready++] = task;
  }
  for (let done = 0; done < ready; done++) {
    const task = order[done]!;
    for (let a = successors.start[task]!; a < successors.start[task + 1]!; a++) {
      const after = successors.list[a]!;
      if (--waiting[after]! === 0) order[ready++] = after;
    }
  }
  return ready === size ? order : undefined;
}
