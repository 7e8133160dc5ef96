import type { Plant } from "../../plant/schema.ts";
import type { CancelSignal, Executor, TaskBatch } from "./executor.ts";
import type { ReplicationTask, TaskAnswer } from "./task.ts";

/** One worker of a pool: a socket that runs replications, wherever it lives. */
export interface ReplicationWorker {
  /** Keeps a plant for the tasks to come. */
  load(hash: string, plant: Plant): Promise<void>;
  run(task: ReplicationTask): Promise<TaskAnswer>;
  /** Ends it at once, with what it is doing. */
  terminate(): void;
}

/** A task that kills so many workers is no accident. */
const MOST_DEATHS = 3;

/** Runs replications in workers that somebody else knows how to start: web workers in a page, for one. */
export class WorkerExecutor implements Executor {
  readonly name = "workers";
  readonly workers: number;
  readonly #spawn: () => ReplicationWorker;
  readonly #idle: { worker: ReplicationWorker; plants: Set<string> }[] = [];
  readonly #busy = new Set<ReplicationWorker>();

  /** @param spawn starts a worker; a call to a worker that dies must be rejected */
  constructor(workers: number, spawn: () => ReplicationWorker) {
    this.workers = workers;
    this.#spawn = spawn;
  }

  async run(
    { plants, tasks }: TaskBatch,
    onAnswer: (answer: TaskAnswer) => void,
    cancel?: CancelSignal,
  ): Promise<void> {
    const waiting = tasks.map((task) => ({ task, deaths: 0 })).reverse();
    const stop = (): void => {
      waiting.length = 0;
      for (const worker of this.#busy) worker.terminate();
    };
    if (cancel?.aborted === true) return;
    cancel?.addEventListener("abort", stop, { once: true });
    const lane = async (): Promise<void> => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        const place = this.#idle.pop() ?? { worker: this.#spawn(), plants: new Set<string>() };
        this.#busy.add(place.worker);
        try {
          // A lane is one worker, which does one thing at a time.
          // oxlint-disable-next-line no-await-in-loop
          const answer = await runIn(place, next.task, plants);
          this.#idle.push(place);
          if (cancel?.aborted !== true) onAnswer(answer);
        } catch (error) {
          place.worker.terminate();
          if (cancel?.aborted === true) return;
          if (++next.deaths === MOST_DEATHS) {
            stop();
            throw error;
          }
          waiting.push(next);
        } finally {
          this.#busy.delete(place.worker);
        }
      }
    };
    try {
      await Promise.all(Array.from({ length: Math.min(this.workers, tasks.length) }, lane));
    } finally {
      cancel?.removeEventListener("abort", stop);
    }
  }

  async close(): Promise<void> {
    for (const { worker } of this.#idle) worker.terminate();
    for (const worker of this.#busy) worker.terminate();
    this.#idle.length = 0;
  }
}

async function runIn(
  place: { worker: ReplicationWorker; plants: Set<string> },
  task: ReplicationTask,
  plants: ReadonlyMap<string, Plant>,
): Promise<TaskAnswer> {
  if (!place.plants.has(task.plant)) {
    await place.worker.load(task.plant, plants.get(task.plant) as Plant);
    place.plants.add(task.plant);
  }
  return place.worker.run(task);
}
