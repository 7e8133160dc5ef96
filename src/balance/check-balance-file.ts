import type { BareFinding, LocalText } from "../plant/finding.ts";
import { nearest } from "../plant/nearest.ts";
import { makeFinding, type PathStep } from "../plant/rule.ts";
import type { BalanceFile } from "../plant/balance/balance-file.ts";
import * as rules from "./balance-rules.ts";
import { checkConstraints } from "./check-constraints.ts";
import { constrainedLineOf } from "./constrained-line-of.ts";

const WHAT = {
  task: { en: "task", de: "Einen Vorgang" },
  model: { en: "model", de: "Ein Modell" },
  limit: { en: "load limit", de: "Eine Belastungsgrenze" },
  zone: { en: "zone", de: "Eine Zone" },
} as const;

/** What is wrong in a balance file beyond its schema: references, ids, what needs something else, combinations. */
export function balanceFileFindings(file: BalanceFile): BareFinding[] {
  const check = new FileCheck(file);
  check.ids();
  check.tasks();
  check.line();
  if (check.findings.length > 0) return check.findings;
  // The rest is checked with the line itself; all tasks at one station must not be the mistake that is told.
  const sound = checkConstraints(constrainedLineOf(file), file.cycle ?? 1);
  return sound.ok ? [] : sound.error;
}

class FileCheck {
  readonly findings: BareFinding[] = [];
  readonly #file: BalanceFile;
  readonly #tasks: ReadonlySet<string>;

  constructor(file: BalanceFile) {
    this.#file = file;
    this.#tasks = new Set(file.tasks.map(({ id }) => id));
  }

  ids(): void {
    for (const key of ["tasks", "models", "workers", "stationTypes"] as const) {
      this.#unique(
        (this.#file[key] ?? []).map(({ id }) => id),
        key,
        "id",
      );
    }
    this.#unique(
      (this.#file.loadLimits ?? []).map(({ name }) => name),
      "loadLimits",
      "name",
    );
  }

  tasks(): void {
    const { tasks, models = [], loadLimits = [], certainty, isTwoSided = false, mostMoves } = this.#file;
    const modelIds = new Set(models.map(({ id }) => id));
    const limits = new Set(loadLimits.map(({ name }) => name));
    tasks.forEach((task, k) => {
      const at = (...rest: PathStep[]): PathStep[] => ["tasks", k, ...rest];
      task.predecessors?.forEach((id, j) => this.#task(id, at("predecessors", j)));
      for (const id of Object.keys(task.timeByModel ?? {})) {
        this.#known(id, modelIds, WHAT.model, at("timeByModel", id));
      }
      for (const name of Object.keys(task.loads ?? {})) {
        this.#known(name, limits, WHAT.limit, at("loads", name));
      }
      if (task.deviation !== undefined && certainty === undefined) this.#needs(at("deviation"), "certainty");
      if (task.side !== undefined && !isTwoSided) this.#needs(at("side"), "isTwoSided");
      if (task.todaySide !== undefined && !isTwoSided) this.#needs(at("todaySide"), "isTwoSided");
      if (task.todaySide !== undefined && task.station === undefined) this.#needs(at("todaySide"), "station");
    });
    if (mostMoves !== undefined && tasks.every(({ station }) => station === undefined))
      this.#needs(["mostMoves"], "station");
  }

  line(): void {
    const { tasks, together = [], apart = [], zonesApart = [], workers = [], stationTypes = [] } = this.#file;
    together.forEach((group, k) => group.forEach((id, j) => this.#task(id, ["together", k, j])));
    apart.forEach((group, k) => group.forEach((id, j) => this.#task(id, ["apart", k, j])));
    const zones = new Set(tasks.flatMap(({ zone }) => (zone === undefined ? [] : [zone])));
    zonesApart.forEach((pair, k) =>
      pair.forEach((zone, j) => this.#known(zone, zones, WHAT.zone, ["zonesApart", k, j])),
    );
    for (const key of ["forward", "backward"] as const) {
      this.#file.setups?.[key]?.forEach(({ from, to }, k) => {
        this.#task(from, ["setups", key, k, "from"]);
        this.#task(to, ["setups", key, k, "to"]);
      });
    }
    workers.forEach(({ times = {}, cannot = [] }, k) => {
      for (const id of Object.keys(times)) this.#task(id, ["workers", k, "times", id]);
      cannot.forEach((id, j) => this.#task(id, ["workers", k, "cannot", j]));
    });
    stationTypes.forEach(({ times = {} }, k) => {
      for (const id of Object.keys(times)) this.#task(id, ["stationTypes", k, "times", id]);
    });
    if (this.#file.overload !== undefined && this.#file.models === undefined)
      this.#needs(["overload"], "models");
    if (this.#file.budget !== undefined && workers.length + stationTypes.length === 0)
      this.#needs(["budget"], "stationTypes");
  }

  #task(id: string, path: readonly PathStep[]): void {
    this.#known(id, this.#tasks, WHAT.task, path);
  }

  #known(name: string, known: ReadonlySet<string>, what: LocalText, path: readonly PathStep[]): void {
    if (known.has(name)) return;
    const meant = nearest(name, known);
    const near =
      meant === undefined
        ? ""
        : { en: `; perhaps “${meant}” is meant`, de: `; gemeint ist vielleicht „${meant}“` };
    this.findings.push(makeFinding(rules.UNKNOWN_NAME, path, { what, name, near }));
  }

  #needs(path: readonly PathStep[], other: string): void {
    this.findings.push(makeFinding(rules.NEEDS, path, { key: String(path.at(-1)), other }));
  }

  #unique(names: readonly string[], list: string, key: string): void {
    const seen = new Set<string>();
    names.forEach((id, k) => {
      if (seen.has(id)) this.findings.push(makeFinding(rules.SAME_ID, [list, k, key], { id }));
      seen.add(id);
    });
  }
}
