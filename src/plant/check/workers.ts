import type { Needs } from "../resources/needs.ts";
import type { PathStep, Report, Rule } from "../rule.ts";
import { rule } from "../rule.ts";
import type { Element, Plant } from "../schema.ts";
import type { PlantIndex } from "./plant-index.ts";

const TOO_FEW = rule("workers/tooFew", "error");

const TWICE = rule("workers/twice", "error");

const UNUSED = rule("workers/unused", "warning");

export const WORKER_RULES: readonly Rule[] = [TOO_FEW, TWICE, UNUSED];

/** Visits everything that needs workers, with its place in the file. */
function eachNeeds(plant: Plant, visit: (needs: Needs, path: readonly PathStep[]) => void): void {
  for (const [i, element] of plant.elements.entries()) {
    for (const { needs, path } of needsOf(element)) {
      if (needs !== undefined) visit(needs, ["elements", i, ...path]);
    }
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
  const sizes = new Map(
    (plant.resources ?? []).flatMap((pool) =>
      pool.kind === "workers" ? [[pool.id, pool.size] as const] : [],
    ),
  );
  const needed = new Set<string>();
  eachNeeds(plant, (needs, path) => {
    const named = new Set<string>();
    for (const [i, { pool, count = 1 }] of needs.entries()) {
      const size = sizes.get(pool);
      if (size !== undefined && count > size) report(TOO_FEW, [...path, i], { pool, count, size });
      if (named.has(pool)) report(TWICE, [...path, i, "pool"], { pool });
      named.add(pool);
      needed.add(pool);
    }
  });
  // An element that was left out may be the one that needs them.
  if (omitted !== undefined) return;
  for (const [i, { id, kind }] of (plant.resources ?? []).entries()) {
    if (kind === "workers" && !needed.has(id)) report(UNUSED, ["resources", i], { id });
  }
}
