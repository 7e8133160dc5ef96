import { type ClearanceFinding, ROUTE_COLLISION, ROUTE_DISTANCE, ROUTE_TURN } from "../plant/clearance.ts";
import type { Route, RouteVehicle } from "../plant/layout.ts";
import { makeFinding, type PathStep, type Rule } from "../plant/rule.ts";
import type { Obstacle } from "./obstacles.ts";
import { type ClearanceSite, millimetres, TOUCH } from "./site.ts";
import { type SweptPath, sweptPath, type VehicleShape } from "./swept-path.ts";
import {
  boxAlong,
  clip,
  type Corner,
  cornersOf,
  isAt,
  overlapOf,
  gapBetween,
  type UprightBox,
} from "./upright-box.ts";

/** How wide a gap is drawn, m. */
const SHOWN_WIDTH = 0.4;

/** Where a vehicle drives: what the check needs to know of it, whatever part of the plant file it comes from. */
export interface VehiclePath {
  readonly name: string;
  readonly vehicle: VehicleShape;
  /** Where it stops to load and unload. */
  readonly stops: readonly Corner[];
  /** Elements that it drives up to. */
  readonly serves: ReadonlySet<string>;
  /** Its place in the plant file. */
  readonly path: readonly PathStep[];
  readonly rules: { readonly collision: Rule; readonly distance: Rule };
}

/** The paths of a plant with what their vehicles sweep; worked out once. */
export interface SweptRoute {
  readonly route: VehiclePath;
  readonly swept: SweptPath;
}

export function sweptRoutes(routes: readonly Route[]): SweptRoute[] {
  return routes.map((route, i) => {
    const points = route.points.map(([x, y]): Corner => [x, y]);
    const vehicle = shapeOf(route.vehicle);
    const path: VehiclePath = {
      name: route.name ?? route.id,
      vehicle,
      stops: [points[0], points.at(-1)].filter((point) => point !== undefined),
      serves: new Set(route.serves),
      path: ["layout", "routes", i],
      rules: { collision: ROUTE_COLLISION, distance: ROUTE_DISTANCE },
    };
    return { route: path, swept: sweptPath(points, vehicle) };
  });
}

function shapeOf({ front, rear, width, height, load, turningRadius = 0 }: RouteVehicle): VehicleShape {
  const vehicle = { front, rear, width, from: 0, to: height };
  if (load === undefined) return { bodies: [vehicle], turningRadius };
  const { underside } = load;
  const carried = {
    front: load.front,
    rear: load.rear,
    width: load.width,
    from: underside,
    to: underside + load.height,
  };
  return { bodies: [vehicle, carried], turningRadius };
}

/** How near a vehicle comes to something. */
interface Meeting {
  readonly obstacle: Obstacle;
  readonly piece: UprightBox;
  /** Negative: it reaches so deep into it; m. */
  readonly distance: number;
}

/** Everything that vehicles hit or pass too closely, and corners that they cannot take. */
export function checkRoutes(site: ClearanceSite, routes: readonly SweptRoute[]): ClearanceFinding[] {
  return routes.flatMap((route) => [
    ...tightTurns(route),
    ...meetings(site, route, (piece) => site.near(piece, site.least.vehicleDistance)),
  ]);
}

/** The same for one element. */
export function checkRoutesOf(
  site: ClearanceSite,
  routes: readonly SweptRoute[],
  element: number,
): ClearanceFinding[] {
  const bodies = site.bodiesOf(element);
  return routes.flatMap((route) => meetings(site, route, () => bodies));
}

function tightTurns({ route, swept }: SweptRoute): ClearanceFinding[] {
  return swept.tight.map(({ corner, at: [x, y], fits }) => {
    const radius = route.vehicle.turningRadius;
    const box = { x, y, z: 0, yaw: 0, halfX: radius / 4, halfY: radius / 4, height: 1 };
    const values = {
      route: route.name,
      radius,
      fits: millimetres(fits),
      x: millimetres(x),
      y: millimetres(y),
    };
    return {
      finding: makeFinding(ROUTE_TURN, [...route.path, "points", corner], values),
      elements: [],
      place: { outline: cornersOf(box), from: 0, to: 0.3 },
      measure: millimetres(fits),
    };
  });
}

function meetings(
  site: ClearanceSite,
  { route, swept }: SweptRoute,
  near: (piece: UprightBox) => readonly Obstacle[],
): ClearanceFinding[] {
  const worst = new Map<string, Meeting>();
  for (const { box: piece } of swept.pieces) {
    for (const obstacle of near(piece)) {
      if (!isNear(piece, obstacle.box, site.least.vehicleDistance)) continue;
      const distance = distanceTo(piece, obstacle.box);
      if (distance >= site.least.vehicleDistance - 1e-6 || isServed(site, route, obstacle, distance))
        continue;
      const key = `${obstacle.kind} ${obstacle.index}`;
      const known = worst.get(key);
      if (known === undefined || distance < known.distance) worst.set(key, { obstacle, piece, distance });
    }
  }
  return [...worst.values()].map((meeting) => tell(site, route, meeting));
}

/** Whether two boxes can be that near at all, by the circles around them: spares most of the exact measuring. */
function isNear(a: UprightBox, b: UprightBox, distance: number): boolean {
  const reach = Math.hypot(a.halfX, a.halfY) + Math.hypot(b.halfX, b.halfY) + distance;
  const [dx, dy] = [a.x - b.x, a.y - b.y];
  return dx * dx + dy * dy <= reach * reach;
}

/** Free distance seen from above, where the two are at the same height somewhere; negative: the depth of the overlap, m. */
function distanceTo(piece: UprightBox, box: UprightBox): number {
  if (piece.z >= box.z + box.height - TOUCH || box.z >= piece.z + piece.height - TOUCH) return Infinity;
  const { depth } = overlapOf(piece, box);
  if (depth > TOUCH) return -depth;
  return depth > 0 ? 0 : gapBetween(piece, box).length;
}

/** A vehicle may stand close to what it serves, and within it where it stops there. */
function isServed(
  site: ClearanceSite,
  { serves, stops }: VehiclePath,
  { kind, index, box }: Obstacle,
  distance: number,
): boolean {
  const id = kind === "element" ? site.element(index)?.id : undefined;
  if (id === undefined || !serves.has(id)) return false;
  return distance >= 0 || stops.some((stop) => isAt(box, stop, TOUCH));
}

function tell(
  site: ClearanceSite,
  route: VehiclePath,
  { obstacle, piece, distance }: Meeting,
): ClearanceFinding {
  const element = obstacle.kind === "element" ? site.element(obstacle.index) : undefined;
  const isHit = distance < 0;
  const outline = isHit ? clip(cornersOf(piece), cornersOf(obstacle.box)) : aroundGap(piece, obstacle.box);
  const [x, y] = middleOf(outline);
  const values = {
    route: route.name,
    thing: site.nameOf(obstacle),
    measure: millimetres(Math.abs(distance)),
    least: site.least.vehicleDistance,
    x: millimetres(x),
    y: millimetres(y),
  };
  return {
    finding: makeFinding(isHit ? route.rules.collision : route.rules.distance, route.path, values),
    elements: element === undefined ? [] : [element.id],
    place: {
      outline,
      from: Math.max(piece.z, obstacle.box.z),
      to: Math.min(piece.z + piece.height, obstacle.box.z + obstacle.box.height),
    },
    measure: millimetres(Math.abs(distance)),
  };
}

function aroundGap(a: UprightBox, b: UprightBox): readonly Corner[] {
  const [from, to] = gapBetween(a, b).ends;
  const gap = boxAlong(from, to, SHOWN_WIDTH, [0, 1]);
  return cornersOf({ ...gap, halfX: Math.max(gap.halfX, SHOWN_WIDTH / 4) });
}

function middleOf(outline: readonly Corner[]): Corner {
  const n = outline.length;
  return [outline.reduce((sum, [x]) => sum + x, 0) / n, outline.reduce((sum, [, y]) => sum + y, 0) / n];
}
