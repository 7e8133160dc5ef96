import { readFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { err, ok, type Result } from "../base/result.ts";
import { parseDuration } from "../base/units.ts";
import type { BalanceAnswer } from "../balance/balance-answer.ts";
import { type BalanceGoal, balanceLine } from "../balance/balance-line.ts";
import { readBalanceFile } from "../balance/read-balance-file.ts";
import type { ConstrainedAnswer, SmoothGoal } from "../balance/constrained-answer.ts";
import { BATCH_HEADING, BATCH_ROW, FILE_UNREADABLE, NO_CYCLE } from "../balance/balance-rules.ts";
import { type ReadLine, readLine } from "../balance/read-line.ts";
import { decodeText, Report } from "../balance/read-lines.ts";
import type { BareFinding, Finding } from "../plant/finding.ts";
import { findingText } from "../plant/finding-text.ts";
import { makeFinding } from "../plant/rule.ts";
import { balanceGeneral, type GeneralGoal, generalReport, isBalanceFile } from "./balance-general.ts";
import { type CommandOutput, EXIT, json, number, table } from "./output.ts";
import { findingLine } from "./plant-file.ts";

export const BALANCE_USAGE = `taktwerk balance FILE (--cycle C [--smooth | --smooth-squares] | --cycle C --cost | --stations M | --efficiency) [--time-limit 10s] [--json]
       taktwerk balance LIST.csv --batch [--time-limit 10s] [--json]
  FILE          precedence graph: .in2 (Scholl), .alb (Otto), or a table with task, time, predecessors;
                or .balance.json: tasks with all that a real line asks for (not with --efficiency)
  --cycle C     fewest stations at the cycle time C; the file's own cycle time when nothing is asked for
  --smooth      then, with as many stations, the least longest station time
  --smooth-squares  then, with as many stations, the least sum of squared idle times
  --cost        least cost of workers and station types at the cycle time, for .balance.json
  --stations M  least cycle time for M stations
  --efficiency  least product of stations and cycle time; limit it with --min-stations, --max-stations,
                --min-cycle and --max-cycle
  --batch       LIST.csv has the columns file and cycle or stations, one instance a line; files are
                looked for beside the list`;

/** Least number of stations for the best efficiency: with one, every line is perfectly balanced. */
const LEAST_STATIONS = 2;

interface Request {
  readonly file: string;
  readonly goal?:
    | { readonly kind: "stations"; readonly cycle: number }
    | { readonly kind: "cycle"; readonly stations: number };
}

class UsageError extends Error {}

/**
 * Balances one line or a list of lines.
 * @returns 0 done, 1 the file is wrong or no line is possible, 2 wrong usage
 */
export async function balanceCommand(args: readonly string[], output: CommandOutput): Promise<number> {
  try {
    return await run(args, output);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    output.stderr(`${error.message}\nusage: ${BALANCE_USAGE}\n`);
    return EXIT.usage;
  }
}

async function run(args: readonly string[], output: CommandOutput): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      cycle: { type: "string" },
      stations: { type: "string" },
      efficiency: { type: "boolean", default: false },
      "min-stations": { type: "string" },
      "max-stations": { type: "string" },
      "min-cycle": { type: "string" },
      "max-cycle": { type: "string" },
      "time-limit": { type: "string", default: "10s" },
      smooth: { type: "boolean", default: false },
      "smooth-squares": { type: "boolean", default: false },
      cost: { type: "boolean", default: false },
      batch: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UsageError("name one file");
  const timeLimit = parseDuration(values["time-limit"]);
  if (timeLimit === undefined) throw new UsageError(`--time-limit must be a duration such as 10s`);
  if (values.batch) return runBatch(file, timeLimit, values.json, output);
  if (isBalanceFile(file)) return runGeneral(file, values, timeLimit, output);
  if (values.cost) throw new UsageError("--cost is for .balance.json files, which know costs");
  const read = await readFileAsLine(file);
  if (!read.ok) return reportFindings(file, read.error, values.json, output);
  const goal = goalOf(values, read.value.problem.cycle);
  const answer = balance(read.value, goal, timeLimit, output);
  output.stdout(values.json ? json(answer) : report(answer));
  return answer.status === "infeasible" || answer.status === "unknown" ? EXIT.failed : EXIT.done;
}

/** Balances a line with constraints. */
async function runGeneral(
  file: string,
  values: Readonly<Record<string, string | boolean | undefined>>,
  timeLimit: number,
  output: CommandOutput,
): Promise<number> {
  const asJson = values["json"] === true;
  const read = await readFileAs(file, (bytes) => readBalanceFile(decodeText(bytes)));
  if (!read.ok) return reportFindings(file, read.error, asJson, output);
  const goal = goalOf(values, read.value.cycle);
  if (goal.kind === "efficiency")
    throw new UsageError("--efficiency is for lines without constraints; ask for --cycle or --stations");
  const isCost = values["cost"] === true;
  if (isCost && goal.kind !== "stations") throw new UsageError("--cost needs a cycle time");
  const asked: GeneralGoal =
    goal.kind === "cycle"
      ? goal
      : isCost
        ? { kind: "cost", cycle: goal.cycle }
        : {
            kind: "stations",
            cycle: goal.cycle,
            ...(goal.smooth === undefined ? {} : { smooth: goal.smooth }),
          };
  const answer = balanceGeneral(read.value.given, asked, timeLimit, output);
  if (!answer.ok) return reportFindings(file, answer.error, asJson, output);
  output.stdout(asJson ? json(answer.value) : generalReport(answer.value));
  return answer.value.assignment.length === 0 ? EXIT.failed : EXIT.done;
}

function goalOf(
  values: Readonly<Record<string, string | boolean | undefined>>,
  ownCycle?: number,
): BalanceGoal {
  const amount = (name: string): number | undefined => {
    const text = values[name];
    if (typeof text !== "string") return undefined;
    const value = Number(text.replace(",", "."));
    if (!(value > 0 && Number.isFinite(value))) throw new UsageError(`--${name} must be a positive number`);
    return value;
  };
  const cycle = amount("cycle");
  const stations = amount("stations");
  const asked = [cycle !== undefined, stations !== undefined, values["efficiency"] === true];
  if (asked.filter(Boolean).length > 1)
    throw new UsageError("ask for one of --cycle, --stations, --efficiency");
  if (values["smooth"] === true && values["smooth-squares"] === true)
    throw new UsageError("ask for one of --smooth, --smooth-squares");
  const smooth: SmoothGoal | undefined =
    values["smooth"] === true ? "load" : values["smooth-squares"] === true ? "squares" : undefined;
  const smoothed = smooth === undefined ? {} : { smooth };
  if (cycle !== undefined) return { kind: "stations", cycle, ...smoothed };
  if (stations !== undefined) {
    if (!Number.isInteger(stations)) throw new UsageError("--stations must be a whole number");
    return { kind: "cycle", stations };
  }
  if (values["efficiency"] === true) {
    const mostStations = amount("max-stations");
    const leastCycle = amount("min-cycle");
    const mostCycle = amount("max-cycle");
    return {
      kind: "efficiency",
      leastStations: amount("min-stations") ?? LEAST_STATIONS,
      ...(mostStations === undefined ? {} : { mostStations }),
      ...(leastCycle === undefined ? {} : { leastCycle }),
      ...(mostCycle === undefined ? {} : { mostCycle }),
    };
  }
  if (ownCycle !== undefined) return { kind: "stations", cycle: ownCycle, ...smoothed };
  throw new UsageError("ask for one of --cycle, --stations, --efficiency");
}

function readFileAsLine(file: string): Promise<Result<ReadLine, BareFinding[]>> {
  return readFileAs(file, (bytes) => readLine(file, bytes));
}

async function readFileAs<T>(
  file: string,
  read: (bytes: Uint8Array) => Result<T, BareFinding[]>,
): Promise<Result<T, BareFinding[]>> {
  try {
    return read(await readFile(file));
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    return err([unreadable(error.code)]);
  }
}

function unreadable(code: unknown): BareFinding {
  return makeFinding(FILE_UNREADABLE, [], { problem: String(code) });
}

/** A finding in English, with the file that it is about. */
interface FileFinding extends Finding {
  readonly file: string;
}

function inFile(file: string, findings: readonly BareFinding[]): FileFinding[] {
  return findings.map((finding) => ({ file, ...findingText(finding, "en") }));
}

function reportFindings(
  file: string,
  bare: readonly BareFinding[],
  asJson: boolean,
  output: CommandOutput,
): number {
  const findings = inFile(file, bare);
  for (const finding of findings) output.stderr(`${findingLine(file, finding)}\n`);
  if (asJson) output.stdout(json({ findings }));
  return EXIT.failed;
}

/** Solves to the end or the time limit; tells every improvement on standard error. */
function balance(
  { line }: ReadLine,
  goal: BalanceGoal,
  timeLimit: number,
  output?: CommandOutput,
): BalanceAnswer {
  const search = balanceLine(line, goal, { now: () => performance.now() / 1000, timeLimit });
  let told = "";
  for (;;) {
    const step = search.next();
    if (step.done === true) return step.value;
    const { value, bound, seconds } = step.value;
    const news = `best ${number(value)}, bound ${number(bound)}`;
    if (news !== told) output?.stderr(`${seconds.toFixed(1)} s: ${news}\n`);
    told = news;
  }
}

function report(answer: BalanceAnswer): string {
  if (answer.assignment.length === 0) return `${answer.status}: ${answer.reason}\n`;
  const rows = answer.assignment.map((load, k) => [
    String(k + 1),
    number(answer.stationTimes?.[k] ?? 0),
    load.join(" "),
  ]);
  const quality = [
    `${answer.status}: ${answer.stations} stations, cycle time ${number(answer.cycle)}`,
    `bound ${number(answer.bound)} (${answer.proof}), gap ${number(100 * answer.gap)} %`,
    `balance efficiency ${number(100 * (answer.efficiency ?? 0))} %, idle time ${number(answer.idleTime ?? 0)}, smoothness index ${number(answer.smoothnessIndex ?? 0)}`,
    ...(answer.smoothing === undefined ? [] : [smoothingText(answer.smoothing)]),
    `${number(answer.seconds)} s, ${answer.states} states`,
  ];
  const stations = rows.map(([station, time, tasks]) => `${station}\t${time}\t${tasks}`).join("\n");
  return `station\ttime\ttasks\n${stations}\n${quality.join("\n")}\n`;
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

function smoothingText(smoothing: NonNullable<BalanceAnswer["smoothing"]>): string {
  const { status, bound } = smoothing;
  return smoothing.goal === "load"
    ? `longest station time ${number(smoothing.longestStationTime)} (${status}, bound ${number(bound)})`
    : `squared idle time ${number(smoothing.squaredIdleTime)} (${status}, bound ${number(bound)})`;
}

async function runBatch(
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
