import { describe, expect, test } from "vitest";
import { checkClearance } from "../../src/physics/clearance-check.ts";
import { type Plant, plantSchema } from "../../src/plant/schema.ts";

type Place = readonly [number, number, number];

/** Two stores with a transport between them, a network of given points, and vehicles of 1.6 m × 0.8 m. */
function plantOf(
  points: Readonly<Record<string, Place>>,
  segments: readonly string[],
  things: readonly { id: string; at: Place; size: Place }[],
  fleet: object = {},
): Plant {
  const placed = (at: Place, size: Place): object => ({ position: at, size });
  return plantSchema.parse({
    format: "taktwerk-plant",
    version: 1,
    id: "net",
    name: "Net",
    products: [{ id: "part" }],
    elements: [
      { kind: "source", id: "in", placement: placed([-3, 2, 0], [1, 1, 1]), arrivals: { mode: "saturated" } },
      {
        kind: "transport",
        id: "order",
        placement: placed([-3, 4, 0], [0.5, 0.5, 1]),
        fleet: "agv",
        pickup: "A",
        drop: "B",
      },
      { kind: "sink", id: "out", placement: placed([13, 2, 0], [1, 1, 1]) },
      ...things.map(({ id, at, size }) => ({
        kind: "buffer",
        id,
        placement: placed(at, size),
      })),
    ],
    connections: [
      { from: "in", to: "order" },
      { from: "order", to: "out" },
    ],
    resources: [
      {
        kind: "network",
        id: "paths",
        points: Object.entries(points).map(([id, position]) => ({ id, position })),
        segments: segments.map((pair) => {
          const [from, to] = pair.split(">");
          return { from, to };
        }),
      },
      {
        kind: "fleet",
        id: "agv",
        vehicles: 1,
        home: "A",
        travel: { by: "network", network: "paths" },
        size: { length: 1.6, width: 0.8, height: 0.4 },
        ...fleet,
      },
    ],
    run: { horizon: 1000 },
  });
}

const LINE = { A: [0, 0, 0], B: [10, 0, 0] } as const;
const BEND = { A: [0, 0, 0], B: [10, 0, 0], C: [10, 10, 0] } as const;

async function told(plant: Plant): Promise<[string, number, string][]> {
  const found = await checkClearance(plant);
  return found.map(({ finding, measure, elements }) => [
    finding.rule.replace("clearance/", ""),
    measure,
    elements.join(" "),
  ]);
}

describe("fleets on path networks", () => {
  test("hit what reaches into a segment, and are told of what is too near", async () => {
    const post = (y: number): { id: string; at: Place; size: Place } => ({
      id: "post",
      at: [5, y, 0],
      size: [0.2, 0.2, 1],
    });
    expect(await told(plantOf(LINE, ["A>B"], [post(0.4)]))).toEqual([["fleetCollision", 0.1, "post"]]);
    expect(await told(plantOf(LINE, ["A>B"], [post(0.8)]))).toEqual([["fleetDistance", 0.3, "post"]]);
    expect(await told(plantOf(LINE, ["A>B"], [post(1.1)]))).toEqual([]);
  });

  test("carry loads above their own height", async () => {
    const arm = { id: "arm", at: [5, 0.7, 0.6] as Place, size: [0.2, 0.2, 1] as Place };
    const load = { length: 1.2, width: 1.4, height: 0.5 };
    expect(await told(plantOf(LINE, ["A>B"], [arm]))).toEqual([]);
    expect(await told(plantOf(LINE, ["A>B"], [arm], { load }))).toEqual([["fleetCollision", 0.1, "arm"]]);
  });

  test("pull trailers, which may be wider than they are", async () => {
    const post = { id: "post", at: [5, 0.7, 0] as Place, size: [0.2, 0.2, 0.3] as Place };
    const trailers = { count: 2, places: 4, width: 1.4 };
    expect(await told(plantOf(LINE, ["A>B"], [post]))).toEqual([["fleetDistance", 0.2, "post"]]);
    expect(await told(plantOf(LINE, ["A>B"], [post], { trailers }))).toEqual([
      ["fleetCollision", 0.1, "post"],
    ]);
  });

  test("turn on the spot where segments meet, and reach as far as their corners", async () => {
    const reach = Math.hypot(0.8, 0.4);
    // To the east of the corner, where the nose is before the turn, its right corner passes in the turn.
    const away = (distance: number): Place => [10 + distance, 0, 0];
    const post = (distance: number): { id: string; at: Place; size: Place } => ({
      id: "post",
      at: away(distance),
      size: [0.02, 0.02, 1],
    });
    const near = await told(plantOf(BEND, ["A>B", "B>C"], [post(reach + 0.3)]));
    expect(near).toMatchObject([["fleetDistance", expect.any(Number), "post"]]);
    expect(Math.abs((near[0]?.[1] ?? 0) - 0.3)).toBeLessThan(0.03);
    expect(await told(plantOf(BEND, ["A>B", "B>C"], [post(reach + 0.52)]))).toEqual([]);
  });

  test("may drive into what they load where they stop, and not elsewhere", async () => {
    const plant = plantOf(LINE, ["A>B"], []);
    const [source] = plant.elements;
    const at = (x: number): Plant => ({
      ...plant,
      elements: plant.elements.map((element) =>
        element === source
          ? { ...element, placement: { position: [x, 0, 0], rotation: 0, size: [1, 1, 1] } }
          : element,
      ),
    });
    expect(await told(at(0))).toEqual([]);
    expect(await told(at(5))).toEqual([["fleetCollision", 0.4, "in"]]);
  });

  test("without a size sweep nothing that could be told", async () => {
    const post = { id: "post", at: [5, 0, 0] as Place, size: [1, 1, 1] as Place };
    const plant = plantOf(LINE, ["A>B"], [post]);
    const resources = (plant.resources ?? []).map((resource) => {
      if (resource.kind !== "fleet") return resource;
      const { size: _, ...rest } = resource;
      return rest;
    });
    expect(await told({ ...plant, resources })).toEqual([]);
  });
});
