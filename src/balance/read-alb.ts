import { err, ok, type Result } from "../base/result.ts";
import type { BareFinding } from "../plant/finding.ts";
import * as rules from "./balance-rules.ts";
import type { LineProblem, Precedence, Task } from "./line-problem.ts";
import { excerpt, parseNumber, Report, splitLines } from "./read-lines.ts";

interface Section {
  readonly line: number;
  readonly rows: { readonly text: string; readonly line: number }[];
}

/**
 * Reads the `.alb` format of Otto, Otto and Scholl (2013): sections headed `<task times>` and so on,
 * up to `<end>`. Needed are the number of tasks, the task times and the precedence relations; the
 * cycle time is taken when given; other sections are passed over.
 */
export function readAlb(name: string, text: string): Result<LineProblem, BareFinding[]> {
  const report = new Report();
  const sections = readSections(splitLines(text), report);
  const count = readSingle(sections, "number of tasks", report);
  const tasks = readTasks(sections, report);
  const precedence = readRelations(sections, report);
  const cycle = sections.has("cycle time") ? readSingle(sections, "cycle time", report) : undefined;
  if (count !== undefined && tasks.length !== count && report.findings.length === 0) {
    report.error(rules.ALB_COUNT, { count, found: tasks.length }, sections.get("number of tasks")!.line);
  }
  if (report.findings.length > 0) return err(report.findings);
  return ok({ name, tasks, precedence, ...(cycle === undefined ? {} : { cycle }) });
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
      if (sections.has(title)) report.error(rules.ALB_SECTION_TWICE, { title }, at);
      current = { line: at, rows: [] };
      sections.set(title, current);
    } else if (current === undefined) {
      report.error(rules.ALB_OUTSIDE, { found: excerpt(text) }, at);
    } else {
      current.rows.push({ text, line: at });
    }
  }
  report.error(rules.ALB_END);
  return sections;
}

function readSingle(sections: Map<string, Section>, title: string, report: Report): number | undefined {
  const row = sections.get(title)?.rows[0];
  const value = row === undefined ? undefined : parseNumber(row.text);
  if (value === undefined) {
    report.error(rules.ALB_NUMBER, { title }, row?.line);
  }
  return value;
}

function readTasks(sections: Map<string, Section>, report: Report): Task[] {
  const section = sections.get("task times");
  if (section === undefined) report.error(rules.ALB_SECTION, { title: "task times" });
  const tasks: Task[] = [];
  for (const { text, line } of section?.rows ?? []) {
    const [id = "", value = ""] = text.split(/\s+/);
    const time = parseNumber(value);
    if (time === undefined) {
      report.error(rules.ALB_TASK, { found: excerpt(text) }, line);
    } else {
      tasks.push({ id, time, line: line + 1 });
    }
  }
  return tasks;
}

function readRelations(sections: Map<string, Section>, report: Report): Precedence[] {
  const section = sections.get("precedence relations");
  if (section === undefined) {
    report.error(rules.ALB_SECTION, { title: "precedence relations" });
  }
  const precedence: Precedence[] = [];
  for (const { text, line } of section?.rows ?? []) {
    const match = /^([^\s,]+)\s*,\s*([^\s,]+)$/.exec(text);
    if (match === null) {
      report.error(rules.ALB_RELATION, { found: excerpt(text) }, line);
    } else {
      precedence.push({ before: match[1]!, after: match[2]!, line: line + 1 });
    }
  }
  return precedence;
}
