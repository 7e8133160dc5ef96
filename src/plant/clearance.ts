import type { BareFinding } from "./finding.ts";
import type { Clearance } from "./layout.ts";
import { rule, type Rule } from "./rule.ts";

/** Side of a column where the layout says nothing, m. */
export const COLUMN_WIDTH = 0.42;

/** Least measures that the check asks for, m. */
export type ClearanceLeast = Readonly<Record<keyof Clearance, number>>;

/**
 * Least measures where the layout says nothing, m.
 *
 * - walkwayWidth: ASR A1.8 (traffic routes in workplaces, 2022), up to 5 persons: 0.90 m.
 * - walkwayHeight: ASR A1.8, clear height over footpaths: 2.10 m.
 * - aisleWidth: ASR A1.8, one lane: the vehicle's width and 0.50 m on either side; with a pallet truck or counterbalance
 *   truck 1.20 m wide (assumed) 2.20 m.
 * - aisleHeight: ASR A1.8, the vehicle's height and 0.20 m; with a truck 2.20 m high, mast lowered (assumed), 2.40 m.
 * - vehicleDistance: EN ISO 3691-4 annex A, operating zone of driverless trucks: 0.50 m on either side.
 */
export const CLEARANCE_DEFAULTS: ClearanceLeast = {
  aisleWidth: 2.2,
  walkwayWidth: 0.9,
  aisleHeight: 2.4,
  walkwayHeight: 2.1,
  vehicleDistance: 0.5,
};

/** Least measures of a layout. */
export function leastOf(clearance: Clearance = {}): ClearanceLeast {
  const of = (name: keyof Clearance): number => clearance[name] ?? CLEARANCE_DEFAULTS[name];
  return {
    aisleWidth: of("aisleWidth"),
    walkwayWidth: of("walkwayWidth"),
    aisleHeight: of("aisleHeight"),
    walkwayHeight: of("walkwayHeight"),
    vehicleDistance: of("vehicleDistance"),
  };
}

export const OVERLAP: Rule = rule("clearance/overlap", "error");

export const CONNECTED_OVERLAP: Rule = rule("clearance/connectedOverlap", "warning");

export const IN_COLUMN: Rule = rule("clearance/column", "error");

export const ACROSS_FENCE: Rule = rule("clearance/fence", "error");

export const FENCE_OPENING: Rule = rule("clearance/fenceOpening", "warning");

export const OUTSIDE_FLOOR: Rule = rule("clearance/outsideFloor", "warning");

export const AISLE_NARROW: Rule = rule("clearance/aisleNarrow", "error");

export const AISLE_BLOCKED: Rule = rule("clearance/aisleBlocked", "error");

export const IN_AISLE: Rule = rule("clearance/inAisle", "warning");

export const WALKWAY_NARROW: Rule = rule("clearance/walkwayNarrow", "error");

export const WALKWAY_BLOCKED: Rule = rule("clearance/walkwayBlocked", "error");

export const IN_WALKWAY: Rule = rule("clearance/inWalkway", "warning");

export const DOOR_NARROW: Rule = rule("clearance/doorNarrow", "error");

export const DOOR_LOW: Rule = rule("clearance/doorLow", "error");

export const DOOR_BLOCKED: Rule = rule("clearance/doorBlocked", "error");

export const ROUTE_COLLISION: Rule = rule("clearance/routeCollision", "error");

export const ROUTE_DISTANCE: Rule = rule("clearance/routeDistance", "warning");

export const ROUTE_TURN: Rule = rule("clearance/routeTurn", "error");

export const FLEET_COLLISION: Rule = rule("clearance/fleetCollision", "error");

export const FLEET_DISTANCE: Rule = rule("clearance/fleetDistance", "warning");

export const CLEARANCE_RULES: readonly Rule[] = [
  OVERLAP,
  CONNECTED_OVERLAP,
  IN_COLUMN,
  ACROSS_FENCE,
  FENCE_OPENING,
  OUTSIDE_FLOOR,
  AISLE_NARROW,
  AISLE_BLOCKED,
  IN_AISLE,
  WALKWAY_NARROW,
  WALKWAY_BLOCKED,
  IN_WALKWAY,
  DOOR_NARROW,
  DOOR_LOW,
  DOOR_BLOCKED,
  ROUTE_COLLISION,
  ROUTE_DISTANCE,
  ROUTE_TURN,
  FLEET_COLLISION,
  FLEET_DISTANCE,
];

/** Where a finding of the clearance check lies: a prism over a convex outline, plant coordinates in m. */
export interface ClearancePlace {
  /** Corners [x, y], counterclockwise. */
  readonly outline: readonly (readonly [number, number])[];
  readonly from: number;
  /** Top, above the floor. */
  readonly to: number;
}

/** A finding of the clearance check, with what the 3D view needs to show it. */
export interface ClearanceFinding {
  readonly finding: BareFinding;
  /** Ids of the elements that it is about. */
  readonly elements: readonly string[];
  readonly place: ClearancePlace;
  /** The measure that is wrong: depth of an overlap, free width, distance; m. */
  readonly measure: number;
}
