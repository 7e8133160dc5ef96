import type { Plant } from "../../plant/schema.ts";

/** A part of the plant whose stations are in no line to balance yet. */
export interface FreeLine {
  readonly id: string;
  readonly name: string;
  /** In the order of the flow. */
  readonly stations: readonly string[];
}

/** Units of the hierarchy with stations that are free; all free stations together where none has any. */
export function freeLines(plant: Plant): FreeLine[] {
  const taken = new Set((plant.balance ?? []).flatMap(({ stations }) => stations));
  const names = new Set((plant.balance ?? []).map(({ id }) => id));
  const order = flowOrder(plant);
  const free = plant.elements
    .filter(({ id, kind }) => kind === "station" && !taken.has(id))
    .toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  const units = plant.hierarchy.flatMap(({ id, name }): FreeLine[] => {
    const stations = free.filter(({ parent }) => parent === id).map((station) => station.id);
    return stations.length === 0 || names.has(id) ? [] : [{ id, name, stations }];
  });
  const isAll = units.length === 0 && free.length > 0 && !names.has("line");
  return isAll ? [{ id: "line", name: plant.name, stations: free.map(({ id }) => id) }] : units;
}

/** How far down the flow each element is: steps from the sources, breadth first. */
function flowOrder({ elements, connections }: Plant): ReadonlyMap<string, number> {
  const next = new Map<string, string[]>();
  for (const { from, to } of connections) next.set(from, [...(next.get(from) ?? []), to]);
  const order = new Map<string, number>();
  const queue = elements.filter(({ kind }) => kind === "source").map(({ id }) => id);
  for (const id of queue) {
    if (order.has(id)) continue;
    order.set(id, order.size);
    queue.push(...(next.get(id) ?? []));
  }
  return order;
}
