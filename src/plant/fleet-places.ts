import type { MilkRun } from "./elements/milk-run.ts";
import type { Transport } from "./elements/transport.ts";
import type { Fleet } from "./resources/fleet.ts";
import type { Plant } from "./schema.ts";

/** Where the vehicles of a fleet go, by what they do there. */
export interface FleetPlaces {
  readonly homes: readonly string[];
  readonly chargers: readonly string[];
  readonly transports: readonly TransportPlaces[];
  readonly milkRuns: readonly MilkRunPlaces[];
}

/** Where the trains of a milk run go, in the order of the route; each lap ends where it began. */
export interface MilkRunPlaces {
  readonly id: string;
  readonly route: readonly string[];
  readonly skipsStops: boolean;
}

/** Where the vehicles of one transport go. */
export interface TransportPlaces {
  readonly id: string;
  readonly pickups: readonly string[];
  readonly drops: readonly string[];
  readonly returnTo: string | undefined;
}

export function homesOf({ home }: Fleet): readonly string[] {
  return typeof home === "string" ? [home] : home;
}

/** Locations in the order of the plant file, each once. */
export function placesOfTransport({ id, pickup, drop, returnTo }: Transport): TransportPlaces {
  const listed = (places: Transport["pickup"]): string[] =>
    typeof places === "string" ? [places] : [...new Set(Object.values(places))];
  return { id, pickups: listed(pickup), drops: listed(drop), returnTo };
}

export function fleetPlaces(plant: Plant, fleet: Fleet): FleetPlaces {
  return {
    homes: [...new Set(homesOf(fleet))],
    chargers: [...new Set(fleet.battery?.chargers ?? [])],
    transports: plant.elements
      .filter((element) => element.kind === "transport")
      .filter((transport) => transport.fleet === fleet.id)
      .map(placesOfTransport),
    milkRuns: plant.elements
      .filter((element) => element.kind === "milkRun")
      .filter((milkRun) => milkRun.fleet === fleet.id)
      .map(placesOfMilkRun),
  };
}

/** Every place that a vehicle of the fleet can be sent to, each once. */
export function allPlaces(places: FleetPlaces): string[] {
  return [...new Set([...places.homes, ...stopsOfFleet(places)])];
}

/** Every place that transports, milk runs and batteries send a vehicle to. */
export function stopsOfFleet({ chargers, transports, milkRuns }: FleetPlaces): string[] {
  return [...chargers, ...transports.flatMap(stopsOf), ...milkRuns.flatMap(({ route }) => route)];
}

function placesOfMilkRun({ id, stops, skipsStops = false }: MilkRun): MilkRunPlaces {
  return { id, route: stops.map(({ at }) => at), skipsStops };
}

/** Ways that trains drive from stop to stop, the way back to the first among them; with stops that are skipped from each to all behind it. */
export function legsOf({ route, skipsStops }: MilkRunPlaces): [from: string, to: string][] {
  const closed = [...route, route[0] as string];
  const behind = (i: number): string[] => closed.slice(i + 1, skipsStops ? undefined : i + 2);
  return route.flatMap((from, i) => behind(i).map((to): [string, string] => [from, to]));
}

/** Where a transport stops. */
export function stopsOf({ pickups, drops, returnTo }: TransportPlaces): string[] {
  return [...pickups, ...drops, ...(returnTo === undefined ? [] : [returnTo])];
}
