import type { Network } from "../../plant/resources/network.ts";
import type { Element, Plant, Resource } from "../../plant/schema.ts";
import { PITCH, SECTION } from "./line-measures.ts";
import { placement } from "./plants.ts";

/** Kits on a vehicle, and in a rack at the line. */
const LOAD = 8;
const RACK = 24;
/** Distance of two control points, m. */
const SPACING = 30;

/** What brings kits to one line. */
export interface SupplyLoop {
  readonly elements: Element[];
  readonly connections: Plant["connections"];
  readonly resources: Resource[];
}

export function rackOf(line: number, section: number): string {
  return `rack${line}.${section}`;
}

/**
 * A supermarket of kits, a rack at each section of the line, and a one-way ring past them on which vehicles drive, one in
 * each segment. Kits are ordered for the rack that has fewest, and only where it has room.
 */
export function supplyLoop(line: {
  readonly line: number;
  readonly y: number;
  readonly stations: number;
  readonly vehicles: number;
}): SupplyLoop {
  const sections = line.stations / SECTION;
  const length = (line.stations + 1) * PITCH;
  const along = Math.ceil(length / SPACING);
  const racks = Array.from({ length: sections }, (_, section) => rackOf(line.line, section));
  const ids = { kits: `kits${line.line}`, market: `market${line.line}`, supply: `supply${line.line}` };
  const near = (n: number): string => `near${n}`;
  const far = (n: number): string => `far${n}`;
  const stops = Array.from({ length: along + 1 }, (_, n) => n);
  const points: Network["points"] = [
    ...stops.map((n) => ({
      id: near(n),
      position: [n * SPACING, line.y + 6, 0] as [number, number, number],
    })),
    ...stops.map((n) => ({
      id: far(n),
      position: [n * SPACING, line.y + 12, 0] as [number, number, number],
    })),
  ];
  const order = [...stops.map(near), ...stops.map(far).reverse()];
  const segments = order.map((from, i) => ({ from, to: order[(i + 1) % order.length] as string }));
  const at = (section: number): string =>
    near(Math.round(((section * SECTION + SECTION / 2 + 1) * PITCH) / SPACING));
  return {
    elements: [
      {
        kind: "source",
        id: ids.kits,
        placement: placement(-6, line.y + 9),
        arrivals: { mode: "saturated" },
        products: { order: "cyclic", sequence: ["kit"] },
      },
      {
        kind: "buffer",
        id: ids.market,
        placement: placement(-3, line.y + 9),
        capacity: 2 * line.vehicles * LOAD,
      },
      {
        kind: "transport",
        id: ids.supply,
        placement: placement(0, line.y + 15),
        fleet: `agv${line.line}`,
        pickup: near(0),
        drop: Object.fromEntries(racks.map((rack, section) => [rack, at(section)])),
        loadTime: 20,
        unloadTime: 20,
        awaitsRoom: true,
        routing: { policy: "shortestQueue" },
      },
      ...racks.map((id, section): Element => ({
        kind: "buffer",
        id,
        placement: placement((section * SECTION + SECTION / 2 + 1) * PITCH, line.y + 3),
        capacity: RACK,
      })),
    ],
    connections: [
      { from: ids.kits, to: ids.market },
      { from: ids.market, to: ids.supply },
      ...racks.map((to) => ({ from: ids.supply, to })),
      ...racks.map((from, section) => ({
        from,
        to: `station${line.line}.${section * SECTION + SECTION / 2}`,
      })),
    ],
    resources: [
      { kind: "network", id: `loop${line.line}`, points, segments },
      {
        kind: "fleet",
        id: `agv${line.line}`,
        vehicles: line.vehicles,
        capacity: LOAD,
        travel: { by: "network", network: `loop${line.line}` },
        home: order.filter((_, i) => i % 2 === 1).slice(-line.vehicles),
        speed: { empty: 2, loaded: 1.6 },
        acceleration: 0.8,
      },
    ],
  };
}
