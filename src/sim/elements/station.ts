import type { Micros } from "../../base/units.ts";
import { asDistribution } from "../../plant/distribution.ts";
import type { Station } from "../../plant/elements/station.ts";
import { BLOCKED, FAILED, PAUSED, STARVED, WORKING } from "../../plant/states.ts";
import type { PartState } from "../kernel/parts.ts";
import { Sampler, type SamplerState } from "../kernel/sampler.ts";
import { StateClock } from "../statistics/state-clock.ts";
import type {
  BuildContext,
  ElementModel,
  ElementState,
  ElementType,
  MoverSink,
  ResultTables,
} from "./element.ts";
import { FailureModes, failureTimers, type FailureState } from "./failure-modes.ts";
import { Router } from "./router.ts";
import type { ShiftCalendar } from "./shift-calendar.ts";
import { restoreQueues, saveQueues, type SavedQueues } from "./queue-state.ts";

/** What a server does, leaving aside that the whole station may stand still. */
const IDLE = 0;
const PROCESSING = 1;
const DONE = 2;

const NO_PART = -1;

/** Cycle times by product; one sampler serves all products without a time of their own. */
function samplers(
  station: Station,
  context: BuildContext,
): { byProduct: Sampler[]; named: Map<string, Sampler> } {
  const { cycleTime } = station;
  const named = new Map<string, Sampler>();
  const single = typeof cycleTime === "number" || "dist" in cycleTime ? cycleTime : cycleTime.default;
  if (single !== undefined) named.set("", new Sampler(asDistribution(single), context.stream("cycleTime")));
  if (typeof cycleTime === "object" && "byProduct" in cycleTime) {
    for (const [product, time] of Object.entries(cycleTime.byProduct)) {
      named.set(product, new Sampler(asDistribution(time), context.stream(`cycleTime/${product}`)));
    }
  }
  const byProduct = context.kernel.products.map(
    (id) => named.get(id) ?? named.get("") ?? ([...named.values()][0] as Sampler),
  );
  return { byProduct, named };
}

/** A station that runs (SPEC T1 to T9). */
class StationModel implements ElementModel {
  readonly #context: BuildContext;
  readonly #servers: number;
  readonly #byPriority: boolean;
  readonly #router: Router;
  readonly #cycle: readonly Sampler[];
  readonly #namedCycles: ReadonlyMap<string, Sampler>;
  readonly #failures: FailureModes | undefined;
  readonly #shift: ShiftCalendar | undefined;
  readonly #clock: StateClock;

  readonly #part: Int32Array;
  readonly #phase: Uint8Array;
  /** Processing time of the part in each server, µs. */
  readonly #duration: Float64Array;
  /** Processing time left while the station stands still, µs. */
  readonly #left: Float64Array;
  /** Idle servers, last in first out. */
  readonly #idle: Int32Array;
  #idleCount: number;
  #processing = 0;
  #off = false;
  /** Work stands still: broken down, or off shift with an interruption that suspends. */
  #halted = false;
  /** Starts nothing more in this shift, since the next part would not end in time. */
  #closed = false;
  #finishedCount = 0;
  #observedFinished = 0;

  constructor(station: Station, context: BuildContext) {
    const { kernel, node, firstTimer } = context;
    const servers = station.servers ?? 1;
    this.#context = context;
    this.#servers = servers;
    this.#byPriority = station.inputPolicy === "priority";
    this.#router = new Router(station.routing, context);
    const cycles = samplers(station, context);
    this.#cycle = cycles.byProduct;
    this.#namedCycles = cycles.named;
    this.#failures =
      station.failures === undefined || station.failures.length === 0
        ? undefined
        : new FailureModes(station.failures, context, firstTimer + servers, this);
    this.#shift = station.calendar === undefined ? undefined : context.calendar(station.calendar);
    this.#shift?.join(this);
    this.#clock = new StateClock(kernel, servers, STARVED);
    this.#part = new Int32Array(servers).fill(NO_PART);
    this.#phase = new Uint8Array(servers);
    this.#duration = new Float64Array(servers);
    this.#left = new Float64Array(servers);
    this.#idle = Int32Array.from({ length: servers }, (_, i) => servers - 1 - i);
    this.#idleCount = servers;
    kernel.flow.room[node] = servers;
    kernel.flow.choosy[node] = this.#shift?.interruption === "startIfFits" || this.#byPriority ? 1 : 0;
  }

  start(): void {
    this.#failures?.start();
    if (this.#shift?.working === false) this.onShift(false);
  }

  arrive(part: number): void {
    const { kernel, node, firstTimer } = this.#context;
    const server = this.#idle[--this.#idleCount] as number;
    const room = kernel.flow.room;
    room[node] = (room[node] as number) - 1;
    const duration = (this.#cycle[kernel.parts.product[part] as number] as Sampler).next();
    this.#part[server] = part;
    this.#phase[server] = PROCESSING;
    this.#duration[server] = duration;
    kernel.parts.slot[part] = server;
    this.#processing++;
    if (kernel.trace !== undefined) kernel.log(node, "start", part);
    this.#clock.change(server, WORKING);
    kernel.schedule(firstTimer + server, kernel.now + duration);
    if (this.#failures !== undefined) this.#failures.work(kernel.now + duration);
  }

  depart(part: number, link: number): void {
    const { kernel, node } = this.#context;
    const server = kernel.parts.slot[part] as number;
    this.#part[server] = NO_PART;
    this.#phase[server] = IDLE;
    this.#idle[this.#idleCount++] = server;
    this.#finishedCount++;
    this.#observedFinished++;
    this.#router.went(link);
    this.#clock.change(server, this.#stateOf(server));
    if (!this.#standsStill()) kernel.flow.release(node, 1);
  }

  onTimer(timer: number): void {
    const server = timer - this.#context.firstTimer;
    if (server < this.#servers) this.#finish(server);
    else (this.#failures as FailureModes).onTimer(timer);
  }

  settle(): void {
    const { kernel, node } = this.#context;
    const { flow } = kernel;
    if (flow.choosy[node] === 0) {
      flow.pull(node);
      return;
    }
    const cause = kernel.cause;
    while ((flow.room[node] as number) > 0) {
      const link = this.#nextInput();
      if (link < 0) return;
      const part = flow.queueHead[flow.topology.queue[link] as number] as number;
      if (!this.#fits(part)) {
        this.#close();
        return;
      }
      flow.take(link);
      kernel.cause = cause;
    }
  }

  /** A choosy station lets every part wait and decides when it settles, where it sees all that wait. */
  accepts(): boolean {
    return false;
  }

  onShift(working: boolean): void {
    const { kernel, node } = this.#context;
    if (kernel.trace !== undefined) kernel.log(node, working ? "shiftStart" : "shiftEnd");
    this.#off = !working;
    this.#closed = false;
    this.#update();
  }

  onDown(): void {
    this.#update();
  }

  state(): number {
    return this.#clock.state[0] as number;
  }

  progress(): number {
    if (this.#phase[0] !== PROCESSING) return this.#phase[0] === DONE ? 1 : Number.NaN;
    const { kernel, firstTimer } = this.#context;
    const left = this.#halted
      ? (this.#left[0] as number)
      : (kernel.calendar.time[firstTimer] as number) - kernel.now;
    const duration = this.#duration[0] as number;
    return duration > 0 ? 1 - left / duration : 1;
  }

  finished(): number {
    return this.#finishedCount;
  }

  resetStatistics(): void {
    this.#clock.reset();
    this.#observedFinished = 0;
    if (this.#failures !== undefined) this.#failures.count = 0;
  }

  report(tables: ResultTables, id: string, observed: Micros): void {
    const { flow } = this.#context.kernel;
    const states = this.#clock.shares(observed);
    tables.stations[id] = {
      states,
      utilisation: states.working,
      finished: this.#observedFinished,
      meanContent:
        observed > 0
          ? flow.contentArea(this.#context.node) / observed
          : (flow.content[this.#context.node] as number),
      maxContent: flow.contentMax[this.#context.node] as number,
      failures: this.#failures?.count ?? 0,
    };
  }

  writeMovers(sink: MoverSink): void {
    for (let server = 0; server < this.#servers; server++) {
      const part = this.#part[server] as number;
      if (part !== NO_PART) sink.inSlot(part, server, this.#servers);
    }
  }

  save(): ElementState {
    const { node, kernel } = this.#context;
    const processing: { server: number; part: PartState; duration: number; left: number }[] = [];
    const done: number[][] = [];
    for (let server = 0; server < this.#servers; server++) {
      if (this.#phase[server] !== PROCESSING) continue;
      const part = this.#context.savePart(this.#part[server] as number);
      processing.push({
        server,
        part,
        duration: this.#duration[server] as number,
        left: this.#left[server] as number,
      });
    }
    const { topology, queueHead, queueCount } = kernel.flow;
    for (
      let queue = topology.nodeQueues[node] as number;
      queue < (topology.nodeQueues[node + 1] as number);
      queue++
    ) {
      const servers: number[] = [];
      for (let part = queueHead[queue] as number, i = queueCount[queue] as number; i > 0; i--) {
        servers.push(kernel.parts.slot[part] as number);
        part = kernel.parts.next[part] as number;
      }
      done.push(servers);
    }
    return {
      processing,
      done,
      queues: saveQueues(this.#context),
      idle: [...this.#idle.subarray(0, this.#idleCount)],
      off: this.#off,
      halted: this.#halted,
      closed: this.#closed,
      counts: [this.#finishedCount, this.#observedFinished],
      clock: this.#clock.save(),
      router: this.#router.save(),
      cycles: Object.fromEntries([...this.#namedCycles].map(([name, sampler]) => [name, sampler.save()])),
      ...(this.#failures === undefined ? {} : { failures: this.#failures.save() }),
    };
  }

  restore(state: ElementState): void {
    const { kernel, node } = this.#context;
    this.#phase.fill(IDLE);
    this.#part.fill(NO_PART);
    for (const { server, part, duration, left } of state["processing"] as {
      server: number;
      part: PartState;
      duration: number;
      left: number;
    }[]) {
      const row = this.#context.restorePart(part);
      this.#place(row, server, PROCESSING);
      this.#duration[server] = duration;
      this.#left[server] = left;
    }
    const done = state["done"] as number[][];
    restoreQueues(this.#context, state["queues"] as SavedQueues, (part, queue, place) =>
      this.#place(part, done[queue]?.[place] as number, DONE),
    );
    this.#processing = (state["processing"] as unknown[]).length;
    const idle = state["idle"] as number[];
    this.#idle.set(idle);
    this.#idleCount = idle.length;
    this.#off = state["off"] as boolean;
    this.#halted = state["halted"] as boolean;
    this.#closed = state["closed"] as boolean;
    [this.#finishedCount, this.#observedFinished] = state["counts"] as [number, number];
    this.#clock.restore(state["clock"] as { state: number[]; since: number[]; totals: number[] });
    this.#router.restore(state["router"] as { turn: number; skip: number; stream: number[] });
    for (const [name, saved] of Object.entries(state["cycles"] as { [name: string]: SamplerState })) {
      this.#namedCycles.get(name)?.restore(saved);
    }
    if (state["failures"] !== undefined) this.#failures?.restore(state["failures"] as FailureState);
    kernel.flow.room[node] = this.#standsStill() ? 0 : this.#idleCount;
  }

  #place(part: number, server: number, phase: number): void {
    this.#part[server] = part;
    this.#phase[server] = phase;
    this.#context.kernel.parts.slot[part] = server;
  }

  #finish(server: number): void {
    const { kernel, node } = this.#context;
    const part = this.#part[server] as number;
    this.#phase[server] = DONE;
    this.#processing--;
    if (this.#failures !== undefined && this.#processing === 0) this.#failures.rest();
    kernel.parts.since[part] = kernel.now;
    if (kernel.trace !== undefined) kernel.log(node, "finish", part);
    const queue = this.#router.queueFor(part);
    kernel.flow.enqueue(queue, part);
    kernel.flow.present(queue);
    if (this.#phase[server] === DONE) this.#clock.change(server, this.#stateOf(server));
  }

  get #down(): boolean {
    return this.#failures?.down === true;
  }

  #standsStill(): boolean {
    return this.#off || this.#closed || this.#down;
  }

  #stateOf(server: number): number {
    const phase = this.#phase[server];
    const overtime = phase === PROCESSING && !this.#suspendsOffShift();
    if (this.#off && !overtime) return PAUSED;
    if (this.#down) return FAILED;
    if (phase === PROCESSING) return WORKING;
    if (phase === DONE) return BLOCKED;
    return this.#closed ? PAUSED : STARVED;
  }

  #suspendsOffShift(): boolean {
    return this.#shift?.interruption === "resume";
  }

  /** Puts everything in line with on or off shift, up or down. */
  #update(): void {
    const { kernel, node } = this.#context;
    const halt = this.#down || (this.#off && this.#suspendsOffShift());
    if (halt !== this.#halted) {
      this.#halted = halt;
      if (halt) this.#suspend();
      else this.#resume();
    }
    for (let server = 0; server < this.#servers; server++) this.#clock.change(server, this.#stateOf(server));
    kernel.flow.room[node] = 0;
    if (!this.#standsStill()) kernel.flow.release(node, this.#idleCount);
  }

  #suspend(): void {
    const { kernel, firstTimer, node } = this.#context;
    this.#failures?.rest();
    for (let server = 0; server < this.#servers; server++) {
      if (this.#phase[server] !== PROCESSING) continue;
      this.#left[server] = (kernel.calendar.time[firstTimer + server] as number) - kernel.now;
      kernel.calendar.cancel(firstTimer + server);
      if (kernel.trace !== undefined) kernel.log(node, "suspend", this.#part[server]);
    }
  }

  #resume(): void {
    const { kernel, firstTimer, node } = this.#context;
    for (let server = 0; server < this.#servers; server++) {
      if (this.#phase[server] !== PROCESSING) continue;
      if (kernel.trace !== undefined) kernel.log(node, "resume", this.#part[server]);
      const end = kernel.now + (this.#left[server] as number);
      kernel.schedule(firstTimer + server, end);
      this.#failures?.work(end);
    }
  }

  /** Of the parts that wait: the one ready longest, or the one of the first connection. */
  #nextInput(): number {
    const { flow } = this.#context.kernel;
    const first = flow.waitHead[this.#context.node] as number;
    if (!this.#byPriority) return first;
    const { rank } = flow.topology;
    let best = first;
    for (let link = first; link >= 0; link = flow.waitNext[link] as number) {
      if ((rank[link] as number) < (rank[best] as number)) best = link;
    }
    return best;
  }

  #fits(part: number): boolean {
    const shift = this.#shift;
    if (shift === undefined || shift.interruption !== "startIfFits") return true;
    const { kernel } = this.#context;
    const duration = (this.#cycle[kernel.parts.product[part] as number] as Sampler).peek();
    return kernel.now + duration <= shift.workingUntil();
  }

  #close(): void {
    const { kernel, node } = this.#context;
    this.#closed = true;
    kernel.flow.room[node] = 0;
    for (let server = 0; server < this.#servers; server++) this.#clock.change(server, this.#stateOf(server));
  }
}

export const stationType: ElementType<Station> = {
  timers: (station) => [
    ...Array.from({ length: station.servers ?? 1 }, (_, server) => `server/${server}`),
    ...failureTimers(station.failures),
  ],
  build: (element, context) => new StationModel(element, context),
};
