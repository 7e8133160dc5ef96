import { MeshBasicMaterial, Object3D } from "three";
import { describe, expect, test } from "vitest";
import { Batches } from "../../src/view/batches.ts";
import { FrameCopy } from "../../src/view/frame-copy.ts";
import { Movers, productStyle } from "../../src/view/movers.ts";
import { conveyorPlant, emptyFrame, fillFrame } from "./synthetic-plant.ts";

const plant = conveyorPlant(4, 100);

function setUp(): { batches: Batches; movers: Movers; frame: FrameCopy } {
  const material = new MeshBasicMaterial();
  const batches = new Batches(new Object3D(), { of: () => material }, false);
  return { batches, movers: new Movers(plant, batches), frame: new FrameCopy(plant.elements.length) };
}

function filled(count: number, time = 0): ReturnType<typeof emptyFrame> {
  const frame = emptyFrame(plant, count);
  fillFrame(plant, frame, time, count);
  return frame;
}

describe("movers", () => {
  test("near parts have their shape, far ones are boxes, none is lost", () => {
    const { batches, movers, frame } = setUp();
    frame.take(filled(400));
    movers.write(frame, [-100, 0, 2], 60);
    const near = (["partBox", "partEngine", "partCylinder", "partPallet"] as const).map(
      (name) => batches.of(name).count,
    );
    const far = batches.of("partFar").count;
    expect(near.reduce((a, b) => a + b, 0) + far).toBe(400);
    // The conveyors begin at x = −50: seen from x = −100 with 60 m of sight the conveyors' first ten of a hundred metres are near.
    expect(near.reduce((a, b) => a + b, 0)).toBeGreaterThan(30);
    expect(near.reduce((a, b) => a + b, 0)).toBeLessThan(50);
  });

  test("a part's matrix is its pose and its product's size", () => {
    const { batches, movers, frame } = setUp();
    const source = emptyFrame(plant, 1);
    source.header[6] = 1;
    source.pose.set([3, 4, 0.6, Math.PI / 2]);
    source.product[0] = 0;
    frame.take(source);
    movers.write(frame, [0, 0, 0], 100);
    const m = batches.of("partBox").matrices;
    expect([m[12], m[13]]).toEqual([3, 4]);
    expect(m[14]).toBeCloseTo(0.6);
    expect(m[1]).toBeCloseTo(0.5);
    expect(m[4]).toBeCloseTo(-0.4);
    expect(m[10]).toBeCloseTo(0.4);
  });

  test("colours are sent again only when a slot shows another product", () => {
    const { batches, movers, frame } = setUp();
    const far = batches.of("partFar").mesh;
    frame.take(filled(40));
    movers.write(frame, [-9000, 0, 0], 60);
    const version = batches.of("partFar").mesh.instanceColor!.version;
    frame.take(filled(40, 1));
    movers.write(frame, [-9000, 0, 0], 60);
    expect(batches.of("partFar").mesh.instanceColor!.version).toBe(version);
    expect(far).toBeDefined();
  });

  test("a product that the plant does not know is not drawn", () => {
    const { batches, movers, frame } = setUp();
    const source = filled(4);
    source.product[2] = 77;
    frame.take(source);
    movers.write(frame, [-9000, 0, 0], 60);
    expect(batches.of("partFar").count).toBe(3);
  });
});

describe("frame copy", () => {
  test("keeps the frame although its buffer is written over", () => {
    const copy = new FrameCopy(plant.elements.length);
    const source = filled(8);
    const pose = Array.from(source.pose);
    copy.take(source);
    new Uint8Array(source.buffer).fill(255);
    expect(copy.movers).toBe(8);
    expect(Array.from(copy.pose.subarray(0, 32))).toEqual(pose);
  });

  test("takes no more parts than the buffer has room for, whatever its header says", () => {
    const copy = new FrameCopy(plant.elements.length);
    const source = filled(8);
    source.header[6] = 1e9;
    copy.take(source);
    expect(copy.movers).toBe(8);
  });
});

test("a body's material follows its shop", () => {
  const style = (finish: "bare" | "eCoat" | "painted" | "glazed"): string =>
    productStyle({ id: "x", shape: "carBody", finish }, 0).asset;
  expect((["bare", "eCoat", "painted", "glazed"] as const).map(style)).toEqual([
    "bodyBare",
    "bodyECoat",
    "bodyPainted",
    "bodyGlazed",
  ]);
});
