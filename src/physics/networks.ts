import { CLEARANCE_DEFAULTS, FLEET_COLLISION, FLEET_DISTANCE } from "../plant/clearance.ts";
import { fleetPlaces } from "../plant/fleet-places.ts";
import type { Fleet } from "../plant/resources/fleet.ts";
import type { Network, Segment } from "../plant/resources/network.ts";
import type { Plant } from "../plant/schema.ts";
import { TRAILER_SIZE } from "../plant/trailer-size.ts";
import type { SweptRoute } from "./routes.ts";
import { type SweptPiece, sweptPath, type VehicleBody, type VehicleShape } from "./swept-path.ts";
import type { Corner } from "./upright-box.ts";

/** Vehicles whose height is not known are taken to be as high as a person's way has to be free, m. */
const UNKNOWN_HEIGHT = CLEARANCE_DEFAULTS.walkwayHeight;
/** From so many segments on, a vehicle is taken to turn all the way round at a point. */
const CROSSING = 4;

/**
 * What the vehicles of fleets sweep on their path networks: straight along every segment, and at every point a turn on the
 * spot from each segment to each other one. Fleets without a size are left out: nobody knows what they sweep.
 */
export function networkRoutes(plant: Plant): SweptRoute[] {
  const resources = plant.resources ?? [];
  return resources.flatMap((fleet) => {
    if (fleet.kind !== "fleet" || fleet.size === undefined || fleet.travel.by !== "network") return [];
    const { network: id } = fleet.travel;
    const index = resources.findIndex((each) => each.kind === "network" && each.id === id);
    const network = resources[index];
    if (network?.kind !== "network") return [];
    return [sweptNetwork(plant, fleet, network, index)];
  });
}

function sweptNetwork(plant: Plant, fleet: Fleet, network: Network, index: number): SweptRoute {
  const vehicle = shapeOf(fleet);
  const places = new Map(network.points.map(({ id, position: [x, y] }) => [id, [x, y] as Corner]));
  const neighbours = new Map<string, Corner[]>();
  const pieces: SweptPiece[] = [];
  for (const segment of network.segments) {
    const [from, to] = ends(segment, places);
    if (from === undefined || to === undefined) continue;
    pieces.push(...sweptPath([from, to], vehicle).pieces);
    add(neighbours, segment.from, to);
    add(neighbours, segment.to, from);
  }
  for (const [id, around] of neighbours) {
    const at = places.get(id);
    if (at !== undefined) pieces.push(...turnsAt(at, around, vehicle));
  }
  return {
    route: {
      name: fleet.name ?? fleet.id,
      vehicle,
      stops: stopsOf(plant, fleet, places),
      serves: servedBy(plant, fleet),
      path: ["resources", index],
      rules: { collision: FLEET_COLLISION, distance: FLEET_DISTANCE },
    },
    swept: { pieces, tight: [] },
  };
}

function ends(
  { from, to }: Segment,
  places: ReadonlyMap<string, Corner>,
): [Corner | undefined, Corner | undefined] {
  return [places.get(from), places.get(to)];
}

function add(map: Map<string, Corner[]>, key: string, value: Corner): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

/** Vehicle and load about the middle of the vehicle. */
function shapeOf({ size, load, trailers }: Fleet): VehicleShape {
  const { length, width, height = UNKNOWN_HEIGHT } = size ?? { length: 0, width: 0 };
  const body = (long: number, wide: number, from: number, to: number): VehicleBody => ({
    front: long / 2,
    rear: long / 2,
    width: wide,
    from,
    to,
  });
  const vehicle = body(length, width, 0, height);
  const bodies = [vehicle];
  if (load !== undefined) bodies.push(body(load.length, load.width, height, height + load.height));
  // Trailers follow in the track of the tractor, each by itself.
  if (trailers !== undefined)
    bodies.push(
      body(trailers.length ?? TRAILER_SIZE.length, trailers.width ?? TRAILER_SIZE.width, 0, height),
    );
  return { bodies, turningRadius: 0 };
}

/** Turns between the segments of a point; where many meet, once round. */
function turnsAt(at: Corner, around: readonly Corner[], vehicle: VehicleShape): SweptPiece[] {
  const turn = (from: Corner, to: Corner): SweptPiece[] =>
    sweptPath([from, at, to], vehicle).pieces.filter(({ corner }) => corner !== undefined);
  if (around.length >= CROSSING) {
    const [x, y] = at;
    // A quarter to either side: a vehicle that is the same before and behind has then been everywhere.
    return [...turn([x - 1, y], [x, y + 1]), ...turn([x - 1, y], [x, y - 1])];
  }
  const pieces: SweptPiece[] = [];
  for (const [i, from] of around.entries()) {
    for (const to of around.slice(i + 1)) pieces.push(...turn(from, to));
  }
  return pieces;
}

/** Where vehicles load and unload. */
function stopsOf(plant: Plant, fleet: Fleet, places: ReadonlyMap<string, Corner>): Corner[] {
  const { transports, milkRuns } = fleetPlaces(plant, fleet);
  return [
    ...transports.flatMap(({ pickups, drops }) => [...pickups, ...drops]),
    ...milkRuns.flatMap(({ route }) => route),
  ]
    .map((place) => places.get(place))
    .filter((place) => place !== undefined);
}

/** Transports and milk runs of the fleet, and what they are connected with: vehicles drive up to these. */
function servedBy(plant: Plant, fleet: Fleet): Set<string> {
  const { transports, milkRuns } = fleetPlaces(plant, fleet);
  const served = new Set([...transports, ...milkRuns].map(({ id }) => id));
  const own = new Set(served);
  for (const { from, to } of plant.connections) {
    if (own.has(from)) served.add(to);
    if (own.has(to)) served.add(from);
  }
  return served;
}
