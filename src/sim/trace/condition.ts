import type { Micros } from "../../base/units.ts";
import type { Part } from "../kernel/parts.ts";
import type { Claim } from "../resources/claim.ts";
import type { Vehicle } from "../resources/vehicle.ts";

/**
 * What one server of an element does, and what it waits for. Made only when it is asked for, so that a run that
 * nobody asks pays nothing.
 */
export interface Condition {
  /** Index into STATES. */
  readonly state: number;
  /** Since when, µs; not before the statistics began. */
  readonly since: Micros;
  readonly part?: Part | undefined;
  /** Time that the part is worked on here in all, change-overs left aside, µs. */
  readonly work?: Micros;
  /** The failure mode or the plan of maintenance that stops it. */
  readonly stop?: StopCondition | undefined;
  /** The claim that it waits for. */
  readonly claim?: Claim | undefined;
  /** The claim whose workers are on a break. */
  readonly away?: Claim | undefined;
  /** When its ramp-up ends that the work waits for, µs. */
  readonly rampsUpUntil?: Micros | undefined;
  /** It starts nothing more, since that would not end in the shift. */
  readonly closed?: boolean;
}

/** What stops an element. */
export interface StopCondition {
  readonly id: string;
  /** While the crew is waited for. */
  readonly crew: Claim | undefined;
}

/** What an element needs that has not come: of that element, of that product; either is absent where any will do. */
export interface Need {
  readonly from?: string | undefined;
  /** Index of the product. */
  readonly product?: number | undefined;
}

/** Why a source has nothing to offer. */
export type SourceCondition =
  | { readonly reason: "offShift" }
  /** As many of its parts are in the system as its CONWIP limit allows. */
  | { readonly reason: "limit"; readonly limit: number }
  /** No card of the loop that says what it makes is free. */
  | { readonly reason: "noCard"; readonly loop: string }
  /** The next part, or order, comes at that time, µs; Infinity where none will ever come. */
  | { readonly reason: "noArrival" | "noOrder"; readonly next: Micros };

/** Why a point of use of a milk run has not got what it lacks. */
export type DeliveryStatus =
  /** A train that is under way has it, or collects its cards; `late` is how much it departed too late, s. */
  | {
      readonly reason: "onTrain" | "nextLap";
      readonly vehicle: Vehicle;
      readonly stop: string;
      readonly late: number | undefined;
    }
  | { readonly reason: "notInStock"; readonly from: string }
  /** A departure is due, and no train is there. */
  | { readonly reason: "awaitsTrain" }
  /** s; undefined where nothing says when. */
  | { readonly reason: "awaitsDeparture"; readonly until: number | undefined };
