import { gunzipSync, gzipSync } from "node:zlib";
import { jetstream, jetstreamManager, type JetStreamClient, type JetStreamManager } from "@nats-io/jetstream";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import { ENGINE_VERSION } from "../experiment/run/engine-version.ts";
import type { ReplicationTask, TaskAnswer } from "../experiment/run/task.ts";
import type { Plant } from "../plant/schema.ts";
import { QueueUnavailable } from "./queue-unavailable.ts";

/** Streams of the queue. Tasks are a work queue: one is gone when a worker has acknowledged it. */
export const STREAMS = {
  work: "TAKTWERK_WORK",
  plants: "TAKTWERK_PLANTS",
  results: "TAKTWERK_RESULTS",
} as const;

/** Workers of one engine version share one consumer; other versions see none of its tasks. */
export const WORKERS: string = `workers-${ENGINE_VERSION.replaceAll(".", "-")}`;
const VERSION = ENGINE_VERSION.replaceAll(".", "_");

const SECOND = 1_000_000_000;
/** A worker that says nothing for so long has died, and its task goes to another; s. */
export const PATIENCE = 6;
/** What a submitter that died has left behind is gone after a day. */
const KEPT = 24 * 3600 * SECOND;
/** Messages of a server are a megabyte at the most by default. */
const CHUNK = 500_000;

/** Subjects; a job is one submission. */
export const SUBJECTS = {
  work: (job: string, key: string): string => `taktwerk.work.${VERSION}.${job}.${key}`,
  allWork: (): string => `taktwerk.work.${VERSION}.>`,
  workOf: (job: string): string => `taktwerk.work.*.${job}.*`,
  plant: (job: string, hash: string, chunk: number | "*"): string => `taktwerk.plant.${job}.${hash}.${chunk}`,
  plantsOf: (job: string): string => `taktwerk.plant.${job}.>`,
  result: (job: string, key: string): string => `taktwerk.result.${job}.${key}`,
  resultsOf: (job: string): string => `taktwerk.result.${job}.*`,
  cancelled: (job: string): string => `taktwerk.cancelled.${job}`,
} as const;

/** A task on its way to a worker. */
export interface QueuedTask {
  readonly job: string;
  readonly task: ReplicationTask;
  /** Pieces that the plant was cut into. */
  readonly chunks: number;
}

/** A connection with its streams at hand. */
export interface Queue {
  readonly connection: NatsConnection;
  readonly client: JetStreamClient;
  readonly manager: JetStreamManager;
}

/** Connects and sees to it that the streams are there. @throws QueueUnavailable */
export async function openQueue(url: string): Promise<Queue> {
  const connection = await connected(url);
  try {
    const manager = await jetstreamManager(connection, { timeout: 5000 });
    const common = { max_age: KEPT, duplicate_window: 120 * SECOND } as const;
    await manager.streams.add({
      ...common,
      name: STREAMS.work,
      subjects: ["taktwerk.work.>"],
      retention: "workqueue",
    });
    await manager.streams.add({ ...common, name: STREAMS.plants, subjects: ["taktwerk.plant.>"] });
    await manager.streams.add({ ...common, name: STREAMS.results, subjects: ["taktwerk.result.>"] });
    await manager.consumers.add(STREAMS.work, {
      durable_name: WORKERS,
      filter_subject: SUBJECTS.allWork(),
      ack_policy: "explicit",
      ack_wait: PATIENCE * SECOND,
      max_ack_pending: 10_000,
    });
    return { connection, manager, client: jetstream(connection) };
  } catch (error) {
    await connection.close();
    throw new QueueUnavailable(
      `${url}: the server has no JetStream, or refuses it (${wordsOf(error)}); start it with: nats-server -js`,
      { cause: error },
    );
  }
}

async function connected(url: string): Promise<NatsConnection> {
  let parsed: URL;
  try {
    parsed = new URL(url.includes("://") ? url : `nats://${url}`);
  } catch {
    throw new QueueUnavailable(`${url} is no address; write it as nats://HOST:4222`);
  }
  const { username, password, host, protocol } = parsed;
  const login =
    username === ""
      ? {}
      : password === ""
        ? { token: decodeURIComponent(username) }
        : { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  try {
    return await connect({
      servers: host,
      name: "taktwerk",
      timeout: 5000,
      maxReconnectAttempts: 30,
      reconnectTimeWait: 1000,
      ...login,
      ...(protocol === "tls:" ? { tls: {} } : {}),
    });
  } catch (error) {
    throw new QueueUnavailable(
      `${protocol}//${host}: no NATS server answers (${wordsOf(error)}); start one with: nats-server -js`,
      { cause: error },
    );
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Puts a plant where workers find it. @returns the number of pieces */
export async function publishPlant(
  { client }: Queue,
  job: string,
  hash: string,
  plant: Plant,
): Promise<number> {
  const packed = gzipSync(JSON.stringify(plant));
  const chunks = Math.ceil(packed.length / CHUNK);
  await Promise.all(
    Array.from({ length: chunks }, (_, i) =>
      client.publish(SUBJECTS.plant(job, hash, i), packed.subarray(i * CHUNK, (i + 1) * CHUNK)),
    ),
  );
  return chunks;
}

/** The text of a plant; undefined where the job is gone. */
export async function fetchPlant(
  { manager }: Queue,
  { job, task, chunks }: QueuedTask,
): Promise<string | undefined> {
  const parts = await Promise.all(
    Array.from({ length: chunks }, (_, i) =>
      manager.streams
        .getMessage(STREAMS.plants, { last_by_subj: SUBJECTS.plant(job, task.plant, i) })
        .catch(() => null),
    ),
  );
  const present = parts.filter((part) => part !== null);
  if (present.length < chunks) return undefined;
  return gunzipSync(Buffer.concat(present.map(({ data }) => data))).toString("utf8");
}

/** Removes all that a job has on the server. */
export async function removeJob({ manager }: Queue, job: string): Promise<void> {
  await manager.streams.purge(STREAMS.work, { filter: SUBJECTS.workOf(job) });
  await manager.streams.purge(STREAMS.plants, { filter: SUBJECTS.plantsOf(job) });
  await manager.streams.purge(STREAMS.results, { filter: SUBJECTS.resultsOf(job) });
}

/** JSON has no NaN: a figure that does not exist travels as null. */
export function packAnswer(answer: TaskAnswer): Uint8Array {
  return gzipSync(JSON.stringify(answer));
}

export function unpackAnswer(data: Uint8Array): TaskAnswer {
  const answer = JSON.parse(gunzipSync(data).toString("utf8")) as TaskAnswer;
  if (!answer.ok) return answer;
  const numbers = (values: readonly (number | null)[]): number[] =>
    values.map((value) => value ?? Number.NaN);
  const { record } = answer;
  return {
    ok: true,
    record: {
      ...record,
      values: numbers(record.values),
      ...(record.batches === undefined ? {} : { batches: record.batches.map(numbers) }),
    },
  };
}
