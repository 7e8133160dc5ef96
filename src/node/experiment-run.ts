import type { ExperimentResult } from "../experiment/run/answer.ts";
import { type CancelSignal, type Executor, InlineExecutor } from "../experiment/run/executor.ts";
import type { Progress } from "../experiment/run/laboratory.ts";
import { runStudy } from "../experiment/run/run-study.ts";
import type { ReadStudy } from "../experiment/study/read-study.ts";
import { PoolExecutor } from "./experiment-pool.ts";
import type { ExperimentWanted } from "./experiment-wanted.ts";
import type { CommandOutput } from "./output.ts";

/** So long nobody wonders; ms. */
const SILENCE = 8000;
/** Between two lines of progress, ms. */
const PACE = 200;

/** A result, and who made it in which time. */
export interface TimedResult {
  readonly result: ExperimentResult;
  readonly seconds: number;
  readonly executor: string;
  readonly workers: number | undefined;
}

/** What a run on the command line is watched by. */
export interface Watch {
  readonly now: () => number;
  readonly cancel: CancelSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** Runs the study with the executor that was asked for. @throws ExperimentFailure, Cancelled, QueueUnavailable */
export async function timedExperiment(
  read: ReadStudy,
  wanted: ExperimentWanted,
  output: CommandOutput,
): Promise<TimedResult> {
  return watched(wanted, output, async (executor, watch) => {
    // The threads start while the study is made ready; their start is part of the time.
    const started = performance.now();
    const result = await runStudy(read, executor, watch);
    const seconds = (performance.now() - started) / 1000;
    return { result, seconds, executor: executor.name, workers: executor.workers };
  });
}

/** Opens the executor, tells how far it is, lets Ctrl-C cancel, and closes all again. */
export async function watched<T>(
  wanted: ExperimentWanted,
  output: CommandOutput,
  run: (executor: Executor, watch: Watch) => Promise<T>,
): Promise<T> {
  const executor = await openExecutor(wanted);
  const abort = new AbortController();
  const interrupt = (): void => abort.abort();
  process.once("SIGINT", interrupt);
  const terminal = wanted.progress || process.stderr.isTTY;
  let [told, answered] = [0, false];
  const hint = setTimeout(() => {
    if (executor.name === "nats" && !answered)
      output.stderr(`no worker has answered yet; start one with: taktwerk worker --nats ${wanted.nats}\n`);
  }, SILENCE);
  try {
    return await run(executor, {
      now: () => performance.now(),
      cancel: abort.signal,
      onProgress: (progress) => {
        answered = true;
        const now = performance.now();
        if (!terminal || (now - told < PACE && progress.done < progress.total)) return;
        told = now;
        output.stderr(`\r${progressLine(progress)}`);
      },
    });
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

async function openExecutor({ executor, workers, nats }: ExperimentWanted): Promise<Executor> {
  if (executor === "nats") return (await import("./nats-executor.ts")).NatsExecutor.open(nats);
  if (executor === "pool") return new PoolExecutor(workers);
  return new InlineExecutor(() => new Promise((resolve) => setImmediate(resolve)));
}
