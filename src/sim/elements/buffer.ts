import { toSeconds, type Micros } from "../../base/units.ts";
import type { Buffer } from "../../plant/elements/buffer.ts";
import type { Ranking } from "../../plant/elements/ranking.ts";
import { BLOCKED, STARVED, WORKING } from "../../plant/states.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { unboxed } from "../kernel/unboxed.ts";
import type { Part, PartState } from "../kernel/parts.ts";
import type { Link, OutputQueue, Port } from "../kernel/ports.ts";
import { ContentClock, type ContentState } from "../statistics/content-clock.ts";
import type { Evaluation } from "../rules/evaluate.ts";
import { rankingOf } from "../rules/ranking.ts";
import type { BuildContext, ElementModel, ElementState, MoverSink, ResultTables } from "./element.ts";
import {
  FEWEST_SLOTS,
  HISTOGRAM_BINS,
  isPlainBuffer,
  PlainBuffer,
  sharesOf,
  UNLIMITED,
} from "./plain-buffer.ts";
import { partsIn, restoreQueues, type SavedQueues, saveQueues } from "./queue-state.ts";
import { queueSharing, Router, type RouterState } from "./router.ts";

/** Rank of products that the priorities do not name: after all others. */
const LAST_RANK = Number.MAX_SAFE_INTEGER;

function keyOf(
  discipline: Extract<Buffer["discipline"], { priority: object }> | Ranking,
  context: BuildContext,
): Evaluation<number> {
  if (!("priority" in discipline)) return rankingOf(discipline, context);
  const ranks = context.kernel.products.map((id) => discipline.priority[id] ?? LAST_RANK);
  return ({ product }) => ranks[product] as number;
}

/**
 * A buffer that runs (SPEC U1 to U3). Where its links share one queue, that queue is the store. Where each
 * part's destination is fixed, the parts stand in a store of their own and only the first is offered.
 */
class BufferModel implements ElementModel {
  readonly #context: BuildContext;
  declare private readonly kernel: Kernel;
  declare private readonly port: Port;
  declare private readonly capacity: number;
  declare private readonly router: Router;
  /** Products in the sequence of their withdrawal; undefined without one. */
  declare private readonly withdrawal: readonly number[] | undefined;
  #withdrawn = 0;
  /** The store where the links share a queue; undefined where the parts have a store of their own. */
  declare private queue: OutputQueue | undefined;
  declare private readonly inOrder: boolean;
  declare private readonly lastInFirstOut: boolean;
  /** Key of a part, the smallest first; undefined without an order by keys. */
  declare private readonly key: Evaluation<number> | undefined;
  /** The key may depend on when the part came, so that it is saved with it. */
  declare private readonly keepsKeys: boolean;
  /** The store, linked by `next`, where destinations are fixed. */
  #head: Part | undefined = undefined;
  #tail: Part | undefined = undefined;
  #stored = 0;
  /** A part stands in an output queue, outside the store. */
  #offered = false;

  declare private readonly clock: ContentClock;
  /** Time at each content, µs. */
  declare private readonly histogram: number[];
  #since: Micros = 0;

  constructor(buffer: Buffer, context: BuildContext) {
    const { kernel, port } = context;
    this.#context = context;
    this.kernel = kernel;
    this.port = port;
    this.capacity = buffer.capacity ?? UNLIMITED;
    this.clock = new ContentClock(kernel);
    this.router = new Router(buffer.routing, context);
    this.queue = queueSharing(buffer.routing) === "perLink" ? undefined : port.queues[0];
    this.lastInFirstOut = buffer.discipline === "lifo";
    const { discipline } = buffer;
    const withdrawal =
      typeof discipline === "object" && "sequence" in discipline ? discipline.sequence : undefined;
    this.withdrawal = withdrawal?.map((id) => context.product(id));
    if (this.withdrawal !== undefined) this.queue = undefined;
    this.key =
      typeof discipline === "object" && !("sequence" in discipline) ? keyOf(discipline, context) : undefined;
    this.keepsKeys = typeof buffer.discipline === "object" && "by" in buffer.discipline;
    this.inOrder = !this.lastInFirstOut && this.key === undefined;
    this.histogram = unboxed(Math.min(this.capacity + 2, HISTOGRAM_BINS));
    port.room = this.capacity;
    port.keeps = false;
  }

  start(): void {}

  arrive(part: Part): void {
    const { flow, now } = this.kernel;
    const queue = this.queue;
    this.#bookContent(1);
    this.port.room--;
    part.since = now;
    if (this.key !== undefined) part.key = this.key(part);
    if (queue === undefined) {
      this.#store(part);
      this.kernel.wake(this.port);
    } else if (!this.inOrder) {
      flow.insertAfter(queue, this.#placeOf(part, queue.head, queue.count), part);
      this.kernel.wake(this.port);
    } else if (queue.presented === true) {
      flow.enqueue(queue, part);
    } else {
      this.#passOn(queue, part);
    }
  }

  /** Hands an arriving part straight on where it stays; through a chain of buffers it goes by way of the agenda. */
  #passOn(queue: OutputQueue, part: Part): void {
    const { flow } = this.kernel;
    const link = flow.opening(queue, part);
    if (link !== undefined && link.to.keeps) {
      flow.announce(part, link);
      this.depart(part, link);
      flow.hand(part, link);
    } else {
      flow.enqueue(queue, part);
      this.kernel.wake(this.port);
    }
  }

  depart(part: Part, link: Link): void {
    const kernel = this.kernel;
    const port = this.port;
    this.#bookContent(-1);
    this.clock.leave(part.since);
    this.router.went(link);
    if (this.queue === undefined) {
      this.#offered = false;
      if (this.#stored > 0) kernel.wake(port);
    }
    kernel.flow.release(port, 1);
  }

  settle(): void {
    const { flow } = this.kernel;
    if (this.queue === undefined) this.#offer();
    else flow.present(this.queue);
    flow.pull(this.port);
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
    return this.clock.total;
  }

  resetStatistics(): void {
    this.histogram.fill(0);
    this.#since = this.kernel.now;
    this.clock.reset(this.#arrivals());
  }

  report(tables: ResultTables, id: string, observed: Micros): void {
    tables.buffers[id] = {
      meanContent: this.clock.mean(this.#arrivals()),
      maxContent: this.clock.max,
      meanWait: toSeconds(this.clock.meanStay()),
      histogram: sharesOf(this.histogram, this.port.content, this.kernel.now - this.#since, observed),
      entered: this.clock.entered(this.port.content),
      left: this.clock.left,
    };
  }

  writeMovers(sink: MoverSink): void {
    const slots = this.capacity === UNLIMITED ? Math.max(this.port.content, FEWEST_SLOTS) : this.capacity;
    let slot = 0;
    for (const queue of this.port.queues) for (const part of partsIn(queue)) sink.inSlot(part, slot++, slots);
    for (const part of this.#storedParts()) sink.inSlot(part, slot++, slots);
  }

  save(): ElementState {
    return {
      store: Array.from(this.#storedParts(), (part) => this.#context.savePart(part)),
      queues: saveQueues(this.#context),
      offered: this.#offered,
      histogram: [...this.histogram],
      since: this.#since,
      clock: this.clock.save(),
      router: this.router.save(),
      ...(this.withdrawal === undefined ? {} : { withdrawn: this.#withdrawn }),
      ...(this.keepsKeys ? { keys: Array.from(this.#parts(), ({ key }) => key) } : {}),
    };
  }

  restore(state: ElementState): void {
    this.#head = undefined;
    this.#tail = undefined;
    this.#stored = 0;
    for (const saved of state["store"] as PartState[]) this.#append(this.#context.restorePart(saved));
    restoreQueues(this.#context, state["queues"] as SavedQueues);
    this.#offered = state["offered"] as boolean;
    if (this.withdrawal !== undefined) this.#withdrawn = state["withdrawn"] as number;
    const keys = state["keys"] as number[] | undefined;
    let place = 0;
    if (this.key !== undefined)
      for (const part of this.#parts()) part.key = keys?.[place++] ?? this.key(part);
    const histogram = state["histogram"] as number[];
    this.histogram.forEach((_, bin) => (this.histogram[bin] = histogram[bin] ?? 0));
    this.#since = state["since"] as number;
    this.clock.restore(state["clock"] as ContentState);
    this.router.restore(state["router"] as RouterState);
    this.port.room = this.capacity - this.port.content;
  }

  /** Books the time at the content until now, and changes the content. */
  #bookContent(change: 1 | -1): void {
    const { now } = this.kernel;
    const port = this.port;
    const before = port.content;
    const after = before + change;
    port.content = after;
    if (after > this.clock.max) this.clock.max = after;
    const last = this.histogram.length - 1;
    (this.histogram[before < last ? before : last] as number) += now - this.#since;
    this.#since = now;
  }

  /** Puts a part into the store beside the queues, at its place. */
  #store(part: Part): void {
    const before = this.#placeOf(part, this.#head, this.#stored);
    if (before !== undefined && before === this.#tail) {
      this.#append(part);
      return;
    }
    part.next = before === undefined ? this.#head : before.next;
    if (before === undefined) this.#head = part;
    else before.next = part;
    if (part.next === undefined) this.#tail = part;
    this.#stored++;
  }

  #append(part: Part): void {
    part.next = undefined;
    if (this.#tail === undefined) this.#head = part;
    else this.#tail.next = part;
    this.#tail = part;
    this.#stored++;
  }

  /** All parts inside, in a fixed order. */
  *#parts(): Generator<Part, void, void> {
    yield* this.#storedParts();
    for (const queue of this.port.queues) yield* partsIn(queue);
  }

  *#storedParts(): Generator<Part, void, void> {
    for (let part = this.#head; part !== undefined; part = part.next) yield part;
  }

  /** The part behind which a new one stands, in a list of `count` parts from `head`; undefined at the very front. */
  #placeOf(part: Part, head: Part | undefined, count: number): Part | undefined {
    if (count === 0 || this.lastInFirstOut) return undefined;
    if (this.key === undefined) return this.#tail;
    const { key } = part;
    let before: Part | undefined;
    let other = head;
    for (let i = count; i > 0 && other !== undefined; i--) {
      if (other.key > key) break;
      before = other;
      other = other.next;
    }
    return before;
  }

  /** When each part inside came in, µs. */
  #arrivals(): Micros[] {
    const queued = this.port.queues.flatMap((queue) => Array.from(partsIn(queue), ({ since }) => since));
    return [...queued, ...Array.from(this.#storedParts(), ({ since }) => since)];
  }

  /** Takes the part behind `before` out of the store; the first one when that is undefined. */
  #unstore(before: Part | undefined): Part | undefined {
    const part = before === undefined ? this.#head : before.next;
    if (part === undefined) return undefined;
    if (before === undefined) this.#head = part.next;
    else before.next = part.next;
    if (part.next === undefined) this.#tail = before;
    this.#stored--;
    return part;
  }

  /** Takes out the first part of the product whose turn it is; undefined when there is none. */
  #nextOf(withdrawal: readonly number[]): Part | undefined {
    const product = withdrawal[this.#withdrawn % withdrawal.length];
    let before: Part | undefined;
    for (const part of this.#storedParts()) {
      if (part.product === product) {
        this.#withdrawn++;
        return this.#unstore(before);
      }
      before = part;
    }
    return undefined;
  }

  /** Fixes the destination of the first part and offers it there, as long as parts go out. */
  #offer(): void {
    const { flow } = this.kernel;
    while (!this.#offered && this.#head !== undefined) {
      const part = this.withdrawal === undefined ? this.#unstore(undefined) : this.#nextOf(this.withdrawal);
      if (part === undefined) return;
      this.#offered = true;
      const queue = this.router.queueFor(part);
      flow.enqueue(queue, part);
      flow.present(queue);
    }
  }
}

export function buildBuffer(element: Buffer, context: BuildContext): ElementModel {
  return isPlainBuffer(element, context.port)
    ? new PlainBuffer(element, context)
    : new BufferModel(element, context);
}
