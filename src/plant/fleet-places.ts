import type { Transport } from "./elements/transport.ts";
import type { Fleet } from "./resources/fleet.ts";
import type { Plant } from "./schema.ts";

/** Where the vehicles of a fleet go, by what they do there. */
export interface FleetPlaces {
  readonly homes: readonly string[];
  readonly chargers: readonly string[];
  readonly transports: readonly TransportPlaces[];
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
  };
}

/** Every place that a vehicle of the fleet can be sent to, each once. */
export function allPlaces({ homes, chargers, transports }: FleetPlaces): string[] {
  return [...new Set([...homes, ...chargers, ...transports.flatMap(stopsOf)])];
}

/** Where a transport stops. */
export function stopsOf({ pickups, drops, returnTo }: TransportPlaces): string[] {
  return [...pickups, ...drops, ...(returnTo === undefined ? [] : [returnTo])];
}
