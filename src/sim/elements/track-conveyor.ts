import { toMicros, toSeconds, type Micros } from "../../base/units.ts";
import type { Conveyor } from "../../plant/elements/conveyor.ts";
import type { Merge } from "../../plant/elements/merge.ts";
import { conveyorLength } from "../../plant/geometry.ts";
import { BLOCKED, PAUSED, STARVED, WORKING } from "../../plant/states.ts";
import type { Timer } from "../kernel/event-calendar.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Part, PartState } from "../kernel/parts.ts";
import type { Link, Port } from "../kernel/ports.ts";
import { ContentClock, type ContentState } from "../statistics/content-clock.ts";
import { StateClock, type StateClockState, Stateful } from "../statistics/state-clock.ts";
import { DriveClock } from "./drive-clock.ts";
import type { BuildContext, ElementModel, ElementState, MoverSink, ResultTables } from "./element.ts";
import { Inlets, type InletsState } from "./inlets.ts";
import { lengthOf } from "./part-length.ts";
import { restoreQueues, type SavedQueues, saveQueues } from "./queue-state.ts";
import { Router, type RouterState } from "./router.ts";
import type { ShiftCalendar } from "./shift-calendar.ts";
import { Stops, type StopsState } from "./stops.ts";
import { Track, type TrackState } from "./track.ts";

const FRONT = 0;
const ENTRY = 1;

/**
 * A conveyor whose parts are spaced by their own lengths or start one after another, and a merge, where parts come in
 * at several places (SPEC V8 to V16). All its times are on the belt's own clock.
 */
class TrackConveyorModel implements ElementModel {
  readonly #context: BuildContext;
  readonly #kernel: Kernel;
  readonly #port: Port;
  readonly #frontTimer: Timer;
  readonly #entryTimer: Timer;
  readonly #router: Router;
  readonly #inlets: Inlets;
  readonly #stops: Stops | undefined;
  readonly #shift: ShiftCalendar | undefined;
  readonly #self = new Stateful(STARVED);
  readonly #clock: StateClock;
  readonly #contents: ContentClock;
  readonly #drive: DriveClock;
  readonly #track: Track;
  readonly #pitch: Conveyor["pitch"];
  readonly #speed: number;
  readonly #whole: Micros;
  readonly #most: number;
  readonly #accumulating: boolean;
  /** The first part stands at the end and waits. */
  #waiting = false;
  #off = false;
  /** Time that the parts that left stood on it, µs in all; and what that was when the statistics began. */
  #stood: Micros = 0;

  constructor(conveyor: Conveyor | Merge, context: BuildContext) {
    const { kernel, port } = context;
    this.#context = context;
    this.#kernel = kernel;
    this.#port = port;
    this.#frontTimer = context.timer(this, "front", FRONT);
    this.#entryTimer = context.timer(this, "entry", ENTRY);
    this.#router = new Router(conveyor.routing, context);
    this.#speed = conveyor.speed;
    this.#pitch = conveyor.pitch;
    this.#whole = this.#time(conveyorLength(conveyor));
    this.#most = (conveyor.kind === "conveyor" ? conveyor.capacity : undefined) ?? Infinity;
    this.#accumulating = conveyor.accumulating ?? true;
    const delay = conveyor.kind === "conveyor" ? (conveyor.restartDelay ?? 0) : 0;
    this.#track = new Track(this.#whole, toMicros(delay));
    this.#inlets = new Inlets(conveyor, context, (metres) => this.#time(metres));
    this.#drive = new DriveClock(kernel);
    this.#contents = new ContentClock(kernel);
    this.#clock = context.power?.clock([this.#self]) ?? new StateClock(kernel, [this.#self]);
    this.#stops = Stops.of(conveyor, context, this);
    this.#shift = conveyor.calendar === undefined ? undefined : context.calendar(conveyor.calendar);
    this.#shift?.join(this);
    port.room = 1;
    port.choosy = true;
  }

  start(): void {
    this.#stops?.start();
    if (this.#shift?.working === false) this.onShift(false);
  }

  accepts(part: Part, link: Link): boolean {
    if (!this.#inlets.admits(link)) return false;
    const time = this.#entryTime(part, link);
    if (time <= this.#drive.now()) return true;
    this.#plan(time);
    return false;
  }

  arrive(part: Part, link: Link): void {
    const { now } = this.#kernel;
    part.since = now;
    const at = this.#inlets.came(link);
    this.#track.insert(part, at, this.#pitchOf(part), this.#drive.now(), now);
    const content = ++this.#port.content;
    if (content > this.#contents.max) this.#contents.max = content;
    if (this.#track.riders[0]?.part === part) this.#scheduleFront();
    this.#lookAtEntry();
    this.#showState();
  }

  depart(_part: Part, link: Link): void {
    this.#router.went(link);
    this.#waiting = false;
    const { arrivedAt, free } = this.#track.leave(this.#drive.now());
    this.#stood += Math.max(0, this.#drive.now() - free - this.#whole);
    this.#port.content--;
    this.#contents.leave(arrivedAt);
    this.#move();
    this.#scheduleFront();
    this.#lookAtEntry();
    this.#stops?.wentOut();
    this.#showState();
  }

  onTimer(timer: Timer): void {
    if (timer.code === FRONT) this.#reachEnd();
    else this.#lookAtEntry();
  }

  /** Lets in whose turn it is, as long as there is clear space for it. */
  settle(): void {
    const { flow } = this.#kernel;
    const port = this.#port;
    const { cause } = this.#kernel;
    while (port.room > 0) {
      if (port.gated) flow.holdBack(port);
      const link = this.#inlets.next();
      if (link === undefined) return;
      const time = this.#entryTime(link.queue.head as Part, link);
      if (time > this.#drive.now()) {
        this.#plan(time);
        return;
      }
      this.arrive(flow.take(link), link);
      this.#kernel.cause = cause;
    }
  }

  onShift(working: boolean): void {
    const kernel = this.#kernel;
    if (kernel.trace !== undefined) kernel.log(this.#port.index, working ? "shiftStart" : "shiftEnd");
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
    return this.#port.content;
  }

  progress(): number {
    return Number.NaN;
  }

  finished(): number {
    return this.#contents.total;
  }

  resetStatistics(): void {
    this.#clock.reset();
    this.#contents.reset(this.#arrivals());
    this.#stood = 0;
    this.#stops?.resetStatistics();
  }

  report(tables: ResultTables, id: string): void {
    const states = this.#clock.shares();
    const { left } = this.#contents;
    tables.stations[id] = {
      states,
      utilisation: states.working,
      finished: left,
      meanContent: this.#contents.mean(this.#arrivals()),
      maxContent: this.#contents.max,
      failures: this.#stops?.count ?? 0,
      ...(this.#stops === undefined ? {} : this.#stops.reported()),
      meanHeldUp: toSeconds(this.#stood / left),
    };
  }

  writeMovers(sink: MoverSink): void {
    const places = this.#track.places(this.#drive.now());
    this.#track.riders.forEach(({ part }, n) => {
      const front = toSeconds(places[n] as Micros) * this.#speed;
      sink.along(part, front - lengthOf(part, this.#context) / 2);
    });
  }

  save(): ElementState {
    const standing = this.#waiting ? 1 : 0;
    return {
      moving: this.#track.riders.slice(standing).map(({ part }) => this.#context.savePart(part)),
      queues: saveQueues(this.#context),
      track: this.#track.save(),
      waiting: this.#waiting,
      drive: this.#drive.save(),
      off: this.#off,
      room: this.#port.room,
      stood: this.#stood,
      inlets: this.#inlets.save(),
      content: this.#contents.save(),
      clock: this.#clock.save(),
      router: this.#router.save(),
      ...(this.#stops === undefined ? {} : { failures: this.#stops.save() }),
    };
  }

  restore(state: ElementState): void {
    const parts: { part: Part; pitch: Micros }[] = [];
    const add = (part: Part): void => void parts.push({ part, pitch: this.#pitchOf(part) });
    restoreQueues(this.#context, state["queues"] as SavedQueues, add);
    for (const saved of state["moving"] as PartState[]) add(this.#context.restorePart(saved));
    this.#track.restore(state["track"] as TrackState, parts);
    this.#waiting = state["waiting"] as boolean;
    this.#drive.restore(state["drive"] as [Micros, Micros]);
    this.#off = state["off"] as boolean;
    this.#stood = state["stood"] as number;
    this.#inlets.restore(state["inlets"] as InletsState);
    this.#contents.restore(state["content"] as ContentState);
    this.#clock.restore(state["clock"] as StateClockState);
    this.#router.restore(state["router"] as RouterState);
    if (state["failures"] !== undefined) this.#stops?.restore(state["failures"] as StopsState);
    this.#port.room = state["room"] as number;
  }

  #time(metres: number): Micros {
    return toMicros(metres / this.#speed);
  }

  #pitchOf(part: Part): Micros {
    const pitch = this.#pitch;
    return this.#time(typeof pitch === "number" ? pitch : lengthOf(part, this.#context) + pitch.gap);
  }

  /** When each part on the belt came in, µs. */
  #arrivals(): Micros[] {
    return this.#track.riders.map(({ arrivedAt }) => arrivedAt);
  }

  get #halted(): boolean {
    return this.#off || this.#stops?.down === true;
  }

  /** Belt time from which on a part may come in, as things stand. */
  #entryTime(part: Part, link: Link): Micros {
    if (this.#halted || this.#port.content >= this.#most) return Infinity;
    const at = this.#inlets.placeOf(link);
    const pitch = this.#pitchOf(part);
    if (at === 0) return this.#track.entryTime(pitch);
    return this.#track.insertionTime(at, pitch, this.#drive.now());
  }

  /** Looks at the entry again at a belt time, or before if that is planned. */
  #plan(time: Micros): void {
    if (time === Infinity || !this.#drive.runs) return;
    const at = this.#drive.reaches(time);
    if (this.#entryTimer.pending && this.#entryTimer.time <= at) return;
    this.#entryTimer.time = at;
    this.#kernel.schedule(this.#entryTimer);
  }

  /** There may be room now: whoever waits is served later at this instant. */
  #lookAtEntry(): void {
    if (this.#port.waitHead !== undefined) this.#kernel.wake(this.#port);
    if (this.#port.forks !== undefined) this.#kernel.flow.wakeForks(this.#port);
  }

  #reachEnd(): void {
    const { flow, now } = this.#kernel;
    const { part } = this.#track.riders[0] as Track["riders"][number];
    part.since = now;
    const queue = this.#router.queueFor(part);
    const link = flow.opening(queue, part);
    if (link !== undefined) {
      flow.announce(part, link);
      this.depart(part, link);
      flow.hand(part, link);
      return;
    }
    this.#waiting = true;
    flow.wait(queue, part);
    if (!this.#accumulating) {
      this.#stop();
      // The last front may have cleared the entry at this very instant.
      this.#lookAtEntry();
    }
    this.#showState();
  }

  #scheduleFront(): void {
    if (!this.#drive.runs || this.#waiting) return;
    const time = this.#track.frontTime();
    if (time === undefined) return;
    this.#frontTimer.time = this.#drive.reaches(time);
    this.#kernel.schedule(this.#frontTimer);
  }

  #stop(): void {
    if (!this.#drive.runs) return;
    this.#drive.stop();
    this.#kernel.calendar.cancel(this.#frontTimer);
    this.#kernel.calendar.cancel(this.#entryTimer);
  }

  /** Lets the belt run unless something holds it. */
  #move(): void {
    if (this.#drive.runs || this.#halted || (this.#waiting && !this.#accumulating)) return;
    this.#drive.run();
    this.#scheduleFront();
  }

  #update(): void {
    if (this.#halted) {
      this.#stop();
      this.#port.room = 0;
    } else {
      this.#move();
      this.#port.room = 1;
      this.#lookAtEntry();
    }
    this.#showState();
  }

  #showState(): void {
    const state = this.#stateNow();
    if (state === this.#self.state) return;
    this.#clock.change(this.#self, state);
    if (this.#stops === undefined || this.#stops.down) return;
    if (state === WORKING) this.#stops.work(Infinity);
    else this.#stops.rest();
  }

  #stateNow(): number {
    if (this.#off) return PAUSED;
    if (this.#stops?.down === true) return this.#stops.state;
    if (this.#port.content === 0) return STARVED;
    return this.#waiting ? BLOCKED : WORKING;
  }
}

export function buildTrackConveyor(element: Conveyor | Merge, context: BuildContext): ElementModel {
  return new TrackConveyorModel(element, context);
}
