import type { Plant } from "../../plant/schema.ts";
import { Simulation } from "../../sim/simulation.ts";
import { bareLine, bareQueue, type BareRun } from "./bare-loops.ts";
import { goOn, median, type Rate, rateOf } from "./measure.ts";
import { linePlant, queuePlant } from "./plants.ts";
import { simpyRate } from "./simpy.ts";

const INTERARRIVAL = 75;
const SERVICE = 60;
const CUSTOMERS = 1_000_000;
const STATIONS = 10;
const CAPACITY = 5;
const PARTS = 100_000;

interface PeerCase {
  readonly title: string;
  readonly plant: Plant;
  /** Parts that the sink counts at the end of a run. */
  readonly parts: number;
  readonly bare: () => BareRun;
}

/** Models that are measured against others' runs of the same model. */
export const PEER_CASES: Readonly<Record<"mm1" | "line10", PeerCase>> = {
  mm1: {
    title: `M/M/1, ${CUSTOMERS} customers`,
    plant: queuePlant(INTERARRIVAL, SERVICE),
    parts: CUSTOMERS,
    bare: () => bareQueue(CUSTOMERS, INTERARRIVAL, SERVICE),
  },
  line10: {
    title: `${STATIONS} exponential stations, buffers of ${CAPACITY}, ${PARTS} parts`,
    plant: linePlant({ stations: STATIONS, capacity: CAPACITY, mean: SERVICE }),
    parts: PARTS,
    bare: () => bareLine(PARTS, STATIONS, CAPACITY, SERVICE),
  },
};

export interface PeerResult extends Rate {
  readonly title: string;
  readonly bareEventsPerSecond: number;
  /** Median over the runs of (ours ÷ bare loop right before it). */
  readonly ratioToBare: number;
  readonly simpyEventsPerSecond?: number;
  readonly ratioToSimpy?: number;
}

/** Events per second through the plant model with all statistics, as ratios to references of the same run. */
export function measurePeer(name: "mm1" | "line10", runs: number): PeerResult {
  const peer = PEER_CASES[name];
  // The first of each is for the compiler and does not count.
  const pairs = Array.from({ length: runs + 1 }, (_, i) => {
    const bare = rateOf(() => peer.bare().events);
    const ours = rateOf(() => simulate(peer, i));
    return { bare, ours, ratio: ours.eventsPerSecond / bare.eventsPerSecond };
  }).slice(1);
  const { ours } = median(pairs, (pair) => pair.ours.eventsPerSecond);
  const simpyEvents = simpyRate(name);
  return {
    title: peer.title,
    ...ours,
    bareEventsPerSecond: median(pairs, (pair) => pair.bare.eventsPerSecond).bare.eventsPerSecond,
    ratioToBare: median(pairs, (pair) => pair.ratio).ratio,
    ...(simpyEvents === undefined
      ? {}
      : { simpyEventsPerSecond: simpyEvents, ratioToSimpy: ours.eventsPerSecond / simpyEvents }),
  };
}

/** @returns events processed until the sink has counted all parts */
function simulate({ plant, parts }: PeerCase, replication: number): number {
  const simulation = new Simulation(plant, { replication });
  const sink = simulation.elements.length - 1;
  while (simulation.finishedOf(sink) < parts) {
    goOn(simulation, Math.max(1000, (parts - simulation.finishedOf(sink)) * 2));
  }
  return simulation.events;
}
