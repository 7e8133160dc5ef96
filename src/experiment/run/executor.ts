import type { Plant } from "../../plant/schema.ts";
import { type ReplicationTask, runTask, type TaskAnswer } from "./task.ts";

/** The part of an AbortSignal that is needed; the core knows no DOM. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** Replications that can be run in any order and anywhere. */
export interface TaskBatch {
  /** By hash. */
  readonly plants: ReadonlyMap<string, Plant>;
  /** With keys of their own. */
  readonly tasks: readonly ReplicationTask[];
}

/**
 * Runs replications somewhere: in this thread, in workers, in a pool of threads, on other machines. All give the same
 * records, since a record depends on its task and plant alone.
 */
export interface Executor {
  readonly name: "inline" | "workers" | "pool" | "nats";
  /** How many replications run at the same time; undefined where that is not known. */
  readonly workers: number | undefined;
  /**
   * Answers each task once, in any order. Returns when all are answered; after a cancel at once, with what is under way
   * dropped. @throws Error when it cannot go on, such as a lost connection
   */
  run(batch: TaskBatch, onAnswer: (answer: TaskAnswer) => void, cancel?: CancelSignal): Promise<void>;
  /** Ends threads and connections. */
  close(): Promise<void>;
}

/** Runs one replication after the other in this thread, giving others a turn in between. */
export class InlineExecutor implements Executor {
  readonly name = "inline";
  readonly workers = 1;
  readonly #turn: () => Promise<void>;

  /** @param turn lets what waits happen, such as a key that cancels */
  constructor(turn: () => Promise<void> = () => Promise.resolve()) {
    this.#turn = turn;
  }

  async run(
    { plants, tasks }: TaskBatch,
    onAnswer: (answer: TaskAnswer) => void,
    cancel?: CancelSignal,
  ): Promise<void> {
    for (const task of tasks) {
      if (cancel?.aborted === true) return;
      onAnswer(runTask(plants.get(task.plant) as Plant, task));
      // Cancelling is only seen between replications, so they have to come one after the other.
      // oxlint-disable-next-line no-await-in-loop
      await this.#turn();
    }
  }

  async close(): Promise<void> {}
}
