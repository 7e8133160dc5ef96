import type { Micros } from "../../base/units.ts";
import type { Carriers } from "../../plant/resources/carriers.ts";
import type { ElementState, ResultTables } from "../elements/element.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { makeHolder } from "../kernel/loads.ts";
import { CARRIER } from "../kernel/parts.ts";
import { type FlowNode, Link, OutputQueue, type Port } from "../kernel/ports.ts";
import type { ResourceContext, ResourceModel } from "./resource.ts";

/** Carriers that run (SPEC L1 to L3): all stand in their home at the start; from then on they go where connections lead. */
export class CarrierPool implements ResourceModel, FlowNode {
  readonly #kernel: Kernel;
  readonly #port: Port;
  readonly #home: Port;
  readonly #product: number;
  readonly #count: number;
  #placed = false;
  #loaded = 0;
  #since: Micros = 0;
  /** Time of loaded carriers while observed, µs in all. */
  #loadedTime: Micros = 0;
  #trips = 0;
  #lost = 0;

  constructor(carriers: Carriers, context: ResourceContext) {
    this.#kernel = context.kernel;
    this.#port = context.port;
    this.#port.node = this;
    this.#home = context.element(carriers.home);
    this.#product = context.product(carriers.product);
    this.#count = carriers.count;
  }

  /** They are placed when all elements have started. */
  start(): void {
    this.#kernel.wake(this.#port);
  }

  settle(): void {
    if (this.#placed) return;
    this.#placed = true;
    const kernel = this.#kernel;
    const { cause } = kernel;
    const link = new Link(this.#port, this.#home, 0, new OutputQueue(this.#port, false));
    for (let i = 0; i < this.#count; i++) {
      const carrier = kernel.parts.create(this.#port, i, this.#product);
      carrier.entered = kernel.now;
      carrier.since = kernel.now;
      makeHolder(carrier, CARRIER);
      kernel.cause = cause;
      kernel.flow.announce(carrier, link);
      this.#home.node.arrive(carrier, link);
    }
    kernel.cause = cause;
  }

  get count(): number {
    return this.#count;
  }

  /** Carriers with something on them. */
  get loaded(): number {
    return this.#loaded;
  }

  /** Carriers that left through a sink. */
  get lost(): number {
    return this.#lost;
  }

  carrierTurned(loaded: boolean): void {
    this.#account();
    this.#loaded += loaded ? 1 : -1;
    if (loaded) this.#trips++;
  }

  /** One left through a sink, and all that was on it. */
  partLeft(): void {
    this.#lost++;
  }

  resetStatistics(): void {
    this.#since = this.#kernel.now;
    this.#loadedTime = 0;
    this.#trips = 0;
  }

  report(tables: ResultTables, id: string): void {
    this.#account();
    const { now, observedSince } = this.#kernel;
    const mean = now > observedSince ? this.#loadedTime / (now - observedSince) : this.#loaded;
    tables.resources[id] = {
      kind: "carriers",
      count: this.#count,
      meanLoaded: mean,
      utilisation: mean / this.#count,
      trips: this.#trips,
      lost: this.#lost,
    };
  }

  save(): ElementState {
    this.#account();
    return { loaded: this.#loaded, loadedTime: this.#loadedTime, trips: this.#trips, lost: this.#lost };
  }

  restore(state: ElementState): void {
    this.#placed = true;
    this.#since = this.#kernel.now;
    this.#loaded = state["loaded"] as number;
    this.#loadedTime = state["loadedTime"] as number;
    this.#trips = state["trips"] as number;
    this.#lost = state["lost"] as number;
  }

  /** Parts do not flow through it, and it has no timers. */
  arrive(): void {}
  depart(): void {}
  accepts(): boolean {
    return false;
  }
  onTimer(): void {}

  #account(): void {
    const { now } = this.#kernel;
    this.#loadedTime += this.#loaded * (now - this.#since);
    this.#since = now;
  }
}

export function buildCarrierPool(carriers: Carriers, context: ResourceContext): ResourceModel {
  return new CarrierPool(carriers, context);
}
