import { hasBit, setBit } from "./bits.ts";
import type { PrecedenceGraph } from "./precedence-graph.ts";

/**
 * The latest station of every task, counted from 1, when all tasks have to be done within `stations`
 * stations. Follows the tails of Scholl (1999, section 2.2.2.1): successors are taken in order of falling tail
 * as jobs on one machine, and a task whose tail leaves no room for it in a begun station moves to the
 * next. Never decreases along a relation. Values below 1 mean that no assignment exists.
 */
export function latestStations(graph: PrecedenceGraph, cycle: number, stations: number): Int32Array {
  const { size, words, time, topological, allSuccessors } = graph;
  const tail = new Float64Array(size);
  const latest = new Int32Array(size);
  for (let k = size - 1; k >= 0; k--) {
    const task = topological[k]!;
    const after: number[] = [];
    for (let other = 0; other < size; other++) {
      if (hasBit(allSuccessors, task * words, other)) after.push(other);
    }
    after.sort((a, b) => tail[b]! - tail[a]!);
    let busy = 0;
    let longest = 0;
    for (const other of after) {
      busy += time[other]!;
      longest = Math.max(longest, busy + tail[other]!);
    }
    const begun = Math.ceil(longest / cycle) * cycle;
    tail[task] = time[task]! + longest > begun ? begun : longest;
    const needed = Math.max(1, Math.ceil((tail[task] + time[task]!) / cycle));
    latest[task] = stations - needed + 1;
  }
  for (let k = size - 1; k >= 0; k--) {
    const task = topological[k]!;
    for (let a = graph.successorStart[task]!; a < graph.successorStart[task + 1]!; a++) {
      latest[task] = Math.min(latest[task]!, latest[graph.successor[a]!]!);
    }
  }
  return latest;
}

/** Row k, for k from 0 to `stations`: the tasks whose latest station is k or earlier. */
export function dueTasks(graph: PrecedenceGraph, cycle: number, stations: number): Int32Array {
  const latest = latestStations(graph, cycle, stations);
  const due = new Int32Array((stations + 1) * graph.words);
  for (let task = 0; task < graph.size; task++) {
    for (let k = Math.max(0, latest[task]!); k <= stations; k++) setBit(due, k * graph.words, task);
  }
  return due;
}
