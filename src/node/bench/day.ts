import { Simulation } from "../../sim/simulation.ts";
import { assemblyPlant } from "./assembly-plant.ts";
import { cpuSecondsOf, median } from "./measure.ts";

const HOURS = 24;
const LINES = 15;

export interface DayResult {
  readonly title: string;
  readonly events: number;
  /** CPU time for all of it: building the model, the day, and the results. */
  readonly cpuSeconds: number;
  /** Of one line, jobs an hour over the whole day, its start with empty lines and its breaks included. */
  readonly jobsPerHour: number;
  /** Times that workers were claimed, trips of vehicles, and kilometres that these drove. */
  readonly claims: number;
  readonly trips: number;
  readonly kilometres: number;
}

/** A day of a large assembly plant, from the plant to the results. */
export function measureDay(runs: number): DayResult {
  const plant = assemblyPlant({ lines: LINES, stations: 100, takt: 60, vehicles: 200, workers: 500 });
  const days = Array.from({ length: runs }, (_, replication) => {
    const day = { events: 0, jobsPerHour: 0, claims: 0, trips: 0, kilometres: 0 };
    const cpuSeconds = cpuSecondsOf(() => {
      const simulation = new Simulation(plant, { replication });
      simulation.runUntil(HOURS * 3600);
      const { events, sinks, resources = {} } = simulation.results(false);
      day.events = events;
      for (const { count } of Object.values(sinks)) day.jobsPerHour += count / LINES / HOURS;
      for (const resource of Object.values(resources)) {
        if (resource.kind === "workers") day.claims += resource.claims;
        if (resource.kind !== "fleet") continue;
        day.trips += resource.trips;
        day.kilometres += resource.distance / 1000;
      }
    });
    return { ...day, cpuSeconds };
  });
  return {
    title: `a day of 1500 assembly stations in ${LINES} lines, a job a minute each, with 200 AGVs and 500 workers`,
    ...median(days, (day) => day.cpuSeconds),
  };
}
