import type { LineProblem } from "./line-problem.ts";

/** A product variant built on the line. */
export interface ProductModel {
  readonly id: string;
  /** Share of production; the shares of all models are scaled to add up to one. */
  readonly share: number;
  /** Times of tasks that differ from the problem's own, in its time unit. */
  readonly times: Readonly<Record<string, number>>;
}

/** A limit on what a station may ask of its worker besides time, for example ergonomic points or kilograms. */
export interface LoadLimit {
  readonly name: string;
  /** Most that the tasks of one station may add up to. */
  readonly most: number;
  /** Amount per task; tasks not named have none. */
  readonly amounts: Readonly<Record<string, number>>;
}

/** What a real line demands besides precedence and the cycle time. Stations count from 1. */
export interface LineConstraints {
  /** Mixed models: the weighted mean of the times must fit the cycle. */
  readonly models?: readonly ProductModel[];
  /** With models: share of the cycle by which any single model may exceed it at a station; 0 unless given. */
  readonly overload?: number;
  /** Groups of tasks that must be at one station. */
  readonly together?: readonly (readonly string[])[];
  /** Groups of tasks of which no two may be at one station. */
  readonly apart?: readonly (readonly string[])[];
  /** The only stations where a task may be: a fixed station, or those with the equipment that it needs. */
  readonly allowedStations?: Readonly<Record<string, readonly number[]>>;
  readonly loadLimits?: readonly LoadLimit[];
  /** Variance of the time per task, in squared time units, and the chance with which a station keeps the cycle. */
  readonly stochastic?: { readonly variances: Readonly<Record<string, number>>; readonly certainty: number };
  /** Today's line, and how many tasks may change their station. */
  readonly today?: { readonly assignment: readonly (readonly string[])[]; readonly mostMoves: number };
  /**
   * A U-shaped line: a station may do a task when all tasks before it, or all tasks after it, are done at
   * stations up to this one (Miltenburg and Wijngaard 1994).
   */
  readonly isUShaped?: boolean;
}

/** A line problem with constraints beyond the simple one. */
export interface ConstrainedLine {
  readonly problem: LineProblem;
  readonly constraints: LineConstraints;
}
