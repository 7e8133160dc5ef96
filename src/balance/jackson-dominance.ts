import { hasBit, isSubset } from "./bits.ts";
import type { PrecedenceGraph } from "./precedence-graph.ts";

/** Per task j, the tasks that can replace it: `dominator[start[j] .. start[j + 1])`. */
export interface Dominators {
  readonly start: Int32Array;
  readonly dominator: Int32Array;
}

/**
 * Jackson's (1956) rule: h can stand in for j when it takes at least as long, all successors of j
 * succeed h too, and neither precedes the other. Of two tasks equal in both, the one with the lower number
 * dominates, so that the relation has no circles. Valid only for the simple problem: any further
 * constraint on tasks or stations breaks the exchange.
 */
export function jacksonDominators(graph: PrecedenceGraph): Dominators {
  const { size, words, time, allSuccessors } = graph;
  const start = new Int32Array(size + 1);
  const list: number[] = [];
  for (let j = 0; j < size; j++) {
    for (let h = 0; h < size; h++) {
      if (h === j || time[h]! < time[j]!) continue;
      if (hasBit(allSuccessors, h * words, j) || hasBit(allSuccessors, j * words, h)) continue;
      if (!isSubset(allSuccessors, j * words, allSuccessors, h * words, words)) continue;
      const isEqual =
        time[h] === time[j] && isSubset(allSuccessors, h * words, allSuccessors, j * words, words);
      if (!isEqual || h < j) list.push(h);
    }
    start[j + 1] = list.length;
  }
  return { start, dominator: Int32Array.from(list) };
}
