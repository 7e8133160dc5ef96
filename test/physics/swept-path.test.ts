import { assert, constant, double, integer, pre, property, record, tuple } from "fast-check";
import { describe, expect, test } from "vitest";
import { checkClearance } from "../../src/physics/clearance-check.ts";
import { sweptPath, type SweptPiece, type VehicleBody } from "../../src/physics/swept-path.ts";
import { type Corner, cornersOf, isAt } from "../../src/physics/upright-box.ts";
import type { Layout, Route } from "../../src/plant/layout.ts";
import { plantOf, type Thing } from "./plant-of.ts";

const BODY: VehicleBody = { front: 1, rear: 1, width: 1, from: 0, to: 1 };

const covers = (pieces: readonly SweptPiece[], point: Corner, within = 1e-9): boolean =>
  pieces.some(({ box }) => isAt(box, point, within));

describe("the swept path", () => {
  test("of a straight leg is one box from tail to nose", () => {
    const { pieces } = sweptPath(
      [
        [0, 0],
        [10, 0],
      ],
      { bodies: [BODY], turningRadius: 0 },
    );
    expect(pieces).toHaveLength(1);
    expect(pieces[0]?.box).toMatchObject({ x: 5, y: 0, halfX: 6, halfY: 0.5 });
  });

  test("of a turn on the spot reaches as far as the vehicle's corner, and no farther", () => {
    const { pieces } = sweptPath(
      [
        [0, 0],
        [10, 0],
        [10, 10],
      ],
      { bodies: [BODY], turningRadius: 0 },
    );
    const radius = Math.hypot(1, 0.5);
    const outer = (r: number, degrees: number): Corner => {
      const angle = (degrees * Math.PI) / 180;
      return [10 + r * Math.cos(angle), r * Math.sin(angle)];
    };
    // Outside of both legs: the corner of the nose goes round below and to the east.
    expect(covers(pieces, outer(radius - 0.0101, -20))).toBe(true);
    expect(covers(pieces, outer(radius + 0.001, -20))).toBe(false);
    expect(covers(pieces, outer(radius - 0.0101, 10))).toBe(true);
    expect(covers(pieces, outer(radius + 0.001, 10))).toBe(false);
  });

  test("of an arc cuts the corner inside and swings out with the nose", () => {
    const { pieces, tight } = sweptPath(
      [
        [0, 0],
        [10, 0],
        [10, 10],
      ],
      { bodies: [BODY], turningRadius: 3 },
    );
    expect(tight).toEqual([]);
    // Centre of the arc: (7, 3). The inner side keeps 2.5 m from it, the corners of nose and tail √(1 + 3.5²).
    const at = (r: number): Corner => [7 + r * Math.SQRT1_2, 3 - r * Math.SQRT1_2];
    expect(covers(pieces, at(2.494))).toBe(false);
    expect(covers(pieces, at(2.506))).toBe(true);
    const outside = Math.hypot(1, 3.5);
    expect(covers(pieces, at(outside - 0.0101))).toBe(true);
    expect(covers(pieces, at(outside + 0.001))).toBe(false);
    expect(covers(pieces, [10, 0])).toBe(false);
  });

  test("tells where the radius does not fit, and how much does", () => {
    const shape = { bodies: [BODY], turningRadius: 3 };
    const zigzag = sweptPath(
      [
        [0, 0],
        [10, 0],
        [10, 4],
        [20, 4],
      ],
      shape,
    );
    expect(zigzag.tight.map(({ corner, fits }) => [corner, fits])).toEqual([
      [1, expect.closeTo(2, 9)],
      [2, expect.closeTo(2, 9)],
    ]);
    const back = sweptPath(
      [
        [0, 0],
        [10, 0],
        [0, 0],
      ],
      shape,
    );
    expect(back.tight).toMatchObject([{ corner: 1, fits: 0 }]);
  });

  test("holds every pose of the vehicle and its load, and nothing that is far from all of them", () => {
    const point = tuple(integer({ min: -20, max: 20 }), integer({ min: -20, max: 20 }));
    const body = record({
      front: double({ min: 0.1, max: 2, noNaN: true }),
      rear: double({ min: -0.05, max: 2, noNaN: true }),
      width: double({ min: 0.3, max: 2, noNaN: true }),
      from: constant(0),
      to: constant(1),
    });
    assert(
      property(point, point, point, body, double({ min: 0, max: 4, noNaN: true }), (a, b, c, one, radius) => {
        const { pieces, tight } = sweptPath([a, b, c], { bodies: [one], turningRadius: radius });
        pre(tight.length === 0);
        // Straight back it may turn either way round.
        pre(!isReversal(a, b, c));
        const poses = posesAlong(a, b, c, radius);
        const samples = poses.flatMap((pose) => outlineAt(pose, one));
        for (const sample of samples) expect(covers(pieces, sample, 0.011)).toBe(true);
        for (const { box } of pieces) {
          for (const corner of cornersOf(box)) {
            const nearest = Math.min(...samples.map(([x, y]) => Math.hypot(x - corner[0], y - corner[1])));
            expect(nearest).toBeLessThan(0.25);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

function isReversal(a: Corner, b: Corner, c: Corner): boolean {
  const [x, y, u, v] = [b[0] - a[0], b[1] - a[1], c[0] - b[0], c[1] - b[1]];
  return x * v === y * u && x * u + y * v < 0;
}

interface Pose {
  readonly at: Corner;
  readonly yaw: number;
}

/** Brute force: the point goes along both legs and the arc between them in small steps. */
function posesAlong(a: Corner, b: Corner, c: Corner, radius: number): Pose[] {
  const yaws = [Math.atan2(b[1] - a[1], b[0] - a[0]), Math.atan2(c[1] - b[1], c[0] - b[0])] as const;
  const isLeg = (p: Corner, q: Corner): boolean => p[0] !== q[0] || p[1] !== q[1];
  if (!isLeg(a, b) && !isLeg(b, c)) return [];
  if (!isLeg(a, b)) return straight(b, c, yaws[1]);
  if (!isLeg(b, c)) return straight(a, b, yaws[0]);
  const turn = Math.atan2(Math.sin(yaws[1] - yaws[0]), Math.cos(yaws[1] - yaws[0]));
  const tangent = radius * Math.tan(Math.abs(turn) / 2);
  const start: Corner = [b[0] - Math.cos(yaws[0]) * tangent, b[1] - Math.sin(yaws[0]) * tangent];
  const poses: Pose[] = [];
  let [x, y] = start;
  const steps = 200;
  for (let k = 0; k <= steps; k++) {
    const yaw = yaws[0] + (turn * k) / steps;
    poses.push({ at: [x, y], yaw });
    // Along the chord of the next step.
    const chord = 2 * radius * Math.sin(Math.abs(turn) / steps / 2);
    const heading = yaw + turn / steps / 2;
    [x, y] = [x + chord * Math.cos(heading), y + chord * Math.sin(heading)];
  }
  const end: Corner = [b[0] + Math.cos(yaws[1]) * tangent, b[1] + Math.sin(yaws[1]) * tangent];
  return [...straight(a, start, yaws[0]), ...poses, ...straight(end, c, yaws[1])];
}

function straight(from: Corner, to: Corner, yaw: number): Pose[] {
  const steps = 100;
  return Array.from({ length: steps + 1 }, (_, k) => ({
    at: [from[0] + ((to[0] - from[0]) * k) / steps, from[1] + ((to[1] - from[1]) * k) / steps] as const,
    yaw,
  }));
}

function outlineAt({ at, yaw }: Pose, { front, rear, width }: VehicleBody): Corner[] {
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)];
  return [-rear, front].flatMap((u) =>
    [-width / 2, width / 2].map((v): Corner => [at[0] + cos * u - sin * v, at[1] + sin * u + cos * v]),
  );
}

describe("routes of vehicles", () => {
  const vehicle: Route["vehicle"] = { front: 1, rear: 1, width: 1, height: 1.5 };
  const route = (more: Partial<Route> = {}): Layout => ({
    routes: [
      {
        id: "tour",
        points: [
          [0, 0, 0],
          [20, 0, 0],
        ],
        vehicle,
        ...more,
      },
    ],
  });
  const post = (x: number, y: number): Thing => ({ id: "post", at: [x, y, 0], size: [0.2, 0.2, 2] });

  async function told(things: readonly Thing[], layout: Layout): Promise<[string, number][]> {
    const found = await checkClearance(plantOf(things, [], layout));
    return found.map(({ finding, measure }) => [finding.rule.replace("clearance/", ""), measure]);
  }

  test("what is hit is told with the depth, what is passed too closely with the distance", async () => {
    expect(await told([post(10, 0.5)], route())).toEqual([["routeCollision", 0.1]]);
    expect(await told([post(10, 0.9)], route())).toEqual([["routeDistance", 0.3]]);
    expect(await told([post(10, 1.1)], route())).toEqual([]);
    expect(await told([post(21.3, 0)], route())).toEqual([["routeDistance", 0.2]]);
  });

  test("the load counts at its own height", async () => {
    const load = { front: 1, rear: 1, width: 2, underside: 0.5, height: 1 };
    const low: Thing = { id: "kerb", at: [10, 0.8, 0], size: [1, 0.4, 0.3] };
    expect(await told([low], route({ vehicle: { ...vehicle, load } }))).toEqual([["routeDistance", 0.1]]);
    const tall: Thing = { ...low, size: [1, 0.4, 0.8] };
    expect(await told([tall], route({ vehicle: { ...vehicle, load } }))).toEqual([["routeCollision", 0.3]]);
    // Over the vehicle: a bridge 1.6 m high.
    const bridge: Thing = { id: "bridge", at: [10, 0, 1.6], size: [2, 8, 1] };
    expect(await told([bridge], route())).toEqual([]);
    expect(await told([{ ...bridge, at: [10, 0, 1.4] }], route())).toEqual([["routeCollision", 0.1]]);
  });

  test("a load on forks reaches beyond the nose", async () => {
    const load = { front: 2.2, rear: -1, width: 1.2, underside: 0.1, height: 1 };
    expect(await told([post(21.8, 0)], route({ vehicle: { ...vehicle, load } }))).toEqual([
      ["routeCollision", expect.closeTo(0.5, 9)],
    ]);
  });

  test("what the vehicle drives up to may be near, and entered where the route ends", async () => {
    const dock: Thing = { id: "dock", at: [22.2, 0, 0], size: [2, 2, 1] };
    expect(await told([dock], route())).toEqual([["routeDistance", 0.2]]);
    expect(await told([dock], route({ serves: ["dock"] }))).toEqual([]);
    const around: Thing = { ...dock, at: [20.5, 0, 0] };
    expect(await told([around], route())).toMatchObject([["routeCollision", expect.any(Number)]]);
    expect(await told([around], route({ serves: ["dock"] }))).toEqual([]);
    const beside: Thing = { ...dock, at: [10, 1.2, 0] };
    expect(await told([beside], route({ serves: ["dock"] }))).toMatchObject([["routeCollision", 0.3]]);
  });

  test("columns, fences and the frames of doors are hit as well", async () => {
    const far: Thing = { id: "mill", at: [0, 30, 0] };
    const columns: Layout["columns"] = [[5, 0.6, 0]];
    expect(await told([far], { ...route(), columns })).toEqual([["routeCollision", 0.11]]);
    expect(await told([far], { ...route(), fences: [[2, 1.2, 18, 1.2]] })).toEqual([]);
    expect(await told([far], { ...route(), fences: [[2, 0.8, 18, 0.8]] })).toEqual([["routeDistance", 0.27]]);
    const door = (half: number, height: number): Layout["doors"] => [
      { opening: [10, -half, 10, half], height, use: "aisle" },
    ];
    expect(await told([far], { ...route(), doors: door(1.2, 2.5) })).toEqual([]);
    expect(await told([far], { ...route(), doors: door(0.8, 2.5) })).toEqual([
      ["doorNarrow", 1.6],
      ["routeDistance", 0.3],
    ]);
    const low = await told([far], { ...route(), doors: door(1.2, 1.4) });
    expect(low).toEqual([
      ["doorLow", 1.4],
      ["routeCollision", 0.1],
    ]);
  });

  test("a corner that the vehicle cannot take is told at its point", async () => {
    const layout = route({
      points: [
        [0, 0, 0],
        [20, 0, 0],
        [20, 2, 0],
      ],
      vehicle: { ...vehicle, turningRadius: 3 },
    });
    const found = await checkClearance(plantOf([{ id: "mill", at: [0, 30, 0] }], [], layout));
    expect(found.map(({ finding, measure }) => [finding.rule, finding.path, measure])).toEqual([
      ["clearance/routeTurn", "/layout/routes/0/points/1", 2],
    ]);
  });
});
