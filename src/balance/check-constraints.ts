import { err, type Result } from "../base/result.ts";
import type { BareFinding, LocalText } from "../plant/finding.ts";
import * as rules from "./balance-rules.ts";
import { checkLine, type Line } from "./check-line.ts";
import type { ConstrainedLine } from "./constrained-line.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { Report } from "./read-lines.ts";

/** An amount per task of which a station may hold only so much. */
export interface Capacity {
  readonly amount: Float64Array;
  readonly most: number;
}

/** The checked, integer form of a constrained line at one cycle; rows and tasks as in its graph. */
export interface ConstrainedModel {
  readonly line: Line;
  /** Mean time first, then the time of each model, then the limits by load. */
  readonly capacities: readonly Capacity[];
  /** Per task the number of its group of tasks that must share a station, or -1. */
  readonly groupOf: Int32Array;
  readonly groups: readonly (readonly number[])[];
  /** Per task the tasks that may not share its station. */
  readonly apart: readonly (readonly number[])[];
  /** Per task its allowed stations, counted from 1, or undefined for all. */
  readonly allowed: readonly (ReadonlySet<number> | undefined)[];
  /** Largest station that is named anywhere. */
  readonly lastNamed: number;
  /** Per task today's station, 0 for new tasks; undefined when moves are free. */
  readonly today: Int32Array | undefined;
  readonly mostMoves: number;
  readonly isUShaped: boolean;
  /** Variances per task, and the quantile that multiplies the deviation of a station. */
  readonly stochastic: { readonly variance: Float64Array; readonly quantile: number } | undefined;
}

/** Share by which sums of weighted times may exceed a limit through rounding. */
const TOLERANCE = 1e-10;

const WHERE_TOGETHER = { en: "A group of tasks together", de: "Eine Gruppe zusammengehöriger Vorgänge" };
const WHERE_APART = { en: "A group of tasks apart", de: "Eine Gruppe getrennter Vorgänge" };
const WHERE_STATIONS = { en: "The list of allowed stations", de: "Die Liste erlaubter Stationen" };
const WHERE_TODAY = { en: "Today’s line", de: "Die heutige Linie" };
const WHERE_VARIANCES = { en: "The list of variances", de: "Die Liste der Varianzen" };

/**
 * Checks a constrained line and turns it into numbers. Findings name unknown tasks, shares and limits that are no
 * numbers, stations that are no whole numbers from 1, and a certainty outside (½, 1).
 * @param cycle cycle time, in the problem's unit
 */
export function checkConstraints(
  given: ConstrainedLine,
  cycle: number,
): Result<ConstrainedModel, BareFinding[]> {
  const checked = checkLine(given.problem);
  if (!checked.ok) return checked;
  const line = checked.value;
  const { constraints } = given;
  const report = new Report();
  const index = new Map(line.ids.map((id, k) => [id, k]));
  const find = (id: string, where: LocalText): number => {
    const task = index.get(id);
    if (task === undefined) report.error(rules.UNKNOWN_TASK, { where, task: id });
    return task ?? 0;
  };
  const amounts = (
    record: Readonly<Record<string, number>>,
    where: LocalText,
    other?: Float64Array,
  ): Float64Array => {
    const list = other?.slice() ?? new Float64Array(line.graph.size);
    for (const [id, amount] of Object.entries(record)) {
      if (!(amount >= 0 && Number.isFinite(amount))) {
        report.error(rules.AMOUNT, { where, found: amount, task: id });
      }
      list[find(id, where)] = amount;
    }
    return list;
  };
  const capacities = timeCapacities(line, constraints, cycle, amounts, report);
  for (const { name, most, amounts: record } of constraints.loadLimits ?? []) {
    capacities.push({
      amount: amounts(record, { en: `The limit on ${name}`, de: `Die Grenze für ${name}` }),
      most: most * (1 + TOLERANCE),
    });
  }
  const groups = mergeGroups(
    (constraints.together ?? []).map((group) => group.map((id) => find(id, WHERE_TOGETHER))),
  );
  const groupOf = new Int32Array(line.graph.size).fill(-1);
  groups.forEach((group, k) => group.forEach((task) => (groupOf[task] = k)));
  const apart = line.ids.map((): number[] => []);
  for (const group of constraints.apart ?? []) {
    const tasks = group.map((id) => find(id, WHERE_APART));
    for (const task of tasks) apart[task]!.push(...tasks.filter((other) => other !== task));
  }
  const allowed = line.ids.map((): ReadonlySet<number> | undefined => undefined);
  let lastNamed = 0;
  for (const [id, stations] of Object.entries(constraints.allowedStations ?? {})) {
    if (stations.length === 0 || !stations.every((station) => Number.isInteger(station) && station >= 1)) {
      report.error(rules.STATION_NUMBERS, { task: id });
    }
    allowed[find(id, WHERE_STATIONS)] = new Set(stations);
    lastNamed = Math.max(lastNamed, ...stations);
  }
  const today = constraints.today === undefined ? undefined : new Int32Array(line.graph.size);
  constraints.today?.assignment.forEach((load, k) => {
    for (const id of load) today![find(id, WHERE_TODAY)] = k + 1;
    lastNamed = Math.max(lastNamed, k + 1);
  });
  const certainty = constraints.stochastic?.certainty ?? 0.5;
  if (!(certainty >= 0.5 && certainty <= 1 - 1e-9)) {
    report.error(rules.CERTAINTY, { found: certainty });
  }
  const variance = amounts(constraints.stochastic?.variances ?? {}, WHERE_VARIANCES);
  if (report.findings.length > 0) return err(report.findings);
  return {
    ok: true,
    value: {
      line,
      capacities,
      groupOf,
      groups,
      apart,
      allowed,
      lastNamed,
      today,
      mostMoves: constraints.today?.mostMoves ?? 0,
      isUShaped: constraints.isUShaped ?? false,
      stochastic:
        constraints.stochastic === undefined ? undefined : { variance, quantile: normalQuantile(certainty) },
    },
  };
}

/** The limits on time: of the mean over all models, and of each model alone. */
function timeCapacities(
  line: Line,
  { models, overload = 0 }: ConstrainedLine["constraints"],
  cycle: number,
  amounts: (record: Readonly<Record<string, number>>, where: LocalText, other?: Float64Array) => Float64Array,
  report: Report,
): Capacity[] {
  const own = Float64Array.from(line.graph.time, (ticks) => ticks / line.ticksPerUnit);
  if (models === undefined || models.length === 0) return [{ amount: own, most: cycle * (1 + TOLERANCE) }];
  const shares = models.reduce((sum, { share }) => sum + share, 0);
  if (!(shares > 0 && models.every(({ share }) => share >= 0)) || !(overload >= 0)) {
    report.error(rules.SHARES);
  }
  const times = models.map(({ id, times: record }) =>
    amounts(record, { en: `Model “${id}”`, de: `Modell „${id}“` }, own),
  );
  const mean = own.map((_, task) =>
    models.reduce((sum, { share }, k) => sum + (share / shares) * times[k]![task]!, 0),
  );
  const most = cycle * (1 + overload) * (1 + TOLERANCE);
  return [{ amount: mean, most: cycle * (1 + TOLERANCE) }, ...times.map((amount) => ({ amount, most }))];
}

/** Groups that share a task become one. */
function mergeGroups(groups: readonly (readonly number[])[]): number[][] {
  const merged: Set<number>[] = [];
  for (const group of groups) {
    const joined = new Set(group);
    for (let k = merged.length - 1; k >= 0; k--) {
      if (![...merged[k]!].some((task) => joined.has(task))) continue;
      for (const task of merged[k]!) joined.add(task);
      merged.splice(k, 1);
    }
    merged.push(joined);
  }
  return merged.map((group) => [...group]);
}
