import { inspectPlant } from "../../../src/plant/inspect.ts";
import type { Plant } from "../../../src/plant/schema.ts";

/** A station of 60 s a part with a pool of two, both on the calendar `week`. */
export const SHIFT_PLANT = {
  format: "taktwerk-plant",
  version: 1,
  id: "shifts",
  name: "Shifts",
  products: [{ id: "part" }],
  calendars: [{ id: "week", working: [{ start: 0, end: 28_800 }], period: 604_800, interruption: "resume" }],
  elements: [
    {
      kind: "source",
      id: "in",
      placement: { position: [-4, 0, 0], size: [1, 1, 1] },
      arrivals: { mode: "saturated" },
    },
    {
      kind: "station",
      id: "work",
      placement: { position: [0, 0, 0], size: [2, 2, 1] },
      cycleTime: 60,
      calendar: "week",
      workers: [{ pool: "team", count: 2 }],
    },
    { kind: "sink", id: "out", placement: { position: [4, 0, 0], size: [1, 1, 1] } },
  ],
  connections: [
    { from: "in", to: "work" },
    { from: "work", to: "out" },
  ],
  resources: [
    {
      kind: "workers",
      id: "team",
      size: 2,
      calendar: "week",
      cost: { perHour: 20, overtimeSurcharge: 0.5 },
    },
  ],
  run: { horizon: 604_800, warmup: 0, replications: 2, seed: 1 },
};

export function readPlantText(): Plant {
  const read = inspectPlant(JSON.stringify(SHIFT_PLANT));
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value.plant;
}
