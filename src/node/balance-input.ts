import { readFile } from "node:fs/promises";
import type { BalanceAnswer } from "../balance/balance-answer.ts";
import { type BalanceGoal, balanceLine } from "../balance/balance-line.ts";
import { FILE_UNREADABLE } from "../balance/balance-rules.ts";
import { type ReadLine, readLine } from "../balance/read-line.ts";
import { err, type Result } from "../base/result.ts";
import type { BareFinding, Finding } from "../plant/finding.ts";
import { findingText } from "../plant/finding-text.ts";
import { makeFinding } from "../plant/rule.ts";
import { type CommandOutput, EXIT, json, number } from "./output.ts";
import { findingLine } from "./plant-file.ts";

export function readFileAsLine(file: string): Promise<Result<ReadLine, BareFinding[]>> {
  return readFileAs(file, (bytes) => readLine(file, bytes));
}

export async function readFileAs<T>(
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

export function unreadable(code: unknown): BareFinding {
  return makeFinding(FILE_UNREADABLE, [], { problem: String(code) });
}

/** A finding in English, with the file that it is about. */
export interface FileFinding extends Finding {
  readonly file: string;
}

export function inFile(file: string, findings: readonly BareFinding[]): FileFinding[] {
  return findings.map((finding) => ({ file, ...findingText(finding, "en") }));
}

export function reportFindings(
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
export function balance(
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
