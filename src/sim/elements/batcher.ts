import { toMicros, toSeconds, type Micros } from "../../base/units.ts";
import type { Batcher } from "../../plant/elements/batcher.ts";
import { BLOCKED, STARVED, WORKING } from "../../plant/states.ts";
import type { Timer } from "../kernel/event-calendar.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { discard, load, loadOf, makeBatch, unload } from "../kernel/loads.ts";
import { CARRIER, type Part, type PartState } from "../kernel/parts.ts";
import type { Link, Port } from "../kernel/ports.ts";
import { ContentClock, type ContentState } from "../statistics/content-clock.ts";
import { ContentHistogram, type HistogramState } from "../statistics/content-histogram.ts";
import type { BuildContext, ElementModel, ElementState, MoverSink, ResultTables } from "./element.ts";
import type { Need } from "../trace/condition.ts";
import { partsIn, restoreQueues, type SavedQueues, saveQueues } from "./queue-state.ts";
import { Router, type RouterState } from "./router.ts";

/** A time-out comes after what arrives at its instant. */
const TIMEOUT_PRIORITY = 2;

/** Parts that are collected for one batch. */
interface Group {
  readonly name: string;
  readonly timer: Timer;
  /** Undefined while nothing is collected. */
  batch: Part | undefined;
  /** Its time was up while another batch waited; it goes next. */
  due: boolean;
}

/** A batcher that runs (SPEC L4 to L8). Its content is what is collected, empty containers, and the batch that waits. */
class BatcherModel implements ElementModel {
  readonly #context: BuildContext;
  readonly #kernel: Kernel;
  readonly #port: Port;
  readonly #router: Router;
  readonly #quantity: number;
  readonly #timeout: Micros | undefined;
  /** Index of the container's product; undefined without one. */
  readonly #container: number | undefined;
  /** There are so many containers, and an empty one must have come in. */
  readonly #finite: boolean;
  readonly #groups: readonly Group[];
  /** Per product, place of its group. */
  readonly #groupOf: readonly number[];
  readonly #clock: ContentClock;
  readonly #histogram: ContentHistogram;
  /** A complete batch that has no container yet. */
  #ready: Part | undefined = undefined;
  /** A container that has come in, and when, µs. */
  #empty: Part | undefined = undefined;
  #emptySince: Micros = 0;
  #entered = 0;

  constructor(batcher: Batcher, context: BuildContext) {
    const { kernel, port } = context;
    this.#context = context;
    this.#kernel = kernel;
    this.#port = port;
    this.#router = new Router(batcher.routing, context);
    this.#quantity = batcher.quantity;
    this.#timeout = batcher.timeout === undefined ? undefined : toMicros(batcher.timeout);
    this.#container = batcher.container === undefined ? undefined : context.product(batcher.container);
    this.#finite = batcher.container !== undefined && context.isCarrier(batcher.container);
    const names = kernel.products.map((product) => groupName(batcher.group, product));
    const groups = [...new Set(names)];
    this.#groupOf = names.map((name) => groups.indexOf(name));
    this.#groups = groups.map((name, i) => ({
      name,
      timer: context.timer(this, `group/${name}`, i),
      batch: undefined,
      due: false,
    }));
    this.#clock = new ContentClock(kernel);
    this.#histogram = new ContentHistogram(kernel);
    port.keeps = false;
    port.room = 1;
    port.choosy = this.#finite;
  }

  start(): void {}

  arrive(part: Part): void {
    const { now } = this.#kernel;
    this.#entered++;
    this.#setContent(this.#port.content + 1);
    part.since = now;
    if (this.#isEmptyContainer(part)) {
      this.#empty = part;
      this.#emptySince = now;
    } else {
      this.#collect(part);
    }
    this.#pack();
    this.#showRoom();
    // Whoever waits may come in, and a batch may go out; also where a shared instant lets nobody pass at once.
    this.#kernel.wake(this.#port);
  }

  accepts(part: Part): boolean {
    return this.#isEmptyContainer(part) ? this.#empty === undefined : !this.#waits;
  }

  depart(part: Part, link: Link): void {
    this.#setContent(this.#port.content - 1);
    this.#clock.leave(part.since);
    this.#router.went(link);
    this.#showRoom();
    this.#kernel.wake(this.#port);
  }

  settle(): void {
    const { flow } = this.#kernel;
    for (const queue of this.#port.queues) flow.present(queue);
    this.#sendDue();
    this.#takeIn();
    if (this.#port.forks !== undefined && this.#port.room > 0) flow.wakeForks(this.#port);
  }

  /** The time is up: the batch goes as it is. */
  onTimer(timer: Timer): void {
    (this.#groups[timer.code] as Group).due = true;
    this.#sendDue();
  }

  state(): number {
    if (this.#port.content === 0) return STARVED;
    return this.#waits ? BLOCKED : WORKING;
  }

  content(): number {
    return this.#port.content;
  }

  progress(): number {
    return Number.NaN;
  }

  finished(): number {
    return this.#clock.total;
  }

  resetStatistics(): void {
    this.#entered = 0;
    this.#histogram.reset();
    this.#clock.reset(this.#arrivals());
  }

  report(tables: ResultTables, id: string, observed: Micros): void {
    tables.buffers[id] = {
      meanContent: this.#clock.mean(this.#arrivals()),
      maxContent: this.#clock.max,
      meanWait: toSeconds(this.#clock.meanStay()),
      histogram: this.#histogram.shares(observed),
      entered: this.#entered,
      left: this.#clock.left,
    };
  }

  /** A batch that is complete needs a container. */
  missing(): readonly Need[] {
    const lacks = this.#ready !== undefined && this.#finite && this.#empty === undefined;
    return lacks ? [{ product: this.#container }] : [];
  }

  writeMovers(sink: MoverSink): void {
    const inside = [
      ...this.#groups.flatMap(({ batch }) => (batch === undefined ? [] : [...loadOf(batch)])),
      ...[this.#ready, this.#empty].filter((part) => part !== undefined),
      ...this.#port.queues.flatMap((queue) => [...partsIn(queue)]),
    ];
    inside.forEach((part, slot) => sink.inSlot(part, slot, Math.max(inside.length, this.#quantity)));
  }

  save(): ElementState {
    const saved = (part: Part | undefined): PartState[] =>
      part === undefined ? [] : [this.#context.savePart(part)];
    return {
      groups: Object.fromEntries(
        this.#groups.flatMap(({ name, batch }) =>
          batch === undefined ? [] : [[name, this.#context.savePart(batch)]],
        ),
      ),
      due: this.#groups.filter(({ due }) => due).map(({ name }) => name),
      ready: saved(this.#ready),
      empty: saved(this.#empty),
      emptySince: this.#emptySince,
      queues: saveQueues(this.#context),
      entered: this.#entered,
      clock: this.#clock.save(),
      histogram: this.#histogram.save(),
      router: this.#router.save(),
    };
  }

  restore(state: ElementState): void {
    const groups = state["groups"] as { [name: string]: PartState };
    for (const group of this.#groups) {
      const batch = groups[group.name];
      group.batch = batch === undefined ? undefined : this.#context.restorePart(batch);
      group.due = (state["due"] as string[]).includes(group.name);
    }
    const restored = (name: string): Part | undefined => {
      const [part] = state[name] as PartState[];
      return part === undefined ? undefined : this.#context.restorePart(part);
    };
    this.#ready = restored("ready");
    this.#empty = restored("empty");
    this.#emptySince = state["emptySince"] as number;
    restoreQueues(this.#context, state["queues"] as SavedQueues);
    this.#entered = state["entered"] as number;
    this.#clock.restore(state["clock"] as ContentState);
    this.#histogram.restore(state["histogram"] as HistogramState);
    this.#router.restore(state["router"] as RouterState);
    this.#port.room = this.#roomNow();
  }

  #isEmptyContainer({ extra }: Part): boolean {
    return this.#finite && extra?.role === CARRIER && extra.count === 0 && extra.own === this.#container;
  }

  /** A batch has no container, or its destination has no room: nothing more is collected. */
  get #waits(): boolean {
    return this.#ready !== undefined || this.#port.queues.some(({ count }) => count > 0);
  }

  #roomNow(): number {
    return this.#waits && (!this.#finite || this.#empty !== undefined) ? 0 : 1;
  }

  #showRoom(): void {
    this.#port.room = this.#roomNow();
  }

  #takeIn(): void {
    const kernel = this.#kernel;
    const { cause } = kernel;
    for (let link = this.#nextInput(); link !== undefined; link = this.#nextInput()) {
      this.arrive(kernel.flow.take(link));
      kernel.cause = cause;
    }
  }

  /** Of those that wait, the one ready longest that may come in. */
  #nextInput(): Link | undefined {
    if (this.#port.room <= 0) return undefined;
    let link = this.#port.waitHead;
    while (link !== undefined && !this.accepts(link.queue.head as Part)) link = link.waitNext;
    return link;
  }

  #collect(part: Part): void {
    const kernel = this.#kernel;
    const group = this.#groups[this.#groupOf[part.product] as number] as Group;
    if (group.batch === undefined) {
      group.batch = makeBatch(kernel, this.#port, this.#container ?? part.product);
      if (this.#timeout !== undefined) {
        group.timer.time = kernel.now + this.#timeout;
        kernel.schedule(group.timer, TIMEOUT_PRIORITY);
      }
    }
    load(kernel, this.#port, group.batch, part);
    if (group.batch.extra?.count === this.#quantity) this.#complete(group);
  }

  #sendDue(): void {
    const group = this.#waits ? undefined : this.#groups.find(({ due }) => due);
    if (group === undefined) return;
    this.#complete(group);
    this.#pack();
    this.#showRoom();
    this.#kernel.wake(this.#port);
  }

  #complete(group: Group): void {
    this.#kernel.calendar.cancel(group.timer);
    group.due = false;
    this.#ready = group.batch;
    group.batch = undefined;
  }

  /** Sends the complete batch on, in its container where it needs one. */
  #pack(): void {
    const kernel = this.#kernel;
    const { now } = kernel;
    const batch = this.#ready;
    if (batch === undefined || (this.#finite && this.#empty === undefined)) return;
    const parts = [...loadOf(batch)];
    let unit = batch;
    let before = parts.length;
    for (const { since } of parts) this.#clock.spent += now - since;
    if (this.#empty !== undefined) {
      unit = this.#empty;
      before++;
      this.#clock.spent += now - this.#emptySince;
      for (const part of unload(kernel, this.#port, batch)) load(kernel, this.#port, unit, part);
      discard(kernel, this.#port, batch, "packed");
      this.#empty = undefined;
    }
    this.#ready = undefined;
    unit.since = now;
    this.#setContent(this.#port.content - before + 1);
    kernel.flow.enqueue(this.#router.queueFor(unit), unit);
  }

  #setContent(content: number): void {
    this.#port.content = content;
    this.#clock.max = Math.max(this.#clock.max, content);
    this.#histogram.change(content);
  }

  /** When everything inside came in, µs. */
  #arrivals(): Micros[] {
    const batches = [...this.#groups.map(({ batch }) => batch), this.#ready];
    return [
      ...batches.flatMap((batch) =>
        batch === undefined ? [] : Array.from(loadOf(batch), ({ since }) => since),
      ),
      ...(this.#empty === undefined ? [] : [this.#emptySince]),
      ...this.#port.queues.flatMap((queue) => Array.from(partsIn(queue), ({ since }) => since)),
    ];
  }
}

function groupName(group: Batcher["group"], product: string): string {
  if (group === undefined) return "";
  if (group === "product") return product;
  return (Object.hasOwn(group.families, product) ? group.families[product] : product) as string;
}

export function buildBatcher(element: Batcher, context: BuildContext): ElementModel {
  return new BatcherModel(element, context);
}
