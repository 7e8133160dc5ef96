import { err, ok, type Result } from "../base/result.ts";
import type { BareFinding } from "../plant/finding.ts";
import * as rules from "./balance-rules.ts";
import type { LineProblem, Precedence } from "./line-problem.ts";
import { type PrecedenceGraph, precedenceGraph } from "./precedence-graph.ts";
import { Report } from "./read-lines.ts";

/** A checked problem: the integer graph and the way back to the user's names and unit. */
export interface Line {
  readonly name: string;
  readonly graph: PrecedenceGraph;
  readonly ids: readonly string[];
  /** Ticks of the integer graph in one time unit of the problem: a power of ten. */
  readonly ticksPerUnit: number;
}

/** Largest sum of times, in ticks, for which all bounds stay within 32-bit integers. */
export const MOST_TICKS = 100_000_000;
const FINEST_TICKS_PER_UNIT = 1_000_000;

/**
 * Checks a problem and turns it into integers. Findings name the task and the line: no tasks,
 * duplicate or empty names, times that are no number, negative, too large or too fine, relations
 * with unknown tasks or of a task with itself, and circular precedence with the cycle spelled out.
 */
export function checkLine(problem: LineProblem): Result<Line, BareFinding[]> {
  const report = new Report();
  if (problem.tasks.length === 0) report.error(rules.NO_TASKS);
  const index = new Map<string, number>();
  problem.tasks.forEach(({ id, time, line }, k) => {
    const at = lineIndex(line);
    if (id === "") report.error(rules.UNNAMED_TASK, {}, at);
    if (index.has(id)) report.error(rules.REPEATED_TASK, { task: id }, at);
    index.set(id, k);
    if (!Number.isFinite(time)) report.error(rules.TIME_NO_NUMBER, { task: id }, at);
    else if (time < 0) report.error(rules.TIME_NEGATIVE, { task: id, time }, at);
  });
  const arcs: [number, number][] = [];
  for (const { before, after, line } of problem.precedence) {
    const ends = [before, after].map((id) => {
      const found = index.get(id);
      if (found === undefined) report.error(rules.RELATION_UNKNOWN, { task: id }, lineIndex(line));
      return found;
    });
    if (ends[0] !== undefined && ends[1] !== undefined) arcs.push([ends[0], ends[1]]);
  }
  if (report.findings.length > 0) return err(report.findings);
  const ticksPerUnit = tickScale(problem.tasks.map((task) => task.time));
  const total = problem.tasks.reduce((sum, task) => sum + task.time, 0);
  if (ticksPerUnit === undefined || total * ticksPerUnit > MOST_TICKS) {
    report.error(rules.TOO_FINE);
    return err(report.findings);
  }
  const time = Int32Array.from(problem.tasks, (task) => Math.round(task.time * ticksPerUnit));
  const graph = precedenceGraph(time, arcs);
  if (graph === undefined) {
    const circle = findCircle(problem.precedence);
    const names = [...circle.map(({ before }) => before), circle[0]!.before];
    const shown = names.map((id) => `“${id}”`).join(" → ");
    report.error(rules.CIRCULAR, { circle: shown }, lineIndex(circle[0]!.line));
    return err(report.findings);
  }
  return ok({ name: problem.name, graph, ids: problem.tasks.map((task) => task.id), ticksPerUnit });
}

/** Zero-based line of what is counted from one in a source text. */
function lineIndex(line: number | undefined): number | undefined {
  return line === undefined ? undefined : line - 1;
}

/**
 * The smallest power of ten that makes all values whole, or undefined when none up to a millionth
 * does. A value counts as whole within the rounding error of its own decimal notation.
 */
export function tickScale(values: readonly number[]): number | undefined {
  for (let scale = 1; scale <= FINEST_TICKS_PER_UNIT; scale *= 10) {
    const whole = values.every((value) => {
      const ticks = value * scale;
      return Math.abs(ticks - Math.round(ticks)) <= Math.abs(ticks) * 1e-12;
    });
    if (whole) return scale;
  }
  return undefined;
}

/** Some circle among relations that are known to contain one: each step's `after` is the next `before`. */
function findCircle(relations: readonly Precedence[]): Precedence[] {
  const leaving = new Map<string, Precedence[]>();
  for (const relation of relations) {
    const list = leaving.get(relation.before);
    if (list === undefined) leaving.set(relation.before, [relation]);
    else list.push(relation);
  }
  const finished = new Set<string>();
  for (const start of leaving.keys()) {
    const path: Precedence[] = [];
    const onPath = new Map<string, number>();
    const cursors = new Map<string, number>();
    let at: string | undefined = start;
    while (at !== undefined && !finished.has(at)) {
      if (!onPath.has(at)) onPath.set(at, path.length);
      const cursor: number = cursors.get(at) ?? 0;
      const step: Precedence | undefined = leaving.get(at)?.[cursor];
      if (step === undefined) {
        finished.add(at);
        onPath.delete(at);
        at = path.pop()?.before;
        continue;
      }
      cursors.set(at, cursor + 1);
      const seen = onPath.get(step.after);
      if (seen !== undefined) return [...path.slice(seen), step];
      if (finished.has(step.after)) continue;
      path.push(step);
      at = step.after;
    }
  }
  throw new Error("the relations contain no circle");
}
