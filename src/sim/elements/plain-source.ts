import { asDistribution } from "../../plant/as-distribution.ts";
import type { Source } from "../../plant/elements/source.ts";
import { WORKING } from "../../plant/states.ts";
import type { Timer } from "../kernel/event-calendar.ts";
import type { Flow } from "../kernel/flow.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Part } from "../kernel/parts.ts";
import type { Link, OutputQueue, Port } from "../kernel/ports.ts";
import { LARGEST_BATCH, RowSampler, type SamplerState } from "../kernel/sampler.ts";
import { ARRIVAL_PRIORITY, type PlainRows } from "../plain/plain-rows.ts";
import { waitingIn } from "../plain/row-state.ts";
import { PLACE, type Row, ROW, type RowOwner } from "../plain/row.ts";
import type { SourceCondition } from "../trace/condition.ts";
import type { BuildContext, ElementModel, ElementState, MoverSink, ResultTables } from "./element.ts";
import { COMMON_FIELDS, hasOnly, isFree, isOneWay, NO_CHOICE } from "./one-way.ts";
import { restoreQueues, type SavedQueues, saveQueues } from "./queue-state.ts";

const { CAME, DURATIONS } = PLACE;

/** Fields of the plant file with which a source is plain; whatever is added later makes it an ordinary one. */
const PLAIN_FIELDS = [...COMMON_FIELDS, "arrivals"];
const PLAIN_ARRIVALS = ["mode", "interarrival", "overflow"];

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

/** The commonest source (SPEC S1 to S3); what changes with every part is in its row. */
export class PlainSource implements ElementModel, RowOwner {
  declare private readonly kernel: Kernel;
  declare private readonly flow: Flow;
  declare readonly port: Port;
  declare private readonly plain: PlainRows;
  declare private readonly row: Row;
  declare private readonly queue: OutputQueue;
  declare private readonly out: Link;
  /** Parts go out as soon as there is room and nobody waits. */
  declare private free: boolean;
  declare private readonly timer: Timer;
  /** Of interarrival times; undefined where it is saturated. */
  declare readonly sampler: RowSampler | undefined;
  /** Parts that came before the statistics began. */
  #before = 0;
  readonly #context: BuildContext;

  constructor(source: Source, context: BuildContext) {
    const { kernel, port } = context;
    const { arrivals } = source;
    this.#context = context;
    this.kernel = kernel;
    this.flow = kernel.flow;
    this.port = port;
    this.plain = kernel.plain;
    this.queue = port.queues[0] as OutputQueue;
    this.out = port.links[0] as Link;
    this.free = false;
    this.timer = context.timer(this, "arrival", 0);
    this.sampler =
      arrivals.mode === "interarrival"
        ? new RowSampler(asDistribution(arrivals.interarrival), context.stream("interarrival"), LARGEST_BATCH)
        : undefined;
    const nature = { kind: ROW.SOURCE, timer: this.timer.number, saturated: this.sampler === undefined };
    this.row = this.plain.add(nature, DURATIONS + (this.sampler?.places ?? 0), this);
    kernel.system.sources.push(() => this.#number(CAME));
  }

  meet(): void {
    this.free = isFree(this.out);
  }

  start(): void {
    if (this.sampler !== undefined) this.plain.plan(this.row, ARRIVAL_PRIORITY);
  }

  onTimer(): void {
    this.plain.fire(this.row);
  }

  /** Saturated: makes the next raw part, and offers it. */
  settle(): void {
    if (this.sampler !== undefined) return;
    this.plain.standReady(this.row);
  }

  send(part: Part): void {
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

  depart(part: Part): void {
    if (this.sampler === undefined) this.plain.enterSystem(this.row, part.number);
  }

  /** Sources have no inputs; the plant's checks see to it. */
  arrive(): void {}
  present(): void {}
  pull(): void {}
  takeIn(): void {}

  accepts(): boolean {
    return false;
  }

  state(): number {
    return WORKING;
  }

  content(): number {
    return this.row.next !== undefined ? this.row.count : this.queue.count;
  }

  progress(): number {
    return Number.NaN;
  }

  finished(): number {
    return this.#number(CAME) - (this.sampler === undefined ? 0 : this.content());
  }

  resetStatistics(): void {
    this.#before = this.#number(CAME);
  }

  report(tables: ResultTables, id: string): void {
    const arrived = this.#number(CAME) - this.#before;
    tables.sources[id] = { arrived, entered: arrived, lost: 0 };
  }

  sourceCondition(): SourceCondition {
    return { reason: "noArrival", next: this.timer.pending ? this.timer.time : Infinity };
  }

  writeMovers(sink: MoverSink): void {
    let slot = 0;
    for (const part of waitingIn(this.row, this.kernel, this.queue)) {
      if (slot === SHOWN_WAITING) return;
      sink.inSlot(part, slot++, SHOWN_WAITING);
    }
  }

  save(): ElementState {
    const { sampler } = this;
    const came = this.#number(CAME);
    return {
      serial: this.row.serial,
      inSystem: sampler === undefined ? came : 0,
      entry: 0,
      lap: 0,
      putOff: -1,
      ready: this.row.ready,
      counts: [came, 0, this.#before, 0],
      choice: { position: 0, stream: [] },
      router: NO_CHOICE,
      ...(sampler === undefined ? {} : { interarrival: sampler.save(this.row.size, this.row.used) }),
      queues: saveQueues(this.#context),
    };
  }

  restore(state: ElementState): void {
    const { numbers } = this.plain;
    const { row, sampler } = this;
    row.serial = state["serial"] as number;
    row.ready = state["ready"] === true;
    [numbers[row.at + CAME], , this.#before] = state["counts"] as [number, number, number, number];
    if (state["interarrival"] !== undefined && sampler !== undefined) {
      const { size, used } = sampler.restore(
        state["interarrival"] as SamplerState,
        numbers,
        row.at + DURATIONS,
      );
      row.size = size;
      row.used = used;
    }
    restoreQueues(this.#context, state["queues"] as SavedQueues, (part) => this.plain.admit(part));
  }

  #number(place: number): number {
    return this.plain.numbers[this.row.at + place] as number;
  }
}
