import { hasBit, isSubset, orBits, setBit } from "./bits.ts";
import type { PrecedenceGraph } from "./precedence-graph.ts";
import type { WeightBound } from "./weight-bound.ts";

/**
 * Sets of tasks that a station can hold in some line: they fit the cycle and are convex, that is, no task
 * outside stands between two of them in the precedence. In compressed rows: the tasks of load k are
 * `task[start[k] .. start[k + 1])`.
 */
export interface ConvexLoads {
  readonly start: Int32Array;
  readonly task: Int32Array;
}

/**
 * Lists all convex loads, or gives up.
 * @returns undefined when there are more than `most`
 */
export function convexLoads(graph: PrecedenceGraph, cycle: number, most: number): ConvexLoads | undefined {
  const { size, words, time, topological, allSuccessors, allPredecessors } = graph;
  const starts: number[] = [0];
  const tasks: number[] = [];
  const load: number[] = [];
  /** Row d: the load, and all that follows it, after d tasks. */
  const members = new Int32Array((size + 1) * words);
  const followers = new Int32Array((size + 1) * words);
  const between = new Int32Array(words);
  const extend = (from: number, room: number): boolean => {
    const depth = load.length;
    for (let k = from; k < size; k++) {
      const task = topological[k]!;
      if (time[task]! > room) continue;
      for (let w = 0; w < words; w++) {
        between[w] = allPredecessors[task * words + w]! & followers[depth * words + w]!;
      }
      if (!isSubset(between, 0, members, depth * words, words)) continue;
      load.push(task);
      for (const id of load) tasks.push(id);
      starts.push(tasks.length);
      if (starts.length > most) return false;
      const row = (depth + 1) * words;
      members.copyWithin(row, depth * words, row);
      followers.copyWithin(row, depth * words, row);
      setBit(members, row, task);
      orBits(followers, row, allSuccessors, task * words, words);
      if (!extend(k + 1, room - time[task]!)) return false;
      load.pop();
    }
    return true;
  };
  if (!extend(0, cycle)) return undefined;
  return { start: Int32Array.from(starts), task: Int32Array.from(tasks) };
}

/**
 * Keeps the loads that may occur in a line of `stations` stations: by every bound, the stations demanded for
 * what precedes the load, the load's own, and those for what follows it are no more; and the load
 * carries so much that the other stations can carry the rest.
 */
export function usableLoads(
  graph: PrecedenceGraph,
  loads: ConvexLoads,
  stations: number,
  bounds: readonly WeightBound[],
): ConvexLoads {
  const { size, words, allPredecessors, allSuccessors } = graph;
  const totals = bounds.map(({ weight }) => weight.reduce((sum, w) => sum + w, 0));
  /** A part of the tasks bounds its stations only when no other task can have negative weight there. */
  const isPositive = bounds.map(({ weight }) => weight.every((w) => w >= 0));
  const before = new Int32Array(words);
  const after = new Int32Array(words);
  const inLoad = new Uint8Array(size);
  const starts: number[] = [0];
  const tasks: number[] = [];
  for (let k = 0; k + 1 < loads.start.length; k++) {
    const load = loads.task.subarray(loads.start[k], loads.start[k + 1]);
    before.fill(0);
    after.fill(0);
    for (const task of load) {
      inLoad[task] = 1;
      orBits(before, 0, allPredecessors, task * words, words);
      orBits(after, 0, allSuccessors, task * words, words);
    }
    let stationsBefore = 0;
    let stationsAfter = 0;
    let isUsable = true;
    for (let b = 0; b < bounds.length && isUsable; b++) {
      const { weight, capacity } = bounds[b]!;
      let own = 0;
      let ahead = 0;
      let behind = 0;
      for (let task = 0; task < size; task++) {
        if (inLoad[task] === 1) own += weight[task]!;
        else if (hasBit(before, 0, task)) ahead += weight[task]!;
        else if (hasBit(after, 0, task)) behind += weight[task]!;
      }
      if (isPositive[b]!) {
        stationsBefore = Math.max(stationsBefore, Math.ceil(ahead / capacity));
        stationsAfter = Math.max(stationsAfter, Math.ceil(behind / capacity));
      }
      const isHeavyEnough = totals[b]! - own <= (stations - 1) * capacity;
      isUsable = isHeavyEnough && stationsBefore + 1 + stationsAfter <= stations;
    }
    for (const task of load) inLoad[task] = 0;
    if (!isUsable) continue;
    for (const task of load) tasks.push(task);
    starts.push(tasks.length);
  }
  return { start: Int32Array.from(starts), task: Int32Array.from(tasks) };
}
