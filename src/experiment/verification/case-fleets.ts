import type { Transport } from "../../plant/elements/transport.ts";
import type { Fleet } from "../../plant/resources/fleet.ts";
import { type CaseNode, Unsupported } from "./case.ts";
import { durationOf } from "./case-duration.ts";

/** A fleet as the case writes it. */
export interface CaseFleet {
  readonly id: string;
  readonly vehicles: number;
  readonly start_location?: string | readonly string[];
  readonly travel_s: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const FLEET_FIELDS: readonly string[] = ["id", "name", "title", "vehicles", "start_location", "travel_s"];

/** Fields of a transport that the translation knows. */
export const TRANSPORT_FIELDS: readonly string[] = [
  "fleet",
  "pickup",
  "drop",
  "load_s",
  "unload_s",
  "return_to",
  "routing",
];

/** Elements and resources share their ids in a plant, and need not in a case. */
function fleetId(id: string): string {
  return `fleet:${id}`;
}

/** @throws Unsupported */
export function fleetOf(fleet: CaseFleet): Fleet {
  for (const field of Object.keys(fleet))
    if (!FLEET_FIELDS.includes(field)) throw new Unsupported(`fleet with ${field}`);
  const { start_location: start, travel_s: travel } = fleet;
  if (start === undefined || start === null) throw new Unsupported("a fleet without a start location");
  const times = Object.fromEntries(
    Object.entries(travel).map(([from, row]) => [
      from,
      Object.fromEntries(Object.entries(row).map(([to, time]) => [to, constant(time)])),
    ]),
  );
  return {
    kind: "fleet",
    id: fleetId(fleet.id),
    vehicles: fleet.vehicles,
    home: typeof start === "string" ? start : [...start],
    travel: { by: "times", times },
  };
}

function constant(time: unknown): number {
  const duration = durationOf(time);
  if (typeof duration === "number") return duration;
  if (duration.dist === "constant") return duration.value;
  throw new Unsupported("travel times that vary");
}

export function transportOf(
  node: CaseNode,
): Pick<Transport, "fleet" | "pickup" | "drop"> & Partial<Transport> {
  const { load_s: load, unload_s: unload, return_to: returnTo } = node;
  return {
    fleet: fleetId(String(node["fleet"])),
    pickup: node["pickup"] as Transport["pickup"],
    drop: node["drop"] as Transport["drop"],
    ...(load === undefined ? {} : { loadTime: durationOf(load) }),
    ...(unload === undefined ? {} : { unloadTime: durationOf(unload) }),
    ...(typeof returnTo === "string" ? { returnTo } : {}),
  };
}
