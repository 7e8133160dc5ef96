import type { Transport } from "../elements/transport.ts";
import { allPlaces, type FleetPlaces, fleetPlaces, homesOf, legsOf } from "../fleet-places.ts";
import { fleetCapacity } from "../fleet-capacity.ts";
import type { Fleet } from "../resources/fleet.ts";
import { type PathStep, type Report, rule, type Rule } from "../rule.ts";
import type { PlantIndex } from "./plant-index.ts";

const NO_FLEET = rule("transport/noFleet", "error");

const NO_PLACE = rule("transport/noPlace", "error");

const NOT_CONNECTED = rule("transport/notConnected", "warning");

const TOO_MANY = rule("transport/tripExceedsVehicle", "warning");

const UNUSED = rule("fleet/unused", "warning");

const NO_TIME = rule("fleet/noTime", "error");

const UNKNOWN_PLACE = rule("fleet/unknownPlace", "error");

const NO_AXIS = rule("fleet/noAxis", "error");

const MOTION = rule("fleet/motionWithoutNetwork", "warning");

const CHARGE = rule("fleet/chargeLimits", "error");

export const TRANSPORT_RULES: readonly Rule[] = [
  NO_FLEET,
  NO_PLACE,
  NOT_CONNECTED,
  TOO_MANY,
  UNUSED,
  NO_TIME,
  UNKNOWN_PLACE,
  NO_AXIS,
  MOTION,
  CHARGE,
];

/** Transports have a fleet and places for what is connected with them; fleets get everywhere they must. */
export function checkTransports(index: PlantIndex, report: Report): void {
  const { plant } = index;
  const fleets = new Map(
    (plant.resources ?? []).flatMap((resource) =>
      resource.kind === "fleet" ? [[resource.id, resource]] : [],
    ),
  );
  const used = new Set<string>();
  for (const [i, element] of plant.elements.entries()) {
    if (element.kind === "milkRun") used.add(element.fleet);
    if (element.kind !== "transport") continue;
    used.add(element.fleet);
    checkTransport(index, i, element, fleets, report);
  }
  for (const [i, resource] of (plant.resources ?? []).entries()) {
    if (resource.kind !== "fleet") continue;
    const path = ["resources", i];
    if (!used.has(resource.id)) report(UNUSED, path, { id: resource.id });
    checkFleet(index, resource, path, report);
  }
}

function checkTransport(
  index: PlantIndex,
  i: number,
  transport: Transport,
  fleets: ReadonlyMap<string, Fleet>,
  report: Report,
): void {
  const { id, partsPerTrip } = transport;
  const path = ["elements", i];
  const fleet = fleets.get(transport.fleet);
  if (fleet === undefined) {
    if (index.omitted?.resources.has(transport.fleet) !== true)
      report(NO_FLEET, [...path, "fleet"], { id: transport.fleet, known: [...fleets.keys()].join(", ") });
  } else if (partsPerTrip !== undefined && partsPerTrip > fleetCapacity(fleet)) {
    const capacity = fleetCapacity(fleet);
    report(TOO_MANY, [...path, "partsPerTrip"], { id, partsPerTrip, capacity, fleet: fleet.id });
  }
  for (const member of ["pickup", "drop"] as const) {
    const places = transport[member];
    if (typeof places === "string") continue;
    const neighbours = (member === "pickup" ? index.inputs : index.outputs)[i] ?? [];
    const ids = neighbours.map((at) => index.element(at).id);
    for (const other of ids)
      if (!Object.hasOwn(places, other)) report(NO_PLACE, [...path, member], { id, other, member });
    for (const other of Object.keys(places))
      if (!ids.includes(other)) report(NOT_CONNECTED, [...path, member, other], { id, other });
  }
}

function checkFleet(index: PlantIndex, fleet: Fleet, path: readonly PathStep[], report: Report): void {
  const { battery, travel } = fleet;
  const places = fleetPlaces(index.plant, fleet);
  if (battery !== undefined && battery.chargeBelow >= (battery.chargeTo ?? 1)) {
    const { chargeBelow, chargeTo = 1 } = battery;
    report(CHARGE, [...path, "battery", "chargeBelow"], { id: fleet.id, chargeBelow, chargeTo });
  }
  const moves = ["speed", "acceleration", "deceleration", "reservesAhead"] as const;
  for (const member of moves) {
    if (fleet[member] !== undefined && travel.by !== "network")
      report(MOTION, [...path, member], { id: fleet.id, member });
  }
  if (travel.by === "axes") checkAxes(fleet, places, path, report);
  else checkTimes(index, fleet, places, path, report);
}

function checkAxes(fleet: Fleet, places: FleetPlaces, path: readonly PathStep[], report: Report): void {
  const { travel } = fleet;
  if (travel.by !== "axes") return;
  const { locations } = travel;
  for (const place of allPlaces(places))
    if (!Object.hasOwn(locations, place))
      report(UNKNOWN_PLACE, [...path, "travel", "locations"], { id: fleet.id, place });
  const points = Object.values(locations);
  for (const [axis, name] of (["x", "y", "z"] as const).entries()) {
    const spread = new Set(points.map((point) => point[axis]));
    const hoists = name === "z" && travel.travelHeight !== undefined && !spread.has(travel.travelHeight);
    if (travel[name] === undefined && (spread.size > 1 || hoists))
      report(NO_AXIS, [...path, "travel"], { id: fleet.id, axis: name });
  }
}

/** Every travel time that a vehicle can need is there. */
function checkTimes(
  index: PlantIndex,
  fleet: Fleet,
  places: FleetPlaces,
  path: readonly PathStep[],
  report: Report,
): void {
  const { travel } = fleet;
  if (travel.by !== "times") return;
  const told = new Set<string>();
  const need = (from: string, to: string): void => {
    const key = `${from}\n${to}`;
    const row = Object.hasOwn(travel.times, from) ? travel.times[from] : undefined;
    if (from === to || told.has(key) || (row !== undefined && Object.hasOwn(row, to))) return;
    told.add(key);
    report(NO_TIME, [...path, "travel", "times"], { id: fleet.id, from, to });
  };
  const { homes, chargers, transports, milkRuns } = places;
  const waits = new Set([...homes, ...chargers]);
  for (const { id, pickups, drops, returnTo } of transports) {
    for (const place of returnTo === undefined ? drops : [returnTo]) waits.add(place);
    // A vehicle may come for a part that has gone elsewhere, and waits there then.
    if (comesForNothing(index, id)) for (const place of pickups) waits.add(place);
    for (const drop of drops) {
      for (const pickup of pickups) need(pickup, drop);
      if (returnTo !== undefined) need(drop, returnTo);
    }
  }
  for (const milkRun of milkRuns) {
    for (const [from, to] of legsOf(milkRun)) need(from, to);
    waits.add(milkRun.route[0] as string);
  }
  for (const from of waits) {
    for (const { route } of milkRuns) need(from, route[0] as string);
    for (const { pickups } of transports) for (const pickup of pickups) need(from, pickup);
    if (fleet.parking === "home") for (const home of homesOf(fleet)) need(from, home);
    for (const charger of chargers) need(from, charger);
  }
}

/** Whether parts that wait for the transport can go elsewhere. */
function comesForNothing(index: PlantIndex, id: string): boolean {
  const at = index.elements.get(id);
  return at !== undefined && (index.inputs[at] ?? []).some((from) => (index.outputs[from]?.length ?? 0) > 1);
}
