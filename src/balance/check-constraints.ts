import { err, ok, type Result } from "../base/result.ts";
import type { BareFinding, LocalText } from "../plant/finding.ts";
import * as rules from "./balance-rules.ts";
import { checkLine, type Line } from "./check-line.ts";
import type { ConstrainedLine, LineConstraints } from "./constrained-line.ts";
import type { ConstrainedModel } from "./constrained-model.ts";
import { normalQuantile } from "../base/normal-quantile.ts";
import { Report } from "./read-lines.ts";
import { SetupTimes } from "./setup-times.ts";
import { stationModes, type TaskAmounts, TOLERANCE } from "./station-modes.ts";
import { unsupportedCombinations } from "./unsupported-combinations.ts";

/** Most workplaces in parallel that can be asked for. */
const MOST_PARALLEL = 20;
/** Most ways to man a station: each is enumerated by itself. */
const MOST_MANNINGS = 2_000;

const WHERE = {
  together: { en: "A group of tasks together", de: "Eine Gruppe zusammengehöriger Vorgänge" },
  apart: { en: "A group of tasks apart", de: "Eine Gruppe getrennter Vorgänge" },
  stations: { en: "The list of allowed stations", de: "Die Liste erlaubter Stationen" },
  today: { en: "Today’s line", de: "Die heutige Linie" },
  variances: { en: "The list of variances", de: "Die Liste der Varianzen" },
  zones: { en: "The list of zones", de: "Die Liste der Zonen" },
  sides: { en: "The list of sides", de: "Die Liste der Seiten" },
  skills: { en: "The list of skills", de: "Die Liste der Fähigkeiten" },
  equipment: { en: "The list of equipment", de: "Die Liste der Ausrüstung" },
  setups: { en: "The list of setups", de: "Die Liste der Rüstzeiten" },
} as const;

/**
 * Checks a constrained line and turns it into numbers. Findings name unknown tasks, shares and limits that are no
 * numbers, stations that are no whole numbers from 1, a certainty outside (½, 1), and constraints that
 * cannot be combined.
 * @param cycle cycle time, in the problem's unit
 */
export function checkConstraints(
  given: ConstrainedLine,
  cycle: number,
): Result<ConstrainedModel, BareFinding[]> {
  const checked = checkLine(given.problem);
  if (!checked.ok) return checked;
  const { constraints } = given;
  const line = checked.value;
  const reader = new ConstraintReader(line);
  const { report } = reader;
  for (const [one, other] of unsupportedCombinations(constraints)) {
    report.error(rules.NOT_TOGETHER, { one, other });
  }
  const amounts = reader.amounts(constraints);
  reader.resources(constraints);
  const groups = mergeGroups(
    (constraints.together ?? []).map((group) => group.map((id) => reader.find(id, WHERE.together))),
  );
  const groupOf = new Int32Array(line.graph.size).fill(-1);
  groups.forEach((group, k) => group.forEach((task) => (groupOf[task] = k)));
  const apart = reader.apart(constraints);
  const { allowed, lastAllowed } = reader.allowedStations(constraints);
  const today = reader.today(constraints);
  const certainty = constraints.stochastic?.certainty ?? 0.5;
  if (!(certainty >= 0.5 && certainty <= 1 - 1e-9)) report.error(rules.CERTAINTY, { found: certainty });
  const sideOf = reader.sides(constraints);
  const { forward, backward } = reader.setups(constraints);
  if (report.findings.length > 0) return err(report.findings);
  const modes = stationModes(line, constraints, amounts, cycle, constraints.today?.mostMoves);
  if (modes.mannings.length > MOST_MANNINGS) {
    report.error(rules.TOO_MANY_MODES, { found: modes.mannings.length, most: MOST_MANNINGS });
    return err(report.findings);
  }
  const timeCount = 1 + amounts.models.length;
  const leastTime = amounts.mean.map((_, task) => leastTimeOf(modes.mannings, task, timeCount));
  return ok({
    line,
    sideCount: constraints.sides === undefined ? 1 : 2,
    ...modes,
    timeCount,
    sideOf,
    groupOf,
    groups,
    apart,
    allowed,
    lastNamed: Math.max(lastAllowed, constraints.today?.assignment.length ?? 0),
    today,
    isUShaped: constraints.isUShaped ?? false,
    quantile: constraints.stochastic === undefined ? 0 : normalQuantile(certainty),
    setups:
      forward === undefined ? undefined : new SetupTimes(line.graph, forward, backward ?? forward, leastTime),
  });
}

/** The least time of a task: in any mode, on average and for any model. */
function leastTimeOf(mannings: ConstrainedModel["mannings"], task: number, timeCount: number): number {
  let least = Infinity;
  for (const { modes } of mannings) {
    for (const mode of modes) {
      if (mode?.can[task] !== 1) continue;
      for (const { amount } of mode.capacities.slice(0, timeCount)) least = Math.min(least, amount[task]!);
    }
  }
  return Number.isFinite(least) ? least : 0;
}

/** Reads constraints into rows by task number, and takes down what is wrong with them. */
class ConstraintReader {
  readonly report: Report = new Report();
  readonly #line: Line;
  readonly #index: ReadonlyMap<string, number>;

  constructor(line: Line) {
    this.#line = line;
    this.#index = new Map(line.ids.map((id, k) => [id, k]));
  }

  find(id: string, where: LocalText): number {
    const task = this.#index.get(id);
    if (task === undefined) this.report.error(rules.UNKNOWN_TASK, { where, task: id });
    return task ?? 0;
  }

  amounts({ models = [], overload = 0, loadLimits = [], stochastic }: LineConstraints): TaskAmounts {
    const { graph, ticksPerUnit } = this.#line;
    const own = Float64Array.from(graph.time, (ticks) => ticks / ticksPerUnit);
    const shares = models.reduce((sum, { share }) => sum + share, 0);
    const areSound = models.every(({ share }) => share >= 0) && Number.isFinite(shares);
    if ((models.length > 0 && !(shares > 0 && areSound)) || !(overload >= 0)) this.report.error(rules.SHARES);
    const times = models.map(({ id, times: record }) =>
      this.#row(record, { en: `Model “${id}”`, de: `Modell „${id}“` }, own),
    );
    const mean = own.map((time, task) =>
      models.length === 0
        ? time
        : models.reduce((sum, { share }, k) => sum + (share / shares) * times[k]![task]!, 0),
    );
    const limits = loadLimits.map(({ name, most, amounts }) => {
      const where = { en: `The limit on ${name}`, de: `Die Grenze für ${name}` };
      if (!(most >= 0)) this.report.error(rules.LIMIT, { where, found: most });
      return { amount: this.#row(amounts, where), most: most * (1 + TOLERANCE) };
    });
    const variance = stochastic === undefined ? undefined : this.#row(stochastic.variances, WHERE.variances);
    return { mean, models: times, limits, variance };
  }

  /** Checks workers, station types, and what refers to them. */
  resources(constraints: LineConstraints): void {
    const { workers, stationTypes, mostParallel = 1, budget = 0 } = constraints;
    const whole = (value: number): boolean => Number.isInteger(value) && value >= 1;
    if (!(whole(mostParallel) && mostParallel <= MOST_PARALLEL)) {
      this.report.error(rules.PARALLEL, { found: mostParallel, most: MOST_PARALLEL });
    }
    if (!(budget >= 0)) this.report.error(rules.BUDGET, { found: budget });
    for (const kind of [...(workers ?? []), ...(stationTypes ?? [])]) {
      const where = { en: `“${kind.id}”`, de: `„${kind.id}“` };
      if (kind.times !== undefined) this.#row(kind.times, where);
      if (!((kind.cost ?? 0) >= 0)) this.report.error(rules.LIMIT, { where, found: kind.cost ?? 0 });
      if (!(Number.isInteger(kind.count ?? 0) && (kind.count ?? 0) >= 0)) {
        this.report.error(rules.COUNT, { where, found: kind.count ?? 0 });
      }
    }
    for (const { id, cannot = [], pace = 1 } of workers ?? []) {
      const where = { en: `Worker “${id}”`, de: `Mitarbeiter „${id}“` };
      if (!(pace > 0 && Number.isFinite(pace))) this.report.error(rules.PACE, { where, found: pace });
      for (const task of cannot) this.find(task, where);
    }
    for (const id of Object.keys(constraints.skills ?? {})) this.find(id, WHERE.skills);
    for (const id of Object.keys(constraints.equipment ?? {})) this.find(id, WHERE.equipment);
    this.#withoutHolders(constraints.skills, workers !== undefined, rules.NO_WORKERS);
    this.#withoutHolders(constraints.equipment, stationTypes !== undefined, rules.NO_STATION_TYPES);
  }

  apart({ apart: groups = [], zones }: LineConstraints): number[][] {
    const apart = this.#line.ids.map((): number[] => []);
    for (const group of groups) {
      const tasks = group.map((id) => this.find(id, WHERE.apart));
      for (const task of tasks) apart[task]!.push(...tasks.filter((other) => other !== task));
    }
    const places = new Map<string, number[]>();
    for (const [id, zone] of Object.entries(zones?.of ?? {})) {
      places.set(zone, [...(places.get(zone) ?? []), this.find(id, WHERE.zones)]);
    }
    for (const [one, other] of zones?.apart ?? []) {
      for (const a of places.get(one) ?? []) {
        for (const b of places.get(other) ?? []) {
          if (a === b) continue;
          apart[a]!.push(b);
          apart[b]!.push(a);
        }
      }
    }
    return apart;
  }

  allowedStations({ allowedStations = {} }: LineConstraints): {
    allowed: (ReadonlySet<number> | undefined)[];
    lastAllowed: number;
  } {
    const allowed = this.#line.ids.map((): ReadonlySet<number> | undefined => undefined);
    let lastAllowed = 0;
    for (const [id, stations] of Object.entries(allowedStations)) {
      if (stations.length === 0 || !stations.every((station) => Number.isInteger(station) && station >= 1)) {
        this.report.error(rules.STATION_NUMBERS, { task: id });
      }
      allowed[this.find(id, WHERE.stations)] = new Set(stations);
      lastAllowed = Math.max(lastAllowed, ...stations);
    }
    return { allowed, lastAllowed };
  }

  today({ today }: LineConstraints): ConstrainedModel["today"] {
    if (today === undefined) return undefined;
    const { mostMoves } = today;
    if (!(Number.isInteger(mostMoves) && mostMoves >= 0)) {
      this.report.error(rules.MOVES, { found: mostMoves });
    }
    const { size } = this.#line.graph;
    const station = new Int32Array(size);
    const side = new Int8Array(size).fill(-1);
    today.assignment.forEach((load, k) => {
      for (const id of load) {
        const task = this.find(id, WHERE.today);
        if (station[task]! > 0) this.report.error(rules.TWICE_TODAY, { task: id });
        station[task] = k + 1;
      }
    });
    for (const [id, at] of Object.entries(today.sides ?? {})) {
      side[this.find(id, WHERE.today)] = at === "left" ? 0 : 1;
    }
    return { station, side };
  }

  sides({ sides = {} }: LineConstraints): Int8Array {
    const sideOf = new Int8Array(this.#line.graph.size).fill(-1);
    for (const [id, side] of Object.entries(sides)) {
      sideOf[this.find(id, WHERE.sides)] = side === "left" ? 0 : side === "right" ? 1 : -1;
    }
    return sideOf;
  }

  setups({ setups }: LineConstraints): { forward?: Float64Array; backward?: Float64Array } {
    if (setups === undefined) return {};
    const { size } = this.#line.graph;
    const matrix = (list: NonNullable<LineConstraints["setups"]>["forward"]): Float64Array => {
      const cells = new Float64Array(size * size);
      for (const { from, to, time } of list) {
        if (!(time >= 0 && Number.isFinite(time))) {
          this.report.error(rules.AMOUNT, { where: WHERE.setups, found: time, task: to });
        }
        cells[this.find(from, WHERE.setups) * size + this.find(to, WHERE.setups)] = time;
      }
      return cells;
    };
    const forward = matrix(setups.forward);
    return { forward, backward: setups.backward === undefined ? forward : matrix(setups.backward) };
  }

  #row(record: Readonly<Record<string, number>>, where: LocalText, other?: Float64Array): Float64Array {
    const row = other?.slice() ?? new Float64Array(this.#line.graph.size);
    for (const [id, amount] of Object.entries(record)) {
      if (!(amount >= 0 && Number.isFinite(amount))) {
        this.report.error(rules.AMOUNT, { where, found: amount, task: id });
      }
      row[this.find(id, where)] = amount;
    }
    return row;
  }

  /** Tasks that need what nothing on the line could have. */
  #withoutHolders(
    needs: Readonly<Record<string, readonly string[]>> | undefined,
    hasHolders: boolean,
    rule: typeof rules.NO_WORKERS,
  ): void {
    if (hasHolders) return;
    const needy = Object.entries(needs ?? {}).find(([, names]) => names.length > 0);
    if (needy !== undefined) this.report.error(rule, { task: needy[0], name: needy[1][0]! });
  }
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
