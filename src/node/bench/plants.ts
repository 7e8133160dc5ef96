import type { Placement } from "../../plant/elements/common.ts";
import { type Connection, type Element, type Plant, PLANT_VERSION } from "../../plant/schema.ts";

export function placement(x: number, y = 0): Placement {
  return { position: [x, y, 0], rotation: 0, size: [1, 1, 1] };
}

export function plantOf(id: string, elements: Element[], connections: Connection[]): Plant {
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

/** Connections from each element to the next. */
export function joined(elements: readonly Element[]): Connection[] {
  return elements.slice(1).map(({ id }, i) => ({ from: elements[i]?.id ?? "", to: id }));
}

/** M/M/1: exponential interarrival and service times with these means, s; an unlimited queue. */
export function queuePlant(interarrival: number, service: number): Plant {
  const elements: Element[] = [
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
  ];
  return plantOf("mm1", elements, joined(elements));
}

/** A line of exponential stations: how many, the capacity of each buffer between two, and the mean, s. */
export interface LineSettings {
  readonly stations: number;
  readonly capacity: number;
  readonly mean: number;
}

/** A saturated line with the same mean everywhere. */
export function linePlant(settings: LineSettings): Plant {
  const elements = lineElements(settings, "", 0);
  return plantOf(`line${settings.stations}`, elements, joined(elements));
}

/** So many lines beside each other. */
export function linesPlant(lines: number, settings: LineSettings): Plant {
  const all = Array.from({ length: lines }, (_, line) => lineElements(settings, `${line}.`, line * 3));
  return plantOf(`lines${lines}`, all.flat(), all.flatMap(joined));
}

function lineElements({ stations, capacity, mean }: LineSettings, prefix: string, y: number): Element[] {
  const elements: Element[] = [
    { kind: "source", id: `${prefix}source`, placement: placement(0, y), arrivals: { mode: "saturated" } },
  ];
  for (let i = 0; i < stations; i++) {
    if (i > 0)
      elements.push({ kind: "buffer", id: `${prefix}buffer${i}`, capacity, placement: placement(4 * i, y) });
    elements.push({
      kind: "station",
      id: `${prefix}station${i}`,
      placement: placement(4 * i + 2, y),
      cycleTime: { dist: "exponential", mean },
    });
  }
  return [...elements, { kind: "sink", id: `${prefix}sink`, placement: placement(4 * stations, y) }];
}
