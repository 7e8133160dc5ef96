import { type ReadonlySignal, Signal } from "@preact/signals-core";
import { writePlant } from "../../editor/document.ts";
import type { Selection } from "../../editor/selection.ts";
import type { Plant } from "../../plant/schema.ts";
import type { Frame } from "../../protocol/frame.ts";
import type { RunResult, RunSettings } from "../../protocol/simulation.ts";
import { RunControl } from "../run-control.ts";
import { WorkerDied } from "../worker-connection.ts";

/** A view beside the page's own, as the pair needs it. */
export interface SideStage {
  setPlant(plant: Plant): void;
  drawFrame(frame: Frame): void;
  focus(id: string): void;
  fit(): void;
  dispose(): void;
}

export interface SideRunSettings {
  readonly seed: number;
  readonly replication: number;
  /** s */
  readonly warmup: number;
  /** Where both runs stand at first, s. */
  readonly time: number;
}

export interface SidePairHost {
  readonly selection: Selection;
  spawn(): Worker;
  stage(host: HTMLElement): Promise<SideStage>;
}

/** One of two runs, with a view of its own. */
export class SideRun {
  readonly plant: Plant;
  readonly run: RunControl;
  readonly #host: SidePairHost;
  #stage: SideStage | undefined;
  #reached: (() => void) | undefined;
  #isClosed = false;

  constructor(plant: Plant, host: SidePairHost) {
    this.plant = plant;
    this.#host = host;
    this.run = new RunControl({
      spawn: () => host.spawn(),
      draw: (frame) => this.#stage?.drawFrame(frame),
      stopped: () => this.#arrive(),
      died: () => this.#arrive(),
    });
  }

  get results(): ReadonlySignal<RunResult | undefined> {
    return this.run.results;
  }

  get time(): number {
    return this.run.results.peek()?.time ?? 0;
  }

  /** Draws into a host from now on: before the run begins, or its frames are lost. @returns what ends that */
  async attach(host: HTMLElement, focus: string | undefined): Promise<() => void> {
    const stage = await this.#host.stage(host);
    if (this.#isClosed) {
      stage.dispose();
      return () => undefined;
    }
    this.#stage = stage;
    stage.setPlant(this.plant);
    if (focus !== undefined) stage.focus(focus);
    return () => {
      // The run may have been closed before, and its view with it.
      if (this.#stage !== stage) return;
      this.#stage = undefined;
      stage.dispose();
    };
  }

  focus(id: string | undefined): void {
    if (id === undefined) this.#stage?.fit();
    else this.#stage?.focus(id);
  }

  /** From the start of the run to a time. @returns whether it can be run */
  async begin({ time, ...settings }: RunSettings & { readonly time: number }): Promise<boolean> {
    const answer = await this.run.load(writePlant(this.plant), settings, () => undefined);
    if (answer.ok) await this.until(time);
    return answer.ok;
  }

  /** Goes on to a time; returns when it stands there. */
  async until(time: number): Promise<void> {
    if (this.#isClosed || time <= this.time) return;
    const reached = new Promise<void>((resolve) => (this.#reached = resolve));
    await this.run.runUntil(time);
    await reached;
  }

  step(): Promise<void> {
    return this.run.step();
  }

  close(): void {
    this.#isClosed = true;
    this.#arrive();
    this.run.close();
    this.#stage?.dispose();
    this.#stage = undefined;
  }

  #arrive(): void {
    this.#reached?.();
    this.#reached = undefined;
  }
}

/** Two runs with the same random numbers that always stand at the same time. */
export class SidePair {
  readonly sides: readonly [SideRun, SideRun];
  readonly #settings: SideRunSettings;
  /** It is so until both have begun. */
  readonly #busy = new Signal(true);
  readonly #refused = new Signal(false);

  constructor(plants: readonly [Plant, Plant], settings: SideRunSettings, host: SidePairHost) {
    this.sides = [new SideRun(plants[0], host), new SideRun(plants[1], host)];
    this.#settings = settings;
  }

  /** Both are on their way. */
  get busy(): ReadonlySignal<boolean> {
    return this.#busy;
  }

  /** One of the plants cannot be run. */
  get refused(): ReadonlySignal<boolean> {
    return this.#refused;
  }

  /** Both from their start to the time of the settings. */
  async begin(): Promise<void> {
    this.#busy.value = false;
    await this.#both(async () => {
      const begun = await Promise.all(this.sides.map((side) => side.begin(this.#settings)));
      this.#refused.value = begun.includes(false);
    });
  }

  /** An event in each, and then both on to the later of the two times. */
  async step(): Promise<void> {
    await this.#both(async () => {
      await Promise.all(this.sides.map((side) => side.step()));
      await this.#level();
    });
  }

  /** Both go on by so much simulated time, s. */
  async advance(seconds: number): Promise<void> {
    const [first, second] = this.sides;
    const time = Math.max(first.time, second.time) + seconds;
    await this.#both(async () => void (await Promise.all(this.sides.map((side) => side.until(time)))));
  }

  close(): void {
    for (const side of this.sides) side.close();
  }

  async #level(): Promise<void> {
    const [first, second] = this.sides;
    const time = Math.max(first.time, second.time);
    await Promise.all([first.until(time), second.until(time)]);
  }

  async #both(action: () => Promise<void>): Promise<void> {
    if (this.#busy.peek()) return;
    this.#busy.value = true;
    try {
      await action();
    } catch (error) {
      if (!(error instanceof WorkerDied)) throw error;
      this.#refused.value = true;
    } finally {
      this.#busy.value = false;
    }
  }
}
