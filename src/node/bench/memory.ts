import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Simulation } from "../../sim/simulation.ts";
import { goOn } from "./measure.ts";
import { linesPlant, queuePlant } from "./plants.ts";

const STATIONS = 10_000;
/** Until the batches of variates have their full size. */
const EVENTS_PER_STATION = 100;
const PARTS = 500_000;

/** Bytes of memory that stay in use, objects and arrays together. */
export interface MemoryResult {
  /** A station with the buffer before it, their links, and a tenth of a source and a sink. */
  readonly bytesPerStation: number;
  /** A part that waits in a buffer. */
  readonly bytesPerPart: number;
}

/** What models and parts take, by what a full garbage collection leaves. */
export function measureMemory(): MemoryResult {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const used = (): number => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  /** The difference that `grow` makes, while what it returns is alive. */
  const difference = (grow: () => Simulation): { bytes: number; simulation: Simulation } => {
    const before = used();
    const simulation = grow();
    return { bytes: used() - before, simulation };
  };
  const plant = linesPlant(STATIONS / 10, { stations: 10, capacity: 5, mean: 60 });
  const built = difference(() => {
    const simulation = new Simulation(plant);
    goOn(simulation, EVENTS_PER_STATION * STATIONS);
    return simulation;
  });
  // Its server is so slow that all stay in the queue.
  const queue = new Simulation(queuePlant(1, 1e9));
  goOn(queue, 1000);
  const filled = difference(() => {
    goOn(queue, PARTS);
    return queue;
  });
  return { bytesPerStation: built.bytes / STATIONS, bytesPerPart: filled.bytes / PARTS };
}
