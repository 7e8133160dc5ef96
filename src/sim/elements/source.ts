import { toMicros, type Micros } from "../../base/units.ts";
import { asDistribution } from "../../plant/distribution.ts";
import type { Source } from "../../plant/elements/source.ts";
import { PAUSED, WORKING } from "../../plant/states.ts";
import type { RandomStream } from "../../base/random.ts";
import { Sampler, type SamplerState } from "../kernel/sampler.ts";
import { weightedChoice } from "../kernel/variates.ts";
import type {
  BuildContext,
  ElementModel,
  ElementState,
  ElementType,
  MoverSink,
  ResultTables,
} from "./element.ts";
import { type SavedQueues, restoreQueues, saveQueues } from "./queue-state.ts";
import { Router } from "./router.ts";
import type { ShiftCalendar } from "./shift-calendar.ts";

type Arrivals = Source["arrivals"];

/** Chooses the product of each part (SPEC S5). */
class ProductChoice {
  readonly #next: () => number;
  readonly #stream: RandomStream;
  #position = 0;

  constructor(source: Source, context: BuildContext) {
    this.#stream = context.stream("products");
    const choice = source.products;
    if (choice === undefined) {
      this.#next = () => 0;
    } else if (choice.order === "cyclic") {
      const sequence = choice.sequence.map((id) => context.product(id));
      this.#next = () => sequence[this.#position++ % sequence.length] as number;
    } else {
      const ids = Object.keys(choice.weights).sort();
      const draw = weightedChoice(ids.map((id) => choice.weights[id] ?? 0));
      const products = ids.map((id) => context.product(id));
      this.#next = () => products[draw(this.#stream)] as number;
    }
  }

  next(): number {
    return this.#next();
  }

  save(): { position: number; stream: number[] } {
    return { position: this.#position, stream: this.#stream.state() };
  }

  restore(state: { position: number; stream: number[] }): void {
    this.#position = state.position;
    this.#stream.words.set(state.stream);
  }
}

/** A source that runs (SPEC S1 to S6). */
class SourceModel implements ElementModel {
  readonly #context: BuildContext;
  readonly #arrivals: Arrivals;
  readonly #router: Router;
  readonly #choice: ProductChoice;
  readonly #interarrival: Sampler | undefined;
  readonly #shift: ShiftCalendar | undefined;
  /** Parts of ours in the system, for CONWIP. */
  #inSystem = 0;
  #serial = 0;
  /** Next entry of the schedule, and how often it has been worked through. */
  #entry = 0;
  #lap = 0;
  /** Time left to the next arrival while off shift; −1 on shift. */
  #suspended: Micros = -1;
  /** A raw part of the saturated source stands ready. */
  #ready = false;
  #arrived = 0;
  #entered = 0;
  #lost = 0;
  #finished = 0;

  constructor(source: Source, context: BuildContext) {
    this.#context = context;
    this.#arrivals = source.arrivals;
    this.#router = new Router(source.routing, context);
    this.#choice = new ProductChoice(source, context);
    this.#interarrival =
      source.arrivals.mode === "interarrival"
        ? new Sampler(asDistribution(source.arrivals.interarrival), context.stream("interarrival"))
        : undefined;
    this.#shift = source.calendar === undefined ? undefined : context.calendar(source.calendar);
    this.#shift?.join(this);
  }

  start(): void {
    if (this.#arrivals.mode === "schedule") this.#scheduleEntry();
    else if (this.#interarrival !== undefined) this.#plan(this.#interarrival.next());
    if (this.#shift?.working === false) this.onShift(false);
  }

  onTimer(): void {
    const arrivals = this.#arrivals;
    if (arrivals.mode === "interarrival") {
      for (let i = arrivals.batchSize ?? 1; i > 0; i--) this.#arrive(this.#choice.next());
      this.#plan((this.#interarrival as Sampler).next());
    } else if (arrivals.mode === "schedule") {
      const entry = arrivals.entries[this.#entry++];
      for (let i = entry?.quantity ?? 1; i > 0; i--) {
        this.#arrive(
          entry?.product === undefined ? this.#choice.next() : this.#context.product(entry.product),
        );
      }
      this.#scheduleEntry();
    }
  }

  /** Saturated: makes the next raw part when there is none and CONWIP allows it. */
  settle(): void {
    const arrivals = this.#arrivals;
    if (arrivals.mode !== "saturated" || this.#ready || this.#suspended >= 0) return;
    if (arrivals.conwip !== undefined && this.#inSystem >= arrivals.conwip) return;
    this.#ready = true;
    const part = this.#create(this.#choice.next());
    const queue = this.#router.queueFor(part);
    this.#context.kernel.flow.enqueue(queue, part);
    this.#context.kernel.flow.present(queue);
  }

  depart(part: number, link: number): void {
    const { kernel } = this.#context;
    this.#router.went(link);
    this.#finished++;
    if (this.#arrivals.mode !== "saturated") return;
    kernel.parts.entered[part] = kernel.now;
    this.#enterSystem();
    this.#arrived++;
    this.#ready = false;
    kernel.wake(this.#context.node);
  }

  /** One of our parts left the system. */
  returned(): void {
    this.#inSystem--;
    if (!this.#ready && this.#arrivals.mode === "saturated") this.#context.kernel.wake(this.#context.node);
  }

  onShift(working: boolean): void {
    const { kernel, firstTimer, node } = this.#context;
    if (kernel.trace !== undefined) kernel.log(node, working ? "shiftStart" : "shiftEnd");
    if (!working) {
      const pending = kernel.calendar.isPending(firstTimer);
      this.#suspended = pending ? (kernel.calendar.time[firstTimer] as number) - kernel.now : 0;
      // A schedule names clock times, so its entries come whether or not anybody works (SPEC S4).
      if (this.#arrivals.mode === "interarrival") kernel.calendar.cancel(firstTimer);
      return;
    }
    const left = this.#suspended;
    this.#suspended = -1;
    if (this.#arrivals.mode === "interarrival" && left >= 0) kernel.schedule(firstTimer, kernel.now + left);
    kernel.wake(node);
  }

  /** Sources have no inputs; the plant's checks see to it. */
  arrive(): void {}

  accepts(): boolean {
    return false;
  }

  state(): number {
    return this.#suspended >= 0 ? PAUSED : WORKING;
  }

  progress(): number {
    return Number.NaN;
  }

  finished(): number {
    return this.#finished;
  }

  resetStatistics(): void {
    this.#arrived = 0;
    this.#entered = 0;
    this.#lost = 0;
  }

  report(tables: ResultTables, id: string): void {
    tables.sources[id] = { arrived: this.#arrived, entered: this.#entered, lost: this.#lost };
  }

  writeMovers(sink: MoverSink): void {
    const { kernel, node } = this.#context;
    const { flow, parts } = kernel;
    const first = flow.topology.nodeQueues[node] as number;
    let slot = 0;
    for (let queue = first; queue < (flow.topology.nodeQueues[node + 1] as number); queue++) {
      for (let part = flow.queueHead[queue] as number, i = flow.queueCount[queue] as number; i > 0; i--) {
        if (slot < SHOWN_WAITING) sink.inSlot(part, slot++, SHOWN_WAITING);
        part = parts.next[part] as number;
      }
    }
  }

  save(): ElementState {
    return {
      serial: this.#serial,
      inSystem: this.#inSystem,
      entry: this.#entry,
      lap: this.#lap,
      suspended: this.#suspended,
      ready: this.#ready,
      counts: [this.#arrived, this.#entered, this.#lost, this.#finished],
      choice: this.#choice.save(),
      router: this.#router.save(),
      ...(this.#interarrival === undefined ? {} : { interarrival: this.#interarrival.save() }),
      queues: saveQueues(this.#context),
    };
  }

  restore(state: ElementState): void {
    this.#serial = state["serial"] as number;
    this.#inSystem = state["inSystem"] as number;
    this.#entry = state["entry"] as number;
    this.#lap = state["lap"] as number;
    this.#suspended = state["suspended"] as number;
    this.#ready = state["ready"] as boolean;
    [this.#arrived, this.#entered, this.#lost, this.#finished] = state["counts"] as [
      number,
      number,
      number,
      number,
    ];
    this.#choice.restore(state["choice"] as { position: number; stream: number[] });
    this.#router.restore(state["router"] as { turn: number; skip: number; stream: number[] });
    if (state["interarrival"] !== undefined)
      this.#interarrival?.restore(state["interarrival"] as SamplerState);
    restoreQueues(this.#context, state["queues"] as SavedQueues);
  }

  #create(product: number): number {
    const { kernel, node } = this.#context;
    const part = kernel.parts.create(node, this.#serial++, product, kernel.now);
    kernel.flow.changeContent(node, 1);
    if (kernel.trace !== undefined) kernel.log(node, "create", part);
    return part;
  }

  #arrive(product: number): void {
    const { kernel, node } = this.#context;
    const arrivals = this.#arrivals;
    const cause = kernel.cause;
    const part = this.#create(product);
    const queue = this.#router.queueFor(part);
    kernel.flow.enqueue(queue, part);
    this.#arrived++;
    if (arrivals.mode === "interarrival" && arrivals.overflow === "lost") {
      // Counted in before it goes, since it may leave the system in the same call.
      this.#enterSystem();
      if (!kernel.flow.presentOnce(queue)) {
        kernel.flow.removeHead(queue);
        kernel.flow.changeContent(node, -1);
        kernel.flow.changeContent(kernel.flow.system, -1);
        this.#inSystem--;
        this.#entered--;
        this.#lost++;
        if (kernel.trace !== undefined) kernel.log(node, "lost", part);
        kernel.parts.destroy(part);
      }
    } else {
      this.#enterSystem();
      kernel.flow.present(queue);
    }
    kernel.cause = cause;
  }

  #enterSystem(): void {
    this.#inSystem++;
    this.#entered++;
    this.#context.kernel.flow.changeContent(this.#context.kernel.flow.system, 1);
  }

  #plan(delay: Micros): void {
    if (this.#suspended >= 0) this.#suspended = delay;
    else this.#context.kernel.schedule(this.#context.firstTimer, this.#context.kernel.now + delay);
  }

  #scheduleEntry(): void {
    const arrivals = this.#arrivals;
    if (arrivals.mode !== "schedule") return;
    if (this.#entry >= arrivals.entries.length) {
      if (arrivals.period === undefined) return;
      this.#entry = 0;
      this.#lap++;
    }
    const time =
      (arrivals.entries[this.#entry] as { time: number }).time + this.#lap * (arrivals.period ?? 0);
    this.#context.kernel.schedule(this.#context.firstTimer, toMicros(time));
  }
}

/** Waiting parts that are drawn at a source. */
const SHOWN_WAITING = 4;

export const sourceType: ElementType<Source> = {
  timers: () => ["arrival"],
  build: (element, context) => new SourceModel(element, context),
};
