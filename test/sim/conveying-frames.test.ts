import { expect, test } from "vitest";
import type { Element, Plant } from "../../src/plant/schema.ts";
import { Frame, frameBytes } from "../../src/protocol/frame.ts";
import { Simulation } from "../../src/sim/simulation.ts";
import { conveyor, plantOf, schedule, sink } from "./plants.ts";

const placement = {
  position: [10, 20, 0] as [number, number, number],
  rotation: 90,
  size: [8, 2, 0.7] as [number, number, number],
};

function plant(element: Element, at = [0]): Plant {
  return plantOf({
    elements: [schedule("in", at), element, sink()],
    flow: [`in > ${element.id} > out`],
    more: { products: [{ id: "part", size: [1, 0.5, 0.5] }] },
  });
}

/** x, y, z, yaw of each part at a time, and what the frame tells of the second element's progress. */
function frameAt(of: Plant, time: number): { poses: number[][]; progress: number } {
  const simulation = new Simulation(of);
  simulation.runUntil(time);
  const frame = new Frame(new ArrayBuffer(frameBytes(of.elements.length, 10)), of.elements.length);
  simulation.writeFrame(frame);
  const round = (value: number): number => Math.round(value * 1e4) / 1e4 + 0;
  const poses = Array.from({ length: frame.movers }, (_, m) =>
    [...frame.pose.subarray(m * 4, m * 4 + 4)].map(round),
  );
  return { poses, progress: round(frame.progress[1] as number) };
}

const NORTH = Math.round((Math.PI / 2) * 1e4) / 1e4;

test("a part on a conveyor that knows its length is drawn half of it behind its front, also before the start", () => {
  const belt = plant({ ...conveyor("belt", 8, 1, 1, { pitch: { gap: 0.5 } }), placement });
  expect(frameAt(belt, 3).poses).toEqual([[10, 18.5, 0.7, NORTH]]);
  expect(frameAt(belt, 0).poses).toEqual([[10, 15.5, 0.7, NORTH]]);
});

test("a part on a turntable turns with it, and the table's progress is its share of a turn", () => {
  const table: Element = {
    kind: "turntable",
    id: "table",
    placement,
    angles: { in: 0, out: 90 },
    speed: 30,
    loadTime: 1,
  };
  const { poses, progress } = frameAt(plant(table), 2);
  expect(poses).toEqual([[10, 20, 0.55, Math.round(((120 * Math.PI) / 180) * 1e4) / 1e4]]);
  expect(progress).toBe(Math.round((30 / 360) * 1e4) / 1e4);
});

test("a part on a transfer car is where the car is, speeding up and braking", () => {
  const car: Element = {
    kind: "transferCar",
    id: "car",
    placement,
    stops: { in: 0, out: 3 },
    speed: 1,
    acceleration: 1,
  };
  // After 1 s half a metre, after 3 s, half a second before it is there … 3 m in 4 s.
  expect(frameAt(plant(car), 1)).toEqual({ poses: [[10, 20.5, 0.55, NORTH]], progress: 0.5625 });
  expect(frameAt(plant(car), 3.5)).toEqual({ poses: [[10, 22.875, 0.55, NORTH]], progress: 0.8594 });
});

test("a part on a sorter is on its tray along the loop, which closes", () => {
  const sorter: Element = {
    kind: "sorter",
    id: "loop",
    placement,
    path: [
      [0, 0, 1],
      [4, 0, 1],
      [4, 2, 1],
      [0, 2, 1],
    ],
    trays: 12,
    trayPitch: 1,
    speed: 1,
    inductions: { in: { at: 0 } },
    chutes: { out: 11 },
  };
  expect(frameAt(plant(sorter), 5).poses[0]?.slice(0, 3)).toEqual([4, 1, 1]);
  expect(frameAt(plant(sorter), 10.5).poses[0]?.slice(0, 3)).toEqual([0, 1.5, 1]);
});
