import type { Root } from "./cause.ts";

/** Time and output that went to one root cause. Negative where parts were quicker than ideal. */
export interface Loss {
  readonly root: Root;
  /** Server time, s. */
  readonly seconds: number;
  /** Units that the constraint would have made in it. */
  readonly units: number;
  /** The same per hour of planned time. */
  readonly perHour: number;
}

/** The gap between ideal and actual output of the constraint, accounted for to the microsecond. */
export interface LedgerResult {
  /** Id of the station. */
  readonly constraint: string;
  readonly servers: number;
  /** Of the mix that was produced, s a unit. */
  readonly idealCycle: number;
  /** Server time that was planned, that its own calendar takes out, and that was produced in at the ideal cycle, s. */
  readonly planned: number;
  readonly unplanned: number;
  readonly productive: number;
  /** Units in the planned time, and units produced, each counted as far as it is done; scrap and rework are none. */
  readonly idealUnits: number;
  readonly units: number;
  /** Units per hour of planned time. */
  readonly idealPerHour: number;
  readonly perHour: number;
  /** The largest first. */
  readonly losses: readonly Loss[];
}
