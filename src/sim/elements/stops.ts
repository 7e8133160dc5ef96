import type { Micros } from "../../base/units.ts";
import type { FailureMode } from "../../plant/elements/failure.ts";
import type { Maintenance } from "../../plant/elements/maintenance.ts";
import { FAILED, MAINTENANCE } from "../../plant/states.ts";
import type { Timer, TimerOwner } from "../kernel/event-calendar.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { NO_CAUSE } from "../kernel/trace.ts";
import type { Claim, Claimant } from "../resources/claim.ts";
import type { Claims } from "../resources/claims.ts";
import type { StopCondition } from "../trace/condition.ts";
import type { BuildContext } from "./element.ts";
import { StopClock } from "./stop-clock.ts";
import { failureCause, maintenanceCause, type StopCause, type StopCauseState } from "./stop-cause.ts";

/** A stop comes after what ends at the same instant (SPEC B4). */
const STOP_PRIORITY = 2;

const RUNNING = -1;
const UNDER_WAY = -1;

/** The element that stops. */
export interface StoppingElement {
  /** It stops now, goes on now, must not start anything more, or stops for another reason than before. */
  onDown(): void;
  /** Whether parts are in work, so that a stop between parts has to wait. */
  hasWork(): boolean;
}

/** What stops need of what their owner is built with. */
export type StopContext = Pick<BuildContext, "kernel" | "port" | "timer" | "stream" | "claims" | "claim">;

/**
 * What stops one element: its failure modes (SPEC B1 to B8) and its preventive maintenance (SPEC M1 to M7). Each has
 * a clock: *busy* runs while the element works, the *calendar* clock of failures always, both not while it is
 * stopped; maintenance by calendar goes by the time itself, and by count by the parts. One stop at a time.
 */
export class Stops implements TimerOwner, Claimant {
  /** Breakdowns since the statistics began. */
  count = 0;
  /** Maintenances since the statistics began. */
  maintenances = 0;
  /** A stop between parts is due: nothing more is to be started. */
  draining = false;
  readonly #causes: readonly StopCause[];
  declare private readonly kernel: Kernel;
  readonly #claims: Claims;
  readonly #owner: number;
  declare private readonly host: StoppingElement;
  declare private readonly busyTimer: Timer;
  declare private readonly calendarTimer: Timer;
  declare private readonly planTimer: Timer | undefined;
  declare private readonly endTimer: Timer;
  readonly #busy = new StopClock();
  readonly #calendar = new StopClock();
  readonly #counts: boolean;
  #parts = 0;
  #nextBusy: Micros = Infinity;
  #current = RUNNING;
  /** What is left of the stop while its crew is on a break, µs. */
  #left: Micros = UNDER_WAY;

  constructor(
    failures: readonly FailureMode[],
    maintenance: readonly Maintenance[],
    context: StopContext,
    host: StoppingElement,
  ) {
    this.kernel = context.kernel;
    this.#claims = context.claims;
    this.#owner = context.port.index;
    this.host = host;
    this.busyTimer = context.timer(this, "failure/busy", 0);
    this.calendarTimer = context.timer(this, "failure/calendar", 1);
    this.endTimer = context.timer(this, "repair", 2);
    this.planTimer = maintenance.length === 0 ? undefined : context.timer(this, "maintenance", 3);
    this.#counts = maintenance.some(({ clock }) => clock === "count");
    this.#causes = [
      ...failures.map((mode, i) => failureCause(mode, i, context, this)),
      ...maintenance.map((plan, i) => maintenanceCause(plan, failures.length + i, context, this)),
    ];
  }

  /** Undefined for an element that nothing stops. */
  static of(
    {
      failures = [],
      maintenance = [],
    }: {
      readonly failures?: readonly FailureMode[] | undefined;
      readonly maintenance?: readonly Maintenance[] | undefined;
    },
    context: StopContext,
    host: StoppingElement,
  ): Stops | undefined {
    if (failures.length + maintenance.length === 0) return undefined;
    return new Stops(failures, maintenance, context, host);
  }

  get down(): boolean {
    return this.#current !== RUNNING;
  }

  /** State of the element while it is down, as an index into STATES. */
  get state(): number {
    return this.#causes[this.#current]?.maintains === true ? MAINTENANCE : FAILED;
  }

  /** What stops the element now. */
  get condition(): StopCondition | undefined {
    const cause = this.#causes[this.#current];
    return cause === undefined
      ? undefined
      : { id: cause.id, crew: cause.crew?.held === false ? cause.crew : undefined };
  }

  start(): void {
    for (const cause of this.#causes) cause.due = cause.first();
    this.#calendar.run(0);
    this.#findNextBusy();
    this.#scheduleCalendar();
    this.#schedulePlan();
  }

  /** The element works from now on without a pause at least until `until`. */
  work(until: Micros): void {
    const now = this.kernel.now;
    this.#busy.run(now);
    const strike = now + (this.#nextBusy - this.#busy.read(now));
    if (strike < until && !this.busyTimer.pending) {
      this.busyTimer.time = strike;
      this.kernel.schedule(this.busyTimer, STOP_PRIORITY);
    }
  }

  /** The element does not work any more. */
  rest(): void {
    this.#busy.stop(this.kernel.now);
    this.kernel.calendar.cancel(this.busyTimer);
  }

  /** A part is finished; a stop that waits for that begins. */
  finished(): void {
    this.#parts++;
    if (this.#counts && !this.down && !this.draining) {
      const due = this.#causes.findIndex((cause) => cause.clock === "count" && cause.due <= this.#parts);
      if (due !== -1) this.#strike(due);
    }
    this.drained();
  }

  /** A part went out, which may make a maintenance due that is not the cause of what that part does next. */
  wentOut(): void {
    const { cause } = this.kernel;
    this.finished();
    this.kernel.cause = cause;
  }

  /** No part may be in work any more: begins the stop that waits for that. */
  drained(): void {
    if (!this.draining || this.down || this.host.hasWork()) return;
    this.#strike(this.#causes.findIndex((cause) => cause.waits));
  }

  onTimer(timer: Timer): void {
    if (timer === this.endTimer) this.#end();
    else if (timer === this.busyTimer) this.#strikeBy("busy", this.#busy.read(this.kernel.now));
    else if (timer === this.calendarTimer) this.#strikeBy("calendar", this.#calendar.read(this.kernel.now));
    else this.#strikeBy("plan", this.kernel.now);
  }

  onGranted(): void {
    this.#begin();
  }

  onAway(_claim: Claim, away: boolean): void {
    const { calendar, now, trace } = this.kernel;
    const { id } = this.#causes[this.#current] as StopCause;
    if (trace !== undefined) this.kernel.log(this.#owner, away ? "suspend" : "resume", undefined, id);
    if (away) {
      this.#left = this.endTimer.time - now;
      calendar.cancel(this.endTimer);
    } else {
      this.endTimer.time = now + this.#left;
      this.kernel.schedule(this.endTimer);
      this.#left = UNDER_WAY;
    }
  }

  resetStatistics(): void {
    this.count = 0;
    this.maintenances = 0;
  }

  /** What the element's results tell beside its failures. */
  reported(): { maintenances?: number } {
    return this.planTimer === undefined ? {} : { maintenances: this.maintenances };
  }

  save(): StopsState {
    const failures = this.#causes.filter(({ maintains }) => !maintains);
    const plans = this.#causes.filter(({ maintains }) => maintains);
    const byId = (causes: readonly StopCause[]): { [id: string]: StopCauseState } =>
      Object.fromEntries(causes.map((cause) => [cause.id, cause.save()]));
    return {
      count: this.count,
      current: this.#causes[this.#current]?.id ?? "",
      busy: [this.#busy.elapsed, this.#busy.since],
      calendar: [this.#calendar.elapsed, this.#calendar.since],
      modes: byId(failures),
      ...(this.#left === UNDER_WAY ? {} : { left: this.#left }),
      ...(plans.length === 0
        ? {}
        : { plans: byId(plans), parts: this.#parts, maintenances: this.maintenances }),
    };
  }

  restore(state: StopsState): void {
    this.count = state.count;
    this.maintenances = state.maintenances ?? 0;
    this.#parts = state.parts ?? 0;
    this.#left = state.left ?? UNDER_WAY;
    this.#current = this.#causes.findIndex(({ id }) => id === state.current);
    [this.#busy.elapsed, this.#busy.since] = state.busy;
    [this.#calendar.elapsed, this.#calendar.since] = state.calendar;
    for (const cause of this.#causes) {
      const saved = (cause.maintains ? state.plans : state.modes)?.[cause.id];
      if (saved !== undefined) cause.restore(saved);
    }
    this.draining = this.#causes.some(({ waits }) => waits);
    this.#findNextBusy();
  }

  #strikeBy(clock: StopCause["clock"], reading: number): void {
    this.#strike(this.#causes.findIndex((cause) => cause.clock === clock && cause.due <= reading));
  }

  /** Begins a stop, or lets it wait until the element is free for it. */
  #strike(index: number): void {
    const cause = this.#causes[index] as StopCause;
    if (cause.maintains) {
      cause.due = cause.dueAfterStart(this.kernel.now);
      this.#findNextBusy();
      this.#schedulePlan();
      if (this.down || (cause.between && this.host.hasWork())) {
        cause.waits = true;
        // Other causes by the busy clock are still to come; the end of the work cancels what it comes before.
        if (cause.clock === "busy") this.work(Infinity);
        this.#drain();
        return;
      }
    }
    this.#stop(index);
  }

  #drain(): void {
    const draining = this.#causes.some(({ waits }) => waits);
    if (draining === this.draining) return;
    this.draining = draining;
    if (!this.down) this.host.onDown();
  }

  #stop(index: number): void {
    const kernel = this.kernel;
    const cause = this.#causes[index] as StopCause;
    this.#current = index;
    cause.waits = false;
    this.draining = this.#causes.some(({ waits }) => waits);
    if (cause.maintains) this.maintenances++;
    else this.count++;
    this.#calendar.stop(kernel.now);
    kernel.calendar.cancel(this.calendarTimer);
    this.rest();
    if (kernel.trace !== undefined)
      kernel.log(this.#owner, cause.maintains ? "maintain" : "fail", undefined, cause.id);
    if (cause.crew === undefined) this.#begin();
    else this.#claims.request(cause.crew);
    this.host.onDown();
  }

  #begin(): void {
    this.endTimer.time = this.kernel.now + (this.#causes[this.#current] as StopCause).duration.next();
    this.kernel.schedule(this.endTimer);
  }

  #end(): void {
    const kernel = this.kernel;
    const { now } = kernel;
    const cause = this.#causes[this.#current] as StopCause;
    if (cause.crew !== undefined) this.#claims.release(cause.crew);
    this.#current = RUNNING;
    this.#renew(cause, now);
    this.#calendar.run(now);
    this.#findNextBusy();
    this.#scheduleCalendar();
    if (kernel.trace !== undefined)
      kernel.log(this.#owner, cause.maintains ? "maintained" : "repair", undefined, cause.id);
    const next = this.#causes.findIndex(({ waits, between }) => waits && !(between && this.host.hasWork()));
    if (next === RUNNING) this.host.onDown();
    else this.#stop(next);
  }

  /** Sets the clocks of the cause that ended, and of those that begin anew with it. */
  #renew(ended: StopCause, now: Micros): void {
    const reading = {
      busy: this.#busy.read(now),
      calendar: this.#calendar.read(now),
      count: this.#parts,
      plan: now,
    };
    for (const cause of this.#causes) {
      const anew =
        cause === ended ||
        (ended.renewsFailures && !cause.maintains) ||
        (ended.renewsMaintenance && cause.maintains);
      if (!anew) continue;
      cause.due = cause.dueAfterEnd(reading[cause.clock]);
      // What it waited for has been done with this stop.
      if (cause.clock !== "plan") cause.waits = false;
    }
    this.draining = this.#causes.some(({ waits }) => waits);
    this.#schedulePlan();
  }

  #findNextBusy(): void {
    this.#nextBusy = this.#earliest("busy");
  }

  #scheduleCalendar(): void {
    const due = this.#earliest("calendar");
    if (due === Infinity) return;
    const now = this.kernel.now;
    this.calendarTimer.time = now + Math.max(0, due - this.#calendar.read(now));
    this.kernel.schedule(this.calendarTimer, STOP_PRIORITY);
    // It comes by itself, whatever the repair before it came from (SPEC K9).
    this.calendarTimer.cause = NO_CAUSE;
  }

  #schedulePlan(): void {
    const due = this.#earliest("plan");
    if (this.planTimer === undefined || due === Infinity) return;
    this.planTimer.time = due;
    this.kernel.schedule(this.planTimer, STOP_PRIORITY);
    this.planTimer.cause = NO_CAUSE;
  }

  #earliest(clock: StopCause["clock"]): number {
    let earliest = Infinity;
    for (const cause of this.#causes) {
      if (cause.clock === clock) earliest = Math.min(earliest, cause.due);
    }
    return earliest;
  }
}

/** What stops an element as plain data; clocks are [time run, running since or −1], µs. */
export type StopsState = {
  count: number;
  /** What stops it now; empty when nothing does. */
  current: string;
  busy: [Micros, Micros];
  calendar: [Micros, Micros];
  modes: { [id: string]: StopCauseState };
  /** Only while the crew is on a break. */
  left?: Micros;
  /** Only where there is maintenance. */
  plans?: { [id: string]: StopCauseState };
  parts?: number;
  maintenances?: number;
};
