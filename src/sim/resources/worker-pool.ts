import type { RandomStream, StreamState } from "../../base/random.ts";
import { toSeconds, type Micros } from "../../base/units.ts";
import type { Workers } from "../../plant/resources/workers.ts";
import type { ElementState, ResultTables } from "../elements/element.ts";
import type { ShiftCalendar } from "../elements/shift-calendar.ts";
import type { LabourAccount } from "../accounts/labour-account.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { FlowNode, Port } from "../kernel/ports.ts";
import { NO_CAUSE } from "../kernel/trace.ts";
import type { Claim, ClaimedResource } from "./claim.ts";
import type { Claims } from "./claims.ts";
import { CrewPool, isCrew } from "./crew-pool.ts";
import { noTimes, sharesOf, type WorkerTimes } from "./worker-times.ts";
import type { ResourceContext, ResourceModel } from "./resource.ts";

/** A pool of workers that runs, where it is enough to count them (SPEC W1 to W7); the others are a `CrewPool`. */
export class WorkerPool implements ResourceModel, ClaimedResource, FlowNode {
  readonly claimed: ClaimedResource = this;
  readonly waiting: Claim[] = [];
  readonly held: Claim[] = [];
  releasedBy: number = NO_CAUSE;
  declare readonly port: Port;
  readonly #size: number;
  readonly #kernel: Kernel;
  readonly #claims: Claims;
  readonly #shift: ShiftCalendar | undefined;
  readonly #absence: number;
  readonly #stream: RandomStream | undefined;
  readonly #role: string | undefined;
  readonly #labour: LabourAccount | undefined;
  #working = true;
  /** Of the size, those who came to this shift. */
  #present: number;
  #busy = 0;
  #since: Micros = 0;
  /** Worker time given out, and worker time on shift, while observed, µs. */
  #busyTime: Micros = 0;
  #presentTime: Micros = 0;
  #granted = 0;
  #waited: Micros = 0;
  #longest: Micros = 0;
  /** Of those busy, the ones who stand in for others in another pool. */
  #lent = 0;
  #times: WorkerTimes = noTimes();

  constructor(workers: Workers, context: ResourceContext) {
    this.port = context.port;
    this.port.node = this;
    this.#kernel = context.kernel;
    this.#claims = context.claims;
    this.#size = workers.size;
    this.#present = workers.size;
    this.#shift = workers.calendar === undefined ? undefined : context.calendar(workers.calendar);
    this.#shift?.join(this);
    this.#absence = workers.absence ?? 0;
    this.#stream = this.#absence > 0 ? context.stream("absence") : undefined;
    this.#role = workers.role;
    this.#labour = context.accounts?.labourOf(workers.id);
  }

  get free(): number {
    return (this.#working ? this.#present : 0) - this.#busy;
  }

  /** On shift and not absent, or still at a task. */
  get present(): number {
    return Math.max(this.#onShift(), this.resting ? 0 : this.#busy);
  }

  /** Given out to tasks. */
  get busy(): number {
    return this.#busy;
  }

  get resting(): boolean {
    return !this.#working && this.#shift?.interruption === "resume";
  }

  get offBy(): string | undefined {
    return this.#working ? undefined : this.#shift?.id;
  }

  get walks(): boolean {
    return false;
  }

  get onBreak(): number {
    return 0;
  }

  rests(): boolean {
    return this.resting;
  }

  start(): void {
    this.#working = this.#shift?.working ?? true;
    if (this.#working) this.#callIn();
  }

  onShift(working: boolean): void {
    this.#account();
    const rested = this.resting;
    this.#working = working;
    if (working) {
      this.#callIn();
      if (this.#kernel.trace !== undefined) this.#kernel.log(this.port.index, "shiftStart");
      this.releasedBy = this.#kernel.cause;
      if (this.waiting.length > 0) this.#kernel.wake(this.port);
    } else if (this.#kernel.trace !== undefined) {
      this.#kernel.log(this.port.index, "shiftEnd");
    }
    if (rested !== this.resting) this.#claims.tellAway(this);
  }

  settle(): void {
    this.#claims.serve(this);
  }

  give(claim: Claim, count: number, waited: Micros): Micros {
    this.#account();
    this.#busy += count;
    this.#granted++;
    this.#waited += waited;
    this.#longest = Math.max(this.#longest, waited);
    if (claim.lends) this.#lent += count;
    return 0;
  }

  take(claim: Claim, count: number): void {
    this.#account();
    this.#busy -= count;
    if (claim.lends) this.#lent -= count;
  }

  resetStatistics(): void {
    this.#account();
    this.#since = this.#kernel.now;
    this.#busyTime = 0;
    this.#presentTime = 0;
    this.#granted = 0;
    this.#waited = 0;
    this.#longest = 0;
    this.#times = noTimes();
  }

  report(tables: ResultTables, id: string): void {
    this.#account();
    const { now, observedSince } = this.#kernel;
    const observed = now - observedSince;
    const mean = observed > 0 ? this.#busyTime / observed : this.#busy;
    tables.resources[id] = {
      kind: "workers",
      size: this.#size,
      meanBusy: mean,
      utilisation: mean / this.#size,
      claims: this.#granted,
      meanWait: this.#granted > 0 ? toSeconds(this.#waited / this.#granted) : Number.NaN,
      maxWait: toSeconds(this.#longest),
      ...(this.#shift === undefined
        ? {}
        : { meanPresent: observed > 0 ? this.#presentTime / observed : this.#onShift() }),
      states: sharesOf(this.#times, observed * this.#size),
      overtimeHours: toSeconds(this.#times.overtime) / 3600,
      ...(this.#role === undefined ? {} : { role: this.#role }),
    };
  }

  save(): ElementState {
    this.#account();
    return {
      busy: this.#busy,
      busyTime: this.#busyTime,
      granted: this.#granted,
      waited: this.#waited,
      longest: this.#longest,
      ...(this.#shift === undefined ? {} : { present: this.#present, presentTime: this.#presentTime }),
      ...(this.#stream === undefined ? {} : { stream: this.#stream.state() }),
      times: { ...this.#times },
      ...(this.#lent === 0 ? {} : { lent: this.#lent }),
    };
  }

  restore(state: ElementState): void {
    this.#since = this.#kernel.now;
    this.#working = this.#shift?.working ?? true;
    this.#busy = state["busy"] as number;
    this.#busyTime = state["busyTime"] as number;
    this.#granted = state["granted"] as number;
    this.#waited = state["waited"] as number;
    this.#longest = state["longest"] as number;
    this.#present = (state["present"] as number | undefined) ?? this.#size;
    this.#presentTime = (state["presentTime"] as number | undefined) ?? 0;
    if (state["stream"] !== undefined) this.#stream?.restore(state["stream"] as StreamState);
    this.#times = { ...(state["times"] as WorkerTimes) };
    this.#lent = (state["lent"] as number | undefined) ?? 0;
  }

  /** No parts flow through a pool, and it has no timers. */
  arrive(): void {}
  depart(): void {}
  accepts(): boolean {
    return false;
  }
  onTimer(): void {}

  /** Draws who is absent from the shift that begins. */
  #callIn(): void {
    if (this.#stream === undefined) return;
    this.#present = 0;
    for (let i = 0; i < this.#size; i++) if (this.#stream.nextUniform() >= this.#absence) this.#present++;
  }

  #onShift(): number {
    return this.#working ? this.#present : 0;
  }

  #account(): void {
    const { now } = this.#kernel;
    const elapsed = now - this.#since;
    // Who works on after the shift is paid, unless the task rests.
    const beyond = this.#working || this.resting ? 0 : this.#busy;
    this.#labour?.add(this.#onShift(), beyond, this.#since, now);
    this.#since = now;
    if (elapsed === 0) return;
    const times = this.#times;
    this.#busyTime += this.#busy * elapsed;
    this.#presentTime += this.#onShift() * elapsed;
    const free = this.#size - this.#busy;
    if (!this.#working) {
      times[this.resting ? "offShift" : "overtime"] += this.#busy * elapsed;
      times.offShift += free * elapsed;
      return;
    }
    times.working += (this.#busy - this.#lent) * elapsed;
    times.lent += this.#lent * elapsed;
    // Who is still at a task of the shift before can be absent from this one.
    const idle = Math.max(0, this.#present - this.#busy);
    times.idle += idle * elapsed;
    times.absent += (free - idle) * elapsed;
  }
}

export function buildWorkerPool(workers: Workers, context: ResourceContext): ResourceModel {
  return isCrew(workers) ? new CrewPool(workers, context) : new WorkerPool(workers, context);
}
