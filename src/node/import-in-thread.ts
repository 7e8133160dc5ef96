import { Worker } from "node:worker_threads";
import type { ImportOptions } from "../plant/import/import-file.ts";
import { IMPORT_LIMITS } from "../plant/import/import-limits.ts";
import type { ImportAnswer, ImportFile } from "../plant/import/import-report.ts";
import { CRASHED, TOO_LONG } from "../plant/import/import-rules.ts";
import { makeFinding, type Rule } from "../plant/rule.ts";

/** Memory of the thread, MB: enough for the largest file that is read. */
const MEMORY = 2048;

/**
 * Imports files in a thread of their own, which is ended when it takes too long, runs out of memory or crashes.
 * @param time ms
 */
export function importInThread(
  files: readonly ImportFile[],
  options: ImportOptions,
  time: number = IMPORT_LIMITS.time,
): Promise<ImportAnswer> {
  const worker = new Worker(new URL("./import-thread.ts", import.meta.url), {
    workerData: { files, options },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY },
    // What a parser prints of a damaged file is nothing for the user's terminal.
    stdout: true,
    stderr: true,
  });
  return new Promise((resolve) => {
    const end = (answer: ImportAnswer): void => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(answer);
    };
    const timer = setTimeout(() => end(failure(TOO_LONG, { seconds: time / 1000 })), time);
    worker.on("message", (answer: ImportAnswer) => end(answer));
    worker.on("error", (error) => {
      const problem = error instanceof Error ? error.message : String(error);
      end(failure(CRASHED, { problem }));
    });
  });
}

function failure(rule: Rule, values: Record<string, string | number>): ImportAnswer {
  return { ok: false, report: { read: {}, findings: [makeFinding(rule, [], values)], notUnderstood: [] } };
}
