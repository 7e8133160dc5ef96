import { parseArgs } from "node:util";
import { InlineExecutor, type Executor } from "../experiment/run/executor.ts";
import { Cancelled, ExperimentFailure, type Progress } from "../experiment/run/laboratory.ts";
import { runStudy } from "../experiment/run/run-study.ts";
import type { ExperimentResult } from "../experiment/run/answer.ts";
import type { ReadStudy } from "../experiment/study/read-study.ts";
import { experimentTables } from "./experiment-tables.ts";
import { PoolExecutor, usualWorkers } from "./experiment-pool.ts";
import { QueueUnavailable } from "./queue-unavailable.ts";
import { type CommandOutput, EXIT, json } from "./output.ts";
import { loadStudy } from "./study-file.ts";

export const EXPERIMENT_USAGE =
  "taktwerk experiment STUDY [--executor inline|pool|nats] [--workers N] [--nats URL] [--replications N] [--seed N]\n" +
  "         [--json] [--speedup] [--progress]";

const OPTIONS = {
  executor: { type: "string" },
  workers: { type: "string" },
  nats: { type: "string" },
  replications: { type: "string" },
  seed: { type: "string" },
  json: { type: "boolean", default: false },
  speedup: { type: "boolean", default: false },
  progress: { type: "boolean", default: false },
} as const;

/** So long nobody wonders; ms. */
const SILENCE = 8000;

/** What the words of the command line ask for. */
interface Wanted {
  readonly executor: "inline" | "pool" | "nats";
  readonly workers: number;
  readonly nats: string;
  readonly replications: number | undefined;
  readonly seed: number | undefined;
  readonly json: boolean;
  readonly speedup: boolean;
  readonly progress: boolean;
}

/** A result, and who made it in which time. */
interface Timed {
  readonly result: ExperimentResult;
  readonly seconds: number;
  readonly executor: string;
  readonly workers: number | undefined;
}

/** Runs the experiment of a study. @returns exit status */
export async function experimentCommand(args: readonly string[], output: CommandOutput): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) return usage(output, "name one study file");
  const wanted = readWanted(values);
  if (typeof wanted === "string") return usage(output, wanted);
  const loaded = loadStudy(path, output);
  if (loaded === undefined) return EXIT.failed;
  const read = withSettings(loaded, wanted);
  try {
    const one = wanted.speedup ? await timed(read, { ...wanted, workers: 1 }, output) : undefined;
    const main = await timed(read, wanted, output);
    const speedup = one === undefined ? undefined : speedupOf(one, main);
    const { result, seconds, executor, workers } = main;
    const document = { ...result, seconds, executor, workers, ...(speedup === undefined ? {} : { speedup }) };
    if (wanted.json) output.stdout(json(document));
    else {
      const lines = [experimentTables(result), `${executorWords(main)}: ${seconds.toFixed(2)} s`];
      if (one !== undefined && speedup !== undefined)
        lines.push(
          `one worker: ${one.seconds.toFixed(2)} s, speed-up ${speedup.ratio.toFixed(2)}, ` +
            `hashes ${speedup.sameHash ? "equal" : "NOT EQUAL"}`,
        );
      lines.push(`hash ${result.hash}`);
      output.stdout(`${lines.join("\n")}\n`);
    }
    return speedup?.sameHash === false ? EXIT.failed : EXIT.done;
  } catch (error) {
    return told(error, path, output);
  }
}

function usage(output: CommandOutput, problem: string): number {
  output.stderr(`${problem}\nusage: ${EXPERIMENT_USAGE}\n`);
  return EXIT.usage;
}

function told(error: unknown, path: string, output: CommandOutput): number {
  if (error instanceof QueueUnavailable) output.stderr(`${error.message}\n`);
  else if (error instanceof Cancelled) output.stderr("cancelled; nothing was kept\n");
  else if (error instanceof ExperimentFailure) {
    output.stderr(
      `${path}: error: scenario ${error.scenario}, replication ${error.replication}: ${error.message}. ` +
        "Give one of these elements a time or a limit.\n",
    );
  } else throw error;
  return EXIT.failed;
}

function readWanted(values: Partial<Record<string, string | boolean>>): Wanted | string {
  const nats = values["nats"] as string | undefined;
  const executor = (values["executor"] as string | undefined) ?? (nats === undefined ? "pool" : "nats");
  if (executor !== "inline" && executor !== "pool" && executor !== "nats")
    return `there is no executor ${executor}; it is inline, pool or nats`;
  if (nats !== undefined && executor !== "nats") return `--nats goes with the executor nats, not ${executor}`;
  const workers = wholeNumber(values["workers"], 1, 1024);
  const replications = wholeNumber(values["replications"], 1, 1_000_000);
  const seed = wholeNumber(values["seed"], 0, 0xffff_ffff);
  if (workers === "bad") return "--workers wants a whole number from 1 to 1024";
  if (replications === "bad") return "--replications wants a whole number from 1 to 1000000";
  if (seed === "bad") return "--seed wants a whole number from 0 to 4294967295";
  if (values["speedup"] === true && executor !== "pool") return "--speedup compares workers of the pool";
  return {
    executor,
    workers: workers ?? usualWorkers(),
    nats: nats ?? "nats://127.0.0.1:4222",
    replications,
    seed,
    json: values["json"] === true,
    speedup: values["speedup"] === true,
    progress: values["progress"] === true,
  };
}

function wholeNumber(
  text: string | boolean | undefined,
  least: number,
  most: number,
): number | undefined | "bad" {
  if (typeof text !== "string") return undefined;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : "bad";
}

/** The study with what the command line sets instead. */
function withSettings(read: ReadStudy, { replications, seed }: Wanted): ReadStudy {
  const run = {
    ...read.study.run,
    ...(replications === undefined ? {} : { replications }),
    ...(seed === undefined ? {} : { seed }),
  };
  return { ...read, study: { ...read.study, run } };
}

async function timed(read: ReadStudy, wanted: Wanted, output: CommandOutput): Promise<Timed> {
  const executor = await openExecutor(wanted);
  const abort = new AbortController();
  const interrupt = (): void => abort.abort();
  process.once("SIGINT", interrupt);
  const terminal = wanted.progress || process.stderr.isTTY;
  let told = 0;
  let answered = false;
  const hint = setTimeout(() => {
    if (executor.name === "nats" && !answered)
      output.stderr(`no worker has answered yet; start one with: taktwerk worker --nats ${wanted.nats}\n`);
  }, SILENCE);
  try {
    // The threads start while the study is made ready; their start is part of the time.
    const started = performance.now();
    const result = await runStudy(read, executor, {
      now: () => performance.now(),
      cancel: abort.signal,
      onProgress: (progress) => {
        answered = true;
        const now = performance.now();
        if (!terminal || (now - told < 200 && progress.done < progress.total)) return;
        told = now;
        output.stderr(`\r${progressLine(progress)}`);
      },
    });
    const seconds = (performance.now() - started) / 1000;
    return { result, seconds, executor: executor.name, workers: executor.workers };
  } finally {
    clearTimeout(hint);
    if (told > 0) output.stderr("\n");
    process.off("SIGINT", interrupt);
    await executor.close();
  }
}

function progressLine({ done, total, left }: Progress): string {
  const time = left === undefined ? "" : `, about ${Math.ceil(left)} s left`;
  return `${done} of ${total} replications${time}`.padEnd(60);
}

async function openExecutor({ executor, workers, nats }: Wanted): Promise<Executor> {
  if (executor === "nats") return (await import("./nats-executor.ts")).NatsExecutor.open(nats);
  if (executor === "pool") return new PoolExecutor(workers);
  return new InlineExecutor(() => new Promise((resolve) => setImmediate(resolve)));
}

function speedupOf(
  one: Timed,
  many: Timed,
): { one: number; workers: number | undefined; ratio: number; sameHash: boolean } {
  return {
    one: one.seconds,
    workers: many.workers,
    ratio: one.seconds / many.seconds,
    sameHash: one.result.hash === many.result.hash,
  };
}

function executorWords({ executor, workers }: Timed): string {
  return workers === undefined ? executor : `${executor}, ${workers} worker${workers === 1 ? "" : "s"}`;
}
