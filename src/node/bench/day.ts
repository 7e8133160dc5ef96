import { Simulation } from "../../sim/simulation.ts";
import { assemblyPlant } from "./assembly-plant.ts";
import { cpuSecondsOf, median } from "./measure.ts";

const HOURS = 24;

export interface DayResult {
  readonly title: string;
  readonly events: number;
  /** CPU time for all of it: building the model, the day, and the results. */
  readonly cpuSeconds: number;
  /** Of one line, jobs an hour over the whole day, its start with empty lines and its breaks included. */
  readonly jobsPerHour: number;
}

/** A day of a large assembly plant, from the plant to the results. */
export function measureDay(runs: number): DayResult {
  const plant = assemblyPlant({ lines: 15, stations: 100, takt: 60 });
  const days = Array.from({ length: runs }, (_, replication) => {
    let events = 0;
    let finished = 0;
    const cpuSeconds = cpuSecondsOf(() => {
      const simulation = new Simulation(plant, { replication });
      simulation.runUntil(HOURS * 3600);
      const results = simulation.results(false);
      ({ events, finished } = results);
    });
    return { events, cpuSeconds, jobsPerHour: finished / 15 / HOURS };
  });
  return {
    title: `a day of 1500 assembly stations in 15 lines, a job a minute each`,
    ...median(days, (day) => day.cpuSeconds),
  };
}
