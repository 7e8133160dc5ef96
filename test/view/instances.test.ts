import * as fc from "fast-check";
import { BoxGeometry, type InstancedMesh, Matrix4, MeshBasicMaterial, Quaternion, Vector3 } from "three";
import { describe, expect, test } from "vitest";
import { InstanceBatch, StandingInstances } from "../../src/view/instances.ts";
import { writeLink, writeUpright } from "../../src/view/matrices.ts";

const coordinate = fc.double({ min: -500, max: 500, noNaN: true });
const angle = fc.double({ min: -7, max: 7, noNaN: true });
const scale = fc.double({ min: 0.01, max: 50, noNaN: true });
const UP = new Vector3(0, 0, 1);

/** Greatest difference of two matrices' numbers; they are written in single precision. */
function difference(written: Float32Array, expected: Matrix4): number {
  return Math.max(...expected.elements.map((value, i) => Math.abs(value - written[i]!)));
}

describe("matrices by hand", () => {
  test("an upright instance is what three composes", () => {
    fc.assert(
      fc.property(
        fc.tuple(coordinate, coordinate, coordinate),
        angle,
        fc.tuple(scale, scale, scale),
        (p, yaw, s) => {
          const out = new Float32Array(16);
          writeUpright(out, 0, ...p, Math.cos(yaw), Math.sin(yaw), ...s);
          const turn = new Quaternion().setFromAxisAngle(UP, yaw);
          expect(
            difference(out, new Matrix4().compose(new Vector3(...p), turn, new Vector3(...s))),
          ).toBeLessThan(1e-3);
        },
      ),
    );
  });

  test("a link is a pitch within a heading", () => {
    fc.assert(
      fc.property(fc.tuple(coordinate, coordinate, coordinate), angle, angle, scale, (p, yaw, pitch, s) => {
        const out = new Float32Array(16);
        writeLink(out, 0, ...p, yaw, pitch, s);
        const turn = new Quaternion()
          .setFromAxisAngle(UP, yaw)
          .multiply(new Quaternion().setFromAxisAngle(new Vector3(0, 1, 0), -pitch));
        expect(
          difference(out, new Matrix4().compose(new Vector3(...p), turn, new Vector3(s, s, s))),
        ).toBeLessThan(1e-3);
      }),
    );
  });
});

function makeBatch(
  replaced: (former: InstancedMesh, next: InstancedMesh) => void = () => undefined,
): InstanceBatch {
  return new InstanceBatch(new BoxGeometry(), new MeshBasicMaterial(), replaced);
}

describe("instance batch", () => {
  test("sends only what is in use to the GPU", () => {
    const batch = makeBatch();
    batch.reserve(10);
    batch.commit(3, false);
    expect(batch.mesh.count).toBe(3);
    expect(batch.mesh.instanceMatrix.updateRanges).toEqual([{ start: 0, count: 48 }]);
    expect(batch.mesh.instanceColor?.updateRanges).toEqual([]);
    batch.commit(0, true);
    expect(batch.mesh.visible).toBe(false);
  });

  test("is replaced by a larger mesh that keeps its settings", () => {
    const swaps: [InstancedMesh, InstancedMesh][] = [];
    const batch = makeBatch((former, next) => swaps.push([former, next]));
    batch.mesh.castShadow = true;
    batch.mesh.renderOrder = 4;
    batch.reserve(1000);
    expect(swaps).toHaveLength(1);
    expect(batch.capacity).toBeGreaterThanOrEqual(1000);
    expect(batch.mesh).toBe(swaps[0]![1]);
    expect([batch.mesh.castShadow, batch.mesh.renderOrder]).toEqual([true, 4]);
    batch.reserve(900);
    expect(swaps).toHaveLength(1);
  });
});

describe("standing instances", () => {
  test("details of near elements, boxes of far ones, and what is always drawn", () => {
    const standing = new StandingInstances();
    // More than the first allocation holds, so that growing is seen too.
    const elements = 40;
    for (let element = 0; element < elements; element++) {
      for (const [k, detail] of (["always", "near", "far"] as const).entries()) {
        const at = standing.add(element, detail, element, k, 0);
        writeUpright(standing.matrices, at, element, k, 0, 1, 0, 1, 1, 1);
      }
    }
    writeUpright(standing.matrices, standing.add(-1, "near", 99, 99, 99), -1, 1, 0, 1, 0, 1, 1, 1);
    const near = Uint8Array.from({ length: elements }, (_, i) => (i < 10 ? 1 : 0));
    const batch = makeBatch();
    standing.select(near, batch);
    const seen = Array.from({ length: batch.count }, (_, i) => [
      batch.matrices[i * 16 + 12],
      batch.matrices[i * 16 + 13],
    ]);
    const expected = Array.from({ length: elements }, (_, i) => [
      [i, 0],
      [i, i < 10 ? 1 : 2],
    ]).flat();
    expect(seen).toEqual([...expected, [-1, 1]]);
    expect(Array.from(batch.colours.subarray(0, 6))).toEqual([0, 0, 0, 0, 1, 0]);
  });
});
