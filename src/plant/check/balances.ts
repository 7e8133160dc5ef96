import { obstacles } from "../balance/allowed-stations.ts";
import { type Assignment, plannedAssignment, todaysAssignment } from "../balance/assignment.ts";
import type { LineBalance } from "../balance/line-balance.ts";
import { taskTime } from "../balance/line-figures.ts";
import { demandFaults, NAMED, needs, unknownName } from "../balance/demand-faults.ts";
import { findCircle } from "../balance/precedence.ts";
import type { FindingValues } from "../finding.ts";
import { nearest } from "../nearest.ts";
import { type PathStep, type Report, rule, type Rule } from "../rule.ts";
import type { PlantIndex } from "./plant-index.ts";

const CIRCULAR = rule("line/circular", "error");
const DUPLICATE_TASK = rule("line/duplicateTask", "error");
const UNKNOWN_TASK = rule("line/unknownTask", "error");
const MISSPELT_TASK = rule("line/misspeltTask", "error");
const NOT_A_STATION = rule("line/notAStation", "error");
const NOT_IN_LINE = rule("line/notInLine", "error");
const STATION_TWICE = rule("line/stationTwice", "error");
const ASSIGNED_TWICE = rule("line/assignedTwice", "error");
const NO_TIME = rule("line/noTime", "error");
const NO_WEIGHT = rule("line/noWeight", "error");
const UNKNOWN_NAME = rule("line/unknownName", "error");
const SAME_NAME = rule("line/sameName", "error");
const NEEDS = rule("line/needs", "error");
const LONG_TASK = rule("line/longTask", "warning");
const UNASSIGNED = rule("line/unassigned", "warning");
const PRECEDENCE = rule("line/precedence", "warning");
const FORBIDDEN = rule("line/forbiddenStation", "warning");

export const LINE_RULES: readonly Rule[] = [
  CIRCULAR,
  DUPLICATE_TASK,
  UNKNOWN_TASK,
  MISSPELT_TASK,
  NOT_A_STATION,
  NOT_IN_LINE,
  STATION_TWICE,
  ASSIGNED_TWICE,
  NO_TIME,
  NO_WEIGHT,
  UNKNOWN_NAME,
  SAME_NAME,
  NEEDS,
  LONG_TASK,
  UNASSIGNED,
  PRECEDENCE,
  FORBIDDEN,
];

const DEMAND_RULES = { unknownName: UNKNOWN_NAME, sameName: SAME_NAME, needs: NEEDS } as const;

/** Steps that a line may cost; what is longer to follow is checked in its names only. */
const LINE_BUDGET = 2_000_000;

/** Lines to balance name tasks and stations that are there, and can be built in some order. */
export function checkBalances(index: PlantIndex, report: Report): void {
  const lineOf = new Map<string, string>();
  for (const [b, line] of (index.plant.balance ?? []).entries()) {
    new LineChecker(index, line, ["balance", b], report).check(lineOf);
  }
}

class LineChecker {
  readonly #index: PlantIndex;
  readonly #line: LineBalance;
  readonly #path: readonly PathStep[];
  readonly #report: Report;
  readonly #tasks: ReadonlySet<string>;

  constructor(index: PlantIndex, line: LineBalance, path: readonly PathStep[], report: Report) {
    this.#index = index;
    this.#line = line;
    this.#path = path;
    this.#report = report;
    this.#tasks = new Set(line.tasks.map(({ id }) => id));
  }

  check(lineOf: Map<string, string>): void {
    const { takt, repositioning = 0, mix } = this.#line;
    if (takt <= repositioning) this.#tell(NO_TIME, ["takt"], { takt, repositioning });
    if (mix !== undefined && Object.values(mix).every((weight) => weight === 0))
      this.#tell(NO_WEIGHT, ["mix"]);
    this.#stations(lineOf);
    this.#taskList();
    for (const member of ["together", "apart"] as const) {
      for (const [g, group] of (this.#line[member] ?? []).entries()) {
        for (const [i, id] of group.entries()) this.#task(id, [member, g, i]);
      }
    }
    for (const [tool, stations] of Object.entries(this.#line.equipment ?? {})) {
      for (const [i, id] of stations.entries()) this.#inLine(id, ["equipment", tool, i]);
    }
    this.#demands();
    this.#plan();
    this.#order();
  }

  #demands(): void {
    const { tasks, workers, stationTypes, manning = {} } = this.#line;
    const workerIds = new Set((workers ?? []).map(({ id }) => id));
    const typeIds = new Set((stationTypes ?? []).map(({ id }) => id));
    const faults = [
      ...demandFaults(this.#line),
      ...tasks.flatMap(({ skills = [], equipment = [] }, k) => [
        ...(skills.length > 0 && workers === undefined ? [needs(["tasks", k, "skills"], "workers")] : []),
        ...(equipment.length > 0 && stationTypes === undefined
          ? [needs(["tasks", k, "equipment"], "stationTypes")]
          : []),
      ]),
      ...Object.entries(manning).flatMap(([station, places]) =>
        places.flatMap(({ worker, stationType, tasks: own = [] }, k) => {
          const at = ["manning", station, k];
          return [
            ...(worker === undefined ? [] : unknownName(worker, workerIds, NAMED.worker, [...at, "worker"])),
            ...(stationType === undefined
              ? []
              : unknownName(stationType, typeIds, NAMED.stationType, [...at, "stationType"])),
            ...own.flatMap((id, j) => unknownName(id, this.#tasks, NAMED.task, [...at, "tasks", j])),
          ];
        }),
      ),
    ];
    for (const { kind, path, values } of faults) this.#tell(DEMAND_RULES[kind], path, values);
    for (const station of Object.keys(manning)) this.#inLine(station, ["manning", station]);
  }

  #stations(lineOf: Map<string, string>): void {
    const { id: line, stations } = this.#line;
    for (const [i, id] of stations.entries()) {
      const at = this.#index.elements.get(id);
      if (at !== undefined && this.#index.element(at).kind !== "station") {
        this.#tell(NOT_A_STATION, ["stations", i], { id });
      }
      const first = lineOf.get(id);
      if (first !== undefined) this.#tell(STATION_TWICE, ["stations", i], { id, first, second: line });
      lineOf.set(id, line);
    }
  }

  #taskList(): void {
    const { tasks, takt, repositioning = 0, overload = 0, mostParallel = 1 } = this.#line;
    const room = takt - repositioning;
    const seen = new Set<string>();
    for (const [i, task] of tasks.entries()) {
      const { id, predecessors = [], station, stations = [] } = task;
      if (seen.has(id)) this.#tell(DUPLICATE_TASK, ["tasks", i, "id"], { id });
      seen.add(id);
      for (const [p, before] of predecessors.entries()) this.#task(before, ["tasks", i, "predecessors", p]);
      if (station !== undefined) this.#inLine(station, ["tasks", i, "station"]);
      for (const [s, allowed] of stations.entries()) this.#inLine(allowed, ["tasks", i, "stations", s]);
      const products = Object.keys(task.timeByProduct ?? {});
      const longest = Math.max(task.time, ...products.map((product) => taskTime(task, product)));
      const limit = (products.length === 0 ? room : room * (1 + overload)) * mostParallel;
      if (room > 0 && longest > limit * (1 + 1e-9)) {
        this.#tell(LONG_TASK, ["tasks", i, "time"], { id, time: longest, room: limit });
      }
    }
  }

  #plan(): void {
    const places = new Set<string>();
    for (const [station, tasks] of Object.entries(this.#line.plan ?? {})) {
      this.#inLine(station, ["plan", station]);
      for (const [i, id] of tasks.entries()) {
        this.#task(id, ["plan", station, i]);
        if (places.has(id)) this.#tell(ASSIGNED_TWICE, ["plan", station, i], { id });
        places.add(id);
      }
    }
  }

  /** What only a line whose names are right can be asked: circles, and whether today's line and the plan can be. */
  #order(): void {
    const { tasks, stations } = this.#line;
    const relations = tasks.reduce((sum, { predecessors }) => sum + (predecessors?.length ?? 0), 1);
    if (!this.#index.spend(relations)) return;
    const circle = findCircle(tasks);
    if (circle !== undefined) {
      const at = tasks.findIndex(({ id }) => id === circle[0]);
      const way = [...circle, circle[0] ?? ""].map((id) => `“${id}”`).join(" → ");
      this.#tell(CIRCULAR, ["tasks", at, "predecessors"], { way });
      return;
    }
    if (tasks.length * (relations + stations.length) > LINE_BUDGET) return;
    this.#assignment(todaysAssignment(this.#line), ({ at }) => ["tasks", at, "station"]);
    if (this.#line.plan === undefined) return;
    this.#assignment(plannedAssignment(this.#line), ({ station, place }) => ["plan", station, place]);
  }

  #assignment(
    assignment: Assignment,
    pathOf: (where: { at: number; station: string; place: number }) => PathStep[],
  ): void {
    const { tasks, stations } = this.#line;
    const indices = new Map(tasks.map(({ id }, i) => [id, i]));
    const assigned = new Set(assignment.flat());
    for (const [s, load] of assignment.entries()) {
      const station = stations[s] ?? "";
      for (const [place, id] of load.entries()) {
        const found = obstacles(this.#line, assignment, [id])[s];
        if (found === undefined) continue;
        const path = pathOf({ at: indices.get(id) ?? 0, station, place });
        if (found.kind === "before" || found.kind === "after") {
          // The two tasks see each other: it is told once, at the one that comes too early.
          if (found.kind === "before") this.#tell(PRECEDENCE, path, { id, other: found.other, station });
        } else this.#tell(FORBIDDEN, path, { id, station });
      }
    }
    if (assigned.size === 0) return;
    for (const [i, { id }] of tasks.entries()) {
      if (!assigned.has(id)) this.#tell(UNASSIGNED, ["tasks", i], { id });
    }
  }

  #task(id: string, path: readonly PathStep[]): void {
    if (this.#tasks.has(id)) return;
    const near = this.#index.spend(this.#tasks.size) ? nearest(id, this.#tasks) : undefined;
    if (near === undefined) this.#tell(UNKNOWN_TASK, path, { id });
    else this.#tell(MISSPELT_TASK, path, { id, near });
  }

  #inLine(id: string, path: readonly PathStep[]): void {
    if (!this.#line.stations.includes(id)) this.#tell(NOT_IN_LINE, path, { id });
  }

  #tell(rule: Rule, path: readonly PathStep[], values: FindingValues = {}): void {
    this.#report(rule, [...this.#path, ...path], { line: this.#line.id, ...values });
  }
}
