import type { Placement } from "../../plant/elements/common.ts";
import { type Connection, type Element, type Plant, PLANT_VERSION } from "../../plant/schema.ts";

function placement(x: number): Placement {
  return { position: [x, 0, 0], rotation: 0, size: [1, 1, 1] };
}

function plant(id: string, elements: Element[], connections: Connection[]): Plant {
  return {
    format: "taktwerk-plant",
    version: PLANT_VERSION,
    id,
    name: id,
    hierarchy: [],
    products: [{ id: "part" }],
    calendars: [],
    elements,
    connections,
    run: { horizon: 1, warmup: 0, replications: 1, seed: 1 },
  };
}

/** M/M/1: exponential interarrival and service times with these means, s; an unlimited queue. */
export function queuePlant(interarrival: number, service: number): Plant {
  return plant(
    "mm1",
    [
      {
        kind: "source",
        id: "source",
        placement: placement(0),
        arrivals: { mode: "interarrival", interarrival: { dist: "exponential", mean: interarrival } },
      },
      { kind: "buffer", id: "queue", placement: placement(2) },
      {
        kind: "station",
        id: "server",
        placement: placement(4),
        cycleTime: { dist: "exponential", mean: service },
      },
      { kind: "sink", id: "sink", placement: placement(6) },
    ],
    [
      { from: "source", to: "queue" },
      { from: "queue", to: "server" },
      { from: "server", to: "sink" },
    ],
  );
}

/** A saturated line of exponential stations with the same mean (s) and buffers of the same capacity between them. */
export function linePlant(stations: number, capacity: number, mean: number): Plant {
  const elements: Element[] = [
    { kind: "source", id: "source", placement: placement(0), arrivals: { mode: "saturated" } },
  ];
  for (let i = 0; i < stations; i++) {
    if (i > 0) elements.push({ kind: "buffer", id: `buffer${i}`, capacity, placement: placement(4 * i) });
    elements.push({
      kind: "station",
      id: `station${i}`,
      placement: placement(4 * i + 2),
      cycleTime: { dist: "exponential", mean },
    });
  }
  elements.push({ kind: "sink", id: "sink", placement: placement(4 * stations) });
  const connections = elements.slice(1).map(({ id }, i) => ({ from: elements[i]?.id ?? "", to: id }));
  return plant(`line${stations}`, elements, connections);
}
