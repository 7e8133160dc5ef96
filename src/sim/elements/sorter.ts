import { toMicros, type Micros } from "../../base/units.ts";
import type { Sorter } from "../../plant/elements/sorter.ts";
import { BLOCKED, PAUSED, STARVED, WORKING } from "../../plant/states.ts";
import type { Timer } from "../kernel/event-calendar.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Part, PartState } from "../kernel/parts.ts";
import type { Link, OutputQueue, Port } from "../kernel/ports.ts";
import { ContentClock, type ContentState } from "../statistics/content-clock.ts";
import { StateClock, type StateClockState, Stateful } from "../statistics/state-clock.ts";
import { DriveClock } from "./drive-clock.ts";
import type { BuildContext, ElementModel, ElementState, MoverSink, ResultTables } from "./element.ts";
import { Router, type RouterState } from "./router.ts";
import type { ShiftCalendar } from "./shift-calendar.ts";
import { Stops, type StopsState } from "./stops.ts";

/** The part goes to the first chute with room that it comes to. */
const ANY = -1;

/** A part on a tray. */
interface Load {
  readonly part: Part;
  /** Number of the tray, which at step n is at the place (number + n) modulo the trays. */
  readonly tray: number;
  /** On the run's clock. */
  readonly arrivedAt: Micros;
  /** Step at which it was put on. */
  readonly from: number;
  /** Place of the queue that it goes to, or ANY. */
  way: number;
  /** Step at which it is at the next chute that may take it. */
  due: number;
  /** Place of that chute's queue. */
  chute: number;
  /** Rounds that it made in vain. */
  rounds: number;
}

interface Induction {
  readonly at: number;
  readonly interval: Micros;
  /** On the loop's own clock. */
  last: Micros;
}

/**
 * A sorter that runs (SPEC I10 to I16): a loop of trays that moves on by one place a step, on a clock of its own. Only
 * the steps at which a tray can be filled or emptied are events.
 */
class SorterModel implements ElementModel {
  readonly #context: BuildContext;
  readonly #kernel: Kernel;
  readonly #port: Port;
  readonly #timer: Timer;
  readonly #router: Router;
  readonly #stops: Stops | undefined;
  readonly #shift: ShiftCalendar | undefined;
  readonly #self = new Stateful(STARVED);
  readonly #clock: StateClock;
  readonly #contents: ContentClock;
  readonly #drive: DriveClock;
  readonly #trays: number;
  readonly #pitch: number;
  readonly #step: Micros;
  readonly #inductions = new Map<string, Induction>();
  /** Place on the loop of each queue's chute. */
  readonly #chutes: readonly number[];
  /** Queues that the routing is about. */
  readonly #ways: readonly number[];
  readonly #takesAny: boolean;
  readonly #overflow: number | undefined;
  readonly #maxRounds: number;
  /** By their next step at a chute. */
  readonly #loads: Load[] = [];
  readonly #loaded = new Map<number, Load>();
  #off = false;
  #recirculations = 0;
  #overflowed = 0;

  constructor(sorter: Sorter, context: BuildContext) {
    const { kernel, port } = context;
    this.#context = context;
    this.#kernel = kernel;
    this.#port = port;
    this.#timer = context.timer(this, "step", 0);
    this.#router = new Router(sorter.routing, context);
    this.#trays = sorter.trays;
    this.#pitch = sorter.trayPitch;
    this.#step = Math.max(1, toMicros(sorter.trayPitch / sorter.speed));
    const place = (metres: number): number => Math.floor(metres / this.#pitch + 0.5) % this.#trays;
    for (const [from, { at, interval = 0 }] of Object.entries(sorter.inductions))
      this.#inductions.set(from, { at: place(at), interval: toMicros(interval), last: -Infinity });
    const ends = port.queues.map(({ links }) => links[0] as Link);
    this.#chutes = ends.map(({ to }) => place(sorter.chutes[to.id] ?? 0));
    this.#ways = ends.flatMap(({ reserved }, i) => (reserved ? [] : [i]));
    this.#takesAny =
      this.#ways.length > 1 && (sorter.routing?.policy ?? "firstAvailable") === "firstAvailable";
    const overflow = ends.findIndex(({ to }) => to.id === sorter.overflow);
    this.#overflow = overflow === -1 ? undefined : overflow;
    this.#maxRounds = this.#overflow === undefined ? Infinity : (sorter.maxRecirculations ?? Infinity);
    this.#drive = new DriveClock(kernel);
    this.#contents = new ContentClock(kernel);
    this.#clock = context.power?.clock([this.#self]) ?? new StateClock(kernel, [this.#self]);
    this.#stops = Stops.of(sorter, context, this);
    this.#shift = sorter.calendar === undefined ? undefined : context.calendar(sorter.calendar);
    this.#shift?.join(this);
    port.room = 1;
    port.choosy = true;
  }

  start(): void {
    this.#stops?.start();
    if (this.#shift?.working === false) this.onShift(false);
  }

  /** Parts wait for a tray. */
  accepts(): boolean {
    return false;
  }

  offersRoom(): boolean {
    return this.#loads.length < this.#trays;
  }

  onTimer(): void {
    this.#empty();
    this.settle();
  }

  settle(): void {
    if (!this.#drive.runs) return;
    this.#fill();
    this.#schedule();
    this.#showState();
  }

  /** The flow hands nothing over by itself: parts are fetched. */
  arrive(): void {}

  depart(_part: Part, link: Link): void {
    this.#router.went(link);
    this.#port.content--;
    this.#stops?.wentOut();
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

  /** Parts on trays are not in work: it can be stopped at any time. */
  hasWork(): boolean {
    return false;
  }

  state(): number {
    return this.#self.state;
  }

  content(): number {
    return this.#port.content;
  }

  /** Where the first tray is, as a share of the loop: that is how it is drawn. */
  progress(): number {
    return ((this.#drive.now() / this.#step) % this.#trays) / this.#trays;
  }

  finished(): number {
    return this.#contents.total;
  }

  resetStatistics(): void {
    this.#clock.reset();
    this.#contents.reset(this.#arrivals());
    this.#recirculations = 0;
    this.#overflowed = 0;
    this.#stops?.resetStatistics();
  }

  report(tables: ResultTables, id: string): void {
    const states = this.#clock.shares();
    tables.stations[id] = {
      states,
      utilisation: states.working,
      finished: this.#contents.left,
      meanContent: this.#contents.mean(this.#arrivals()),
      maxContent: this.#contents.max,
      failures: this.#stops?.count ?? 0,
      ...(this.#stops === undefined ? {} : this.#stops.reported()),
      recirculations: this.#recirculations,
      ...(this.#overflow === undefined ? {} : { overflowed: this.#overflowed }),
    };
  }

  writeMovers(sink: MoverSink): void {
    const moved = this.#drive.now() / this.#step;
    for (const { part, tray } of this.#loads) sink.along(part, ((tray + moved) % this.#trays) * this.#pitch);
  }

  save(): ElementState {
    return {
      loads: this.#loads.map(({ part, tray, arrivedAt, from, way, due, chute, rounds }) => ({
        part: this.#context.savePart(part),
        where: [tray, arrivedAt, from, due, rounds],
        way: way === ANY ? "" : this.#idOf(way),
        chute: this.#idOf(chute),
      })),
      last: Object.fromEntries(
        [...this.#inductions].flatMap(([id, { last }]) => (last === -Infinity ? [] : [[id, last]])),
      ),
      drive: this.#drive.save(),
      off: this.#off,
      counts: [this.#recirculations, this.#overflowed],
      router: this.#router.save(),
      content: this.#contents.save(),
      clock: this.#clock.save(),
      ...(this.#stops === undefined ? {} : { failures: this.#stops.save() }),
    };
  }

  restore(state: ElementState): void {
    this.#loads.length = 0;
    this.#loaded.clear();
    const placeOf = (id: string): number =>
      this.#port.queues.findIndex(({ links }) => links[0]?.to.id === id);
    for (const { part, where, way, chute } of state["loads"] as unknown as SavedLoad[]) {
      const [tray, arrivedAt, from, due, rounds] = where;
      const toward = way === "" ? ANY : placeOf(way);
      const restored = this.#context.restorePart(part);
      const load = { part: restored, tray, arrivedAt, from, way: toward, due, chute: placeOf(chute), rounds };
      this.#loads.push(load);
      this.#loaded.set(tray, load);
    }
    for (const [id, last] of Object.entries(state["last"] as Record<string, number>)) {
      const induction = this.#inductions.get(id);
      if (induction !== undefined) induction.last = last;
    }
    this.#drive.restore(state["drive"] as [Micros, Micros]);
    this.#off = state["off"] as boolean;
    [this.#recirculations, this.#overflowed] = state["counts"] as [number, number];
    this.#router.restore(state["router"] as RouterState);
    this.#contents.restore(state["content"] as ContentState);
    this.#clock.restore(state["clock"] as StateClockState);
    if (state["failures"] !== undefined) this.#stops?.restore(state["failures"] as StopsState);
    this.#port.room = this.#drive.runs ? 1 : 0;
  }

  #idOf(way: number): string {
    return ((this.#port.queues[way] as OutputQueue).links[0] as Link).to.id;
  }

  #arrivals(): Micros[] {
    return this.#loads.map(({ arrivedAt }) => arrivedAt);
  }

  /** Whole steps that the loop has made. */
  #steps(): number {
    return Math.floor(this.#drive.now() / this.#step);
  }

  /** Lets go at their chutes the parts that are there now; what finds no room goes on. */
  #empty(): void {
    const { flow } = this.#kernel;
    const step = this.#steps();
    for (let load = this.#loads[0]; load !== undefined && load.due <= step; load = this.#loads[0]) {
      this.#loads.shift();
      const { part } = load;
      const queue = this.#port.queues[load.chute] as OutputQueue;
      const link = flow.opening(queue, part);
      if (link === undefined) {
        this.#goOn(load);
        continue;
      }
      const { cause } = this.#kernel;
      this.#loaded.delete(load.tray);
      this.#contents.leave(load.arrivedAt);
      this.#recirculations += load.rounds;
      if (load.chute === this.#overflow) this.#overflowed++;
      part.since = this.#kernel.now;
      flow.announce(part, link);
      this.depart(part, link);
      flow.hand(part, link);
      this.#kernel.cause = cause;
    }
  }

  /** Chooses the next chute of a part that found no room at the last one. */
  #goOn(load: Load): void {
    const step = load.due;
    const at = (load.tray + step) % this.#trays;
    const next = load.way === ANY ? this.#nextChute(at) : load.way;
    if (step + this.#distance(at, next) > load.from + (load.rounds + 1) * this.#trays || next === load.chute)
      load.rounds++;
    if (load.rounds > this.#maxRounds) load.way = this.#overflow as number;
    this.#send(load, step, load.way === ANY ? next : load.way);
  }

  #send(load: Load, step: number, chute: number): void {
    load.chute = chute;
    load.due = step + this.#distance((load.tray + step) % this.#trays, chute);
    let place = this.#loads.length;
    while (place > 0 && (this.#loads[place - 1] as Load).due > load.due) place--;
    this.#loads.splice(place, 0, load);
  }

  /** Steps from a place to a chute, at least one. */
  #distance(at: number, chute: number): number {
    const steps = ((this.#chutes[chute] as number) - at + this.#trays) % this.#trays;
    return steps === 0 ? this.#trays : steps;
  }

  #nextChute(at: number): number {
    return this.#ways.reduce((best, way) =>
      this.#distance(at, way) < this.#distance(at, best) ? way : best,
    );
  }

  /** Puts onto free trays the parts that wait beside one, in the order in which they wait. */
  #fill(): void {
    const { flow } = this.#kernel;
    const now = this.#drive.now();
    if (now % this.#step !== 0) return;
    // A tray that is emptied at this step can be filled at it.
    this.#empty();
    if (this.#port.gated) flow.holdBack(this.#port);
    const step = this.#steps();
    for (let link = this.#port.waitHead; link !== undefined;) {
      const next: Link | undefined = link.waitNext;
      const induction = this.#inductions.get(link.from.id) as Induction;
      const tray = this.#trayAt(induction.at, step);
      if (now >= induction.last + induction.interval && !this.#loaded.has(tray)) {
        const { cause } = this.#kernel;
        this.#putOn(flow.take(link), tray, step);
        induction.last = now;
        this.#kernel.cause = cause;
      }
      link = next;
    }
  }

  #putOn(part: Part, tray: number, step: number): void {
    const { now } = this.#kernel;
    part.since = now;
    const way = this.#takesAny ? ANY : this.#port.queues.indexOf(this.#router.queueFor(part));
    const load: Load = { part, tray, arrivedAt: now, from: step, way, due: step, chute: way, rounds: 0 };
    this.#loaded.set(tray, load);
    const content = ++this.#port.content;
    if (content > this.#contents.max) this.#contents.max = content;
    this.#send(load, step, way === ANY ? this.#nextChute((tray + step) % this.#trays) : way);
  }

  #trayAt(place: number, step: number): number {
    return (((place - step) % this.#trays) + this.#trays) % this.#trays;
  }

  /** Plans the next step at which a tray can be emptied or filled, as things stand. */
  #schedule(): void {
    let step = this.#loads[0]?.due ?? Infinity;
    for (let link = this.#port.waitHead; link !== undefined; link = link.waitNext)
      step = Math.min(step, this.#fillStep(this.#inductions.get(link.from.id) as Induction, step));
    if (step === Infinity) this.#kernel.calendar.cancel(this.#timer);
    else {
      this.#timer.time = this.#drive.reaches(step * this.#step);
      this.#kernel.schedule(this.#timer);
    }
  }

  /** First step from now on at which a free tray is at the induction; not looked for beyond `limit`. */
  #fillStep({ at, last, interval }: Induction, limit: number): number {
    const now = this.#drive.now();
    const from = Math.max(Math.floor(now / this.#step) + 1, Math.ceil((last + interval) / this.#step));
    const to = Math.min(limit, from + this.#trays);
    for (let step = from; step < to; step++) if (!this.#loaded.has(this.#trayAt(at, step))) return step;
    return Infinity;
  }

  get #halted(): boolean {
    return this.#off || this.#stops?.down === true;
  }

  #update(): void {
    if (this.#halted) {
      if (this.#drive.runs) this.#drive.stop();
      this.#kernel.calendar.cancel(this.#timer);
      this.#port.room = 0;
    } else if (!this.#drive.runs) {
      this.#drive.run();
      this.#port.room = 1;
      this.#kernel.wake(this.#port);
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
    if (this.#loads.length === 0) return STARVED;
    return this.#loads.length === this.#trays ? BLOCKED : WORKING;
  }
}

interface SavedLoad {
  part: PartState;
  where: [tray: number, arrivedAt: Micros, from: number, due: number, rounds: number];
  way: string;
  chute: string;
}

export function buildSorter(element: Sorter, context: BuildContext): ElementModel {
  return new SorterModel(element, context);
}
