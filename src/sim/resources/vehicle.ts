import type { Micros } from "../../base/units.ts";
import type { VehicleState } from "../../plant/vehicle-states.ts";
import type { Timer } from "../kernel/event-calendar.ts";
import { NO_CAUSE } from "../kernel/trace.ts";
import type { Claim } from "./claim.ts";

export { VEHICLE_STATES, type VehicleState } from "../../plant/vehicle-states.ts";

/** What a vehicle is under way for. */
export const PHASES = [
  "idle",
  /** Ordered; its driver is not there yet. */
  "called",
  /** To a stop of its trip. */
  "toStop",
  "handling",
  /** At a stop with parts that find no room, or until it is time to go on. */
  "held",
  "returning",
  "parking",
  "toCharger",
  "charging",
  /** Made way while it waited for room at its drop; goes back when there is some. */
  "aside",
] as const;
export type Phase = (typeof PHASES)[number];

/** An order for a vehicle. */
export interface Order {
  readonly client: OrderClient;
  /** Index of the location where it begins. */
  readonly pickup: number;
  /** When it was made, µs. */
  readonly since: Micros;
  /** µs */
  readonly due: Micros;
  readonly priority: number;
  readonly sequence: number;
  /** The event that it comes from; kept only while a trace is written. */
  cause: number;
}

/** Who orders vehicles: it says what happens at each stop, by calling the fleet's `handle`, `drive`, `hold`, or `release`. */
export interface OrderClient {
  readonly id: string;
  /** The vehicle stands at the stop that it was sent to. */
  onArrived(vehicle: Vehicle): void;
  /** Loading or unloading is over. */
  onHandled(vehicle: Vehicle): void;
  /** A held vehicle must leave its stop with all that it has. Where this is missing, held vehicles stay. */
  stepAside?(vehicle: Vehicle): void;
  /** It stands where it is out of the way. */
  onAside?(vehicle: Vehicle): void;
  /** Whether one vehicle brings what the other waits to get rid of, so that neither gains by going first. */
  awaitSameRoom?(coming: Vehicle, standing: Vehicle): boolean;
}

/** One vehicle of a fleet. */
export class Vehicle {
  declare readonly index: number;
  /** `fleet/1` for the first. */
  declare readonly name: string;
  /** Its present activity, or the next point that it passes. */
  declare readonly timer: Timer;
  /** Index of the location where it stands or stood last. */
  declare at: number;
  /** Index of the location to which it is sent. */
  declare target: number;
  /** Its own home. */
  declare readonly home: number;
  declare phase: Phase;
  declare state: VehicleState;
  client: OrderClient | undefined = undefined;
  driver: Claim | undefined = undefined;
  loaded = false;
  loading = false;
  /** On the way between two places, not waiting for the way to become free. */
  moving = false;
  /** When its present movement began, µs. */
  movingSince: Micros = 0;
  idleSince: Micros = 0;
  stateSince: Micros = 0;
  /** When the order of its trip was made, µs. */
  orderedAt: Micros = 0;
  /** Where it looks, rad; for drawing only. */
  yaw = 0;
  down = false;
  /** What was left of its activity when it broke down, µs; −1 where nothing was under way. */
  left: Micros = -1;
  /** kWh, at `energyAt`. */
  energy = 0;
  energyAt: Micros = 0;
  /** Place in the list of chargers that it has for itself, or −1. */
  charger = -1;
  /** The event that freed it; kept only while a trace is written. */
  freedBy: number = NO_CAUSE;

  constructor(index: number, name: string, timer: Timer, home: number) {
    this.index = index;
    this.name = name;
    this.timer = timer;
    this.at = home;
    this.target = home;
    this.home = home;
    this.phase = "idle";
    this.state = "idle";
  }
}

/** It has nothing to do where it is, and can leave for others. */
export function atRest({ phase, client, moving }: Vehicle): boolean {
  if (phase === "aside") return !moving;
  return phase === "idle" || (phase === "held" && client?.stepAside !== undefined);
}

/** States in which a *busy* failure clock runs. */
export const WORKING_STATES: ReadonlySet<VehicleState> = new Set([
  "drivingEmpty",
  "drivingLoaded",
  "loading",
  "unloading",
]);

/** What a vehicle is doing, by what it is under way for. */
export function vehicleState(vehicle: Vehicle): VehicleState {
  if (vehicle.down) return "failed";
  switch (vehicle.phase) {
    case "idle":
      return "idle";
    case "called":
      return "waitingForDriver";
    case "handling":
      return vehicle.loading ? "loading" : "unloading";
    case "held":
      return "blocked";
    case "charging":
      return "charging";
    default:
      if (vehicle.moving) return vehicle.loaded ? "drivingLoaded" : "drivingEmpty";
      return vehicle.phase === "aside" && vehicle.at === vehicle.target ? "blocked" : "waitingForTraffic";
  }
}
