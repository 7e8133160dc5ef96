import type { Line } from "./check-line.ts";
import type { SetupTimes } from "./setup-times.ts";

/** An amount per task of which a workplace may hold only so much. */
export interface Capacity {
  readonly amount: Float64Array;
  readonly most: number;
}

/** One way to man and equip the workplaces of a station, or of one side of it. */
export interface Mode {
  /** Index of the worker kind and of the station type, or -1 without any. */
  readonly worker: number;
  readonly stationType: number;
  /** Workplaces in parallel. */
  readonly parallel: number;
  /** Of all workplaces together. */
  readonly cost: number;
  /** 1 for the tasks that can be done in this mode. */
  readonly can: Uint8Array;
  /** Mean time first, then the time of each model, then the limits by load. */
  readonly capacities: readonly Capacity[];
  readonly variance: Float64Array | undefined;
}

/** The modes of a station: one, or one for each side that is manned on a two-sided line. */
export interface Manning {
  readonly modes: readonly (Mode | undefined)[];
  readonly workplaces: number;
  readonly cost: number;
  /** Amount used of each of the model's `stocks`. */
  readonly uses: readonly number[];
}

/** The checked form of a constrained line at one cycle; tasks as in its graph. */
export interface ConstrainedModel {
  readonly line: Line;
  /** Sides of a station: one, or two. */
  readonly sideCount: 1 | 2;
  readonly mannings: readonly Manning[];
  /** How many of the capacities are times. */
  readonly timeCount: number;
  /** Per task 0 for left, 1 for right, -1 for any side. */
  readonly sideOf: Int8Array;
  /** Per task the number of its group of tasks that must share a station, or -1. */
  readonly groupOf: Int32Array;
  readonly groups: readonly (readonly number[])[];
  /** Per task the tasks that may not share its station. */
  readonly apart: readonly (readonly number[])[];
  /** Per task its allowed stations, counted from 1, or undefined for all. */
  readonly allowed: readonly (ReadonlySet<number> | undefined)[];
  /** Largest station that is named anywhere. */
  readonly lastNamed: number;
  /** Per task today's station, 0 for new tasks, and its side (-1 for none); undefined when moves are free. */
  readonly today: { readonly station: Int32Array; readonly side: Int8Array } | undefined;
  /** What the whole line has only so much of: moves first where they count, then money, workers, station types. */
  readonly stocks: readonly number[];
  readonly isUShaped: boolean;
  /** Multiplies the standard deviation of a station's time; zero for certain times. */
  readonly quantile: number;
  readonly setups: SetupTimes | undefined;
}

/** A task counts as moved when it has another station, or side, than today; new tasks do not count. */
export function isMove(
  today: { readonly station: Int32Array; readonly side: Int8Array },
  task: number,
  station: number,
  side: number,
): boolean {
  const before = today.station[task]!;
  if (before === 0) return false;
  return before !== station || (today.side[task]! >= 0 && today.side[task] !== side);
}
