import type { Tag } from "../plant/elements/common.ts";
import type { Element, HierarchyUnit } from "../plant/schema.ts";
import type { TaggedPlant } from "../protocol/live.ts";

/** Names of the metrics in the default scheme. */
export const DEFAULT_METRIC = { state: "State", count: "GoodCount", content: "Content" } as const;

/** Which signals an element has in the default scheme. */
const DEFAULT_SIGNALS: Readonly<Record<Element["kind"], readonly Tag["signal"][]>> = {
  source: ["count"],
  station: ["state", "count", "content"],
  buffer: ["count", "content"],
  conveyor: ["state", "count", "content"],
  merge: ["state", "count", "content"],
  divert: ["state", "count", "content"],
  turntable: ["state", "count", "content"],
  transferCar: ["state", "count", "content"],
  sorter: ["state", "count", "content"],
  transport: ["state", "count", "content"],
  milkRun: ["state", "count", "content"],
  storage: ["state", "count", "content"],
  batcher: ["count", "content"],
  unbatcher: ["count", "content"],
  sink: ["count"],
};

export interface ElementTag {
  /** Place in the plant file's list of elements. */
  readonly element: number;
  readonly tag: Tag;
}

/** The nearest line above an element, else the nearest area, site or enterprise, else the plant itself. */
function edgeNodeOf(plant: TaggedPlant, element: Element, units: ReadonlyMap<string, HierarchyUnit>): string {
  const seen = new Set<string>();
  let nearest: string | undefined;
  let id = element.parent;
  while (id !== undefined && !seen.has(id)) {
    seen.add(id);
    const unit = units.get(id);
    if (unit === undefined) break;
    if (unit.level === "line") return unit.id;
    nearest ??= unit.id;
    id = unit.parent;
  }
  return nearest ?? plant.id;
}

/**
 * The live signals of a plant. A plant file that names tags anywhere has exactly those. One without any
 * has the default scheme, which the emulator publishes too: group = plant id, edge node = line (or the
 * next unit above, or the plant), device = element id, metrics `State` (the state's word), `GoodCount`
 * (parts finished) and `Content` (parts inside), as far as the kind of element has them.
 */
export function tagsOf(plant: TaggedPlant): ElementTag[] {
  const named = plant.elements.flatMap((element, index) =>
    (element.tags ?? []).map((tag) => ({ element: index, tag })),
  );
  if (named.length > 0) return named;
  const units = new Map(plant.hierarchy.map((unit) => [unit.id, unit]));
  return plant.elements.flatMap((element, index) => {
    const node = edgeNodeOf(plant, element, units);
    return DEFAULT_SIGNALS[element.kind].map((signal) => ({
      element: index,
      tag: { signal, group: plant.id, node, device: element.id, metric: DEFAULT_METRIC[signal] },
    }));
  });
}
