import type { Needs } from "../resources/needs.ts";
import type { PathStep, Report, Rule } from "../rule.ts";
import { rule } from "../rule.ts";
import type { Element, Plant } from "../schema.ts";
import type { PlantIndex } from "./plant-index.ts";

const TOO_FEW = rule("workers/tooFew", "error");

const TWICE = rule("workers/twice", "error");

const UNUSED = rule("workers/unused", "warning");

const NO_SHIFTS = rule("workers/noShifts", "error");

export const WORKER_RULES: readonly Rule[] = [TOO_FEW, TWICE, UNUSED, NO_SHIFTS];

/** Visits everything that needs workers, with its place in the file. */
export function eachNeeds(plant: Plant, visit: (needs: Needs, path: readonly PathStep[]) => void): void {
  for (const [i, element] of plant.elements.entries()) {
    for (const { needs, path } of needsOf(element)) {
      if (needs !== undefined) visit(needs, ["elements", i, ...path]);
    }
  }
  for (const [i, fleet] of (plant.resources ?? []).entries()) {
    if (fleet.kind !== "fleet") continue;
    if (fleet.drivers !== undefined) visit(fleet.drivers, ["resources", i, "drivers"]);
    for (const [f, { workers }] of (fleet.failures ?? []).entries())
      if (workers !== undefined) visit(workers, ["resources", i, "failures", f, "workers"]);
  }
}

function needsOf(element: Element): { needs: Needs | undefined; path: readonly PathStep[] }[] {
  const repairs = "failures" in element ? (element.failures ?? []) : [];
  const plans = "maintenance" in element ? (element.maintenance ?? []) : [];
  const crews = [
    ...repairs.map(({ workers }, f) => ({ needs: workers, path: ["failures", f, "workers"] })),
    ...plans.map(({ workers }, m) => ({ needs: workers, path: ["maintenance", m, "workers"] })),
  ];
  if (element.kind !== "station") return crews;
  const steps = (["before", "after"] as const).flatMap((member) =>
    (element[member] ?? []).map(({ workers }, i) => ({ needs: workers, path: [member, i, "workers"] })),
  );
  return [
    ...crews,
    { needs: element.workers, path: ["workers"] },
    { needs: element.setup?.workers, path: ["setup", "workers"] },
    ...steps,
  ];
}

/** Whoever is waited for can come. */
export function checkWorkers({ plant, omitted }: PlantIndex, report: Report): void {
  const pools = (plant.resources ?? []).filter((pool) => pool.kind === "workers");
  const sizes = new Map(pools.map(({ id, size }) => [id, size]));
  const needed = new Set<string>();
  eachNeeds(plant, (needs, path) => {
    const named = new Set<string>();
    for (const [i, need] of needs.entries()) {
      const { count = 1 } = need;
      const able =
        "pool" in need
          ? pools.filter(({ id }) => id === need.pool)
          : pools.filter(({ skills }) => skills?.includes(need.skill));
      const size = Math.max(0, ...able.map(({ id }) => sizes.get(id) ?? 0));
      const who = "pool" in need ? need.pool : need.skill;
      if (able.length > 0 && count > size) report(TOO_FEW, [...path, i], { pool: who, count, size });
      if (named.has(who)) report(TWICE, [...path, i], { pool: who });
      named.add(who);
      for (const { id } of able) needed.add(id);
    }
  });
  for (const { id, breaks, replacement } of pools) {
    if (breaks?.relief !== undefined) needed.add(breaks.relief.pool);
    if (replacement === undefined) continue;
    for (const other of pools) {
      const isAble =
        "pool" in replacement
          ? other.id === replacement.pool
          : other.skills?.includes(replacement.skill) === true;
      if (isAble && other.id !== id) needed.add(other.id);
    }
  }
  for (const [i, pool] of (plant.resources ?? []).entries()) {
    if (pool.kind !== "workers") continue;
    if (pool.absence !== undefined && pool.calendar === undefined)
      report(NO_SHIFTS, ["resources", i, "absence"], { id: pool.id });
    // An element that was left out may be the one that needs them.
    if (omitted === undefined && !needed.has(pool.id)) report(UNUSED, ["resources", i], { id: pool.id });
  }
}
