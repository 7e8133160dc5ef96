import type { Fleet } from "../../plant/resources/fleet.ts";
import type { Order, Vehicle } from "./vehicle.ts";
import type { Ways } from "./ways.ts";

/** Which order goes next, and which vehicle it gets. */
export class Dispatcher {
  readonly #vehicleRule: "nearest" | "longestIdle";
  readonly #orderRule: "fifo" | "priority" | "dueDate" | "nearest";
  readonly #ways: Ways;

  constructor(fleet: Fleet, ways: Ways) {
    this.#vehicleRule = fleet.dispatch?.vehicle ?? "nearest";
    this.#orderRule = fleet.dispatch?.order ?? "fifo";
    this.#ways = ways;
  }

  /** Pairs an order with a vehicle; both lists hold at least one. */
  choose(orders: readonly Order[], vehicles: readonly Vehicle[]): { order: Order; vehicle: Vehicle } {
    if (this.#orderRule === "nearest") return this.#nearestPair(orders, vehicles);
    const order = orders.reduce((best, other) => (this.#precedes(other, best) ? other : best));
    return { order, vehicle: this.#vehicleFor(order, vehicles) };
  }

  #vehicleFor(order: Order, vehicles: readonly Vehicle[]): Vehicle {
    if (this.#vehicleRule === "longestIdle")
      return vehicles.reduce((best, other) => (other.idleSince < best.idleSince ? other : best));
    return this.#nearestPair([order], vehicles).vehicle;
  }

  /** Of equal travel times the order made first, and the vehicle idle longest. */
  #nearestPair(orders: readonly Order[], vehicles: readonly Vehicle[]): { order: Order; vehicle: Vehicle } {
    let best: { order: Order; vehicle: Vehicle } | undefined;
    let bestTime = Infinity;
    for (const order of orders) {
      for (const vehicle of vehicles) {
        const time = this.#ways.time(vehicle.at, order.pickup);
        const longer =
          time === bestTime && best?.order === order && vehicle.idleSince < best.vehicle.idleSince;
        if (best !== undefined && time >= bestTime && !longer) continue;
        best = { order, vehicle };
        bestTime = time;
      }
    }
    return best as { order: Order; vehicle: Vehicle };
  }

  #precedes(a: Order, b: Order): boolean {
    if (this.#orderRule === "priority" && a.priority !== b.priority) return a.priority < b.priority;
    if (this.#orderRule === "dueDate" && a.due !== b.due) return a.due < b.due;
    return a.sequence < b.sequence;
  }
}
