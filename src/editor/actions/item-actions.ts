import type { Provenance } from "../../plant/elements/common.ts";
import type { ItemList } from "../../plant/form/item-schema.ts";
import { mapReferences } from "../../plant/form/map-references.ts";
import type { Reference } from "../../plant/form/references.ts";
import { pointer } from "../../plant/rule.ts";
import type { Plant } from "../../plant/schema.ts";

/** What is edited: an item of one of the plant's lists, or the plant itself. */
export interface Subject {
  readonly list: ItemList | "plant";
  /** Its id; of a connection its ends; of the plant itself empty. */
  readonly key: string;
}

/** A place within what is edited: members by name, items of lists by position. */
export type ValuePath = readonly (string | number)[];

type Item = Readonly<Record<string, unknown>>;

/** What references name the items of a list. */
const NAMED_BY: Readonly<Partial<Record<ItemList, readonly Reference[]>>> = {
  elements: ["elements"],
  products: ["products", "families"],
  calendars: ["calendars"],
  hierarchy: ["hierarchy"],
  resources: ["pools", "fleets", "networks", "resources"],
  classes: ["classes"],
};

export function keyOfItem(item: Item): string {
  const { id, from, to } = item as { id?: unknown; from?: unknown; to?: unknown };
  return typeof id === "string" ? id : `${String(from)} → ${String(to)}`;
}

export function itemsOf(plant: Plant, list: ItemList): readonly Item[] {
  return (plant[list] as readonly Item[] | undefined) ?? [];
}

/** What is edited, as it stands; undefined where it is gone. */
export function itemOf(plant: Plant, { list, key }: Subject): Item | undefined {
  return list === "plant" ? plant : itemsOf(plant, list).find((item) => keyOfItem(item) === key);
}

function withList(plant: Plant, list: ItemList, items: readonly Item[]): Plant {
  const { [list]: _, ...others } = plant as unknown as Readonly<Record<string, unknown>>;
  const isKept =
    items.length > 0 || ["elements", "products", "connections", "calendars", "hierarchy"].includes(list);
  return (isKept ? { ...plant, [list]: items } : others) as unknown as Plant;
}

/** The plant with an item in place of the one of that key; one that has another id is named so everywhere. */
export function withItem(plant: Plant, { list, key }: Subject, item: Item): Plant {
  if (list === "plant") return item as unknown as Plant;
  const items = itemsOf(plant, list).map((each) => (keyOfItem(each) === key ? item : each));
  const changed = withList(plant, list, items);
  const name = keyOfItem(item);
  const references = NAMED_BY[list];
  if (name === key || references === undefined) return changed;
  return mapReferences(changed, references, new Set([key]), (id) => (id === key ? name : id));
}

export function addItem(plant: Plant, list: ItemList, item: Item): Plant {
  return withList(plant, list, [...itemsOf(plant, list), item]);
}

/** Takes items out, with the connections of elements, and every mention of them that the schema lets go. */
export function removeItems(plant: Plant, list: ItemList, keys: readonly string[]): Plant {
  const gone = new Set(keys);
  const rest = withList(
    plant,
    list,
    itemsOf(plant, list).filter((item) => !gone.has(keyOfItem(item))),
  );
  const references = NAMED_BY[list];
  return references === undefined
    ? rest
    : mapReferences(rest, references, gone, (id) => (gone.has(id) ? undefined : id));
}

/** The value at a place; undefined where there is none. */
export function valueAt(item: unknown, path: ValuePath): unknown {
  let value = item;
  for (const step of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Object.getOwnPropertyDescriptor(value, step)?.value;
  }
  return value;
}

/** The item with another value at a place; undefined takes the member or the item of a list away. */
export function withValue(item: unknown, path: ValuePath, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(item)) {
    const at = Number(step);
    const inner = withValue(item[at], rest, value);
    return inner === undefined ? item.filter((_, i) => i !== at) : item.toSpliced(at, 1, inner);
  }
  const object = (item ?? {}) as Item;
  const inner = withValue(object[step], rest, value);
  if (inner !== undefined) return { ...object, [step]: inner };
  const { [step]: _, ...others } = object;
  return others;
}

/**
 * Marks a value as assumed where the item tells where it came from: that is not where the new one comes from. @param text
 * says who assumed it
 */
export function withAssumed(item: unknown, path: ValuePath, text: string): unknown {
  const provenance = (item as { provenance?: Provenance } | undefined)?.provenance;
  if (provenance === undefined || path[0] === "provenance") return item;
  for (let length = path.length; length > 0; length--) {
    const place = pointer(path.slice(0, length));
    if (provenance[place] !== undefined)
      return { ...(item as Item), provenance: { ...provenance, [place]: { kind: "assumed", text } } };
  }
  return item;
}
