import { expect, test } from "vitest";
import { Frame, frameBytes } from "../../src/protocol/frame.ts";
import { Simulation } from "../../src/sim/simulation.ts";
import { network, networkFleet, transport } from "./fleets.ts";
import { buffer, plantOf, schedule, sink } from "./plants.ts";

test("a frame holds each vehicle of a network as one more product, and its load on it", () => {
  const plant = plantOf({
    elements: [schedule("in", [0]), buffer("store"), transport("move", "A", "B"), sink()],
    flow: ["in > store > move > out"],
    resources: [
      network(
        [
          ["A", 0, 0],
          ["B", 30, 40],
          ["H", -10, 0],
        ],
        ["A - B", "A - H"],
      ),
      networkFleet(2, ["A", "H"], { size: { length: 2, width: 1, height: 0.4 } }),
    ],
  });
  const simulation = new Simulation(plant);
  // The first vehicle has the part and has driven 20 of 50 m.
  simulation.runUntil(20);
  const frame = new Frame(new ArrayBuffer(frameBytes(plant.elements.length, 10)), plant.elements.length);
  simulation.writeFrame(frame);
  expect(frame.movers).toBe(3);
  const poses = Array.from({ length: 3 }, (_, m) => [...frame.pose.subarray(m * 4, m * 4 + 3)]);
  const [part, first, second] = poses as [number[], number[], number[]];
  expect([...frame.product.subarray(0, 3)]).toEqual([0, 1, 1]);
  expect(new Set(frame.key.subarray(0, 3)).size).toBe(3);
  expect(first.map((value) => Math.round(value * 1e4) / 1e4)).toEqual([12, 16, 0]);
  expect(part.map((value) => Math.round(value * 1e4) / 1e4)).toEqual([12, 16, 0.4]);
  expect(second).toEqual([-10, 0, 0]);
});
