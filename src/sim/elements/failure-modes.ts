import type { Micros } from "../../base/units.ts";
import { asDistribution } from "../../plant/distribution.ts";
import type { FailureMode } from "../../plant/elements/failure.ts";
import type { Timer, TimerOwner } from "../kernel/event-calendar.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { Sampler, type SamplerState } from "../kernel/sampler.ts";
import { NO_CAUSE } from "../kernel/trace.ts";
import type { Claim, Claimant, Claims } from "../resources/claim.ts";
import type { BuildContext } from "./element.ts";

/** A failure comes after what ends at the same instant (SPEC B4). */
const FAILURE_PRIORITY = 2;

const UP = -1;

/** The element that fails. */
export interface FailingElement {
  /** It goes down now, or is repaired now. */
  onDown(down: boolean): void;
}

/** What failure modes need of what they are built with. */
export type FailureContext = Pick<BuildContext, "kernel" | "port" | "timer" | "stream" | "claims" | "claim">;

/** A clock that can be stopped: time it has run, and since when it runs. */
class StopClock {
  elapsed: Micros = 0;
  since: Micros = -1;

  read(now: Micros): Micros {
    return this.since < 0 ? this.elapsed : this.elapsed + (now - this.since);
  }

  run(now: Micros): void {
    if (this.since < 0) this.since = now;
  }

  stop(now: Micros): void {
    this.elapsed = this.read(now);
    this.since = -1;
  }
}

/**
 * The failure modes of one element (SPEC B1 to B6). Each mode has its time to failure on its own clock: the
 * *busy* clock runs while the element works, the *calendar* clock always; both stand still while it is down.
 * One repair at a time.
 */
export class FailureModes implements TimerOwner, Claimant {
  /** Breakdowns since the statistics began. */
  count = 0;
  readonly #modes: readonly FailureMode[];
  declare private readonly kernel: Kernel;
  readonly #owner: number;
  declare private readonly host: FailingElement;
  readonly #toFailure: readonly Sampler[];
  readonly #toRepair: readonly Sampler[];
  readonly #claims: Claims;
  /** Crew of each mode; undefined where it is repaired without one. */
  readonly #crews: readonly (Claim | undefined)[];
  declare private readonly busyTimer: Timer;
  declare private readonly calendarTimer: Timer;
  declare private readonly repairTimer: Timer;
  readonly #busy = new StopClock();
  readonly #calendar = new StopClock();
  /** Reading of its clock at which each mode strikes. */
  readonly #due: Float64Array;
  #nextBusy: Micros = Infinity;
  #current = UP;

  constructor(modes: readonly FailureMode[], context: FailureContext, host: FailingElement) {
    this.#modes = modes;
    this.kernel = context.kernel;
    this.#owner = context.port.index;
    this.host = host;
    this.busyTimer = context.timer(this, "failure/busy", 0);
    this.calendarTimer = context.timer(this, "failure/calendar", 1);
    this.repairTimer = context.timer(this, "repair", 2);
    const sampler = (mode: FailureMode, purpose: "timeToFailure" | "timeToRepair"): Sampler =>
      new Sampler(asDistribution(mode[purpose]), context.stream(`failure/${mode.id}/${purpose}`));
    this.#toFailure = modes.map((mode) => sampler(mode, "timeToFailure"));
    this.#toRepair = modes.map((mode) => sampler(mode, "timeToRepair"));
    this.#due = new Float64Array(modes.length);
    this.#claims = context.claims;
    this.#crews = modes.map(({ id, workers, priority }, i) =>
      workers === undefined ? undefined : context.claim(this, `repair/${id}`, i, workers, priority),
    );
  }

  get down(): boolean {
    return this.#current !== UP;
  }

  start(): void {
    this.#toFailure.forEach((sampler, mode) => (this.#due[mode] = sampler.next()));
    this.#calendar.run(0);
    this.#findNextBusy();
    this.#scheduleCalendar();
  }

  /** The element works from now on without a pause at least until `until`. */
  work(until: Micros): void {
    const now = this.kernel.now;
    this.#busy.run(now);
    const strike = now + (this.#nextBusy - this.#busy.read(now));
    if (strike < until && !this.busyTimer.pending) {
      this.busyTimer.time = strike;
      this.kernel.schedule(this.busyTimer, FAILURE_PRIORITY);
    }
  }

  /** The element does not work any more. */
  rest(): void {
    this.#busy.stop(this.kernel.now);
    this.kernel.calendar.cancel(this.busyTimer);
  }

  onTimer(timer: Timer): void {
    if (timer === this.repairTimer) this.#repair();
    else if (timer === this.busyTimer) this.#strike("busy", this.#busy);
    else this.#strike("calendar", this.#calendar);
  }

  save(): FailureState {
    return {
      count: this.count,
      current: this.#current === UP ? "" : (this.#modes[this.#current] as FailureMode).id,
      busy: [this.#busy.elapsed, this.#busy.since],
      calendar: [this.#calendar.elapsed, this.#calendar.since],
      modes: Object.fromEntries(
        this.#modes.map((mode, i) => [
          mode.id,
          {
            due: this.#due[i] as number,
            toFailure: (this.#toFailure[i] as Sampler).save(),
            toRepair: (this.#toRepair[i] as Sampler).save(),
          },
        ]),
      ),
    };
  }

  restore(state: FailureState): void {
    this.count = state.count;
    this.#current = this.#modes.findIndex((mode) => mode.id === state.current);
    [this.#busy.elapsed, this.#busy.since] = state.busy;
    [this.#calendar.elapsed, this.#calendar.since] = state.calendar;
    this.#modes.forEach((mode, i) => {
      const saved = state.modes[mode.id];
      if (saved === undefined) return;
      this.#due[i] = saved.due;
      (this.#toFailure[i] as Sampler).restore(saved.toFailure);
      (this.#toRepair[i] as Sampler).restore(saved.toRepair);
    });
    this.#findNextBusy();
  }

  #strike(clock: FailureMode["clock"], reading: StopClock): void {
    const now = this.kernel.now;
    const time = reading.read(now);
    const mode = this.#modes.findIndex((m, i) => m.clock === clock && (this.#due[i] as number) <= time);
    this.#current = mode;
    this.count++;
    this.#calendar.stop(now);
    this.kernel.calendar.cancel(this.calendarTimer);
    this.rest();
    if (this.kernel.trace !== undefined)
      this.kernel.log(this.#owner, "fail", undefined, this.#modes[mode]?.id);
    const crew = this.#crews[mode];
    if (crew === undefined) this.#beginRepair();
    else this.#claims.request(crew);
    this.host.onDown(true);
  }

  onGranted(): void {
    this.#beginRepair();
  }

  #beginRepair(): void {
    this.repairTimer.time = this.kernel.now + (this.#toRepair[this.#current] as Sampler).next();
    this.kernel.schedule(this.repairTimer);
  }

  #repair(): void {
    const crew = this.#crews[this.#current];
    if (crew !== undefined) this.#claims.release(crew);
    const mode = this.#current;
    const now = this.kernel.now;
    const clock = (this.#modes[mode] as FailureMode).clock === "busy" ? this.#busy : this.#calendar;
    this.#due[mode] = clock.read(now) + (this.#toFailure[mode] as Sampler).next();
    this.#current = UP;
    this.#calendar.run(now);
    this.#findNextBusy();
    this.#scheduleCalendar();
    if (this.kernel.trace !== undefined)
      this.kernel.log(this.#owner, "repair", undefined, this.#modes[mode]?.id);
    this.host.onDown(false);
  }

  #findNextBusy(): void {
    this.#nextBusy = this.#earliest("busy");
  }

  #scheduleCalendar(): void {
    const due = this.#earliest("calendar");
    if (due === Infinity) return;
    const now = this.kernel.now;
    this.calendarTimer.time = now + Math.max(0, due - this.#calendar.read(now));
    this.kernel.schedule(this.calendarTimer, FAILURE_PRIORITY);
    // It comes by itself, whatever the repair before it came from (SPEC K9).
    this.calendarTimer.cause = NO_CAUSE;
  }

  #earliest(clock: FailureMode["clock"]): Micros {
    let earliest = Infinity;
    this.#modes.forEach((mode, i) => {
      if (mode.clock === clock) earliest = Math.min(earliest, this.#due[i] as number);
    });
    return earliest;
  }
}

/** Failure modes as plain data; clocks are [time run, running since or −1], µs. */
export type FailureState = {
  count: number;
  /** Mode under repair; empty when up. */
  current: string;
  busy: [Micros, Micros];
  calendar: [Micros, Micros];
  modes: { [id: string]: { due: Micros; toFailure: SamplerState; toRepair: SamplerState } };
};
