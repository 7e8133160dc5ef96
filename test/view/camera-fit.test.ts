import * as fc from "fast-check";
import { PerspectiveCamera, Vector3 } from "three";
import { describe, expect, test } from "vitest";
import { type Bounds, fitPoints, homeDirection } from "../../src/view/camera-fit.ts";
import { Projection } from "../../src/view/projection.ts";

const number = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const bounds: fc.Arbitrary<Bounds> = fc
  .tuple(number(-300, 300), number(-300, 300), number(3, 400), number(3, 400), number(1, 12))
  .map(([x, y, long, deep, high]) => ({ low: [x, y, 0], high: [x + long, y + deep, high] }));

function cornersOf({ low, high }: Bounds): [number, number, number][] {
  const corners: [number, number, number][] = [];
  for (const x of [low[0], high[0]]) {
    for (const y of [low[1], high[1]]) for (const z of [low[2], high[2]]) corners.push([x, y, z]);
  }
  return corners;
}

/** Corners as a camera at the fitted place sees them: −1 to 1. */
function seen(box: Bounds, azimuth: number, elevation: number, aspect: number): Vector3[] {
  const fieldOfView = 38;
  const lens = { fieldOfView: (fieldOfView * Math.PI) / 180, aspect };
  const { eye, target } = fitPoints(cornersOf(box), { azimuth, elevation }, lens);
  const camera = new PerspectiveCamera(fieldOfView, aspect, 0.1, 10_000);
  camera.position.set(eye[0], eye[2], -eye[1]);
  camera.lookAt(target[0], target[2], -target[1]);
  camera.updateMatrixWorld();
  return cornersOf(box).map(([x, y, z]) => new Vector3(x, z, -y).project(camera));
}

describe("fitting the camera", () => {
  test("every corner is in the picture, and the picture is well used", () => {
    fc.assert(
      fc.property(
        bounds,
        number(-3, 3),
        number(0.2, 1.4),
        number(0.6, 2.4),
        (box, azimuth, elevation, aspect) => {
          const corners = seen(box, azimuth, elevation, aspect);
          const reach = (axis: "x" | "y"): number => Math.max(...corners.map((p) => Math.abs(p[axis])));
          for (const p of corners) expect(p.z).toBeLessThan(1);
          expect(Math.max(reach("x"), reach("y"))).toBeLessThan(1);
          expect(Math.max(reach("x"), reach("y"))).toBeGreaterThan(0.9);
        },
      ),
    );
  });

  test("the plant stands in the middle of the picture", () => {
    fc.assert(
      fc.property(bounds, number(-3, 3), number(0.2, 1.4), (box, azimuth, elevation) => {
        const corners = seen(box, azimuth, elevation, 1.8);
        for (const axis of ["x", "y"] as const) {
          const values = corners.map((p) => p[axis]);
          expect(Math.max(...values) + Math.min(...values)).toBeCloseTo(0, 3);
        }
      }),
    );
  });

  test("a long plant is seen along its long side", () => {
    const east = homeDirection({ low: [0, 0, 0], high: [100, 10, 3] });
    const north = homeDirection({ low: [0, 0, 0], high: [10, 100, 3] });
    expect(Math.abs(Math.sin(east.azimuth))).toBeGreaterThan(Math.abs(Math.cos(east.azimuth)));
    expect(Math.abs(Math.cos(north.azimuth))).toBeGreaterThan(Math.abs(Math.sin(north.azimuth)));
  });
});

test("labels stand where the camera shows their places", () => {
  const camera = new PerspectiveCamera(38, 16 / 9, 0.1, 1000);
  camera.position.set(20, 15, 30);
  camera.lookAt(2, 0, -4);
  const projection = new Projection();
  projection.set(camera, 1280, 720);
  fc.assert(
    fc.property(number(-10, 10), number(-10, 10), number(0, 5), (x, y, z) => {
      const expected = new Vector3(x, z, -y).project(camera);
      const point = projection.to([x, y, z], { x: 0, y: 0, ahead: 0 });
      expect(point.x).toBeCloseTo((expected.x / 2 + 0.5) * 1280, 3);
      expect(point.y).toBeCloseTo((0.5 - expected.y / 2) * 720, 3);
      expect(point.ahead).toBeGreaterThan(0);
    }),
  );
});
