import { toSeconds, type Micros } from "../../base/units.ts";
import type { Workers } from "../../plant/resources/workers.ts";
import type { ElementState, ResultTables } from "../elements/element.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { FlowNode, Port } from "../kernel/ports.ts";
import { NO_CAUSE } from "../kernel/trace.ts";
import type { Claim, ClaimedResource, Claims } from "./claim.ts";
import type { ResourceContext, ResourceModel } from "./resource.ts";

/** A pool of workers that runs (SPEC W1 to W4). */
export class WorkerPool implements ResourceModel, ClaimedResource, FlowNode {
  declare readonly port: Port;
  readonly claimed: ClaimedResource = this;
  readonly waiting: Claim[] = [];
  releasedBy: number = NO_CAUSE;
  free: number;
  readonly #size: number;
  readonly #kernel: Kernel;
  readonly #claims: Claims;
  #busy = 0;
  #since: Micros = 0;
  /** Worker time given out while observed, µs. */
  #busyTime: Micros = 0;
  #granted = 0;
  #waited: Micros = 0;
  #longest: Micros = 0;

  constructor(workers: Workers, context: ResourceContext) {
    this.port = context.port;
    this.port.node = this;
    this.#kernel = context.kernel;
    this.#claims = context.claims;
    this.#size = workers.size;
    this.free = workers.size;
  }

  start(): void {}

  settle(): void {
    this.#claims.serve(this);
  }

  book(count: number, waited: Micros): void {
    this.#account();
    this.#busy += count;
    if (count < 0) return;
    this.#granted++;
    this.#waited += waited;
    this.#longest = Math.max(this.#longest, waited);
  }

  resetStatistics(): void {
    this.#since = this.#kernel.now;
    this.#busyTime = 0;
    this.#granted = 0;
    this.#waited = 0;
    this.#longest = 0;
  }

  report(tables: ResultTables, id: string): void {
    this.#account();
    const { now, observedSince } = this.#kernel;
    const mean = now > observedSince ? this.#busyTime / (now - observedSince) : this.#busy;
    tables.resources[id] = {
      kind: "workers",
      size: this.#size,
      meanBusy: mean,
      utilisation: mean / this.#size,
      claims: this.#granted,
      meanWait: this.#granted > 0 ? toSeconds(this.#waited / this.#granted) : Number.NaN,
      maxWait: toSeconds(this.#longest),
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
    };
  }

  restore(state: ElementState): void {
    this.#busy = state["busy"] as number;
    this.#since = this.#kernel.now;
    this.#busyTime = state["busyTime"] as number;
    this.#granted = state["granted"] as number;
    this.#waited = state["waited"] as number;
    this.#longest = state["longest"] as number;
    this.free = this.#size;
  }

  /** No parts flow through a pool, and it has no timers. */
  arrive(): void {}
  depart(): void {}
  accepts(): boolean {
    return false;
  }
  onTimer(): void {}

  #account(): void {
    const { now } = this.#kernel;
    this.#busyTime += this.#busy * (now - this.#since);
    this.#since = now;
  }
}

export function buildWorkerPool(workers: Workers, context: ResourceContext): ResourceModel {
  return new WorkerPool(workers, context);
}
