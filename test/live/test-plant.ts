import { readPlant } from "../../src/plant/read.ts";
import type { Plant } from "../../src/plant/schema.ts";

const placement = { position: [0, 0, 0], size: [1, 1, 1] };

/** A fast line of two stations on the line L1 of the plant P; its emulator has things to say all the time. */
export const PLANT_TEXT = JSON.stringify({
  format: "taktwerk-plant",
  version: 1,
  id: "P",
  name: "Test plant",
  hierarchy: [{ id: "L1", level: "line", name: "Line 1" }],
  products: [{ id: "part" }],
  elements: [
    { kind: "source", id: "in", parent: "L1", placement, arrivals: { mode: "saturated" } },
    {
      kind: "station",
      id: "saw",
      parent: "L1",
      placement,
      cycleTime: { dist: "exponential", mean: 1 },
      failures: [{ id: "blade", clock: "busy", timeToFailure: 200, timeToRepair: 20 }],
    },
    { kind: "buffer", id: "rack", parent: "L1", placement, capacity: 5 },
    { kind: "station", id: "lathe", parent: "L1", placement, cycleTime: { dist: "exponential", mean: 1 } },
    { kind: "sink", id: "out", parent: "L1", placement },
  ],
  connections: [
    { from: "in", to: "saw" },
    { from: "saw", to: "rack" },
    { from: "rack", to: "lathe" },
    { from: "lathe", to: "out" },
  ],
  run: { horizon: 3600, warmup: 60 },
});

export function testPlant(): Plant {
  const read = readPlant(PLANT_TEXT);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value.plant;
}
