import { toMicros, type Micros } from "../../base/units.ts";
import { asDistribution } from "../../plant/as-distribution.ts";
import type { Source } from "../../plant/elements/source.ts";
import { PAUSED, WORKING } from "../../plant/states.ts";
import type { Timer } from "../kernel/event-calendar.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Part } from "../kernel/parts.ts";
import type { Link, Port } from "../kernel/ports.ts";
import { Sampler, type SamplerState } from "../kernel/sampler.ts";
import { NO_CAUSE } from "../kernel/trace.ts";
import { Traveller } from "../kernel/traveller.ts";
import { Assigner } from "../rules/assignments.ts";
import type { BuildContext, ElementModel, ElementState, MoverSink, ResultTables } from "./element.ts";
import type { SourceCondition } from "../trace/condition.ts";
import { OrderList } from "./order-list.ts";
import { ARRIVAL_PRIORITY } from "../plain/plain-rows.ts";
import { isPlainSource, PlainSource, SHOWN_WAITING } from "./plain-source.ts";
import { type ChoiceState, ProductChoice } from "./product-choice.ts";
import { partsIn, restoreQueues, type SavedQueues, saveQueues } from "./queue-state.ts";
import { Router, type RouterState } from "./router.ts";
import type { ShiftCalendar } from "./shift-calendar.ts";

type Arrivals = Source["arrivals"];

/** On shift: no arrival is put off. */
const ON_SHIFT = -1;

/** A source that runs (SPEC S1 to S6, O4, O5). */
class SourceModel implements ElementModel {
  readonly #context: BuildContext;
  declare private readonly kernel: Kernel;
  declare private readonly port: Port;
  declare private readonly timer: Timer;
  declare private readonly arrivals: Arrivals;
  declare private readonly orders: OrderList | undefined;
  declare private readonly loses: boolean;
  declare private readonly batchSize: number;
  /** A raw part is at hand and enters when it is taken: a saturated source, or orders that are pulled. */
  declare private readonly saturated: boolean;
  declare private readonly conwip: number;
  declare private readonly router: Router;
  declare private readonly choice: ProductChoice;
  declare private readonly interarrival: Sampler | undefined;
  declare private readonly assigner: Assigner | undefined;
  /** A part is due so long after it came, µs; Infinity without due dates. */
  declare private readonly allowance: Micros;
  readonly #shift: ShiftCalendar | undefined;
  /** Parts of ours in the system, for CONWIP. */
  #inSystem = 0;
  #serial = 0;
  /** Next entry of the schedule, and how often it has been worked through. */
  #entry = 0;
  #lap = 0;
  /** Time left to the next arrival while off shift. */
  #putOff: Micros = ON_SHIFT;
  /** A raw part of the saturated source stands ready. */
  #ready = false;
  /** Parts that came, lost ones included, and lost parts, since the start of the run and before the statistics began. */
  #arrived = 0;
  #lost = 0;
  #arrivedBefore = 0;
  #lostBefore = 0;

  constructor(source: Source, context: BuildContext) {
    this.#context = context;
    this.kernel = context.kernel;
    this.port = context.port;
    this.timer = context.timer(this, "arrival", 0);
    this.arrivals = source.arrivals;
    const { arrivals } = source;
    this.orders = arrivals.mode === "orders" ? new OrderList(arrivals, context) : undefined;
    this.saturated =
      arrivals.mode === "saturated" || (arrivals.mode === "orders" && arrivals.release === "pull");
    this.conwip =
      (arrivals.mode === "saturated" || arrivals.mode === "orders" ? arrivals.conwip : undefined) ?? Infinity;
    this.loses = source.arrivals.mode === "interarrival" && source.arrivals.overflow === "lost";
    this.batchSize = source.arrivals.mode === "interarrival" ? (source.arrivals.batchSize ?? 1) : 1;
    context.port.toldOfExits = this.saturated && this.conwip !== Infinity;
    context.kernel.system.sources.push(() => this.#came());
    this.router = new Router(source.routing, context);
    this.choice = new ProductChoice(source, context);
    this.interarrival =
      source.arrivals.mode === "interarrival"
        ? new Sampler(asDistribution(source.arrivals.interarrival), context.stream("interarrival"))
        : undefined;
    this.assigner = source.attributes === undefined ? undefined : new Assigner(source.attributes, context);
    this.allowance = toMicros(source.flowAllowance ?? Infinity);
    this.#shift = source.calendar === undefined ? undefined : context.calendar(source.calendar);
    this.#shift?.join(this);
  }

  start(): void {
    if (this.arrivals.mode === "schedule") this.#scheduleEntry();
    else if (this.orders !== undefined) this.#scheduleOrders(this.orders);
    else if (this.interarrival !== undefined) this.#plan(this.interarrival.next());
    if (this.#shift?.working === false) this.onShift(false);
  }

  onTimer(): void {
    const arrivals = this.arrivals;
    if (this.interarrival !== undefined) {
      for (let i = this.batchSize; i > 0; i--) this.#arrive(this.choice.next());
      // Off shift this timer is not pending, so the next arrival is never put off here.
      this.timer.time = this.kernel.now + this.interarrival.next();
      this.kernel.schedule(this.timer, ARRIVAL_PRIORITY);
    } else if (arrivals.mode === "schedule") {
      const entry = arrivals.entries[this.#entry++];
      for (let i = entry?.quantity ?? 1; i > 0; i--) {
        this.#arrive(
          entry?.product === undefined ? this.choice.next() : this.#context.product(entry.product),
        );
      }
      this.#scheduleEntry();
    } else if (this.orders !== undefined) {
      this.#release(this.orders);
    }
  }

  /** Saturated: offers the raw part that a shift's end took back, or makes the next one when CONWIP allows it. */
  settle(): void {
    if (!this.saturated || this.#putOff !== ON_SHIFT) return;
    if (this.#ready) {
      for (const queue of this.port.queues) this.kernel.flow.present(queue);
      return;
    }
    if (this.#inSystem >= this.conwip || this.choice.idle) return;
    if (this.orders !== undefined && this.orders.release > this.kernel.now) {
      if (!this.timer.pending) this.#scheduleOrders(this.orders);
      return;
    }
    this.#ready = true;
    this.#offer(this.#make());
  }

  depart(part: Part, link: Link): void {
    this.router.went(link);
    if (!this.saturated) return;
    part.entered = this.kernel.now;
    part.inside = true;
    if (this.allowance !== Infinity) this.#setDue(part);
    this.#inSystem++;
    this.#arrived++;
    this.#ready = false;
    this.kernel.wake(this.port);
  }

  partLeft(): void {
    this.#inSystem--;
    if (!this.#ready) this.kernel.wake(this.port);
  }

  partBack(): void {
    this.#inSystem++;
  }

  onShift(working: boolean): void {
    const kernel = this.kernel;
    if (kernel.trace !== undefined) kernel.log(this.port.index, working ? "shiftStart" : "shiftEnd");
    // A schedule names clock times, so its entries come whether or not anybody works (SPEC S4).
    const paced = this.arrivals.mode === "interarrival";
    if (!working) {
      this.#putOff = paced && this.timer.pending ? this.timer.time - kernel.now : 0;
      if (paced) kernel.calendar.cancel(this.timer);
      if (this.saturated) for (const queue of this.port.queues) kernel.flow.withdraw(queue);
      return;
    }
    const left = this.#putOff;
    this.#putOff = ON_SHIFT;
    if (paced && left !== ON_SHIFT) this.#plan(left);
    if (this.#ready)
      for (const queue of this.port.queues) if (queue.count > 0) (queue.head as Part).since = kernel.now;
    kernel.wake(this.port);
  }

  /** Sources have no inputs; the plant's checks see to it. */
  arrive(): void {}

  accepts(): boolean {
    return false;
  }

  state(): number {
    return this.#putOff === ON_SHIFT ? WORKING : PAUSED;
  }

  content(): number {
    return this.port.queues.reduce((total, { count }) => total + count, 0);
  }

  progress(): number {
    return Number.NaN;
  }

  finished(): number {
    return this.#came() - (this.saturated ? 0 : this.content());
  }

  resetStatistics(): void {
    this.#arrivedBefore = this.#arrived;
    this.#lostBefore = this.#lost;
  }

  report(tables: ResultTables, id: string): void {
    const arrived = this.#arrived - this.#arrivedBefore;
    const lost = this.#lost - this.#lostBefore;
    const violations = this.orders?.violations ?? this.choice.violations;
    tables.sources[id] = {
      arrived,
      entered: arrived - lost,
      lost,
      ...(violations === undefined ? {} : { sequenceViolations: violations }),
    };
  }

  sourceCondition(): SourceCondition {
    if (this.#putOff !== ON_SHIFT) return { reason: "offShift" };
    const { loop } = this.choice;
    if (this.saturated && this.#inSystem >= this.conwip) return { reason: "limit", limit: this.conwip };
    if (loop !== undefined && this.choice.idle) return { reason: "noCard", loop: loop.port.id };
    const next = this.orders?.release ?? (this.timer.pending ? this.timer.time : Infinity);
    return { reason: this.orders === undefined ? "noArrival" : "noOrder", next };
  }

  writeMovers(sink: MoverSink): void {
    let slot = 0;
    for (const queue of this.port.queues) {
      for (const part of partsIn(queue)) if (slot < SHOWN_WAITING) sink.inSlot(part, slot++, SHOWN_WAITING);
    }
  }

  save(): ElementState {
    return {
      serial: this.#serial,
      inSystem: this.#inSystem,
      entry: this.#entry,
      lap: this.#lap,
      putOff: this.#putOff,
      ready: this.#ready,
      counts: [this.#arrived, this.#lost, this.#arrivedBefore, this.#lostBefore],
      choice: this.choice.save(),
      router: this.router.save(),
      ...(this.interarrival === undefined ? {} : { interarrival: this.interarrival.save() }),
      ...(this.orders === undefined ? {} : { orders: this.orders.save() }),
      ...(this.assigner === undefined ? {} : { attributes: this.assigner.save() }),
      queues: saveQueues(this.#context),
    };
  }

  restore(state: ElementState): void {
    this.#serial = state["serial"] as number;
    this.#inSystem = state["inSystem"] as number;
    this.#entry = state["entry"] as number;
    this.#lap = state["lap"] as number;
    this.#putOff = state["putOff"] as number;
    [this.#arrived, this.#lost, this.#arrivedBefore, this.#lostBefore] = state["counts"] as [
      number,
      number,
      number,
      number,
    ];
    this.choice.restore(state["choice"] as ChoiceState);
    this.router.restore(state["router"] as RouterState);
    if (state["interarrival"] !== undefined)
      this.interarrival?.restore(state["interarrival"] as SamplerState);
    this.orders?.restore(state["orders"] as number);
    this.assigner?.restore(state["attributes"] as { [attribute: string]: SamplerState });
    this.#ready = state["ready"] as boolean;
    restoreQueues(this.#context, state["queues"] as SavedQueues);
  }

  /** The next part of the list of orders, or of the product whose turn it is. */
  #make(): Part {
    return this.orders === undefined ? this.#create(this.choice.next()) : this.#create(-1, this.orders);
  }

  #create(product: number, orders?: OrderList): Part {
    const kernel = this.kernel;
    const item = orders?.take();
    const part = kernel.parts.create(this.port, this.#serial++, item?.product ?? product);
    if (orders !== undefined && item !== undefined) orders.describe(part, item);
    part.entered = kernel.now;
    part.since = kernel.now;
    // A raw part that stands ready has not come yet.
    if (this.allowance !== Infinity && !this.saturated) this.#setDue(part);
    this.assigner?.assign(part);
    if (kernel.trace !== undefined) kernel.log(this.port.index, "create", part);
    return part;
  }

  #setDue(part: Part): void {
    part.traveller ??= new Traveller();
    if (part.traveller.due === Infinity) part.traveller.due = part.entered + this.allowance;
  }

  /** Lets the parts come whose orders are released by now, or shows the next one to be taken. */
  #release(orders: OrderList): void {
    if (this.saturated) {
      this.kernel.wake(this.port);
      return;
    }
    while (orders.release <= this.kernel.now) this.#arrive(-1);
    this.#scheduleOrders(orders);
  }

  #scheduleOrders(orders: OrderList): void {
    if (orders.release === Infinity) return;
    const kernel = this.kernel;
    const { cause } = kernel;
    // A release happens by itself, whatever led to its being the next (SPEC K9).
    kernel.cause = NO_CAUSE;
    this.timer.time = Math.max(orders.release, kernel.now);
    kernel.schedule(this.timer, ARRIVAL_PRIORITY);
    kernel.cause = cause;
  }

  #arrive(product: number): void {
    const kernel = this.kernel;
    const { cause } = kernel;
    const part = product < 0 ? this.#make() : this.#create(product);
    this.#arrived++;
    part.inside = true;
    this.#offer(part);
    kernel.cause = cause;
  }

  #offer(part: Part): void {
    const { flow } = this.kernel;
    const queue = this.router.queueFor(part);
    const link = flow.opening(queue, part);
    if (link !== undefined) {
      flow.announce(part, link);
      this.depart(part, link);
      flow.hand(part, link);
    } else if (this.loses) {
      this.#lose(part);
    } else {
      flow.wait(queue, part);
    }
  }

  #lose(part: Part): void {
    const kernel = this.kernel;
    this.#lost++;
    if (kernel.trace !== undefined) kernel.log(this.port.index, "lost", part);
    kernel.parts.destroy(part);
  }

  /** Parts that entered the system since the start of the run. */
  #came(): number {
    return this.#arrived - this.#lost;
  }

  #plan(delay: Micros): void {
    if (this.#putOff !== ON_SHIFT) {
      this.#putOff = delay;
      return;
    }
    this.timer.time = this.kernel.now + delay;
    this.kernel.schedule(this.timer, ARRIVAL_PRIORITY);
  }

  #scheduleEntry(): void {
    const arrivals = this.arrivals;
    if (arrivals.mode !== "schedule") return;
    if (this.#entry >= arrivals.entries.length) {
      if (arrivals.period === undefined) return;
      this.#entry = 0;
      this.#lap++;
    }
    const { time } = arrivals.entries[this.#entry] as { time: number };
    this.timer.time = toMicros(time + this.#lap * (arrivals.period ?? 0));
    this.kernel.schedule(this.timer, ARRIVAL_PRIORITY);
  }
}

export function buildSource(element: Source, context: BuildContext): ElementModel {
  return isPlainSource(element, context.port)
    ? new PlainSource(element, context)
    : new SourceModel(element, context);
}
