import { toSeconds, type Micros } from "../../base/units.ts";
import type { Conveyor } from "../../plant/elements/conveyor.ts";
import { conveyorLength } from "../../plant/geometry.ts";
import { BLOCKED, PAUSED, STARVED, WORKING } from "../../plant/states.ts";
import type { Timer } from "../kernel/event-calendar.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Part, PartState } from "../kernel/parts.ts";
import type { Link, Port } from "../kernel/ports.ts";
import { ContentClock, type ContentState } from "../statistics/content-clock.ts";
import { StateClock, type StateClockState, Stateful } from "../statistics/state-clock.ts";
import { Ring, Travel } from "./belt.ts";
import type { BuildContext, ElementModel, ElementState, MoverSink, ResultTables } from "./element.ts";
import { restoreQueues, type SavedQueues, saveQueues } from "./queue-state.ts";
import { Router, type RouterState } from "./router.ts";
import type { ShiftCalendar } from "./shift-calendar.ts";
import type { Condition } from "../trace/condition.ts";
import { Stops, type StopsState } from "./stops.ts";

const STOPPED = -1;
const FRONT = 0;

/**
 * A conveyor with the same pitch for all parts that runs (SPEC V1 to V7). All its times are on the belt's own clock, which stands still while
 * the belt does. On an accumulating conveyor the k-th part reaches the end at
 * max(its entry + length/speed, exit of the part before + pitch/speed), and the entry is clear for the next
 * part when k has gone one pitch, which the exit of the part ⌊length/pitch⌋ places ahead may delay: two
 * recursions without any position being computed.
 */
class ConveyorModel implements ElementModel {
  readonly #context: BuildContext;
  declare private readonly kernel: Kernel;
  declare private readonly port: Port;
  declare private readonly frontTimer: Timer;
  declare private readonly entryTimer: Timer;
  declare private readonly router: Router;
  declare private readonly stops: Stops | undefined;
  declare private readonly shift: ShiftCalendar | undefined;
  readonly #self = new Stateful(STARVED);
  declare private readonly clock: StateClock;
  declare private readonly length: number;
  declare private readonly speed: number;
  declare private readonly pitch: number;
  declare private readonly capacity: number;
  declare private readonly accumulating: boolean;
  declare private readonly travel: Travel;

  /** Parts on the belt by running number; the first is number `#left`. */
  declare private readonly onBelt: Ring<Part | undefined>;
  /** Times of arrival by running number, on the run's clock. */
  declare private readonly arrivedAt: Ring<Micros>;
  declare private readonly contents: ContentClock;
  /** Belt times of entry and exit by running number. */
  declare private readonly entries: Ring<Micros>;
  declare private readonly exits: Ring<Micros>;
  /** Parts that came in and went out, since the start of the run. */
  #came = 0;
  #left = 0;
  /** The first part stands at the end and waits. */
  #waiting = false;
  #beltTime: Micros = 0;
  /** When the belt last started to move. */
  #movingSince: Micros = 0;
  #off = false;

  constructor(conveyor: Conveyor, context: BuildContext) {
    const { kernel, port } = context;
    this.#context = context;
    this.kernel = kernel;
    this.port = port;
    this.frontTimer = context.timer(this, "front", FRONT);
    this.entryTimer = context.timer(this, "entry", 1);
    this.router = new Router(conveyor.routing, context);
    this.length = conveyorLength(conveyor);
    this.speed = conveyor.speed;
    this.pitch = conveyor.pitch as number;
    this.accumulating = conveyor.accumulating ?? true;
    this.travel = new Travel(this.length, this.pitch, this.speed);
    this.capacity = conveyor.capacity ?? Math.max(1, this.travel.reach);
    this.onBelt = new Ring<Part | undefined>(this.capacity, undefined);
    this.arrivedAt = new Ring(this.capacity, 0);
    this.contents = new ContentClock(kernel);
    this.entries = new Ring(this.capacity, 0);
    this.exits = new Ring(this.travel.reach + 1, 0);
    this.clock = context.power?.clock([this.#self]) ?? new StateClock(kernel, [this.#self]);
    this.stops = Stops.of(conveyor, context, this);
    this.shift = conveyor.calendar === undefined ? undefined : context.calendar(conveyor.calendar);
    this.shift?.join(this);
    port.room = 1;
  }

  start(): void {
    this.stops?.start();
    if (this.shift?.working === false) this.onShift(false);
  }

  arrive(part: Part): void {
    const number = this.#came++;
    this.onBelt.set(number, part);
    this.entries.set(number, this.#belt());
    part.since = this.kernel.now;
    this.arrivedAt.set(number, this.kernel.now);
    const content = ++this.port.content;
    if (content > this.contents.max) this.contents.max = content;
    this.port.room = 0;
    if (number === this.#left) this.#scheduleFront();
    this.#scheduleEntry();
    this.#showState();
  }

  depart(_part: Part, link: Link): void {
    this.router.went(link);
    this.port.content--;
    this.contents.leave(this.arrivedAt.get(this.#left));
    this.#waiting = false;
    this.exits.set(this.#left, this.#belt());
    this.onBelt.set(this.#left, undefined);
    this.#left++;
    if (this.#movingSince === STOPPED) this.#move();
    else if (this.#left < this.#came) this.#scheduleFront();
    if (!this.entryTimer.pending) this.#scheduleEntry();
    this.stops?.wentOut();
    this.#showState();
  }

  onTimer(timer: Timer): void {
    if (timer.code === FRONT) this.#reachEnd();
    else this.#openEntry();
  }

  settle(): void {
    this.kernel.flow.pull(this.port);
  }

  accepts(): boolean {
    return true;
  }

  onShift(working: boolean): void {
    const kernel = this.kernel;
    if (kernel.trace !== undefined) kernel.log(this.port.index, working ? "shiftStart" : "shiftEnd");
    this.#off = !working;
    this.#update();
  }

  onDown(): void {
    this.#update();
  }

  /** Parts on a belt are not in work: it can be stopped at any time. */
  hasWork(): boolean {
    return false;
  }

  state(): number {
    return this.#self.state;
  }

  content(): number {
    return this.port.content;
  }

  progress(): number {
    return Number.NaN;
  }

  finished(): number {
    return this.#left;
  }

  resetStatistics(): void {
    this.clock.reset();
    this.contents.reset(this.#arrivals());
    this.stops?.resetStatistics();
  }

  report(tables: ResultTables, id: string): void {
    const states = this.clock.shares();
    tables.stations[id] = {
      states,
      utilisation: states.working,
      finished: this.contents.left,
      meanContent: this.contents.mean(this.#arrivals()),
      maxContent: this.contents.max,
      failures: this.stops?.count ?? 0,
      ...(this.stops === undefined ? {} : this.stops.reported()),
    };
  }

  conditions(): readonly Condition[] {
    const { state, stateSince } = this.#self;
    return [{ state, since: stateSince, stop: this.stops?.condition }];
  }

  writeMovers(sink: MoverSink): void {
    const now = this.#belt();
    const metres = (time: Micros): number => toSeconds(time) * this.speed;
    let limit = this.length;
    if (this.accumulating && this.#left > 0) {
      limit = Math.min(limit, this.length - this.pitch + metres(now - this.exits.get(this.#left - 1)));
    }
    for (let number = this.#left; number < this.#came; number++) {
      const position = Math.min(metres(now - this.entries.get(number)), limit);
      sink.along(this.onBelt.get(number) as Part, Math.max(0, position));
      limit = position - this.pitch;
    }
  }

  save(): ElementState {
    const moving: PartState[] = [];
    for (let number = this.#left + (this.#waiting ? 1 : 0); number < this.#came; number++) {
      moving.push(this.#context.savePart(this.onBelt.get(number) as Part));
    }
    return {
      moving,
      queues: saveQueues(this.#context),
      came: this.#came,
      left: this.#left,
      waiting: this.#waiting,
      belt: [this.#beltTime, this.#movingSince],
      off: this.#off,
      room: this.port.room,
      entries: this.entries.save(),
      exits: this.exits.save(),
      arrivedAt: this.arrivedAt.save(),
      content: this.contents.save(),
      clock: this.clock.save(),
      router: this.router.save(),
      ...(this.stops === undefined ? {} : { failures: this.stops.save() }),
    };
  }

  restore(state: ElementState): void {
    this.#came = state["came"] as number;
    this.#left = state["left"] as number;
    this.#waiting = state["waiting"] as boolean;
    [this.#beltTime, this.#movingSince] = state["belt"] as [number, number];
    this.#off = state["off"] as boolean;
    this.entries.restore(state["entries"] as number[]);
    this.exits.restore(state["exits"] as number[]);
    this.arrivedAt.restore(state["arrivedAt"] as number[]);
    this.contents.restore(state["content"] as ContentState);
    this.clock.restore(state["clock"] as StateClockState);
    this.router.restore(state["router"] as RouterState);
    if (state["failures"] !== undefined) this.stops?.restore(state["failures"] as StopsState);
    let number = this.#left;
    restoreQueues(this.#context, state["queues"] as SavedQueues, (part) => this.onBelt.set(number++, part));
    for (const saved of state["moving"] as PartState[])
      this.onBelt.set(number++, this.#context.restorePart(saved));
    this.port.room = state["room"] as number;
  }

  /** When each part on the belt came in, µs. */
  #arrivals(): Micros[] {
    return Array.from({ length: this.#came - this.#left }, (_, i) => this.arrivedAt.get(this.#left + i));
  }

  /** The belt's own time, µs. */
  #belt(): Micros {
    if (this.#movingSince === STOPPED) return this.#beltTime;
    return this.#beltTime + (this.kernel.now - this.#movingSince);
  }

  get #halted(): boolean {
    return this.#off || this.stops?.down === true;
  }

  #reachEnd(): void {
    const { flow, now } = this.kernel;
    const part = this.onBelt.get(this.#left) as Part;
    part.since = now;
    const queue = this.router.queueFor(part);
    const link = flow.opening(queue, part);
    if (link !== undefined) {
      flow.announce(part, link);
      this.depart(part, link);
      flow.hand(part, link);
      return;
    }
    this.#waiting = true;
    flow.wait(queue, part);
    if (!this.accumulating) {
      this.#stop();
      // The last front may have cleared the entry at this very instant.
      this.#scheduleEntry();
    }
    this.#showState();
  }

  #scheduleFront(): void {
    if (this.#movingSince === STOPPED || this.#waiting) return;
    const own = this.entries.get(this.#left) + this.travel.whole;
    const behind =
      this.accumulating && this.#left > 0 ? this.exits.get(this.#left - 1) + this.travel.pitch : 0;
    this.frontTimer.time = this.kernel.now + Math.max(0, Math.max(own, behind) - this.#belt());
    this.kernel.schedule(this.frontTimer);
  }

  /** Belt time at which the entry is clear of the last part; Infinity while that depends on an exit to come. */
  #clearAt(): Micros {
    const last = this.#came - 1;
    if (last < 0) return 0;
    const own = this.entries.get(last) + this.travel.pitch;
    const ahead = last - this.travel.reach;
    if (!this.accumulating || ahead < 0) return own;
    return ahead < this.#left ? Math.max(own, this.exits.get(ahead) + this.travel.beyond) : Infinity;
  }

  /** Plans the instant at which the next part may come in, or opens the entry now. */
  #scheduleEntry(): void {
    if (this.#halted || this.port.room > 0 || this.#came - this.#left >= this.capacity) return;
    const wait = this.#clearAt() - this.#belt();
    if (wait <= 0) this.#openEntry();
    else if (wait !== Infinity && this.#movingSince !== STOPPED) {
      this.entryTimer.time = this.kernel.now + wait;
      this.kernel.schedule(this.entryTimer);
    }
  }

  #openEntry(): void {
    if (this.#came - this.#left < this.capacity) this.kernel.flow.release(this.port, 1);
  }

  #stop(): void {
    if (this.#movingSince === STOPPED) return;
    this.#beltTime = this.#belt();
    this.#movingSince = STOPPED;
    this.kernel.calendar.cancel(this.frontTimer);
    this.kernel.calendar.cancel(this.entryTimer);
  }

  /** Lets the belt run unless something holds it. */
  #move(): void {
    if (this.#movingSince !== STOPPED || this.#halted || (this.#waiting && !this.accumulating)) return;
    this.#movingSince = this.kernel.now;
    if (this.#left < this.#came) this.#scheduleFront();
  }

  #update(): void {
    if (this.#halted) {
      this.#stop();
      this.port.room = 0;
    } else {
      this.#move();
      this.#scheduleEntry();
    }
    this.#showState();
  }

  #showState(): void {
    const state = this.#stateNow();
    if (state === this.#self.state) return;
    this.clock.change(this.#self, state);
    if (this.stops === undefined || this.stops.down) return;
    if (state === WORKING) this.stops.work(Infinity);
    else this.stops.rest();
  }

  #stateNow(): number {
    if (this.#off) return PAUSED;
    if (this.stops?.down === true) return this.stops.state;
    if (this.#came === this.#left) return STARVED;
    return this.#waiting ? BLOCKED : WORKING;
  }
}

export function buildConveyor(element: Conveyor, context: BuildContext): ElementModel {
  return new ConveyorModel(element, context);
}
