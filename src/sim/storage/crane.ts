import type { Micros } from "../../base/units.ts";
import { BLOCKED, STARVED, WORKING } from "../../plant/states.ts";
import type { Stops, StopsState } from "../elements/stops.ts";
import type { Timer } from "../kernel/event-calendar.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { StateClock } from "../statistics/state-clock.ts";
import { Stateful } from "../statistics/state-clock.ts";
import type { Sampler, SamplerState } from "../kernel/sampler.ts";
import { ENTRY, type Rack } from "./rack.ts";

/** One thing that a crane does: it drives to a place, picks up there, or deposits there. */
export interface Step {
  readonly act: "drive" | "pick" | "deposit";
  /** A channel of the aisle, `ENTRY` or `EXIT`. */
  readonly at: number;
}

/** What a crane's cycle has been so far. */
export type CycleKind = "none" | "store" | "retrieve" | "dual";

/** What tells a crane what to do. */
export interface CraneMaster {
  onPicked(crane: Crane, at: number): void;
  onDeposited(crane: Crane, at: number): void;
  /** All steps are done; it may give more. */
  onFree(crane: Crane): void;
}

/** A stacker crane that runs: it works off its steps one after the other (SPEC H3, H4, H14). */
export class Crane {
  readonly index: number;
  readonly timer: Timer;
  readonly server: Stateful = new Stateful(STARVED);
  /** Where it stands, or comes from. */
  at: number = ENTRY;
  steps: Step[] = [];
  busy = false;
  cycle: CycleKind = "none";
  cycleSince: Micros = 0;
  /** When the present step began, µs, and how long it takes. */
  stepSince: Micros = 0;
  stepTime: Micros = 0;
  /** Time of driving and of handling since the statistics began, µs, without the present step. */
  driven: Micros = 0;
  handled: Micros = 0;
  /** What was left of the step when it broke down, µs; −1 where nothing was under way. */
  left: Micros = -1;
  /** It waits for room in the rack. */
  waitsForRoom = false;
  stops: Stops | undefined = undefined;
  readonly #kernel: Kernel;
  readonly #rack: Rack;
  readonly #master: CraneMaster;
  readonly #pickTime: Sampler;
  readonly #depositTime: Sampler;

  constructor(
    index: number,
    own: { timer: Timer; kernel: Kernel; rack: Rack; pickTime: Sampler; depositTime: Sampler },
    master: CraneMaster,
  ) {
    this.index = index;
    this.timer = own.timer;
    this.#kernel = own.kernel;
    this.#rack = own.rack;
    this.#master = master;
    this.#pickTime = own.pickTime;
    this.#depositTime = own.depositTime;
  }

  get down(): boolean {
    return this.stops?.down === true;
  }

  /** Begins with steps; the first one now. */
  run(steps: Step[]): void {
    this.steps = steps;
    this.busy = true;
    this.#begin();
  }

  /** The timer came: the present step is done. */
  finishStep(): void {
    const step = this.steps.shift() as Step;
    if (step.act === "drive") this.driven += this.#stepObserved();
    else this.handled += this.#stepObserved();
    this.at = step.at;
    if (step.act === "pick") this.#master.onPicked(this, step.at);
    else if (step.act === "deposit") this.#master.onDeposited(this, step.at);
    if (this.steps.length > 0) this.#begin();
    else {
      this.busy = false;
      this.#master.onFree(this);
    }
  }

  /** It broke down, or was repaired. */
  onDown(): void {
    const kernel = this.#kernel;
    if (this.down && this.timer.pending) {
      this.left = this.timer.time - kernel.now;
      kernel.calendar.cancel(this.timer);
    } else if (!this.down && this.left >= 0) {
      this.stepTime = kernel.now + this.left - this.stepSince;
      this.timer.time = kernel.now + this.left;
      this.left = -1;
      kernel.schedule(this.timer);
    }
  }

  /** Shows its state to a clock, and lets clocks of failures run while it works. */
  show(clock: StateClock): void {
    const state = this.down
      ? (this.stops as Stops).state
      : this.busy
        ? WORKING
        : this.waitsForRoom
          ? BLOCKED
          : STARVED;
    clock.change(this.server, state);
    if (this.stops === undefined || this.down) return;
    if (this.busy) this.stops.work(Infinity);
    else this.stops.rest();
  }

  /** Where it is now, as seen from the front of the rack, m; for drawing. */
  position(): { x: number; z: number } {
    const from = this.#rack.point(this.at);
    const [step] = this.steps;
    if (!this.busy || step?.act !== "drive") return from;
    const to = this.#rack.point(step.at);
    const gone = this.down ? this.stepTime - Math.max(0, this.left) : this.#kernel.now - this.stepSince;
    const share = this.stepTime > 0 ? Math.min(1, Math.max(0, gone / this.stepTime)) : 1;
    return { x: from.x + (to.x - from.x) * share, z: from.z + (to.z - from.z) * share };
  }

  resetStatistics(): void {
    this.driven = 0;
    this.handled = 0;
  }

  /** Shares of the observed time that it drove and handled, with the present step. */
  activity(): { driving: number; handling: number } {
    const { now, observedSince } = this.#kernel;
    const observed = now - observedSince;
    const [step] = this.steps;
    const running = this.busy ? this.#stepObserved() : 0;
    const drives = this.busy && step?.act === "drive";
    if (observed === 0) return { driving: 0, handling: 0 };
    return {
      driving: (this.driven + (drives ? running : 0)) / observed,
      handling: (this.handled + (drives ? 0 : running)) / observed,
    };
  }

  save(): SavedCrane {
    return {
      at: this.at,
      steps: this.steps.map(({ act, at }) => [act, at]),
      busy: this.busy,
      cycle: this.cycle,
      times: [this.cycleSince, this.stepSince, this.stepTime, this.driven, this.handled, this.left],
      waitsForRoom: this.waitsForRoom,
      samplers: [this.#pickTime.save(), this.#depositTime.save()],
      ...(this.stops === undefined ? {} : { stops: this.stops.save() }),
    };
  }

  restore(saved: SavedCrane): void {
    this.at = saved.at;
    this.steps = saved.steps.map(([act, at]) => ({ act, at }));
    this.busy = saved.busy;
    this.cycle = saved.cycle;
    [this.cycleSince, this.stepSince, this.stepTime, this.driven, this.handled, this.left] = saved.times;
    this.waitsForRoom = saved.waitsForRoom;
    this.#pickTime.restore(saved.samplers[0]);
    this.#depositTime.restore(saved.samplers[1]);
    if (saved.stops !== undefined) this.stops?.restore(saved.stops);
  }

  #begin(): void {
    const kernel = this.#kernel;
    const step = this.steps[0] as Step;
    this.stepSince = kernel.now;
    this.stepTime =
      step.act === "drive"
        ? this.#rack.time(this.at, step.at)
        : (step.act === "pick" ? this.#pickTime : this.#depositTime).next();
    if (this.down) {
      this.left = this.stepTime;
      return;
    }
    this.timer.time = kernel.now + this.stepTime;
    kernel.schedule(this.timer);
  }

  /** Of the present step, what lies in the observed time; a repair in it counts for the step. */
  #stepObserved(): Micros {
    const { now, observedSince } = this.#kernel;
    return now - Math.max(this.stepSince, observedSince);
  }
}

export type SavedCrane = {
  at: number;
  steps: [act: Step["act"], at: number][];
  busy: boolean;
  cycle: CycleKind;
  times: [
    cycleSince: Micros,
    stepSince: Micros,
    stepTime: Micros,
    driven: Micros,
    handled: Micros,
    left: Micros,
  ];
  waitsForRoom: boolean;
  samplers: [SamplerState, SamplerState];
  stops?: StopsState;
};
