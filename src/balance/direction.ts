import { hasBit } from "./bits.ts";
import { type PrecedenceGraph, renumberedGraph, reversedGraph } from "./precedence-graph.ts";

/**
 * A graph as one search sees it: from the front or from the back of the line, tasks renumbered so that those with
 * much work behind them (ranked positional weight, Helgeson and Birnie 1961) come first.
 */
export interface Direction {
  readonly isBackward: boolean;
  readonly graph: PrecedenceGraph;
  /** Task of the original graph for each task of `graph`. */
  readonly original: Int32Array;
  /** Per task of `graph`: total time and number of all tasks after it. */
  readonly workAfter: Float64Array;
  readonly tasksAfter: Int32Array;
}

export function lineDirection(graph: PrecedenceGraph, isBackward: boolean): Direction {
  const seen = isBackward ? reversedGraph(graph) : graph;
  const first = followers(seen);
  const rank = new Int32Array(graph.size);
  seen.topological.forEach((task, k) => (rank[task] = k));
  const original = Int32Array.from(seen.topological).sort(
    (a, b) => first.work[b]! + seen.time[b]! - first.work[a]! - seen.time[a]! || rank[a]! - rank[b]!,
  );
  const renumbered = renumberedGraph(seen, original);
  const { work, count } = followers(renumbered);
  return { isBackward, graph: renumbered, original, workAfter: work, tasksAfter: count };
}

/** A line found in a direction, in original task numbers and front to back. */
export function originalLine(direction: Direction, line: readonly (readonly number[])[]): number[][] {
  const stations = line.map((load) => load.map((task) => direction.original[task]!));
  return direction.isBackward ? stations.reverse() : stations;
}

function followers(graph: PrecedenceGraph): { work: Float64Array; count: Int32Array } {
  const work = new Float64Array(graph.size);
  const count = new Int32Array(graph.size);
  for (let task = 0; task < graph.size; task++) {
    for (let after = 0; after < graph.size; after++) {
      if (!hasBit(graph.allSuccessors, task * graph.words, after)) continue;
      work[task]! += graph.time[after]!;
      count[task]!++;
    }
  }
  return { work, count };
}
