import type { Micros } from "../../base/units.ts";
import type { ElementState } from "../elements/element.ts";
import type { KeptCause } from "./resource.ts";
import type { OrderClient, Phase, Vehicle, VehicleState } from "./vehicle.ts";
import type { Ways } from "./ways.ts";

/** A vehicle as plain data; places by name. */
export type SavedVehicle = {
  at: string;
  target: string;
  phase: Phase;
  state: VehicleState;
  client: string;
  flags: [loaded: boolean, loading: boolean, moving: boolean, down: boolean];
  times: [movingSince: Micros, idleSince: Micros, stateSince: Micros, orderedAt: Micros, left: Micros];
  energy: [energy: number, at: Micros, charger: number];
  way: ElementState;
};

export function saveVehicle(vehicle: Vehicle, ways: Ways): SavedVehicle {
  return {
    at: ways.name(vehicle.at),
    target: ways.name(vehicle.target),
    phase: vehicle.phase,
    state: vehicle.state,
    client: vehicle.client?.id ?? "",
    flags: [vehicle.loaded, vehicle.loading, vehicle.moving, vehicle.down],
    times: [vehicle.movingSince, vehicle.idleSince, vehicle.stateSince, vehicle.orderedAt, vehicle.left],
    energy: [vehicle.energy, vehicle.energyAt, vehicle.charger],
    way: ways.save(vehicle),
  };
}

export function restoreVehicle(
  vehicle: Vehicle,
  saved: SavedVehicle,
  ways: Ways,
  clientOf: (id: string) => OrderClient | undefined,
): void {
  vehicle.at = ways.place(saved.at);
  vehicle.target = ways.place(saved.target);
  vehicle.phase = saved.phase;
  vehicle.state = saved.state;
  vehicle.client = clientOf(saved.client);
  [vehicle.loaded, vehicle.loading, vehicle.moving, vehicle.down] = saved.flags;
  [vehicle.movingSince, vehicle.idleSince, vehicle.stateSince, vehicle.orderedAt, vehicle.left] = saved.times;
  [vehicle.energy, vehicle.energyAt, vehicle.charger] = saved.energy;
  ways.restore(vehicle, saved.way);
}

/** What a vehicle's next order will be released by, where the order is older. */
export function freedBy(vehicle: Vehicle): KeptCause {
  return {
    name: `vehicle/${vehicle.index}`,
    get cause() {
      return vehicle.freedBy;
    },
    set cause(cause) {
      vehicle.freedBy = cause;
    },
  };
}
