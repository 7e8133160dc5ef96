import { toSeconds, type Micros } from "../../base/units.ts";
import { asDistribution } from "../../plant/as-distribution.ts";
import type { Duration } from "../../plant/distribution.ts";
import type { Divert } from "../../plant/elements/divert.ts";
import type { TransferCar } from "../../plant/elements/transfer-car.ts";
import type { Turntable } from "../../plant/elements/turntable.ts";
import { BLOCKED, PAUSED, SETUP, STARVED, WORKING } from "../../plant/states.ts";
import type { Timer } from "../kernel/event-calendar.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Part, PartState } from "../kernel/parts.ts";
import type { Link, OutputQueue, Port } from "../kernel/ports.ts";
import { Sampler, type SamplerState } from "../kernel/sampler.ts";
import { ContentClock, type ContentState } from "../statistics/content-clock.ts";
import { StateClock, type StateClockState, Stateful } from "../statistics/state-clock.ts";
import type { BuildContext, ElementModel, ElementState, MoverSink, ResultTables } from "./element.ts";
import { carGuide, divertGuide, type Guide, turntableGuide } from "./guide.ts";
import { restoreQueues, type SavedQueues, saveQueues } from "./queue-state.ts";
import { type RouteState, Route } from "./route.ts";
import type { ShiftCalendar } from "./shift-calendar.ts";
import { Stops, type StopsState } from "./stops.ts";

/** What it is doing. */
type Phase = "idle" | "approach" | "load" | "undecided" | "carry" | "unload" | "blocked" | "rest";

const RESTING = -1;

/** What a handover has of its kind in the plant file. */
interface Handover {
  readonly loadTime?: Duration | undefined;
  readonly unloadTime?: Duration | undefined;
  readonly dispatch?: "longest" | "nearest" | undefined;
}

/**
 * Takes one part, moves it and hands it over: a divert, a turntable, a transfer car (SPEC I1 to I9). They differ in
 * their guide alone: where their neighbours are, and how long it takes from one to the other.
 */
class HandoverModel implements ElementModel {
  readonly #context: BuildContext;
  readonly #kernel: Kernel;
  readonly #port: Port;
  readonly #guide: Guide;
  readonly #timer: Timer;
  readonly #route: Route;
  readonly #stops: Stops | undefined;
  readonly #shift: ShiftCalendar | undefined;
  readonly #loadTime: Sampler;
  readonly #unloadTime: Sampler;
  readonly #nearest: boolean;
  readonly #self = new Stateful(STARVED);
  readonly #clock: StateClock;
  readonly #contents: ContentClock;
  #phase: Phase = "idle";
  #part: Part | undefined = undefined;
  #takenAt: Micros = 0;
  /** Place of the queue that the part goes to. */
  #way = 0;
  /** Where it stands, or where it set off; in the guide's own measure. */
  #at: number;
  /** Where it goes, or stands. */
  #to: number;
  /** Element that it goes to for a part. */
  #from = "";
  /** Length of the running phase, µs. */
  #length: Micros = 0;
  /** What is left of the phase while it stands still, µs; RESTING while it does not. */
  #left: Micros = RESTING;
  #off = false;

  constructor(element: Divert | Turntable | TransferCar, guide: Guide, own: Handover, context: BuildContext) {
    const { kernel, port } = context;
    this.#context = context;
    this.#kernel = kernel;
    this.#port = port;
    this.#guide = guide;
    this.#timer = context.timer(this, "phase", 0);
    this.#route = new Route(element.routing, context);
    const sampler = (duration: Duration = 0, purpose: string): Sampler =>
      new Sampler(asDistribution(duration), context.stream(purpose));
    this.#loadTime = sampler(own.loadTime, "loadTime");
    this.#unloadTime = sampler(own.unloadTime, "unloadTime");
    this.#nearest = own.dispatch === "nearest";
    this.#at = guide.start;
    this.#to = guide.start;
    this.#clock = context.power?.clock([this.#self]) ?? new StateClock(kernel, [this.#self]);
    this.#contents = new ContentClock(kernel);
    this.#stops = Stops.of(element, context, this);
    this.#shift = element.calendar === undefined ? undefined : context.calendar(element.calendar);
    this.#shift?.join(this);
    port.room = 1;
    port.choosy = true;
  }

  start(): void {
    this.#stops?.start();
    if (this.#shift?.working === false) this.onShift(false);
  }

  /** It fetches parts where they wait. */
  accepts(): boolean {
    return false;
  }

  offersRoom(): boolean {
    return true;
  }

  /** Goes for the next part, or decides where the one on board goes. */
  settle(): void {
    if (this.#phase === "undecided") this.#decide();
    else if (this.#phase === "idle" || this.#phase === "rest") this.#fetch();
    this.#showState();
  }

  arrive(part: Part): void {
    this.#part = part;
    this.#takenAt = this.#kernel.now;
    part.since = this.#kernel.now;
    this.#port.content = 1;
    this.#port.room = 0;
    this.#contents.max = 1;
  }

  depart(_part: Part, link: Link): void {
    this.#route.went(link);
    this.#part = undefined;
    this.#port.content = 0;
    this.#contents.leave(this.#takenAt);
    this.#phase = "idle";
    this.#kernel.flow.release(this.#port, 1);
    // Also with nobody waiting it has to go back to where it rests.
    this.#kernel.wake(this.#port);
    this.#stops?.wentOut();
    this.#showState();
  }

  onTimer(): void {
    const kernel = this.#kernel;
    const phase = this.#phase;
    this.#at = this.#guide.settled(this.#to);
    this.#to = this.#at;
    if (phase === "approach") this.#take();
    else if (phase === "load") this.#decide();
    else if (phase === "carry") this.#bringOff();
    else if (phase === "unload") this.#offer();
    else {
      this.#phase = "idle";
      kernel.wake(this.#port);
    }
    this.#showState();
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

  hasWork(): boolean {
    return this.#part !== undefined;
  }

  state(): number {
    return this.#self.state;
  }

  content(): number {
    return this.#port.content;
  }

  /** Where it is, as a share of its guide: that is how it is drawn. */
  progress(): number {
    return this.#guide.share(this.#place());
  }

  finished(): number {
    return this.#contents.total;
  }

  resetStatistics(): void {
    this.#clock.reset();
    this.#contents.reset(this.#arrivals());
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
    };
  }

  writeMovers(sink: MoverSink): void {
    if (this.#part !== undefined) sink.onGuide(this.#part, this.#guide.measure, this.#place());
  }

  save(): ElementState {
    const aboard = this.#part !== undefined && this.#phase !== "blocked";
    return {
      ...(aboard ? { part: this.#context.savePart(this.#part as Part) } : {}),
      queues: saveQueues(this.#context),
      phase: this.#phase,
      takenAt: this.#takenAt,
      way: this.#way,
      at: this.#at,
      to: this.#to,
      from: this.#from,
      length: this.#length,
      left: this.#left,
      off: this.#off,
      times: [this.#loadTime.save(), this.#unloadTime.save()],
      ...(this.#guide.save === undefined ? {} : { guide: this.#guide.save() }),
      route: this.#route.save(),
      content: this.#contents.save(),
      clock: this.#clock.save(),
      ...(this.#stops === undefined ? {} : { failures: this.#stops.save() }),
    };
  }

  restore(state: ElementState): void {
    const part = state["part"] as PartState | undefined;
    this.#part = part === undefined ? undefined : this.#context.restorePart(part);
    restoreQueues(this.#context, state["queues"] as SavedQueues, (queued) => (this.#part = queued));
    this.#phase = state["phase"] as Phase;
    this.#takenAt = state["takenAt"] as number;
    this.#way = state["way"] as number;
    this.#at = state["at"] as number;
    this.#to = state["to"] as number;
    this.#from = state["from"] as string;
    this.#length = state["length"] as number;
    this.#left = state["left"] as number;
    this.#off = state["off"] as boolean;
    const [loadTime, unloadTime] = state["times"] as [SamplerState, SamplerState];
    this.#loadTime.restore(loadTime);
    this.#unloadTime.restore(unloadTime);
    this.#guide.restore?.(state["guide"] as SamplerState);
    this.#route.restore(state["route"] as RouteState);
    this.#contents.restore(state["content"] as ContentState);
    this.#clock.restore(state["clock"] as StateClockState);
    if (state["failures"] !== undefined) this.#stops?.restore(state["failures"] as StopsState);
    this.#port.room = this.#part === undefined ? 1 : 0;
  }

  get #halted(): boolean {
    return this.#off || this.#stops?.down === true;
  }

  #arrivals(): Micros[] {
    return this.#part === undefined ? [] : [this.#takenAt];
  }

  /** Where it is now, in the guide's own measure. */
  #place(): number {
    if (this.#at === this.#to) return this.#at;
    const left = this.#left === RESTING ? this.#timer.time - this.#kernel.now : this.#left;
    return this.#guide.between(this.#at, this.#to, toSeconds(this.#length - left));
  }

  #begin(phase: Phase, length: Micros): void {
    this.#phase = phase;
    this.#length = length;
    this.#timer.time = this.#kernel.now + length;
    this.#kernel.schedule(this.#timer);
  }

  /** Sets off for the part that is to come next; without one for the place where it rests. */
  #fetch(): void {
    if (this.#halted || this.#stops?.draining === true) return;
    const kernel = this.#kernel;
    const port = this.#port;
    if (port.gated) kernel.flow.holdBack(port);
    const link = this.#next();
    if (link === undefined) this.#goToRest();
    else {
      if (this.#phase === "rest") this.#turnBack();
      this.#from = link.from.id;
      this.#to = this.#guide.input(link.from.id, this.#at);
      const time = this.#guide.time(this.#at, this.#to);
      if (time === 0) this.#take();
      else {
        if (kernel.trace !== undefined) kernel.log(port.index, "setup", undefined, this.#from);
        this.#begin("approach", time);
      }
    }
  }

  /** On the way to its place of rest it stops at once, where it is. */
  #turnBack(): void {
    this.#at = this.#place();
    this.#to = this.#at;
    this.#kernel.calendar.cancel(this.#timer);
    this.#phase = "idle";
  }

  #goToRest(): void {
    const rest = this.#guide.rest(this.#at);
    if (rest === undefined || this.#phase === "rest" || this.#at === rest) return;
    this.#to = rest;
    this.#begin("rest", this.#guide.time(this.#at, rest));
  }

  #next(): Link | undefined {
    let best: Link | undefined;
    let least = Infinity;
    const at = this.#place();
    for (let link = this.#port.waitHead; link !== undefined; link = link.waitNext) {
      if (!this.#nearest) return link;
      const away = this.#guide.time(at, this.#guide.input(link.from.id, at));
      if (away >= least) continue;
      best = link;
      least = away;
    }
    return best;
  }

  /** Takes the part that it went for; one that has gone elsewhere meanwhile lets it look anew. */
  #take(): void {
    const kernel = this.#kernel;
    const port = this.#port;
    this.#phase = "idle";
    if (port.gated) kernel.flow.holdBack(port);
    let link = port.waitHead;
    while (link !== undefined && link.from.id !== this.#from) link = link.waitNext;
    if (link === undefined || this.#stops?.draining === true) {
      kernel.wake(port);
      return;
    }
    const part = kernel.flow.take(link);
    this.arrive(part);
    if (kernel.trace !== undefined) kernel.log(port.index, "load", part);
    this.#begin("load", this.#loadTime.next());
  }

  /** The destination is fixed, or chosen among those with room as soon as one has. */
  #decide(): void {
    const kernel = this.#kernel;
    const way = this.#route.choose(this.#part as Part);
    if (way === undefined) {
      this.#phase = "undecided";
      return;
    }
    this.#way = way;
    const link = (this.#port.queues[way] as OutputQueue).links[0] as Link;
    this.#to = this.#guide.output(link.to.id, this.#at);
    const time = this.#guide.time(this.#at, this.#to);
    if (time > 0 && kernel.trace !== undefined)
      kernel.log(this.#port.index, "depart", this.#part, link.to.id);
    this.#begin("carry", time);
    if (this.#halted) this.#pause();
  }

  #bringOff(): void {
    const kernel = this.#kernel;
    if (kernel.trace !== undefined) kernel.log(this.#port.index, "unload", this.#part);
    this.#begin("unload", this.#unloadTime.next());
  }

  #offer(): void {
    const { flow, now } = this.#kernel;
    const part = this.#part as Part;
    part.since = now;
    const queue = this.#port.queues[this.#way] as OutputQueue;
    const link = flow.opening(queue, part);
    if (link === undefined) {
      this.#phase = "blocked";
      flow.wait(queue, part);
      return;
    }
    flow.announce(part, link);
    this.depart(part, link);
    flow.hand(part, link);
  }

  #pause(): void {
    if (!this.#timer.pending) return;
    this.#left = this.#timer.time - this.#kernel.now;
    this.#kernel.calendar.cancel(this.#timer);
  }

  #update(): void {
    if (this.#halted) this.#pause();
    else if (this.#left !== RESTING) {
      this.#timer.time = this.#kernel.now + this.#left;
      this.#left = RESTING;
      this.#kernel.schedule(this.#timer);
    } else this.#kernel.wake(this.#port);
    this.#showState();
  }

  #showState(): void {
    const state = this.#stateNow();
    if (state === this.#self.state) return;
    this.#clock.change(this.#self, state);
    if (this.#stops === undefined || this.#stops.down) return;
    if (state === WORKING || state === SETUP) this.#stops.work(Infinity);
    else this.#stops.rest();
  }

  #stateNow(): number {
    if (this.#off) return PAUSED;
    if (this.#stops?.down === true) return this.#stops.state;
    switch (this.#phase) {
      case "idle":
      case "rest":
        return STARVED;
      case "approach":
        return SETUP;
      case "carry":
        return this.#guide.measure === "way" ? SETUP : WORKING;
      case "undecided":
      case "blocked":
        return BLOCKED;
      default:
        return WORKING;
    }
  }
}

export function buildDivert(element: Divert, context: BuildContext): ElementModel {
  // Its way is one movement: first the change-over, then the transfer.
  const own = { unloadTime: element.transferTime };
  return new HandoverModel(element, divertGuide(element, context), own, context);
}

export function buildTurntable(element: Turntable, context: BuildContext): ElementModel {
  return new HandoverModel(element, turntableGuide(element), element, context);
}

export function buildTransferCar(element: TransferCar, context: BuildContext): ElementModel {
  return new HandoverModel(element, carGuide(element), element, context);
}
