import type { ConstrainedLine, LineConstraints } from "./constrained-line.ts";
import type { StationPlan } from "./station-plan.ts";
import { verifyLine } from "./verify-line.ts";
import {
  type ConstraintViolation,
  type ReportViolation,
  schedulesOf,
  verifyStationPlan,
} from "./verify-station-plan.ts";

/**
 * Checks a line against all constraints as the user gave them; shares nothing with the search.
 * @param cycle cycle time in the problem's unit
 * @param plan how each station works; where it matters (workers, station types, parallel workplaces, sides, setups) a
 *   line without plan is judged as one worker of no kind at each station, doing the tasks as listed
 */
export function verifyConstraints(
  given: ConstrainedLine,
  assignment: readonly (readonly string[])[],
  cycle: number,
  plan: readonly StationPlan[] = assignment.map((tasks, k) => ({ station: k + 1, tasks, time: 0, idle: 0 })),
): ConstraintViolation[] {
  const { problem, constraints } = given;
  const { isUShaped = false } = constraints;
  const violations: ConstraintViolation[] = verifyLine(problem, assignment, {}).filter(
    ({ kind }) => !(isUShaped && kind === "precedence"),
  );
  const stationOf = new Map<string, number>();
  assignment.forEach((load, k) => load.forEach((id) => stationOf.set(id, k + 1)));
  const report: ReportViolation = (kind, message) => {
    violations.push({ kind, message });
  };
  if (isUShaped) verifyUShape(problem.precedence, stationOf, report);
  verifyCompany(constraints, assignment, stationOf, report);
  verifyMatch(assignment, plan, report);
  verifyMoves(constraints, stationOf, plan, report);
  verifyStocks(constraints, plan, report);
  for (const each of plan) verifyStationPlan(given, each, cycle, report);
  if (constraints.sides !== undefined) verifyWaiting(given, plan, report);
  return violations;
}

/** Together, apart, zones, and allowed stations. */
function verifyCompany(
  { together = [], apart = [], zones, allowedStations = {} }: LineConstraints,
  assignment: readonly (readonly string[])[],
  stationOf: ReadonlyMap<string, number>,
  report: ReportViolation,
): void {
  for (const group of together) {
    if (new Set(group.map((id) => stationOf.get(id))).size > 1)
      report("together", `${group.join(", ")} are not at one station`);
  }
  for (const group of apart) {
    const places = [...new Set(group)].map((id) => stationOf.get(id));
    if (new Set(places).size < places.length) report("apart", `${group.join(", ")} share a station`);
  }
  for (const [one, other] of zones?.apart ?? []) {
    assignment.forEach((load, k) => {
      const of = (zone: string): string | undefined => load.find((id) => zones?.of[id] === zone);
      if (of(one) !== undefined && of(other) !== undefined && of(one) !== of(other))
        report("zones", `station ${k + 1} mixes the zones ${one} and ${other}`);
    });
  }
  for (const [id, stations] of Object.entries(allowedStations)) {
    const at = stationOf.get(id);
    if (at === undefined || !stations.includes(at))
      report("allowedStations", `"${id}" may not be at station ${at}`);
  }
}

/** The plan has each station's tasks, once. */
function verifyMatch(
  assignment: readonly (readonly string[])[],
  plan: readonly StationPlan[],
  report: ReportViolation,
): void {
  assignment.forEach((load, k) => {
    const planned = plan.filter(({ station }) => station === k + 1).flatMap(({ tasks }) => tasks);
    if (planned.toSorted().join("\n") !== load.toSorted().join("\n"))
      report("plan", `station ${k + 1} plans other tasks than it has`);
  });
  const places = plan.map(({ station, side }) => `${station} ${side ?? ""}`);
  if (new Set(places).size < places.length) report("plan", "a station is planned twice");
  if (plan.some(({ station }) => station > assignment.length)) report("plan", "a station is not there");
}

function verifyMoves(
  { today }: LineConstraints,
  stationOf: ReadonlyMap<string, number>,
  plan: readonly StationPlan[],
  report: ReportViolation,
): void {
  if (today === undefined) return;
  const sideOf = new Map(plan.flatMap(({ side, tasks }) => tasks.map((id) => [id, side] as const)));
  let moves = 0;
  today.assignment.forEach((load, k) => {
    for (const id of load) {
      const side = today.sides?.[id];
      const isMoved = stationOf.get(id) !== k + 1 || (side !== undefined && sideOf.get(id) !== side);
      if (isMoved) moves++;
    }
  });
  if (moves > today.mostMoves) report("today", `${moves} tasks move, more than ${today.mostMoves}`);
}

/** Counts of workers and station types, and the budget. */
function verifyStocks(
  { workers = [], stationTypes = [], budget }: LineConstraints,
  plan: readonly StationPlan[],
  report: ReportViolation,
): void {
  let cost = 0;
  const count = (kind: "worker" | "stationType", id: string): number =>
    plan.reduce((sum, each) => sum + (each[kind] === id ? (each.parallel ?? 1) : 0), 0);
  for (const { id, count: most = Infinity, cost: each = 0 } of workers) {
    const used = count("worker", id);
    cost += used * each;
    if (used > most) report("workers", `${used} of worker "${id}" are used, there are ${most}`);
  }
  for (const { id, count: most = Infinity, cost: each = 0 } of stationTypes) {
    const used = count("stationType", id);
    cost += used * each;
    if (used > most) report("stationTypes", `${used} of station type "${id}" are used, there are ${most}`);
  }
  if (budget !== undefined && cost > budget * (1 + 1e-9))
    report("budget", `the line costs ${cost}, more than ${budget}`);
}

/** On a two-sided line no task starts before those at the same station that it waits for have ended. */
function verifyWaiting(
  { problem, constraints }: ConstrainedLine,
  plan: readonly StationPlan[],
  report: ReportViolation,
): void {
  for (let model = 0; model <= (constraints.models ?? []).length; model++) {
    const times = new Map<string, { station: number; start: number; end: number }>();
    for (const each of plan) {
      const { starts, timeOf } = schedulesOf({ problem, constraints }, each)[model]!;
      each.tasks.forEach((id, k) => {
        const start = starts[k] ?? Number.NaN;
        times.set(id, { station: each.station, start, end: start + timeOf(id) });
      });
    }
    for (const { before, after } of problem.precedence) {
      const [first, second] = [times.get(before), times.get(after)];
      if (first === undefined || second === undefined || first.station !== second.station) continue;
      if (!(second.start >= first.end * (1 - 1e-9) - 1e-9))
        report("sides", `"${after}" starts before "${before}" has ended`);
    }
  }
}

/** Every task needs its predecessors at stations up to its own, or its successors: directly and indirectly. */
function verifyUShape(
  precedence: ConstrainedLine["problem"]["precedence"],
  stationOf: ReadonlyMap<string, number>,
  report: ReportViolation,
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
