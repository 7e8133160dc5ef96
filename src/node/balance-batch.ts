import { readFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import type { BalanceAnswer } from "../balance/balance-answer.ts";
import { BATCH_HEADING, BATCH_ROW, NO_CYCLE, TAKT_TOO_SHORT } from "../balance/balance-rules.ts";
import type { ConstrainedAnswer } from "../balance/constrained-answer.ts";
import { readBalanceFile } from "../balance/read-balance-file.ts";
import { decodeText, Report } from "../balance/read-lines.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { BareFinding } from "../plant/finding.ts";
import { makeFinding } from "../plant/rule.ts";
import { balanceGeneral, isBalanceFile } from "./balance-general.ts";
import {
  balance,
  type FileFinding,
  inFile,
  readFileAs,
  readFileAsLine,
  reportFindings,
  unreadable,
} from "./balance-input.ts";
import {
  balancePlantLine,
  isPlantFile,
  type PlantAnswer,
  type ReadPlantLine,
  readPlantLines,
} from "./balance-plant.ts";
import { type CommandOutput, EXIT, json, number, table } from "./output.ts";
import { findingLine } from "./plant-file.ts";

interface Request {
  readonly file: string;
  /** Of a plant file; all of its lines when absent. */
  readonly line?: string;
  readonly goal?:
    | { readonly kind: "stations"; readonly cycle: number }
    | { readonly kind: "cycle"; readonly stations: number };
}

type Answered = Result<BalanceAnswer | ConstrainedAnswer | PlantAnswer, BareFinding[]>;
type BatchAnswer = (BalanceAnswer | ConstrainedAnswer) & { readonly file: string; readonly line?: string };

/** Balances what one row of a batch asks for, with the file's own cycle time when it asks for nothing. */
async function* answersOf(path: string, request: Request, timeLimit: number): AsyncGenerator<Answered> {
  const { goal, line } = request;
  const own = (cycle: number | undefined): Request["goal"] =>
    goal ?? (cycle === undefined ? undefined : { kind: "stations", cycle });
  const noCycle = err([makeFinding(NO_CYCLE, [], { file: basename(path) })]);
  if (isPlantFile(path)) {
    const read = await readFileAs(path, (bytes) => readPlantLines(decodeText(bytes), line));
    if (!read.ok) yield read;
    else for (const each of read.value) yield plantAnswer(each, goal, timeLimit);
  } else if (isBalanceFile(path)) {
    const read = await readFileAs(path, (bytes) => readBalanceFile(decodeText(bytes)));
    const asked = read.ok ? own(read.value.cycle) : undefined;
    if (!read.ok) yield read;
    else yield asked === undefined ? noCycle : balanceGeneral(read.value.given, asked, timeLimit);
  } else {
    const read = await readFileAsLine(path);
    const asked = read.ok ? own(read.value.problem.cycle) : undefined;
    if (!read.ok) yield read;
    else yield asked === undefined ? noCycle : ok(balance(read.value, asked, timeLimit));
  }
}

/** A cycle in the list is the takt, as in the plant file. */
function plantAnswer(read: ReadPlantLine, goal: Request["goal"], timeLimit: number): Answered {
  const { takt: own, repositioning = 0 } = read.line;
  if (goal?.kind === "cycle") return balancePlantLine(read, goal, timeLimit);
  const takt = goal?.cycle ?? own;
  if (takt <= repositioning) return err([makeFinding(TAKT_TOO_SHORT, [], { takt, repositioning })]);
  return balancePlantLine(read, { kind: "stations", cycle: takt - repositioning }, timeLimit);
}

/** Balances a list of lines and sums up. */
export async function runBatch(
  list: string,
  timeLimit: number,
  asJson: boolean,
  output: CommandOutput,
): Promise<number> {
  let text: string;
  try {
    text = decodeText(await readFile(list));
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    return reportFindings(list, [unreadable(error.code)], asJson, output);
  }
  const requests = readRequests(text);
  if (!requests.ok) return reportFindings(list, requests.error, asJson, output);
  const answers: BatchAnswer[] = [];
  const failures: FileFinding[] = [];
  for (const request of requests.value) {
    const { file } = request;
    for await (const answered of answersOf(resolve(dirname(list), file), request, timeLimit)) {
      if (!answered.ok) {
        failures.push(...inFile(file, answered.error));
        continue;
      }
      const answer: BatchAnswer = { file, ...answered.value };
      answers.push(answer);
      output.stderr(
        `${nameOf(answer)}: ${answer.status}, ${number(answer.value)} (bound ${number(answer.bound)}), ${number(answer.seconds)} s\n`,
      );
    }
  }
  for (const failure of failures) output.stderr(`${findingLine(failure.file, failure)}\n`);
  const count = (status: BalanceAnswer["status"]): number =>
    answers.filter((a) => a.status === status).length;
  const summary = {
    instances: answers.length + failures.length,
    optimal: count("optimal"),
    feasible: count("feasible"),
    infeasible: count("infeasible"),
    unknown: count("unknown"),
    failed: failures.length,
    seconds: answers.reduce((sum, { seconds }) => sum + seconds, 0),
  };
  if (asJson) output.stdout(json({ version: 1, answers, findings: failures, summary }));
  else output.stdout(batchReport(answers, summary));
  return failures.length > 0 ? EXIT.failed : EXIT.done;
}

function nameOf({ file, line }: BatchAnswer): string {
  return line === undefined ? file : `${file} ${line}`;
}

function batchReport(answers: readonly BatchAnswer[], summary: object): string {
  const rows = answers.map((a) => [
    nameOf(a),
    a.objective,
    a.status,
    number(a.value),
    number(a.bound),
    number(a.seconds),
    String(a.states),
  ]);
  const heading = ["file", "objective", "status", "value", "bound", "seconds", "states"];
  const totals = Object.entries(summary).map(([name, value]) => `${name} ${number(Number(value))}`);
  return `${table([heading, ...rows])}\n${totals.join(", ")}\n`;
}

/** Reads the list of a batch: a heading, then file, line of a plant, and cycle or stations on each line. */
function readRequests(text: string): Result<Request[], BareFinding[]> {
  const report = new Report();
  const rows = text.split(/\r?\n/).map((row) => row.split(/[,;\t]/).map((cell) => cell.trim()));
  const heading = (rows[0] ?? []).map((cell) => cell.toLowerCase());
  const column = (name: string): number => heading.indexOf(name);
  if (column("file") < 0) {
    report.error(BATCH_HEADING, {}, 0);
    return err(report.findings);
  }
  const requests: Request[] = [];
  rows.slice(1).forEach((cells, k) => {
    const file = cells[column("file")] ?? "";
    if (file === "") return;
    const [cycle, stations] = ["cycle", "stations"].map((name) => {
      const cell = cells[column(name)] ?? "";
      return cell === "" ? undefined : Number(cell);
    });
    const isWrong = [cycle, stations].some((value) => value !== undefined && !(value > 0));
    const line = cells[column("line")] ?? "";
    const request = line === "" ? { file } : { file, line };
    if (isWrong || (cycle !== undefined && stations !== undefined)) {
      report.error(BATCH_ROW, { file }, k + 1);
    } else if (cycle !== undefined) {
      requests.push({ ...request, goal: { kind: "stations", cycle } });
    } else if (stations !== undefined) {
      requests.push({ ...request, goal: { kind: "cycle", stations } });
    } else {
      requests.push(request);
    }
  });
  return report.findings.length > 0 ? err(report.findings) : ok(requests);
}
