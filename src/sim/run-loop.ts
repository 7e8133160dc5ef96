import { defined } from "../base/assert.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { BareFinding } from "../plant/finding.ts";
import type { Plant } from "../plant/schema.ts";
import { type Frame, HEADER } from "../protocol/frame.ts";
import type {
  FramePort,
  LoadAnswer,
  LoadedPlant,
  RunInspection,
  RunSettings,
  RunStopped,
  SimulationContract,
} from "../protocol/simulation.ts";
import { FramePool } from "./frame-pool.ts";
import { ZeroTimeLoop } from "./kernel/kernel.ts";
import { Pace, SpeedMeter } from "./pace.ts";
import type { RunResult } from "./results.ts";
import type { Iso22400Report } from "./statistics/iso-22400.ts";
import type { Breakpoint } from "./trace/breakpoint.ts";
import type { CauseChain } from "./trace/cause.ts";
import type { PartInstant, ResourceInstant } from "./trace/instant.ts";

/** A slice of a run takes this long at most, ms: half a frame, so that calls are answered within one. */
const SLICE = 8;
/** Frames are made at most this often, ms; somewhat less than a display's 16.7. */
const FRAME_INTERVAL = 14;
/** A run that is ahead of the clock looks again after this time, ms. */
const TICK = 8;
/** Events between two looks at the clock take about this long, ms. */
const CHUNK = 1;
/** Engine times end here, s (base/units.ts). */
const END_OF_TIME = 9e9;

/** What the loop needs of a compiled plant. Times in seconds. */
export interface Runnable {
  readonly elements: LoadedPlant["elements"];
  readonly time: number;
  readonly nextEventTime: number;
  readonly lastEventTime: number;
  advance(time: number, maxEvents: number): boolean;
  step(): boolean;
  results(withHash: boolean): RunResult;
  writeFrame(frame: Frame): void;
}

/** The surroundings of the loop: the clock and the ways to be called again. */
export interface RunHost {
  /** A clock that never goes back, ms. */
  now(): number;
  /** Calls `task` as soon as the messages that wait have been served. */
  soon(task: () => void): void;
  /** Calls `task` after so many ms. */
  later(task: () => void, ms: number): void;
  /** Loads what `read` and `compile` need beyond the first picture. @param own text of a plant of the page's own */
  prepare(own?: string): Promise<void>;
  /** @param own a plant file of the page's own, which needs no checks */
  read(text: string, own: boolean): Result<{ plant: Plant; warnings: BareFinding[] }, BareFinding[]>;
  compile(plant: Plant, settings: RunSettings): Runnable;
  /** A plant in the state of another one that runs alike; absent where none is ever edited. */
  resume?(plant: Plant, former: Runnable): Runnable;
  /** Loads what looks into runs. */
  inspector?(): Promise<(model: Runnable) => RunInspection>;
}

type Stop = RunStopped["reason"];

/** Runs a plant at the pace that is asked for, slice by slice, and pushes frames while there is something new. */
export class RunLoop implements SimulationContract {
  readonly #host: RunHost;
  readonly #pool = new FramePool();
  readonly #pace = new Pace(1);
  readonly #meter = new SpeedMeter();
  #port: FramePort | undefined;
  #plant: Plant | undefined;
  #model: Runnable | undefined;
  #settings: RunSettings = {};
  /** Only once it was asked for. */
  #inspector: ((model: Runnable) => RunInspection) | undefined;
  #inspection: RunInspection | undefined;
  #breakpoints: readonly Breakpoint[] = [];
  #load = 0;
  #running = false;
  /** A run to a given time takes no notice of the speed. */
  #flatOut = false;
  #end = Infinity;
  #endReason: Stop = "horizon";
  /** Only the newest call-back counts; the number tells the others. */
  #ticket = 0;
  #chunk = 64;
  #changed = false;
  #sequence = 0;
  #lastFrame = -Infinity;

  constructor(host: RunHost) {
    this.#host = host;
  }

  connect(port: FramePort): void {
    this.#port = port;
    port.addEventListener("message", ({ data }) => {
      if (!(data instanceof ArrayBuffer)) return;
      this.#pool.give(data);
      if (!this.#running) this.#sendFrame();
    });
    port.start();
    this.#sendFrame();
  }

  prepare(own?: string): Promise<void> {
    return this.#host.prepare(own);
  }

  load(text: string, settings: RunSettings = {}, own = false): LoadAnswer {
    const answer = this.#host.read(text, own);
    if (!answer.ok) return err(answer.error);
    const { plant, warnings } = answer.value;
    const model = this.#compiled(plant, settings);
    if (!model.ok) return model;
    this.#load++;
    this.#plant = plant;
    this.#sequence = 0;
    const { elements } = model.value;
    this.#pool.resize(elements.length);
    this.#stand(model.value, settings);
    return ok({ plant, elements, warnings, load: this.#load });
  }

  replace(text: string): LoadAnswer {
    const answer = this.#host.read(text, false);
    if (!answer.ok) return err(answer.error);
    const { plant, warnings } = answer.value;
    const model = this.#host.resume?.(plant, this.#loaded());
    if (model === undefined) return this.load(text, this.#settings);
    this.#load++;
    this.#plant = plant;
    this.#sequence = 0;
    this.#model = model;
    this.#renewInspection(model);
    this.#pool.resize(model.elements.length);
    this.#show();
    return ok({ plant, elements: model.elements, warnings, load: this.#load });
  }

  play(): void {
    const horizon = defined(this.#plant, "the plant").run.horizon;
    const model = this.#loaded();
    this.#start(model.time < horizon ? horizon : Infinity, "horizon", false);
  }

  runUntil(time: number): void {
    this.#start(time, "target", true);
  }

  pause(): void {
    if (!this.#running) return;
    this.#running = false;
    this.#ticket++;
    this.#meter.start(this.#host.now(), this.#loaded().time);
    this.#show();
  }

  step(): number {
    const model = this.#loaded();
    this.pause();
    this.#guarded(() => model.step());
    this.#inspection?.goOn();
    this.#show();
    return model.time;
  }

  setSpeed(speed: number): void {
    this.#pace.setSpeed(speed, this.#host.now(), this.#model?.time ?? 0);
    if (this.#model === undefined) return;
    this.#meter.start(this.#host.now(), this.#model.time);
    this.#show();
    if (this.#running) this.#schedule(0);
  }

  reset(settings: RunSettings = {}): void {
    const plant = defined(this.#plant, "the plant");
    const merged = { ...this.#settings, ...settings };
    this.#stand(this.#host.compile(plant, merged), merged);
  }

  results(): RunResult {
    return this.#loaded().results(!this.#running);
  }

  async why(id: string): Promise<CauseChain | undefined> {
    return (await this.#inspect()).why(id);
  }

  async parts(id: string): Promise<readonly string[]> {
    return (await this.#inspect()).parts(id);
  }

  async resource(id: string): Promise<ResourceInstant | undefined> {
    return (await this.#inspect()).resource(id);
  }

  async part(asked: string | number): Promise<PartInstant | undefined> {
    return (await this.#inspect()).part(asked);
  }

  async kpis(): Promise<Iso22400Report> {
    return (await this.#inspect()).kpis();
  }

  async stopAt(breakpoints: readonly Breakpoint[]): Promise<BareFinding | undefined> {
    const set = (await this.#inspect()).stopAt(breakpoints);
    if (!set.ok) return set.error;
    this.#breakpoints = breakpoints;
    return undefined;
  }

  ping(): void {}

  async #inspect(): Promise<RunInspection> {
    this.#inspector ??= await defined(this.#host.inspector?.bind(this.#host), "what looks into runs")();
    this.#inspection ??= this.#inspector(this.#loaded());
    return this.#inspection;
  }

  #loaded(): Runnable {
    return defined(this.#model, "the plant");
  }

  /** Another model runs: breakpoints hold for it as well, as far as it has what they are about. */
  #renewInspection(model: Runnable): void {
    this.#inspection = undefined;
    if (this.#inspector === undefined || this.#breakpoints.length === 0) return;
    this.#inspection = this.#inspector(model);
    if (!this.#inspection.stopAt(this.#breakpoints).ok) this.#breakpoints = [];
  }

  /** The model stands at time 0. */
  #stand(model: Runnable, settings: RunSettings): void {
    this.#running = false;
    this.#ticket++;
    this.#model = model;
    this.#settings = settings;
    this.#renewInspection(model);
    this.#show();
  }

  #start(end: number, reason: Stop, flatOut: boolean): void {
    const { time } = this.#loaded();
    this.#end = Math.min(end, END_OF_TIME);
    this.#endReason = reason;
    this.#flatOut = flatOut;
    this.#running = true;
    this.#inspection?.goOn();
    this.#pace.start(this.#host.now(), time);
    this.#meter.start(this.#host.now(), time);
    this.#schedule(0);
  }

  #schedule(ms: number): void {
    const ticket = ++this.#ticket;
    const task = (): void => {
      if (ticket === this.#ticket) this.#tick();
    };
    if (ms > 0) this.#host.later(task, ms);
    else this.#host.soon(task);
  }

  #tick(): void {
    const model = this.#loaded();
    const stop = this.#guarded(() => this.#slice(model));
    if (stop !== undefined) {
      this.#stop(stop, model);
      return;
    }
    const now = this.#host.now();
    this.#pace.slip(now, model.time);
    this.#meter.sample(now, model.time);
    this.#changed = true;
    if (now - this.#lastFrame >= FRAME_INTERVAL) this.#sendFrame();
    const behind = this.#flatOut || model.time < this.#pace.target(now);
    this.#schedule(behind ? 0 : TICK);
  }

  /** Runs for at most `SLICE`. @returns why it is the last slice, if it is */
  #slice(model: Runnable): Stop | undefined {
    const start = this.#host.now();
    const due = this.#flatOut ? Infinity : this.#pace.target(start);
    const goal = Math.max(model.time, Math.min(this.#end, due));
    for (let before = start; ;) {
      const reached = model.advance(goal, this.#chunk);
      if (this.#inspection?.hit !== undefined) return "breakpoint";
      if (reached) return this.#exhausted(model) ?? (goal >= this.#end ? this.#endReason : undefined);
      const now = this.#host.now();
      this.#adapt(now - before);
      if (now - start >= SLICE - CHUNK) return undefined;
      before = now;
    }
  }

  /** Nothing will ever happen any more: either parts are stuck, or all have left and the run need not go on. */
  #exhausted(model: Runnable): Stop | undefined {
    if (model.nextEventTime < Infinity) return undefined;
    if (model.results(false).wipNow > 0) return "deadlock";
    return this.#end === END_OF_TIME ? "horizon" : undefined;
  }

  #adapt(elapsed: number): void {
    if (elapsed < CHUNK / 2) this.#chunk = Math.min(65_536, this.#chunk * 2);
    else if (elapsed > CHUNK) this.#chunk = Math.max(16, this.#chunk >> 1);
  }

  /** A zero-time loop is the user's mistake and stops the run; any other exception is ours and kills the worker. */
  #guarded<T>(action: () => T): T | "zeroTimeLoop" {
    try {
      return action();
    } catch (error) {
      if (!(error instanceof ZeroTimeLoop)) throw error;
      this.#running = false;
      this.#report("zeroTimeLoop", error);
      return "zeroTimeLoop";
    }
  }

  /** The model at time 0; parts may go round already at that instant. */
  #compiled(plant: Plant, settings: RunSettings): Result<Runnable, BareFinding[]> {
    try {
      return ok(this.#host.compile(plant, settings));
    } catch (error) {
      if (!(error instanceof ZeroTimeLoop)) throw error;
      const values = { circle: error.elements.join(" → ") };
      return err([{ severity: "error", path: "", rule: "zeroTime/loop", values }]);
    }
  }

  #stop(reason: Stop, model: Runnable): void {
    this.#running = false;
    this.#ticket++;
    this.#meter.sample(this.#host.now(), model.time);
    if (reason !== "zeroTimeLoop") this.#report(reason);
    this.#show();
  }

  #report(reason: Stop, loop?: ZeroTimeLoop): void {
    const { message = "", elements = [] } = loop ?? {};
    const { time, lastEventTime } = this.#loaded();
    const hit = reason === "breakpoint" ? this.#inspection?.hit : undefined;
    const stopped: RunStopped = {
      reason,
      time,
      lastEventTime,
      message,
      elements,
      ...(hit === undefined ? {} : { hit }),
    };
    this.#port?.postMessage(stopped, []);
  }

  #show(): void {
    this.#changed = true;
    this.#sendFrame();
  }

  #sendFrame(): void {
    const model = this.#model;
    if (!this.#changed || model === undefined || this.#port === undefined) return;
    const frame = this.#pool.take();
    if (frame === undefined) return;
    model.writeFrame(frame);
    const { header } = frame;
    header[HEADER.sequence] = this.#sequence++;
    header[HEADER.speed] = this.#running ? (this.#flatOut ? Infinity : this.#pace.speed) : 0;
    header[HEADER.measuredSpeed] = this.#meter.speed;
    header[HEADER.load] = this.#load;
    // A frame without room for all parts is followed by a larger one, even when the run stands still.
    this.#changed = this.#pool.grow(header[HEADER.hidden] ?? 0);
    this.#port.postMessage(frame.buffer, [frame.buffer]);
    this.#lastFrame = this.#host.now();
  }
}
