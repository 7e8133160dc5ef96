import type { Connection, ElementKind, Plant } from "../../plant/schema.ts";

/** Why two elements cannot be connected. */
export type ConnectionRefusal = "same" | "exists" | "noOutput" | "noInput";

/** What keeps a connection from being made; undefined where nothing does. */
export function connectionRefusal(plant: Plant, from: string, to: string): ConnectionRefusal | undefined {
  const kindOf = (id: string): ElementKind | undefined => plant.elements.find((each) => each.id === id)?.kind;
  if (from === to) return "same";
  if (kindOf(from) === "sink") return "noOutput";
  if (kindOf(to) === "source") return "noInput";
  return plant.connections.some((each) => each.from === from && each.to === to) ? "exists" : undefined;
}

/** Lets parts flow from one element to another, after the connections that there are. */
export function connect(plant: Plant, from: string, to: string): Plant {
  if (connectionRefusal(plant, from, to) !== undefined) return plant;
  return { ...plant, connections: [...plant.connections, { from, to }] };
}

export function disconnect(plant: Plant, { from, to }: Connection): Plant {
  return {
    ...plant,
    connections: plant.connections.filter((each) => each.from !== from || each.to !== to),
  };
}

/**
 * Moves a connection before or behind the next one of those that leave the same element, or of those that come into it:
 * their order is the order of routing, and that of inputs by priority.
 */
export function reorderConnection(
  plant: Plant,
  { from, to }: Connection,
  side: "out" | "in",
  step: -1 | 1,
): Plant {
  const at = plant.connections.findIndex((each) => each.from === from && each.to === to);
  const shares = (each: Connection): boolean => (side === "out" ? each.from === from : each.to === to);
  const others = plant.connections.map((each, i) => (shares(each) ? i : -1)).filter((i) => i >= 0);
  const target = others[others.indexOf(at) + step];
  const [moved, other] = [
    plant.connections[at],
    target === undefined ? undefined : plant.connections[target],
  ];
  if (moved === undefined || other === undefined || target === undefined) return plant;
  return { ...plant, connections: plant.connections.with(at, other).with(target, moved) };
}
