import type { Fleet } from "../../src/plant/resources/fleet.ts";
import type { Workers } from "../../src/plant/resources/workers.ts";
import { readPlant } from "../../src/plant/read.ts";
import type { Element, Plant, Resource } from "../../src/plant/schema.ts";
import { transport } from "./fleets.ts";
import { randomMaterialPlant } from "./random-material.ts";
import { Dice, duration, randomPlant } from "./random-plant.ts";

const SPRINGER = "springer";
/** Corners of the ring that vehicles and people share, m. */
const CORNERS = [
  [0, 0],
  [12, 0],
  [12, 8],
  [0, 8],
] as const;

/** A pool with breaks, relief, replacement, or ways on footpaths. */
function crew(dice: Dice, pool: Workers): Workers {
  const duration = dice.one([5, 12, 30]);
  const start = dice.whole(0, 120);
  const turns = pool.size;
  const period = start + turns * duration + dice.whole(60, 200);
  const walks = dice.chance(0.6);
  const footpaths = walks && dice.chance(0.7);
  return {
    ...pool,
    ...(walks
      ? {
          placement: { position: [-2, 4, 0], rotation: dice.one([0, 30]), size: [2, 2, 1] },
          walking: {
            speed: dice.one([0.5, 1.25]),
            ...(footpaths ? { footpaths: "paths" } : {}),
            ...(dice.chance(0.5) ? { whenIdle: "home" as const } : {}),
          },
        }
      : {}),
    ...(dice.chance(0.6)
      ? {
          breaks: {
            windows: [{ start, end: start + turns * duration, duration }],
            period,
            ...(dice.chance(0.8) ? { atMostAway: dice.whole(1, pool.size) } : {}),
            ...(dice.chance(0.5) ? { atWork: "rest" as const } : {}),
            ...(dice.chance(0.6) ? { relief: { pool: SPRINGER, handover: dice.one([0, 2]) } } : {}),
          },
        }
      : {}),
    ...(pool.absence !== undefined && dice.chance(0.7) ? { replacement: { pool: SPRINGER } } : {}),
  };
}

/** Vehicles by a table of times, or on a one-way ring. */
function fleet(dice: Dice, pools: readonly string[]): Fleet {
  const onRing = dice.chance(0.5);
  const places = ["c0", "c1", "c2", "c3"];
  const times = Object.fromEntries(
    places.map((from) => [
      from,
      Object.fromEntries(places.filter((to) => to !== from).map((to) => [to, dice.whole(1, 20)])),
    ]),
  );
  return {
    kind: "fleet",
    id: "agv",
    vehicles: dice.whole(1, 3),
    home: ["c0", "c2", "c3"],
    capacity: dice.whole(1, 3),
    travel: onRing ? { by: "network", network: "ring" } : { by: "times", times },
    ...(onRing ? { speed: { empty: 2, loaded: 1 } } : {}),
    ...(dice.chance(0.3) ? { parking: "home" as const } : {}),
    ...(dice.chance(0.3) ? { acceleration: 0.5 } : {}),
    ...(pools.length > 0 && dice.chance(0.3) ? { drivers: [{ pool: dice.one(pools) }] } : {}),
    ...(dice.chance(0.3)
      ? {
          failures: [
            {
              id: "flat",
              clock: "busy" as const,
              timeToFailure: { dist: "exponential" as const, mean: 120 },
              timeToRepair: 9,
            },
          ],
        }
      : {}),
  };
}

const corner = (i: number): { id: string; position: [number, number, number] } => {
  const [x, y] = CORNERS[i] ?? [0, 0];
  return { id: `c${i}`, position: [x, y, 0] };
};

/** Replaces some connections by transports, where the routing names no destination. */
function withTransports(
  dice: Dice,
  plant: Plant,
): Pick<Plant, "elements" | "connections"> & { moved: number } {
  const free = (element: Element | undefined): boolean => {
    const policy = element !== undefined && "routing" in element ? element.routing?.policy : undefined;
    return policy === undefined || policy === "firstAvailable" || policy.startsWith("roundRobin");
  };
  const elements = [...plant.elements];
  let moved = 0;
  const connections = plant.connections.flatMap((connection) => {
    const from = plant.elements.find(({ id }) => id === connection.from);
    const to = plant.elements.find(({ id }) => id === connection.to);
    const fits =
      free(from) && (from?.kind === "buffer" || from?.kind === "station") && to?.kind !== "batcher";
    if (!fits || moved === 2 || dice.chance(0.5)) return [connection];
    const id = `haul${moved++}`;
    elements.push(
      transport(id, `c${dice.whole(0, 1)}`, `c${dice.whole(2, 3)}`, {
        loadTime: duration(dice, 3),
        ...(dice.chance(0.4) ? { awaitsRoom: true } : {}),
      }),
    );
    return [
      { from: connection.from, to: id },
      { from: id, to: connection.to },
    ];
  });
  return { elements, connections, moved };
}

/** Elements stand around the ring, so that there are ways to walk. */
function placed(dice: Dice, elements: readonly Element[]): Element[] {
  return elements.map((element) => {
    const [x, y] = dice.one(CORNERS);
    const position: [number, number, number] = [x + dice.whole(-2, 2), y + dice.whole(-2, 2), 0];
    return { ...element, placement: { position, rotation: 0, size: [1, 1, 1] } };
  });
}

/** A random plant with crews on footpaths, and vehicles; undefined when the dice made one that the checks refuse. */
export function randomShop(seed: number): Plant | undefined {
  const dice = new Dice(seed);
  const plant = dice.chance(0.5) ? randomPlant(seed) : randomMaterialPlant(seed);
  if (plant === undefined) return undefined;
  const pools = (plant.resources ?? []).flatMap((resource) =>
    resource.kind === "workers" ? [resource.id] : [],
  );
  const { elements, connections, moved } = withTransports(dice, plant);
  const resources: Resource[] = (plant.resources ?? []).map((resource) =>
    resource.kind === "workers" ? crew(dice, resource) : resource,
  );
  resources.push({ kind: "workers", id: SPRINGER, size: dice.whole(1, 2) });
  if (moved > 0) {
    resources.push(fleet(dice, pools), {
      kind: "network",
      id: "ring",
      points: CORNERS.map((_, i) => corner(i)),
      segments: CORNERS.map((_, i) => ({ from: `c${i}`, to: `c${(i + 1) % 4}` })),
    });
  }
  resources.push({
    kind: "footpaths",
    id: "paths",
    points: CORNERS.map((_, i) => ({ ...corner(i), ...(i === 1 ? { crossing: 3 } : {}) })),
    paths: CORNERS.map((_, i) => ({
      from: `c${i}`,
      to: `c${(i + 1) % 4}`,
      ...(i === 2 ? { oneWay: true } : {}),
    })),
  });
  const read = readPlant(
    JSON.stringify({ ...plant, elements: placed(dice, elements), connections, resources }),
  );
  return read.ok ? read.value.plant : undefined;
}
