import type { State } from "../../plant/states.ts";

/** What a step of a chain of causes is about. */
export type CauseSubject =
  | "element"
  | "workers"
  | "fleet"
  | "vehicle"
  | "charger"
  | "cards"
  | "gate"
  | "calendar";

/** What is said of the subject. */
export type CauseReason =
  | "working"
  | "starved"
  | "blocked"
  | "failed"
  | "maintained"
  | "setup"
  | "offShift"
  | "closed"
  | "awaitsWorkers"
  | "rampsUp"
  | "workersAway"
  | "missesPart"
  | "collects"
  | "full"
  | "holds"
  | "craneBusy"
  | "onBreak"
  | "underWay"
  | "awaitsVehicle"
  | "trainBrings"
  | "trainCollects"
  | "trainLate"
  | "awaitsDeparture"
  | "notInStock"
  | "noArrival"
  | "noOrder"
  | "limit"
  | "noDestination"
  | "noSource"
  | "allBusy"
  | "vehiclesBusy"
  | "walking"
  | "inLine"
  | "charging"
  | "awaitsCharger"
  | "awaitsDriver"
  | "awaitsWay"
  | "driving"
  | "handling"
  | "taken"
  | "noneFree"
  | "gateClosed"
  | "break"
  | "unknown"
  | "circle";

/** One step of a chain: what the step before it waits for. */
export interface CauseStep {
  readonly subject: CauseSubject;
  readonly id: string;
  readonly reason: CauseReason;
  /** Only of elements. */
  readonly state?: State;
  /** Failure mode, plan of maintenance, product, part, place, calendar, element. */
  readonly detail?: string;
  /** Elements where what is short is in use, or that stand in a circle. */
  readonly others?: readonly string[];
  /** s; since when an element is in its state, not before the statistics began. */
  readonly since?: number;
  /** s; when it ends by itself, where that is known. */
  readonly until?: number;
}

/** What time is lost to in the end (SPEC Y5). The order is that in which one of several is preferred. */
export const ROOT_CAUSES = [
  "failure",
  "vehicleFailure",
  "maintenance",
  "setup",
  "break",
  "workers",
  "charging",
  "traffic",
  "fleet",
  "timetable",
  "cards",
  "gate",
  "orders",
  "supply",
  "exit",
  "travel",
  "pace",
  "unknown",
  "circle",
  "rampUp",
  "speed",
  "rework",
  "scrap",
] as const;
export type RootCause = (typeof ROOT_CAUSES)[number];

/** Where a chain ends. */
export interface Root {
  readonly cause: RootCause;
  /** Of the element, pool, fleet, loop, gate or calendar; of a circle all its elements. */
  readonly id: string;
  /** Failure mode or plan of maintenance. */
  readonly detail?: string;
}

/** Why an element is in its state, from that state to the root cause. */
export interface CauseChain {
  readonly element: string;
  /** s */
  readonly time: number;
  readonly steps: readonly CauseStep[];
  readonly root: Root;
}
