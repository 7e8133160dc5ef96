import type { ConstraintDemand } from "../balance/constraint-parts.ts";
import type { FindingValues } from "../plant/finding.ts";
import type { LineBalance, Workplace } from "../plant/balance/line-balance.ts";

/** What to balance a line for. */
export type BalanceAim =
  /** As few stations as the takt allows, and their loads as even as can be. */
  | "stations"
  /** The shortest takt with the stations that the line has. */
  | "cycle"
  /** The best efficiency: number of stations times their time, within takt and stations. */
  | "efficiency";

/** One line to balance, as the plant file has it. */
export interface BalanceRequest {
  readonly line: LineBalance;
  /** Ids of the plant's products. */
  readonly products: readonly string[];
  readonly aim: BalanceAim;
  /** Tasks that may be at another station than today, at most; no limit when absent. */
  readonly mostMoves?: number;
  /** s after which the best line so far is the answer. */
  readonly timeLimit: number;
}

/** Where a search stands; pushed at most ten times a second, and whenever a better line is found. */
export interface BalanceProgress {
  /** Counts the requests of this worker: progress and answers travel apart. */
  readonly request: number;
  /**
   * stations: fewest stations; cycle: shortest takt; efficiency: best efficiency; even: as even as can be with the
   * stations found; conflict: which demands exclude each other.
   */
  readonly phase: BalanceAim | "even" | "conflict";
  /** Best value found so far: stations, or s of takt; absent before the first. */
  readonly best?: number;
  /** No line can have a lower value. */
  readonly bound: number;
  readonly seconds: number;
}

/** A demand that takes part in a conflict; a line would be there without it. */
export type BalanceDemand =
  | Exclude<ConstraintDemand, { readonly kind: "places" }>
  | { readonly kind: "longTask"; readonly task: string; readonly time: number; readonly room: number }
  /** Stations by their ids. */
  | { readonly kind: "places"; readonly task: string; readonly stations: readonly string[] }
  /** The takt needs more stations than the line has. */
  | { readonly kind: "stations"; readonly needed: number; readonly available: number }
  | { readonly kind: "takt"; readonly takt: number };

/** What balancing comes back with. */
export type BalanceOutcome =
  | {
      readonly status: "optimal" | "feasible";
      /** Task ids a station, in the order of the line's stations and of precedence. */
      readonly assignment: readonly (readonly string[])[];
      /** By station id, where workers, station types, sides or parallel workplaces are chosen. */
      readonly manning?: Readonly<Record<string, readonly Workplace[]>>;
      /** The value of the aim that was found, and the one that no line can go below: stations, or s of takt. */
      readonly value: number;
      readonly bound: number;
      /** Whether the loads are proven to be as even as can be with these stations; absent where it was not asked for. */
      readonly isEven?: boolean;
      readonly seconds: number;
    }
  /** No line meets all demands; those named exclude each other, and each of them is needed for that. */
  | { readonly status: "infeasible"; readonly demands: readonly BalanceDemand[]; readonly seconds: number }
  /** Stopped before a line was found or shown to be impossible. */
  | { readonly status: "unknown"; readonly seconds: number }
  /** Times that cannot be added up exactly, demands that mean nothing together, or tasks that the checks did not see. */
  | { readonly status: "refused"; readonly rule: string; readonly values?: FindingValues };

/** The part of a MessagePort that the balance worker needs; the core knows no DOM. */
export interface BalancePort {
  postMessage(progress: BalanceProgress): void;
}

/** The balance worker: one search at a time, in slices of some 20 ms, so that every call is answered soon. */
export interface BalanceContract {
  /** Takes the port to which progress is pushed. */
  connect(port: BalancePort): void;
  /** Balances a line; a search that is under way ends with what it has. Answers when the search ends. */
  start(request: BalanceRequest): Promise<BalanceOutcome>;
  /** Ends the search: `start` answers with the best line so far. */
  cancel(): void;
  /** Answers at once; a worker that does not is dead. */
  ping(): void;
}
