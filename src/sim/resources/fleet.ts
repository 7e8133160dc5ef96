import type { Micros } from "../../base/units.ts";
import { fleetCapacity } from "../../plant/fleet-capacity.ts";
import type { Fleet, Trailers } from "../../plant/resources/fleet.ts";
import type { ElementState, ResultTables } from "../elements/element.ts";
import { Stops, type StopsState } from "../elements/stops.ts";
import type { Timer } from "../kernel/event-calendar.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { FlowNode, Port } from "../kernel/ports.ts";
import { Batteries } from "./battery.ts";
import type { StopCondition } from "../trace/condition.ts";
import type { Claim } from "./claim.ts";
import { Dispatcher } from "./dispatch.ts";
import type { KeptCause, ResourceContext, ResourceModel } from "./resource.ts";
import { OrderBook } from "./order-book.ts";
import { placeOnTrailer, Trails } from "./train-pose.ts";
import { freedBy, restoreVehicle, type SavedVehicle, saveVehicle } from "./saved-vehicle.ts";
import {
  type Order,
  type OrderClient,
  type Phase,
  Vehicle,
  vehicleState,
  WORKING_STATES,
} from "./vehicle.ts";
import { VehicleClock, type VehicleClockState } from "./vehicle-clock.ts";
import type { Pose, Ways } from "./ways.ts";

/** Of a vehicle without a size, m. */
const DECK = 0.35;

/** A fleet that runs (SPEC G1 to G10). */
export class FleetModel implements ResourceModel, FlowNode {
  readonly port: Port;
  readonly capacity: number;
  /** Height of what a vehicle carries above its way, m. */
  readonly deck: number;
  readonly vehicles: readonly Vehicle[];
  readonly ways: Ways;
  readonly trailers: Trailers | undefined;
  readonly #trails: Trails | undefined;
  readonly #kernel: Kernel;
  readonly #context: ResourceContext;
  readonly #dispatcher: Dispatcher;
  readonly #clock: VehicleClock;
  readonly #batteries: Batteries | undefined;
  readonly #failures: readonly Stops[];
  readonly #parksAtHome: boolean;
  readonly #clients = new Map<string, OrderClient>();
  readonly #orders: OrderBook;

  constructor(fleet: Fleet, context: ResourceContext) {
    const { kernel, port } = context;
    this.port = port;
    this.#kernel = kernel;
    this.#context = context;
    port.node = this;
    this.capacity = fleetCapacity(fleet);
    this.deck = fleet.size?.height ?? DECK;
    this.ways = context.ways(fleet);
    const homes = (typeof fleet.home === "string" ? [fleet.home] : fleet.home).map((name) =>
      this.ways.place(name),
    );
    this.vehicles = Array.from(
      { length: fleet.vehicles },
      (_, i) =>
        new Vehicle(
          i,
          `${fleet.id}/${i + 1}`,
          context.timer(this, `vehicle/${i}`, i),
          homes[i % homes.length] as number,
        ),
    );
    this.ways.join?.(this.vehicles, this);
    this.trailers = fleet.trailers;
    this.#trails =
      fleet.trailers === undefined ? undefined : new Trails(fleet, fleet.trailers, context.plant, this.ways);
    this.#dispatcher = new Dispatcher(fleet, this.ways);
    this.#orders = new OrderBook(kernel);
    this.#clock = new VehicleClock(kernel, this.vehicles, context.accounts?.vehiclesOf(fleet.id));
    this.#batteries =
      fleet.battery === undefined ? undefined : new Batteries(fleet.battery, kernel, this.ways);
    this.#parksAtHome = fleet.parking === "home";
    this.#failures =
      (fleet.failures ?? []).length === 0 ? [] : this.vehicles.map((v) => this.#failing(fleet, v));
    if (fleet.drivers !== undefined) {
      for (const vehicle of this.vehicles)
        vehicle.driver = context.claim(this, `driver/${vehicle.index}`, vehicle.index, fleet.drivers);
    }
  }

  /** An element that orders vehicles says who it is, so that its orders can be saved by its id. */
  join(client: OrderClient): void {
    this.#clients.set(client.id, client);
  }

  /** Orders without a vehicle. */
  get waitingOrders(): number {
    return this.#orders.waiting.length;
  }

  /** Orders a vehicle for a place. @param dueIn s */
  order(client: OrderClient, pickup: number, priority = 0, dueIn = 0): void {
    this.#orders.add(client, pickup, priority, dueIn);
    this.#kernel.wake(this.port);
  }

  /** Takes back the newest order of a client for a place that no vehicle has yet. @returns whether there was one */
  cancel(client: OrderClient, pickup: number): boolean {
    return this.#orders.cancel(client, pickup);
  }

  /** Orders of a client that no vehicle has yet. */
  waitingOf(client: OrderClient): number {
    return this.#orders.waiting.filter((order) => order.client === client).length;
  }

  /** Failure mode that stops a vehicle, and the crew that it waits for. */
  stopOf({ index }: Vehicle): StopCondition | undefined {
    return this.#failures[index]?.condition;
  }

  /** Loading or unloading begins; the client is told when it is over. */
  handle(vehicle: Vehicle, duration: Micros, loading: boolean): void {
    vehicle.loading = loading;
    this.#enter(vehicle, "handling");
    vehicle.timer.time = this.#kernel.now + duration;
    this.#kernel.schedule(vehicle.timer);
  }

  /** Sends the vehicle to the next stop of its trip. */
  drive(vehicle: Vehicle, to: number, loaded: boolean): void {
    vehicle.loaded = loaded;
    this.#go(vehicle, to, "toStop");
  }

  /** The vehicle waits at its stop until the client calls again. */
  hold(vehicle: Vehicle): void {
    this.#enter(vehicle, "held");
  }

  /** A held vehicle will stay for a while: whoever waits for its way can ask it to leave. */
  stuck(): void {
    this.ways.wake?.();
  }

  /** The trip is over. @param returnTo where it must go before it is idle again */
  release(vehicle: Vehicle, returnTo?: number): void {
    const kernel = this.#kernel;
    if (kernel.trace !== undefined) kernel.log(this.port.index, "release", undefined, vehicle.name);
    this.#clock.ended(vehicle);
    vehicle.client = undefined;
    vehicle.loaded = false;
    if (returnTo !== undefined && returnTo !== vehicle.at) this.#go(vehicle, returnTo, "returning");
    else this.#becomeIdle(vehicle);
  }

  start(): void {
    for (const modes of this.#failures) modes.start();
    for (const vehicle of this.vehicles) this.#batteries?.fill(vehicle);
    this.#kernel.wake(this.port);
  }

  settle(): void {
    this.#dispatch();
    for (const vehicle of this.vehicles) if (vehicle.phase === "idle" && !vehicle.down) this.#occupy(vehicle);
  }

  onTimer(timer: Timer): void {
    const vehicle = this.vehicles[timer.code] as Vehicle;
    switch (vehicle.phase) {
      case "handling":
        vehicle.client?.onHandled(vehicle);
        break;
      case "charging":
        this.#batteries?.charged(vehicle);
        this.#becomeIdle(vehicle);
        break;
      case "idle":
        // Standing has used the battery up to its limit.
        this.#kernel.wake(this.port);
        break;
      default:
        this.#pass(vehicle);
    }
  }

  /** A driver finishes his trip before a break (SPEC G9). */
  onAway(): void {}

  /** The driver is there. */
  onGranted(claim: Claim): void {
    const vehicle = this.vehicles[claim.code] as Vehicle;
    this.#go(vehicle, vehicle.target, "toStop");
  }

  /** The way of a vehicle became free, or it must wait for that; told by a network. */
  onTraffic(vehicle: Vehicle): void {
    this.#show(vehicle);
  }

  #onDown(vehicle: Vehicle): void {
    const kernel = this.#kernel;
    const down = this.#failures[vehicle.index]?.down === true;
    if (down === vehicle.down) return;
    vehicle.down = down;
    if (down) {
      vehicle.left = vehicle.timer.pending && vehicle.phase !== "idle" ? vehicle.timer.time - kernel.now : -1;
      kernel.calendar.cancel(vehicle.timer);
    } else if (vehicle.left >= 0) {
      vehicle.timer.time = kernel.now + vehicle.left;
      vehicle.left = -1;
      kernel.schedule(vehicle.timer);
    }
    this.#show(vehicle);
    kernel.wake(this.port);
    this.ways.wake?.();
  }

  /** A vehicle that is idle, or waits for room at its drop, must leave its place; told by a network. */
  giveWay(vehicle: Vehicle, to: number): void {
    this.#kernel.calendar.cancel(vehicle.timer);
    if (vehicle.phase === "held") vehicle.client?.stepAside?.(vehicle);
    this.#go(vehicle, to, vehicle.phase === "idle" ? "parking" : "aside");
  }

  /** One that was to make way has not left, and stays with its client. */
  stay(vehicle: Vehicle): void {
    this.ways.stop?.(vehicle);
    this.hold(vehicle);
  }

  resetStatistics(): void {
    for (const vehicle of this.vehicles) this.#batteries?.use(vehicle);
    this.#clock.reset();
    this.#batteries?.reset();
    for (const modes of this.#failures) modes.count = 0;
  }

  report(tables: ResultTables, id: string): void {
    const failures = this.#failures.reduce((total, modes) => total + modes.count, 0);
    tables.resources[id] = {
      kind: "fleet",
      vehicles: this.vehicles.length,
      ...this.#clock.report(),
      waitingOrders: this.waitingOrders,
      ...(this.#failures.length === 0 ? {} : { failures }),
      ...this.#batteries?.report(),
    };
  }

  pose(vehicle: Vehicle): Pose | undefined {
    const pose = this.ways.pose(vehicle);
    return pose === undefined ? undefined : (this.#trails?.facing(vehicle, pose) ?? pose);
  }

  /** Where the trailers of a train are; none where there are none, or nothing says where the train is. */
  trailerPoses(vehicle: Vehicle): Pose[] {
    const pose = this.#trails === undefined ? undefined : this.pose(vehicle);
    return pose === undefined ? [] : (this.#trails?.poses(vehicle, pose) ?? []);
  }

  /** Where a container stands on a train. */
  placeOnTrain(vehicle: Vehicle, trailer: number, place: number): Pose | undefined {
    if (this.trailers === undefined) return this.pose(vehicle);
    const pose = this.trailerPoses(vehicle)[trailer];
    return pose === undefined ? undefined : placeOnTrailer(pose, place, this.trailers);
  }

  save(): ElementState {
    const { ways } = this;
    return {
      ...this.#orders.save(ways),
      ...(this.#trails === undefined ? {} : { trails: this.#trails.save() }),
      vehicles: this.vehicles.map((vehicle) => saveVehicle(vehicle, ways)),
      clock: this.#clock.save(),
      ...(this.#batteries === undefined ? {} : { batteries: this.#batteries.save() }),
      ...(this.#failures.length === 0 ? {} : { failures: this.#failures.map((modes) => modes.save()) }),
    };
  }

  restore(state: ElementState): void {
    const { ways } = this;
    this.#trails?.restore(state["trails"] as string[][]);
    const client = (id: string): OrderClient | undefined => this.#clients.get(id);
    this.#orders.restore(state, ways, client);
    (state["vehicles"] as SavedVehicle[]).forEach((saved, i) =>
      restoreVehicle(this.vehicles[i] as Vehicle, saved, ways, client),
    );
    this.#clock.restore(state["clock"] as VehicleClockState);
    if (state["batteries"] !== undefined)
      this.#batteries?.restore(state["batteries"] as [number, number], this.vehicles);
    (state["failures"] as StopsState[] | undefined)?.forEach((saved, i) => this.#failures[i]?.restore(saved));
  }

  causes(): readonly KeptCause[] {
    return [...this.vehicles.map(freedBy), ...this.#orders.causes()];
  }

  /** No parts flow through a fleet. */
  arrive(): void {}
  depart(): void {}
  accepts(): boolean {
    return false;
  }

  #failing(fleet: Fleet, vehicle: Vehicle): Stops {
    const context = this.#context;
    const own = (purpose: string): string => `vehicle/${vehicle.index}/${purpose}`;
    return new Stops(
      fleet.failures ?? [],
      [],
      {
        ...context,
        timer: (owner, purpose, code) => context.timer(owner, own(purpose), code),
        stream: (purpose) => context.stream(own(purpose)),
      },
      { onDown: () => this.#onDown(vehicle), hasWork: () => WORKING_STATES.has(vehicle.state) },
    );
  }

  /** Gives waiting orders to idle vehicles. */
  #dispatch(): void {
    const { waiting } = this.#orders;
    while (waiting.length > 0) {
      const free = this.vehicles.filter((vehicle) => this.#isFree(vehicle));
      if (free.length === 0) return;
      const { order, vehicle } = this.#dispatcher.choose(waiting, free);
      this.#orders.remove(order);
      this.#assign(order, vehicle);
    }
  }

  #isFree(vehicle: Vehicle): boolean {
    const { phase } = vehicle;
    if (
      vehicle.down ||
      (phase !== "idle" && !(phase === "parking" && this.ways.redirects && vehicle.driver === undefined))
    )
      return false;
    return this.#batteries === undefined || !this.#batteries.isLow(vehicle);
  }

  #assign(order: Order, vehicle: Vehicle): void {
    const kernel = this.#kernel;
    const { cause } = kernel;
    if (kernel.trace !== undefined) {
      kernel.cause = order.since === kernel.now ? order.cause : vehicle.freedBy;
      kernel.log(this.port.index, "seize", undefined, `${vehicle.name} ${order.client.id}`);
    }
    if (vehicle.phase === "idle") kernel.calendar.cancel(vehicle.timer);
    vehicle.client = order.client;
    vehicle.orderedAt = order.since;
    vehicle.target = order.pickup;
    if (vehicle.driver !== undefined && !vehicle.driver.held) {
      this.#enter(vehicle, "called");
      this.#context.claims.request(vehicle.driver);
    } else this.#go(vehicle, order.pickup, "toStop");
    kernel.cause = cause;
  }

  #go(vehicle: Vehicle, to: number, phase: Phase): void {
    vehicle.target = to;
    const underWay = vehicle.moving;
    if (!underWay && vehicle.at === to) {
      this.ways.stop?.(vehicle);
      vehicle.phase = phase;
      this.#arrived(vehicle);
      return;
    }
    if (!underWay) this.#depart(vehicle, phase);
    else this.#enter(vehicle, phase);
  }

  #depart(vehicle: Vehicle, phase: Phase): void {
    const kernel = this.#kernel;
    if (kernel.trace !== undefined) {
      const { ways } = this;
      kernel.log(
        this.port.index,
        "depart",
        undefined,
        `${vehicle.name} ${ways.name(vehicle.at)}→${ways.name(vehicle.target)}`,
      );
    }
    vehicle.phase = phase;
    this.ways.send(vehicle);
    this.#show(vehicle);
  }

  /** It has passed a point, or has come to the end of its way. */
  #pass(vehicle: Vehicle): void {
    const metres = this.ways.metres(vehicle);
    this.#trails?.passed(vehicle);
    this.#clock.drove(vehicle, metres);
    this.#batteries?.use(vehicle, metres);
    if (!this.ways.passed(vehicle)) {
      this.#show(vehicle);
      return;
    }
    const kernel = this.#kernel;
    if (kernel.trace !== undefined)
      kernel.log(this.port.index, "arrive", undefined, `${vehicle.name} ${this.ways.name(vehicle.at)}`);
    this.#arrived(vehicle);
  }

  #arrived(vehicle: Vehicle): void {
    switch (vehicle.phase) {
      case "toStop":
        if (vehicle.orderedAt >= 0) this.#clock.served(this.#kernel.now - vehicle.orderedAt);
        vehicle.orderedAt = -1;
        vehicle.client?.onArrived(vehicle);
        break;
      case "toCharger":
        this.#enter(vehicle, "charging");
        vehicle.timer.time = this.#kernel.now + (this.#batteries?.chargingTime(vehicle) ?? 0);
        this.#kernel.schedule(vehicle.timer);
        break;
      case "aside":
        this.#show(vehicle);
        vehicle.client?.onAside?.(vehicle);
        break;
      default:
        this.#becomeIdle(vehicle);
    }
  }

  #becomeIdle(vehicle: Vehicle): void {
    const kernel = this.#kernel;
    vehicle.loaded = false;
    vehicle.idleSince = kernel.now;
    vehicle.freedBy = kernel.cause;
    if (vehicle.driver !== undefined) this.#context.claims.release(vehicle.driver);
    this.#enter(vehicle, "idle");
    kernel.wake(this.port);
    // Whoever waits for its way can ask it to leave.
    this.ways.wake?.();
  }

  /** An idle vehicle without an order: to the charger, home, or it stays. */
  #occupy(vehicle: Vehicle): void {
    const batteries = this.#batteries;
    if (batteries?.isLow(vehicle) === true) {
      const charger = batteries.take(vehicle);
      if (charger !== undefined) {
        this.#go(vehicle, charger, "toCharger");
        return;
      }
    } else if (batteries !== undefined) {
      const wait = batteries.untilLow(vehicle);
      if (wait !== Infinity) {
        vehicle.timer.time = this.#kernel.now + wait;
        this.#kernel.schedule(vehicle.timer);
      }
    }
    if (this.#parksAtHome && vehicle.at !== vehicle.home) {
      this.#kernel.calendar.cancel(vehicle.timer);
      this.#go(vehicle, vehicle.home, "parking");
    }
  }

  #enter(vehicle: Vehicle, phase: Phase): void {
    vehicle.phase = phase;
    this.#show(vehicle);
  }

  #show(vehicle: Vehicle): void {
    const state = vehicleState(vehicle);
    if (state === vehicle.state) return;
    this.#clock.change(vehicle, state);
    const modes = this.#failures[vehicle.index];
    if (modes === undefined || modes.down) return;
    if (WORKING_STATES.has(state)) modes.work(Infinity);
    else modes.rest();
  }
}

export function buildFleet(fleet: Fleet, context: ResourceContext): ResourceModel {
  return new FleetModel(fleet, context);
}
