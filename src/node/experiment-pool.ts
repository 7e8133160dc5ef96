import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import type { CancelSignal, Executor, TaskBatch } from "../experiment/run/executor.ts";
import type { ReplicationTask, TaskAnswer } from "../experiment/run/task.ts";
import type { PoolTask } from "./experiment-pool-worker.ts";

/** A task that ends so many threads is no accident. */
const MOST_DEATHS = 3;

/** One less than the cores, so that the machine stays usable; of two cores both. */
export function usualWorkers(): number {
  const cores = availableParallelism();
  return cores <= 2 ? cores : cores - 1;
}

/** Runs replications in threads of this process. */
export class PoolExecutor implements Executor {
  readonly name = "pool";
  readonly workers: number;
  readonly #pool: Piscina<PoolTask, TaskAnswer>;

  constructor(workers: number = usualWorkers()) {
    this.workers = workers;
    this.#pool = new Piscina({
      filename: new URL("./experiment-pool-worker.ts", import.meta.url).href,
      name: "runReplication",
      minThreads: workers,
      maxThreads: workers,
    });
    // After an abort the answer to what was dropped may still come; a thread that dies rejects its own task.
    this.#pool.on("error", () => undefined);
  }

  async run(
    { plants, tasks }: TaskBatch,
    onAnswer: (answer: TaskAnswer) => void,
    cancel?: CancelSignal,
  ): Promise<void> {
    if (cancel?.aborted === true) return;
    const texts = new Map([...plants].map(([hash, plant]) => [hash, JSON.stringify(plant)]));
    const abort = new AbortController();
    const stop = (): void => abort.abort();
    cancel?.addEventListener("abort", stop, { once: true });
    try {
      await Promise.all(
        tasks.map(async (task) => {
          const answer = await this.runOne(task, texts.get(task.plant) ?? "", abort.signal);
          if (answer !== undefined && cancel?.aborted !== true) onAnswer(answer);
        }),
      );
    } catch (error) {
      stop();
      throw error;
    } finally {
      cancel?.removeEventListener("abort", stop);
    }
  }

  /** Runs one replication, again where its thread died. @returns undefined after an abort */
  async runOne(task: ReplicationTask, plant: string, signal: AbortSignal): Promise<TaskAnswer | undefined> {
    for (let deaths = 0; ; deaths++) {
      try {
        // A second attempt is made only when the first has failed.
        // oxlint-disable-next-line no-await-in-loop
        return await this.#pool.run({ task, plant }, { signal });
      } catch (error) {
        if (signal.aborted) return undefined;
        if (deaths + 1 === MOST_DEATHS) throw error;
      }
    }
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }
}
