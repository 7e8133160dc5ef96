import { toSeconds, type Micros } from "../../base/units.ts";
import type { Unbatcher } from "../../plant/elements/unbatcher.ts";
import { BLOCKED, STARVED } from "../../plant/states.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { discard, isHolder, unload } from "../kernel/loads.ts";
import { CARRIER, type Part } from "../kernel/parts.ts";
import type { Link, Port } from "../kernel/ports.ts";
import { ContentClock, type ContentState } from "../statistics/content-clock.ts";
import { ContentHistogram, type HistogramState } from "../statistics/content-histogram.ts";
import type { BuildContext, ElementModel, ElementState, MoverSink, ResultTables } from "./element.ts";
import { partsIn, restoreQueues, type SavedQueues, saveQueues } from "./queue-state.ts";
import { Router, type RouterState } from "./router.ts";

/** An unbatcher that runs (SPEC L9). */
class UnbatcherModel implements ElementModel {
  readonly #context: BuildContext;
  readonly #kernel: Kernel;
  readonly #port: Port;
  readonly #router: Router;
  readonly #clock: ContentClock;
  readonly #histogram: ContentHistogram;
  #entered = 0;

  constructor(unbatcher: Unbatcher, context: BuildContext) {
    this.#context = context;
    this.#kernel = context.kernel;
    this.#port = context.port;
    this.#router = new Router(unbatcher.routing, context);
    this.#clock = new ContentClock(context.kernel);
    this.#histogram = new ContentHistogram(context.kernel);
    context.port.keeps = false;
    context.port.room = 1;
  }

  start(): void {}

  arrive(part: Part): void {
    const kernel = this.#kernel;
    this.#entered++;
    const pieces = this.#unpack(part);
    this.#setContent(pieces.length);
    this.#port.room = 0;
    for (const piece of pieces) {
      piece.since = kernel.now;
      kernel.flow.enqueue(this.#router.queueFor(piece), piece);
    }
    kernel.wake(this.#port);
  }

  accepts(): boolean {
    return true;
  }

  depart(part: Part, link: Link): void {
    this.#setContent(this.#port.content - 1);
    this.#clock.leave(part.since);
    this.#router.went(link);
    if (this.#port.content === 0) this.#kernel.flow.release(this.#port, 1);
  }

  settle(): void {
    const { flow } = this.#kernel;
    for (const queue of this.#port.queues) flow.present(queue);
    flow.pull(this.#port);
  }

  onTimer(): void {}

  state(): number {
    return this.#port.content === 0 ? STARVED : BLOCKED;
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

  writeMovers(sink: MoverSink): void {
    const inside = this.#port.queues.flatMap((queue) => [...partsIn(queue)]);
    inside.forEach((part, slot) => sink.inSlot(part, slot, inside.length));
  }

  save(): ElementState {
    return {
      queues: saveQueues(this.#context),
      entered: this.#entered,
      clock: this.#clock.save(),
      histogram: this.#histogram.save(),
      router: this.#router.save(),
    };
  }

  restore(state: ElementState): void {
    restoreQueues(this.#context, state["queues"] as SavedQueues);
    this.#entered = state["entered"] as number;
    this.#clock.restore(state["clock"] as ContentState);
    this.#histogram.restore(state["histogram"] as HistogramState);
    this.#router.restore(state["router"] as RouterState);
    this.#port.room = this.#port.content === 0 ? 1 : 0;
  }

  /** What it holds, first in first, then the carrier itself; what holds nothing goes through as it is. */
  #unpack(part: Part): Part[] {
    if (!isHolder(part)) return [part];
    const pieces = unload(this.#kernel, this.#port, part);
    if (part.extra?.role === CARRIER) return [...pieces, part];
    discard(this.#kernel, this.#port, part, "unpacked");
    return pieces;
  }

  #setContent(content: number): void {
    this.#port.content = content;
    this.#clock.max = Math.max(this.#clock.max, content);
    this.#histogram.change(content);
  }

  #arrivals(): Micros[] {
    return this.#port.queues.flatMap((queue) => Array.from(partsIn(queue), ({ since }) => since));
  }
}

export function buildUnbatcher(element: Unbatcher, context: BuildContext): ElementModel {
  return new UnbatcherModel(element, context);
}
