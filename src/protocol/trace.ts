import type { LedgerResult } from "../sim/trace/ledger-result.ts";
import type { PartLife } from "../sim/trace/part-life.ts";
import type { RunSettings } from "./simulation.ts";

export type { Breakpoint, BreakpointHit } from "../sim/trace/breakpoint.ts";
export type { CauseChain, CauseStep, Root } from "../sim/trace/cause.ts";
export type { LedgerResult, Loss } from "../sim/trace/ledger-result.ts";
export type { PartLife, Stay } from "../sim/trace/part-life.ts";

/** A run that is repeated from its start. */
export interface RepeatedRun {
  /** Text of the plant file. */
  readonly text: string;
  readonly settings: RunSettings;
  /** Simulated time at which it ends, s, and the events processed by then. */
  readonly until: number;
  readonly events: number;
}

/** Expected failures are returned. */
export type LedgerAnswer =
  | { readonly ok: true; readonly value: LedgerResult; readonly found: boolean }
  | { readonly ok: false; readonly reason: "refused" | "noStation" | "zeroTimeLoop" };

export type LifeAnswer =
  | { readonly ok: true; readonly value: PartLife }
  | { readonly ok: false; readonly reason: "refused" | "noPart" | "zeroTimeLoop" };

/** Repeats the run that the page shows, and accounts for it; the run itself is not disturbed, and records nothing. */
export interface TraceContract {
  /** @param constraint id of the station; the one with the highest ideal load when absent */
  ledger(run: RepeatedRun, constraint?: string): Promise<LedgerAnswer>;
  /** @param part `source#serial` */
  life(run: RepeatedRun, part: string): Promise<LifeAnswer>;
  ping(): void;
}
