import type { Station } from "../../plant/elements/station.ts";
import type { Element, Plant, Resource } from "../../plant/schema.ts";
import { joined, placement, plantOf } from "./plants.ts";
import { LANE, PITCH, SECTION } from "./line-measures.ts";
import { rackOf, supplyLoop } from "./supply-loop.ts";

/** A car plant in figures; times in seconds. */
export interface AssemblySettings {
  readonly lines: number;
  /** Stations of a line; a multiple of 20. */
  readonly stations: number;
  /** A job is released to each line every so often. */
  readonly takt: number;
  /** In the whole plant, shared out over the lines; none when 0. */
  readonly vehicles: number;
  /** In the whole plant: a repair crew for all, and a team for each section; none when 0. */
  readonly workers: number;
}

/** Every third station of a section is manual, six in all; the others are automatic, with a fixed cycle and breakdowns. */
const MANUAL = 3;
const LAST_MANUAL = 15;
/** Of every so many workers one repairs. */
const REPAIRS = 16;
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
 * a mix, three shifts with breaks, breakdowns. The manual stations of a section share a team of workers who walk on a
 * footpath along it; breakdowns wait until one of the repair crew has walked there. In each section kits are built in, which vehicles bring from the
 * line's supermarket on a loop of its own, segment by segment.
 */
export function assemblyPlant(settings: AssemblySettings): Plant {
  const elements: Element[] = [];
  const connections: Plant["connections"] = [];
  const resources: Resource[] = [];
  const sections = settings.stations / SECTION;
  const repairers = Math.floor(settings.workers / REPAIRS);
  if (repairers > 0) {
    const middle = placement((settings.stations * PITCH) / 2, (settings.lines * LANE) / 2);
    resources.push({
      kind: "workers",
      id: "repair",
      size: repairers,
      placement: middle,
      walking: { speed: 1.2, path: "rightAngles" },
    });
  }
  for (let line = 0; line < settings.lines; line++) {
    const members = lineOf(settings, line);
    elements.push(...members);
    connections.push(...joined(members));
    for (let section = 0; section < sections && settings.workers > 0; section++) {
      const team = line * sections + section;
      const size = share(settings.workers - repairers, settings.lines * sections, team);
      resources.push(...teamOf(line, section, size));
    }
    const vehicles = share(settings.vehicles, settings.lines, line);
    if (vehicles === 0) continue;
    const supply = supplyLoop({ line, y: line * LANE, stations: settings.stations, vehicles });
    elements.push(...supply.elements);
    connections.push(...supply.connections);
    resources.push(...supply.resources);
  }
  return {
    ...plantOf("assembly", elements, connections),
    products: ["compact", "estate", "van", "kit"].map((id) => ({ id })),
    calendars: [{ id: "shifts", working: WORKING, period: 24 * HOUR, interruption: "finish" }],
    ...(resources.length === 0 ? {} : { resources }),
  };
}

/** The n-th of so many shares that differ by one at most. */
function share(total: number, shares: number, n: number): number {
  return Math.floor(((n + 1) * total) / shares) - Math.floor((n * total) / shares);
}

const teamId = (line: number, section: number): string => `team${line}.${section}`;

/** A team and its footpath, beside the stations of its section. */
function teamOf(line: number, section: number, size: number): Resource[] {
  const [from, to] = [section * SECTION * PITCH, (section + 1) * SECTION * PITCH];
  const y = line * LANE - 2;
  return [
    {
      kind: "workers",
      id: teamId(line, section),
      size,
      calendar: "shifts",
      placement: placement((from + to) / 2, y - 2),
      walking: { speed: 1.2, footpaths: `walk${line}.${section}` },
    },
    {
      kind: "footpaths",
      id: `walk${line}.${section}`,
      points: [
        { id: "start", position: [from, y, 0] },
        { id: "end", position: [to + PITCH, y, 0] },
      ],
      paths: [{ from: "start", to: "end" }],
    },
  ];
}

function lineOf(settings: AssemblySettings, line: number): Element[] {
  const { stations, takt } = settings;
  const y = line * LANE;
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
    const x = (i + 1) * PITCH;
    if (i > 0 && i % SECTION === 0) members.push(conveyor(`transfer${line}.${i}`, x - PITCH / 2, y));
    const before = members.at(-1)?.id ?? "";
    const own = {
      kind: "station" as const,
      id: `station${line}.${i}`,
      placement: placement(x, y),
      ...(isManual(i % SECTION) ? manual(settings, line, i) : automatic(settings)),
    };
    const takesKits = settings.vehicles > 0 && i % SECTION === SECTION / 2;
    members.push(takesKits ? { ...own, ...withKit(before, rackOf(line, Math.floor(i / SECTION))) } : own);
  }
  return [...members, { kind: "sink", id: `done${line}`, placement: placement((stations + 1) * PITCH, y) }];
}

function isManual(place: number): boolean {
  return place % MANUAL === 0 && place <= LAST_MANUAL;
}

/** Work by hand: scattered times that depend on the model, and one of the section's team. */
function manual({ takt, workers }: AssemblySettings, line: number, station: number): OwnStation {
  const time = (part: number) =>
    ({ dist: "triangular", min: 0.8 * part * takt, mode: part * takt, max: 1.15 * part * takt }) as const;
  const section = Math.floor(station / SECTION);
  return {
    cycleTime: { byProduct: { van: time(0.88) }, default: time(0.82) },
    calendar: "shifts",
    ...(workers > 0 ? { workers: [{ pool: teamId(line, section) }] } : {}),
  };
}

/** A cell: a fixed cycle, and a breakdown every 20 hours of work, 5 minutes on average without the wait for the crew. */
function automatic({ takt, workers }: AssemblySettings): OwnStation {
  return {
    cycleTime: 0.85 * takt,
    failures: [
      {
        id: "stop",
        clock: "busy",
        timeToFailure: { dist: "exponential", mean: 20 * HOUR },
        timeToRepair: { dist: "erlang", k: 2, mean: 300 },
        ...(workers >= REPAIRS ? { workers: [{ pool: "repair" }] } : {}),
      },
    ],
  };
}

type OwnStation = Pick<Station, "cycleTime"> & Partial<Station>;

/** The job is the base, a kit from the rack goes into it. */
function withKit(job: string, rack: string): Partial<Station> {
  return { assembly: { bills: [{ inputs: [{ from: job }, { from: rack }] }] } };
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
