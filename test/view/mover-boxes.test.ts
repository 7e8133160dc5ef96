import { expect, test } from "vitest";
import { moverSubject, selectedMover } from "../../src/app/mover-subject.ts";
import type { Plant } from "../../src/plant/schema.ts";
import { memberKey } from "../../src/protocol/frame.ts";
import { FrameCopy } from "../../src/view/frame-copy.ts";
import { MoverBoxes, prefersMover } from "../../src/view/mover-boxes.ts";

/** One product, one fleet of two vehicles, one pool. */
const plant = {
  products: [{ id: "part", size: [1, 1, 1] }],
  elements: [],
  resources: [
    { kind: "workers", id: "men", size: 1 },
    { kind: "fleet", id: "agv", vehicles: 2, home: "a", travel: { by: "times", times: {} } },
  ],
} as unknown as Plant;

/** A part at 0, vehicle 2 at 5 and a worker at 10 m east; the part and the vehicle have the same key. */
function frame(): FrameCopy {
  const copy = new FrameCopy(0);
  copy.movers = 3;
  copy.key = Uint32Array.of(memberKey(0, 1), memberKey(0, 1), memberKey(1, 0));
  copy.product = Uint32Array.of(0, 1, 2);
  copy.pose = Float32Array.of(0, 0, 0, 0, 5, 0, 0, 0, 10, 0, 0, 0);
  return copy;
}

test("a ray meets the nearest of those that move, and a key finds parts apart from vehicles", () => {
  const boxes = new MoverBoxes(plant);
  const along = { origin: [-5, 0, 0.2], direction: [1, 0, 0] } as const;
  expect(boxes.hit(along, frame())).toEqual({ mover: 0, distance: 4.5 });
  expect(boxes.hit({ origin: [5, 0, 9], direction: [0, 0, -1] }, frame())?.mover).toBe(1);
  expect(boxes.hit({ origin: [3, 0, 9], direction: [0, 0, -1] }, frame())).toBeUndefined();
  const key = memberKey(0, 1);
  expect(boxes.find({ key, isPart: true }, frame())).toBe(0);
  expect(boxes.find({ key, isPart: false }, frame())).toBe(1);
  expect(boxes.find({ key: 77, isPart: true }, frame())).toBeUndefined();
});

test("what was clicked is named as it is in the plant, and found again in the frames", () => {
  const boxes = new MoverBoxes(plant);
  const subjects = [0, 1, 2].map((n) => moverSubject(plant, boxes.nameOf(frame(), n)));
  expect(subjects).toEqual([
    { kind: "part", key: memberKey(0, 1) },
    { kind: "resource", id: "agv", member: 1 },
    { kind: "resource", id: "men", member: 0 },
  ]);
  const found = subjects.map((subject) => selectedMover(plant, subject));
  expect(found.map((mover) => mover && boxes.find(mover, frame()))).toEqual([0, 1, 2]);
  expect(moverSubject(plant, { key: 1, product: 9 })).toBeUndefined();
});

test("what is inside an element is chosen after the element, or after something else in it", () => {
  const box = { x: 0, y: 0, z: 0, yaw: 0, halfX: 2, halfY: 1, height: 2 };
  const at = (x: number) => ({ ...box, x, halfX: 0.3, halfY: 0.3 });
  expect(prefersMover(box, at(1), false, undefined)).toBe(false);
  expect(prefersMover(box, at(1), true, undefined)).toBe(true);
  expect(prefersMover(box, at(1), false, at(-1))).toBe(true);
  expect(prefersMover(box, at(3), false, undefined)).toBe(true);
});
