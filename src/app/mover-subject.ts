import type { OtherSubject } from "../editor/selection.ts";
import type { Plant, Resource } from "../plant/schema.ts";
import { memberKey, memberOf } from "../protocol/frame.ts";

/** Something in a frame that moves: parts have products of the plant, vehicles and workers come after them. */
export interface FrameMover {
  readonly key: number;
  readonly product: number;
}

/** Who is drawn one by one: vehicles of fleets, then workers of pools, in the order of the frames. */
function groupsOf({ resources = [] }: Plant): Resource[] {
  return [
    ...resources.filter(({ kind }) => kind === "fleet"),
    ...resources.filter(({ kind }) => kind === "workers"),
  ];
}

/** What was clicked in the picture; undefined for machines, which belong to their elements. */
export function moverSubject(plant: Plant, { key, product }: FrameMover): OtherSubject | undefined {
  if (product < plant.products.length) return { kind: "part", key };
  const { group, index } = memberOf(key);
  const resource = groupsOf(plant)[group];
  const isGroup = product === plant.products.length + group;
  return resource !== undefined && isGroup ? { kind: "resource", id: resource.id, member: index } : undefined;
}

/** What moves of what is selected. */
export function selectedMover(
  plant: Plant | undefined,
  subject: OtherSubject | undefined,
): { readonly key: number; readonly isPart: boolean } | undefined {
  if (subject?.kind === "part") return { key: subject.key, isPart: true };
  if (plant === undefined || subject?.kind !== "resource" || subject.member === undefined) return undefined;
  const group = groupsOf(plant).findIndex(({ id }) => id === subject.id);
  return group < 0 ? undefined : { key: memberKey(group, subject.member), isPart: false };
}
