import { parseArgs } from "node:util";
import type { Plant } from "../plant/schema.ts";
import { Simulation } from "../sim/simulation.ts";
import { bareLine, bareQueue, type BareRun } from "./bench/bare-loops.ts";
import { linePlant, queuePlant } from "./bench/plants.ts";
import { simpyRate } from "./bench/simpy.ts";
import { type CommandOutput, EXIT, json, number, table } from "./output.ts";

export const BENCH_USAGE = "taktwerk bench [--json] [--runs 5]";

const INTERARRIVAL = 75;
const SERVICE = 60;
const CUSTOMERS = 1_000_000;
const STATIONS = 10;
const CAPACITY = 5;
const PARTS = 100_000;

interface BenchCase {
  readonly name: string;
  readonly title: string;
  readonly plant: Plant;
  /** Parts that the sink counts at the end of a run. */
  readonly parts: number;
  readonly bare: () => BareRun;
}

const CASES: readonly BenchCase[] = [
  {
    name: "mm1",
    title: `M/M/1, ${CUSTOMERS} customers`,
    plant: queuePlant(INTERARRIVAL, SERVICE),
    parts: CUSTOMERS,
    bare: () => bareQueue(CUSTOMERS, INTERARRIVAL, SERVICE),
  },
  {
    name: "line10",
    title: `${STATIONS} exponential stations, buffers of ${CAPACITY}, ${PARTS} parts`,
    plant: linePlant(STATIONS, CAPACITY, SERVICE),
    parts: PARTS,
    bare: () => bareLine(PARTS, STATIONS, CAPACITY, SERVICE),
  },
];

interface Rate {
  readonly events: number;
  readonly cpuSeconds: number;
  readonly eventsPerSecond: number;
}

export interface BenchResult extends Rate {
  readonly title: string;
  readonly bareEventsPerSecond: number;
  /** Median over the runs of (ours ÷ bare loop right before it). */
  readonly ratioToBare: number;
  readonly simpyEventsPerSecond?: number;
  readonly ratioToSimpy?: number;
}

/** Events per second through the plant model with all statistics, as ratios to references of the same run. */
export function benchCommand(args: readonly string[], output: CommandOutput): number {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: "boolean", default: false }, runs: { type: "string", default: "5" } },
  });
  const runs = /^\d{1,3}$/.test(values.runs) ? Number(values.runs) : 0;
  if (runs < 1) {
    output.stderr(`--runs wants a whole number from 1 to 999\nusage: ${BENCH_USAGE}\n`);
    return EXIT.usage;
  }
  const results: Record<string, BenchResult> = {};
  for (const bench of CASES) {
    output.stderr(`${bench.title} …\n`);
    results[bench.name] = measure(bench, runs);
  }
  output.stdout(values.json ? json({ cases: results }) : `${report(results)}\n`);
  return EXIT.done;
}

function measure(bench: BenchCase, runs: number): BenchResult {
  // The first of each is for the compiler and does not count.
  const pairs = Array.from({ length: runs + 1 }, (_, i) => {
    const bare = rate(() => bench.bare().events);
    const ours = rate(() => simulate(bench, i));
    return { bare, ours, ratio: ours.eventsPerSecond / bare.eventsPerSecond };
  }).slice(1);
  const ours = median(
    pairs.map((pair) => pair.ours),
    (run) => run.eventsPerSecond,
  );
  const simpyEvents = simpyRate(bench.name);
  return {
    title: bench.title,
    ...ours,
    bareEventsPerSecond: median(pairs, (pair) => pair.bare.eventsPerSecond).bare.eventsPerSecond,
    ratioToBare: median(pairs, (pair) => pair.ratio).ratio,
    ...(simpyEvents === undefined
      ? {}
      : { simpyEventsPerSecond: simpyEvents, ratioToSimpy: ours.eventsPerSecond / simpyEvents }),
  };
}

/** @returns events processed until the sink has counted all parts */
function simulate(bench: BenchCase, replication: number): number {
  const simulation = new Simulation(bench.plant, { replication });
  const sink = simulation.elements.length - 1;
  while (simulation.finishedOf(sink) < bench.parts) {
    simulation.advance(
      Number.MAX_SAFE_INTEGER / 1e6,
      Math.max(1000, (bench.parts - simulation.finishedOf(sink)) * 2),
    );
  }
  return simulation.events;
}

function rate(run: () => number): Rate {
  const before = process.cpuUsage();
  const events = run();
  const used = process.cpuUsage(before);
  const cpuSeconds = (used.user + used.system) / 1e6;
  return { events, cpuSeconds, eventsPerSecond: events / cpuSeconds };
}

function median<T>(items: readonly T[], by: (item: T) => number): T {
  return items.toSorted((a, b) => by(a) - by(b))[Math.floor(items.length / 2)] as T;
}

function report(results: Readonly<Record<string, BenchResult>>): string {
  const millions = (value: number): string => (value / 1e6).toFixed(2);
  const rows = Object.entries(results).map(([name, result]) => [
    name,
    number(result.events),
    millions(result.eventsPerSecond),
    millions(result.bareEventsPerSecond),
    result.ratioToBare.toFixed(3),
    result.ratioToSimpy === undefined ? "not installed" : result.ratioToSimpy.toFixed(1),
  ]);
  return table([
    ["case", "events", "million events a CPU second", "bare loop", "ratio to bare", "ratio to SimPy"],
    ...rows,
  ]);
}
