import type { Transport } from "../../src/plant/elements/transport.ts";
import type { Fleet } from "../../src/plant/resources/fleet.ts";
import type { Element, Resource } from "../../src/plant/schema.ts";
import type { FleetResult } from "../../src/sim/results.ts";
import type { Run } from "./plants.ts";

const placement = {
  position: [0, 0, 0] as [number, number, number],
  rotation: 0,
  size: [1, 1, 1] as [number, number, number],
};

export function transport(
  id: string,
  pickup: Transport["pickup"],
  drop: Transport["drop"],
  more: Partial<Transport> = {},
): Element {
  return { kind: "transport", id, placement, fleet: "agv", pickup, drop, ...more };
}

/** A fleet by a table of travel times, such as `{ A: { B: 60 }, B: { A: 50 } }`. */
export function tableFleet(
  vehicles: number,
  home: Fleet["home"],
  times: Record<string, Record<string, number>>,
  more: Partial<Fleet> = {},
): Resource {
  return { kind: "fleet", id: "agv", vehicles, home, travel: { by: "times", times }, ...more };
}

export function fleetResult({ result }: Run, id = "agv"): FleetResult {
  const found = result.resources?.[id];
  if (found?.kind !== "fleet") throw new Error(`no fleet ${id}`);
  return found;
}

type Point = readonly [id: string, x: number, y: number, more?: object];

/** A network from points and ways such as `a - b - c` (two-way) and `a > b` (one-way). */
export function network(points: readonly Point[], ways: readonly string[]): Resource {
  const segments = ways.flatMap((way) => {
    const words = way.split(" ");
    return words.flatMap((sign, i) =>
      sign === "-" || sign === ">"
        ? [
            {
              from: words[i - 1] as string,
              to: words[i + 1] as string,
              ...(sign === "-" ? { twoWay: true } : {}),
            },
          ]
        : [],
    );
  });
  return {
    kind: "network",
    id: "net",
    points: points.map(([id, x, y, more]) => ({ id, position: [x, y, 0], ...more })),
    segments,
  };
}

export function networkFleet(vehicles: number, home: Fleet["home"], more: Partial<Fleet> = {}): Resource {
  return {
    kind: "fleet",
    id: "agv",
    vehicles,
    home,
    speed: { empty: 1, loaded: 1 },
    travel: { by: "network", network: "net" },
    ...more,
  };
}
