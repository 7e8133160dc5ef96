import { readFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import type { BalanceAnswer } from "../balance/balance-answer.ts";
import { BATCH_HEADING, BATCH_ROW, NO_CYCLE } from "../balance/balance-rules.ts";
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
import { type CommandOutput, EXIT, json, number, table } from "./output.ts";
import { findingLine } from "./plant-file.ts";

interface Request {
  readonly file: string;
  readonly goal?:
    | { readonly kind: "stations"; readonly cycle: number }
    | { readonly kind: "cycle"; readonly stations: number };
}

type BatchAnswer = (BalanceAnswer | ConstrainedAnswer) & { readonly file: string };

/** Balances one line of a batch, for its own cycle time when nothing is asked for. */
async function answerOf(
  file: string,
  goal: Request["goal"],
  timeLimit: number,
): Promise<Result<BalanceAnswer | ConstrainedAnswer, BareFinding[]>> {
  const noCycle = err([makeFinding(NO_CYCLE, [], { file: basename(file) })]);
  if (isBalanceFile(file)) {
    const read = await readFileAs(file, (bytes) => readBalanceFile(decodeText(bytes)));
    if (!read.ok) return read;
    const { given, cycle } = read.value;
    const asked = goal ?? (cycle === undefined ? undefined : ({ kind: "stations", cycle } as const));
    return asked === undefined ? noCycle : balanceGeneral(given, asked, timeLimit);
  }
  const read = await readFileAsLine(file);
  if (!read.ok) return read;
  const { cycle } = read.value.problem;
  const asked = goal ?? (cycle === undefined ? undefined : ({ kind: "stations", cycle } as const));
  return asked === undefined ? noCycle : ok(balance(read.value, asked, timeLimit));
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
  for (const { file, goal } of requests.value) {
    const answered = await answerOf(resolve(dirname(list), file), goal, timeLimit);
    if (!answered.ok) {
      failures.push(...inFile(file, answered.error));
      continue;
    }
    const answer = answered.value;
    answers.push({ file, ...answer });
    output.stderr(
      `${file}: ${answer.status}, ${number(answer.value)} (bound ${number(answer.bound)}), ${number(answer.seconds)} s\n`,
    );
  }
  for (const failure of failures) output.stderr(`${findingLine(failure.file, failure)}\n`);
  const count = (status: BalanceAnswer["status"]): number =>
    answers.filter((a) => a.status === status).length;
  const summary = {
    instances: requests.value.length,
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

function batchReport(answers: readonly BatchAnswer[], summary: object): string {
  const rows = answers.map((a) => [
    a.file,
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

/** Reads the list of a batch: a heading, then file and cycle or stations on each line. */
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
    if (isWrong || (cycle !== undefined && stations !== undefined)) {
      report.error(BATCH_ROW, { file }, k + 1);
    } else if (cycle !== undefined) {
      requests.push({ file, goal: { kind: "stations", cycle } });
    } else if (stations !== undefined) {
      requests.push({ file, goal: { kind: "cycle", stations } });
    } else {
      requests.push({ file });
    }
  });
  return report.findings.length > 0 ? err(report.findings) : ok(requests);
}
