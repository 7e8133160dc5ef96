import type { Fleet } from "./resources/fleet.ts";

/** Parts that a vehicle holds, its trailers taken together. */
export function fleetCapacity({ capacity = 1, trailers }: Fleet): number {
  return trailers === undefined ? capacity : trailers.count * trailers.places;
}
