import { toSeconds, type Micros } from "../../base/units.ts";
import type { Buffer } from "../../plant/elements/buffer.ts";
import { BLOCKED, STARVED, WORKING } from "../../plant/states.ts";
import type { Flow } from "../kernel/flow.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Part } from "../kernel/parts.ts";
import type { OutputQueue, Port } from "../kernel/ports.ts";
import type { PlainRows } from "../plain/plain-rows.ts";
import { contentsOf, keepContents, sincesIn, waitingIn } from "../plain/row-state.ts";
import { PLACE, type Row, ROW, type RowOwner } from "../plain/row.ts";
import type { ContentClock, ContentState } from "../statistics/content-clock.ts";
import type { BuildContext, ElementModel, ElementState, MoverSink, ResultTables } from "./element.ts";
import { COMMON_FIELDS, hasOnly, isOneWay, NO_CHOICE } from "./one-way.ts";
import { restoreQueues, type SavedQueues, saveQueues } from "./queue-state.ts";

const { CONTENT_SINCE, HISTOGRAM, TOTAL } = PLACE;

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

/** The commonest buffer (SPEC U1 to U3); what changes with every part is in its row. */
export class PlainBuffer implements ElementModel, RowOwner {
  declare private readonly kernel: Kernel;
  declare private readonly flow: Flow;
  declare readonly port: Port;
  declare private readonly plain: PlainRows;
  declare private readonly row: Row;
  declare readonly sampler: undefined;
  declare private readonly queue: OutputQueue;
  declare private readonly capacity: number;
  #before: ContentState["before"];
  readonly #context: BuildContext;

  constructor(buffer: Buffer, context: BuildContext) {
    const { kernel, port } = context;
    this.#context = context;
    this.kernel = kernel;
    this.flow = kernel.flow;
    this.port = port;
    this.plain = kernel.plain;
    this.queue = port.queues[0] as OutputQueue;
    this.capacity = buffer.capacity ?? UNLIMITED;
    const bins = Math.min(this.capacity + 2, HISTOGRAM_BINS);
    const nature = { kind: ROW.BUFFER, capacity: this.capacity, bins };
    this.row = this.plain.add(nature, HISTOGRAM + bins, this);
    this.#before = NOTHING_BEFORE;
    port.room = this.capacity;
    port.keeps = false;
  }

  start(): void {}

  arrive(part: Part): void {
    const { port, plain } = this;
    port.room--;
    plain.receive(this.row, plain.admit(part));
  }

  depart(part: Part): void {
    this.plain.giveOut(this.row, this.plain.admit(part));
  }

  /** Hands an arriving part straight on where it stays; through a chain of buffers it goes by way of the agenda. */
  send(part: Part): void {
    const { kernel, flow, queue } = this;
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
      flow.enqueue(queue, part);
      kernel.wake(this.port);
    }
  }

  settle(): void {
    this.present();
    this.pull();
  }

  present(): void {
    this.flow.present(this.queue);
  }

  pull(): void {
    if (this.port.waitHead !== undefined) this.flow.pull(this.port);
  }

  takeIn(): void {}

  onTimer(): void {}

  accepts(): boolean {
    return true;
  }

  state(): number {
    const content = this.content();
    if (content === 0) return STARVED;
    return content >= this.capacity ? BLOCKED : WORKING;
  }

  content(): number {
    return this.row.content;
  }

  progress(): number {
    return Number.NaN;
  }

  finished(): number {
    return this.#number(TOTAL);
  }

  resetStatistics(): void {
    const { numbers } = this.plain;
    const { at } = this.row;
    numbers.fill(0, at + HISTOGRAM, at + HISTOGRAM + this.#bins);
    numbers[at + CONTENT_SINCE] = this.kernel.now;
    const clock = this.#clock();
    clock.reset(this.#arrivals());
    this.#keep(clock.save());
  }

  report(tables: ResultTables, id: string, observed: Micros): void {
    const clock = this.#clock();
    const content = this.content();
    const latest = this.kernel.now - this.#number(CONTENT_SINCE);
    tables.buffers[id] = {
      meanContent: clock.mean(this.#arrivals()),
      maxContent: clock.max,
      meanWait: toSeconds(clock.meanStay()),
      histogram: sharesOf(this.#histogram(), content, latest, observed),
      entered: clock.entered(content),
      left: clock.left,
    };
  }

  writeMovers(sink: MoverSink): void {
    const { capacity } = this;
    const slots = capacity === UNLIMITED ? Math.max(this.content(), FEWEST_SLOTS) : capacity;
    let slot = 0;
    for (const part of waitingIn(this.row, this.kernel, this.queue)) sink.inSlot(part, slot++, slots);
  }

  save(): ElementState {
    return {
      store: [],
      queues: saveQueues(this.#context),
      offered: false,
      histogram: this.#histogram(),
      since: this.#number(CONTENT_SINCE),
      clock: this.#clock().save(),
      router: NO_CHOICE,
    };
  }

  restore(state: ElementState): void {
    const { numbers } = this.plain;
    const { row, port } = this;
    const { at } = row;
    restoreQueues(this.#context, state["queues"] as SavedQueues, (part) => this.plain.admit(part));
    const histogram = state["histogram"] as number[];
    for (let bin = 0; bin < this.#bins; bin++) numbers[at + HISTOGRAM + bin] = histogram[bin] ?? 0;
    numbers[at + CONTENT_SINCE] = state["since"] as number;
    row.content = port.content;
    this.#keep(state["clock"] as ContentState);
    port.room = this.capacity - port.content;
  }

  #number(place: number): number {
    return this.plain.numbers[this.row.at + place] as number;
  }

  get #bins(): number {
    return this.row.lastBin + 1;
  }

  /** Time at each content, µs. */
  #histogram(): number[] {
    const from = this.row.at + HISTOGRAM;
    return this.plain.numbers.slice(from, from + this.#bins);
  }

  #clock(): ContentClock {
    return contentsOf(this.row, this.kernel, this.#before);
  }

  #keep(state: ContentState): void {
    keepContents(this.row, this.kernel, state);
    this.#before = state.before;
  }

  /** When each part that is inside came in, µs. */
  #arrivals(): Micros[] {
    return sincesIn(this.row, this.kernel, this.queue);
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
