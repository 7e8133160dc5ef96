import { hostname } from "node:os";
import { parseArgs } from "node:util";
import type { Consumer, JsMsg } from "@nats-io/jetstream";
import { hashText } from "../base/hash.ts";
import type { TaskAnswer } from "../experiment/run/task.ts";
import { readPlant } from "../plant/read.ts";
import { PoolExecutor, usualWorkers } from "./experiment-pool.ts";
import {
  fetchPlant,
  openQueue,
  packAnswer,
  PATIENCE,
  type Queue,
  type QueuedTask,
  STREAMS,
  SUBJECTS,
  WORKERS,
} from "./nats-queue.ts";
import { type CommandOutput, EXIT } from "./output.ts";
import { QueueUnavailable } from "./queue-unavailable.ts";

export const WORKER_USAGE = "taktwerk worker --nats URL [--workers N]";

/** Plants that a worker keeps. */
const KEPT = 16;

/** Takes replications from a work queue until it is ended. @returns exit status */
export async function workerCommand(args: readonly string[], output: CommandOutput): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { nats: { type: "string" }, workers: { type: "string" } },
    allowPositionals: true,
  });
  const workers = values.workers === undefined ? usualWorkers() : Number(values.workers);
  const problem =
    positionals.length > 0
      ? "there is nothing to name"
      : !Number.isInteger(workers) || workers < 1 || workers > 1024
        ? "--workers wants a whole number from 1 to 1024"
        : values.nats === undefined
          ? "name the server with --nats nats://HOST:4222"
          : undefined;
  if (problem !== undefined || values.nats === undefined) {
    output.stderr(`${problem}\nusage: ${WORKER_USAGE}\n`);
    return EXIT.usage;
  }
  let queue: Queue;
  try {
    queue = await openQueue(values.nats);
  } catch (error) {
    if (!(error instanceof QueueUnavailable)) throw error;
    output.stderr(`${error.message}\n`);
    return EXIT.failed;
  }
  output.stderr(
    `${hostname()}: ${workers} worker${workers === 1 ? "" : "s"} at ${values.nats} (Ctrl-C ends)\n`,
  );
  const done = await new QueueWorker(queue, workers).work();
  output.stderr(`${done} replications done\n`);
  return EXIT.done;
}

/** Takes as many tasks as it has threads, and tells the server that it is alive while they run. */
class QueueWorker {
  readonly #queue: Queue;
  readonly #pool: PoolExecutor;
  /** Text by hash; in the order of last use. */
  readonly #plants = new Map<string, Promise<string | undefined>>();
  readonly #stop = new AbortController();
  #done = 0;

  constructor(queue: Queue, workers: number) {
    this.#queue = queue;
    this.#pool = new PoolExecutor(workers);
  }

  /** @returns replications done, when it was interrupted or the server is gone */
  async work(): Promise<number> {
    const consumer = await this.#queue.client.consumers.get(STREAMS.work, WORKERS);
    const end = (): void => this.#stop.abort();
    process.once("SIGINT", end);
    process.once("SIGTERM", end);
    const lanes = Array.from({ length: this.#pool.workers }, () => this.#lane(consumer));
    await Promise.race([Promise.all(lanes), this.#queue.connection.closed()]);
    process.off("SIGINT", end);
    process.off("SIGTERM", end);
    await this.#pool.close();
    await this.#queue.connection.close();
    return this.#done;
  }

  /** Asks for one task when it has none, so that no task waits behind another while other workers are idle. */
  async #lane(consumer: Consumer): Promise<void> {
    while (!this.#stop.signal.aborted && !this.#queue.connection.isClosed()) {
      try {
        // oxlint-disable-next-line no-await-in-loop
        const message = await consumer.next({ expires: 1000 });
        // oxlint-disable-next-line no-await-in-loop
        if (message !== null) await this.#take(message);
      } catch {
        // The server does not answer; the connection looks for it, and is closed when it gives up.
        // oxlint-disable-next-line no-await-in-loop
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  }

  async #take(message: JsMsg): Promise<void> {
    const queued = message.json<QueuedTask>();
    const { job, task } = queued;
    const beat = setInterval(() => message.working(), (PATIENCE * 1000) / 4);
    const abort = new AbortController();
    const stop = (): void => abort.abort();
    const cancelled = this.#queue.connection.subscribe(SUBJECTS.cancelled(job), { max: 1, callback: stop });
    this.#stop.signal.addEventListener("abort", stop, { once: true });
    try {
      const answer = await this.#answer(queued, abort.signal);
      if (answer !== undefined) {
        await this.#queue.client.publish(SUBJECTS.result(job, task.key), packAnswer(answer), {
          msgID: `${job}.${task.key}`,
        });
        this.#done++;
        message.ack();
      } else if (this.#stop.signal.aborted) message.nak();
      else message.ack();
    } catch {
      // The connection is broken, or the task ends every thread: another worker may do better.
      message.nak(1000);
    } finally {
      clearInterval(beat);
      cancelled.unsubscribe();
      this.#stop.signal.removeEventListener("abort", stop);
    }
  }

  /** @returns undefined where nobody waits for it any more */
  async #answer(queued: QueuedTask, signal: AbortSignal): Promise<TaskAnswer | undefined> {
    const plant = await this.#plant(queued);
    if (plant === undefined) return undefined;
    if (plant !== "") return this.#pool.runOne(queued.task, plant, signal);
    const { key, replication } = queued.task;
    const message = `the worker on ${hostname()} cannot read the plant that was sent`;
    return { ok: false, failure: { key, replication, message, time: 0 } };
  }

  /** The plant's text; undefined where the job is gone, empty where it is not what it says it is. */
  async #plant(queued: QueuedTask): Promise<string | undefined> {
    const { plant: hash } = queued.task;
    const known = this.#plants.get(hash) ?? this.#checked(queued);
    this.#plants.delete(hash);
    this.#plants.set(hash, known);
    if (this.#plants.size > KEPT) this.#plants.delete(this.#plants.keys().next().value as string);
    const text = await known;
    if (text === undefined) this.#plants.delete(hash);
    return text;
  }

  /** What comes from outside is checked at the door. */
  async #checked(queued: QueuedTask): Promise<string | undefined> {
    const text = await fetchPlant(this.#queue, queued);
    if (text === undefined) return undefined;
    return hashText(text) === queued.task.plant && readPlant(text).ok ? text : "";
  }
}
