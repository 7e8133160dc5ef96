import { kindNode } from "../../plant/form/item-schema.ts";
import { initialValue } from "../../plant/form/initial-value.ts";
import { mapReferences } from "../../plant/form/map-references.ts";
import type { Connection, Element, Plant } from "../../plant/schema.ts";
import { moveElements, tidy } from "./layout-actions.ts";

/** Size of a new element [along, across, up], m. */
const SIZES: Readonly<Record<string, readonly [number, number, number]>> = {
  source: [3, 3, 3],
  sink: [3, 3, 3],
  station: [3, 3, 2.2],
  buffer: [3, 2, 0.8],
  conveyor: [6, 1.2, 0.55],
  transport: [1, 1, 1.2],
  milkRun: [1.6, 0.4, 2],
};
const SOME_SIZE = [2.4, 2, 1.2] as const;

/** What a new element of a kind is, beyond what its schema asks for. Times in s, speeds in m/s, lengths in m. */
function membersFor(kind: string, plant: Plant): Readonly<Record<string, unknown>> {
  const longest = Math.max(1, ...plant.products.map(({ size }) => size?.[0] ?? 0));
  switch (kind) {
    case "source":
      return { arrivals: { mode: "interarrival", interarrival: { dist: "exponential", mean: 60 } } };
    case "station":
      return { cycleTime: 50, appearance: { asset: "machine" } };
    case "buffer":
      return { capacity: 5 };
    case "conveyor":
      return { speed: 0.3, pitch: tidy(longest * 1.1) };
    case "batcher":
      return { quantity: 4 };
    default:
      return {};
  }
}

/** An id that nothing in the plant has yet: the word with a number. */
export function freeId(plant: Plant, word: string): string {
  const taken = new Set(
    [
      ...plant.elements,
      ...(plant.resources ?? []),
      ...plant.products,
      ...plant.calendars,
      ...plant.hierarchy,
    ].map(({ id }) => id),
  );
  for (let n = 1; ; n++) if (!taken.has(`${word}${n}`)) return `${word}${n}`;
}

/** A new element of a kind at a place of the floor, with what is usual for it; any kind of the schema. */
export function newElement(
  plant: Plant,
  kind: string,
  id: string,
  [x, y]: readonly [number, number],
): Element | undefined {
  const node = kindNode("elements", kind);
  if (node === undefined) return undefined;
  const size = SIZES[kind] ?? SOME_SIZE;
  const element = {
    ...(initialValue(node, ["elements", kind], plant) as object),
    ...membersFor(kind, plant),
    id,
    placement: { position: [tidy(x), tidy(y), 0], rotation: 0, size: [...size] },
  };
  return element as unknown as Element;
}

/** What is copied: elements, and the connections between them. */
export interface Copied {
  readonly elements: readonly Element[];
  readonly connections: readonly Connection[];
}

export function copyElements(plant: Plant, ids: readonly string[]): Copied {
  const chosen = new Set(ids);
  return {
    elements: plant.elements.filter(({ id }) => chosen.has(id)),
    connections: plant.connections.filter(({ from, to }) => chosen.has(from) && chosen.has(to)),
  };
}

/**
 * Adds copies under new ids, moved by so many metres; what they say of each other they say of the copies. Live signals stay
 * with the originals: no two elements have the same.
 */
export function pasteElements(
  plant: Plant,
  copied: Copied,
  shift: readonly [number, number],
): { readonly plant: Plant; readonly ids: readonly string[] } {
  const names = new Map<string, string>();
  let taken = plant;
  for (const { id } of copied.elements) {
    const copy = freeId(taken, `${id.replace(/-?\d*$/, "").slice(0, 50) || "e"}-`);
    names.set(id, copy);
    taken = { ...taken, hierarchy: [...taken.hierarchy, { id: copy, level: "line", name: copy }] };
  }
  const originals = copied.elements.map(({ tags: _, ...element }) => ({ ...element }));
  const alone: Plant = { ...plant, elements: originals, connections: [...copied.connections] };
  const renamed = mapReferences(alone, ["elements"], new Set(names.keys()), (id) => names.get(id) ?? id);
  const ids = [...names.values()];
  const elements = renamed.elements.map((element, i) => ({ ...element, id: ids[i] ?? element.id }));
  const pasted = moveElements({ ...plant, elements }, ids, shift[0], shift[1]);
  return {
    plant: {
      ...plant,
      elements: [...plant.elements, ...pasted.elements],
      connections: [...plant.connections, ...renamed.connections],
    },
    ids,
  };
}

/** How far copies are put beside the originals: clear of them all, m to the south. */
export function copyShift(copied: Copied): readonly [number, number] {
  const deep = copied.elements.map(({ placement }) => placement.size[1]);
  const ys = copied.elements.map(({ placement }) => placement.position[1]);
  const reach = Math.max(...ys, -Infinity) - Math.min(...ys, Infinity);
  return [0, -tidy((Number.isFinite(reach) ? reach : 0) + Math.max(1, ...deep) + 1)];
}

/** Whether an element comes from a sub-model that is used: it is what its class says, and is changed there. */
export function isMadeByUse(plant: Plant, id: string): boolean {
  return (plant.uses ?? []).some((use) => id.startsWith(`${use.id}.`));
}
