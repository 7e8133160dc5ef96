import type { Line } from "./check-line.ts";

/** `unknown`: stopped before a line was found or shown to be impossible. */
export type BalanceStatus = "optimal" | "feasible" | "infeasible" | "unknown";

/** Figures of one line. All times in the problem's unit; shares between 0 and 1. */
export interface LineFigures {
  readonly stationTimes: readonly number[];
  /** Idle time of all stations per cycle: m · c − Σ t. */
  readonly idleTime: number;
  /** Balance efficiency Σ t ÷ (m · c). */
  readonly efficiency: number;
  /** Balance delay: the idle share of the line, 1 − efficiency. */
  readonly balanceDelay: number;
  /** Smoothness index of Moodie and Young (1965): √Σ (longest station time − station time)². */
  readonly smoothnessIndex: number;
}

/**
 * The second objective, with the same number of stations: the least longest station time (vertical balancing), or
 * the least sum of squared idle times at the cycle asked for (horizontal balancing).
 */
export type Smoothing = {
  readonly status: "optimal" | "feasible";
  readonly bound: number;
} & (
  | {
      readonly goal: "load";
      /** In the problem's unit. */
      readonly longestStationTime: number;
    }
  | {
      readonly goal: "squares";
      /** In the problem's unit, squared. */
      readonly squaredIdleTime: number;
    }
);

/** What balancing comes back with. */
export interface BalanceAnswer extends Partial<LineFigures> {
  /** Schema version of this answer. */
  readonly version: 1;
  readonly problem: string;
  readonly objective: "stations" | "cycle" | "capacity";
  readonly status: BalanceStatus;
  /** Why there is no line, for status infeasible or unknown. */
  readonly reason?: string;
  /** Number of stations of the line; 0 when there is none. */
  readonly stations: number;
  /** Cycle time, in the problem's unit: given for SALBP-1, found for SALBP-2 and SALBP-E. */
  readonly cycle: number;
  /** Value of the objective: stations, cycle, or stations times cycle. */
  readonly value: number;
  /** No line can have a lower value. */
  readonly bound: number;
  /** (value − bound) ÷ value: 0 for a proven optimum. */
  readonly gap: number;
  /** Where the bound comes from. */
  readonly proof: string;
  /** Task names per station, first station first, in an order in which they can be done; stations not needed are empty. */
  readonly assignment: readonly (readonly string[])[];
  /** Second objective, when asked for and the first is proven. */
  readonly smoothing?: Smoothing;
  readonly seconds: number;
  /** Partial lines that the search stored. */
  readonly states: number;
}

/** Computes the figures of a line. @param cycle in ticks */
export function lineFigures(
  line: Line,
  assignment: readonly (readonly number[])[],
  cycle: number,
): LineFigures {
  const { time, totalTime } = line.graph;
  const ticks = assignment.map((load) => load.reduce((sum, task) => sum + time[task]!, 0));
  const capacity = assignment.length * cycle;
  const longest = Math.max(0, ...ticks);
  const squares = ticks.reduce((sum, used) => sum + (longest - used) ** 2, 0);
  const efficiency = capacity === 0 ? 1 : totalTime / capacity;
  return {
    stationTimes: ticks.map((used) => used / line.ticksPerUnit),
    idleTime: (capacity - totalTime) / line.ticksPerUnit,
    efficiency,
    balanceDelay: 1 - efficiency,
    smoothnessIndex: Math.sqrt(squares) / line.ticksPerUnit,
  };
}
