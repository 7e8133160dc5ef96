import { randomUUID } from "node:crypto";
import type { ConsumerMessages } from "@nats-io/jetstream";
import type { CancelSignal, Executor, TaskBatch } from "../experiment/run/executor.ts";
import { keyOfAnswer, type TaskAnswer } from "../experiment/run/task.ts";
import {
  openQueue,
  publishPlant,
  type Queue,
  type QueuedTask,
  removeJob,
  STREAMS,
  SUBJECTS,
  unpackAnswer,
} from "./nats-queue.ts";

/** Messages that are published at the same time, so that a large batch does not fill the memory of the connection. */
const WINDOW = 200;

/**
 * Runs replications on whatever workers take them from a work queue on a NATS server. A task that a dead worker had is
 * given to another one; an answer counts once by its key, however often it comes.
 */
export class NatsExecutor implements Executor {
  readonly name = "nats";
  readonly workers = undefined;
  readonly #queue: Queue;

  private constructor(queue: Queue) {
    this.#queue = queue;
  }

  /** @throws QueueUnavailable */
  static async open(url: string): Promise<NatsExecutor> {
    return new NatsExecutor(await openQueue(url));
  }

  async run(batch: TaskBatch, onAnswer: (answer: TaskAnswer) => void, cancel?: CancelSignal): Promise<void> {
    if (isCancelled(cancel)) return;
    const job = randomUUID();
    const messages = await this.#results(job);
    const stop = (): void => void messages.close();
    cancel?.addEventListener("abort", stop, { once: true });
    try {
      const submitted = this.#submit(job, batch, cancel).catch(async (error: unknown) => {
        await messages.close();
        throw error;
      });
      const open = new Set(batch.tasks.map(({ key }) => key));
      for await (const message of messages) {
        const answer = unpackAnswer(message.data);
        if (open.delete(keyOfAnswer(answer))) onAnswer(answer);
        if (open.size === 0) break;
      }
      await submitted;
      if (open.size > 0 && !isCancelled(cancel))
        throw new Error(`the NATS server is gone; ${open.size} replications are missing`);
    } finally {
      cancel?.removeEventListener("abort", stop);
      await messages.close();
      this.#queue.connection.publish(SUBJECTS.cancelled(job));
      await removeJob(this.#queue, job);
    }
  }

  async close(): Promise<void> {
    await this.#queue.connection.close();
  }

  /** The answers of a job from its first on; a consumer that loses its place begins again behind the last one. */
  async #results(job: string): Promise<ConsumerMessages> {
    const consumer = await this.#queue.client.consumers.get(STREAMS.results, {
      filter_subjects: SUBJECTS.resultsOf(job),
    });
    return consumer.consume({ max_messages: WINDOW });
  }

  async #submit(job: string, { plants, tasks }: TaskBatch, cancel?: CancelSignal): Promise<void> {
    const chunks = new Map<string, number>();
    for (const hash of new Set(tasks.map(({ plant }) => plant))) {
      const plant = plants.get(hash);
      // One plant after the other: each may be megabytes.
      // oxlint-disable-next-line no-await-in-loop
      if (plant !== undefined) chunks.set(hash, await publishPlant(this.#queue, job, hash, plant));
    }
    for (let i = 0; i < tasks.length && !isCancelled(cancel); i += WINDOW) {
      // oxlint-disable-next-line no-await-in-loop
      await Promise.all(
        tasks.slice(i, i + WINDOW).map((task) => {
          const queued: QueuedTask = { job, task, chunks: chunks.get(task.plant) ?? 0 };
          return this.#queue.client.publish(SUBJECTS.work(job, task.key), JSON.stringify(queued), {
            msgID: `${job}.${task.key}`,
          });
        }),
      );
    }
  }
}

/** Asked again and again, since it changes. */
function isCancelled(cancel: CancelSignal | undefined): boolean {
  return cancel?.aborted === true;
}
