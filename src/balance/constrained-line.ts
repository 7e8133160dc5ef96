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

/** Workers with the same skills. Every workplace of a station has one worker. */
export interface WorkerKind {
  readonly id: string;
  /** How many there are; any number unless given. */
  readonly count?: number;
  readonly skills?: readonly string[];
  /** Factor on the times of all tasks: 1.2 takes a fifth longer; 1 unless given. */
  readonly pace?: number;
  /** Own times of tasks, in the problem's unit; `pace` does not change these. */
  readonly times?: Readonly<Record<string, number>>;
  /** Tasks that this worker cannot do, whatever the skills. */
  readonly cannot?: readonly string[];
  /** Cost of one worker; zero unless given. */
  readonly cost?: number;
}

/** What a workplace can be built as. */
export interface StationType {
  readonly id: string;
  /** How many can be had; any number unless given. */
  readonly count?: number;
  readonly equipment?: readonly string[];
  /** Own times of tasks with this equipment, in the problem's unit. */
  readonly times?: Readonly<Record<string, number>>;
  /** Cost of one workplace of this type; zero unless given. */
  readonly cost?: number;
}

/** Time that a station loses between two tasks, in the problem's unit. */
export interface Setup {
  readonly from: string;
  readonly to: string;
  readonly time: number;
}

/** Side of a two-sided line; `either` lets the balance choose. */
export type TaskSide = "left" | "right" | "either";
export type LineSide = "left" | "right";

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
  readonly today?: {
    readonly assignment: readonly (readonly string[])[];
    readonly mostMoves: number;
    /** On a two-sided line, today's sides; a task that changes its side moves too. */
    readonly sides?: Readonly<Record<string, LineSide>>;
  };
  /**
   * A U-shaped line: a station may do a task when all tasks before it, or all tasks after it, are done at
   * stations up to this one (Miltenburg and Wijngaard 1994).
   */
  readonly isUShaped?: boolean;
  /** The zone of the product where a task is done, and pairs of zones that no station may mix. */
  readonly zones?: {
    readonly of: Readonly<Record<string, string>>;
    readonly apart: readonly (readonly [string, string])[];
  };
  /**
   * Most workplaces in parallel at one station. Each does all tasks of the station, on every p-th part, and has
   * p cycles for them; a load limit holds per cycle, so for p workplaces it is p times as high.
   */
  readonly mostParallel?: number;
  /**
   * A two-sided line: at every station workers on both sides work on the same part, and a task waits for what
   * is done on the other side (Bartholdi 1993). The tasks' sides; `either` unless given.
   */
  readonly sides?: Readonly<Record<string, TaskSide>>;
  readonly workers?: readonly WorkerKind[];
  /** Skills that a task needs, all of them of one worker. */
  readonly skills?: Readonly<Record<string, readonly string[]>>;
  readonly stationTypes?: readonly StationType[];
  /** Equipment that a task needs, all of it at one workplace. */
  readonly equipment?: Readonly<Record<string, readonly string[]>>;
  /**
   * Setups that depend on the sequence: `forward` between tasks that follow each other at a station, `backward`
   * from its last task to its first for the next part (Scholl, Boysen and Fliedner 2013); the same as
   * `forward` unless given. Pairs not named need none.
   */
  readonly setups?: { readonly forward: readonly Setup[]; readonly backward?: readonly Setup[] };
  /** Most that all workers and station types of the line may cost. */
  readonly budget?: number;
}

/** A line problem with constraints beyond the simple one. */
export interface ConstrainedLine {
  readonly problem: LineProblem;
  readonly constraints: LineConstraints;
}
