import { MICROS_PER_SECOND, toSeconds, type Micros } from "../../base/units.ts";
import type { Conveyor } from "../../plant/elements/conveyor.ts";
import { conveyorLength } from "../../plant/geometry.ts";
import { BLOCKED, FAILED, PAUSED, STARVED, WORKING } from "../../plant/states.ts";
import type { PartState } from "../kernel/parts.ts";
import { StateClock } from "../statistics/state-clock.ts";
import type {
  BuildContext,
  ElementModel,
  ElementState,
  ElementType,
  MoverSink,
  ResultTables,
} from "./element.ts";
import { FailureModes, failureTimers, type FailureState } from "./failure-modes.ts";
import { restoreQueues, saveQueues, type SavedQueues } from "./queue-state.ts";
import { Router } from "./router.ts";
import type { ShiftCalendar } from "./shift-calendar.ts";

/** Lengths are compared with this slack, so that 20 m hold 20 pitches of 1 m whatever the rounding. */
const SLACK = 1e-9;

/** Kept in a ring: entries of parts that may still matter. */
class TimeRing {
  readonly #values: Float64Array;

  constructor(size: number) {
    this.#values = new Float64Array(size);
  }

  get(index: number): number {
    return this.#values[index % this.#values.length] as number;
  }

  set(index: number, value: number): void {
    this.#values[index % this.#values.length] = value;
  }

  save(): number[] {
    return [...this.#values];
  }

  restore(values: number[]): void {
    this.#values.set(values.slice(0, this.#values.length));
  }
}

/**
 * A conveyor that runs (SPEC V1 to V7). All its times are on the belt's own clock, which stands still while
 * the belt does. On an accumulating conveyor the k-th part reaches the end at
 * max(its entry + length/speed, exit of the part before + pitch/speed), and the entry is clear for the next
 * part when k has gone one pitch, which the exit of the part ⌊length/pitch⌋ places ahead may delay: two
 * recursions without any position being computed.
 */
class ConveyorModel implements ElementModel {
  readonly #context: BuildContext;
  readonly #router: Router;
  readonly #failures: FailureModes | undefined;
  readonly #clock: StateClock;
  readonly #length: number;
  readonly #speed: number;
  readonly #pitch: number;
  readonly #capacity: number;
  readonly #accumulating: boolean;
  readonly #shift: ShiftCalendar | undefined;
  /** Time from entry to exit, for one pitch, and for the rest of a pitch beyond the last whole one, µs. */
  readonly #travel: Micros;
  readonly #gap: Micros;
  readonly #slackTime: Micros;
  /** Whole pitches in the length. */
  readonly #reach: number;

  /** Parts on the belt, in a ring by running number; the first is at `#left`. */
  readonly #parts: Int32Array;
  readonly #entries: TimeRing;
  readonly #exits: TimeRing;
  /** Parts that came in and went out, since the start of the run. */
  #came = 0;
  #left = 0;
  /** The first part stands at the end and waits. */
  #waiting = false;
  #beltTime: Micros = 0;
  /** When the belt last started to move; −1 while it stands. */
  #movingSince: Micros = 0;
  #off = false;
  #observedFinished = 0;

  constructor(conveyor: Conveyor, context: BuildContext) {
    const { kernel, node, firstTimer } = context;
    this.#context = context;
    this.#router = new Router(conveyor.routing, context);
    this.#length = conveyorLength(conveyor);
    this.#speed = conveyor.speed;
    this.#pitch = conveyor.pitch;
    this.#accumulating = conveyor.accumulating ?? true;
    this.#reach = Math.floor(this.#length / this.#pitch + SLACK);
    this.#capacity = conveyor.capacity ?? Math.max(1, this.#reach);
    const time = (metres: number): Micros => Math.floor((metres / this.#speed) * MICROS_PER_SECOND + 0.5);
    this.#travel = time(this.#length);
    this.#gap = time(this.#pitch);
    this.#slackTime = time((this.#reach + 1) * this.#pitch - this.#length);
    this.#parts = new Int32Array(this.#capacity);
    this.#entries = new TimeRing(this.#capacity);
    this.#exits = new TimeRing(this.#reach + 1);
    this.#clock = new StateClock(kernel, 1, STARVED);
    this.#failures =
      conveyor.failures === undefined || conveyor.failures.length === 0
        ? undefined
        : new FailureModes(conveyor.failures, context, firstTimer + 2, this);
    this.#shift = conveyor.calendar === undefined ? undefined : context.calendar(conveyor.calendar);
    this.#shift?.join(this);
    kernel.flow.room[node] = 1;
  }

  start(): void {
    this.#failures?.start();
    if (this.#shift?.working === false) this.onShift(false);
  }

  arrive(part: number): void {
    const { kernel, node } = this.#context;
    const number = this.#came++;
    const now = this.#belt();
    this.#parts[number % this.#capacity] = part;
    this.#entries.set(number, now);
    kernel.parts.since[part] = kernel.now;
    kernel.flow.room[node] = 0;
    if (number === this.#left) this.#scheduleFront();
    this.#scheduleEntry();
    this.#showState();
  }

  depart(_part: number, link: number): void {
    const { kernel } = this.#context;
    this.#router.went(link);
    this.#waiting = false;
    // A stopped belt goes on only now; this exit is at the very instant at which it stood.
    this.#exits.set(this.#left, this.#belt());
    this.#left++;
    this.#observedFinished++;
    if (this.#movingSince < 0) this.#move();
    else if (this.#left < this.#came) this.#scheduleFront();
    if (!kernel.calendar.isPending(this.#entryTimer)) this.#scheduleEntry();
    this.#showState();
  }

  onTimer(timer: number): void {
    const { firstTimer } = this.#context;
    if (timer === firstTimer) this.#reachEnd();
    else if (timer === this.#entryTimer) this.#openEntry();
    else (this.#failures as FailureModes).onTimer(timer);
  }

  settle(): void {
    this.#context.kernel.flow.pull(this.#context.node);
  }

  accepts(): boolean {
    return true;
  }

  onShift(working: boolean): void {
    const { kernel, node } = this.#context;
    if (kernel.trace !== undefined) kernel.log(node, working ? "shiftStart" : "shiftEnd");
    this.#off = !working;
    this.#update();
  }

  onDown(): void {
    this.#update();
  }

  state(): number {
    return this.#clock.state[0] as number;
  }

  progress(): number {
    return Number.NaN;
  }

  finished(): number {
    return this.#left;
  }

  resetStatistics(): void {
    this.#clock.reset();
    this.#observedFinished = 0;
    if (this.#failures !== undefined) this.#failures.count = 0;
  }

  report(tables: ResultTables, id: string, observed: Micros): void {
    const { flow } = this.#context.kernel;
    const { node } = this.#context;
    const states = this.#clock.shares(observed);
    tables.stations[id] = {
      states,
      utilisation: states.working,
      finished: this.#observedFinished,
      meanContent: observed > 0 ? flow.contentArea(node) / observed : (flow.content[node] as number),
      maxContent: flow.contentMax[node] as number,
      failures: this.#failures?.count ?? 0,
    };
  }

  writeMovers(sink: MoverSink): void {
    const now = this.#belt();
    const metres = (time: Micros): number => toSeconds(time) * this.#speed;
    let limit = this.#length;
    if (this.#accumulating && this.#left > 0) {
      limit = Math.min(limit, this.#length - this.#pitch + metres(now - this.#exits.get(this.#left - 1)));
    }
    for (let number = this.#left; number < this.#came; number++) {
      const position = Math.min(metres(now - this.#entries.get(number)), limit);
      sink.along(this.#parts[number % this.#capacity] as number, Math.max(0, position));
      limit = position - this.#pitch;
    }
  }

  save(): ElementState {
    const moving: PartState[] = [];
    for (let number = this.#left + (this.#waiting ? 1 : 0); number < this.#came; number++) {
      moving.push(this.#context.savePart(this.#parts[number % this.#capacity] as number));
    }
    return {
      moving,
      queues: saveQueues(this.#context),
      came: this.#came,
      left: this.#left,
      waiting: this.#waiting,
      belt: [this.#beltTime, this.#movingSince],
      off: this.#off,
      room: this.#context.kernel.flow.room[this.#context.node] as number,
      entries: this.#entries.save(),
      exits: this.#exits.save(),
      observedFinished: this.#observedFinished,
      clock: this.#clock.save(),
      router: this.#router.save(),
      ...(this.#failures === undefined ? {} : { failures: this.#failures.save() }),
    };
  }

  restore(state: ElementState): void {
    this.#came = state["came"] as number;
    this.#left = state["left"] as number;
    this.#waiting = state["waiting"] as boolean;
    [this.#beltTime, this.#movingSince] = state["belt"] as [number, number];
    this.#off = state["off"] as boolean;
    this.#entries.restore(state["entries"] as number[]);
    this.#exits.restore(state["exits"] as number[]);
    this.#observedFinished = state["observedFinished"] as number;
    this.#clock.restore(state["clock"] as { state: number[]; since: number[]; totals: number[] });
    this.#router.restore(state["router"] as { turn: number; skip: number; stream: number[] });
    if (state["failures"] !== undefined) this.#failures?.restore(state["failures"] as FailureState);
    let number = this.#left;
    restoreQueues(this.#context, state["queues"] as SavedQueues, (part) => {
      this.#parts[number++ % this.#capacity] = part;
    });
    for (const part of state["moving"] as PartState[]) {
      this.#parts[number++ % this.#capacity] = this.#context.restorePart(part);
    }
    this.#context.kernel.flow.room[this.#context.node] = state["room"] as number;
  }

  get #entryTimer(): number {
    return this.#context.firstTimer + 1;
  }

  /** The belt's own time, µs. */
  #belt(): Micros {
    return this.#movingSince < 0
      ? this.#beltTime
      : this.#beltTime + (this.#context.kernel.now - this.#movingSince);
  }

  get #halted(): boolean {
    return this.#off || this.#failures?.down === true;
  }

  #reachEnd(): void {
    const { kernel } = this.#context;
    const part = this.#parts[this.#left % this.#capacity] as number;
    this.#waiting = true;
    kernel.parts.since[part] = kernel.now;
    const queue = this.#router.queueFor(part);
    kernel.flow.enqueue(queue, part);
    kernel.flow.present(queue);
    if (!this.#waiting) return;
    if (!this.#accumulating) this.#stop();
    this.#showState();
  }

  #scheduleFront(): void {
    if (this.#movingSince < 0 || this.#waiting) return;
    const own = this.#entries.get(this.#left) + this.#travel;
    const behind = this.#accumulating && this.#left > 0 ? this.#exits.get(this.#left - 1) + this.#gap : 0;
    const { kernel, firstTimer } = this.#context;
    kernel.schedule(firstTimer, kernel.now + Math.max(0, Math.max(own, behind) - this.#belt()));
  }

  /** Belt time at which the entry is clear of the last part; Infinity while that depends on an exit to come. */
  #clearAt(): Micros {
    const last = this.#came - 1;
    if (last < 0) return 0;
    const own = this.#entries.get(last) + this.#gap;
    const ahead = last - this.#reach;
    if (!this.#accumulating || ahead < 0) return own;
    return ahead < this.#left ? Math.max(own, this.#exits.get(ahead) + this.#slackTime) : Infinity;
  }

  /** Plans the instant at which the next part may come in, or opens the entry now. */
  #scheduleEntry(): void {
    const { kernel, node } = this.#context;
    if (this.#halted || (kernel.flow.room[node] as number) > 0 || this.#came - this.#left >= this.#capacity)
      return;
    const wait = this.#clearAt() - this.#belt();
    if (wait <= 0) this.#openEntry();
    else if (wait !== Infinity && this.#movingSince >= 0)
      kernel.schedule(this.#entryTimer, kernel.now + wait);
  }

  #openEntry(): void {
    if (this.#came - this.#left < this.#capacity) this.#context.kernel.flow.release(this.#context.node, 1);
  }

  #stop(): void {
    if (this.#movingSince < 0) return;
    const { calendar } = this.#context.kernel;
    this.#beltTime = this.#belt();
    this.#movingSince = -1;
    calendar.cancel(this.#context.firstTimer);
    calendar.cancel(this.#entryTimer);
  }

  /** Lets the belt run unless something holds it. */
  #move(): void {
    if (this.#movingSince >= 0 || this.#halted || (this.#waiting && !this.#accumulating)) return;
    this.#movingSince = this.#context.kernel.now;
    if (this.#left < this.#came) this.#scheduleFront();
  }

  #update(): void {
    const { kernel, node } = this.#context;
    if (this.#halted) {
      this.#stop();
      kernel.flow.room[node] = 0;
    } else {
      this.#move();
      this.#scheduleEntry();
    }
    this.#showState();
  }

  #showState(): void {
    const state = this.#present();
    if (state === this.#clock.state[0]) return;
    this.#clock.change(0, state);
    if (this.#failures === undefined || this.#failures.down) return;
    if (state === WORKING) this.#failures.work(Infinity);
    else this.#failures.rest();
  }

  #present(): number {
    if (this.#off) return PAUSED;
    if (this.#failures?.down === true) return FAILED;
    if (this.#came === this.#left) return STARVED;
    return this.#waiting ? BLOCKED : WORKING;
  }
}

export const conveyorType: ElementType<Conveyor> = {
  timers: (conveyor) => ["front", "entry", ...failureTimers(conveyor.failures)],
  build: (element, context) => new ConveyorModel(element, context),
};
