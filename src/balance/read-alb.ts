import type { Checked } from "./finding.ts";
import type { LineProblem, Precedence, Task } from "./line-problem.ts";
import { parseNumber, Report, splitLines } from "./read-lines.ts";

interface Section {
  readonly line: number;
  readonly rows: { readonly text: string; readonly line: number }[];
}

/**
 * Reads the `.alb` format of Otto, Otto and Scholl (2013): sections headed `<task times>` and so on,
 * up to `<end>`. Needed are the number of tasks, the task times and the precedence relations; the
 * cycle time is taken when given; other sections are passed over.
 */
export function readAlb(name: string, text: string): Checked<LineProblem> {
  const report = new Report(name);
  const sections = readSections(splitLines(text), report);
  const count = readSingle(sections, "number of tasks", report);
  const tasks = readTasks(sections, report);
  const precedence = readRelations(sections, report);
  const cycle = sections.has("cycle time") ? readSingle(sections, "cycle time", report) : undefined;
  if (count !== undefined && tasks.length !== count && report.findings.length === 0) {
    report.error(
      `${count} tasks are announced, but ${tasks.length} times are given`,
      "correct <number of tasks> or complete <task times>",
      sections.get("number of tasks")!.line,
    );
  }
  if (report.findings.length > 0) return { ok: false, findings: report.findings };
  return { ok: true, value: { name, tasks, precedence, ...(cycle === undefined ? {} : { cycle }) } };
}

function readSections(lines: readonly string[], report: Report): Map<string, Section> {
  const sections = new Map<string, Section>();
  let current: Section | undefined;
  for (let at = 0; at < lines.length; at++) {
    const text = lines[at]!.trim();
    if (text === "") continue;
    const heading = /^<(.+)>$/.exec(text);
    if (heading !== null) {
      const title = heading[1]!.trim().toLowerCase();
      if (title === "end") return sections;
      if (sections.has(title)) report.error(`section <${title}> is given twice`, "remove one of the two", at);
      current = { line: at, rows: [] };
      sections.set(title, current);
    } else if (current === undefined) {
      report.error(
        `"${text.slice(0, 40)}" stands before the first section`,
        "begin with a heading such as <number of tasks>",
        at,
      );
    } else {
      current.rows.push({ text, line: at });
    }
  }
  report.error("the end mark is missing", "close the file with <end>");
  return sections;
}

function readSingle(sections: Map<string, Section>, title: string, report: Report): number | undefined {
  const row = sections.get(title)?.rows[0];
  const value = row === undefined ? undefined : parseNumber(row.text);
  if (value === undefined) {
    report.error(
      `<${title}> is missing or not a number`,
      `add the section <${title}> with one number`,
      row?.line,
    );
  }
  return value;
}

function readTasks(sections: Map<string, Section>, report: Report): Task[] {
  const section = sections.get("task times");
  if (section === undefined)
    report.error("<task times> is missing", 'add the section with "task time" on each line');
  const tasks: Task[] = [];
  for (const { text, line } of section?.rows ?? []) {
    const [id = "", value = ""] = text.split(/\s+/);
    const time = parseNumber(value);
    if (time === undefined) {
      report.error(
        `"${text.slice(0, 40)}" is no task with its time`,
        'write the task and its time, for example "4 214"',
        line,
      );
    } else {
      tasks.push({ id, time, line: line + 1 });
    }
  }
  return tasks;
}

function readRelations(sections: Map<string, Section>, report: Report): Precedence[] {
  const section = sections.get("precedence relations");
  if (section === undefined) {
    report.error("<precedence relations> is missing", "add the section; it may be empty");
  }
  const precedence: Precedence[] = [];
  for (const { text, line } of section?.rows ?? []) {
    const match = /^([^\s,]+)\s*,\s*([^\s,]+)$/.exec(text);
    if (match === null) {
      report.error(`"${text.slice(0, 40)}" is no relation`, 'write relations as "3,7"', line);
    } else {
      precedence.push({ before: match[1]!, after: match[2]!, line: line + 1 });
    }
  }
  return precedence;
}
