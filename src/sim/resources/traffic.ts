import type { Micros } from "../../base/units.ts";
import type { Arc, NetworkGraph } from "../../plant/traffic/network-graph.ts";
import type { Motion } from "./motion.ts";
import type { Vehicle } from "./vehicle.ts";

/** What the traffic control of a network needs of a fleet. */
export interface TrafficFleet {
  /** The vehicle waits for its way, or starts to move. */
  onTraffic(vehicle: Vehicle): void;
  /** An idle vehicle must leave its point. */
  giveWay(vehicle: Vehicle, to: number): void;
}

/** A vehicle on a network. Points by index. */
export interface Driver {
  readonly vehicle: Vehicle;
  readonly fleet: TrafficFleet;
  readonly motion: { readonly empty: Motion; readonly loaded: Motion };
  readonly lookahead: number;
  /** Number among all vehicles of the network. */
  readonly number: number;
  /** Where it stands, or the point that it reserved last: there it will stand if nothing more is granted. */
  end: number;
  /** The point to which it goes on from there; −1 when it stays. */
  onward: number;
  /** What is reserved ahead, first to be driven first, and when each is passed, µs. */
  run: Arc[];
  passes: Micros[];
  /** When it passed the last point, µs. */
  passed: Micros;
  /** It waits for its way, in this order; −1 while it does not. */
  turn: number;
  waitingSince: Micros;
  /** A point that it must go to before its target, to make way; −1 when none. */
  detour: number;
  /** Corridor that it is in, and the direction; −1 outside. */
  corridor: number;
  direction: 1 | -1;
}

/** A chain of two-way segments without a place for two vehicles to pass each other: one direction at a time. */
export interface Corridor {
  /** Points at its ends, at the + end last. */
  readonly ends: readonly [number, number];
  readonly inside: ReadonlySet<number>;
}

/** Corridors of a network, and of each segment its corridor and whether + of the corridor is + of the segment. */
export interface Corridors {
  readonly list: readonly Corridor[];
  readonly ofSegment: readonly { readonly corridor: number; readonly sense: 1 | -1 }[];
}

/** Joins two-way segments at points with room for one where nothing else ends. */
export function findCorridors(graph: NetworkGraph): Corridors {
  const twoWay = (segment: number): boolean => graph.segments[segment]?.twoWay === true;
  const isInside = (point: number): boolean => {
    const out = graph.out[point] ?? [];
    return (
      graph.capacity[point] === 1 &&
      out.length === 2 &&
      graph.in[point]?.length === 2 &&
      out.every(({ segment }) => twoWay(segment)) &&
      out[0]?.to !== out[1]?.to
    );
  };
  const ofSegment = graph.segments.map(() => ({ corridor: -1, sense: 1 as 1 | -1 }));
  const list: Corridor[] = [];
  for (const arcs of graph.out) {
    for (const first of arcs) {
      if (!twoWay(first.segment) || ofSegment[first.segment]?.corridor !== -1 || isInside(first.from))
        continue;
      const inside = new Set<number>();
      let arc = first;
      for (;;) {
        ofSegment[arc.segment] = { corridor: list.length, sense: arc.direction };
        const at = arc.to;
        if (!isInside(at) || inside.has(at)) break;
        inside.add(at);
        const next = (graph.out[at] ?? []).find(({ segment }) => segment !== arc.segment);
        if (next === undefined) break;
        arc = next;
      }
      list.push({ ends: [first.from, arc.to], inside });
    }
  }
  return { list, ofSegment };
}
