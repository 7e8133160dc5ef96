import { Simulation } from "../../sim/simulation.ts";
import { cpuSecondsOf, goOn, median, type Rate, rateOf } from "./measure.ts";
import { linesPlant } from "./plants.ts";

/** Each line is the one of the case `line10`, so that only the number of them grows. */
const LINE = { stations: 10, capacity: 5, mean: 60 } as const;
/** Stations of the plants, from small to large. */
export const PLANT_SIZES = [100, 1000, 10_000] as const;
/** Until the lines have filled and the batches of variates have their full size. */
const WARMUP_EVENTS_PER_STATION = 100;
const EVENTS = 1_000_000;

export interface GrowthResult extends Rate {
  readonly title: string;
  readonly stations: number;
  /** CPU time from the plant to the first event, s. */
  readonly buildSeconds: number;
  /** Events a second as a share of those of the smallest plant in the same round; median over the rounds. */
  readonly ratioToSmallest: number;
}

/** How events a second fall as plants of the same kind grow. */
export function measureGrowth(runs: number): Readonly<Record<string, GrowthResult>> {
  const plants = PLANT_SIZES.map((stations) => linesPlant(stations / LINE.stations, LINE));
  // The first round is for the compiler and does not count.
  const rounds = Array.from({ length: runs + 1 }, (_, replication) =>
    plants.map((plant, i) => {
      let simulation: Simulation | undefined;
      const buildSeconds = cpuSecondsOf(() => (simulation = new Simulation(plant, { replication })));
      const run = simulation as unknown as Simulation;
      goOn(run, WARMUP_EVENTS_PER_STATION * (PLANT_SIZES[i] as number));
      const before = run.events;
      const rate = rateOf(() => {
        goOn(run, EVENTS);
        return run.events - before;
      });
      return { ...rate, buildSeconds };
    }),
  ).slice(1);
  return Object.fromEntries(
    PLANT_SIZES.map((stations, i) => {
      const rates = rounds.map((round) => round[i] as (typeof round)[number]);
      const ratios = rounds.map(
        (round) => (round[i] as Rate).eventsPerSecond / (round[0] as Rate).eventsPerSecond,
      );
      return [
        `plant${stations}`,
        {
          title: `${stations} stations in lines of ${LINE.stations}, buffers of ${LINE.capacity}`,
          stations,
          ...median(rates, (rate) => rate.eventsPerSecond),
          ratioToSmallest: median(ratios, (ratio) => ratio),
        },
      ];
    }),
  );
}
