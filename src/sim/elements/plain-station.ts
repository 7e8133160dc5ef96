import type { Micros } from "../../base/units.ts";
import { asDistribution } from "../../plant/as-distribution.ts";
import type { Station } from "../../plant/elements/station.ts";
import { BLOCKED, STARVED, STATES, WORKING } from "../../plant/states.ts";
import type { Timer } from "../kernel/event-calendar.ts";
import type { Flow } from "../kernel/flow.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Part, PartState } from "../kernel/parts.ts";
import type { Link, Port } from "../kernel/ports.ts";
import { largestBatch, Sampler, type SamplerState } from "../kernel/sampler.ts";
import { ContentClock, type ContentState } from "../statistics/content-clock.ts";
import { StateClock, type StateClockState, Stateful } from "../statistics/state-clock.ts";
import type { Condition } from "../trace/condition.ts";
import type { BuildContext, ElementModel, ElementState, MoverSink, ResultTables } from "./element.ts";
import { COMMON_FIELDS, hasOnly, isFree, isOneWay, NO_CHOICE, type Supplier } from "./one-way.ts";
import { NOTHING_BEFORE, PlainBuffer } from "./plain-buffer.ts";
import { PlainSource } from "./plain-source.ts";
import { restoreQueues, type SavedQueues, saveQueues } from "./queue-state.ts";

/** Fields of the plant file with which a station is plain; whatever is added later makes it an ordinary one. */
const PLAIN_FIELDS = [...COMMON_FIELDS, "cycleTime", "servers", "inputPolicy"];

/** One server, one cycle time for all products, one connection out of it, and nothing that could interrupt it or choose among its inputs. */
export function isPlainStation(station: Station, port: Port): boolean {
  const { cycleTime } = station;
  return (
    (typeof cycleTime === "number" || "dist" in cycleTime) &&
    (station.servers ?? 1) === 1 &&
    (station.inputPolicy ?? "fifo") === "fifo" &&
    isOneWay(station.routing, port) &&
    hasOnly(station, PLAIN_FIELDS)
  );
}

/**
 * The commonest station. It behaves as `StationModel` does and saves the same state, with its statistics in its own
 * fields; where its neighbours are plain as well, an event is a handful of direct calls.
 */
export class PlainStation implements ElementModel {
  declare private readonly kernel: Kernel;
  declare private readonly flow: Flow;
  declare private readonly port: Port;
  declare private readonly timer: Timer;
  declare private readonly cycleTime: Sampler;
  declare private readonly out: Link;
  /** Parts go out as soon as there is room and nobody waits. */
  declare private free: boolean;
  /** The only element before it, where that is plain. */
  declare private supplier: Supplier | undefined;
  /** The part inside; while the timer is pending it is worked on, then it waits for its destination. */
  declare private part: Part | undefined;
  /** When the part came, µs. */
  private arrived: Micros = 0;
  /** WORKING, BLOCKED or STARVED, since when, and the time in each of them, µs. */
  private now = STARVED;
  private since: Micros = 0;
  private working: Micros = 0;
  private blocked: Micros = 0;
  private starved: Micros = 0;
  /** Of the content, as `ContentClock` keeps them. */
  private max = 0;
  private spent: Micros = 0;
  private total = 0;
  #before: ContentState["before"];
  readonly #context: BuildContext;

  constructor(station: Station, context: BuildContext) {
    const { kernel, port } = context;
    this.#context = context;
    this.kernel = kernel;
    this.flow = kernel.flow;
    this.port = port;
    this.timer = context.timer(this, "server/0", 0);
    const { cycleTime } = station as { cycleTime: Parameters<typeof asDistribution>[0] };
    const batch = largestBatch(kernel.names.length);
    this.cycleTime = new Sampler(asDistribution(cycleTime), context.stream("cycleTime"), batch);
    this.out = port.links[0] as Link;
    this.free = false;
    this.supplier = undefined;
    this.part = undefined;
    this.#before = NOTHING_BEFORE;
    port.room = 1;
  }

  meet(inputs: readonly Link[]): void {
    this.free = isFree(this.out);
    for (const { from } of inputs) if (from.node instanceof PlainBuffer) from.node.serve(this);
    const [link] = inputs;
    if (inputs.length !== 1 || link === undefined || link.crossing !== undefined) return;
    const { node } = link.from;
    if (node instanceof PlainBuffer || node instanceof PlainSource) this.supplier = node;
  }

  start(): void {}

  arrive(part: Part): void {
    const { kernel, port, timer } = this;
    const { now } = kernel;
    port.room = 0;
    port.content = 1;
    this.max = 1;
    this.part = part;
    this.arrived = now;
    if (kernel.trace !== undefined) kernel.log(port.index, "start", part);
    this.#become(WORKING);
    timer.time = now + this.cycleTime.next();
    kernel.schedule(timer);
  }

  onTimer(): void {
    const { kernel, out } = this;
    const { to } = out;
    const part = this.part as Part;
    part.since = kernel.now;
    if (!this.free || kernel.trace !== undefined) {
      this.#finish(part);
    } else if (to.room > 0 && to.waitHead === undefined) {
      this.#letGo();
      to.node.arrive(part, out);
      this.#takeNext();
    } else {
      this.#wait(part);
    }
  }

  depart(): void {
    this.#letGo();
    this.#become(STARVED);
    this.flow.release(this.port, 1);
  }

  settle(): void {
    const { kernel, flow, port } = this;
    if (port.room === 0) return;
    if (port.gated) flow.holdBack(port);
    const link = port.waitHead;
    if (link === undefined) return;
    const { cause } = kernel;
    this.arrive(flow.take(link));
    kernel.cause = cause;
  }

  accepts(): boolean {
    return true;
  }

  state(): number {
    return this.now;
  }

  content(): number {
    return this.port.content;
  }

  progress(): number {
    if (!this.timer.pending) return this.part === undefined ? Number.NaN : 1;
    return this.#duration > 0 ? 1 - (this.timer.time - this.kernel.now) / this.#duration : 1;
  }

  finished(): number {
    return this.total;
  }

  resetStatistics(): void {
    const states = this.#states();
    states.reset();
    this.#keepStates(states.save());
    const contents = this.#contents();
    contents.reset(this.#arrivals());
    this.#keepContents(contents.save());
  }

  report(tables: ResultTables, id: string): void {
    const states = this.#states().shares();
    const contents = this.#contents();
    tables.stations[id] = {
      states,
      utilisation: states.working,
      finished: contents.left,
      meanContent: contents.mean(this.#arrivals()),
      maxContent: contents.max,
      failures: 0,
    };
  }

  conditions(): readonly Condition[] {
    return [{ state: this.now, since: this.since, part: this.part, work: this.#duration }];
  }

  writeMovers(sink: MoverSink): void {
    if (this.part !== undefined) sink.inSlot(this.part, 0, 1);
  }

  save(): ElementState {
    const part = this.timer.pending ? this.part : undefined;
    return {
      processing:
        part === undefined
          ? []
          : [{ server: 0, part: this.#context.savePart(part), duration: this.#duration, left: 0 }],
      queues: saveQueues(this.#context),
      done: this.port.queues.map(({ count }) => (count === 0 ? [] : [0])),
      idle: [0],
      off: false,
      halted: false,
      closed: false,
      arrived: [this.arrived],
      content: this.#contents().save(),
      clock: this.#states().save(),
      router: NO_CHOICE,
      cycleTimes: { "": this.cycleTime.save() },
    };
  }

  restore(state: ElementState): void {
    const [processing] = state["processing"] as { part: PartState }[];
    this.part = processing === undefined ? undefined : this.#context.restorePart(processing.part);
    restoreQueues(this.#context, state["queues"] as SavedQueues, (part) => (this.part = part));
    [this.arrived] = state["arrived"] as [Micros];
    this.#keepContents(state["content"] as ContentState);
    this.#keepStates(state["clock"] as StateClockState);
    this.cycleTime.restore((state["cycleTimes"] as { "": SamplerState })[""]);
    this.port.room = this.part === undefined ? 1 : 0;
  }

  /** Finishes the part where the destination must be asked for it, or a log is written. */
  #finish(part: Part): void {
    const { kernel, flow, port, out } = this;
    if (kernel.trace !== undefined) kernel.log(port.index, "finish", part);
    if (flow.opening(out.queue, part) === undefined) {
      this.#wait(part);
      return;
    }
    flow.announce(part, out);
    this.#letGo();
    flow.hand(part, out);
    this.#takeNext();
  }

  #wait(part: Part): void {
    this.flow.wait(this.out.queue, part);
    this.#become(BLOCKED);
  }

  /** What waits comes in at once, so that a busy server passes from part to part without being idle in between. */
  #takeNext(): void {
    const { kernel, port, supplier } = this;
    port.room = 1;
    if (supplier === undefined || kernel.trace !== undefined) {
      this.settle();
      if (port.forks !== undefined && port.room > 0) this.flow.wakeForks(port);
      if (this.part === undefined) this.#become(STARVED);
      return;
    }
    const link = port.waitHead;
    if (link === undefined) this.#become(STARVED);
    else this.arrive(supplier.take(link));
  }

  /** The part is gone. */
  #letGo(): void {
    this.part = undefined;
    this.port.content = 0;
    this.spent += this.kernel.now - this.arrived;
    this.total++;
  }

  #become(state: number): void {
    const before = this.now;
    if (before === state) return;
    const { now } = this.kernel;
    const time = now - this.since;
    if (before === WORKING) this.working += time;
    else if (before === STARVED) this.starved += time;
    else this.blocked += time;
    this.now = state;
    this.since = now;
  }

  #states(): StateClock {
    const clock = new StateClock(this.kernel, [new Stateful(this.now)]);
    const totals = STATES.map(() => 0);
    totals[WORKING] = this.working;
    totals[STARVED] = this.starved;
    totals[BLOCKED] = this.blocked;
    clock.restore({ states: [STATES[this.now] ?? "starved"], since: [this.since], totals });
    return clock;
  }

  #keepStates({ states, since, totals }: StateClockState): void {
    this.now = STATES.indexOf(states[0] ?? "starved");
    this.since = since[0] ?? 0;
    this.working = totals[WORKING] ?? 0;
    this.starved = totals[STARVED] ?? 0;
    this.blocked = totals[BLOCKED] ?? 0;
  }

  #contents(): ContentClock {
    const { max, spent, total } = this;
    const clock = new ContentClock(this.kernel);
    clock.restore({ max, spent, total, before: this.#before });
    return clock;
  }

  #keepContents({ max, spent, total, before }: ContentState): void {
    this.max = max;
    this.spent = spent;
    this.total = total;
    this.#before = before;
  }

  /** Of the part that is worked on, µs. */
  get #duration(): Micros {
    return this.timer.time - this.arrived;
  }

  #arrivals(): Micros[] {
    return this.part === undefined ? [] : [this.arrived];
  }
}
