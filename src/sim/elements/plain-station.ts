import type { Micros } from "../../base/units.ts";
import { asDistribution } from "../../plant/as-distribution.ts";
import type { Station } from "../../plant/elements/station.ts";
import { BLOCKED, STARVED, STATES } from "../../plant/states.ts";
import type { Timer } from "../kernel/event-calendar.ts";
import type { Flow } from "../kernel/flow.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Part, PartState } from "../kernel/parts.ts";
import type { Link, Port } from "../kernel/ports.ts";
import { largestBatch, RowSampler, type SamplerState } from "../kernel/sampler.ts";
import type { PlainRows } from "../plain/plain-rows.ts";
import { contentsOf, keepContents } from "../plain/row-state.ts";
import { PLACE, type Row, ROW, type RowOwner } from "../plain/row.ts";
import type { ContentClock, ContentState } from "../statistics/content-clock.ts";
import { StateClock, type StateClockState, Stateful } from "../statistics/state-clock.ts";
import type { Condition } from "../trace/condition.ts";
import type { BuildContext, ElementModel, ElementState, MoverSink, ResultTables } from "./element.ts";
import { COMMON_FIELDS, hasOnly, isFree, isOneWay, NO_CHOICE } from "./one-way.ts";
import { NOTHING_BEFORE } from "./plain-buffer.ts";
import { restoreQueues, type SavedQueues, saveQueues } from "./queue-state.ts";

const { STATION, NO_PART } = ROW;
const { TOTAL, ARRIVED, STATE_SINCE, TIMES, DURATIONS } = PLACE;

/** Fields of the plant file with which a station is plain; whatever is added later makes it an ordinary one. */
const PLAIN_FIELDS = [...COMMON_FIELDS, "cycleTime", "servers", "inputPolicy"];

/** One server, one cycle time for all products, one connection out of it, and nothing that could interrupt it or choose among its inputs. */
export function isPlainStation(station: Station, port: Port): boolean {
  const { cycleTime } = station;
  return (
    (typeof cycleTime === "number" || "dist" in cycleTime) &&
    (station.servers ?? 1) === 1 &&
    (station.inputPolicy ?? "fifo") === "fifo" &&
    isOneWay(station.routing, port) &&
    hasOnly(station, PLAIN_FIELDS)
  );
}

/**
 * The commonest station. It behaves as `StationModel` does and saves the same state; what changes with every part is in
 * its row.
 */
export class PlainStation implements ElementModel, RowOwner {
  declare private readonly kernel: Kernel;
  declare private readonly flow: Flow;
  declare readonly port: Port;
  declare private readonly plain: PlainRows;
  declare private readonly row: Row;
  declare private readonly timer: Timer;
  declare readonly sampler: RowSampler;
  declare private readonly out: Link;
  /** Parts go out as soon as there is room and nobody waits. */
  declare private free: boolean;
  #before: ContentState["before"];
  readonly #context: BuildContext;

  constructor(station: Station, context: BuildContext) {
    const { kernel, port } = context;
    this.#context = context;
    this.kernel = kernel;
    this.flow = kernel.flow;
    this.port = port;
    this.plain = kernel.plain;
    this.timer = context.timer(this, "server/0", 0);
    const { cycleTime } = station as { cycleTime: Parameters<typeof asDistribution>[0] };
    const batch = largestBatch(kernel.names.length);
    this.sampler = new RowSampler(asDistribution(cycleTime), context.stream("cycleTime"), batch);
    const nature = { kind: STATION, timer: this.timer.number };
    this.row = this.plain.add(nature, DURATIONS + batch, this);
    this.row.state = STARVED;
    this.out = port.links[0] as Link;
    this.free = false;
    this.#before = NOTHING_BEFORE;
    port.room = 1;
  }

  meet(): void {
    this.free = isFree(this.out);
  }

  start(): void {}

  arrive(part: Part): void {
    const { kernel, port, plain } = this;
    port.room = 0;
    port.content = 1;
    if (kernel.trace !== undefined) kernel.log(port.index, "start", part);
    plain.begin(this.row, plain.admit(part));
  }

  onTimer(): void {
    this.plain.fire(this.row);
  }

  send(part: Part): void {
    const { kernel, flow, port, out, plain, row } = this;
    const { to } = out;
    if (this.free && kernel.trace === undefined) {
      if (to.room > 0 && to.waitHead === undefined) {
        plain.letGo(row);
        to.node.arrive(part, out);
        plain.takeNext(row);
      } else {
        this.#wait(part);
      }
      return;
    }
    if (kernel.trace !== undefined) kernel.log(port.index, "finish", part);
    if (flow.opening(out.queue, part) === undefined) {
      this.#wait(part);
      return;
    }
    flow.announce(part, out);
    plain.letGo(row);
    flow.hand(part, out);
    plain.takeNext(row);
  }

  takeIn(): void {
    const { port } = this;
    port.room = 1;
    this.pull();
    if (port.forks !== undefined && port.room > 0) this.flow.wakeForks(port);
  }

  depart(): void {
    this.plain.leave(this.row);
  }

  settle(): void {
    this.pull();
  }

  present(): void {}

  pull(): void {
    const { kernel, flow, port } = this;
    if (port.room === 0) return;
    if (port.gated) flow.holdBack(port);
    const link = port.waitHead;
    if (link === undefined) return;
    const { cause } = kernel;
    this.arrive(flow.take(link));
    kernel.cause = cause;
  }

  accepts(): boolean {
    return true;
  }

  state(): number {
    return this.row.state;
  }

  content(): number {
    return this.row.part < 0 ? 0 : 1;
  }

  progress(): number {
    if (!this.timer.pending) return this.row.part < 0 ? Number.NaN : 1;
    return this.#duration > 0 ? 1 - (this.timer.time - this.kernel.now) / this.#duration : 1;
  }

  finished(): number {
    return this.#number(TOTAL);
  }

  resetStatistics(): void {
    const states = this.#states();
    states.reset();
    this.#keepStates(states.save());
    const contents = this.#contents();
    contents.reset(this.#arrivals());
    this.#keepContents(contents.save());
  }

  report(tables: ResultTables, id: string): void {
    const states = this.#states().shares();
    const contents = this.#contents();
    tables.stations[id] = {
      states,
      utilisation: states.working,
      finished: contents.left,
      meanContent: contents.mean(this.#arrivals()),
      maxContent: contents.max,
      failures: 0,
    };
  }

  conditions(): readonly Condition[] {
    return [
      { state: this.state(), since: this.#number(STATE_SINCE), part: this.#part, work: this.#duration },
    ];
  }

  writeMovers(sink: MoverSink): void {
    const part = this.#part;
    if (part !== undefined) sink.inSlot(part, 0, 1);
  }

  save(): ElementState {
    const part = this.timer.pending ? this.#part : undefined;
    return {
      processing:
        part === undefined
          ? []
          : [{ server: 0, part: this.#context.savePart(part), duration: this.#duration, left: 0 }],
      queues: saveQueues(this.#context),
      done: this.port.queues.map(({ count }) => (count === 0 ? [] : [0])),
      idle: [0],
      off: false,
      halted: false,
      closed: false,
      arrived: [this.#number(ARRIVED)],
      content: this.#contents().save(),
      clock: this.#states().save(),
      router: NO_CHOICE,
      cycleTimes: { "": this.sampler.save(this.row.size, this.row.used) },
    };
  }

  restore(state: ElementState): void {
    const { plain, row } = this;
    const { numbers } = plain;
    const [processing] = state["processing"] as { part: PartState }[];
    let part = processing === undefined ? undefined : this.#context.restorePart(processing.part);
    restoreQueues(this.#context, state["queues"] as SavedQueues, (waiting) => (part = waiting));
    row.part = part === undefined ? NO_PART : plain.admit(part);
    [numbers[row.at + ARRIVED]] = state["arrived"] as [Micros];
    this.#keepContents(state["content"] as ContentState);
    this.#keepStates(state["clock"] as StateClockState);
    const times = (state["cycleTimes"] as { "": SamplerState })[""];
    const { size, used } = this.sampler.restore(times, numbers, row.at + DURATIONS);
    row.size = size;
    row.used = used;
    this.port.room = part === undefined ? 1 : 0;
  }

  #wait(part: Part): void {
    this.flow.wait(this.out.queue, part);
    this.plain.become(this.row, BLOCKED);
  }

  #number(place: number): number {
    return this.plain.numbers[this.row.at + place] as number;
  }

  /** The part inside; while the timer is pending it is worked on, then it waits for its destination. */
  get #part(): Part | undefined {
    return this.row.part < 0 ? undefined : this.plain.partOf(this.row.part);
  }

  #states(): StateClock {
    const state = this.state();
    const clock = new StateClock(this.kernel, [new Stateful(state)]);
    const totals = STATES.map((_, i) => (i <= BLOCKED ? this.#number(TIMES + i) : 0));
    clock.restore({ states: [STATES[state] ?? "starved"], since: [this.#number(STATE_SINCE)], totals });
    return clock;
  }

  #keepStates({ states, since, totals }: StateClockState): void {
    const { numbers } = this.plain;
    const { row } = this;
    row.state = STATES.indexOf(states[0] ?? "starved");
    numbers[row.at + STATE_SINCE] = since[0] ?? 0;
    for (let state = 0; state <= BLOCKED; state++) numbers[row.at + TIMES + state] = totals[state] ?? 0;
  }

  #contents(): ContentClock {
    return contentsOf(this.row, this.kernel, this.#before);
  }

  #keepContents(state: ContentState): void {
    keepContents(this.row, this.kernel, state);
    this.#before = state.before;
  }

  /** Of the part that is worked on, µs. */
  get #duration(): Micros {
    return this.timer.time - this.#number(ARRIVED);
  }

  #arrivals(): Micros[] {
    return this.row.part < 0 ? [] : [this.#number(ARRIVED)];
  }
}
