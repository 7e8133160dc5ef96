import { asDistribution } from "../../plant/as-distribution.ts";
import type { Duration } from "../../plant/distribution.ts";
import type { Transport } from "../../plant/elements/transport.ts";
import { BLOCKED, STARVED, WAITING, WORKING } from "../../plant/states.ts";
import type { Micros } from "../../base/units.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Part, PartState } from "../kernel/parts.ts";
import type { Link, OutputQueue, Port } from "../kernel/ports.ts";
import { Sampler, type SamplerState } from "../kernel/sampler.ts";
import type { FleetModel } from "../resources/fleet.ts";
import type { OrderClient, Vehicle } from "../resources/vehicle.ts";
import { ContentClock, type ContentState } from "../statistics/content-clock.ts";
import { StateClock, type StateClockState, Stateful } from "../statistics/state-clock.ts";
import { DropChoice } from "./drop-choice.ts";
import type { BuildContext, ElementModel, ElementState, MoverSink, ResultTables } from "./element.ts";
import { partsIn, restoreQueues, type SavedQueues, saveQueues } from "./queue-state.ts";

/** More than ever waits: the transport takes every part that a vehicle comes for. */
const UNLIMITED = 2 ** 30;

/** A vehicle with parts of this transport. */
interface Load {
  /** Parts on the vehicle, first loaded first. */
  readonly parts: Part[];
  /** When they were loaded, µs. */
  readonly since: Micros;
  /** Place of the link that they go to. */
  readonly drop: number;
  /** Unloaded; what is left finds no room. */
  unloaded: boolean;
  /** Found no room, made way, and waits elsewhere until there is some. */
  aside: boolean;
}

/** A transport that runs (SPEC G1, G2, G5, G6, G18, G19). */
class TransportModel implements ElementModel, OrderClient {
  readonly id: string;
  readonly #context: BuildContext;
  readonly #kernel: Kernel;
  readonly #port: Port;
  readonly #fleet: FleetModel;
  readonly #partsPerTrip: number;
  readonly #priority: number;
  readonly #dueIn: number;
  readonly #awaitsRoom: boolean;
  readonly #returnTo: number | undefined;
  /** Location of each element before, by its id, and of each link after. */
  readonly #pickupOf: (from: string) => number;
  readonly #drops: readonly number[];
  readonly #choice: DropChoice;
  readonly #loadTime: Sampler;
  readonly #unloadTime: Sampler;
  readonly #self = new Stateful(STARVED);
  readonly #clock: StateClock;
  readonly #contents: ContentClock;
  /** By index of the vehicle. */
  readonly #loads = new Map<number, Load>();
  /** Orders whose vehicle has not come yet, by location. */
  readonly #ordered = new Map<number, number>();

  constructor(transport: Transport, context: BuildContext) {
    const { kernel, port } = context;
    this.id = transport.id;
    this.#context = context;
    this.#kernel = kernel;
    this.#port = port;
    const fleet = context.fleet(transport.fleet);
    this.#fleet = fleet;
    fleet.join(this);
    this.#partsPerTrip = Math.min(transport.partsPerTrip ?? fleet.capacity, fleet.capacity);
    this.#priority = transport.priority ?? 0;
    this.#dueIn = transport.dueIn ?? 0;
    this.#awaitsRoom = transport.awaitsRoom === true;
    if (this.#awaitsRoom) for (const { to } of port.links) (to.forks ??= []).push(port);
    const place = (name: string): number => fleet.ways.place(name);
    const { pickup, drop } = transport;
    this.#returnTo = transport.returnTo === undefined ? undefined : place(transport.returnTo);
    this.#pickupOf = (from) => place(typeof pickup === "string" ? pickup : (pickup[from] as string));
    this.#drops = port.links.map(({ to }) =>
      place(typeof drop === "string" ? drop : (drop[to.id] as string)),
    );
    this.#choice = new DropChoice(transport.routing, context);
    const sampler = (duration: Duration = 0, purpose: string): Sampler =>
      new Sampler(asDistribution(duration), context.stream(purpose));
    this.#loadTime = sampler(transport.loadTime, "loadTime");
    this.#unloadTime = sampler(transport.unloadTime, "unloadTime");
    this.#clock = context.power?.clock([this.#self]) ?? new StateClock(kernel, [this.#self]);
    this.#contents = new ContentClock(kernel);
    port.room = UNLIMITED;
    port.choosy = true;
    port.countsWaiting = true;
  }

  start(): void {}

  /** Parts wait where they are until a vehicle stands there. */
  accepts(): boolean {
    return false;
  }

  offersRoom(): boolean {
    return true;
  }

  /** Keeps as many orders as the parts that wait need. */
  settle(): void {
    this.#recall();
    const wanted = new Map<number, number>();
    for (let link = this.#port.waitHead; link !== undefined; link = link.waitNext) {
      const at = this.#pickupOf(link.from.id);
      wanted.set(at, (wanted.get(at) ?? 0) + waitingOn(link));
    }
    let room = this.#awaitsRoom ? this.#room() : Infinity;
    for (const [at, parts] of wanted) {
      const brought = Math.min(parts, room);
      room -= brought;
      this.#order(at, Math.ceil(brought / this.#partsPerTrip));
    }
    for (const at of this.#ordered.keys()) if (!wanted.has(at)) this.#order(at, 0);
    this.#showState();
  }

  onArrived(vehicle: Vehicle): void {
    const load = this.#loads.get(vehicle.index);
    if (load !== undefined) {
      this.#fleet.handle(vehicle, this.#unloadTime.next(), false);
      return;
    }
    this.#changeOrdered(vehicle.at, -1);
    if (this.#board(vehicle)) this.#fleet.handle(vehicle, this.#loadTime.next(), true);
    else this.#fleet.release(vehicle);
    this.#showState();
  }

  onHandled(vehicle: Vehicle): void {
    const load = this.#loads.get(vehicle.index) as Load;
    if (vehicle.loading) this.#fleet.drive(vehicle, this.#drops[load.drop] as number, true);
    else this.#deliver(vehicle, load);
    this.#showState();
  }

  stepAside(vehicle: Vehicle): void {
    const load = this.#loads.get(vehicle.index) as Load;
    const queue = this.#port.queues[load.drop] as OutputQueue;
    load.unloaded = false;
    load.aside = true;
    this.#watchRoom(load);
    for (const part of load.parts) this.#kernel.flow.remove(queue, part);
    this.#kernel.flow.present(queue);
    this.#showState();
  }

  onAside(): void {
    this.#kernel.wake(this.#port);
  }

  awaitSameRoom(coming: Vehicle, standing: Vehicle): boolean {
    const drop = this.#loads.get(coming.index)?.drop;
    return drop !== undefined && drop === this.#loads.get(standing.index)?.drop;
  }

  arrive(part: Part): void {
    this.#port.content++;
    part.since = this.#kernel.now;
  }

  depart(part: Part): void {
    const load = this.#loads.get(part.server) as Load;
    load.parts.splice(load.parts.indexOf(part), 1);
    this.#port.content--;
    this.#contents.leave(load.since);
    if (load.parts.length > 0) return;
    this.#loads.delete(part.server);
    this.#fleet.release(this.#fleet.vehicles[part.server] as Vehicle, this.#returnTo);
    this.#showState();
  }

  onTimer(): void {}

  state(): number {
    return this.#self.state;
  }

  content(): number {
    return this.#port.content;
  }

  progress(): number {
    return Number.NaN;
  }

  finished(): number {
    return this.#contents.total;
  }

  resetStatistics(): void {
    this.#clock.reset();
    this.#contents.reset(this.#arrivals());
  }

  report(tables: ResultTables, id: string): void {
    const states = this.#clock.shares();
    tables.stations[id] = {
      states,
      utilisation: states.working,
      finished: this.#contents.left,
      meanContent: this.#contents.mean(this.#arrivals()),
      maxContent: this.#contents.max,
      failures: 0,
    };
  }

  get fleetId(): string {
    return this.#fleet.port.id;
  }

  vehicleOf(part: string): string | undefined {
    for (const [vehicle, { parts }] of this.#loads)
      if (parts.some(({ source, serial }) => `${source.id}#${serial}` === part))
        return this.#fleet.vehicles[vehicle]?.name;
    return undefined;
  }

  writeMovers(sink: MoverSink): void {
    let slot = 0;
    for (const [index, { parts }] of this.#loads) {
      const pose = this.#fleet.pose(this.#fleet.vehicles[index] as Vehicle);
      parts.forEach((part, i) => {
        if (pose === undefined) sink.inSlot(part, slot++, Math.max(this.#port.content, 4));
        else sink.onVehicle(part, pose, i, this.#fleet.deck);
      });
    }
  }

  save(): ElementState {
    const { ways } = this.#fleet;
    return {
      loads: [...this.#loads].map(([vehicle, { parts, since, drop, unloaded, aside }]) => ({
        vehicle,
        since,
        drop,
        unloaded,
        ...(aside ? { aside } : {}),
        // Unloaded parts stand in the queues.
        parts: unloaded ? [] : parts.map((part) => this.#context.savePart(part)),
      })),
      queues: saveQueues(this.#context),
      vehicles: this.#port.queues.map((queue) => Array.from(partsIn(queue), ({ server }) => server)),
      ordered: Object.fromEntries([...this.#ordered].map(([at, count]) => [ways.name(at), count])),
      choice: this.#choice.save(),
      times: [this.#loadTime.save(), this.#unloadTime.save()],
      clock: this.#clock.save(),
      content: this.#contents.save(),
    };
  }

  restore(state: ElementState): void {
    this.#loads.clear();
    for (const { vehicle, since, drop, unloaded, aside = false, parts } of state["loads"] as SavedLoad[]) {
      const restored = parts.map((saved) => this.#context.restorePart(saved));
      for (const part of restored) part.server = vehicle;
      const load = { parts: restored, since, drop, unloaded, aside };
      this.#loads.set(vehicle, load);
      if (aside) this.#watchRoom(load);
    }
    const vehicles = state["vehicles"] as number[][];
    restoreQueues(this.#context, state["queues"] as SavedQueues, (part, queue, place) => {
      part.server = vehicles[queue]?.[place] as number;
      this.#loads.get(part.server)?.parts.push(part);
    });
    this.#ordered.clear();
    for (const [name, count] of Object.entries(state["ordered"] as Record<string, number>))
      this.#ordered.set(this.#fleet.ways.place(name), count);
    this.#choice.restore(state["choice"] as ReturnType<DropChoice["save"]>);
    const [loadTime, unloadTime] = state["times"] as [SamplerState, SamplerState];
    this.#loadTime.restore(loadTime);
    this.#unloadTime.restore(unloadTime);
    this.#clock.restore(state["clock"] as StateClockState);
    this.#contents.restore(state["content"] as ContentState);
    this.#port.room = UNLIMITED;
  }

  #order(at: number, wanted: number): void {
    let have = this.#ordered.get(at) ?? 0;
    for (; have < wanted; have++) {
      this.#changeOrdered(at, 1);
      this.#fleet.order(this, at, this.#priority, this.#dueIn);
    }
    for (; have > wanted; have--) {
      // A vehicle that is on its way comes, and finds out there.
      if (!this.#fleet.cancel(this, at)) return;
      this.#changeOrdered(at, -1);
    }
  }

  #changeOrdered(at: number, change: 1 | -1): void {
    const count = (this.#ordered.get(at) ?? 0) + change;
    if (count > 0) this.#ordered.set(at, count);
    else this.#ordered.delete(at);
  }

  /** Takes the parts of one trip that wait here. @returns whether there was one */
  #board(vehicle: Vehicle): boolean {
    const { flow } = this.#kernel;
    const parts: Part[] = [];
    let drop = -1;
    const most = this.#awaitsRoom
      ? Math.max(1, Math.min(this.#partsPerTrip, this.#room()))
      : this.#partsPerTrip;
    while (parts.length < most) {
      const link = this.#nextAt(vehicle.at, drop);
      if (link === undefined) break;
      if (drop < 0) drop = this.#choice.choose(link.queue.head as Part, this.#underWay());
      const part = flow.take(link);
      part.server = vehicle.index;
      this.arrive(part);
      if (this.#kernel.trace !== undefined) this.#kernel.log(this.#port.index, "start", part);
      parts.push(part);
    }
    if (parts.length === 0) return false;
    this.#contents.max = Math.max(this.#contents.max, this.#port.content);
    this.#loads.set(vehicle.index, { parts, since: this.#kernel.now, drop, unloaded: false, aside: false });
    return true;
  }

  /** The link whose part waits longest at a location, and goes to that drop where one is given. */
  #nextAt(at: number, drop: number): Link | undefined {
    for (let link = this.#port.waitHead; link !== undefined; link = link.waitNext) {
      if (this.#pickupOf(link.from.id) !== at) continue;
      if (drop < 0 || this.#choice.joins(link.queue.head as Part, drop)) return link;
    }
    return undefined;
  }

  /** Sends vehicles that made way back to their drops, as far as there is room beyond loads under way there. */
  #recall(): void {
    for (const [index, load] of this.#loads) {
      if (!load.aside) continue;
      const link = this.#port.links[load.drop] as Link;
      const coming = [...this.#loads.values()].filter(({ drop, aside }) => drop === load.drop && !aside);
      if (link.to.room <= coming.reduce((sum, { parts }) => sum + parts.length, 0)) continue;
      load.aside = false;
      this.#unwatchRoom(load);
      const vehicle = this.#fleet.vehicles[index] as Vehicle;
      const drop = this.#drops[load.drop] as number;
      if (vehicle.moving || vehicle.at !== drop) this.#fleet.drive(vehicle, drop, true);
      else {
        this.#fleet.stay(vehicle);
        this.#deliver(vehicle, load);
      }
    }
  }

  /** Wants to settle when there is room at the drop of a load. */
  #watchRoom({ drop }: Load): void {
    const { to } = this.#port.links[drop] as Link;
    if (to.forks?.includes(this.#port) !== true) (to.forks ??= []).push(this.#port);
  }

  /** No load of this drop stands aside any more: as a restored run, it is not woken for it. */
  #unwatchRoom({ drop }: Load): void {
    if (this.#awaitsRoom || [...this.#loads.values()].some((load) => load.aside && load.drop === drop))
      return;
    const { forks = [] } = (this.#port.links[drop] as Link).to;
    forks.splice(forks.indexOf(this.#port), 1);
  }

  /** Room at all drops beyond what loads under way need. */
  #room(): number {
    const underWay = this.#underWay();
    return this.#port.links.reduce(
      (sum, { to }, i) => sum + Math.max(0, to.room - (underWay[i] as number)),
      0,
    );
  }

  #underWay(): number[] {
    const counts = this.#drops.map(() => 0);
    for (const { drop, parts } of this.#loads.values()) (counts[drop] as number) += parts.length;
    return counts;
  }

  /** Hands the parts over as far as there is room; the vehicle stays until all are gone. */
  #deliver(vehicle: Vehicle, load: Load): void {
    const kernel = this.#kernel;
    const { flow } = kernel;
    const { cause } = kernel;
    const queue = this.#port.queues[load.drop] as OutputQueue;
    load.unloaded = true;
    this.#fleet.hold(vehicle);
    for (const part of load.parts.slice()) {
      part.since = kernel.now;
      if (kernel.trace !== undefined) kernel.log(this.#port.index, "finish", part);
      const link = flow.opening(queue, part);
      if (link === undefined) flow.wait(queue, part);
      else {
        flow.announce(part, link);
        this.depart(part);
        flow.hand(part, link);
      }
      kernel.cause = cause;
    }
    if (this.#loads.get(vehicle.index) === load) this.#fleet.stuck();
  }

  /** When each part inside was loaded, µs. */
  #arrivals(): Micros[] {
    return [...this.#loads.values()].flatMap(({ parts, since }) => parts.map(() => since));
  }

  #showState(): void {
    this.#clock.change(this.#self, this.#stateNow());
  }

  #stateNow(): number {
    const loads = [...this.#loads.values()];
    if (loads.some(({ unloaded, aside }) => !unloaded && !aside)) return WORKING;
    if (loads.length > 0) return BLOCKED;
    return this.#port.waitHead === undefined ? STARVED : WAITING;
  }
}

/** Parts that wait on a link: all of its queue where nobody else can get them. */
function waitingOn({ queue }: Link): number {
  return queue.only === undefined ? 1 : queue.count;
}

type SavedLoad = {
  vehicle: number;
  since: Micros;
  drop: number;
  unloaded: boolean;
  /** Only where it is so. */
  aside?: boolean;
  parts: PartState[];
};

export function buildTransport(element: Transport, context: BuildContext): ElementModel {
  return new TransportModel(element, context);
}
