import { fleetPlaces, homesOf, stopsOfFleet } from "../fleet-places.ts";
import type { Fleet } from "../resources/fleet.ts";
import type { Network } from "../resources/network.ts";
import type { Plant } from "../schema.ts";
import { NetworkGraph } from "./network-graph.ts";
import { findRefuges, type Refuges } from "./refuges.ts";
import { retreatOrder } from "./safe-state.ts";

/** The vehicles of all fleets on one network, and what is known of it before the run. */
export interface NetworkTraffic {
  readonly graph: NetworkGraph;
  readonly fleets: readonly Fleet[];
  /** By vehicle, fleet by fleet: the point where it begins. */
  readonly homes: readonly number[];
  /** Points that vehicles are sent to by transports, milk runs and batteries. */
  readonly stops: ReadonlySet<number>;
  /** Refuges for all, or how many could be found. */
  readonly refuges: Refuges | number;
  /** From their homes all can retreat; with refuges for all that makes deadlock impossible. */
  readonly startIsSafe: boolean;
}

/** Ids that are no points are left out; the checks tell them. */
export function networkTraffic(plant: Plant, network: Network): NetworkTraffic {
  const graph = new NetworkGraph(network);
  const fleets = (plant.resources ?? []).filter(
    (resource): resource is Fleet =>
      resource.kind === "fleet" && resource.travel.by === "network" && resource.travel.network === network.id,
  );
  const points = (names: readonly string[]): number[] =>
    names.flatMap((name) => graph.indexOf.get(name) ?? []);
  const homes = fleets.flatMap((fleet) => {
    const own = homesOf(fleet);
    return points(Array.from({ length: fleet.vehicles }, (_, i) => own[i % own.length] as string));
  });
  const stops = new Set(fleets.flatMap((fleet) => points(stopsOfFleet(fleetPlaces(plant, fleet)))));
  const refuges = findRefuges(graph, homes, stops);
  const startIsSafe = typeof refuges === "object" && retreatOrder(graph, homes, refuges.of) !== undefined;
  return { graph, fleets, homes, stops, refuges, startIsSafe };
}
