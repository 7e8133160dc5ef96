import { Matrix4, Vector3 } from "three";
import { describe, expect, test } from "vitest";
import { ASSETS } from "../../src/view/assets/table.ts";
import { Sculpture } from "../../src/view/assets/sculpture.ts";

type Geometry = ReturnType<Sculpture["build"]>;

/** Every triangle of a geometry: its corners, their normals, and the direction that it winds around. */
function triangles(geometry: Geometry): { corners: Vector3[]; normals: Vector3[]; facing: Vector3 }[] {
  const position = geometry.getAttribute("position");
  const normal = geometry.getAttribute("normal");
  const index = geometry.getIndex()!;
  return Array.from({ length: index.count / 3 }, (_, t) => {
    const at = [0, 1, 2].map((k) => index.getX(t * 3 + k));
    const corner = (k: number): Vector3 => new Vector3().fromBufferAttribute(position, at[k]!);
    const [a, b, c] = [corner(0), corner(1), corner(2)];
    const normals = at.map((i) => new Vector3().fromBufferAttribute(normal, i));
    return { corners: [a, b, c], normals, facing: b.clone().sub(a).cross(c.clone().sub(a)) };
  });
}

describe("sculpture", () => {
  test.each([0, 0.1])("a box with a chamfer of %s faces outward everywhere", (chamfer) => {
    const centre = new Vector3(3, -2, 1);
    const all = triangles(new Sculpture().box([3, -2, 1], [2, 1, 3], "#ffffff", chamfer).build());
    expect(all.length).toBe(chamfer === 0 ? 12 : 12 + 24 + 8);
    for (const { corners, facing } of all)
      expect(facing.dot(corners[0]!.clone().sub(centre))).toBeGreaterThan(0);
  });

  test("a chamfered box is closed: its volume is that of the box less its edges", () => {
    const [x, y, z, c] = [2, 1, 3, 0.1];
    const all = triangles(new Sculpture().box([0, 0, 0], [x, y, z], "#ffffff", c).build());
    const volume = all.reduce((sum, { corners: [a, b, d] }) => sum + a!.dot(b!.clone().cross(d!)) / 6, 0);
    // Each edge loses a prism of c²/2; at each corner the three prisms (c³/2 each) overlap and a tetrahedron goes.
    const prisms = ((c * c) / 2) * 4 * (x - 2 * c + (y - 2 * c) + (z - 2 * c));
    const corners = 8 * (c ** 3 - c ** 3 / 6);
    expect(volume).toBeCloseTo(x * y * z - prisms - corners, 5);
  });

  test("cylinders in any direction face outward", () => {
    const [from, to] = [new Vector3(1, 2, 3), new Vector3(-1, 0.5, 4)];
    const all = triangles(new Sculpture().cylinder([1, 2, 3], [-1, 0.5, 4], 0.4, "#ffffff", 12).build());
    const middle = from.clone().add(to).multiplyScalar(0.5);
    for (const { corners, facing } of all)
      expect(facing.dot(corners[0]!.clone().sub(middle))).toBeGreaterThan(0);
  });

  test("fit turns normals with the surface", () => {
    const flat = new Sculpture()
      .face(
        [
          [0, 0, 0],
          [1, 0, 1],
          [1, 1, 1],
          [0, 1, 0],
        ],
        "#ffffff",
      )
      .fit([1, 1, 3], [0, 0, 5]);
    for (const { normals, facing } of triangles(flat.build())) {
      for (const normal of normals) expect(normal.dot(facing.clone().normalize())).toBeCloseTo(1, 6);
    }
  });
});

describe.each(Object.entries(ASSETS))("asset %s", (_, asset) => {
  const geometry = asset.geometry();

  test("has unit normals on the side that is drawn", () => {
    for (const { normals, facing } of triangles(geometry)) {
      if (facing.length() < 1e-9) continue;
      const mean = normals.reduce((sum, n) => sum.add(n), new Vector3());
      expect(mean.dot(facing)).toBeGreaterThan(0);
      for (const normal of normals) expect(normal.length()).toBeCloseTo(1, 3);
    }
  });

  test("is small enough to be drawn a thousand times", () => {
    expect(geometry.getIndex()!.count / 3).toBeLessThan(1500);
  });
});

test.each([
  "bodyBare",
  "bodyGlazed",
  "partEngine",
  "partPallet",
  "partCarrier",
  "partBox",
  "partCylinder",
  "partFar",
] as const)("%s fills the unit cell, so that the product's size is the size on the stage", (name) => {
  const geometry = ASSETS[name].geometry();
  geometry.applyMatrix4(new Matrix4());
  geometry.computeBoundingBox();
  const { min, max } = geometry.boundingBox!;
  expect(max.x - min.x).toBeCloseTo(1, 2);
  expect(max.y - min.y).toBeCloseTo(1, 2);
  expect(min.z).toBeCloseTo(0, 2);
  expect(max.z).toBeCloseTo(1, 2);
});
