import { describe, expect, test } from "vitest";
import { plantSchema } from "../../src/plant/schema.ts";
import { STATES } from "../../src/plant/states.ts";
import { buildScenery } from "../../src/view/build-scenery.ts";
import { columnOpacity } from "../../src/view/columns.ts";
import { ELEMENT_BUILDERS } from "../../src/view/elements/registry.ts";
import { detailDistance, markNear } from "../../src/view/level-of-detail.ts";
import { pick } from "../../src/view/picking.ts";
import { isSoftware, pixelRatio } from "../../src/view/renderer.ts";
import { showsState } from "../../src/view/state-marks.ts";
import { STATE_SYMBOLS } from "../../src/editor/state-symbols.ts";
import { THEMES } from "../../src/view/theme.ts";
import { elementList, weldingPlant } from "./synthetic-plant.ts";

const theme = THEMES.light;

const ALL_KINDS = plantSchema.parse({
  format: "taktwerk-plant",
  version: 1,
  id: "all",
  name: "All",
  products: [{ id: "p" }],
  elements: [
    { kind: "source", id: "source", arrivals: { mode: "saturated" }, placement: place(0) },
    { kind: "buffer", id: "lane", placement: place(10) },
    { kind: "buffer", id: "rack", placement: { ...place(20), size: [6, 2, 5] } },
    { kind: "conveyor", id: "straight", speed: 1, pitch: 1, placement: place(30) },
    {
      kind: "conveyor",
      id: "bent",
      speed: 1,
      pitch: 1,
      path: [
        [40, 0, 1],
        [46, 0, 1],
        [46, 8, 1.4],
      ],
      placement: place(43),
    },
    ...(["machine", "robotCell", "manual", "inspection"] as const).map((asset, i) => ({
      kind: "station",
      id: asset,
      cycleTime: 10,
      appearance: { asset, robots: 3 },
      placement: place(60 + i * 10),
    })),
    { kind: "sink", id: "sink", placement: place(110) },
    { kind: "transport", id: "transport", fleet: "agv", pickup: "A", drop: "B", placement: place(120) },
    {
      kind: "milkRun",
      id: "milkRun",
      fleet: "agv",
      stops: [{ at: "A" }, { at: "B" }],
      timetable: { by: "takt", every: 600 },
      deliveries: [],
      placement: place(-40),
    },
    { kind: "batcher", id: "batcher", quantity: 4, placement: place(130) },
    { kind: "unbatcher", id: "unbatcher", placement: place(140) },
    {
      kind: "storage",
      id: "storage",
      bays: 4,
      levels: 3,
      bayWidth: 1,
      levelHeight: 1,
      crane: { travel: { speed: 2 }, hoist: { speed: 1 } },
      placement: { ...place(-20), size: [6, 6, 4] },
    },
    {
      kind: "merge",
      id: "merge",
      speed: 1,
      pitch: { gap: 0.2 },
      inlets: { source: 2 },
      placement: place(150),
    },
    { kind: "divert", id: "divert", placement: place(160) },
    { kind: "turntable", id: "turntable", angles: {}, speed: 30, placement: place(170) },
    { kind: "transferCar", id: "car", stops: {}, speed: 1, placement: place(180) },
    {
      kind: "sorter",
      id: "sorter",
      trays: 20,
      trayPitch: 0.8,
      speed: 1,
      inductions: { source: { at: 0 } },
      chutes: { sink: 5 },
      placement: place(190),
    },
  ],
  run: { horizon: 100 },
  layout: {
    fences: [
      [0, 10, 8, 14],
      [0, 20, 8, 20],
    ],
    columns: [[5, 5, 0]],
    aisles: [[0, -8, 40, -4]],
    walkways: [[0, -7, 40, -6]],
  },
});

function place(x: number): { position: number[]; rotation: number; size: number[] } {
  return { position: [x, 3, 0], rotation: 30, size: [6, 4, 1] };
}

describe("scenery", () => {
  const { scenery, elements } = buildScenery(ALL_KINDS, elementList(ALL_KINDS), theme);

  test("every kind of element can be clicked and labelled, and stands where the plant says", () => {
    expect(new Set(elements.map(({ kind }) => kind))).toEqual(new Set(Object.keys(ELEMENT_BUILDERS)));
    elements.forEach((element, i) => {
      const box = scenery.boxes[i]!;
      const anchor = scenery.anchors[i]!;
      const [x, y] = element.placement.position;
      expect(Math.hypot(box.x - x, box.y - y)).toBeLessThan(5);
      expect(box.height).toBeGreaterThan(0);
      expect(anchor[2]).toBeGreaterThan(box.z + 0.3);
    });
  });

  test("a bent conveyor is met on its path, not in the corner that it goes around", () => {
    const bent = elements.findIndex(({ id }) => id === "bent");
    const from = (x: number, y: number): string | undefined => {
      const target = pick({ origin: [x, y, 50], direction: [0, 0, -1] }, scenery.targets);
      return target === undefined ? undefined : elements[scenery.targetElements[target]!]!.id;
    };
    expect(scenery.targetElements.filter((element) => element === bent)).toHaveLength(2);
    expect(from(42, 0.3)).toBe("bent");
    expect(from(46.3, 6)).toBe("bent");
    expect(from(42, 6)).toBeUndefined();
    expect(new Set(scenery.targetElements).size).toBe(elements.length);
  });

  test("a cell has the robots that its appearance asks for, inside its footprint", () => {
    const cell = elements.findIndex(({ id }) => id === "robotCell");
    const robots = scenery.robots.filter(({ element }) => element === cell);
    expect(robots).toHaveLength(3);
    const box = scenery.boxes[cell]!;
    for (const robot of robots) expect(Math.hypot(robot.x - box.x, robot.y - box.y)).toBeLessThan(3.7);
  });

  test("every station shows its state on the floor, in the air and by a lamp", () => {
    elements.forEach((element, i) => {
      if (element.kind !== "station") return;
      expect(scenery.states.filter((state) => state.element === i && state.halfX > 0)).toHaveLength(1);
      expect(scenery.lamps.filter((lamp) => lamp.element === i)).toHaveLength(1);
    });
  });

  test("every element has something to be seen when it is far", () => {
    const near = new Uint8Array(elements.length);
    const seen = new Set<number>();
    for (const standing of scenery.standing.values()) {
      const drawn = {
        reserve: (): void => undefined,
        matrices: new Float32Array(1e5),
        colours: new Float32Array(1e5),
      };
      let count = 0;
      standing.select(near, { ...drawn, commit: (n: number) => (count = n) });
      for (let k = 0; k < count; k++) {
        const [x, y] = [drawn.matrices[k * 16 + 12]!, drawn.matrices[k * 16 + 13]!];
        scenery.boxes.forEach((box, i) => {
          if (Math.hypot(box.x - x, box.y - y) < 6) seen.add(i);
        });
      }
    }
    expect(seen.size).toBe(elements.length);
  });
});

test("the look's picture, 12 cells with 48 robots, has as many robots", () => {
  const plant = weldingPlant(2, 6);
  expect(buildScenery(plant, elementList(plant), theme).scenery.robots).toHaveLength(48);
});

describe("states", () => {
  test("differ by outline and sign, not by colour only", () => {
    const symbols = STATES.map((state) => STATE_SYMBOLS[state]);
    for (const key of ["colour", "outline", "sign"] as const) {
      expect(new Set(symbols.map((symbol) => symbol[key])).size).toBe(STATES.length);
    }
  });

  test("have the Okabe-Ito colours of the design", () => {
    expect(Object.entries(STATE_SYMBOLS).map(([state, { colour }]) => [state, colour])).toEqual([
      ["working", "#009E73"],
      ["setup", "#CC79A7"],
      ["starved", "#56B4E9"],
      ["blocked", "#E69F00"],
      ["failed", "#D55E00"],
      ["maintenance", "#0072B2"],
      ["paused", "#999999"],
      ["waiting", "#F0E442"],
    ]);
  });

  test("stations show every state, buffers only trouble", () => {
    const shown = (kind: "station" | "buffer"): string[] => STATES.filter((_, i) => showsState(kind, i));
    expect(shown("station")).toEqual([...STATES]);
    expect(shown("buffer")).toEqual(["failed", "maintenance"]);
  });
});

describe("level of detail", () => {
  const boxes = [10, 79, 90, 200].map((x) => ({ x, y: 0, z: 0, yaw: 0, halfX: 0, halfY: 0, height: 2 }));

  test("beyond the distance an element is far, and does not flicker at the border", () => {
    const near = new Uint8Array(4);
    expect(markNear(boxes, [0, 0, 0], 80, near)).toBe(true);
    expect([...near]).toEqual([1, 1, 0, 0]);
    expect(markNear(boxes, [-4, 0, 0], 80, near)).toBe(false);
    expect(markNear(boxes, [-20, 0, 0], 80, near)).toBe(true);
    expect([...near]).toEqual([1, 0, 0, 0]);
  });

  test("is 80 m for large plants, and less where the processor draws", () => {
    expect(detailDistance(5000, "normal")).toBe(80);
    expect(detailDistance(5000, "low")).toBeLessThan(80);
  });
});

test("a column in front of the eye is all but invisible, a far one solid", () => {
  expect(columnOpacity(2)).toBeLessThan(0.1);
  expect(columnOpacity(40)).toBe(1);
  expect(columnOpacity(14)).toBeGreaterThan(columnOpacity(10));
});

test("the processor's renderers are known by name, graphics processors are not mistaken for them", () => {
  expect(isSoftware("ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)), SwiftShader driver)")).toBe(
    true,
  );
  expect(isSoftware("llvmpipe (LLVM 15.0.6, 256 bits)")).toBe(true);
  expect(isSoftware("ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11)")).toBe(false);
  expect(isSoftware("ANGLE (Apple, ANGLE Metal Renderer: Apple M2)")).toBe(false);
});

test("low quality draws at most about a million pixels", () => {
  expect(pixelRatio("low", 2, 1280, 720)).toBe(1);
  expect(pixelRatio("low", 1, 3840, 2160) ** 2 * 3840 * 2160).toBeLessThan(1.2e6);
  expect(pixelRatio("normal", 3, 1280, 720)).toBe(2);
});
