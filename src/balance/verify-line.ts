import type { LineProblem } from "./line-problem.ts";

/** A demand on a line that it does not meet. */
export interface Violation {
  readonly kind: "unknown task" | "missing task" | "repeated task" | "precedence" | "cycle time" | "stations";
  readonly message: string;
}

export interface LineLimits {
  /** Cycle time, in the problem's time unit. */
  readonly cycle?: number;
  readonly stations?: number;
}

/**
 * Checks a line against the problem as the user gave it: every task exactly once, no task before one that
 * it waits for, no station beyond the cycle, no more stations than allowed. Shares nothing with the
 * solvers, so that it can judge them.
 * @param assignment task names per station, first station first
 */
export function verifyLine(
  problem: LineProblem,
  assignment: readonly (readonly string[])[],
  limits: LineLimits,
): Violation[] {
  const violations: Violation[] = [];
  const report = (kind: Violation["kind"], message: string): void => {
    violations.push({ kind, message });
  };
  const times = new Map(problem.tasks.map((task) => [task.id, task.time]));
  const stationOf = new Map<string, number>();
  assignment.forEach((load, station) => {
    let sum = 0;
    for (const id of load) {
      if (!times.has(id)) report("unknown task", `station ${station + 1} has the unknown task "${id}"`);
      if (stationOf.has(id)) report("repeated task", `task "${id}" is assigned twice`);
      stationOf.set(id, station);
      sum += times.get(id) ?? 0;
    }
    if (limits.cycle !== undefined && sum > limits.cycle * (1 + 1e-12)) {
      report(
        "cycle time",
        `station ${station + 1} takes ${sum}, more than the cycle time of ${limits.cycle}`,
      );
    }
  });
  for (const id of times.keys()) {
    if (!stationOf.has(id)) report("missing task", `task "${id}" is at no station`);
  }
  for (const { before, after } of problem.precedence) {
    const first = stationOf.get(before);
    const second = stationOf.get(after);
    if (first === undefined || second === undefined || first <= second) continue;
    report("precedence", `task "${before}" is at station ${first + 1}, after "${after}" at ${second + 1}`);
  }
  if (limits.stations !== undefined && assignment.length > limits.stations) {
    report("stations", `${assignment.length} stations are used, ${limits.stations} allowed`);
  }
  return violations;
}

/** Checks the order in which each station lists its tasks: none before one at the same station that it waits for. */
export function verifyOrder(problem: LineProblem, assignment: readonly (readonly string[])[]): Violation[] {
  const stationOf = new Map<string, number>();
  const placeOf = new Map<string, number>();
  assignment.forEach((load, station) => {
    load.forEach((id, place) => {
      stationOf.set(id, station);
      placeOf.set(id, place);
    });
  });
  return problem.precedence.flatMap(({ before, after }) => {
    const station = stationOf.get(before);
    const isInOrder = (placeOf.get(before) ?? 0) < (placeOf.get(after) ?? 0);
    if (station === undefined || station !== stationOf.get(after) || isInOrder) return [];
    const message = `station ${station + 1} lists task "${before}" after "${after}", which waits for it`;
    return [{ kind: "precedence" as const, message }];
  });
}
