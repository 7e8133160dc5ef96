import type { Micros } from "../../base/units.ts";
import { WORKER_STATES, type WorkerShares, type WorkerState } from "../../plant/worker-states.ts";

/** Worker time by state, µs. */
export type WorkerTimes = Record<WorkerState, Micros>;

export function noTimes(): WorkerTimes {
  return Object.fromEntries(WORKER_STATES.map((state) => [state, 0])) as WorkerTimes;
}

/** @param all worker time observed, µs */
export function sharesOf(times: WorkerTimes, all: Micros): WorkerShares {
  const shares = WORKER_STATES.map((state) => [
    state,
    all > 0 ? times[state] / all : state === "idle" ? 1 : 0,
  ]);
  return Object.fromEntries(shares) as WorkerShares;
}
