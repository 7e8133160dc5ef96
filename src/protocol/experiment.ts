import type { ExperimentResult } from "../experiment/run/answer.ts";
import type { Convergence, ExperimentTable } from "../experiment/run/experiment-table.ts";
import type { Progress } from "../experiment/run/laboratory.ts";
import type { ReplicationTask, TaskAnswer } from "../experiment/run/task.ts";
import type { Language } from "../plant/finding-text.ts";
import type { BareFinding, LocalText } from "../plant/finding.ts";
import type { Plant } from "../plant/schema.ts";

export type {
  ComparisonAnswer,
  Estimate,
  ExperimentResult,
  ScenarioAnswer,
} from "../experiment/run/answer.ts";
export type {
  Convergence,
  ExperimentTable,
  TableDifference,
  TableResponse,
  TableRow,
} from "../experiment/run/experiment-table.ts";

/** A study as the worker took it. */
export interface LoadedStudy {
  readonly id: string;
  readonly name: string;
  readonly question?: string;
  readonly baseline: string;
  readonly scenarios: readonly {
    readonly id: string;
    readonly name: string;
    readonly reason?: string;
    /** What is different, in words. */
    readonly changes: readonly LocalText[];
  }[];
  readonly warnings: readonly BareFinding[];
}

/** Expected failures are returned: comlink would lose an error's class and fields. */
export type StudyAnswer =
  | { readonly ok: true; readonly value: LoadedStudy }
  | { readonly ok: false; readonly error: readonly BareFinding[] };

export type ExperimentAnswer =
  | {
      readonly ok: true;
      readonly value: ExperimentResult;
      readonly table: ExperimentTable;
      /** Where the study was saved with a result: how this one differs from it, nothing where it is the same. */
      readonly differences?: readonly LocalText[];
    }
  | {
      readonly ok: false;
      /** cancelled: by `cancel`, or by a new `load`. failed: a scenario cannot be run to its end. */
      readonly reason: "cancelled" | "failed" | "noStudy";
      readonly message: string;
      readonly scenario?: string;
    };

/** How far it is, without the record that just came in. */
export type ExperimentProgress = Omit<Progress, "record"> & {
  /** Figures of the replication that just ended, in the order of the responses. */
  readonly values: readonly number[];
  /** All figures of all scenarios so far, every tenth of a second at most. */
  readonly table?: ExperimentTable;
};

/** The experiment worker: reads a study, runs it in workers of its own, compares, and writes reports. */
export interface ExperimentContract {
  /** Checks the text of a study file. @param plant text of the plant file, where the study names one */
  load(study: string, plant?: string): StudyAnswer;
  /** Runs it. @param workers how many replications at the same time; one less than the cores when absent */
  run(onProgress?: (progress: ExperimentProgress) => void, workers?: number): Promise<ExperimentAnswer>;
  /** Ends the run; what it has not finished is dropped. */
  cancel(): void;
  /** The last result as a report in one HTML file; undefined while there is none. */
  report(language: Language): string | undefined;
  csv(): string | undefined;
  /** How a figure of the last result came to rest; nothing while there is none. */
  convergence(response: string): readonly Convergence[];
  /** The study with its plant and its last result, as a file. */
  save(): string | undefined;
  /** Answers at once; a worker that does not is dead. */
  ping(): void;
}

/** A worker of the experiment worker: runs one replication at a time. */
export interface ReplicationContract {
  load(hash: string, plant: Plant): void;
  run(task: ReplicationTask): TaskAnswer;
}
