import { type Report, rule, type Rule } from "../rule.ts";
import type { HierarchyUnit } from "../schema.ts";
import type { PlantIndex } from "./plant-index.ts";

const CIRCULAR = rule("hierarchy/circular", "error");

const LEVEL = rule("hierarchy/level", "error");

export const HIERARCHY_RULES: readonly Rule[] = [CIRCULAR, LEVEL];

const RANK = { enterprise: 0, site: 1, area: 2, line: 3 } as const;

/** The hierarchy is a tree whose levels go down in the order of ISA-95; levels may be left out. */
export function checkHierarchy({ plant }: PlantIndex, report: Report): void {
  const units = new Map<string, HierarchyUnit>();
  for (const unit of plant.hierarchy) if (!units.has(unit.id)) units.set(unit.id, unit);
  const settled = new Set<string>();
  for (const [i, unit] of plant.hierarchy.entries()) {
    const parent = unit.parent === undefined ? undefined : units.get(unit.parent);
    const circle = circleFrom(unit, units, settled);
    if (circle !== undefined) report(CIRCULAR, ["hierarchy", i, "parent"], { circle: circle.join(" → ") });
    else if (parent !== undefined && parent !== unit && RANK[parent.level] >= RANK[unit.level]) {
      report(LEVEL, ["hierarchy", i, "parent"], {
        id: unit.id,
        level: unit.level,
        parent: parent.id,
        parentLevel: parent.level,
      });
    }
  }
}

/** The circle that going up from a unit ends in, once: units that were passed before are settled. */
function circleFrom(
  start: HierarchyUnit,
  units: ReadonlyMap<string, HierarchyUnit>,
  settled: Set<string>,
): string[] | undefined {
  const passed: string[] = [];
  let unit: HierarchyUnit | undefined = start;
  while (unit !== undefined && !settled.has(unit.id)) {
    settled.add(unit.id);
    passed.push(unit.id);
    unit = unit.parent === undefined ? undefined : units.get(unit.parent);
  }
  const begin = unit === undefined ? -1 : passed.indexOf(unit.id);
  return begin < 0 || unit === undefined ? undefined : [...passed.slice(begin), unit.id];
}
