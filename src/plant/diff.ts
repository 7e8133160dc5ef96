import type { Plant } from "./schema.ts";

/** Collections whose items have a stable key, in which a plant is compared. */
const COLLECTIONS = [
  "hierarchy",
  "products",
  "calendars",
  "elements",
  "connections",
  "resources",
  "balance",
] as const;
type Collection = (typeof COLLECTIONS)[number];

/** All of a plant that is not a collection: its head. */
type Head = Omit<Plant, Collection>;

/** An item with the place that it has or gets in its collection. */
export interface Placed<T> {
  readonly at: number;
  readonly item: T;
}

/** What changed in one collection: {added, updated, removed} by stable key, and the order if it changed. */
export interface CollectionDiff<T> {
  /** Places in the new order. */
  readonly added: readonly Placed<T>[];
  readonly updated: readonly (readonly [from: T, to: T])[];
  /** Places in the old order. */
  readonly removed: readonly Placed<T>[];
  /** Keys of the items that stay, in both orders; absent when their order did not change. */
  readonly moved?: readonly [from: readonly string[], to: readonly string[]];
}

/** The change from one plant to another as plain data; a collection or head that did not change is absent. */
export type PlantDiff = {
  readonly head?: readonly [from: Head, to: Head];
} & { readonly [C in Collection]?: CollectionDiff<Item<C>> };

/** An item of a collection; `resources` and `balance` may be absent from a plant. */
type Item<C extends Collection = Collection> = NonNullable<Plant[C]>[number];

/** The stable key of an item: its id; of a connection, which has none, its two ends. */
export function keyOf(item: Item): string {
  return "id" in item ? item.id : `${item.from} → ${item.to}`;
}

/** What must change in `before` to become `after`. Both are valid plants, so that keys are unique. */
export function diff(before: Plant, after: Plant): PlantDiff {
  const [from, to] = [headOf(before), headOf(after)];
  return {
    ...(equal(from, to) ? {} : { head: [from, to] }),
    ...some("hierarchy", diffItems(before.hierarchy, after.hierarchy)),
    ...some("products", diffItems(before.products, after.products)),
    ...some("calendars", diffItems(before.calendars, after.calendars)),
    ...some("elements", diffItems(before.elements, after.elements)),
    ...some("connections", diffItems(before.connections, after.connections)),
    ...some("resources", diffItems(before.resources ?? [], after.resources ?? [])),
    ...some("balance", diffItems(before.balance ?? [], after.balance ?? [])),
  };
}

/** The plant after the change. What did not change is shared with `plant`, not copied. */
export function applyDiff(plant: Plant, change: PlantDiff): Plant {
  const head = change.head?.[1] ?? headOf(plant);
  const resources = applyItems(plant.resources ?? [], change.resources);
  const balance = applyItems(plant.balance ?? [], change.balance);
  return {
    ...head,
    hierarchy: applyItems(plant.hierarchy, change.hierarchy),
    products: applyItems(plant.products, change.products),
    calendars: applyItems(plant.calendars, change.calendars),
    elements: applyItems(plant.elements, change.elements),
    connections: applyItems(plant.connections, change.connections),
    ...(resources.length === 0 ? {} : { resources }),
    ...(balance.length === 0 ? {} : { balance }),
  };
}

/** The change that takes this one back. */
export function invertDiff(change: PlantDiff): PlantDiff {
  return {
    ...(change.head === undefined ? {} : { head: [change.head[1], change.head[0]] }),
    ...some("hierarchy", invertItems(change.hierarchy)),
    ...some("products", invertItems(change.products)),
    ...some("calendars", invertItems(change.calendars)),
    ...some("elements", invertItems(change.elements)),
    ...some("connections", invertItems(change.connections)),
    ...some("resources", invertItems(change.resources)),
    ...some("balance", invertItems(change.balance)),
  };
}

export function isEmptyDiff(change: PlantDiff): boolean {
  return Object.keys(change).length === 0;
}

function some<K extends string, T>(key: K, value: T | undefined): Partial<Record<K, T>> {
  const part: Partial<Record<K, T>> = {};
  if (value !== undefined) part[key] = value;
  return part;
}

function headOf(plant: Plant): Head {
  const {
    hierarchy: _h,
    products: _p,
    calendars: _c,
    elements: _e,
    connections: _n,
    resources: _r,
    balance: _b,
    ...head
  } = plant;
  return head;
}

function diffItems<T extends Item>(before: readonly T[], after: readonly T[]): CollectionDiff<T> | undefined {
  const old = new Map(before.map((item) => [keyOf(item), item]));
  const now = new Map(after.map((item) => [keyOf(item), item]));
  const added: Placed<T>[] = [];
  const updated: [T, T][] = [];
  for (const [at, item] of after.entries()) {
    const from = old.get(keyOf(item));
    if (from === undefined) added.push({ at, item });
    else if (!equal(from, item)) updated.push([from, item]);
  }
  const removed: Placed<T>[] = [];
  for (const [at, item] of before.entries()) if (!now.has(keyOf(item))) removed.push({ at, item });
  const stayBefore = before.map(keyOf).filter((key) => now.has(key));
  const stayAfter = after.map(keyOf).filter((key) => old.has(key));
  const moved = stayBefore.some((key, i) => key !== stayAfter[i]);
  if (added.length + updated.length + removed.length === 0 && !moved) return undefined;
  return { added, updated, removed, ...(moved ? { moved: [stayBefore, stayAfter] } : {}) };
}

function applyItems<T extends Item>(items: readonly T[], change: CollectionDiff<T> | undefined): T[] {
  if (change === undefined) return [...items];
  const gone = new Set(change.removed.map(({ item }) => keyOf(item)));
  const updated = new Map(change.updated.map(([from, to]) => [keyOf(from), to]));
  const staying = new Map<string, T>();
  for (const item of items) {
    const key = keyOf(item);
    if (!gone.has(key)) staying.set(key, updated.get(key) ?? item);
  }
  const ordered = change.moved === undefined ? [...staying.values()] : inOrder(staying, change.moved[1]);
  return insertAll(ordered, change.added);
}

/** Items in the order of the keys; those that the order does not know (a later edit added them) at the end. */
function inOrder<T>(items: ReadonlyMap<string, T>, keys: readonly string[]): T[] {
  const rest = new Map(items);
  const ordered: T[] = [];
  for (const key of keys) {
    const item = rest.get(key);
    if (item !== undefined) ordered.push(item);
    rest.delete(key);
  }
  return [...ordered, ...rest.values()];
}

/** Puts items at their places, lowest first; one pass, so that large edits stay fast. */
function insertAll<T>(items: readonly T[], added: readonly Placed<T>[]): T[] {
  const result: T[] = [];
  const sorted = [...added].sort((a, b) => a.at - b.at);
  let next = 0;
  for (const { at, item } of sorted) {
    while (result.length < at && next < items.length) result.push(...items.slice(next, ++next));
    result.push(item);
  }
  return [...result, ...items.slice(next)];
}

function invertItems<T>(change: CollectionDiff<T> | undefined): CollectionDiff<T> | undefined {
  if (change === undefined) return undefined;
  return {
    added: change.removed,
    updated: change.updated.map(([from, to]) => [to, from] as const),
    removed: change.added,
    ...(change.moved === undefined ? {} : { moved: [change.moved[1], change.moved[0]] as const }),
  };
}

/** Deep equality of plain data; a member that is undefined counts as absent. */
function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => equal(item, b[i]))
    );
  }
  const [own, other] = [presentMembers(a), presentMembers(b)];
  return (
    own.size === other.size &&
    [...own].every(([key, value]) => other.has(key) && equal(value, other.get(key)))
  );
}

function presentMembers(value: object): Map<string, unknown> {
  return new Map(Object.entries(value).filter(([, member]) => member !== undefined));
}
