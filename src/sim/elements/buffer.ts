import { toSeconds, type Micros } from "../../base/units.ts";
import type { Buffer } from "../../plant/elements/buffer.ts";
import { BLOCKED, STARVED, WORKING } from "../../plant/states.ts";
import type { PartState } from "../kernel/parts.ts";
import type {
  BuildContext,
  ElementModel,
  ElementState,
  ElementType,
  MoverSink,
  ResultTables,
} from "./element.ts";
import { restoreQueues, saveQueues, type SavedQueues } from "./queue-state.ts";
import { queueSharing, Router } from "./router.ts";

const NONE = -1;
/** Room of a buffer without a capacity. */
const UNLIMITED = 2 ** 30;
/** Contents with a bin of their own in the histogram; the last bin collects what is above. */
const HISTOGRAM_BINS = 257;
const FEWEST_SLOTS = 12;

/**
 * A buffer that runs (SPEC U1 to U5). Where its links share one queue, that queue is the store. Where each
 * part's destination is fixed, the parts stand in a store of their own and only the first is offered.
 */
class BufferModel implements ElementModel {
  readonly #context: BuildContext;
  readonly #capacity: number;
  readonly #router: Router;
  readonly #queue: number;
  readonly #fixedDestinations: boolean;
  readonly #lastInFirstOut: boolean;
  /** Rank of each product; undefined without priorities. */
  readonly #rank: readonly number[] | undefined;
  /** The store, linked by `parts.next`, where destinations are fixed. */
  #head = NONE;
  #tail = NONE;
  #stored = 0;
  /** A part stands in an output queue, outside the store. */
  #offered = false;

  readonly #histogram: Float64Array;
  #since: Micros = 0;
  #waited = 0;
  #entered = 0;
  #left = 0;
  #finished = 0;

  constructor(buffer: Buffer, context: BuildContext) {
    const { kernel, node } = context;
    this.#context = context;
    this.#capacity = buffer.capacity ?? UNLIMITED;
    this.#router = new Router(buffer.routing, context);
    this.#queue = kernel.flow.topology.nodeQueues[node] as number;
    this.#fixedDestinations = queueSharing(buffer.routing) === "perLink" && context.destinations.length > 1;
    this.#lastInFirstOut = buffer.discipline === "lifo";
    const ranks = typeof buffer.discipline === "object" ? buffer.discipline.priority : undefined;
    this.#rank = ranks === undefined ? undefined : kernel.products.map((id) => ranks[id] ?? LAST_RANK);
    this.#histogram = new Float64Array(Math.min(this.#capacity + 2, HISTOGRAM_BINS));
    kernel.flow.room[node] = this.#capacity;
  }

  start(): void {}

  arrive(part: number): void {
    const { kernel, node } = this.#context;
    const { flow } = kernel;
    this.#bookContent((flow.content[node] as number) - 1);
    flow.room[node] = (flow.room[node] as number) - 1;
    kernel.parts.since[part] = kernel.now;
    this.#entered++;
    if (this.#fixedDestinations) this.#store(part);
    else this.#insert(part);
    kernel.wake(node);
  }

  depart(part: number, link: number): void {
    const { kernel, node } = this.#context;
    this.#bookContent((kernel.flow.content[node] as number) + 1);
    this.#waited += kernel.now - (kernel.parts.since[part] as number);
    this.#left++;
    this.#finished++;
    this.#router.went(link);
    if (this.#fixedDestinations) {
      this.#offered = false;
      if (this.#stored > 0) kernel.wake(node);
    }
    kernel.flow.release(node, 1);
  }

  settle(): void {
    const { flow } = this.#context.kernel;
    if (this.#fixedDestinations) this.#offer();
    else if ((flow.queueCount[this.#queue] as number) > 0) flow.present(this.#queue);
    if ((flow.waitHead[this.#context.node] as number) >= 0) flow.pull(this.#context.node);
  }

  onTimer(): void {}

  accepts(): boolean {
    return true;
  }

  state(): number {
    const content = this.#context.kernel.flow.content[this.#context.node] as number;
    if (content === 0) return STARVED;
    return content >= this.#capacity ? BLOCKED : WORKING;
  }

  progress(): number {
    return Number.NaN;
  }

  finished(): number {
    return this.#finished;
  }

  resetStatistics(): void {
    this.#histogram.fill(0);
    this.#since = this.#context.kernel.now;
    this.#waited = 0;
    this.#entered = 0;
    this.#left = 0;
  }

  report(tables: ResultTables, id: string, observed: Micros): void {
    const { flow, now } = this.#context.kernel;
    const content = flow.content[this.#context.node] as number;
    const bins = [...this.#histogram];
    const bin = Math.min(content, bins.length - 1);
    bins[bin] = (bins[bin] as number) + (now - this.#since);
    while (bins.length > 1 && bins.at(-1) === 0) bins.pop();
    tables.buffers[id] = {
      meanContent: observed > 0 ? flow.contentArea(this.#context.node) / observed : content,
      maxContent: flow.contentMax[this.#context.node] as number,
      meanWait: this.#left > 0 ? toSeconds(this.#waited / this.#left) : Number.NaN,
      histogram: observed > 0 ? bins.map((time) => time / observed) : [],
      entered: this.#entered,
      left: this.#left,
    };
  }

  writeMovers(sink: MoverSink): void {
    const { flow, parts } = this.#context.kernel;
    const content = flow.content[this.#context.node] as number;
    const slots = this.#capacity === UNLIMITED ? Math.max(content, FEWEST_SLOTS) : this.#capacity;
    let slot = 0;
    const first = this.#queue;
    const end = flow.topology.nodeQueues[this.#context.node + 1] as number;
    for (let queue = first; queue < end; queue++) {
      for (let part = flow.queueHead[queue] as number, i = flow.queueCount[queue] as number; i > 0; i--) {
        sink.inSlot(part, slot++, slots);
        part = parts.next[part] as number;
      }
    }
    for (let part = this.#head; part !== NONE; part = parts.next[part] as number)
      sink.inSlot(part, slot++, slots);
  }

  save(): ElementState {
    const store: PartState[] = [];
    for (let part = this.#head; part !== NONE; part = this.#context.kernel.parts.next[part] as number) {
      store.push(this.#context.savePart(part));
    }
    return {
      store,
      queues: saveQueues(this.#context),
      offered: this.#offered,
      histogram: [...this.#histogram],
      since: this.#since,
      counts: [this.#waited, this.#entered, this.#left, this.#finished],
      router: this.#router.save(),
    };
  }

  restore(state: ElementState): void {
    const { kernel, node } = this.#context;
    this.#head = NONE;
    this.#tail = NONE;
    this.#stored = 0;
    for (const part of state["store"] as PartState[]) this.#store(this.#context.restorePart(part));
    restoreQueues(this.#context, state["queues"] as SavedQueues);
    this.#offered = state["offered"] as boolean;
    this.#histogram.set((state["histogram"] as number[]).slice(0, this.#histogram.length));
    this.#since = state["since"] as number;
    [this.#waited, this.#entered, this.#left, this.#finished] = state["counts"] as [
      number,
      number,
      number,
      number,
    ];
    this.#router.restore(state["router"] as { turn: number; skip: number; stream: number[] });
    kernel.flow.room[node] = this.#capacity - (kernel.flow.content[node] as number);
  }

  #bookContent(before: number): void {
    const { now } = this.#context.kernel;
    const bin = Math.min(before, this.#histogram.length - 1);
    this.#histogram[bin] = (this.#histogram[bin] as number) + (now - this.#since);
    this.#since = now;
  }

  /** Puts a part into the queue that is the store. */
  #insert(part: number): void {
    const { flow } = this.#context.kernel;
    if (!this.#lastInFirstOut && this.#rank === undefined) {
      flow.enqueue(this.#queue, part);
      return;
    }
    flow.insertAfter(
      this.#queue,
      this.#placeOf(part, flow.queueHead[this.#queue] as number, flow.queueCount[this.#queue] as number),
      part,
    );
  }

  /** Puts a part into the store beside the queues. */
  #store(part: number): void {
    const { parts } = this.#context.kernel;
    const before = this.#placeOf(part, this.#head, this.#stored);
    const next = before === NONE ? this.#head : (parts.next[before] as number);
    parts.next[part] = this.#stored === 0 ? NONE : next;
    if (before === NONE) this.#head = part;
    else parts.next[before] = part;
    if ((parts.next[part] as number) === NONE) this.#tail = part;
    this.#stored++;
  }

  /** The part behind which a new one stands, in a list of `count` parts from `head`; NONE at the very front. */
  #placeOf(part: number, head: number, count: number): number {
    const { parts } = this.#context.kernel;
    if (count === 0 || this.#lastInFirstOut) return NONE;
    if (this.#rank === undefined) return this.#tail;
    const rank = this.#rank[parts.product[part] as number] as number;
    let before = NONE;
    let other = head;
    for (let i = count; i > 0; i--) {
      if ((this.#rank[parts.product[other] as number] as number) > rank) break;
      before = other;
      other = parts.next[other] as number;
    }
    return before;
  }

  /** Fixes the destination of the first part and offers it there, as long as parts go out. */
  #offer(): void {
    const { flow, parts } = this.#context.kernel;
    while (!this.#offered && this.#stored > 0) {
      const part = this.#head;
      this.#head = --this.#stored === 0 ? NONE : (parts.next[part] as number);
      if (this.#stored === 0) this.#tail = NONE;
      this.#offered = true;
      const queue = this.#router.queueFor(part);
      flow.enqueue(queue, part);
      flow.present(queue);
    }
  }
}

/** Rank of products that the priorities do not name: after all others. */
const LAST_RANK = Number.MAX_SAFE_INTEGER;

export const bufferType: ElementType<Buffer> = {
  timers: () => [],
  build: (element, context) => new BufferModel(element, context),
};
