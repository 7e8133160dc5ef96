import { type Direction, lineDirection, originalLine } from "./direction.ts";
import { hoffmannLine, hoffmannStarts, taskWorth } from "./hoffmann.ts";
import { LoadEnumerator } from "./load-enumerator.ts";
import type { PrecedenceGraph } from "./precedence-graph.ts";

/** A graph with what all searches on it share. */
export interface LineModel {
  readonly graph: PrecedenceGraph;
  readonly forward: Direction;
  readonly backward: Direction;
  /** The longest task, in ticks: no cycle can be shorter. */
  readonly longestTime: number;
}

export function lineModel(graph: PrecedenceGraph): LineModel {
  return {
    graph,
    forward: lineDirection(graph, false),
    backward: lineDirection(graph, true),
    longestTime: graph.time.reduce((most, time) => Math.max(most, time), 0),
  };
}

/** Most nodes of enumeration per station of a heuristic line, and for all stations together. */
const STATION_NODES = 2_000;
const LINE_NODES = 300_000;

/**
 * The best of several Hoffmann lines in both directions: fewest stations, at the given cycle.
 * @param goal stops early at this number of stations
 * @param starts how many weightings to try, at most 100
 */
export function heuristicLine(model: LineModel, cycle: number, goal: number, starts: number): number[][] {
  let best: number[][] | undefined;
  const leastStations = Math.max(1, model.graph.totalTime / cycle);
  const nodes = Math.min(STATION_NODES, Math.ceil(LINE_NODES / leastStations));
  const enumerators = new Map<Direction, LoadEnumerator>();
  for (const weights of hoffmannStarts().slice(0, starts)) {
    for (const direction of [model.forward, model.backward]) {
      const { graph, workAfter, tasksAfter } = direction;
      const enumerator = enumerators.get(direction) ?? new LoadEnumerator(graph, cycle);
      enumerators.set(direction, enumerator);
      const worth = taskWorth(graph, workAfter, tasksAfter, weights);
      const line = hoffmannLine(graph, enumerator, worth, nodes);
      if (best === undefined || line.length < best.length) best = originalLine(direction, line);
      if (best.length <= goal) return best;
    }
  }
  if (best === undefined) throw new Error("at least one start is needed");
  return best;
}
