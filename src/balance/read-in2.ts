import { err, ok, type Result } from "../base/result.ts";
import type { BareFinding } from "../plant/finding.ts";
import { IN2_COUNT, IN2_END, IN2_RELATION, IN2_TIME } from "./balance-rules.ts";
import type { LineProblem, Precedence, Task } from "./line-problem.ts";
import { excerpt, parseNumber, Report, splitLines } from "./read-lines.ts";

/**
 * Reads Scholl's `.IN2` format: number of tasks, one time a line, then relations `i,j` up to the end
 * mark `-1,-1`, after which the file may hold comments. Tasks are named "1", "2", …
 * (Scholl, "Data of assembly line balancing problems", 1993.)
 */
export function readIn2(name: string, text: string): Result<LineProblem, BareFinding[]> {
  const report = new Report();
  const lines = splitLines(text);
  let at = skipBlank(lines, 0);
  const count = parseNumber(lines[at] ?? "");
  if (count === undefined || !Number.isInteger(count) || count < 1) {
    report.error(IN2_COUNT, { found: excerpt(lines[at] ?? "") }, at);
    return err(report.findings);
  }
  const tasks: Task[] = [];
  while (tasks.length < count) {
    at = skipBlank(lines, at + 1);
    const time = parseNumber(lines[at] ?? "");
    if (time === undefined) {
      report.error(IN2_TIME, { task: tasks.length + 1, count, found: excerpt(lines[at] ?? "") }, at);
      return err(report.findings);
    }
    tasks.push({ id: String(tasks.length + 1), time, line: at + 1 });
  }
  const precedence: Precedence[] = [];
  let ended = false;
  for (at = at + 1; at < lines.length && !ended; at++) {
    const line = lines[at]!.trim();
    if (line === "") continue;
    const match = /^(-?\d+)\s*,\s*(-?\d+)$/.exec(line);
    if (match === null) {
      report.error(IN2_RELATION, { found: excerpt(line) }, at);
    } else if (match[1] === "-1" && match[2] === "-1") {
      ended = true;
    } else {
      precedence.push({ before: match[1]!, after: match[2]!, line: at + 1 });
    }
  }
  if (!ended) report.error(IN2_END);
  if (report.findings.length > 0) return err(report.findings);
  return ok({ name, tasks, precedence });
}

/** The next line with text, or the last line. */
function skipBlank(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length - 1 && lines[at]!.trim() === "") at++;
  return at;
}
