import { array, assert, asyncProperty, constantFrom, integer, oneof, record, tuple } from "fast-check";
import { describe, expect, test } from "vitest";
import { checkClearance, ClearanceCheck } from "../../src/physics/clearance-check.ts";
import { obstaclesOf } from "../../src/physics/obstacles.ts";
import type { Layout } from "../../src/plant/layout.ts";
import { readScene, SCENES } from "../golden/scenes.ts";
import { plantOf, type Thing } from "./plant-of.ts";
import { depthByCorners } from "./depth-by-corners.ts";

async function rules(
  things: readonly Thing[],
  connections: readonly string[] = [],
  layout?: Layout,
): Promise<string[]> {
  const found = await checkClearance(plantOf(things, connections, layout));
  return found.map(({ finding }) => finding.rule.replace("clearance/", ""));
}

const MILL: Thing = { id: "mill", at: [0, 0, 0], size: [3, 2, 2] };

describe("elements that overlap", () => {
  test("are told with the exact depth, area and way out", async () => {
    const found = await checkClearance(plantOf([MILL, { id: "lathe", at: [2.2, 0.5, 0] }]));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      elements: ["mill", "lathe"],
      measure: 0.3,
      finding: {
        severity: "error",
        rule: "clearance/overlap",
        path: "/elements/1/placement",
        values: { depth: 0.3, area: 0.45, move: 0.3, direction: { en: "to the east", de: "nach Osten" } },
      },
      place: { from: 0, to: 2 },
    });
  });

  test("only touch when the overlap is not more than 10 mm", async () => {
    expect(await rules([MILL, { id: "lathe", at: [2.5, 0, 0] }])).toEqual([]);
    expect(await rules([MILL, { id: "lathe", at: [2.492, 0, 0] }])).toEqual([]);
    expect(await rules([MILL, { id: "lathe", at: [2.488, 0, 0] }])).toEqual(["overlap"]);
  });

  test("do not where one is above the other", async () => {
    expect(await rules([MILL, { id: "crane", at: [0, 0, 2] }])).toEqual([]);
    expect(await rules([MILL, { id: "crane", at: [0, 0, 1.9] }])).toEqual(["overlap"]);
  });

  test("far from the origin, where single precision is coarse, are as exact", async () => {
    const far = (x: number): readonly [number, number, number] => [90_000 + x, -90_000, 0];
    const things = (x: number): Thing[] => [
      { id: "a", at: far(0) },
      { id: "b", at: far(x) },
    ];
    expect(await rules(things(2.0))).toEqual([]);
    expect(await rules(things(1.98))).toEqual(["overlap"]);
  });
});

describe("overlaps that are meant", () => {
  const belt = (path: Thing["path"], id = "belt"): Thing => ({
    id,
    kind: "conveyor",
    at: [0, 0, 0],
    size: [1, 1, 0.5],
    ...(path === undefined ? {} : { path }),
  });

  test("a conveyor that ends in the station which it feeds", async () => {
    const into = belt([
      [-6, 0, 0.5],
      [-0.5, 0, 0.5],
    ]);
    expect(await rules([MILL, into], ["belt>mill"])).toEqual([]);
    expect(await rules([MILL, into], ["mill>belt"])).toEqual(["connectedOverlap"]);
    expect(await rules([MILL, into])).toEqual(["overlap"]);
  });

  test("but not one that runs through it and beyond", async () => {
    const through = belt([
      [-6, 0, 0.5],
      [4, 0, 0.5],
    ]);
    expect(await rules([MILL, through], ["belt>mill"])).toEqual(["connectedOverlap"]);
  });

  test("a conveyor that bends inside the station before it ends there", async () => {
    const bends = belt([
      [-6, 0, 0.5],
      [-0.5, 0, 0.5],
      [-0.5, 0.4, 0.5],
    ]);
    expect(await rules([MILL, bends], ["belt>mill"])).toEqual([]);
  });

  test("two conveyors end to end around a corner, or one ending at the side of the other", async () => {
    const first = belt(
      [
        [0, 0, 0.5],
        [5, 0, 0.5],
      ],
      "first",
    );
    const around = belt(
      [
        [5, 0, 0.5],
        [5, 5, 0.5],
      ],
      "around",
    );
    const aside = belt(
      [
        [2, 4, 0.5],
        [2, 0, 0.5],
      ],
      "aside",
    );
    expect(await rules([first, around], ["first>around"])).toEqual([]);
    expect(await rules([first, around])).toEqual(["overlap"]);
    expect(await rules([first, aside], ["aside>first"])).toEqual([]);
    expect(await rules([first, aside], ["first>aside"])).toEqual(["connectedOverlap"]);
  });

  test("two conveyors that merge at the same place of a third element", async () => {
    const from = (y: number, id: string): Thing =>
      belt(
        [
          [-6, y, 0.5],
          [-1.5, 0, 0.5],
        ],
        id,
      );
    const both = [MILL, from(3, "left"), from(-3, "right")];
    expect(await rules(both, ["left>mill", "right>mill"])).toEqual([]);
    expect(await rules(both, ["left>mill"])).toEqual(["overlap", "overlap"]);
  });

  test("one conveyor on top of the other is not, though they are connected", async () => {
    const first = belt(
      [
        [0, 0, 0.5],
        [8, 0, 0.5],
      ],
      "first",
    );
    const back = belt(
      [
        [8, 0, 0.5],
        [0, 0, 0.5],
      ],
      "back",
    );
    expect(await rules([first, back], ["first>back"])).toEqual(["connectedOverlap"]);
  });
});

describe("columns, fences, floor", () => {
  const layout = (more: Layout): Layout => more;

  test("an element in a column", async () => {
    expect(await rules([MILL], [], layout({ columns: [[1.7, 0, 0]] }))).toEqual(["column"]);
    expect(await rules([MILL], [], layout({ columns: [[1.72, 0, 0]] }))).toEqual([]);
    expect(await rules([MILL], [], layout({ columns: [[1.72, 0, 0]], columnWidth: 0.6 }))).toEqual([
      "column",
    ]);
  });

  test("an element across a fence, and a conveyor through one without and with an opening", async () => {
    const fence = layout({ fences: [[5, -4, 5, 4]] });
    const conveyor: Thing = { id: "belt", kind: "conveyor", at: [5, 0, 0], size: [4, 1, 0.6] };
    expect(await rules([{ ...MILL, at: [5, 0, 0] }], [], fence)).toEqual(["fence"]);
    expect(await rules([conveyor], [], fence)).toEqual(["fenceOpening"]);
    const doors: Layout["doors"] = [{ opening: [5, -0.5, 5, 0.5], use: "material" }];
    expect(await rules([conveyor], [], { ...fence, doors })).toEqual([]);
    const narrow: Layout["doors"] = [{ opening: [5, -0.3, 5, 0.3], use: "material" }];
    expect(await rules([conveyor], [], { ...fence, doors: narrow })).toEqual(["fenceOpening"]);
  });

  test("a fence around a cell has four sides and an empty middle", async () => {
    const fences: Layout["fences"] = [[-3, -3, 3, 3]];
    expect(await rules([MILL], [], { fences })).toEqual([]);
    expect(await rules([{ ...MILL, at: [2, 0, 0] }], [], { fences })).toEqual(["fence"]);
  });

  test("an element that reaches beyond the floor", async () => {
    const found = await checkClearance(plantOf([MILL], [], { floor: [-1.2, -5, 5, 5] }));
    expect(found.map(({ finding, measure }) => [finding.rule, measure])).toEqual([
      ["clearance/outsideFloor", 0.3],
    ]);
  });
});

describe("aisles and walkways", () => {
  const aisle: Layout = { aisles: [[-10, -5, 10, -2]] };

  test("too narrow by themselves", async () => {
    expect(await rules([MILL], [], { aisles: [[-10, -5, 10, -3]] })).toEqual(["aisleNarrow"]);
    expect(await rules([MILL], [], { walkways: [[-10, -5, -9.2, 10]] })).toEqual(["walkwayNarrow"]);
    expect(await rules([MILL], [], { walkways: [[-10, -5, -9.1, 10]] })).toEqual([]);
  });

  test("narrowed at one place: exact width, place and cause", async () => {
    const things: Thing[] = [
      MILL,
      { id: "bin", at: [3, -2.5, 0], size: [1, 2, 1] },
      { id: "rack", at: [6, -2, 0], size: [1, 1, 1] },
    ];
    const found = await checkClearance(plantOf(things, [], aisle));
    expect(found.map(({ finding }) => finding.rule)).toEqual(["clearance/aisleBlocked", "clearance/inAisle"]);
    expect(found[0]).toMatchObject({
      elements: ["bin"],
      measure: 1.5,
      finding: { path: "/layout/aisles/0", values: { width: 1.5, least: 2.2, things: { en: "bin" } } },
    });
    const { x } = found[0]?.finding.values ?? {};
    expect(Math.abs(Number(x) - 3)).toBeLessThanOrEqual(0.5);
    expect(found[1]).toMatchObject({ elements: ["rack"], measure: 0.5 });
  });

  test("narrowed from both sides counts what is left in the middle", async () => {
    const things: Thing[] = [
      { id: "north", at: [0, -2, 0], size: [2, 1, 1] },
      { id: "south", at: [0.5, -5, 0], size: [2, 1.4, 1] },
    ];
    const [found] = await checkClearance(plantOf(things, [], aisle));
    expect(found).toMatchObject({ measure: 1.8, elements: ["north", "south"] });
  });

  test("a conveyor over head height does not narrow it, one across the floor blocks it", async () => {
    const across = (z: number): Thing => ({
      id: "belt",
      kind: "conveyor",
      at: [0, -3.5, z],
      size: [8, 1, 0.5],
      rotation: 90,
    });
    expect(await rules([across(2.4)], [], aisle)).toEqual([]);
    const [found] = await checkClearance(plantOf([across(0)], [], aisle));
    expect(found).toMatchObject({ measure: 0, finding: { rule: "clearance/aisleBlocked" } });
  });

  test("a turned element is met at its corner", async () => {
    const turned: Thing = { id: "mill", at: [0, -2, 0], size: [2, 2, 2], rotation: 45 };
    const [found] = await checkClearance(plantOf([turned], [], aisle));
    expect(found?.measure).toBeCloseTo(3 - Math.SQRT2, 2);
  });

  test("columns narrow a way too, and a way from south to north is measured the other way", async () => {
    const found = await checkClearance(
      plantOf([MILL], [], { aisles: [[5, -10, 7.4, 10]], columns: [[7.3, 4, 0]] }),
    );
    expect(found[0]).toMatchObject({
      measure: 2.09,
      elements: [],
      finding: { values: { x: 6.045, least: 2.2 } },
    });
    expect(Number(found[0]?.finding.values?.["y"])).toBeCloseTo(3.79, 2);
  });

  test("the plant's own measures count before the defaults", async () => {
    const clearance = { aisleWidth: 3.2, walkwayHeight: 3 };
    expect(await rules([MILL], [], { ...aisle, clearance })).toEqual(["aisleNarrow"]);
  });
});

describe("doors", () => {
  const opening = [0, -4, 1, -4] as [number, number, number, number];

  test("too narrow, too low", async () => {
    expect(await rules([MILL], [], { doors: [{ opening: [0, -4, 0.8, -4] }] })).toEqual(["doorNarrow"]);
    expect(await rules([MILL], [], { doors: [{ opening, height: 2 }] })).toEqual(["doorLow"]);
    expect(await rules([MILL], [], { doors: [{ opening, use: "aisle" }] })).toEqual(["doorNarrow"]);
    expect(await rules([MILL], [], { doors: [{ opening: [0, -4, 0.4, -4], use: "material" }] })).toEqual([]);
  });

  test("blocked by what stands before it", async () => {
    const bin = (y: number): Thing => ({ id: "bin", at: [0.5, y, 0], size: [0.6, 0.6, 1] });
    // 0.9 m before the door, and half the bin.
    expect(await rules([bin(-2.79)], [], { doors: [{ opening }] })).toEqual([]);
    expect(await rules([bin(-2.85)], [], { doors: [{ opening }] })).toEqual(["doorBlocked"]);
  });

  test("blocked by what stands in the quarter circle of its leaf, on that side only", async () => {
    const wide = [0, -4, 2, -4] as [number, number, number, number];
    const at = (x: number, y: number): Thing => ({ id: "bin", at: [x, y, 0], size: [0.2, 0.2, 1] });
    const swing = (side: "left" | "right"): Layout => ({ doors: [{ opening: wide, swing: side }] });
    expect(await rules([at(1, -2.5)], [], swing("left"))).toEqual(["doorBlocked"]);
    expect(await rules([at(1, -2.5)], [], swing("right"))).toEqual([]);
    expect(await rules([at(1, -5.5)], [], swing("right"))).toEqual(["doorBlocked"]);
    // Beyond the arc: 1.6 m east and 1.6 m north of the jamb are 2.26 m away.
    expect(await rules([at(1.7, -2.3)], [], swing("left"))).toEqual([]);
  });
});

describe("the shipped scenes", () => {
  test.each(SCENES)("%s has no clearance findings", async (name) => {
    expect((await checkClearance(readScene(name))).map(({ finding }) => finding)).toEqual([]);
  });
});

describe("with random layouts", () => {
  const thing = record({
    at: tuple(
      integer({ min: -60, max: 60 }).map((v) => v / 4),
      integer({ min: -60, max: 60 }).map((v) => v / 4),
      constantFrom(0, 0, 0, 1.5),
    ),
    size: tuple(
      integer({ min: 1, max: 24 }).map((v) => v / 4),
      integer({ min: 1, max: 24 }).map((v) => v / 4),
      constantFrom(0.5, 2),
    ),
    rotation: oneof(constantFrom(0, 90, 180, 45), integer({ min: -360, max: 360 })),
  });

  test("the pairs found are those of the brute-force separating-axis test of all pairs", async () => {
    await assert(
      asyncProperty(array(thing, { minLength: 2, maxLength: 40 }), async (list) => {
        const plant = plantOf(list.map((item, i) => ({ ...item, id: `e${i}` })));
        const found = await checkClearance(plant);
        const pairs = found.map(({ elements, measure }) => `${elements.join(" ")} ${measure.toFixed(3)}`);
        const obstacles = obstaclesOf(plant);
        const expected: string[] = [];
        for (const [i, a] of obstacles.entries()) {
          for (const b of obstacles.slice(i + 1)) {
            const depth = depthByCorners(a.box, b.box);
            // On the very edge of a touch the last bit decides.
            if (Math.abs(depth - 0.01) < 1e-9) return;
            if (depth > 0.01)
              expected.push(`e${a.index} e${b.index} ${(Math.round(depth * 1000) / 1000).toFixed(3)}`);
          }
        }
        expect(pairs.sort()).toEqual(expected.sort());
      }),
      { numRuns: 60 },
    );
  });

  test("an element looked at as though it stood elsewhere has the findings that it has when it does", async () => {
    const layout: Layout = {
      floor: [-12, -12, 12, 12],
      aisles: [[-12, 3, 12, 6]],
      walkways: [[5, -12, 6, 12]],
      columns: [
        [0, 0, 0],
        [8, 8, 0],
      ],
      fences: [[-10, -10, -4, -4]],
      doors: [{ opening: [-4, -8, -4, -7], swing: "both" }],
    };
    await assert(
      asyncProperty(array(thing, { minLength: 2, maxLength: 20 }), thing, async (list, target) => {
        const things = list.map((item, i) => ({ ...item, id: `e${i}` }));
        const there = plantOf([{ ...target, id: "e0" }, ...things.slice(1)], [], layout);
        const check = await ClearanceCheck.create(plantOf(things, [], layout));
        const [element] = there.elements;
        const moved = element === undefined ? [] : check.moved(0, element);
        check.dispose();
        const whole = (await checkClearance(there)).filter(({ elements }) => elements.includes("e0"));
        const keys = (list: typeof whole): string[] =>
          list.map(({ finding }) => JSON.stringify(finding)).sort();
        expect(keys(moved)).toEqual(keys(whole));
      }),
      { numRuns: 60 },
    );
  });
});
