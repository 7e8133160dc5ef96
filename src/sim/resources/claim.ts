import type { Micros } from "../../base/units.ts";
import type { WorkArea } from "../../plant/footpaths/foot-graph.ts";
import { type EventCalendar, Timer } from "../kernel/event-calendar.ts";
import type { Port } from "../kernel/ports.ts";
import { NO_CAUSE } from "../kernel/trace.ts";

/** What asks for workers or other resources. */
export interface Claimant {
  /** They are there; called from an event or the agenda, never inside `request`. */
  onGranted(claim: Claim): void;
  /** They leave what they do for their break, or are back; only while the claim is held. */
  onAway(claim: Claim, away: boolean): void;
}

/** What claims are made on: workers of one pool. */
export interface ClaimedResource {
  readonly port: Port;
  /** How many could be given now; negative where those who finish in overtime are more than are there. */
  readonly free: number;
  /** The calendar by which nobody is given out now; undefined on shift. */
  readonly offBy?: string | undefined;
  /** Those who are on a break of their own and would be given otherwise. */
  readonly onBreak: number;
  /** Whether some of those who serve the claim are on a break in which its task rests. */
  rests(claim: Claim): boolean;
  /** Whether they have to walk to where they are needed. */
  readonly walks: boolean;
  /** Claims that wait, first to be served first. */
  readonly waiting: Claim[];
  /** Claims that hold some of it. */
  readonly held: Claim[];
  /** The event that gave some back; kept only while a trace is written. */
  releasedBy: number;
  /** Gives so many to the claim after a wait of `waited` µs. @returns how long they walk to it, µs */
  give(claim: Claim, count: number, waited: Micros): Micros;
  /** Takes them back. */
  take(claim: Claim, count: number): void;
  /** Told when a saved run is whole again, claims included. */
  onRestored?(): void;
}

/** So many workers of any one of the resources. */
export interface Need {
  readonly options: readonly ClaimedResource[];
  readonly count: number;
}

const IDLE = 0;
const WAITING = 1;
/** Given, but still on their way. */
const COMING = 2;
const HELD = 3;

/** Where and as what a claim is made. */
export interface ClaimPlace {
  /** Unique in a run: the owner's id, a slash, and the purpose. */
  readonly name: string;
  /** For the claimant: which of several. */
  readonly code: number;
  /** Index of the element for the event log. */
  readonly owner: number;
  /** Where the workers are needed. */
  readonly site: WorkArea;
  /** The smaller is served first. */
  readonly priority: number;
}

/** A fixed slot of its owner for one claim, which is pending or held at most once. */
export class Claim {
  declare readonly claimant: Claimant;
  declare readonly place: ClaimPlace;
  declare readonly needs: readonly Need[];
  /** Every resource that could serve it. */
  declare readonly resources: readonly ClaimedResource[];
  /** Where they are needed now: that of its place, or of the task in which somebody is relieved. */
  site: WorkArea;
  /** Whether those who serve it stand in for others; they are lent to another pool, not at a task of their own. */
  lends = false;
  /** What the claimant was told last about whether its task rests. */
  told = false;
  /** Undefined where nobody has to walk. */
  declare readonly walk: Timer | undefined;
  phase: number = IDLE;
  since: Micros = 0;
  order = 0;
  cause: number = NO_CAUSE;
  /** Which resource serves each need, while they are held. */
  readonly chosen: ClaimedResource[] = [];

  constructor(claimant: Claimant, place: ClaimPlace, needs: readonly Need[], claims: ClaimArrivals) {
    this.claimant = claimant;
    this.place = place;
    this.needs = needs;
    this.site = place.site;
    this.resources = [...new Set(needs.flatMap(({ options }) => options))];
    this.walk = this.resources.some(({ walks }) => walks)
      ? new Timer(claims.calendar, { onTimer: () => claims.arrived(this) }, place.name, "walk", 0)
      : undefined;
  }

  get name(): string {
    return this.place.name;
  }

  get code(): number {
    return this.place.code;
  }

  get held(): boolean {
    return this.phase === HELD;
  }

  get idle(): boolean {
    return this.phase === IDLE;
  }

  get waits(): boolean {
    return this.phase === WAITING;
  }

  /** Given, and on the way. */
  get comes(): boolean {
    return this.phase === COMING;
  }

  /** Some of those who hold it are on a break. */
  get away(): boolean {
    return this.chosen.some((resource) => resource.rests(this));
  }
}

/** Told when those who walked to a claim are there. */
export interface ClaimArrivals {
  /** Where their walks are events. */
  readonly calendar: EventCalendar;
  arrived(claim: Claim): void;
}

/** What a claim is doing; saved with it. */
export const CLAIM_PHASES: Readonly<Record<"IDLE" | "WAITING" | "COMING" | "HELD", number>> = {
  IDLE,
  WAITING,
  COMING,
  HELD,
};
