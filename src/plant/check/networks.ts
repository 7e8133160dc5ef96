import { allPlaces, fleetPlaces, legsOf } from "../fleet-places.ts";
import type { Fleet } from "../resources/fleet.ts";
import type { Network } from "../resources/network.ts";
import { type PathStep, type Report, rule, type Rule } from "../rule.ts";
import { TRAILER_SIZE } from "../trailer-size.ts";
import type { NetworkGraph } from "../traffic/network-graph.ts";
import { type NetworkTraffic, networkTraffic } from "../traffic/network-traffic.ts";
import { canPass } from "../traffic/passing.ts";
import type { PlantIndex } from "./plant-index.ts";

const NO_NETWORK = rule("network/none", "error");

const NO_SPEED = rule("network/noSpeed", "error");

const DUPLICATE_POINT = rule("network/duplicatePoint", "error");

const UNKNOWN_POINT = rule("network/unknownPoint", "error");

const NO_LENGTH = rule("network/noLength", "error");

const NOT_ON_NETWORK = rule("network/notAPoint", "error");

const NO_WAY = rule("network/noWay", "error");

const HOME_FULL = rule("network/homeFull", "error");

const DEADLOCK = rule("network/deadlock", "error");

const MAY_DEADLOCK = rule("network/tooFewRefuges", "warning");

const START = rule("network/blockedStart", "warning");

const SHORT = rule("network/shortSegment", "warning");

const UNUSED = rule("network/unused", "warning");

export const NETWORK_RULES: readonly Rule[] = [
  NO_NETWORK,
  NO_SPEED,
  DUPLICATE_POINT,
  UNKNOWN_POINT,
  NO_LENGTH,
  NOT_ON_NETWORK,
  NO_WAY,
  HOME_FULL,
  DEADLOCK,
  MAY_DEADLOCK,
  START,
  SHORT,
  UNUSED,
];

/** Pairs of stops that are looked at for ways to pass. */
const MOST_PAIRS = 200;

/** Vehicles find their ways on networks, and never all stand in each other's. */
export function checkNetworks(index: PlantIndex, report: Report): void {
  const { plant } = index;
  const networks = new Map<string, Network>();
  for (const resource of plant.resources ?? [])
    if (resource.kind === "network" && !networks.has(resource.id)) networks.set(resource.id, resource);
  const used = new Set<string>();
  for (const [i, resource] of (plant.resources ?? []).entries()) {
    if (resource.kind !== "fleet" || resource.travel.by !== "network") continue;
    used.add(resource.travel.network);
    checkFleet(index, resource, networks, ["resources", i], report);
  }
  for (const [i, resource] of (plant.resources ?? []).entries()) {
    if (resource.kind !== "network") continue;
    const path = ["resources", i];
    if (!used.has(resource.id)) report(UNUSED, path, { id: resource.id });
    if (checkGeometry(resource, path, report)) checkTraffic(index, resource, path, report);
  }
}

function checkFleet(
  index: PlantIndex,
  fleet: Fleet,
  networks: ReadonlyMap<string, Network>,
  path: readonly PathStep[],
  report: Report,
): void {
  const { travel, id } = fleet;
  if (travel.by !== "network") return;
  if (fleet.speed === undefined) report(NO_SPEED, path, { id });
  const network = networks.get(travel.network);
  if (network === undefined) {
    if (index.omitted?.resources.has(travel.network) !== true)
      report(NO_NETWORK, [...path, "travel", "network"], {
        id: travel.network,
        known: [...networks.keys()].join(", "),
      });
    return;
  }
  const points = new Set(network.points.map((point) => point.id));
  for (const place of allPlaces(fleetPlaces(index.plant, fleet)))
    if (!points.has(place)) report(NOT_ON_NETWORK, path, { id, place, network: network.id });
}

/** @returns whether the network can be understood */
function checkGeometry(network: Network, path: readonly PathStep[], report: Report): boolean {
  let isSound = true;
  const positions = new Map<string, string>();
  for (const [i, { id, position }] of network.points.entries()) {
    if (positions.has(id)) {
      isSound = false;
      report(DUPLICATE_POINT, [...path, "points", i, "id"], { id });
    }
    positions.set(id, position.join(" "));
  }
  for (const [i, segment] of network.segments.entries()) {
    const place = [...path, "segments", i];
    for (const end of ["from", "to"] as const) {
      if (positions.has(segment[end])) continue;
      isSound = false;
      report(UNKNOWN_POINT, [...place, end], { id: segment[end], network: network.id });
    }
    const { from, to, length } = segment;
    if (from === to || (length === undefined && positions.get(from) === positions.get(to))) {
      isSound = false;
      report(NO_LENGTH, place, { from, to });
    }
  }
  return isSound;
}

function checkTraffic(index: PlantIndex, network: Network, path: readonly PathStep[], report: Report): void {
  const traffic = networkTraffic(index.plant, network);
  const { graph, fleets, homes } = traffic;
  if (fleets.length === 0 || homes.length === 0) return;
  checkSizes(network, traffic, path, report);
  const there = new Map<number, number>();
  for (const home of homes) there.set(home, (there.get(home) ?? 0) + 1);
  for (const [point, vehicles] of there) {
    const capacity = graph.capacity[point] as number;
    if (vehicles > capacity)
      report(HOME_FULL, [...path, "points", point], { point: graph.id(point), vehicles, capacity });
  }
  if (!checkWays(traffic, path, report)) return;
  if (checkPassing(index, traffic, network, path, report)) return;
  const vehicles = homes.length;
  if (typeof traffic.refuges === "number")
    report(MAY_DEADLOCK, path, { id: network.id, vehicles, found: traffic.refuges });
  else if (!traffic.startIsSafe) report(START, path, { id: network.id, vehicles });
}

function checkSizes(
  network: Network,
  { graph, fleets }: NetworkTraffic,
  path: readonly PathStep[],
  report: Report,
): void {
  const longest = Math.max(...fleets.map(lengthOf));
  for (const { segment, length, direction } of graph.out.flat()) {
    if (direction < 0 || length >= longest - 1e-9) continue;
    const { from, to } = network.segments[segment] as Network["segments"][number];
    report(SHORT, [...path, "segments", segment], { from, to, length, longest });
  }
}

/** Of a vehicle with its load, or of a train, m. */
function lengthOf({ size, load, trailers }: Fleet): number {
  const pulled = trailers === undefined ? 0 : trailers.count * (trailers.length ?? TRAILER_SIZE.length);
  return Math.max((size?.length ?? 0) + pulled, load?.length ?? 0);
}

/** Homes and stops are in reach of one another, vehicles left aside. */
function checkWays(
  { graph, homes, stops }: NetworkTraffic,
  path: readonly PathStep[],
  report: Report,
): boolean {
  const all = [...new Set([...homes, ...stops])];
  const [first] = all;
  if (first === undefined) return true;
  const outward = graph.reach([first], () => true);
  const inward = graph.reach([first], () => true, true);
  let isSound = true;
  for (const point of all) {
    const [from, to] = outward.has(point) ? [point, first] : [first, point];
    if (outward.has(point) && inward.has(point)) continue;
    isSound = false;
    report(NO_WAY, path, { from: graph.id(from), to: graph.id(to) });
  }
  return isSound;
}

/** @returns whether vehicles must come to stand in each other's way */
function checkPassing(
  index: PlantIndex,
  { graph, fleets, homes }: NetworkTraffic,
  network: Network,
  path: readonly PathStep[],
  report: Report,
): boolean {
  let pairs = 0;
  for (const fleet of fleets) {
    for (const [id, pickup, drop] of tripsOf(index, fleet)) {
      const [from, to] = [graph.indexOf.get(pickup), graph.indexOf.get(drop)];
      if (from === undefined || to === undefined || pairs++ > MOST_PAIRS) continue;
      if (canPass(graph, from, to, homes.length - 1) !== false) continue;
      report(DEADLOCK, path, {
        id: network.id,
        transport: id,
        from: pickup,
        to: drop,
        others: homes.length - 1,
        vehicles: fleets.map(({ id: name, vehicles }) => `${vehicles} × ${name}`).join(", "),
        segments: wayBetween(graph, from, to),
      });
      return true;
    }
  }
  return false;
}

/** Ways that transports and milk runs send vehicles of a fleet. */
function tripsOf(index: PlantIndex, fleet: Fleet): [id: string, from: string, to: string][] {
  const { transports, milkRuns } = fleetPlaces(index.plant, fleet);
  return [
    ...transports.flatMap(({ id, pickups, drops }) =>
      pickups.flatMap((pickup) => drops.map((drop): [string, string, string] => [id, pickup, drop])),
    ),
    ...milkRuns.flatMap((milkRun) =>
      legsOf(milkRun)
        .filter(([from, to]) => from !== to)
        .map(([from, to]): [string, string, string] => [milkRun.id, from, to]),
    ),
  ];
}

/** Ids of the points on a way with fewest segments. */
function wayBetween(graph: NetworkGraph, from: number, to: number): string {
  const before = new Map<number, number>([[from, -1]]);
  for (const [at] of before)
    for (const arc of graph.out[at] ?? []) if (!before.has(arc.to)) before.set(arc.to, at);
  const way: string[] = [];
  for (let at = to; at >= 0; at = before.get(at) ?? -1) way.unshift(graph.id(at));
  return way.length > 12 ? [...way.slice(0, 6), "…", ...way.slice(-5)].join(" – ") : way.join(" – ");
}
