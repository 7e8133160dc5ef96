import type { VehicleState } from "../plant/vehicle-states.ts";
import type { WorkerState } from "../plant/worker-states.ts";

/** Okabe and Ito's colours, as those of the states of elements that mean nearly the same. */
export const VEHICLE_COLOURS: Readonly<Record<VehicleState, string>> = {
  idle: "#E8E3D0",
  drivingEmpty: "#56B4E9",
  drivingLoaded: "#009E73",
  loading: "#CC79A7",
  unloading: "#B07AA1",
  waitingForTraffic: "#F0E442",
  waitingForDriver: "#999999",
  blocked: "#E69F00",
  charging: "#0072B2",
  failed: "#D55E00",
};

export const WORKER_COLOURS: Readonly<Record<WorkerState, string>> = {
  working: "#009E73",
  walking: "#56B4E9",
  idle: "#E8E3D0",
  onBreak: "#CC79A7",
  lent: "#0072B2",
  absent: "#D55E00",
  overtime: "#E69F00",
  offShift: "#999999",
};
