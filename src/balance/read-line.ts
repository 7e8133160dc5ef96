import { ok, type Result } from "../base/result.ts";
import type { BareFinding } from "../plant/finding.ts";
import { checkLine, type Line } from "./check-line.ts";
import type { LineProblem } from "./line-problem.ts";
import { readAlb } from "./read-alb.ts";
import { readIn2 } from "./read-in2.ts";
import { decodeText } from "./read-lines.ts";
import { readTable } from "./read-table.ts";

/** A problem as given and as checked. */
export interface ReadLine {
  readonly problem: LineProblem;
  readonly line: Line;
}

/** Reads and checks a line file by the ending of its name: `.in2`, `.alb`, or else a table. */
export function readLine(name: string, bytes: Uint8Array): Result<ReadLine, BareFinding[]> {
  const ending = /\.[^.]*$/.exec(name)?.[0].toLowerCase();
  const read = ending === ".in2" ? readIn2 : ending === ".alb" ? readAlb : readTable;
  const problem = read(name, decodeText(bytes));
  if (!problem.ok) return problem;
  const line = checkLine(problem.value);
  return line.ok ? ok({ problem: problem.value, line: line.value }) : line;
}
