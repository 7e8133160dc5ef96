import type { Plant } from "../../plant/schema.ts";

/** Pairs of stations with nothing but buffers, conveyors and the like between them. */
export function stationPairs(plant: Plant): (readonly [upstream: string, downstream: string])[] {
  const kinds = new Map(plant.elements.map(({ id, kind }) => [id, kind]));
  const next = new Map<string, string[]>();
  for (const { from, to } of plant.connections) {
    const known = next.get(from);
    if (known === undefined) next.set(from, [to]);
    else known.push(to);
  }
  const stations = plant.elements.filter(({ kind }) => kind === "station");
  return stations.flatMap(({ id }) => {
    const found: string[] = [];
    const seen = new Set<string>();
    const open = [...(next.get(id) ?? [])];
    for (let to = open.pop(); to !== undefined; to = open.pop()) {
      if (seen.has(to)) continue;
      seen.add(to);
      if (kinds.get(to) === "station") found.push(to);
      else open.push(...(next.get(to) ?? []));
    }
    return found.filter((to) => to !== id).map((to) => [id, to] as const);
  });
}
