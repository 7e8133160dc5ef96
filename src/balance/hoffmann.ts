import { setBit } from "./bits.ts";
import { LOAD_FOUND, LOADS_EXHAUSTED, LoadEnumerator } from "./load-enumerator.ts";
import type { PrecedenceGraph } from "./precedence-graph.ts";

/** Weights of one start: a load is worth Σ (time + α · work after it + β · tasks after it − γ). */
export interface HoffmannWeights {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
}

/**
 * The starts of the modified Hoffmann heuristic of Sewell and Jacobson (2012), the plain one of
 * Hoffmann (1963) first.
 */
export function hoffmannStarts(): HoffmannWeights[] {
  const starts: HoffmannWeights[] = [];
  for (const gamma of [0, 0.01, 0.02, 0.03]) {
    for (const alpha of [0, 0.005, 0.01, 0.015, 0.02]) {
      for (const beta of [0, 0.005, 0.01, 0.015, 0.02]) starts.push({ alpha, beta, gamma });
    }
  }
  return starts;
}

/**
 * Fills station after station with the load of greatest worth among those enumerated.
 * @param worth per task, what it adds to the worth of a load
 * @param nodesPerStation limit on the enumeration of each station
 * @returns task numbers per station; always a valid line when every task fits the cycle
 */
export function hoffmannLine(
  graph: PrecedenceGraph,
  enumerator: LoadEnumerator,
  worth: Float64Array,
  nodesPerStation: number,
): number[][] {
  const assigned = new Int32Array(graph.words);
  const line: number[][] = [];
  let open = graph.size;
  while (open > 0) {
    enumerator.start(assigned, 0, { idleLimit: Infinity });
    const nodeLimit = enumerator.nodes + nodesPerStation;
    let best: number[] = [];
    let bestWorth = -Infinity;
    for (;;) {
      const found = enumerator.next(best.length === 0 ? Infinity : nodeLimit);
      if (found !== LOAD_FOUND) break;
      let sum = 0;
      for (let p = 0; p < enumerator.loadSize; p++) sum += worth[enumerator.load[p]!]!;
      if (sum <= bestWorth) continue;
      bestWorth = sum;
      best = Array.from(enumerator.load.subarray(0, enumerator.loadSize));
    }
    if (best.length === 0) throw new Error(`no load of a station at status ${LOADS_EXHAUSTED}`);
    for (const task of best) setBit(assigned, 0, task);
    open -= best.length;
    line.push(best);
  }
  return line;
}

/** Worth per task under the given weights. */
export function taskWorth(
  graph: PrecedenceGraph,
  workAfter: Float64Array,
  tasksAfter: Int32Array,
  weights: HoffmannWeights,
): Float64Array {
  const meanTime = graph.totalTime / graph.size;
  return Float64Array.from(
    graph.time,
    (time, task) =>
      time + weights.alpha * workAfter[task]! + (weights.beta * tasksAfter[task]! - weights.gamma) * meanTime,
  );
}
