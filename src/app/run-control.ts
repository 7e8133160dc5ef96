import { type Remote, transfer } from "comlink";
import { batch, type ReadonlySignal, Signal } from "@preact/signals-core";
import type { Frame } from "../protocol/frame.ts";
import type {
  LoadAnswer,
  RunResult,
  RunSettings,
  RunStopped,
  SimulationContract,
} from "../protocol/simulation.ts";
import { FrameExchange } from "./frame-exchange.ts";
import { type ElementReadout, type Readout, RunReadout } from "./run-readout.ts";
import { WorkerConnection, WorkerDied, type WorkerDeath } from "./worker-connection.ts";

/** Simulated seconds a second, on the keys 1 to 6. */
export const SPEEDS = [1, 10, 60, 600, 3600, Infinity] as const;

/** Results are asked for this often while a run goes on, ms. */
const POLL = 250;
/** Asking for results takes one part in so many of the time at most. */
const POLL_SHARE = 10;

/** empty: no plant; loading: a plant is read and compiled; then the run stands or goes. */
export type RunStatus = "empty" | "loading" | "paused" | "running";

/** The simulation worker as it is called. */
export type RunApi = Remote<SimulationContract>;

export interface RunControlOptions {
  spawn(): Worker;
  /** Draws a frame; its buffer is gone afterwards. */
  draw(frame: Frame): void;
  /** The run stopped by itself. */
  stopped(stopped: RunStopped): void;
  /** The worker died and a new one has been started, without a plant. */
  died(death: WorkerDeath, wasRunning: boolean): void;
}

/** The simulation worker as the page sees it: what it does is in signals, what it shall do are methods. */
export class RunControl {
  readonly #options: RunControlOptions;
  readonly #connection: WorkerConnection<SimulationContract>;
  readonly #status = new Signal<RunStatus>("empty");
  readonly #speed = new Signal<number>(10);
  readonly #readout = new RunReadout();
  readonly #results = new Signal<RunResult | undefined>(undefined);
  readonly #stopped = new Signal<RunStopped | undefined>(undefined);
  readonly #order = new Signal<ReadonlyMap<string, number>>(new Map());
  #exchange: FrameExchange | undefined;
  #settings: RunSettings = {};
  #poll: ReturnType<typeof setTimeout> | undefined;
  /** What to do when the time given to `runUntil` is reached; nothing where the user asked for that time. */
  #afterTarget: (() => void) | undefined;

  constructor(options: RunControlOptions) {
    this.#options = options;
    this.#connection = new WorkerConnection<SimulationContract>({
      spawn: () => options.spawn(),
      ping: (api) => api.ping(),
      onDeath: (death) => this.#died(death),
    });
    this.#connect();
  }

  get status(): ReadonlySignal<RunStatus> {
    return this.#status;
  }

  /** Simulated seconds a second that are asked for. */
  get speed(): ReadonlySignal<number> {
    return this.#speed;
  }

  get readout(): ReadonlySignal<Readout> {
    return this.#readout.run;
  }

  get elements(): ReadonlySignal<ElementReadout | undefined> {
    return this.#readout.elements;
  }

  get results(): ReadonlySignal<RunResult | undefined> {
    return this.#results;
  }

  /** Why the run stopped by itself, until it goes on. */
  get stopped(): ReadonlySignal<RunStopped | undefined> {
    return this.#stopped;
  }

  /** Where each element stands in the frames: while an edit cannot run, they are those of the plant before it. */
  get order(): ReadonlySignal<ReadonlyMap<string, number>> {
    return this.#order;
  }

  /** Stops, and shows nothing until another plant is loaded: the one that is open cannot run. */
  async unload(): Promise<void> {
    await this.pause();
    this.#exchange?.expect(-1, 0);
    this.#status.value = "empty";
    this.#order.value = new Map();
    this.#fresh();
  }

  /**
   * Loads the text of a plant file; on an error the former plant stays as it is, and goes on if it ran.
   * @param accepted told the plant before its first frame is drawn
   * @param own a plant file of the page's own, as it came
   * @throws WorkerDied (as a rejection) when the worker dies of it
   */
  async load(
    text: string,
    settings: RunSettings,
    accepted: (loaded: Extract<LoadAnswer, { ok: true }>["value"]) => void,
    own = false,
  ): Promise<LoadAnswer> {
    const before = this.#status.peek();
    if (before === "empty") this.#status.value = "loading";
    const answer = await this.#connection
      .callSlow<LoadAnswer>(async (api) => {
        await (own ? api.prepare(text) : api.prepare());
        return api.load(text, settings, own);
      })
      .catch((error: unknown) => {
        // After a death the new worker has no plant; any other failure leaves things as they were.
        if (!(error instanceof WorkerDied)) this.#status.value = before;
        throw error;
      });
    if (!answer.ok) {
      this.#status.value = before;
      return answer;
    }
    this.#settings = settings;
    batch(() => {
      this.#status.value = "paused";
      this.#fresh();
      this.#order.value = new Map(answer.value.elements.map(({ id }, i) => [id, i]));
      accepted(answer.value);
    });
    this.#exchange?.expect(answer.value.load, answer.value.elements.length);
    void this.#connection.call((api) => api.setSpeed(this.#speed.peek())).catch(ignoreDeath);
    await this.refresh();
    return answer;
  }

  /** Goes on with a plant that runs alike. @throws WorkerDied (as a rejection) when the worker dies of it */
  async replace(text: string): Promise<LoadAnswer> {
    const answer = await this.#connection.callSlow<LoadAnswer>(async (api) => {
      await api.prepare();
      return api.replace(text);
    });
    if (!answer.ok) return answer;
    this.#order.value = new Map(answer.value.elements.map(({ id }, i) => [id, i]));
    this.#exchange?.expect(answer.value.load, answer.value.elements.length);
    await this.refresh();
    return answer;
  }

  async play(): Promise<void> {
    this.#afterTarget = undefined;
    await this.#run((api) => api.play());
  }

  /**
   * Runs as fast as it goes to the given time (s), and pauses there.
   * @returns when the worker has begun; `stopped` tells when it stands there
   */
  async runUntil(time: number): Promise<void> {
    await this.#run((api) => api.runUntil(time));
  }

  /** Runs through the warm-up of a plant as fast as it goes, then on at the pace that is asked for. */
  async playWarm(warmup: number): Promise<void> {
    if (warmup <= 0) return this.play();
    this.#afterTarget = () => void this.play();
    return this.runUntil(warmup);
  }

  async pause(): Promise<void> {
    if (this.#status.peek() !== "running") return;
    this.#afterTarget = undefined;
    await this.#call((api) => api.pause());
    this.#status.value = "paused";
    await this.refresh();
  }

  async toggle(): Promise<void> {
    await (this.#status.peek() === "running" ? this.pause() : this.play());
  }

  async step(): Promise<void> {
    if (!this.#isReady()) return;
    this.#stopped.value = undefined;
    this.#afterTarget = undefined;
    await this.#call((api) => api.step());
    this.#status.value = "paused";
    await this.refresh();
  }

  async setSpeed(speed: number): Promise<void> {
    this.#speed.value = speed;
    if (this.#isReady()) await this.#call((api) => api.setSpeed(speed));
  }

  /** Back to time 0 and paused, with a new seed if one is given. */
  async reset(seed?: number): Promise<void> {
    if (!this.#isReady()) return;
    if (seed !== undefined) this.#settings = { ...this.#settings, seed };
    const settings = this.#settings;
    await this.#call((api) => api.reset(settings));
    this.#status.value = "paused";
    this.#fresh();
    await this.refresh();
  }

  /** Asks for the results as they stand. */
  async refresh(): Promise<void> {
    clearTimeout(this.#poll);
    if (!this.#isReady()) return;
    const start = performance.now();
    const results = await this.#call((api) => api.results());
    const stands = this.#status.peek() === "paused" && results?.hash !== "";
    if (results !== undefined) {
      batch(() => {
        this.#results.value = results;
        // Clock and hash agree, even while the last frame is still on its way.
        if (stands) this.#readout.stand(results);
      });
    }
    clearTimeout(this.#poll);
    if (this.#status.peek() === "running") {
      // The results of a plant with very many parts take long: the run shall still get most of the time.
      const pause = Math.max(POLL, POLL_SHARE * (performance.now() - start));
      this.#poll = setTimeout(() => void this.refresh(), pause);
    }
  }

  /** Ends the worker; nothing can be asked of it any more. */
  close(): void {
    clearTimeout(this.#poll);
    this.#status.value = "empty";
    this.#exchange?.close();
    this.#connection.stop("closed");
  }

  get settings(): RunSettings {
    return this.#settings;
  }

  /** Asks the worker for something about the run; undefined where there is none, or the worker dies of it. */
  async ask<R>(action: (api: RunApi) => Promise<R>): Promise<R | undefined> {
    return this.#isReady() ? this.#call(action) : undefined;
  }

  async #run(action: (api: RunApi) => Promise<void>): Promise<void> {
    if (!this.#isReady()) return;
    this.#stopped.value = undefined;
    this.#status.value = "running";
    await this.#call(action);
    await this.refresh();
  }

  #isReady(): boolean {
    const status = this.#status.peek();
    return status === "paused" || status === "running";
  }

  /** A call whose worker died has no answer: the page is told of the death elsewhere. */
  async #call<R>(action: (api: RunApi) => Promise<R>): Promise<R | undefined> {
    try {
      return await this.#connection.call(action);
    } catch (error) {
      ignoreDeath(error);
      return undefined;
    }
  }

  #fresh(): void {
    this.#afterTarget = undefined;
    this.#stopped.value = undefined;
    this.#results.value = undefined;
    this.#readout.clear();
  }

  #connect(): void {
    this.#connection.start();
    const { port1, port2 } = new MessageChannel();
    this.#exchange = new FrameExchange(port1, {
      draw: (frame) => {
        this.#readout.read(frame, performance.now());
        this.#options.draw(frame);
      },
      stopped: (stopped) => {
        const after = this.#afterTarget;
        this.#afterTarget = undefined;
        if (stopped.reason === "target" && after !== undefined) return after();
        this.#status.value = "paused";
        this.#stopped.value = stopped;
        return void this.refresh().then(() => this.#options.stopped(stopped));
      },
    });
    void this.#connection.call((api) => api.connect(transfer(port2, [port2]))).catch(ignoreDeath);
  }

  #died(death: WorkerDeath): void {
    const wasRunning = this.#status.peek() === "running";
    this.#exchange?.close();
    clearTimeout(this.#poll);
    this.#status.value = "empty";
    this.#connect();
    this.#options.died(death, wasRunning);
  }
}

function ignoreDeath(error: unknown): void {
  if (!(error instanceof WorkerDied)) throw error;
}
