import { toSeconds, type Micros } from "../../base/units.ts";
import type { Buffer } from "../../plant/elements/buffer.ts";
import { BLOCKED, STARVED, WORKING } from "../../plant/states.ts";
import type { Flow } from "../kernel/flow.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Part } from "../kernel/parts.ts";
import type { Link, OutputQueue, Port } from "../kernel/ports.ts";
import { unboxed } from "../kernel/unboxed.ts";
import { ContentClock, type ContentState } from "../statistics/content-clock.ts";
import type { BuildContext, ElementModel, ElementState, MoverSink, ResultTables } from "./element.ts";
import { COMMON_FIELDS, hasOnly, isFree, isOneWay, NO_CHOICE, type Supplier, takeFirst } from "./one-way.ts";
import { partsIn, restoreQueues, type SavedQueues, saveQueues } from "./queue-state.ts";

/** Room of a buffer without a capacity. */
export const UNLIMITED: number = 2 ** 30;
/** Contents with a bin of their own in the histogram; the last bin collects what is above. */
export const HISTOGRAM_BINS = 257;
/** Places that are drawn of a buffer without a capacity, at least. */
export const FEWEST_SLOTS = 12;

/** Fields of the plant file with which a buffer is plain; whatever is added later makes it an ordinary one. */
const PLAIN_FIELDS = [...COMMON_FIELDS, "capacity", "discipline"];

/** One connection out of it, and the parts leave in the order in which they came. */
export function isPlainBuffer(buffer: Buffer, port: Port): boolean {
  return (
    (buffer.discipline ?? "fifo") === "fifo" &&
    isOneWay(buffer.routing, port) &&
    hasOnly(buffer, PLAIN_FIELDS)
  );
}

/** A plain station behind a plain buffer, which takes every part as soon as it has room. */
export interface PlainServer {
  arrive(part: Part): void;
}

/** The commonest buffer (SPEC U1 to U3), with its statistics in its own fields, so that a part that goes by touches little else. */
export class PlainBuffer implements ElementModel, Supplier {
  declare private readonly kernel: Kernel;
  declare private readonly flow: Flow;
  declare private readonly port: Port;
  declare private readonly queue: OutputQueue;
  declare private readonly link: Link;
  /** Set where the destination is a plain station. */
  declare private server: PlainServer | undefined;
  declare private readonly capacity: number;
  /** Time at each content, µs; `since` is when the content changed last. */
  declare private readonly histogram: number[];
  private since: Micros = 0;
  /** Of the content, as `ContentClock` keeps them. */
  private max = 0;
  private spent: Micros = 0;
  private total = 0;
  #before: ContentState["before"];
  readonly #context: BuildContext;

  constructor(buffer: Buffer, context: BuildContext) {
    const { kernel, port } = context;
    this.#context = context;
    this.kernel = kernel;
    this.flow = kernel.flow;
    this.port = port;
    this.queue = port.queues[0] as OutputQueue;
    this.link = port.links[0] as Link;
    this.server = undefined;
    this.capacity = buffer.capacity ?? UNLIMITED;
    this.histogram = unboxed(Math.min(this.capacity + 2, HISTOGRAM_BINS));
    this.#before = NOTHING_BEFORE;
    port.room = this.capacity;
    port.keeps = false;
  }

  start(): void {}

  /** Told by the station behind it that it is a plain one. */
  serve(server: PlainServer): void {
    // Of copies none is passed on before all have come.
    if (isFree(this.link) && this.port.forks === undefined) this.server = server;
  }

  arrive(part: Part): void {
    const { kernel, port, queue, server } = this;
    part.since = kernel.now;
    port.room--;
    this.#become(port.content + 1);
    if (server === undefined || kernel.trace !== undefined) {
      this.#passOn(part);
    } else if (queue.presented) {
      part.next = undefined;
      (queue.tail as Part).next = part;
      queue.tail = part;
      queue.count++;
    } else if (queue.count === 0 && this.#isOpen()) {
      this.depart(part);
      server.arrive(part);
    } else {
      this.#offerLater(part);
    }
  }

  depart(part: Part): void {
    const { port } = this;
    this.#become(port.content - 1);
    this.spent += this.kernel.now - part.since;
    this.total++;
    this.flow.release(port, 1);
  }

  take(link: Link): Part {
    const part = takeFirst(link);
    this.depart(part);
    return part;
  }

  settle(): void {
    this.flow.present(this.queue);
    if (this.port.waitHead !== undefined) this.flow.pull(this.port);
  }

  onTimer(): void {}

  accepts(): boolean {
    return true;
  }

  state(): number {
    const { content } = this.port;
    if (content === 0) return STARVED;
    return content >= this.capacity ? BLOCKED : WORKING;
  }

  content(): number {
    return this.port.content;
  }

  progress(): number {
    return Number.NaN;
  }

  finished(): number {
    return this.total;
  }

  resetStatistics(): void {
    this.histogram.fill(0);
    this.since = this.kernel.now;
    const clock = this.#clock();
    clock.reset(this.#arrivals());
    this.#keep(clock.save());
  }

  report(tables: ResultTables, id: string, observed: Micros): void {
    const clock = this.#clock();
    tables.buffers[id] = {
      meanContent: clock.mean(this.#arrivals()),
      maxContent: clock.max,
      meanWait: toSeconds(clock.meanStay()),
      histogram: sharesOf(this.histogram, this.port.content, this.kernel.now - this.since, observed),
      entered: clock.entered(this.port.content),
      left: clock.left,
    };
  }

  writeMovers(sink: MoverSink): void {
    const { capacity, port } = this;
    const slots = capacity === UNLIMITED ? Math.max(port.content, FEWEST_SLOTS) : capacity;
    let slot = 0;
    for (const part of partsIn(this.queue)) sink.inSlot(part, slot++, slots);
  }

  save(): ElementState {
    return {
      store: [],
      queues: saveQueues(this.#context),
      offered: false,
      histogram: [...this.histogram],
      since: this.since,
      clock: this.#clock().save(),
      router: NO_CHOICE,
    };
  }

  restore(state: ElementState): void {
    restoreQueues(this.#context, state["queues"] as SavedQueues);
    const histogram = state["histogram"] as number[];
    this.histogram.forEach((_, bin) => (this.histogram[bin] = histogram[bin] ?? 0));
    this.since = state["since"] as number;
    this.#keep(state["clock"] as ContentState);
    this.port.room = this.capacity - this.port.content;
  }

  /** Hands an arriving part straight on where it stays; through a chain of buffers it goes by way of the agenda. */
  #passOn(part: Part): void {
    const { flow, queue } = this;
    if (queue.presented) {
      flow.enqueue(queue, part);
      return;
    }
    const link = flow.opening(queue, part);
    if (link !== undefined && link.to.keeps) {
      flow.announce(part, link);
      this.depart(part);
      flow.hand(part, link);
    } else {
      this.#offerLater(part);
    }
  }

  #offerLater(part: Part): void {
    this.flow.enqueue(this.queue, part);
    this.kernel.wake(this.port);
  }

  #isOpen(): boolean {
    const { to } = this.link;
    return to.room > 0 && to.waitHead === undefined;
  }

  /** Books the time at the content until now, and changes the content. */
  #become(content: number): void {
    const { port, histogram } = this;
    const { now } = this.kernel;
    const before = port.content;
    port.content = content;
    if (content > this.max) this.max = content;
    const last = histogram.length - 1;
    (histogram[before < last ? before : last] as number) += now - this.since;
    this.since = now;
  }

  #clock(): ContentClock {
    const { max, spent, total } = this;
    const clock = new ContentClock(this.kernel);
    clock.restore({ max, spent, total, before: this.#before });
    return clock;
  }

  #keep({ max, spent, total, before }: ContentState): void {
    this.max = max;
    this.spent = spent;
    this.total = total;
    this.#before = before;
  }

  /** When each part that is inside came in, µs. */
  #arrivals(): Micros[] {
    return Array.from(partsIn(this.queue), ({ since }) => since);
  }
}

/** The statistics began with the run. */
export const NOTHING_BEFORE: ContentState["before"] = [0, 0, 0];

/** Shares of the observed time at each content. @param latest time at the present content that is not booked yet, µs */
export function sharesOf(
  histogram: readonly number[],
  content: number,
  latest: Micros,
  observed: Micros,
): number[] {
  const bins = [...histogram];
  const bin = Math.min(content, bins.length - 1);
  bins[bin] = (bins[bin] as number) + latest;
  while (bins.length > 1 && bins.at(-1) === 0) bins.pop();
  return observed > 0 ? bins.map((time) => time / observed) : [];
}
