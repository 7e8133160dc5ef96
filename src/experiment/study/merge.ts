import { applyDiff, diff, type PlantDiff } from "../../plant/diff.ts";
import type { Plant } from "../../plant/schema.ts";
import { ORDER } from "./change.ts";
import { equal, isObject, itemKey, type Json, type JsonObject, keyed, membersOf, sameKind } from "./plain.ts";

/** A place that both sides changed, and not to the same. */
export interface Conflict {
  readonly path: readonly string[];
  readonly base?: Json;
  readonly ours?: Json;
  readonly theirs?: Json;
}

export interface Merged {
  /** Where there is a conflict, it holds ours. */
  readonly plant: Plant;
  readonly conflicts: readonly Conflict[];
}

/**
 * Three-way merge: takes over what either side changed. A change of one member does not disturb a change of
 * another; a conflict is where both changed the same one differently, or one removed what the other changed.
 * The merged plant must be checked like any other: both sides may be sound, and their sum may not be.
 */
export function mergePlants(base: Plant, ours: Plant, theirs: Plant): Merged {
  const conflicts: Conflict[] = [];
  const plant = merge([], base, ours, theirs, conflicts) as Plant;
  return { plant, conflicts };
}

/** A scenario's change carried over to a plant that has changed since: what it becomes there, and where it cannot be. */
export function rebaseDiff(
  change: PlantDiff,
  plant: Plant,
): Merged & { readonly diff: PlantDiff; readonly rebased: boolean } {
  const base = plantBefore(change, plant);
  const merged = mergePlants(base, plant, applyDiff(base, change));
  const carried = diff(plant, merged.plant);
  return { ...merged, diff: carried, rebased: !equal(base, plant) };
}

/** The plant as the change expects to find it: what it does not touch is taken from the present one. */
export function plantBefore(change: PlantDiff, plant: Plant): Plant {
  const before: Record<string, Json> = { ...plant };
  if (change.head !== undefined) {
    for (const key of membersOf(plant, ...change.head)) {
      if (Array.isArray(before[key]) && keyed(before[key]) !== undefined && !(key in change.head[0]))
        continue;
      before[key] = (change.head[0] as JsonObject)[key];
    }
  }
  for (const [name, collection] of Object.entries(change)) {
    if (name === "head" || collection === undefined || Array.isArray(collection)) continue;
    const { added, updated, removed } = collection as Exclude<PlantDiff["elements"], undefined>;
    const old = new Map(
      [...updated.map(([from]) => from), ...removed.map(({ item }) => item)].map((item) => [
        itemKey(item),
        item as Json,
      ]),
    );
    const gone = new Set(added.map(({ item }) => itemKey(item)));
    const present = ((before[name] ?? []) as readonly Json[]).filter((item) => !gone.has(itemKey(item)));
    const items = present.map((item) => old.get(itemKey(item)) ?? item);
    const kept = new Set(items.map(itemKey));
    before[name] = [
      ...items,
      ...[...old.entries()].filter(([key]) => !kept.has(key)).map(([, item]) => item),
    ];
  }
  return before as Plant;
}

function merge(path: readonly string[], base: Json, ours: Json, theirs: Json, conflicts: Conflict[]): Json {
  if (equal(ours, theirs) || equal(base, theirs)) return ours;
  if (equal(base, ours)) return theirs;
  const [old, mine, other] = [keyed(base ?? []), keyed(ours), keyed(theirs)];
  if (old !== undefined && mine !== undefined && other !== undefined)
    return mergeLists(path, old, mine, other, conflicts);
  if (
    isObject(base) &&
    isObject(ours) &&
    isObject(theirs) &&
    sameKind(base, ours) &&
    sameKind(base, theirs)
  ) {
    const merged: Record<string, Json> = {};
    for (const key of membersOf(ours, theirs, base)) {
      const value = merge([...path, key], base[key], ours[key], theirs[key], conflicts);
      if (value !== undefined) merged[key] = value;
    }
    return merged;
  }
  conflicts.push({
    path,
    ...(base === undefined ? {} : { base }),
    ...(ours === undefined ? {} : { ours }),
    ...(theirs === undefined ? {} : { theirs }),
  });
  return ours;
}

function mergeLists(
  path: readonly string[],
  base: ReadonlyMap<string, Json>,
  ours: ReadonlyMap<string, Json>,
  theirs: ReadonlyMap<string, Json>,
  conflicts: Conflict[],
): Json {
  const merged = new Map<string, Json>();
  for (const key of new Set([...ours.keys(), ...theirs.keys(), ...base.keys()])) {
    const value = merge([...path, key], base.get(key), ours.get(key), theirs.get(key), conflicts);
    if (value !== undefined) merged.set(key, value);
  }
  return mergeOrder(path, [...base.keys()], [...ours.keys()], [...theirs.keys()], conflicts)
    .filter((key) => merged.has(key))
    .map((key) => merged.get(key));
}

/** The order of one side where only that one changed it; what one side lacks comes behind what it follows on the other. */
function mergeOrder(
  path: readonly string[],
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
  conflicts: Conflict[],
): string[] {
  const moved = (side: readonly string[]): boolean => !equal(common(base, side), common(side, base));
  const both = moved(ours) && moved(theirs);
  if (both && !equal(common(ours, theirs), common(theirs, ours)))
    conflicts.push({ path: [...path, ORDER], base, ours, theirs });
  const [lead, follow] = moved(theirs) && !both ? [theirs, ours] : [ours, theirs];
  const order = [...lead];
  const present = new Set(lead);
  for (const [i, key] of follow.entries()) {
    if (present.has(key)) continue;
    const before = follow.slice(0, i).findLast((other) => present.has(other));
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, key);
    present.add(key);
  }
  return order;
}

/** The keys of a list that another one has too. */
function common(keys: readonly string[], other: readonly string[]): string[] {
  const set = new Set(other);
  return keys.filter((key) => set.has(key));
}
