import type { Checked, Finding } from "./finding.ts";
import type { LineProblem, Precedence } from "./line-problem.ts";
import { type PrecedenceGraph, precedenceGraph } from "./precedence-graph.ts";

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
export function checkLine(problem: LineProblem): Checked<Line> {
  const findings: Finding[] = [];
  const report = (message: string, remedy: string, line: number | undefined): void => {
    findings.push({
      severity: "error",
      path: problem.name,
      ...(line === undefined ? {} : { line }),
      message,
      remedy,
    });
  };
  if (problem.tasks.length === 0) report("there are no tasks", "add at least one task", undefined);
  const index = new Map<string, number>();
  problem.tasks.forEach((task, k) => {
    if (task.id === "") report("a task has no name", "give every task a name", task.line);
    if (index.has(task.id)) {
      report(`task "${task.id}" is given twice`, "remove or rename one of the two", task.line);
    }
    index.set(task.id, k);
    if (!Number.isFinite(task.time)) {
      report(`the time of task "${task.id}" is not a number`, "give a time, for example 12.5", task.line);
    } else if (task.time < 0) {
      report(`the time of task "${task.id}" is negative (${task.time})`, "give zero or more", task.line);
    }
  });
  const arcs: [number, number][] = [];
  for (const relation of problem.precedence) {
    const before = index.get(relation.before);
    const after = index.get(relation.after);
    for (const [id, found] of [
      [relation.before, before],
      [relation.after, after],
    ] as const) {
      if (found !== undefined) continue;
      report(`a relation names the unknown task "${id}"`, "add the task or correct the name", relation.line);
    }
    if (before !== undefined && after !== undefined) arcs.push([before, after]);
  }
  if (findings.length > 0) return { ok: false, findings };
  const ticksPerUnit = tickScale(problem.tasks.map((task) => task.time));
  const total = problem.tasks.reduce((sum, task) => sum + task.time, 0);
  if (ticksPerUnit === undefined || total * ticksPerUnit > MOST_TICKS) {
    const remedy = "use a coarser unit or fewer decimals, for example seconds with two decimals";
    report("the times are too large or too finely divided to add up exactly", remedy, undefined);
    return { ok: false, findings };
  }
  const time = Int32Array.from(problem.tasks, (task) => Math.round(task.time * ticksPerUnit));
  const graph = precedenceGraph(time, arcs);
  if (graph === undefined) {
    const circle = findCircle(problem.precedence);
    report(
      `the precedence is circular: ${circle.map((step) => `"${step.before}"`).join(" before ")} before "${circle[0]!.before}"`,
      "remove one of these relations",
      circle[0]!.line,
    );
    return { ok: false, findings };
  }
  return {
    ok: true,
    value: { name: problem.name, graph, ids: problem.tasks.map((task) => task.id), ticksPerUnit },
  };
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
