import { assert, defined } from "../base/assert.ts";
import { hashText } from "../base/hash.ts";
import { toMicros, toSeconds, type Micros } from "../base/units.ts";
import type { ElementKind, Plant } from "../plant/schema.ts";
import { HEADER, type Frame } from "../protocol/frame.ts";
import { buildRun, type RunParts } from "./build-run.ts";
import { assertConserved } from "./conservation.ts";
import type { ElementModel, ResultTables } from "./elements/element.ts";
import { FrameWriter } from "./frame-writer.ts";
import { type EventRecord, NO_CAUSE } from "./kernel/trace.ts";
import type { FurtherModels } from "./further-models.ts";
import type { ResourceModel } from "./resources/resource.ts";
import type { FleetModel } from "./resources/fleet.ts";
import { RESULTS_VERSION, type RunResult } from "./results.ts";
import type { ExpressionParser } from "../plant/expressions/parse-expression.ts";
import { restoreRun, saveRun, SNAPSHOT_VERSION, type SimulationSnapshot } from "./snapshot.ts";

export interface SimulationSettings {
  readonly seed?: number;
  /** Number of the replication; each has streams of its own. */
  readonly replication?: number;
  /** Statistics begin after this time, s. */
  readonly warmup?: number;
  /** Told every line of the event log; without it nothing is recorded. */
  readonly record?: (line: EventRecord) => void;
  /** Reads expressions; only plants that have some need it. */
  readonly parse?: ExpressionParser;
  /** Models of the rarer kinds; only plants that have some need them. */
  readonly further?: FurtherModels;
}

/** Looks on while a run goes on. It changes nothing, and a run that nobody watches pays nothing for it. */
export interface RunObserver {
  /** Looks after every event; otherwise after the last one of each instant. */
  readonly eachEvent: boolean;
  /** Called when that is over. @returns whether the run shall stand still here */
  look(): boolean;
}

/** The end of the warm-up comes after all that happens at its instant: observed is (warm-up, horizon] (SPEC Z1). */
const WARMUP_PRIORITY = 4;

/**
 * One run of a plant that has passed the checks (plant/read.ts). Deterministic: the same plant, seed and
 * replication give the same events, bit for bit, wherever it runs. It carries neither a reader of expressions nor the
 * models of the rarer kinds, which the page's first picture would wait for; `Simulation` does.
 */
export class PlainSimulation {
  readonly plant: Plant;
  readonly seed: number;
  readonly replication: number;
  readonly elements: readonly { readonly id: string; readonly kind: ElementKind }[];
  readonly #run: RunParts;
  readonly #warmup: Micros;
  readonly #frames: FrameWriter;
  #observers: readonly RunObserver[] = [];

  constructor(plant: Plant, settings: SimulationSettings = {}) {
    this.plant = plant;
    this.seed = settings.seed ?? plant.run.seed;
    this.replication = settings.replication ?? 0;
    this.#warmup = toMicros(settings.warmup ?? plant.run.warmup);
    this.elements = plant.elements;
    this.#run = buildRun(plant, this, () => this.#endWarmup(), settings);
    this.#frames = new FrameWriter(plant, this.#run.models, fleetsOf(this.#run), poolsOf(this.#run));
    this.#start();
  }

  /** A run that goes on where the snapshot was taken; its future equals that of the run it came from. */
  static restore(
    plant: Plant,
    snapshot: SimulationSnapshot,
    record?: (line: EventRecord) => void,
    given: Pick<SimulationSettings, "parse" | "further"> = {},
  ): PlainSimulation {
    assert(
      snapshot.version === SNAPSHOT_VERSION,
      `snapshots of version ${snapshot.version} cannot be restored`,
    );
    assert(snapshot.plant === plant.id, `the snapshot is of plant ${snapshot.plant}, not of ${plant.id}`);
    const { seed, replication, warmup } = snapshot;
    // The new run's own start is not part of the log.
    let restored = false;
    const simulation = new PlainSimulation(plant, {
      seed,
      replication,
      warmup: toSeconds(warmup),
      ...given,
      ...(record === undefined ? {} : { record: (line) => restored && record(line) }),
    });
    simulation.#run.kernel.observedSince = snapshot.observedSince;
    restoreRun(simulation.#run, snapshot);
    restored = true;
    return simulation;
  }

  /** Simulated time, s. */
  get time(): number {
    return toSeconds(this.#run.kernel.now);
  }

  /** Time of the next event, s; Infinity when there is none. */
  get nextEventTime(): number {
    return toSeconds(this.#run.kernel.calendar.nextTime());
  }

  /** Time of the newest event, s; 0 before the first. */
  get lastEventTime(): number {
    return toSeconds(this.#run.kernel.lastEvent);
  }

  /** Events processed. */
  get events(): number {
    return this.#run.kernel.events;
  }

  /** The compiled plant, for those who look into a run. */
  get model(): RunParts {
    return this.#run;
  }

  /** Lets somebody look on from now on. @returns what ends that */
  observe(observer: RunObserver): () => void {
    this.#watch([...this.#observers, observer]);
    return () => this.#watch(this.#observers.filter((other) => other !== observer));
  }

  /** Processes all events up to and including a time in seconds, or until an observer stops it. @throws ZeroTimeLoop */
  runUntil(seconds: number): void {
    this.advance(seconds, Infinity);
  }

  /**
   * The same in slices.
   * @returns true when the time is reached, false when `maxEvents` or an observer came first
   * @throws ZeroTimeLoop
   */
  advance(seconds: number, maxEvents: number): boolean {
    const until = toMicros(seconds);
    return this.#observers.length === 0
      ? this.#run.kernel.run(until, maxEvents)
      : this.#runObserved(until, maxEvents);
  }

  /** Processes one event. @returns false when there is none. @throws ZeroTimeLoop */
  step(): boolean {
    const { kernel } = this.#run;
    const time = kernel.calendar.nextTime();
    if (time === Infinity) return false;
    kernel.run(time, 1);
    for (const observer of this.#observers) observer.look();
    return true;
  }

  /** Index of an element, or undefined. */
  indexOf(id: string): number | undefined {
    return this.#run.portOf.get(id)?.index;
  }

  /** What an element is doing, as an index into STATES. */
  stateOf(index: number): number {
    return this.#model(index).state();
  }

  /** Parts inside an element. */
  contentOf(index: number): number {
    return this.#model(index).content();
  }

  /** Parts that an element finished since the start of the run. */
  finishedOf(index: number): number {
    return this.#model(index).finished();
  }

  /** @param withHash whether to hash the whole state, which takes time in proportion to the parts */
  results(withHash = true): RunResult {
    const { kernel, models, resources, series, accounts } = this.#run;
    const { now } = kernel;
    const observed = now - kernel.observedSince;
    const tables: ResultTables = { stations: {}, buffers: {}, sinks: {}, sources: {}, resources: {} };
    models.forEach((model, i) => model.report(tables, this.elements[i]?.id ?? "", observed));
    for (const [id, model] of resources) model.report(tables, id);
    assertConserved(this.#run, tables);
    const { resources: resourceResults, ...elementTables } = tables;
    const sinks = Object.values(tables.sinks);
    const finished = sinks.reduce((total, sink) => total + sink.count, 0);
    const cycleTime = sinks.reduce(
      (total, sink) => total + (sink.count > 0 ? sink.count * sink.cycleTimeMean : 0),
      0,
    );
    const result: RunResult = {
      version: RESULTS_VERSION,
      seed: this.seed,
      replication: this.replication,
      time: this.time,
      warmup: toSeconds(this.#warmup),
      events: kernel.events,
      hash: withHash ? this.stateHash() : "",
      wip: kernel.system.mean(),
      wipNow: kernel.system.count,
      throughput: sinks.reduce((total, sink) => total + sink.throughput, 0),
      cycleTimeMean: finished > 0 ? cycleTime / finished : Number.NaN,
      finished,
      ...kernel.system.inner(),
      ...elementTables,
      ...(resources.size === 0 ? {} : { resources: resourceResults }),
      series: series.series(now),
    };
    return accounts === undefined ? result : { ...result, ...accounts.report(result) };
  }

  /** Fills a frame; `speed`, `measuredSpeed` and `sequence` are the run control's. */
  writeFrame(frame: Frame): void {
    const { kernel, models } = this.#run;
    this.#frames.write(frame);
    frame.header[HEADER.time] = this.time;
    frame.header[HEADER.events] = kernel.events;
    frame.header[HEADER.wip] = kernel.system.count;
    frame.header[HEADER.finished] = models.reduce(
      (total, model, i) => total + (this.elements[i]?.kind === "sink" ? model.finished() : 0),
      0,
    );
  }

  /** The whole state as plain data. */
  snapshot(): SimulationSnapshot {
    return {
      seed: this.seed,
      replication: this.replication,
      warmup: this.#warmup,
      observedSince: this.#run.kernel.observedSince,
      ...saveRun(this.#run),
    };
  }

  /** Hash of the whole state. */
  stateHash(): string {
    const { trace: _, ...state } = this.snapshot();
    return hashText(JSON.stringify(state));
  }

  /** One instant, or one event, after the other: no time passes unseen. */
  #runObserved(until: Micros, maxEvents: number): boolean {
    const { kernel } = this.#run;
    const last = kernel.events + maxEvents;
    const eachEvent = this.#observers.some((observer) => observer.eachEvent);
    for (;;) {
      const next = kernel.calendar.nextTime();
      if (next <= until && kernel.events >= last) return false;
      kernel.run(Math.min(next, until), eachEvent && next <= until ? 1 : last - kernel.events);
      let stands = false;
      for (const observer of this.#observers) if (observer.look()) stands = true;
      if (stands) return false;
      if (next > until) return true;
    }
  }

  #watch(observers: readonly RunObserver[]): void {
    const { kernel } = this.#run;
    this.#observers = observers;
    kernel.watched = observers.length > 0;
    kernel.joints?.sever();
  }

  #model(index: number): ElementModel {
    return defined(this.#run.models[index], `element ${index}`);
  }

  #start(): void {
    const { kernel, models, ports, calendars, resources, accounts, warmupTimer } = this.#run;
    for (const calendar of calendars.values()) calendar.start();
    accounts?.start();
    if (this.#warmup > 0) {
      warmupTimer.time = this.#warmup;
      kernel.schedule(warmupTimer, WARMUP_PRIORITY);
    }
    for (const model of [...resources.values(), ...models]) {
      model.start();
      // What one writes at the start, such as that it is off shift, releases nothing of the others.
      kernel.cause = NO_CAUSE;
    }
    for (const port of ports) kernel.wake(port);
    kernel.settle();
  }

  #endWarmup(): void {
    const { kernel, models, resources, accounts } = this.#run;
    kernel.observedSince = kernel.now;
    kernel.system.reset();
    for (const model of [...resources.values(), ...models]) model.resetStatistics();
    accounts?.resetStatistics();
  }
}

/** Fleets in the order of the plant file. */
function fleetsOf({ plant, resources }: RunParts): FleetModel[] {
  return (plant.resources ?? []).flatMap(({ id, kind }) =>
    kind === "fleet" ? [resources.get(id) as FleetModel] : [],
  );
}

/** Pools of workers in the order of the plant file. */
function poolsOf({ plant, resources }: RunParts): ResourceModel[] {
  return (plant.resources ?? []).flatMap(({ id, kind }) =>
    kind === "workers" ? [defined(resources.get(id), `pool ${id}`)] : [],
  );
}
