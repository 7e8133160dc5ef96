import { err, ok, type Result } from "../base/result.ts";
import type { BareFinding } from "../plant/finding.ts";
import { TABLE_EMPTY, TABLE_ROW } from "./balance-rules.ts";
import type { LineProblem, Precedence, Task } from "./line-problem.ts";
import { excerpt, parseNumber, Report, splitLines } from "./read-lines.ts";

const HEADINGS: Readonly<Record<"task" | "time" | "predecessors", readonly string[]>> = {
  task: ["task", "id", "name", "operation", "aufgabe", "vorgang", "arbeitsgang"],
  time: ["time", "duration", "zeit", "dauer", "vorgabezeit"],
  predecessors: ["predecessors", "predecessor", "after", "vorgänger", "nach"],
};

/**
 * Reads a table pasted from a spreadsheet: columns task, time and (optional) predecessors, separated
 * by tabs, semicolons, or commas; several predecessors by comma, semicolon or blank within the cell.
 * A heading row is recognised in English or German and fixes the order of columns; without one the
 * order is task, time, predecessors.
 */
export function readTable(name: string, text: string): Result<LineProblem, BareFinding[]> {
  const report = new Report();
  const lines = splitLines(text);
  const first = lines.find((line) => line.trim() !== "") ?? "";
  const separator = ["\t", ";", ","].find((mark) => first.includes(mark)) ?? "\t";
  const heading = splitRow(first, separator).map((cell) => cell.toLowerCase());
  const column = {
    task: heading.findIndex((cell) => HEADINGS.task.includes(cell)),
    time: heading.findIndex((cell) => HEADINGS.time.includes(firstWord(cell))),
    predecessors: heading.findIndex((cell) => HEADINGS.predecessors.includes(cell)),
  };
  const headed = column.task >= 0 && column.time >= 0;
  if (!headed) Object.assign(column, { task: 0, time: 1, predecessors: 2 });
  const tasks: Task[] = [];
  const precedence: Precedence[] = [];
  let begun = false;
  for (let at = 0; at < lines.length; at++) {
    const row = lines[at]!;
    if (row.trim() === "") continue;
    if (!begun && headed) {
      begun = true;
      continue;
    }
    begun = true;
    const cells = splitRow(row, separator);
    const id = cells[column.task] ?? "";
    const time = parseNumber(cells[column.time] ?? "");
    if (id === "" || time === undefined) {
      report.error(TABLE_ROW, { found: excerpt(row.trim()) }, at);
      continue;
    }
    tasks.push({ id, time, line: at + 1 });
    for (const before of (cells[column.predecessors] ?? "").split(/[\s,;]+/)) {
      if (before !== "" && before !== "-") precedence.push({ before, after: id, line: at + 1 });
    }
  }
  if (tasks.length === 0) report.error(TABLE_EMPTY);
  if (report.findings.length > 0) return err(report.findings);
  return ok({ name, tasks, precedence });
}

function firstWord(cell: string): string {
  return cell.split(/[\s([]/)[0]!;
}

/** Cells of a row; a cell in double quotes may hold the separator, and doubled quotes mean one. */
function splitRow(row: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let k = 0; k < row.length; k++) {
    const mark = row[k]!;
    if (mark === '"' && quoted && row[k + 1] === '"') {
      cell += '"';
      k++;
    } else if (mark === '"') {
      quoted = !quoted;
    } else if (mark === separator && !quoted) {
      cells.push(cell.trim());
      cell = "";
    } else {
      cell += mark;
    }
  }
  cells.push(cell.trim());
  return cells;
}
