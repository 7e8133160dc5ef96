import type { LineConstraints, LineSide } from "./constrained-line.ts";

/** What a constraint demands, for those who say it in their own words. */
export type ConstraintDemand =
  | { readonly kind: "together" | "apart"; readonly tasks: readonly string[] }
  | { readonly kind: "zones"; readonly zones: readonly string[] }
  | { readonly kind: "places"; readonly task: string; readonly stations: readonly number[] }
  | { readonly kind: "side"; readonly task: string; readonly side: LineSide }
  | { readonly kind: "moves"; readonly most: number }
  | { readonly kind: "needs"; readonly task: string; readonly names: readonly string[] }
  | { readonly kind: "cannot"; readonly worker: string; readonly task: string }
  | { readonly kind: "workerCount" | "typeCount"; readonly id: string; readonly count: number }
  | { readonly kind: "budget"; readonly most: number }
  | { readonly kind: "limit"; readonly name: string; readonly most: number }
  | { readonly kind: "certainty"; readonly certainty: number }
  | { readonly kind: "overload"; readonly share: number }
  | { readonly kind: "setups" }
  | { readonly kind: "pace"; readonly worker: string };

/** One constraint that can be left out, and what to call it. */
export interface ConstraintPart {
  readonly name: string;
  readonly demand: ConstraintDemand;
  readonly without: (constraints: LineConstraints) => LineConstraints;
}

/** An overload that no line has. */
const NO_LIMIT = 1e9;

/**
 * All constraints of a line, each to be left out by itself. Without one there are never fewer lines: what may help as
 * well as hinder, such as own times of a worker, counts as data.
 */
export function constraintParts(constraints: LineConstraints): ConstraintPart[] {
  return [...placeParts(constraints), ...resourceParts(constraints), ...timeParts(constraints)];
}

function without(constraints: LineConstraints, ...keys: (keyof LineConstraints)[]): LineConstraints {
  const kept = { ...constraints };
  for (const key of keys) delete kept[key];
  return kept;
}

function withoutEntry<T>(record: Readonly<Record<string, T>> | undefined, name: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record ?? {}).filter(([other]) => other !== name));
}

/** What binds tasks to places and to each other. */
function placeParts(constraints: LineConstraints): ConstraintPart[] {
  const parts: ConstraintPart[] = [];
  for (const group of constraints.together ?? []) {
    parts.push({
      name: `tasks ${group.join(", ")} together`,
      demand: { kind: "together", tasks: group },
      without: (c) => ({ ...c, together: (c.together ?? []).filter((g) => g !== group) }),
    });
  }
  for (const group of constraints.apart ?? []) {
    parts.push({
      name: `tasks ${group.join(", ")} apart`,
      demand: { kind: "apart", tasks: group },
      without: (c) => ({ ...c, apart: (c.apart ?? []).filter((g) => g !== group) }),
    });
  }
  for (const pair of constraints.zones?.apart ?? []) {
    parts.push({
      name: `zones ${pair.join(", ")} apart`,
      demand: { kind: "zones", zones: pair },
      without: (c) => ({
        ...c,
        zones: { of: c.zones?.of ?? {}, apart: (c.zones?.apart ?? []).filter((p) => p !== pair) },
      }),
    });
  }
  for (const [id, stations] of Object.entries(constraints.allowedStations ?? {})) {
    parts.push({
      name: `task ${id} only at station ${stations.join(", ")}`,
      demand: { kind: "places", task: id, stations },
      without: (c) => ({ ...c, allowedStations: withoutEntry(c.allowedStations, id) }),
    });
  }
  for (const [id, side] of Object.entries(constraints.sides ?? {})) {
    if (side === "either") continue;
    parts.push({
      name: `task ${id} on the ${side}`,
      demand: { kind: "side", task: id, side },
      without: (c) => ({ ...c, sides: withoutEntry(c.sides, id) }),
    });
  }
  const { today } = constraints;
  if (today !== undefined) {
    parts.push({
      name: `at most ${today.mostMoves} moves from today's line`,
      demand: { kind: "moves", most: today.mostMoves },
      without: (c) => without(c, "today"),
    });
  }
  return parts;
}

/** What is scarce: workers, station types, money, and what tasks need of them. */
function resourceParts(constraints: LineConstraints): ConstraintPart[] {
  const parts: ConstraintPart[] = [];
  for (const [id, names] of Object.entries(constraints.skills ?? {})) {
    if (names.length === 0) continue;
    parts.push({
      name: `task ${id} needs ${names.join(", ")}`,
      demand: { kind: "needs", task: id, names },
      without: (c) => ({ ...c, skills: withoutEntry(c.skills, id) }),
    });
  }
  for (const [id, names] of Object.entries(constraints.equipment ?? {})) {
    if (names.length === 0) continue;
    parts.push({
      name: `task ${id} needs ${names.join(", ")}`,
      demand: { kind: "needs", task: id, names },
      without: (c) => ({ ...c, equipment: withoutEntry(c.equipment, id) }),
    });
  }
  for (const worker of constraints.workers ?? []) {
    for (const id of worker.cannot ?? []) {
      parts.push({
        name: `worker ${worker.id} cannot do task ${id}`,
        demand: { kind: "cannot", worker: worker.id, task: id },
        without: (c) => ({
          ...c,
          workers: (c.workers ?? []).map((w) =>
            w.id === worker.id ? { ...w, cannot: (w.cannot ?? []).filter((other) => other !== id) } : w,
          ),
        }),
      });
    }
  }
  const uncounted = <T extends { readonly id: string; readonly count?: number }>(
    list: readonly T[],
    id: string,
  ): T[] =>
    list.map((kind) => {
      if (kind.id !== id) return kind;
      const { count: _, ...rest } = kind;
      return rest as T;
    });
  for (const { id, count } of constraints.workers ?? []) {
    if (count === undefined) continue;
    parts.push({
      name: `only ${count} of worker ${id}`,
      demand: { kind: "workerCount", id, count },
      without: (c) => ({ ...c, workers: uncounted(c.workers ?? [], id) }),
    });
  }
  for (const { id, count } of constraints.stationTypes ?? []) {
    if (count === undefined) continue;
    parts.push({
      name: `only ${count} of station type ${id}`,
      demand: { kind: "typeCount", id, count },
      without: (c) => ({ ...c, stationTypes: uncounted(c.stationTypes ?? [], id) }),
    });
  }
  if (constraints.budget !== undefined) {
    parts.push({
      name: `a budget of ${constraints.budget}`,
      demand: { kind: "budget", most: constraints.budget },
      without: (c) => without(c, "budget"),
    });
  }
  return parts;
}

/** What takes time or strength at a station. */
function timeParts(constraints: LineConstraints): ConstraintPart[] {
  const parts: ConstraintPart[] = [];
  for (const limit of constraints.loadLimits ?? []) {
    parts.push({
      name: `at most ${limit.most} ${limit.name} per station`,
      demand: { kind: "limit", name: limit.name, most: limit.most },
      without: (c) => ({ ...c, loadLimits: (c.loadLimits ?? []).filter((l) => l !== limit) }),
    });
  }
  if (constraints.stochastic !== undefined) {
    const { certainty } = constraints.stochastic;
    parts.push({
      name: `certainty ${certainty}`,
      demand: { kind: "certainty", certainty },
      without: (c) => without(c, "stochastic"),
    });
  }
  if (constraints.models !== undefined) {
    const share = constraints.overload ?? 0;
    parts.push({
      name: `overload of at most ${100 * share} % for any model`,
      demand: { kind: "overload", share },
      without: (c) => ({ ...c, overload: NO_LIMIT }),
    });
  }
  if (constraints.setups !== undefined) {
    parts.push({
      name: "setup times",
      demand: { kind: "setups" },
      without: (c) => without(c, "setups"),
    });
  }
  for (const { id, pace = 1 } of constraints.workers ?? []) {
    if (pace <= 1) continue;
    const evenly = (c: LineConstraints): LineConstraints["workers"] =>
      c.workers?.map((worker) => (worker.id === id ? { ...worker, pace: 1 } : worker));
    parts.push({
      name: `pace of worker ${id}`,
      demand: { kind: "pace", worker: id },
      without: (c) => ({ ...c, workers: evenly(c) ?? [] }),
    });
  }
  return parts;
}
