import type { Element, Plant } from "../../plant/schema.ts";
import { joined, placement, plantOf } from "./plants.ts";

/** A car plant in figures; times in seconds. */
export interface AssemblySettings {
  readonly lines: number;
  /** Stations of a line. */
  readonly stations: number;
  /** A job is released to each line every so often. */
  readonly takt: number;
}

/** Stations between two accumulating conveyors, which decouple the sections of a line. */
const SECTION = 20;
/** Every so many stations one is automatic: a fixed cycle and breakdowns; the others are manual. */
const AUTOMATIC = 4;
const HOUR = 3600;
const SHIFT = 8 * HOUR;

/** Three shifts with two breaks each; who is at work then finishes the job. */
const WORKING = [0, 1, 2].flatMap((shift) => {
  const start = shift * SHIFT;
  return [
    { start, end: start + 2.5 * HOUR },
    { start: start + 2.75 * HOUR, end: start + 5 * HOUR },
    { start: start + 5.25 * HOUR, end: start + SHIFT },
  ];
});

/**
 * A large assembly plant: lines of manual and automatic stations in sections with conveyors between them, three models in
 * a mix, three shifts with breaks, breakdowns. Every element is made by a function of its own, to be extended.
 */
export function assemblyPlant(settings: AssemblySettings): Plant {
  const elements: Element[] = [];
  const connections: Plant["connections"] = [];
  for (let line = 0; line < settings.lines; line++) {
    const members = lineOf(settings, line);
    elements.push(...members);
    connections.push(...joined(members));
  }
  return {
    ...plantOf("assembly", elements, connections),
    products: ["compact", "estate", "van"].map((id) => ({ id })),
    calendars: [{ id: "shifts", working: WORKING, period: 24 * HOUR, interruption: "finish" }],
  };
}

function lineOf({ stations, takt }: AssemblySettings, line: number): Element[] {
  const y = line * 10;
  const members: Element[] = [
    {
      kind: "source",
      id: `orders${line}`,
      placement: placement(0, y),
      arrivals: { mode: "interarrival", interarrival: takt },
      products: { order: "cyclic", sequence: ["compact", "estate", "compact", "van"] },
      calendar: "shifts",
    },
  ];
  for (let i = 0; i < stations; i++) {
    const x = (i + 1) * 6;
    if (i > 0 && i % SECTION === 0) members.push(conveyor(`transfer${line}.${i}`, x - 3, y));
    const id = `station${line}.${i}`;
    members.push(i % AUTOMATIC === 0 ? automatic(id, takt, x, y) : manual(id, takt, x, y));
  }
  return [...members, { kind: "sink", id: `done${line}`, placement: placement((stations + 1) * 6, y) }];
}

/** Work by hand: scattered times that depend on the model. */
function manual(id: string, takt: number, x: number, y: number): Element {
  const time = (share: number) =>
    ({ dist: "triangular", min: 0.8 * share * takt, mode: share * takt, max: 1.15 * share * takt }) as const;
  return {
    kind: "station",
    id,
    placement: placement(x, y),
    cycleTime: { byProduct: { van: time(0.88) }, default: time(0.82) },
    calendar: "shifts",
  };
}

/** A cell: a fixed cycle, and a breakdown every 20 hours of work, 5 minutes on average. */
function automatic(id: string, takt: number, x: number, y: number): Element {
  return {
    kind: "station",
    id,
    placement: placement(x, y),
    cycleTime: 0.85 * takt,
    failures: [
      {
        id: "stop",
        clock: "busy",
        timeToFailure: { dist: "exponential", mean: 20 * HOUR },
        timeToRepair: { dist: "erlang", k: 2, mean: 300 },
      },
    ],
  };
}

/** Room for eight jobs between two sections. */
function conveyor(id: string, x: number, y: number): Element {
  return {
    kind: "conveyor",
    id,
    placement: placement(x, y),
    length: 48,
    speed: 0.5,
    pitch: 6,
  };
}
