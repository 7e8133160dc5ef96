/** What a vehicle is doing; shares of time in them add to one. */
export const VEHICLE_STATES = [
  "idle",
  "drivingEmpty",
  "drivingLoaded",
  "loading",
  "unloading",
  "waitingForTraffic",
  "waitingForDriver",
  "blocked",
  "charging",
  "failed",
] as const;
export type VehicleState = (typeof VEHICLE_STATES)[number];
