import type { MilkRun, MilkRunDelivery, MilkRunDemand } from "../../src/plant/elements/milk-run.ts";
import type { Element } from "../../src/plant/schema.ts";
import type { MilkRunResult } from "../../src/sim/milk-run/lap-statistics.ts";
import type { Run } from "./plants.ts";

const placement = {
  position: [0, 0, 0] as [number, number, number],
  rotation: 0,
  size: [1, 1, 1] as [number, number, number],
};

type Route = readonly (readonly [at: string, serves?: string, time?: number])[];

/** A milk run called `run`, with trains of the fleet `agv`. Stops such as `["A", "rack empties", 5]`. */
export function milkRun(
  route: Route,
  timetable: MilkRun["timetable"],
  deliveries: readonly MilkRunDelivery[],
  more: Partial<MilkRun> = {},
): Element {
  return {
    kind: "milkRun",
    id: "run",
    placement,
    fleet: "agv",
    stops: route.map(([at, serves = "", time]) => ({
      at,
      ...(serves === "" ? {} : { serves: serves.split(" ") }),
      ...(time === undefined ? {} : { time }),
    })),
    timetable,
    deliveries: [...deliveries],
    ...more,
  };
}

export function delivery(from: string, to: string, product: string, demand: MilkRunDemand): MilkRunDelivery {
  return { from, to, product, demand };
}

export function cards(count: number, laps?: number): MilkRunDemand {
  return { by: "cards", cards: count, ...(laps === undefined ? {} : { laps }) };
}

/** What is told of the milk run. */
export function lapsOf({ result }: Run, id = "run"): MilkRunResult {
  const found = result.stations[id]?.milkRun;
  if (found === undefined) throw new Error(`no milk run ${id}`);
  return found;
}
