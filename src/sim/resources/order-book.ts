import { toMicros } from "../../base/units.ts";
import type { ElementState } from "../elements/element.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { KeptCause } from "./resource.ts";
import type { Order, OrderClient } from "./vehicle.ts";
import type { Ways } from "./ways.ts";

/** Orders of a fleet that have no vehicle yet. */
export class OrderBook {
  /** In the order in which they were made. */
  readonly waiting: readonly Order[];
  readonly #waiting: Order[] = [];
  readonly #kernel: Kernel;
  #sequence = 0;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.waiting = this.#waiting;
  }

  /** @param dueIn s from now */
  add(client: OrderClient, pickup: number, priority: number, dueIn: number): void {
    const { now: since, cause } = this.#kernel;
    const sequence = this.#sequence++;
    this.#waiting.push({ client, pickup, since, due: since + toMicros(dueIn), priority, sequence, cause });
  }

  /** Takes back the newest order of a client for a place. @returns whether there was one */
  cancel(client: OrderClient, pickup: number): boolean {
    const at = this.#waiting.findLastIndex((order) => order.client === client && order.pickup === pickup);
    if (at >= 0) this.#waiting.splice(at, 1);
    return at >= 0;
  }

  remove(order: Order): void {
    this.#waiting.splice(this.#waiting.indexOf(order), 1);
  }

  save(ways: Ways): ElementState {
    return {
      orders: this.#waiting.map(({ client, pickup, since, due, priority, sequence }) => [
        client.id,
        ways.name(pickup),
        since,
        due,
        priority,
        sequence,
      ]),
      sequence: this.#sequence,
    };
  }

  causes(): readonly KeptCause[] {
    return this.#waiting.map((order) => ({
      name: `order/${order.sequence}`,
      get cause() {
        return order.cause;
      },
      set cause(cause) {
        order.cause = cause;
      },
    }));
  }

  restore(state: ElementState, ways: Ways, clientOf: (id: string) => OrderClient | undefined): void {
    const orders = state["orders"] as [string, string, number, number, number, number][];
    this.#waiting.length = 0;
    for (const [id, pickup, since, due, priority, sequence] of orders)
      this.#waiting.push({
        client: clientOf(id) as OrderClient,
        pickup: ways.place(pickup),
        since,
        due,
        priority,
        sequence,
        cause: -1,
      });
    this.#sequence = state["sequence"] as number;
  }
}
