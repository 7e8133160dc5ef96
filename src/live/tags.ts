import type { Tag } from "../plant/elements/common.ts";
import type { Fleet } from "../plant/resources/fleet.ts";
import type { FleetTag, WorkersTag } from "../plant/resources/live-tags.ts";
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

/** The same of vehicles and pools of workers. */
const MEMBER_METRIC = {
  vehicleState: "VehicleState",
  location: "Location",
  x: "X",
  y: "Y",
  battery: "Battery",
  present: "Present",
  atWork: "AtWork",
} as const;

/** A live signal of any kind. */
export type LiveTag = Tag | FleetTag | WorkersTag;

export interface MemberTag {
  /** Id of the fleet or pool. */
  readonly id: string;
  /** Number of the vehicle, from 1; undefined for a pool. */
  readonly vehicle: number | undefined;
  readonly tag: FleetTag | WorkersTag;
}

export interface ElementTag {
  /** Place in the plant file's list of elements. */
  readonly element: number;
  readonly tag: Tag;
}

/** The nearest line above an element, else the nearest area, site or enterprise, else the plant itself. */
function edgeNodeOf(
  plant: TaggedPlant,
  { parent }: { readonly parent?: string | undefined },
  units: ReadonlyMap<string, HierarchyUnit>,
): string {
  const seen = new Set<string>();
  let nearest: string | undefined;
  let id = parent;
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
  if (named.length > 0 || namedMembers(plant).length > 0) return named;
  const units = new Map(plant.hierarchy.map((unit) => [unit.id, unit]));
  return plant.elements.flatMap((element, index) => {
    const node = edgeNodeOf(plant, element, units);
    return DEFAULT_SIGNALS[element.kind].map((signal) => ({
      element: index,
      tag: { signal, group: plant.id, node, device: element.id, metric: DEFAULT_METRIC[signal] },
    }));
  });
}

/**
 * The live signals of vehicles and pools of workers, by the same rule: in the default scheme the device of a vehicle is
 * `fleet:number` and that of a pool its id; coordinates only where vehicles have some, batteries likewise.
 */
export function memberTagsOf(plant: TaggedPlant): MemberTag[] {
  const named = namedMembers(plant);
  if (named.length > 0 || plant.elements.some(({ tags = [] }) => tags.length > 0)) return named;
  const units = new Map(plant.hierarchy.map((unit) => [unit.id, unit]));
  return (plant.resources ?? []).flatMap((resource): MemberTag[] => {
    const { id } = resource;
    const place = { group: plant.id, node: edgeNodeOf(plant, resource, units) };
    if (resource.kind === "workers")
      return (["present", "atWork"] as const).map((signal) => {
        const tag = { signal, ...place, device: id, metric: MEMBER_METRIC[signal] };
        return { id, vehicle: undefined, tag };
      });
    if (resource.kind !== "fleet") return [];
    const signals = vehicleSignals(resource);
    return Array.from({ length: resource.vehicles }, (_, i) => i + 1).flatMap((vehicle) =>
      signals.map((signal) => {
        const device = `${id}:${vehicle}`;
        return { id, vehicle, tag: { signal, vehicle, ...place, device, metric: MEMBER_METRIC[signal] } };
      }),
    );
  });
}

function vehicleSignals({ travel, battery }: Fleet): FleetTag["signal"][] {
  return [
    "vehicleState",
    "location",
    ...(travel.by === "times" ? [] : (["x", "y"] as const)),
    ...(battery === undefined ? [] : (["battery"] as const)),
  ];
}

/** Those that the plant file names. */
function namedMembers({ resources = [] }: TaggedPlant): MemberTag[] {
  return resources.flatMap((resource): MemberTag[] => {
    const { id } = resource;
    if (resource.kind === "fleet")
      return (resource.tags ?? []).map((tag) => ({ id, vehicle: tag.vehicle, tag }));
    if (resource.kind === "workers")
      return (resource.tags ?? []).map((tag) => ({ id, vehicle: undefined, tag }));
    return [];
  });
}
