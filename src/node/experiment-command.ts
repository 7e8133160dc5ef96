import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { experimentCsv } from "../experiment/report/experiment-csv.ts";
import { experimentReport } from "../experiment/report/experiment-report.ts";
import { studyOfReport } from "../experiment/report/study-of-report.ts";
import { differencesOf, portableStudy } from "../experiment/report/verify-result.ts";
import { Cancelled, ExperimentFailure } from "../experiment/run/laboratory.ts";
import type { ReadStudy } from "../experiment/study/read-study.ts";
import { nextMeasurement } from "./experiment-inputs.ts";
import { bottlenecks, divergence, gains } from "./experiment-questions.ts";
import { type TimedResult, timedExperiment } from "./experiment-run.ts";
import { experimentTables } from "./experiment-tables.ts";
import { type ExperimentWanted, readWanted } from "./experiment-wanted.ts";
import { type CommandOutput, EXIT, json } from "./output.ts";
import { QueueUnavailable } from "./queue-unavailable.ts";
import { loadStudy, readStudyText } from "./study-file.ts";

export const EXPERIMENT_USAGE =
  "taktwerk experiment STUDY [--executor inline|pool|nats] [--workers N] [--nats URL] [--replications N] [--seed N]\n" +
  "         [--json] [--report FILE.html] [--csv FILE] [--save FILE.study.json] [--language en|de] [--speedup] [--progress]\n" +
  "       taktwerk experiment --verify REPORT.html|STUDY\n" +
  "       taktwerk experiment STUDY --bottlenecks [--scenario ID]\n" +
  "       taktwerk experiment STUDY --gain 10%|1s [--scenario ID] [--response ID]\n" +
  "       taktwerk experiment STUDY --measure-next [--scenario ID] [--response ID]\n" +
  "       taktwerk experiment STUDY --diverge ID,ID";

const OPTIONS = {
  executor: { type: "string" },
  workers: { type: "string" },
  nats: { type: "string" },
  replications: { type: "string" },
  seed: { type: "string" },
  json: { type: "boolean", default: false },
  report: { type: "string" },
  csv: { type: "string" },
  save: { type: "string" },
  language: { type: "string" },
  verify: { type: "boolean", default: false },
  bottlenecks: { type: "boolean", default: false },
  gain: { type: "string" },
  "measure-next": { type: "boolean", default: false },
  diverge: { type: "string" },
  scenario: { type: "string" },
  response: { type: "string" },
  speedup: { type: "boolean", default: false },
  progress: { type: "boolean", default: false },
} as const;

/** Runs the experiment of a study. @returns exit status */
export async function experimentCommand(args: readonly string[], output: CommandOutput): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) return usage(output, "name one study file");
  const wanted = readWanted(values);
  if (typeof wanted === "string") return usage(output, wanted);
  const loaded = path.endsWith(".html") ? loadReport(path, output) : loadStudy(path, output);
  if (loaded === undefined) return EXIT.failed;
  try {
    if (wanted.verify) return await verify(loaded, path, wanted, output);
    const read = withSettings(loaded, wanted);
    if (wanted.bottlenecks) return bottlenecks(read, wanted, output);
    if (wanted.gain !== undefined) return await gains(read, wanted.gain, wanted, output);
    if (wanted.measureNext) return await nextMeasurement(read, wanted, output);
    if (wanted.diverge !== undefined) return divergence(read, wanted.diverge, wanted, output);
    return await run(read, wanted, output);
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

/** The study that a report carries. */
function loadReport(path: string, output: CommandOutput): ReadStudy | undefined {
  let html: string;
  try {
    html = readFileSync(path, "utf8");
  } catch (error) {
    output.stderr(
      `${path}: cannot be read (${(error as NodeJS.ErrnoException).code}); name a report that exists\n`,
    );
    return undefined;
  }
  const text = studyOfReport(html);
  if (text !== undefined) return readStudyText(text, path, output);
  output.stderr(`${path}: this is no report of an experiment; name one that --report has written\n`);
  return undefined;
}

/** The study with what the command line sets instead. */
function withSettings(read: ReadStudy, { replications, seed }: ExperimentWanted): ReadStudy {
  const run = {
    ...read.study.run,
    ...(replications === undefined ? {} : { replications }),
    ...(seed === undefined ? {} : { seed }),
  };
  return { ...read, study: { ...read.study, run } };
}

async function run(read: ReadStudy, wanted: ExperimentWanted, output: CommandOutput): Promise<number> {
  const one = wanted.speedup ? await timedExperiment(read, { ...wanted, workers: 1 }, output) : undefined;
  const main = await timedExperiment(read, wanted, output);
  const speedup = one === undefined ? undefined : speedupOf(one, main);
  const { result, seconds, executor, workers } = main;
  const portable = portableStudy(read.study, read.plant, result);
  const written =
    write(wanted.report, () => experimentReport(result, portable, wanted.language), output) &&
    write(wanted.csv, () => experimentCsv(result), output) &&
    write(wanted.save, () => json(portable), output);
  if (wanted.json) {
    output.stdout(
      json({ ...result, seconds, executor, workers, ...(speedup === undefined ? {} : { speedup }) }),
    );
  } else {
    const lines = [experimentTables(result), `${executorWords(main)}: ${seconds.toFixed(2)} s`];
    if (one !== undefined && speedup !== undefined)
      lines.push(
        `one worker: ${one.seconds.toFixed(2)} s, speed-up ${speedup.ratio.toFixed(2)}, ` +
          `hashes ${speedup.sameHash ? "equal" : "NOT EQUAL"}`,
      );
    lines.push(`hash ${result.hash}`);
    output.stdout(`${lines.join("\n")}\n`);
  }
  return written && speedup?.sameHash !== false ? EXIT.done : EXIT.failed;
}

/** Writes a file where one is asked for. @returns false after it has been told that it cannot be written */
function write(file: string | undefined, text: () => string, output: CommandOutput): boolean {
  if (file === undefined) return true;
  try {
    writeFileSync(file, text());
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    output.stderr(`${file}: cannot be written (${code}); name another file\n`);
    return false;
  }
}

/** Runs a study again and compares it with the result that it carries. */
async function verify(
  read: ReadStudy,
  path: string,
  wanted: ExperimentWanted,
  output: CommandOutput,
): Promise<number> {
  const kept = read.study.result;
  if (kept === undefined) {
    output.stderr(`${path}: holds no result to compare with; write one with --save FILE or --report FILE\n`);
    return EXIT.failed;
  }
  const { result, seconds } = await timedExperiment(read, wanted, output);
  const differences = differencesOf(kept, result).map((words) => words[wanted.language]);
  const verified = differences.length === 0;
  if (wanted.json)
    output.stdout(json({ version: result.version, verified, hash: result.hash, differences, seconds }));
  else if (verified)
    output.stdout(`verified: hash ${result.hash}, engine ${result.engine}, ${seconds.toFixed(2)} s\n`);
  else output.stdout(`NOT verified:\n${differences.map((line) => `  ${line}\n`).join("")}`);
  return verified ? EXIT.done : EXIT.failed;
}

function speedupOf(
  one: TimedResult,
  many: TimedResult,
): { one: number; workers: number | undefined; ratio: number; sameHash: boolean } {
  return {
    one: one.seconds,
    workers: many.workers,
    ratio: one.seconds / many.seconds,
    sameHash: one.result.hash === many.result.hash,
  };
}

function executorWords({ executor, workers }: TimedResult): string {
  return workers === undefined ? executor : `${executor}, ${workers} worker${workers === 1 ? "" : "s"}`;
}
