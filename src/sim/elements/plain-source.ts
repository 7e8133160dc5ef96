import { asDistribution } from "../../plant/as-distribution.ts";
import type { Source } from "../../plant/elements/source.ts";
import { WORKING } from "../../plant/states.ts";
import type { Timer } from "../kernel/event-calendar.ts";
import type { Flow } from "../kernel/flow.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Part, PartStore } from "../kernel/parts.ts";
import type { Link, OutputQueue, Port } from "../kernel/ports.ts";
import { Sampler, type SamplerState } from "../kernel/sampler.ts";
import type { SourceCondition } from "../trace/condition.ts";
import type { BuildContext, ElementModel, ElementState, MoverSink, ResultTables } from "./element.ts";
import { COMMON_FIELDS, hasOnly, isFree, isOneWay, NO_CHOICE, type Supplier, takeFirst } from "./one-way.ts";
import { partsIn, restoreQueues, type SavedQueues, saveQueues } from "./queue-state.ts";

/** Fields of the plant file with which a source is plain; whatever is added later makes it an ordinary one. */
const PLAIN_FIELDS = [...COMMON_FIELDS, "arrivals"];
const PLAIN_ARRIVALS = ["mode", "interarrival", "overflow"];

/** Arrivals come after what ends at the same instant, so that they find the room which that frees (SPEC K2). */
export const ARRIVAL_PRIORITY = 1;
/** Waiting parts that are drawn at a source. */
export const SHOWN_WAITING = 4;

/** Single parts of the plant's first product after interarrival times, or always one at hand; all wait, and nothing interrupts. */
export function isPlainSource(source: Source, port: Port): boolean {
  const { arrivals } = source;
  return (
    (arrivals.mode === "interarrival" ? arrivals.overflow !== "lost" : arrivals.mode === "saturated") &&
    isOneWay(source.routing, port) &&
    hasOnly(arrivals, PLAIN_ARRIVALS) &&
    hasOnly(source, PLAIN_FIELDS)
  );
}

/** The commonest source (SPEC S1 to S3). */
export class PlainSource implements ElementModel, Supplier {
  declare private readonly kernel: Kernel;
  declare private readonly flow: Flow;
  declare private readonly parts: PartStore;
  declare private readonly port: Port;
  declare private readonly queue: OutputQueue;
  declare private readonly out: Link;
  /** Parts go out as soon as there is room and nobody waits. */
  declare private free: boolean;
  declare private readonly timer: Timer;
  /** Undefined where it is saturated. */
  declare private readonly interarrival: Sampler | undefined;
  private serial = 0;
  /** Parts that came since the start of the run, and before the statistics began. */
  private came = 0;
  #before = 0;
  /** A raw part stands ready. */
  #ready = false;
  readonly #context: BuildContext;

  constructor(source: Source, context: BuildContext) {
    const { kernel, port } = context;
    const { arrivals } = source;
    this.#context = context;
    this.kernel = kernel;
    this.flow = kernel.flow;
    this.parts = kernel.parts;
    this.port = port;
    this.queue = port.queues[0] as OutputQueue;
    this.out = port.links[0] as Link;
    this.free = false;
    this.timer = context.timer(this, "arrival", 0);
    this.interarrival =
      arrivals.mode === "interarrival"
        ? new Sampler(asDistribution(arrivals.interarrival), context.stream("interarrival"))
        : undefined;
    kernel.system.sources.push(() => this.came);
  }

  meet(): void {
    this.free = isFree(this.out);
  }

  start(): void {
    if (this.interarrival !== undefined) this.#plan(this.interarrival);
  }

  onTimer(): void {
    const { kernel } = this;
    const { cause } = kernel;
    const part = this.#make();
    this.came++;
    part.inside = true;
    this.#offer(part);
    kernel.cause = cause;
    this.#plan(this.interarrival as Sampler);
  }

  /** Saturated: makes the next raw part, and offers it. */
  settle(): void {
    if (this.interarrival !== undefined || this.#ready) return;
    this.#ready = true;
    this.#offer(this.#make());
  }

  depart(part: Part): void {
    if (this.interarrival === undefined) this.#enter(part);
  }

  take(link: Link): Part {
    const part = takeFirst(link);
    this.depart(part);
    return part;
  }

  /** Sources have no inputs; the plant's checks see to it. */
  arrive(): void {}

  accepts(): boolean {
    return false;
  }

  state(): number {
    return WORKING;
  }

  content(): number {
    return this.queue.count;
  }

  progress(): number {
    return Number.NaN;
  }

  finished(): number {
    return this.came - (this.interarrival === undefined ? 0 : this.queue.count);
  }

  resetStatistics(): void {
    this.#before = this.came;
  }

  report(tables: ResultTables, id: string): void {
    const arrived = this.came - this.#before;
    tables.sources[id] = { arrived, entered: arrived, lost: 0 };
  }

  sourceCondition(): SourceCondition {
    return { reason: "noArrival", next: this.timer.pending ? this.timer.time : Infinity };
  }

  writeMovers(sink: MoverSink): void {
    let slot = 0;
    for (const part of partsIn(this.queue)) {
      if (slot === SHOWN_WAITING) return;
      sink.inSlot(part, slot++, SHOWN_WAITING);
    }
  }

  save(): ElementState {
    const { interarrival } = this;
    return {
      serial: this.serial,
      inSystem: interarrival === undefined ? this.came : 0,
      entry: 0,
      lap: 0,
      putOff: -1,
      ready: this.#ready,
      counts: [this.came, 0, this.#before, 0],
      choice: { position: 0, stream: [] },
      router: NO_CHOICE,
      ...(interarrival === undefined ? {} : { interarrival: interarrival.save() }),
      queues: saveQueues(this.#context),
    };
  }

  restore(state: ElementState): void {
    this.serial = state["serial"] as number;
    this.#ready = state["ready"] as boolean;
    [this.came, , this.#before] = state["counts"] as [number, number, number, number];
    if (state["interarrival"] !== undefined)
      this.interarrival?.restore(state["interarrival"] as SamplerState);
    restoreQueues(this.#context, state["queues"] as SavedQueues);
  }

  #make(): Part {
    const { kernel, port } = this;
    const { now } = kernel;
    const part = this.parts.create(port, this.serial++, 0);
    part.entered = now;
    part.since = now;
    if (kernel.trace !== undefined) kernel.log(port.index, "create", part);
    return part;
  }

  #offer(part: Part): void {
    const { kernel, flow, queue, out } = this;
    const { to } = out;
    const asks = !this.free || kernel.trace !== undefined;
    if (asks && flow.opening(queue, part) !== undefined) {
      flow.announce(part, out);
      this.depart(part);
      flow.hand(part, out);
    } else if (!asks && queue.count === 0 && to.room > 0 && to.waitHead === undefined) {
      this.depart(part);
      to.node.arrive(part, out);
    } else {
      flow.wait(queue, part);
    }
  }

  /** A raw part comes into the system, and makes place for the next. */
  #enter(part: Part): void {
    part.entered = this.kernel.now;
    part.inside = true;
    this.came++;
    this.#ready = false;
    this.kernel.wake(this.port);
  }

  #plan(interarrival: Sampler): void {
    const { kernel, timer } = this;
    timer.time = kernel.now + interarrival.next();
    kernel.schedule(timer, ARRIVAL_PRIORITY);
  }
}
