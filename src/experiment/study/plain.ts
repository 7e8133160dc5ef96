/** A keyed list, or an object: what a path can lead into. */
export type Json = unknown;
export type JsonObject = Readonly<Record<string, Json>>;

export function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The stable key of an item: its id, or the two ends of a connection; undefined where it has none. */
export function itemKey(item: Json): string | undefined {
  if (!isObject(item)) return undefined;
  if (typeof item["id"] === "string") return item["id"];
  const { from, to } = item as { from?: Json; to?: Json };
  return typeof from === "string" && typeof to === "string" ? `${from} → ${to}` : undefined;
}

/** The items of a list by their keys; undefined for what is no list, or whose items lack keys of their own. */
export function keyed(list: Json): ReadonlyMap<string, Json> | undefined {
  if (!Array.isArray(list)) return undefined;
  const items = new Map<string, Json>();
  for (const item of list as readonly Json[]) {
    const key = itemKey(item);
    if (key === undefined || items.has(key)) return undefined;
    items.set(key, item);
  }
  return items;
}

/** Members that say what kind of thing an object is: with another one, its other members mean something else. */
const TAGS = ["kind", "dist", "mode", "order", "policy"] as const;

/** Whether two objects are of one kind, so that they can be compared member by member. */
export function sameKind(a: JsonObject, b: JsonObject): boolean {
  return TAGS.every((tag) => a[tag] === b[tag] || (isObject(a[tag]) && isObject(b[tag])));
}

/** Deep equality of plain data; a member that is undefined counts as absent. */
export function equal(a: Json, b: Json): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => equal(item, b[i]));
  if (!isObject(a) || !isObject(b)) return false;
  return membersOf(a, b).every((key) => equal(a[key], b[key]));
}

/** Names of the members of any of the objects. */
export function membersOf(...objects: readonly JsonObject[]): string[] {
  return [...new Set(objects.flatMap((object) => Object.keys(object)))];
}
