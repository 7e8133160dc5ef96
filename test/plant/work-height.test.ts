import { expect, test } from "vitest";
import { plantSchema } from "../../src/plant/schema.ts";
import { workHeights } from "../../src/plant/work-height.ts";

function at(x: number, floor: number, up: number): unknown {
  return { position: [x, 0, floor], size: [4, 2, up] };
}

test("elements work at the height of the conveyors that they are connected with", () => {
  const plant = plantSchema.parse({
    format: "taktwerk-plant",
    version: 1,
    id: "heights",
    name: "Heights",
    products: [{ id: "p" }],
    elements: [
      { kind: "source", id: "source", arrivals: { mode: "saturated" }, placement: at(0, 0, 3) },
      {
        kind: "conveyor",
        id: "up",
        speed: 1,
        pitch: 1,
        path: [
          [2, 0, 0.5],
          [8, 0, 1.5],
        ],
        placement: at(5, 0, 1),
      },
      { kind: "station", id: "raised", cycleTime: 5, placement: at(10, 0.4, 2) },
      { kind: "station", id: "alone", cycleTime: 5, placement: at(20, 0, 2) },
      { kind: "buffer", id: "low", placement: at(30, 0, 0.2) },
      { kind: "sink", id: "sink", placement: at(40, 0, 3) },
    ],
    connections: [
      { from: "source", to: "up" },
      { from: "up", to: "raised" },
      { from: "raised", to: "alone" },
      { from: "alone", to: "low" },
      { from: "low", to: "sink" },
    ],
    run: { horizon: 10 },
  });
  expect(workHeights(plant)).toEqual([0.5, 0.5, 1.1, 0.55, 0.2, 0]);
});
