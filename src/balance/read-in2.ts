import type { Checked } from "./finding.ts";
import type { LineProblem, Precedence, Task } from "./line-problem.ts";
import { parseNumber, Report, splitLines } from "./read-lines.ts";

/**
 * Reads Scholl's `.IN2` format: number of tasks, one time a line, then relations `i,j` up to the end
 * mark `-1,-1`, after which the file may hold comments. Tasks are named "1", "2", …
 * (Scholl, "Data of assembly line balancing problems", 1993.)
 */
export function readIn2(name: string, text: string): Checked<LineProblem> {
  const report = new Report(name);
  const lines = splitLines(text);
  let at = skipBlank(lines, 0);
  const count = parseNumber(lines[at] ?? "");
  if (count === undefined || !Number.isInteger(count) || count < 1) {
    report.error(
      `the number of tasks is missing: found "${(lines[at] ?? "").slice(0, 40)}"`,
      "begin the file with the number of tasks",
      at,
    );
    return { ok: false, findings: report.findings };
  }
  const tasks: Task[] = [];
  while (tasks.length < count) {
    at = skipBlank(lines, at + 1);
    const time = parseNumber(lines[at] ?? "");
    if (time === undefined) {
      report.error(
        `the time of task ${tasks.length + 1} of ${count} is missing or not a number: "${(lines[at] ?? "").slice(0, 40)}"`,
        "give one time a line for each task",
        at,
      );
      return { ok: false, findings: report.findings };
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
      report.error(
        `"${line.slice(0, 40)}" is no relation`,
        'write relations as "3,7", and "-1,-1" at the end',
        at,
      );
    } else if (match[1] === "-1" && match[2] === "-1") {
      ended = true;
    } else {
      precedence.push({ before: match[1]!, after: match[2]!, line: at + 1 });
    }
  }
  if (!ended) report.error("the end mark is missing", 'close the relations with "-1,-1"');
  if (report.findings.length > 0) return { ok: false, findings: report.findings };
  return { ok: true, value: { name, tasks, precedence } };
}

/** The next line with text, or the last line. */
function skipBlank(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length - 1 && lines[at]!.trim() === "") at++;
  return at;
}
