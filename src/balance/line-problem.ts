/** One indivisible piece of work. */
export interface Task {
  /** Unique within the problem; shown in answers. */
  readonly id: string;
  /** Processing time, in the problem's time unit (any unit, the same for all; the takt too). */
  readonly time: number;
  /** Line of the source text, for findings. */
  readonly line?: number;
}

/** Task `before` must be finished, at an earlier or the same station, when `after` begins. */
export interface Precedence {
  readonly before: string;
  readonly after: string;
  readonly line?: number;
}

/** A simple assembly line balancing problem: tasks and precedence relations, as the user gave them. */
export interface LineProblem {
  /** Name of the file or table, used in findings. */
  readonly name: string;
  readonly tasks: readonly Task[];
  readonly precedence: readonly Precedence[];
  /** Cycle time (takt) given by the source, if any, in the problem's time unit. */
  readonly cycle?: number;
}
