import type { Micros } from "../../base/units.ts";
import type { Timer } from "../kernel/event-calendar.ts";
import type { Claim } from "./claim.ts";
import type { Walk } from "./footways.ts";
import type { WorkerState } from "../../plant/worker-states.ts";

/** How far a worker is with his break; saved by name. */
export type BreakStage =
  | "none"
  /** At work until somebody relieves him. */
  | "awaitingRelief"
  /** His relief is there; both are, until it knows all. */
  | "handingOver"
  /** At work until his task ends. */
  | "finishing"
  | "onBreak"
  /** Back, while his relief is still there. */
  | "takingBack";

/** A break that is due and has not begun. */
export interface OwedBreak {
  readonly duration: Micros;
  /** From then on it waits for no relief. */
  readonly latest: Micros;
}

/** One worker of a crew: a place in the pool, which somebody else can fill. */
export class CrewMember {
  declare readonly index: number;
  /** End of the break, of the hand-over, or of the wait for a relief. */
  declare readonly timer: Timer;
  /** The task that he is at, or on the way to; during his break the one that he left. */
  claim: Claim | undefined = undefined;
  /** Came to this shift. */
  present = true;
  stage: BreakStage = "none";
  readonly owed: OwedBreak[] = [];
  /** Of his present break, µs. */
  duration: Micros = 0;
  /** Claim on somebody who relieves him, and on somebody who fills in for him. */
  relief: Claim | undefined = undefined;
  substitute: Claim | undefined = undefined;
  /** Somebody fills in for him and is there. */
  substituted = false;
  state: WorkerState = "idle";
  since: Micros = 0;
  /** Only where they walk. */
  walk: Walk | undefined = undefined;

  constructor(index: number, timer: Timer) {
    this.index = index;
    this.timer = timer;
  }

  /** Somebody is there for his place: he, or one who fills in. */
  get filled(): boolean {
    return this.present || this.substituted;
  }

  /** At a task, he or one who stands in for him. */
  get given(): boolean {
    return this.claim !== undefined && (this.stage !== "onBreak" || this.relieved);
  }

  get relieved(): boolean {
    return this.relief?.held === true;
  }

  /** One of those who may be away at once. */
  get away(): boolean {
    return this.stage !== "none" && this.stage !== "takingBack";
  }

  walking(now: Micros): boolean {
    return this.walk !== undefined && now < this.walk.since + this.walk.time;
  }
}
