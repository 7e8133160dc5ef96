import { expect } from "vitest";
import type { Duration } from "../../src/plant/distribution.ts";
import type { FailureMode } from "../../src/plant/elements/failure.ts";
import type { Batcher } from "../../src/plant/elements/batcher.ts";
import type { Unbatcher } from "../../src/plant/elements/unbatcher.ts";
import type { Carriers } from "../../src/plant/resources/carriers.ts";
import type { Buffer } from "../../src/plant/elements/buffer.ts";
import type { Conveyor } from "../../src/plant/elements/conveyor.ts";
import type { Source } from "../../src/plant/elements/source.ts";
import type { CycleTime, Station } from "../../src/plant/elements/station.ts";
import type { Workers } from "../../src/plant/resources/workers.ts";
import { readPlant } from "../../src/plant/read.ts";
import {
  type Calendar,
  type Element,
  type Plant,
  plantSchema,
  type Resource,
} from "../../src/plant/schema.ts";
import type { RunResult } from "../../src/sim/results.ts";
import type { EventKind, EventRecord } from "../../src/sim/kernel/trace.ts";
import { Simulation, type SimulationSettings } from "../../src/sim/simulation.ts";

const placement = {
  position: [0, 0, 0] as [number, number, number],
  rotation: 0,
  size: [1, 1, 1] as [number, number, number],
};

/** A source with a constant or random time between arrivals. */
export function arrivals(
  id: string,
  interarrival: Duration,
  more: Partial<Source> & { batchSize?: number; overflow?: "queue" | "lost" } = {},
): Element {
  const { batchSize, overflow, ...rest } = more;
  return {
    kind: "source",
    id,
    placement,
    arrivals: {
      mode: "interarrival",
      interarrival,
      ...(batchSize === undefined ? {} : { batchSize }),
      ...(overflow === undefined ? {} : { overflow }),
    },
    ...rest,
  };
}

/** A source that always has a raw part. */
export function saturated(id: string, more: Partial<Source> & { conwip?: number } = {}): Element {
  const { conwip, ...rest } = more;
  return {
    kind: "source",
    id,
    placement,
    arrivals: { mode: "saturated", ...(conwip === undefined ? {} : { conwip }) },
    ...rest,
  };
}

/** A source whose parts come at given times; an entry is a time, or [time, product], or [time, product, quantity]. */
export function schedule(
  id: string,
  entries: readonly (number | readonly [time: number, product: string, quantity?: number])[],
  more: Partial<Source> & { period?: number } = {},
): Element {
  const { period, ...rest } = more;
  return {
    kind: "source",
    id,
    placement,
    arrivals: {
      mode: "schedule",
      entries: entries.map((entry) => {
        if (typeof entry === "number") return { time: entry };
        const [time, product, quantity] = entry;
        return { time, product, ...(quantity === undefined ? {} : { quantity }) };
      }),
      ...(period === undefined ? {} : { period }),
    },
    ...rest,
  };
}

export function station(id: string, cycleTime: CycleTime, more: Partial<Station> = {}): Element {
  return { kind: "station", id, placement, cycleTime, ...more };
}

export function buffer(id: string, more: Partial<Buffer> = {}): Element {
  return { kind: "buffer", id, placement, ...more };
}

export function conveyor(
  id: string,
  length: number,
  speed: number,
  pitch: number,
  more: Partial<Conveyor> = {},
): Element {
  return { kind: "conveyor", id, placement, length, speed, pitch, ...more };
}

export function batcher(id: string, quantity: number, more: Partial<Batcher> = {}): Element {
  return { kind: "batcher", id, placement, quantity, ...more };
}

export function unbatcher(id: string, more: Partial<Unbatcher> = {}): Element {
  return { kind: "unbatcher", id, placement, ...more };
}

export function sink(id = "out"): Element {
  return { kind: "sink", id, placement };
}

export function failure(
  id: string,
  clock: FailureMode["clock"],
  timeToFailure: Duration,
  timeToRepair: Duration,
): FailureMode {
  return { id, clock, timeToFailure, timeToRepair };
}

export function calendar(
  id: string,
  interruption: Calendar["interruption"],
  working: readonly (readonly [start: number, end: number])[],
  period?: number,
): Calendar {
  return {
    id,
    interruption,
    working: working.map(([start, end]) => ({ start, end })),
    ...(period === undefined ? {} : { period }),
  };
}

export function workers(id: string, size: number, more: Partial<Workers> = {}): Resource {
  return { kind: "workers", id, size, ...more };
}

export function carriers(
  product: string,
  count: number,
  home: string,
  more: Partial<Carriers> = {},
): Resource {
  return { kind: "carriers", id: `${product}s`, product, count, home, ...more };
}

export interface Layout {
  readonly elements: readonly Element[];
  /** Each a path such as `in > mill > out`; the order is the order of the connections. */
  readonly flow: readonly string[];
  readonly products?: readonly string[];
  readonly calendars?: readonly Calendar[];
  readonly resources?: readonly Resource[];
  /** Further members of the plant file. */
  readonly more?: Partial<Plant>;
}

function document({
  elements,
  flow,
  products = ["part"],
  calendars = [],
  resources,
  more = {},
}: Layout): object {
  return {
    format: "taktwerk-plant",
    version: 1,
    id: "test",
    name: "Test",
    products: products.map((id) => ({ id })),
    calendars,
    elements,
    ...(resources === undefined ? {} : { resources }),
    connections: flow.flatMap((path) => {
      const ids = path.split(">").map((id) => id.trim());
      return ids.slice(1).map((to, i) => ({ from: ids[i], to }));
    }),
    run: { horizon: 1e6 },
    ...more,
  };
}

/** A plant as it comes through the door: schema and all checks. */
export function plantOf(layout: Layout): Plant {
  const read = readPlant(JSON.stringify(document(layout)));
  if (!read.ok) throw new Error(read.error.map(({ path, message }) => `${path}: ${message}`).join("\n"));
  return read.value.plant;
}

/** A plant that the checks refuse, for what must hold all the same. */
export function uncheckedPlant(layout: Layout): Plant {
  return plantSchema.parse(document(layout));
}

export interface Run {
  readonly simulation: Simulation;
  readonly lines: readonly EventRecord[];
  readonly result: RunResult;
}

/** A run with its event log. */
export function recorded(
  plant: Plant,
  until: number,
  settings: Omit<SimulationSettings, "record"> = {},
): Run {
  const lines: EventRecord[] = [];
  const simulation = new Simulation(plant, { ...settings, record: (line) => lines.push(line) });
  simulation.runUntil(until);
  return { simulation, lines, result: simulation.results() };
}

/** The same, run once more without a log, when parts pass straight on between plain elements: it must come to the same. */
export function run(plant: Plant, until: number, settings: Omit<SimulationSettings, "record"> = {}): Run {
  const made = recorded(plant, until, settings);
  const unrecorded = new Simulation(plant, settings);
  unrecorded.runUntil(until);
  expect(unrecorded.results()).toEqual(made.result);
  return made;
}

/** Times of the lines of one kind at one element, s. */
export function times({ lines }: Run, kind: EventKind, element: string): number[] {
  return lines.filter((line) => line.kind === kind && line.element === element).map(({ time }) => time);
}

/** `time part` of the lines of one kind at one element. */
export function parts({ lines }: Run, kind: EventKind, element: string): string[] {
  return lines
    .filter((line) => line.kind === kind && line.element === element)
    .map(({ time, part }) => `${time} ${part}`);
}

/** `time kind element` with part and detail, of the elements named, or of all. */
export function log({ lines }: Pick<Run, "lines">, ...elements: string[]): string[] {
  return lines
    .filter(({ element }) => elements.length === 0 || elements.includes(element))
    .map(({ time, kind, element, part, detail }) =>
      [time, kind, element, part, detail].filter((word) => word !== undefined).join(" "),
    );
}
