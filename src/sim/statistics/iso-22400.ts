import type { Element, Plant } from "../../plant/schema.ts";
import { plannedRunTime } from "../../plant/planned-run-time.ts";
import type { RunResult, StationResult } from "../results.ts";

/**
 * Key performance indicators of ISO 22400-2:2014 from state times. How our states stand for the standard's times, in
 * server-seconds of one work unit, observed in (warm-up, horizon]:
 * APT working; AUST setup; ADET failed + blocked + waiting; PBT all but paused (off shift) and maintenance, which
 * is planned downtime; AUPT = APT + AUST; AUBT = AUPT + ADET. Starved is busy time that was planned and not used.
 */
export interface UnitTimes {
  /** Planned busy time, s. */
  readonly pbt: number;
  /** Actual production time, s. */
  readonly apt: number;
  /** Actual unit setup time, s. */
  readonly aust: number;
  /** Actual unit delay time, s. */
  readonly adet: number;
  /** Corrective maintenance time, s. */
  readonly cmt: number;
  /** Preventive maintenance time, s. */
  readonly pmt: number;
  /** Planned run time of what was produced, PRI × PQ, s. */
  readonly planned: number;
  /** Produced quantity, and of it the good quantity, parts. */
  readonly pq: number;
  readonly gq: number;
  /** Failure events, each once for every server that it stopped. */
  readonly fe: number;
}

/** Formula and unit of each indicator; the formulas are shown beside the numbers. */
export const ISO_22400_KPIS = {
  availability: { formula: "APT / PBT", unit: "1" },
  effectiveness: { formula: "PRI × PQ / APT", unit: "1" },
  qualityRatio: { formula: "GQ / PQ", unit: "1" },
  oee: { formula: "availability × effectiveness × quality ratio", unit: "1" },
  nee: { formula: "AUPT / PBT × effectiveness × quality ratio", unit: "1" },
  utilisationEfficiency: { formula: "APT / AUBT", unit: "1" },
  allocationEfficiency: { formula: "AUBT / PBT", unit: "1" },
  technicalEfficiency: { formula: "APT / (APT + ADET)", unit: "1" },
  setupRatio: { formula: "AUST / AUPT", unit: "1" },
  correctiveMaintenanceRatio: { formula: "CMT / (CMT + PMT)", unit: "1" },
  mtbf: { formula: "(PBT − CMT) / FE", unit: "s" },
  mttr: { formula: "CMT / FE", unit: "s" },
} as const;
export type Iso22400Kpi = keyof typeof ISO_22400_KPIS;

/** The indicators of one work unit, line or plant; NaN where the formula divides by nothing. */
export type Iso22400 = { readonly [K in Iso22400Kpi]: number } & { readonly times: UnitTimes };

export interface Iso22400Report {
  readonly stations: Readonly<Record<string, Iso22400>>;
  /** By unit of the hierarchy: the sums of the times of all work units below it. */
  readonly units: Readonly<Record<string, Iso22400>>;
  readonly plant: Iso22400;
}

/** The indicators of every station and conveyor, of every unit of the hierarchy that has some, and of the plant. */
export function iso22400(plant: Plant, result: RunResult): Iso22400Report {
  const observed = result.time - result.warmup;
  const times = new Map<string, UnitTimes>();
  for (const element of plant.elements) {
    const station = result.stations[element.id];
    if (station !== undefined) times.set(element.id, unitTimes(element, station, observed, plant));
  }
  return {
    stations: Object.fromEntries(Array.from(times, ([id, time]) => [id, indicators(time)])),
    units: Object.fromEntries(Array.from(byUnit(plant, times), ([id, time]) => [id, indicators(time)])),
    plant: indicators([...times.values()].reduce(sum, NO_TIMES)),
  };
}

function unitTimes(element: Element, station: StationResult, observed: number, plant: Plant): UnitTimes {
  const servers = element.kind === "station" ? (element.servers ?? 1) : 1;
  const { states, finished, failures } = station;
  const time = (share: number): number => share * observed * servers;
  return {
    pbt: time(1 - states.paused - states.maintenance),
    apt: time(states.working),
    aust: time(states.setup),
    adet: time(states.failed + states.blocked + states.waiting),
    cmt: time(states.failed),
    pmt: time(states.maintenance),
    planned: station.plannedTime ?? plannedTime(element, plant, station, time(states.working)),
    pq: finished,
    gq: goodQuantity(station),
    fe: failures * servers,
  };
}

/** What passed where parts are inspected, or else what was not made defective. */
function goodQuantity({ finished, quality }: StationResult): number {
  if (quality === undefined) return finished;
  return quality.inspected > 0 ? quality.passed : finished - quality.madeDefective;
}

/** Of a station all of whose products take the same; a conveyor runs as planned by definition. */
function plannedTime(element: Element, plant: Plant, { finished }: StationResult, worked: number): number {
  if (element.kind !== "station") return worked;
  for (const { id } of plant.products) {
    const time = plannedRunTime(element, id);
    if (time !== undefined) return finished * time;
  }
  return 0;
}

function byUnit(plant: Plant, times: ReadonlyMap<string, UnitTimes>): Map<string, UnitTimes> {
  const parents = new Map(plant.hierarchy.map(({ id, parent }) => [id, parent]));
  const units = new Map<string, UnitTimes>();
  for (const { id, parent } of plant.elements) {
    const own = times.get(id);
    if (own === undefined) continue;
    for (let unit = parent; unit !== undefined; unit = parents.get(unit))
      units.set(unit, sum(units.get(unit) ?? NO_TIMES, own));
  }
  return units;
}

const NO_TIMES: UnitTimes = {
  pbt: 0,
  apt: 0,
  aust: 0,
  adet: 0,
  cmt: 0,
  pmt: 0,
  planned: 0,
  pq: 0,
  gq: 0,
  fe: 0,
};

function sum(a: UnitTimes, b: UnitTimes): UnitTimes {
  return {
    pbt: a.pbt + b.pbt,
    apt: a.apt + b.apt,
    aust: a.aust + b.aust,
    adet: a.adet + b.adet,
    cmt: a.cmt + b.cmt,
    pmt: a.pmt + b.pmt,
    planned: a.planned + b.planned,
    pq: a.pq + b.pq,
    gq: a.gq + b.gq,
    fe: a.fe + b.fe,
  };
}

function indicators(times: UnitTimes): Iso22400 {
  const { pbt, apt, aust, adet, cmt, pmt, planned, pq, gq, fe } = times;
  const availability = apt / pbt;
  const effectiveness = planned / apt;
  const qualityRatio = gq / pq;
  return {
    availability,
    effectiveness,
    qualityRatio,
    oee: availability * effectiveness * qualityRatio,
    nee: ((apt + aust) / pbt) * effectiveness * qualityRatio,
    utilisationEfficiency: apt / (apt + aust + adet),
    allocationEfficiency: (apt + aust + adet) / pbt,
    technicalEfficiency: apt / (apt + adet),
    setupRatio: aust / (apt + aust),
    correctiveMaintenanceRatio: cmt / (cmt + pmt),
    mtbf: (pbt - cmt) / fe,
    mttr: cmt / fe,
    times,
  };
}
