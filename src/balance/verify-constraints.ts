import type { ConstrainedLine, LineConstraints } from "./constrained-line.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { verifyLine, type Violation } from "./verify-line.ts";

/** Rounding error forgiven in sums of weighted times, as a share of the limit. */
const TOLERANCE = 1e-9;

/** A violation of a constraint beyond the simple problem, or of the simple problem itself. */
export interface ConstraintViolation {
  readonly kind: Violation["kind"] | keyof LineConstraints;
  readonly message: string;
}

/**
 * Checks a line against all constraints as the user gave them; shares nothing with the search.
 * @param cycle cycle time in the problem's unit
 */
export function verifyConstraints(
  { problem, constraints }: ConstrainedLine,
  assignment: readonly (readonly string[])[],
  cycle: number,
): ConstraintViolation[] {
  const { models, isUShaped = false } = constraints;
  const violations: ConstraintViolation[] = verifyLine(
    problem,
    assignment,
    models === undefined ? { cycle } : {},
  ).filter(({ kind }) => !(isUShaped && kind === "precedence"));
  const stationOf = new Map<string, number>();
  assignment.forEach((load, k) => load.forEach((id) => stationOf.set(id, k + 1)));
  const report = (kind: keyof LineConstraints, message: string): void => {
    violations.push({ kind, message });
  };
  if (isUShaped) verifyUShape(problem.precedence, stationOf, report);
  for (const group of constraints.together ?? []) {
    if (new Set(group.map((id) => stationOf.get(id))).size > 1)
      report("together", `${group.join(", ")} are not at one station`);
  }
  for (const group of constraints.apart ?? []) {
    if (new Set(group.map((id) => stationOf.get(id))).size < group.length)
      report("apart", `${group.join(", ")} share a station`);
  }
  for (const [id, stations] of Object.entries(constraints.allowedStations ?? {})) {
    const at = stationOf.get(id);
    if (at === undefined || !stations.includes(at))
      report("allowedStations", `"${id}" may not be at station ${at}`);
  }
  const { today } = constraints;
  if (today !== undefined) {
    let moves = 0;
    today.assignment.forEach((load, k) => (moves += load.filter((id) => stationOf.get(id) !== k + 1).length));
    if (moves > today.mostMoves) report("today", `${moves} tasks move, more than ${today.mostMoves}`);
  }
  assignment.forEach((load, k) => verifyStation(problem.tasks, constraints, load, k + 1, cycle, report));
  return violations;
}

type Report = (kind: keyof LineConstraints, message: string) => void;

function verifyStation(
  tasks: ConstrainedLine["problem"]["tasks"],
  constraints: LineConstraints,
  load: readonly string[],
  station: number,
  cycle: number,
  report: Report,
): void {
  const { models, overload = 0, loadLimits = [], stochastic } = constraints;
  const own = new Map(tasks.map(({ id, time }) => [id, time]));
  const sum = (amount: (id: string) => number): number => load.reduce((total, id) => total + amount(id), 0);
  const shares = models?.reduce((total, { share }) => total + share, 0) ?? 1;
  const mean = (id: string): number =>
    models?.reduce((total, m) => total + (m.share / shares) * (m.times[id] ?? own.get(id)!), 0) ??
    own.get(id)!;
  if (models !== undefined && sum(mean) > cycle * (1 + TOLERANCE)) {
    report("models", `station ${station} takes ${sum(mean)} on average, more than ${cycle}`);
  }
  for (const { id: model, times } of models ?? []) {
    const time = sum((id) => times[id] ?? own.get(id)!);
    if (time > cycle * (1 + overload) * (1 + TOLERANCE)) {
      report("overload", `station ${station} takes ${time} for model "${model}"`);
    }
  }
  for (const { name, most, amounts } of loadLimits) {
    const amount = sum((id) => amounts[id] ?? 0);
    if (amount > most * (1 + TOLERANCE)) report("loadLimits", `station ${station} has ${amount} ${name}`);
  }
  if (stochastic === undefined) return;
  const deviation = Math.sqrt(sum((id) => stochastic.variances[id] ?? 0));
  const needed = sum(mean) + normalQuantile(stochastic.certainty) * deviation;
  if (needed > cycle * (1 + TOLERANCE))
    report("stochastic", `station ${station} needs ${needed} to be certain`);
}

/** Every task needs its predecessors at stations up to its own, or its successors: directly and indirectly. */
function verifyUShape(
  precedence: ConstrainedLine["problem"]["precedence"],
  stationOf: ReadonlyMap<string, number>,
  report: Report,
): void {
  const isEarly = new Map<string, boolean>();
  const isLate = new Map<string, boolean>();
  const reaches = (id: string, side: "before" | "after", known: Map<string, boolean>): boolean => {
    const seen = known.get(id);
    if (seen !== undefined) return seen;
    const other = side === "before" ? "after" : "before";
    const result = precedence
      .filter((relation) => relation[other] === id)
      .every((relation) => {
        const neighbour = relation[side];
        return stationOf.get(neighbour)! <= stationOf.get(id)! && reaches(neighbour, side, known);
      });
    known.set(id, result);
    return result;
  };
  for (const id of stationOf.keys()) {
    if (reaches(id, "before", isEarly) || reaches(id, "after", isLate)) continue;
    report("isUShaped", `"${id}" waits for tasks on both sides`);
  }
}
