import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { InlineExecutor } from "../../src/experiment/run/executor.ts";
import { Cancelled, type LaboratoryHooks } from "../../src/experiment/run/laboratory.ts";
import { runStudy } from "../../src/experiment/run/run-study.ts";
import { NatsExecutor } from "../../src/node/nats-executor.ts";
import { openQueue, STREAMS } from "../../src/node/nats-queue.ts";
import { QueueUnavailable } from "../../src/node/queue-unavailable.ts";
import { ROOT } from "../house/imports.ts";
import { ensureNatsServer, type NatsServer, startNatsServer } from "../nats-server.ts";
import { studyOf } from "../experiment/study/study-text.ts";
import { taktwerk } from "../../src/node/taktwerk.ts";

ensureNatsServer();

const workers = new Set<ChildProcess>();
let server: NatsServer;

/** A worker in a process of its own; resolves when it takes tasks. */
async function startWorker(url: string, threads = 1): Promise<ChildProcess> {
  const child = spawn(process.execPath, [
    join(ROOT, "src/node/taktwerk.ts"),
    "worker",
    "--nats",
    url,
    "--workers",
    String(threads),
  ]);
  workers.add(child);
  await new Promise<void>((resolve, reject) => {
    child.stderr.on("data", (data: Buffer) => data.includes("worker") && resolve());
    child.once("exit", (code) => reject(new Error(`the worker ended with ${code}`)));
  });
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exit = once(child, "exit") as Promise<[number | null]>;
  child.kill(signal);
  workers.delete(child);
  return (await exit)[0];
}

/** Messages that are left in each stream. */
async function leftOver(): Promise<Record<string, number>> {
  const queue = await openQueue(server.url);
  const counts: Record<string, number> = {};
  for (const name of Object.values(STREAMS))
    counts[name] = (await queue.manager.streams.info(name)).state.messages;
  await queue.connection.close();
  return counts;
}
const NOTHING = { TAKTWERK_WORK: 0, TAKTWERK_PLANTS: 0, TAKTWERK_RESULTS: 0 };

beforeAll(async () => {
  server = await startNatsServer();
});

afterAll(async () => {
  for (const child of workers) child.kill("SIGKILL");
  await server.stop();
});

async function run(
  run: Record<string, unknown>,
  hooks: Partial<LaboratoryHooks> = {},
): Promise<{ hash: string; inline: string }> {
  const read = studyOf({ run });
  const executor = await NatsExecutor.open(server.url);
  try {
    const { hash } = await runStudy(read, executor, { now: () => 0, ...hooks });
    const inline = await runStudy(read, new InlineExecutor(), { now: () => 0 });
    return { hash, inline: inline.hash };
  } finally {
    await executor.close();
  }
}

describe("replications through a work queue", () => {
  test("two workers give the hash of the inline run, and leave nothing on the server; Ctrl-C ends them tidily", async () => {
    const children = await Promise.all([startWorker(server.url), startWorker(server.url, 2)]);
    const { hash, inline } = await run({ horizon: 4000, warmup: 400, replications: 10, seed: 7 });
    expect(hash).toBe(inline);
    expect(await leftOver()).toEqual(NOTHING);
    for (const child of children) expect(await end(child, "SIGINT")).toBe(0);
  });

  test("a worker that is killed in the middle loses nothing and doubles nothing", async () => {
    const victim = await startWorker(server.url);
    let killed: Promise<number | null> | undefined;
    let survivor: Promise<ChildProcess> | undefined;
    const seen: string[] = [];
    const { hash, inline } = await run(
      { horizon: 400_000, warmup: 400, replications: 6, seed: 7 },
      {
        onProgress: ({ done, total, record }) => {
          seen.push(record.key);
          expect(total).toBe(12);
          if (done !== 2) return;
          // It has taken the next task by now, or is about to.
          setTimeout(() => {
            killed = end(victim, "SIGKILL");
            survivor = startWorker(server.url);
          }, 30);
        },
      },
    );
    expect(hash).toBe(inline);
    expect(await killed).toBe(null);
    expect(seen).toHaveLength(12);
    expect(new Set(seen).size).toBe(12);
    expect(await leftOver()).toEqual(NOTHING);
    const child = await survivor;
    if (child !== undefined) await end(child, "SIGINT");
  });

  test("a cancel takes the rest off the queue, and the worker goes on with the next job", async () => {
    const child = await startWorker(server.url);
    const abort = new AbortController();
    let done = 0;
    const running = run(
      { horizon: 40_000, replications: 200 },
      {
        cancel: abort.signal,
        onProgress: () => {
          if (++done === 3) abort.abort();
        },
      },
    );
    await expect(running).rejects.toBeInstanceOf(Cancelled);
    expect(done).toBe(3);
    expect(await leftOver()).toMatchObject({ TAKTWERK_PLANTS: 0 });
    const { hash, inline } = await run({ horizon: 4000, replications: 3 });
    expect(hash).toBe(inline);
    await end(child, "SIGINT");
  });

  test("workers may come later than the tasks", async () => {
    const running = run({ horizon: 4000, replications: 3 });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const child = await startWorker(server.url);
    const { hash, inline } = await running;
    expect(hash).toBe(inline);
    await end(child, "SIGTERM");
  });
});

describe("a queue that cannot be used is told with what to do", () => {
  test("no server, no JetStream, no address", async () => {
    const plain = await startNatsServer("-DV");
    try {
      for (const [url, words] of [
        ["nats://127.0.0.1:1", "no NATS server answers"],
        [plain.url, "the server has no JetStream"],
        ["nats://:::", "is no address"],
      ] as const) {
        const failure = await openQueue(url).catch((error: unknown) => error);
        expect(failure).toBeInstanceOf(QueueUnavailable);
        expect((failure as Error).message).toContain(words);
      }
    } finally {
      await plain.stop();
    }
  });

  test("taktwerk worker: wrong words, and a server that is not there", async () => {
    let err = "";
    const output = { stdout: () => undefined, stderr: (text: string) => void (err += text) };
    expect(await taktwerk(["worker"], output)).toBe(2);
    expect(await taktwerk(["worker", "--nats", "x", "--workers", "0"], output)).toBe(2);
    expect(await taktwerk(["worker", "--nats", "nats://127.0.0.1:1"], output)).toBe(1);
    expect(err).toContain("nats-server -js");
  });
});
