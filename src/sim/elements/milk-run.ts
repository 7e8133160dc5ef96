import { asDistribution } from "../../plant/as-distribution.ts";
import type { Duration } from "../../plant/distribution.ts";
import type { MilkRun } from "../../plant/elements/milk-run.ts";
import { toMicros, toSeconds, type Micros } from "../../base/units.ts";
import { PAUSED, STARVED, WAITING, WORKING } from "../../plant/states.ts";
import type { Timer } from "../kernel/event-calendar.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { type Part, type PartState, WORKPIECE } from "../kernel/parts.ts";
import type { Link, Port } from "../kernel/ports.ts";
import { Sampler, type SamplerState } from "../kernel/sampler.ts";
import { Departures } from "../milk-run/departures.ts";
import { LapStatistics, type LapStatisticsState } from "../milk-run/lap-statistics.ts";
import { type Task, tasksOf } from "../milk-run/route.ts";
import { Shelves } from "../milk-run/shelves.ts";
import { type Item, TrainLoad } from "../milk-run/train-load.ts";
import { restoreTrip, type SavedTrip, saveTrip, type Trip } from "../milk-run/trip.ts";
import type { FleetModel } from "../resources/fleet.ts";
import type { OrderClient, Vehicle } from "../resources/vehicle.ts";
import { ContentClock, type ContentState } from "../statistics/content-clock.ts";
import { StateClock, type StateClockState, Stateful } from "../statistics/state-clock.ts";
import type { DeliveryStatus } from "../trace/condition.ts";
import type { BuildContext, ElementModel, ElementState, MoverSink, ResultTables } from "./element.ts";
import { restoreQueues, type SavedQueues, saveQueues } from "./queue-state.ts";
import type { ShiftCalendar } from "./shift-calendar.ts";

/** More than ever waits: what waits is fetched, and nothing comes in by itself. */
const UNLIMITED = 2 ** 30;
/** A train that is back at the very instant of a departure is in time. */
const DEPARTURE_PRIORITY = 1;
/** After all that could give a departure its train at that instant. */
const DROP_PRIORITY = 4;
/** Codes of its timers. */
const [DEPARTURE, DROP, WITHIN] = [0, 1, 2] as const;
/** Departures to come that are told. */
const TOLD = 4;

/**
 * A milk run that runs (SPEC MR1 to MR18): orders trains of its fleet by its timetable, and leads them from stop to stop.
 * One file a little longer than others, because what a train does at one stop leads to what it does at the next.
 */
class MilkRunModel implements ElementModel, OrderClient {
  readonly id: string;
  readonly #milkRun: MilkRun;
  readonly #context: BuildContext;
  readonly #kernel: Kernel;
  readonly #port: Port;
  readonly #fleet: FleetModel;
  readonly #stops: readonly number[];
  readonly #tasks: readonly Task[];
  readonly #departures: Departures;
  readonly #calendar: ShiftCalendar | undefined;
  readonly #timers: readonly [Timer, Timer, Timer];
  readonly #loadTime: Sampler;
  readonly #unloadTime: Sampler;
  readonly #stopTimes: readonly Sampler[];
  readonly #self = new Stateful(STARVED);
  readonly #clock: StateClock;
  readonly #contents: ContentClock;
  readonly #laps: LapStatistics;
  readonly #loads: readonly TrainLoad[];
  /** By index of the vehicle. */
  readonly #trips = new Map<number, Trip>();
  /** Departures whose train is not there yet, µs; −1 where nothing says when. */
  readonly #due: Micros[] = [];
  /** Since when something waits for a departure on demand, µs; −1 while nothing does. */
  #waitsSince: Micros = -1;
  #shelves: Shelves;

  constructor(milkRun: MilkRun, context: BuildContext) {
    const { kernel, port } = context;
    this.id = milkRun.id;
    this.#milkRun = milkRun;
    this.#context = context;
    this.#kernel = kernel;
    this.#port = port;
    this.#fleet = context.fleet(milkRun.fleet);
    this.#fleet.join(this);
    this.#stops = milkRun.stops.map(({ at }) => this.#fleet.ways.place(at));
    this.#tasks = tasksOf(milkRun, context, () => kernel.wake(port));
    this.#departures = new Departures(milkRun.timetable);
    this.#calendar = milkRun.calendar === undefined ? undefined : context.calendar(milkRun.calendar);
    this.#calendar?.join({ onShift: () => kernel.wake(port) });
    this.#timers = [
      context.timer(this, "departure", DEPARTURE),
      context.timer(this, "drop", DROP),
      context.timer(this, "within", WITHIN),
    ];
    const sampler = (duration: Duration = 0, purpose: string): Sampler =>
      new Sampler(asDistribution(duration), context.stream(purpose));
    this.#loadTime = sampler(milkRun.loadTime, "loadTime");
    this.#unloadTime = sampler(milkRun.unloadTime, "unloadTime");
    this.#stopTimes = milkRun.stops.map(({ time }, i) => sampler(time, `stop/${i}`));
    this.#clock = context.power?.clock([this.#self]) ?? new StateClock(kernel, [this.#self]);
    this.#contents = new ContentClock(kernel);
    this.#laps = new LapStatistics(toMicros(milkRun.tolerance ?? 0));
    const volumes = context.plant.products.map(({ size }) =>
      size === undefined ? 0 : size[0] * size[1] * size[2],
    );
    const fleet = context.plant.resources?.find(({ id }) => id === milkRun.fleet);
    this.#loads =
      fleet?.kind === "fleet"
        ? this.#fleet.vehicles.map(() => new TrainLoad(fleet, (part) => volumes[ownProduct(part)] as number))
        : [];
    this.#shelves = new Shelves(kernel, [], () => false);
    port.room = UNLIMITED;
    port.choosy = true;
    port.countsWaiting = this.#onCall;
  }

  meet(inputs: readonly Link[]): void {
    const kinds = new Map(this.#context.plant.elements.map(({ id, kind }) => [id, kind]));
    this.#shelves = new Shelves(this.#kernel, inputs, (id) => kinds.get(id) === "buffer");
  }

  start(): void {
    this.#scheduleAfter(0);
  }

  /** Parts wait where they are until a train fetches them. */
  accepts(): boolean {
    return false;
  }

  offersRoom(): boolean {
    return true;
  }

  settle(): void {
    if (this.#onCall) this.#call();
    this.#showState();
  }

  onTimer({ code }: Timer): void {
    const { now } = this.#kernel;
    if (code === DEPARTURE) {
      this.#scheduleAfter(now + 1);
      if (this.#works) this.#fallDue(now);
    } else if (code === DROP) {
      if (!this.#fleet.cancel(this, this.#stops[0] as number)) return;
      this.#laps.missed(this.#due.pop() as number);
    } else this.#kernel.wake(this.#port);
    this.#showState();
  }

  onArrived(vehicle: Vehicle): void {
    const trip = this.#trips.get(vehicle.index);
    if (trip === undefined) this.#begin(vehicle);
    else this.#unload(vehicle, trip);
    this.#showState();
  }

  onHandled(vehicle: Vehicle): void {
    const trip = this.#trips.get(vehicle.index) as Trip;
    if (trip.looks) {
      trip.looks = false;
      this.#load(vehicle, trip);
    } else if (vehicle.loading) this.#leave(vehicle, trip);
    else {
      this.#deliver(vehicle);
      if (trip.place === this.#stops.length) this.#end(vehicle, trip);
      else {
        trip.looks = true;
        this.#fleet.handle(vehicle, 0, true);
      }
    }
    this.#showState();
  }

  arrive(): void {
    this.#port.content++;
    this.#contents.max = Math.max(this.#contents.max, this.#port.content);
  }

  /** No part stands in its queues: what finds no room stays on the train. */
  depart(): void {}

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
    this.#laps.reset();
    for (const { use } of this.#tasks) use?.resetStatistics();
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
      milkRun: {
        ...this.#laps.report(),
        waiting: this.#due.filter((due) => due >= 0).map(toSeconds),
        next: this.#next(),
        pointsOfUse: this.#tasks.flatMap(({ use, link }) =>
          use === undefined
            ? []
            : [
                {
                  to: (this.#port.links[link] as Link).to.id,
                  product: this.#kernel.products[use.product] as string,
                  ...use.report(),
                },
              ],
        ),
      },
    };
  }

  get fleetId(): string {
    return this.#fleet.port.id;
  }

  vehicleOf(part: string): string | undefined {
    const at = this.#loads.findIndex(({ items }) =>
      items.some(({ part: { source, serial } }) => `${source.id}#${serial}` === part),
    );
    return this.#fleet.vehicles[at]?.name;
  }

  /** Why a point of use has not got what it lacks: of several products the one that is missing. */
  deliveryStatus(to: string): DeliveryStatus | undefined {
    const tasks = [...this.#tasks.entries()].filter(
      ([, { use, link }]) => use !== undefined && this.#port.links[link]?.to.id === to,
    );
    const [task, { use, from, product }] = tasks.find(([, { use: one }]) => one?.stock === 0) ??
      tasks[0] ?? [-1, { use: undefined, from: "", product: undefined }];
    if (use === undefined) return undefined;
    const carrier = this.#loads.findIndex((load) => load.count(task) > 0);
    const vehicle = this.#fleet.vehicles[carrier];
    const trip = this.#trips.get(carrier);
    if (vehicle !== undefined && trip !== undefined)
      return { reason: "onTrain", vehicle, stop: this.#stopName(trip.place), late: lateness(trip) };
    if (use.wanted(0) > 0 && this.#shelves.count(from, product) === 0) return { reason: "notInStock", from };
    const [underWay] = this.#trips;
    if (underWay !== undefined)
      return {
        reason: "nextLap",
        vehicle: this.#fleet.vehicles[underWay[0]] as Vehicle,
        stop: this.#stopName(underWay[1].place),
        late: lateness(underWay[1]),
      };
    if (this.#due.length > 0) return { reason: "awaitsTrain" };
    return { reason: "awaitsDeparture", until: this.#next()[0] };
  }

  writeMovers(sink: MoverSink): void {
    const { trailers } = this.#fleet;
    let slot = 0;
    this.#loads.forEach(({ items }, index) => {
      const vehicle = this.#fleet.vehicles[index] as Vehicle;
      for (const { part, trailer, place } of items) {
        const pose = this.#fleet.placeOnTrain(vehicle, trailer, place);
        if (pose === undefined) sink.inSlot(part, slot++, Math.max(this.#port.content, 4));
        else sink.onVehicle(part, pose, trailers === undefined ? place : 0, this.#fleet.deck);
      }
    });
  }

  save(): ElementState {
    return {
      due: [...this.#due],
      waitsSince: this.#waitsSince,
      trips: [...this.#trips].map(([vehicle, trip]) => saveTrip(vehicle, trip)),
      loads: this.#loads.map(({ items }) =>
        items.map(({ part, task, since, trailer, place, isGoing }) => ({
          part: this.#context.savePart(part),
          at: [task, since, trailer, place],
          ...(isGoing ? { isGoing } : {}),
        })),
      ),
      uses: this.#tasks.flatMap(({ use }) => (use === undefined ? [] : [use.save()])),
      queues: saveQueues(this.#context),
      times: [this.#loadTime, this.#unloadTime, ...this.#stopTimes].map((sampler) => sampler.save()),
      clock: this.#clock.save(),
      content: this.#contents.save(),
      laps: this.#laps.save(),
    };
  }

  restore(state: ElementState): void {
    this.#due.splice(0, Infinity, ...(state["due"] as number[]));
    this.#waitsSince = state["waitsSince"] as number;
    this.#trips.clear();
    for (const saved of state["trips"] as SavedTrip[]) this.#trips.set(saved.vehicle, restoreTrip(saved));
    (state["loads"] as SavedItem[][]).forEach((items, vehicle) => {
      const restored = items.map(({ part, at: [task, since, trailer, place], isGoing = false }): Item => {
        return { part: this.#context.restorePart(part), task, since, trailer, place, isGoing };
      });
      this.#loads[vehicle]?.items.splice(0, Infinity, ...restored);
    });
    const uses = this.#tasks.flatMap(({ use }) => use ?? []);
    (state["uses"] as number[][]).forEach((saved, i) => uses[i]?.restore(saved));
    restoreQueues(this.#context, state["queues"] as SavedQueues);
    const samplers = [this.#loadTime, this.#unloadTime, ...this.#stopTimes];
    (state["times"] as SamplerState[]).forEach((saved, i) => samplers[i]?.restore(saved));
    this.#clock.restore(state["clock"] as StateClockState);
    this.#contents.restore(state["content"] as ContentState);
    this.#laps.restore(state["laps"] as LapStatisticsState);
    this.#port.room = UNLIMITED;
  }

  /** Departures to come, s. */
  #next(): number[] {
    const next: number[] = [];
    const [timer] = this.#timers;
    let at = timer.pending ? timer.time : Infinity;
    for (; at !== Infinity && next.length < TOLD; at = this.#departures.from(at + 1))
      next.push(toSeconds(at));
    return next;
  }

  /** Trains depart when something happens, not when the clock says. */
  get #onCall(): boolean {
    const { by } = this.#milkRun.timetable;
    return by === "demand" || by === "continuous";
  }

  /** A departure at the very start of a shift is in it, one at its very end is not. */
  get #works(): boolean {
    return this.#calendar === undefined || this.#calendar.workingUntil() > this.#kernel.now;
  }

  get #skips(): boolean {
    return this.#milkRun.skipsStops === true;
  }

  #scheduleAfter(time: Micros): void {
    const [timer] = this.#timers;
    const next = this.#departures.from(time);
    if (next === Infinity) return;
    timer.time = next;
    this.#kernel.schedule(timer, DEPARTURE_PRIORITY);
  }

  #fallDue(now: Micros): void {
    if (this.#milkRun.whenLate === "skips") {
      this.#order(now);
      const [, drop] = this.#timers;
      drop.time = now;
      this.#kernel.schedule(drop, DROP_PRIORITY);
    } else if (this.#fleet.waitingOf(this) > 0) this.#laps.missed(now);
    else this.#order(now);
  }

  /** @param due µs; −1 where nothing says when it should depart */
  #order(due: Micros): void {
    this.#due.push(due);
    this.#fleet.order(this, this.#stops[0] as number);
  }

  /** Orders trains that depart on demand or continuously. */
  #call(): void {
    if (this.#calendar?.working === false) return;
    const { timetable } = this.#milkRun;
    const { now, calendar } = this.#kernel;
    const [, , timer] = this.#timers;
    const underWay = this.#trips.size + this.#due.length;
    if (timetable.by === "continuous") {
      if (this.#skips && this.#signals() === 0) return;
      for (let i = underWay; i < this.#fleet.vehicles.length; i++) this.#order(-1);
      return;
    }
    if (timetable.by !== "demand" || underWay > 0) return;
    const signals = this.#signals();
    const within = timetable.within === undefined ? Infinity : toMicros(timetable.within);
    if (signals > 0 && this.#waitsSince < 0) {
      this.#waitsSince = now;
      timer.time = now + within;
      if (within !== Infinity) this.#kernel.schedule(timer, DEPARTURE_PRIORITY);
    }
    const isDue = signals >= timetable.signals || (signals > 0 && now >= this.#waitsSince + within);
    if (signals > 0 && !isDue) return;
    this.#waitsSince = -1;
    calendar.cancel(timer);
    if (isDue) this.#order(now);
  }

  /** Cards, containers that are wanted and there, and things to take back. */
  #signals(): number {
    return this.#tasks.reduce((sum, task) => sum + this.#toDo(task) + (task.use?.pending ?? 0), 0);
  }

  /** What a lap that begins now would find to do. */
  #toDo({ use, from, product }: Task): number {
    const there = this.#shelves.count(from, product);
    return use === undefined ? there : use.box + Math.max(0, Math.min(use.wanted(0), there));
  }

  /** A train stands at the first stop, and a lap begins. */
  #begin(vehicle: Vehicle): void {
    const kernel = this.#kernel;
    const due = this.#due.shift() ?? -1;
    const { items } = this.#loads[vehicle.index] as TrainLoad;
    for (const { use } of this.#tasks) use?.depart();
    if (this.#skips && items.length === 0 && this.#tasks.every((task) => this.#toDo(task) === 0)) {
      this.#laps.count("withoutDemand");
      this.#fleet.release(vehicle);
      kernel.wake(this.#port);
      return;
    }
    this.#laps.departed(due, kernel.now);
    if (kernel.trace !== undefined) kernel.log(this.#port.index, "depart", undefined, vehicle.name);
    const trip: Trip = {
      due,
      began: kernel.now,
      place: 0,
      most: items.length,
      looks: false,
      cards: this.#tasks.map(() => 0),
    };
    this.#trips.set(vehicle.index, trip);
    this.#load(vehicle, trip);
  }

  /** Takes what is wanted and there at this stop, as far as there are places on the train. */
  #load(vehicle: Vehicle, trip: Trip): void {
    const load = this.#loads[vehicle.index] as TrainLoad;
    const before = load.items.length;
    let duration = trip.place === 0 ? (this.#stopTimes[0] as Sampler).next() : 0;
    for (const [i, task] of this.#tasks.entries())
      if (task.fromStop === trip.place) this.#fetch(task, i, load, vehicle.index);
    for (let i = before; i < load.items.length; i++) duration += this.#loadTime.next();
    trip.most = Math.max(trip.most, load.items.length);
    if (load.items.length === before && trip.place > 0) this.#leave(vehicle, trip);
    else this.#fleet.handle(vehicle, duration, true);
  }

  #fetch({ use, from, product }: Task, task: number, load: TrainLoad, train: number): void {
    const kernel = this.#kernel;
    let wanted = use?.wanted(load.count(task)) ?? Infinity;
    for (; wanted > 0; wanted--) {
      const found = this.#shelves.first(from, product);
      if (found === undefined) {
        if (use !== undefined) this.#laps.count("notInStock", wanted);
        return;
      }
      const { part } = found;
      if (!load.fits(part)) {
        this.#laps.count("leftBehind", Math.min(wanted, this.#shelves.count(from, product)));
        return;
      }
      this.#shelves.take(found);
      this.arrive();
      part.since = kernel.now;
      part.server = train;
      if (kernel.trace !== undefined) kernel.log(this.#port.index, "start", part);
      load.add(part, task, kernel.now);
      use?.loaded();
    }
  }

  /** Takes the cards along and drives on. */
  #leave(vehicle: Vehicle, trip: Trip): void {
    this.#collect(trip, trip.place);
    const count = this.#stops.length;
    let next = trip.place + 1;
    for (; this.#skips && next < count && !this.#isNeeded(next, vehicle.index); next++)
      this.#laps.count("stopsSkipped");
    trip.place = next;
    const { items } = this.#loads[vehicle.index] as TrainLoad;
    this.#fleet.drive(vehicle, this.#stops[next % count] as number, items.length > 0);
  }

  #collect(trip: Trip, stop: number): void {
    for (const [i, { use, toStop }] of this.#tasks.entries())
      if (use !== undefined && toStop === stop) (trip.cards[i] as number) += use.collect();
  }

  /** Whether there is something to unload, to load, or a card to take along. */
  #isNeeded(stop: number, train: number): boolean {
    const load = this.#loads[train] as TrainLoad;
    return this.#tasks.some((task, i) => {
      const { use, fromStop, toStop, from, product } = task;
      if (toStop === stop && (load.count(i) > 0 || (use?.box ?? 0) > 0)) return true;
      if (fromStop !== stop || this.#shelves.count(from, product) === 0) return false;
      return use === undefined || use.wanted(load.count(i)) > 0;
    });
  }

  /** Begins to unload what goes to this stop and finds room there now. */
  #unload(vehicle: Vehicle, trip: Trip): void {
    const count = this.#stops.length;
    const isBack = trip.place === count;
    if (!isBack) this.#laps.count("stopsServed");
    let duration = isBack ? 0 : (this.#stopTimes[trip.place] as Sampler).next();
    const going = new Map<number, number>();
    for (const item of (this.#loads[vehicle.index] as TrainLoad).items) {
      const { link, toStop } = this.#tasks[item.task] as Task;
      if (toStop !== trip.place % count) continue;
      const before = going.get(link) ?? 0;
      item.isGoing = (this.#port.links[link] as Link).to.room > before;
      if (item.isGoing) {
        going.set(link, before + 1);
        duration += this.#unloadTime.next();
      } else this.#laps.count("noRoom");
    }
    this.#fleet.handle(vehicle, duration, false);
  }

  /** Hands over what was unloaded; what finds no room after all stays on the train. */
  #deliver(vehicle: Vehicle): void {
    const kernel = this.#kernel;
    const { flow, cause } = kernel;
    const load = this.#loads[vehicle.index] as TrainLoad;
    for (const item of load.items.filter(({ isGoing }) => isGoing)) {
      const { part, since } = item;
      const { use, link: at } = this.#tasks[item.task] as Task;
      const link = flow.opening((this.#port.links[at] as Link).queue, part);
      item.isGoing = false;
      if (link === undefined) {
        this.#laps.count("noRoom");
        continue;
      }
      part.since = kernel.now;
      if (kernel.trace !== undefined) kernel.log(this.#port.index, "finish", part);
      flow.announce(part, link);
      load.remove(item);
      this.#port.content--;
      this.#contents.leave(since);
      this.#laps.count(use === undefined ? "returned" : "delivered");
      use?.unloaded();
      flow.hand(part, link);
      kernel.cause = cause;
    }
  }

  #end(vehicle: Vehicle, trip: Trip): void {
    const kernel = this.#kernel;
    this.#collect(trip, 0);
    for (const [i, { use }] of this.#tasks.entries()) use?.handIn(trip.cards[i] as number);
    this.#laps.ended(trip.began, kernel.now, trip.most / this.#fleet.capacity);
    this.#trips.delete(vehicle.index);
    this.#fleet.release(vehicle);
    kernel.wake(this.#port);
  }

  #stopName(place: number): string {
    return this.#fleet.ways.name(this.#stops[place % this.#stops.length] as number);
  }

  /** When each container inside was loaded, µs. */
  #arrivals(): Micros[] {
    return this.#loads.flatMap(({ items }) => items.map(({ since }) => since));
  }

  #showState(): void {
    this.#clock.change(this.#self, this.#stateNow());
  }

  #stateNow(): number {
    if (this.#trips.size > 0) return WORKING;
    if (this.#due.length > 0) return WAITING;
    return this.#calendar?.working === false ? PAUSED : STARVED;
  }
}

/** How much too late a lap began, s; undefined where nothing says when. */
function lateness({ due, began }: Trip): number | undefined {
  return due < 0 ? undefined : toSeconds(began - due);
}

/** A container counts by its own size, whatever is in it. */
function ownProduct({ product, extra }: Part): number {
  return extra === undefined || extra.role === WORKPIECE ? product : extra.own;
}

type SavedItem = {
  part: PartState;
  at: [task: number, since: Micros, trailer: number, place: number];
  isGoing?: boolean;
};

export function buildMilkRun(element: MilkRun, context: BuildContext): ElementModel {
  return new MilkRunModel(element, context);
}
