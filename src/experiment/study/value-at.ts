import type { Plant } from "../../plant/schema.ts";
import { type Change, ORDER } from "./change.ts";
import { isObject, itemKey, type Json, type JsonObject, keyed } from "./plain.ts";

/**
 * The plant with what another one has at a path of ids, or without it where the other has nothing there; what did not
 * change is shared. @param other gives the value, and its place in a list
 */
export function withValueFrom(plant: Plant, other: Plant, path: readonly string[]): Plant {
  return take(plant, other, path) as Plant;
}

/**
 * The plant with one change taken back. With an element that was added go the connections that were added to it, and
 * with one that was removed its connections come back.
 */
export function revertChange(plant: Plant, base: Plant, { path }: Change): Plant {
  const reverted = withValueFrom(plant, base, path);
  const [list, id, ...rest] = path;
  const added = plant.elements.some((element) => element.id === id);
  const known = base.elements.some((element) => element.id === id);
  if (list !== "elements" || rest.length > 0 || added === known) return reverted;
  const touches = ({ from, to }: Plant["connections"][number]): boolean => from === id || to === id;
  if (added) return { ...reverted, connections: reverted.connections.filter((each) => !touches(each)) };
  return base.connections
    .filter(touches)
    .reduce(
      (restored, each) => withValueFrom(restored, base, ["connections", itemKey(each) ?? ""]),
      reverted,
    );
}

function take(target: Json, source: Json, path: readonly string[]): Json {
  const [step, ...rest] = path;
  if (step === undefined) return source;
  const items = keyed(target ?? []);
  if (items !== undefined && (Array.isArray(target) || Array.isArray(source)))
    return takeItem(items, keyed(source ?? []) ?? new Map(), step, rest);
  if (!isObject(target)) return target;
  const value = take(target[step], isObject(source) ? source[step] : undefined, rest);
  const { [step]: _, ...others } = target;
  if (value !== undefined && !(Array.isArray(value) && value.length === 0 && isOptional(step)))
    return step in target ? { ...target, [step]: value } : { ...others, [step]: value };
  return others satisfies JsonObject;
}

/** Lists that a plant leaves out when they are empty. */
function isOptional(list: string): boolean {
  return ["resources", "balance", "attributes", "classes", "uses"].includes(list);
}

function takeItem(
  items: ReadonlyMap<string, Json>,
  source: ReadonlyMap<string, Json>,
  step: string,
  rest: readonly string[],
): Json {
  if (step === ORDER) return inOrderOf(items, [...source.keys()]);
  const value = take(items.get(step), source.get(step), rest);
  const list = [...items.entries()].filter(([key]) => key !== step || value !== undefined);
  if (value === undefined) return list.map(([, item]) => item);
  if (items.has(step)) return list.map(([key, item]) => (key === step ? value : item));
  // Behind what it follows in the other list.
  const order = [...source.keys()];
  const before = order.slice(0, order.indexOf(step)).findLast((key) => items.has(key));
  const at = before === undefined ? 0 : list.findIndex(([key]) => key === before) + 1;
  return list.toSpliced(at, 0, [step, value]).map(([, item]) => item);
}

/** Items in the order of the keys; those that it does not name keep their places. */
function inOrderOf(items: ReadonlyMap<string, Json>, order: readonly string[]): Json[] {
  const named = order.filter((key) => items.has(key));
  const isNamed = new Set(named);
  let next = 0;
  return [...items.entries()].map(([key, item]) =>
    isNamed.has(key) ? items.get(named[next++] ?? key) : item,
  );
}
