import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CostHeap } from "../../src/plant/footpaths/cost-heap.ts";
import { FootGraph, type Spot } from "../../src/plant/footpaths/foot-graph.ts";
import type { Footpaths } from "../../src/plant/resources/footpaths.ts";

type Paths = Pick<Footpaths, "points" | "paths">;

const point = (id: string, x: number, y: number, crossing?: number): Paths["points"][number] => ({
  id,
  position: [x, y, 0],
  ...(crossing === undefined ? {} : { crossing }),
});

/** A square of 10 m with one diagonal that is one-way from a to c. */
const SQUARE: Paths = {
  points: [point("a", 0, 0), point("b", 10, 0), point("c", 10, 10, 4), point("d", 0, 10)],
  paths: [
    { from: "a", to: "b" },
    { from: "b", to: "c" },
    { from: "c", to: "d" },
    { from: "d", to: "a" },
    { from: "a", to: "c", oneWay: true },
  ],
};

const area = (x: number, y: number, size = 2, rotation = 0) => ({
  position: [x, y, 0] as [number, number, number],
  size: [size, size, 1] as [number, number, number],
  rotation,
});

describe("workplaces", () => {
  const graph = new FootGraph(SQUARE, 1);

  test("W9: the point of the edge nearest to a path, and the foot on that path", () => {
    // 2 m below the lower side; its edge is 1 m from the path.
    expect(graph.workplace(area(4, -2))).toEqual({ x: 4, y: -1, z: 0, path: 0, along: 4, off: 1 });
    // Beyond the corner b: the foot is the end of the path.
    const beyond = graph.workplace(area(13, -4));
    expect(beyond).toMatchObject({ x: 12, y: -3, path: 0, along: 10 });
    expect(beyond?.off).toBeCloseTo(Math.hypot(2, 3), 12);
  });

  test("W9: a turned footprint is measured turned", () => {
    // A square of 2 m on its corner reaches √2 m down.
    const spot = graph.workplace(area(4, 4, 2, 45));
    expect(spot?.off).toBeLessThan(1e-9);
    const low = graph.workplace({ position: [5, -4, 0], size: [4, 1, 1], rotation: 90 });
    expect(low).toEqual({ x: 5, y: -2, z: 0, path: 0, along: 5, off: 2 });
  });
});

describe("ways", () => {
  const at = (path: number, along: number): Spot => ({ x: path, y: along, z: 0, path, along, off: 0 });

  test("W9: quickest way with one-way paths and crossings, by hand", () => {
    const graph = new FootGraph(SQUARE, 2);
    const [onAB, onBC] = [at(0, 3), at(1, 8)];
    // 7 m to b and 8 m up; over c it would be further, and 4 s at the crossing.
    expect(graph.seconds(onAB, onBC)).toBe(7.5);
    // To d's side next to c: 15 m by c takes 7.5 s + 4 s, 3 + 10 + 8 m by a and d 10.5 s.
    expect(graph.seconds(at(0, 3), at(2, 2))).toBe(10.5);
    // The diagonal is walked from a to c only: 3 m back to a and √200 up, or by b.
    expect(graph.seconds(at(4, 5), at(0, 0))).toBeCloseTo((Math.hypot(10, 10) - 5) / 2 + 4 + 10, 12);
    expect(graph.seconds(at(4, 2), at(4, 9))).toBe(3.5);
    expect(graph.seconds(onAB, onAB)).toBe(0);
  });

  test("W9: there is none where one-way paths forbid it", () => {
    const graph = new FootGraph({ points: SQUARE.points, paths: [{ from: "a", to: "b", oneWay: true }] }, 1);
    expect(graph.seconds(at(0, 8), at(0, 2))).toBe(Infinity);
    expect(graph.seconds(at(0, 2), at(0, 8))).toBe(6);
  });

  test("W10: where somebody is on the way, with the wait at a crossing", () => {
    const graph = new FootGraph(SQUARE, 1);
    const [from, to] = [graph.workplace(area(12, 5)) as Spot, graph.workplace(area(5, 12)) as Spot];
    // Edge 1 m from the path: 1 m, 5 m to c, 4 s there, 5 m, 1 m.
    expect(graph.seconds(from, to)).toBe(16);
    const where = (seconds: number) => {
      const { x, y } = graph.at(from, to, seconds);
      return [x, y];
    };
    expect([0, 0.5, 1, 4, 6, 8, 10, 12, 15, 15.5, 16].map(where)).toEqual([
      [11, 5],
      [10.5, 5],
      [10, 5],
      [10, 8],
      [10, 10],
      [10, 10],
      [10, 10],
      [8, 10],
      [5, 10],
      [5, 10.5],
      [5, 11],
    ]);
    // From where he is the rest of the way is what is left, crossing included.
    for (const seconds of [0, 0.5, 1, 4, 12, 15, 15.5])
      expect(graph.seconds(graph.at(from, to, seconds), to)).toBeCloseTo(16 - seconds, 9);
  });
});

/** Random footpaths on a grid of whole metres, with stated lengths now and then. */
const drawn = fc
  .record({
    points: fc.array(fc.tuple(fc.nat(30), fc.nat(30), fc.constantFrom(0, 0, 3)), {
      minLength: 2,
      maxLength: 9,
    }),
    paths: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean(), fc.constantFrom(undefined, 7)), {
      minLength: 1,
      maxLength: 16,
    }),
    spots: fc.array(fc.tuple(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(3)), {
      minLength: 2,
      maxLength: 4,
    }),
  })
  .map(({ points, paths, spots }) => ({
    footpaths: {
      points: points.map(([x, y, crossing], i) => point(`p${i}`, x, y, crossing)),
      paths: paths.flatMap(([a, b, oneWay, length]) => {
        const [from, to] = [a % points.length, b % points.length];
        const same = points[from]?.slice(0, 2).join() === points[to]?.slice(0, 2).join();
        if (same) return [];
        return [
          {
            from: `p${from}`,
            to: `p${to}`,
            ...(oneWay ? { oneWay } : {}),
            ...(length === undefined ? {} : { length }),
          },
        ];
      }),
    } as Paths,
    spots,
  }));

function apart(a: readonly number[] = [], b: readonly number[] = []): number {
  return Math.hypot((b[0] ?? 0) - (a[0] ?? 0), (b[1] ?? 0) - (a[1] ?? 0));
}

/** All pairs by Floyd and Warshall on a graph in which every spot is a node of its own. */
function oracle({ points, paths }: Paths, spots: readonly Spot[], speed: number): number[][] {
  const n = points.length + spots.length;
  const cost = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => (i === j ? 0 : Infinity)),
  );
  // The cost of a point is paid on leaving it, whether one came from elsewhere or not.
  const join = (i: number, j: number, metres: number, oneWay: boolean): void => {
    const wait = (k: number): number => points[k]?.crossing ?? 0;
    const [there, back] = [cost[i] as number[], cost[j] as number[]];
    there[j] = Math.min(there[j] as number, metres / speed + wait(j));
    if (!oneWay) back[i] = Math.min(back[i] as number, metres / speed + wait(i));
  };
  for (const [p, { from, to, oneWay = false, length: stated }] of paths.entries()) {
    const [a, b] = [points.findIndex(({ id }) => id === from), points.findIndex(({ id }) => id === to)];
    const [pa, pb] = [points[a]?.position ?? [0, 0, 0], points[b]?.position ?? [0, 0, 0]];
    const length = stated ?? apart(pa, pb);
    join(a, b, length, oneWay);
    const here = spots.flatMap((spot, s) => (spot.path === p ? [{ spot, node: points.length + s }] : []));
    for (const { spot, node } of here) {
      join(a, node, spot.along + spot.off, oneWay);
      join(node, b, length - spot.along + spot.off, oneWay);
      for (const other of here)
        if (other.node !== node && other.spot.along >= spot.along)
          join(node, other.node, other.spot.along - spot.along + spot.off + other.spot.off, oneWay);
    }
  }
  // Nobody comes through a spot on his way.
  for (let k = 0; k < points.length; k++)
    for (const row of cost)
      for (let j = 0; j < n; j++)
        row[j] = Math.min(row[j] as number, (row[k] as number) + ((cost[k] as number[])[j] as number));
  return cost.slice(points.length).map((row) => row.slice(points.length));
}

test("W9: as Floyd and Warshall say on random footpaths; walked leg by leg it takes as long", () => {
  let ways = 0;
  fc.assert(
    fc.property(drawn, ({ footpaths, spots: wanted }) => {
      if (footpaths.paths.length === 0) return;
      const graph = new FootGraph(footpaths, 1.25);
      const spots = wanted.map(([p, share, off], i): Spot => {
        const path = p % footpaths.paths.length;
        const { from, to, length: stated } = footpaths.paths[path] as Paths["paths"][number];
        const [a, b] = [from, to].map(
          (id) => footpaths.points.find((each) => each.id === id)?.position ?? [0, 0, 0],
        );
        const length = stated ?? apart(a, b);
        return { x: 100 + i, y: 0, z: 0, path, along: share * length, off };
      });
      const expected = oracle(footpaths, spots, 1.25);
      for (const [i, a] of spots.entries()) {
        for (const [j, b] of spots.entries()) {
          if (i === j) continue;
          const seconds = graph.seconds(a, b);
          const exact = expected[i]?.[j] ?? Number.NaN;
          if (exact === Infinity) expect(seconds).toBe(Infinity);
          else {
            ways++;
            expect(seconds).toBeCloseTo(exact, 9);
            const walked = graph.legs(a, b).reduce((sum, leg) => sum + leg.seconds + leg.wait, 0);
            expect(walked).toBeCloseTo(seconds, 9);
          }
        }
      }
    }),
    { numRuns: 600, seed: 1924 },
  );
  expect(ways).toBeGreaterThan(1000);
});

test("the heap gives what is least, of equals the smaller number", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), (costs) => {
      const heap = new CostHeap();
      for (const [item, cost] of costs.entries()) heap.push(item, cost);
      const order = costs
        .map((cost, item) => ({ item, cost }))
        .sort((a, b) => a.cost - b.cost || a.item - b.item);
      expect(costs.map(() => heap.pop())).toEqual(order);
      expect(heap.pop()).toBeUndefined();
    }),
  );
});
