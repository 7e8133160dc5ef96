import { defined } from "../../base/assert.ts";
import { toSeconds, type Micros } from "../../base/units.ts";
import type { Storage } from "../../plant/elements/storage.ts";
import { asDistribution } from "../../plant/as-distribution.ts";
import { placePoint, rackGeometry, type RackGeometry } from "../../plant/rack-geometry.ts";
import type { Timer } from "../kernel/event-calendar.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Part } from "../kernel/parts.ts";
import type { Link, OutputQueue, Port } from "../kernel/ports.ts";
import { Sampler } from "../kernel/sampler.ts";
import { ContentClock, type ContentState } from "../statistics/content-clock.ts";
import { ContentHistogram, type HistogramState } from "../statistics/content-histogram.ts";
import { StateClock, type StateClockState } from "../statistics/state-clock.ts";
import type { Condition, Need } from "../trace/condition.ts";
import { Aisle, craneCondition, type SavedAisle, type SavedUnit } from "../storage/aisle.ts";
import { Asking, type AskingState } from "../storage/asking.ts";
import { Crane, type CraneMaster } from "../storage/crane.ts";
import { PlaceChoice } from "../storage/place-choice.ts";
import { type Channel, ENTRY, EXIT, Rack, type Unit } from "../storage/rack.ts";
import { StorageStatistics, type StorageStatisticsState } from "../storage/storage-statistics.ts";
import type { BuildContext, ElementModel, ElementState, MoverSink, ResultTables } from "./element.ts";
import { partsIn, restoreQueues, type SavedQueues, saveQueues } from "./queue-state.ts";
import { Stops } from "./stops.ts";

/** Metres between parts that wait at the entry or the exit, as drawn. */
const WAITING_PITCH = 1;

/** A high-bay storage that runs (SPEC H3 to H15). */
class StorageModel implements ElementModel, CraneMaster {
  readonly #context: BuildContext;
  readonly #kernel: Kernel;
  readonly #port: Port;
  readonly #storage: Storage;
  readonly #aisles: readonly Aisle[];
  readonly #racks: readonly Rack[];
  readonly #choice: PlaceChoice;
  readonly #asking: Asking;
  readonly #entryPlaces: number;
  readonly #exitPlaces: number;
  readonly #contents: ContentClock;
  readonly #histogram: ContentHistogram;
  readonly #statistics: StorageStatistics;
  readonly #clocks: readonly StateClock[];
  readonly #geometry: RackGeometry;
  /** Parts that stand at the exits. */
  readonly #atExit = new Map<Part, Unit>();
  /** Parts inside by product and aisle, for the rules by which aisles are chosen. */
  readonly #inAisle: number[][];
  #stored = 0;
  #turn = 0;

  constructor(storage: Storage, context: BuildContext) {
    const { kernel, port } = context;
    this.#context = context;
    this.#kernel = kernel;
    this.#port = port;
    this.#storage = storage;
    this.#entryPlaces = storage.entryPlaces ?? 1;
    this.#exitPlaces = storage.exitPlaces ?? 1;
    this.#racks = Array.from({ length: storage.aisles ?? 1 }, () => new Rack(storage));
    this.#aisles = this.#racks.map((rack, i) => new Aisle(i, rack));
    for (const aisle of this.#aisles) aisle.crane = this.#crane(aisle);
    this.#choice = new PlaceChoice(storage, this.#racks, context);
    this.#asking = new Asking(storage, context);
    this.#contents = new ContentClock(kernel);
    this.#histogram = new ContentHistogram(kernel);
    this.#statistics = new StorageStatistics(storage, kernel, this.#zonePlaces());
    this.#clocks = this.#aisles.map(({ crane }) => new StateClock(kernel, [crane.server]));
    this.#geometry = rackGeometry(storage);
    this.#inAisle = kernel.products.map(() => this.#aisles.map(() => 0));
    port.room = this.#aisles.length * this.#entryPlaces;
    port.choosy = true;
    for (const { to } of port.links) (to.forks ??= []).push(port);
  }

  start(): void {
    for (const { crane } of this.#aisles) crane.stops?.start();
  }

  accepts(part: Part): boolean {
    return this.#aisles.some((aisle) => this.#canEnter(aisle, part.product));
  }

  settle(): void {
    this.#takeIn();
    this.#ask();
    for (const aisle of this.#aisles) {
      if (!aisle.crane.busy && !aisle.crane.down) this.#begin(aisle);
      this.#show(aisle);
    }
    for (const queue of this.#port.queues) this.#kernel.flow.present(queue);
  }

  arrive(part: Part): void {
    const { now } = this.#kernel;
    const aisle = this.#aisleFor(part.product);
    const unit: Unit = {
      part,
      arrived: now,
      order: -1,
      asked: -1,
      queue: 0,
      aisle: aisle.index,
      channel: -1,
    };
    aisle.entry.push(unit);
    this.#turn = (aisle.index + 1) % this.#aisles.length;
    this.#count(part.product, aisle.index, 1);
    this.#port.room--;
    part.since = now;
    this.#setContent(this.#port.content + 1);
    this.#kernel.wake(this.#port);
  }

  depart(part: Part, link: Link): void {
    const unit = this.#atExit.get(part) as Unit;
    this.#atExit.delete(part);
    (this.#aisles[unit.aisle] as Aisle).outgoing--;
    this.#count(part.product, unit.aisle, -1);
    this.#asking.left(unit, link);
    this.#contents.leave(unit.arrived);
    this.#setContent(this.#port.content - 1);
    this.#kernel.wake(this.#port);
  }

  onTimer(timer: Timer): void {
    const aisle = this.#aisles[timer.code] as Aisle;
    aisle.crane.finishStep();
    this.#show(aisle);
  }

  onPicked({ index }: Crane, at: number): void {
    const kernel = this.#kernel;
    const aisle = this.#aisles[index] as Aisle;
    if (at === ENTRY) {
      const unit = aisle.entry.shift() as Unit;
      aisle.carried = unit;
      this.#statistics.pickedUp(kernel.now - unit.arrived);
      if (kernel.trace !== undefined) kernel.log(this.#port.index, "start", unit.part);
      kernel.flow.release(this.#port, 1);
      kernel.wake(this.#port);
      return;
    }
    const unit = (aisle.rack.channels[at] as Channel).units.pop() as Unit;
    aisle.carried = unit;
    unit.channel = -1;
    if (unit.asked >= 0) aisle.asked.splice(aisle.asked.indexOf(unit), 1);
    this.#statistics.placed(unit.part.product, this.#choice.zone(index, at), -1);
    if (kernel.trace !== undefined)
      kernel.log(this.#port.index, "depart", unit.part, this.#nameOf(index, at));
  }

  onDeposited({ index }: Crane, at: number): void {
    const kernel = this.#kernel;
    const aisle = this.#aisles[index] as Aisle;
    const unit = aisle.carried as Unit;
    aisle.carried = undefined;
    if (at === EXIT) {
      aisle.fetching = undefined;
      this.#statistics.fetched(kernel.now - unit.asked);
      unit.part.since = kernel.now;
      this.#atExit.set(unit.part, unit);
      if (kernel.trace !== undefined) kernel.log(this.#port.index, "finish", unit.part);
      kernel.flow.enqueue(this.#port.queues[unit.queue] as OutputQueue, unit.part);
      kernel.wake(this.#port);
      return;
    }
    const channel = aisle.rack.channels[at] as Channel;
    channel.coming = false;
    channel.units.push(unit);
    unit.channel = at;
    if (unit.order < 0) unit.order = this.#stored++;
    else this.#statistics.relocated();
    this.#statistics.placed(unit.part.product, this.#choice.zone(index, at), 1);
    if (kernel.trace !== undefined)
      kernel.log(this.#port.index, "arrive", unit.part, this.#nameOf(index, at));
  }

  /** The steps are done: it goes on with what it is to fetch, with a second command, or to its place of rest. */
  onFree(crane: Crane): void {
    const aisle = this.#aisles[crane.index] as Aisle;
    const { commands = "dual", rest = "stay" } = this.#storage.crane;
    if (crane.cycle === "store" && commands === "dual") this.#ask();
    const goesOn = aisle.fetching !== undefined || (crane.cycle === "store" && commands === "dual");
    const steps = goesOn ? aisle.fetchSteps(this.#suits) : undefined;
    if (steps !== undefined) {
      if (crane.cycle === "store") crane.cycle = "dual";
      crane.run(steps);
      return;
    }
    if (aisle.fetching !== undefined) {
      // What stood before it cannot be moved now; it is tried again.
      aisle.fetching = undefined;
    }
    const place = rest === "entry" ? ENTRY : EXIT;
    if (rest !== "stay" && crane.cycle !== "none" && crane.at !== place) {
      crane.run([{ act: "drive", at: place }]);
      return;
    }
    if (crane.cycle !== "none") this.#statistics.cycled(crane.cycle, this.#kernel.now - crane.cycleSince);
    crane.cycle = "none";
    this.#kernel.wake(this.#port);
  }

  conditions(): readonly Condition[] {
    return this.#aisles.map((aisle) => craneCondition(aisle));
  }

  craneConditions(side: "entry" | "exit"): readonly Condition[] {
    const waits = ({ entry, asked, fetching }: Aisle): boolean =>
      side === "entry" ? entry.length >= this.#entryPlaces : asked.length > 0 || fetching !== undefined;
    return this.#aisles.filter(waits).map((aisle) => craneCondition(aisle));
  }

  holdsStock(): boolean {
    return this.#racks.some(({ channels }) =>
      channels.some(({ units }) => units.some(({ asked, part }) => asked < 0 && this.#asking.isTurnOf(part))),
    );
  }

  missing(): readonly Need[] {
    return this.#asking.missing(this.#racks);
  }

  state(): number {
    return this.#aisles.find(({ crane }) => crane.busy)?.crane.server.state ?? this.#first.state;
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
    for (const clock of this.#clocks) clock.reset();
    for (const { crane } of this.#aisles) {
      crane.resetStatistics();
      if (crane.stops !== undefined) crane.stops.count = 0;
    }
    this.#contents.reset(this.#arrivals());
    this.#histogram.reset();
    this.#statistics.reset();
  }

  report(tables: ResultTables, id: string, observed: Micros): void {
    const cranes = this.#aisles.map(({ crane }) => crane);
    const failing = cranes.some(({ stops }) => stops !== undefined);
    tables.buffers[id] = {
      meanContent: this.#contents.mean(this.#arrivals()),
      maxContent: this.#contents.max,
      meanWait: toSeconds(this.#contents.meanStay()),
      histogram: this.#histogram.shares(observed),
      entered: this.#contents.entered(this.#port.content),
      left: this.#contents.left,
      storage: {
        ...this.#statistics.report(cranes, this.#clocks),
        ...(failing ? { failures: cranes.reduce((sum, { stops }) => sum + (stops?.count ?? 0), 0) } : {}),
      },
    };
  }

  writeMovers(sink: MoverSink): void {
    const { aisles, front } = this.#geometry;
    const { entry = { x: 0, z: 0 }, exit = entry } = this.#storage;
    const floor = this.#geometry.floor;
    const side = this.#geometry.aisleWidth / 2 + this.#geometry.placeDepth / 2;
    const exits = this.#aisles.map(() => 0);
    for (const [part, { aisle }] of this.#atExit) {
      const x = front + exit.x - WAITING_PITCH * (1 + (exits[aisle] as number)++);
      sink.within(part, x, (aisles[aisle] as number) - side, floor + exit.z);
    }
    for (const { index, entry: waiting, rack, carried, crane } of this.#aisles) {
      const middle = aisles[index] as number;
      waiting.forEach(({ part }, i) =>
        sink.within(part, front + entry.x - WAITING_PITCH * (1 + i), middle + side, floor + entry.z),
      );
      for (const { side: rackSide, bay, level, units } of rack.channels)
        units.forEach(({ part }, k) => {
          const deep = rack.depth - 1 - k;
          const at = { aisle: index, side: rackSide, bay, level, deep };
          sink.within(part, ...placePoint(this.#geometry, this.#storage, at));
        });
      if (carried === undefined) continue;
      const { x, z } = crane.position();
      sink.within(carried.part, front + x, middle, floor + z);
    }
  }

  /** Mast and carriage of each crane. */
  writeMachines(write: (kind: number, n: number, x: number, y: number, z: number) => void): void {
    const { aisles, front, floor } = this.#geometry;
    for (const { index, crane } of this.#aisles) {
      const { x, z } = crane.position();
      write(0, index, front + x, aisles[index] as number, 0);
      write(1, index, front + x, aisles[index] as number, Math.max(0.05, floor + z - 0.15));
    }
  }

  save(): ElementState {
    const saved = (unit: Unit): SavedUnit => this.#saveUnit(unit);
    return {
      aisles: this.#aisles.map((aisle) => aisle.save(saved)),
      queues: saveQueues(this.#context),
      exits: this.#port.queues.map((queue) =>
        Array.from(partsIn(queue), (part) => {
          const { arrived, order, asked, queue: place, aisle } = this.#atExit.get(part) as Unit;
          return [arrived, order, asked, place, aisle];
        }),
      ),
      stored: this.#stored,
      turn: this.#turn,
      choice: this.#choice.save(),
      asking: this.#asking.save(),
      contents: this.#contents.save(),
      histogram: this.#histogram.save(),
      statistics: this.#statistics.save(),
      clocks: this.#clocks.map((clock) => clock.save()),
    };
  }

  restore(state: ElementState): void {
    const restored = (unit: SavedUnit): Unit => this.#restoreUnit(unit);
    for (const counts of this.#inAisle) counts.fill(0);
    (state["aisles"] as SavedAisle[]).forEach((saved, i) => this.#aisles[i]?.restore(saved, restored));
    this.#atExit.clear();
    const exits = state["exits"] as [number, number, number, number, number][][];
    restoreQueues(this.#context, state["queues"] as SavedQueues, (part, queue, place) => {
      const [arrived, order, asked, at, aisle] = defined(exits[queue]?.[place], "a part at the exit");
      this.#atExit.set(part, { part, arrived, order, asked, queue: at, aisle, channel: -1 });
      this.#count(part.product, aisle, 1);
    });
    this.#stored = state["stored"] as number;
    this.#turn = state["turn"] as number;
    this.#choice.restore(state["choice"] as ReturnType<PlaceChoice["save"]>);
    this.#asking.restore(state["asking"] as AskingState);
    this.#contents.restore(state["contents"] as ContentState);
    this.#histogram.restore(state["histogram"] as HistogramState);
    this.#statistics.restore(state["statistics"] as StorageStatisticsState);
    const clocks = state["clocks"] as StateClockState[];
    this.#clocks.forEach((clock, i) => clock.restore(clocks[i] as StateClockState));
    const waiting = this.#aisles.reduce((sum, { entry }) => sum + entry.length, 0);
    this.#port.room = this.#aisles.length * this.#entryPlaces - waiting;
  }

  get #first(): Crane["server"] {
    return (this.#aisles[0] as Aisle).crane.server;
  }

  #crane(aisle: Aisle): Crane {
    const context = this.#context;
    const { pickTime = 0, depositTime = 0, failures = [] } = this.#storage.crane;
    const own = (purpose: string): string => `crane/${aisle.index}/${purpose}`;
    const sampler = (duration: typeof pickTime, purpose: string): Sampler =>
      new Sampler(asDistribution(duration), context.stream(own(purpose)));
    const crane = new Crane(
      aisle.index,
      {
        timer: context.timer(this, `crane/${aisle.index}`, aisle.index),
        kernel: this.#kernel,
        rack: aisle.rack,
        pickTime: sampler(pickTime, "pick"),
        depositTime: sampler(depositTime, "deposit"),
      },
      this,
    );
    crane.stops = Stops.of(
      { failures },
      {
        kernel: context.kernel,
        port: context.port,
        claims: context.claims,
        timer: (owner, purpose, code) => context.timer(owner, own(purpose), code),
        stream: (purpose) => context.stream(own(purpose)),
        claim: (claimant, purpose, code, needs, priority) =>
          context.claim(claimant, own(purpose), code, needs, priority),
      },
      {
        onDown: () => {
          crane.onDown();
          this.#show(aisle);
          this.#kernel.wake(this.#port);
        },
        hasWork: () => crane.busy,
      },
    );
    return crane;
  }

  /** Lets in what waits, the part ready longest first of those that some aisle takes. */
  #takeIn(): void {
    const port = this.#port;
    const { flow } = this.#kernel;
    const { cause } = this.#kernel;
    if (port.gated) flow.holdBack(port);
    for (let link = port.waitHead; link !== undefined && port.room > 0;) {
      if (!this.accepts(link.queue.head as Part)) {
        link = link.waitNext;
        continue;
      }
      this.arrive(flow.take(link));
      this.#kernel.cause = cause;
      if (port.gated) flow.holdBack(port);
      link = port.waitHead;
    }
  }

  #canEnter({ entry, index }: Aisle, product: number): boolean {
    return entry.length < this.#entryPlaces && this.#choice.serves(index, product);
  }

  /** Of equals the first, in turn the next one that takes it. */
  #aisleFor(product: number): Aisle {
    const { aisleRule = "emptiest" } = this.#storage;
    const open = this.#aisles.filter((aisle) => this.#canEnter(aisle, product));
    const ofProduct = this.#inAisle[product] as number[];
    const inside = ({ index }: Aisle): number =>
      aisleRule === "emptiest"
        ? this.#inAisle.reduce((sum, counts) => sum + (counts[index] as number), 0)
        : (ofProduct[index] as number);
    if (aisleRule === "turn") return open.find(({ index }) => index >= this.#turn) ?? (open[0] as Aisle);
    const sign = aisleRule === "together" ? -1 : 1;
    return open.reduce((best, aisle) => (sign * inside(aisle) < sign * inside(best) ? aisle : best));
  }

  /** Asks for parts as long as there is room for them where they go, and at the exits. */
  #ask(): void {
    for (;;) {
      const hasExit = (i: number): boolean => (this.#aisles[i] as Aisle).outgoing < this.#exitPlaces;
      if (!this.#aisles.some(({ index }) => hasExit(index))) return;
      const unit = this.#asking.next(this.#racks, hasExit);
      if (unit === undefined) return;
      const aisle = this.#aisles[unit.aisle] as Aisle;
      unit.queue = this.#asking.ask(unit);
      unit.asked = this.#kernel.now;
      aisle.asked.push(unit);
      aisle.outgoing++;
    }
  }

  /** A crane that has nothing to do begins a cycle, if there is something. */
  #begin(aisle: Aisle): void {
    const { commands = "dual", priority = "alternate" } = this.#storage.crane;
    const fetchesFirst =
      commands === "single" && (priority === "retrieve" || (priority === "alternate" && aisle.storedLast));
    const begun = fetchesFirst
      ? this.#beginFetch(aisle) || this.#beginStore(aisle)
      : this.#beginStore(aisle) || this.#beginFetch(aisle);
    aisle.crane.waitsForRoom = !begun && aisle.entry.length > 0;
  }

  #beginStore(aisle: Aisle): boolean {
    const [unit] = aisle.entry;
    if (unit === undefined) return false;
    const channel = this.#choice.choose(aisle.rack, aisle.index, unit.part.product);
    if (channel === undefined) return false;
    aisle.storedLast = true;
    this.#start(aisle, "store", aisle.storeSteps(channel));
    return true;
  }

  #beginFetch(aisle: Aisle): boolean {
    const steps = aisle.fetchSteps(this.#suits);
    if (steps === undefined) return false;
    aisle.storedLast = false;
    this.#start(aisle, "retrieve", steps);
    return true;
  }

  #start({ crane }: Aisle, cycle: "store" | "retrieve", steps: Parameters<Crane["run"]>[0]): void {
    crane.cycle = cycle;
    crane.cycleSince = this.#kernel.now;
    crane.run(steps);
  }

  readonly #suits = (channel: Channel, { part }: Unit): boolean => this.#choice.suits(channel, part.product);

  #show({ crane, index }: Aisle): void {
    crane.show(this.#clocks[index] as StateClock);
  }

  #zonePlaces(): number[] {
    const counts = Array.from({ length: this.#choice.zoneCount }, () => 0);
    for (const { index, rack } of this.#aisles)
      for (const channel of rack.channels) {
        const zone = this.#choice.zone(index, channel.index);
        if (zone >= 0) (counts[zone] as number) += rack.depth;
      }
    return counts;
  }

  /** `aisle/side/bay/level`, counted from 1. */
  #nameOf(aisle: number, at: number): string {
    const { side, bay, level } = (this.#racks[aisle] as Rack).channels[at] as Channel;
    return `${aisle + 1}/${side + 1}/${bay + 1}/${level + 1}`;
  }

  #count(product: number, aisle: number, change: 1 | -1): void {
    ((this.#inAisle[product] as number[])[aisle] as number) += change;
  }

  #setContent(content: number): void {
    this.#port.content = content;
    this.#histogram.change(content);
    this.#contents.max = Math.max(this.#contents.max, content);
  }

  *#units(): Generator<Unit, void, void> {
    for (const { entry, rack, carried } of this.#aisles) {
      yield* entry;
      for (const { units } of rack.channels) yield* units;
      if (carried !== undefined) yield carried;
    }
    yield* this.#atExit.values();
  }

  /** When each part inside came in, µs. */
  #arrivals(): Micros[] {
    return Array.from(this.#units(), ({ arrived }) => arrived);
  }

  #saveUnit({ part, arrived, order, asked, queue, aisle, channel }: Unit): SavedUnit {
    return { part: this.#context.savePart(part), arrived, order, asked, queue, aisle, channel };
  }

  #restoreUnit({ part, ...more }: SavedUnit): Unit {
    const unit = { part: this.#context.restorePart(part), ...more };
    this.#count(unit.part.product, unit.aisle, 1);
    return unit;
  }
}

export function buildStorage(element: Storage, context: BuildContext): ElementModel {
  return new StorageModel(element, context);
}
