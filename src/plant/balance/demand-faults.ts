import type { LocalText } from "../finding.ts";
import { nearest } from "../nearest.ts";
import type { PathStep } from "../rule.ts";
import type { LineDemands } from "./line-demands.ts";

/** What is wrong with a name among a line's demands, and where. */
export interface DemandFault {
  readonly kind: "unknownName" | "sameName" | "needs";
  readonly path: readonly PathStep[];
  readonly values: Readonly<Record<string, string | LocalText>>;
}

/** What the faults look at of a task. */
interface DemandingTask {
  readonly id: string;
  readonly zone?: string | undefined;
  readonly loads?: Readonly<Record<string, number>> | undefined;
  readonly deviation?: number | undefined;
  readonly side?: string | undefined;
  readonly todaySide?: string | undefined;
  readonly station?: string | number | undefined;
}

type Demanding = LineDemands & { readonly tasks: readonly DemandingTask[] };

export const NAMED = {
  task: { en: "task", de: "Einen Vorgang" },
  model: { en: "model", de: "Ein Modell" },
  limit: { en: "load limit", de: "Eine Belastungsgrenze" },
  zone: { en: "zone", de: "Eine Zone" },
  worker: { en: "worker", de: "Einen Mitarbeiter" },
  stationType: { en: "station type", de: "Einen Stationstyp" },
} as const;

/** Names among the demands that nothing has or two things share, and members that mean nothing without another. */
export function demandFaults(line: Demanding): DemandFault[] {
  return [...sameNames(line), ...taskFaults(line), ...lineFaults(line)];
}

/** The fault of a name that is not among those known; the nearest known one is told as well. */
export function unknownName(
  name: string,
  known: ReadonlySet<string>,
  what: LocalText,
  path: readonly PathStep[],
): DemandFault[] {
  if (known.has(name)) return [];
  const meant = nearest(name, known);
  const near =
    meant === undefined
      ? ""
      : { en: `; perhaps “${meant}” is meant`, de: `; gemeint ist vielleicht „${meant}“` };
  return [{ kind: "unknownName", path, values: { what, name, near } }];
}

/** The fault of a member that means nothing without another. */
export function needs(path: readonly PathStep[], other: string): DemandFault {
  return { kind: "needs", path, values: { key: String(path.at(-1)), other } };
}

function sameNames({ workers = [], stationTypes = [], loadLimits = [] }: Demanding): DemandFault[] {
  return [
    ...repeated(
      workers.map(({ id }) => id),
      "workers",
      "id",
    ),
    ...repeated(
      stationTypes.map(({ id }) => id),
      "stationTypes",
      "id",
    ),
    ...repeated(
      loadLimits.map(({ name }) => name),
      "loadLimits",
      "name",
    ),
  ];
}

/** A fault for each name that is there before. */
export function repeated(names: readonly string[], list: string, key: string): DemandFault[] {
  const seen = new Set<string>();
  return names.flatMap((id, k): DemandFault[] => {
    const isThere = seen.has(id);
    seen.add(id);
    return isThere ? [{ kind: "sameName", path: [list, k, key], values: { id } }] : [];
  });
}

function taskFaults({ tasks, loadLimits = [], certainty, isTwoSided = false }: Demanding): DemandFault[] {
  const limits = new Set(loadLimits.map(({ name }) => name));
  return tasks.flatMap((task, k): DemandFault[] => {
    const at = (...rest: PathStep[]): PathStep[] => ["tasks", k, ...rest];
    const { todaySide } = task;
    return [
      ...Object.keys(task.loads ?? {}).flatMap((name) =>
        unknownName(name, limits, NAMED.limit, at("loads", name)),
      ),
      ...(task.deviation !== undefined && certainty === undefined
        ? [needs(at("deviation"), "certainty")]
        : []),
      ...(task.side !== undefined && !isTwoSided ? [needs(at("side"), "isTwoSided")] : []),
      ...(todaySide !== undefined && !isTwoSided ? [needs(at("todaySide"), "isTwoSided")] : []),
      ...(todaySide !== undefined && task.station === undefined ? [needs(at("todaySide"), "station")] : []),
    ];
  });
}

function lineFaults(line: Demanding): DemandFault[] {
  const { tasks, zonesApart = [], workers = [], stationTypes = [], setups } = line;
  const ids = new Set(tasks.map(({ id }) => id));
  const zones = new Set(tasks.flatMap(({ zone }) => (zone === undefined ? [] : [zone])));
  const task = (id: string, path: readonly PathStep[]): DemandFault[] =>
    unknownName(id, ids, NAMED.task, path);
  return [
    ...zonesApart.flatMap((pair, k) =>
      pair.flatMap((zone, j) => unknownName(zone, zones, NAMED.zone, ["zonesApart", k, j])),
    ),
    ...(["forward", "backward"] as const).flatMap((key) =>
      (setups?.[key] ?? []).flatMap(({ from, to }, k) => [
        ...task(from, ["setups", key, k, "from"]),
        ...task(to, ["setups", key, k, "to"]),
      ]),
    ),
    ...workers.flatMap(({ times = {}, cannot = [] }, k) => [
      ...Object.keys(times).flatMap((id) => task(id, ["workers", k, "times", id])),
      ...cannot.flatMap((id, j) => task(id, ["workers", k, "cannot", j])),
    ]),
    ...stationTypes.flatMap(({ times = {} }, k) =>
      Object.keys(times).flatMap((id) => task(id, ["stationTypes", k, "times", id])),
    ),
    ...(line.budget !== undefined && workers.length + stationTypes.length === 0
      ? [needs(["budget"], "stationTypes")]
      : []),
  ];
}
