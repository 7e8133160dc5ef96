import { batch, type ReadonlySignal, Signal } from "@preact/signals-core";
import { type Frame, HEADER } from "../protocol/frame.ts";
import type { RunResult } from "../protocol/simulation.ts";

/** Numbers on the page follow the frames this often, ms. */
const INTERVAL = 100;
/** Events are counted over this time, ms: in a shorter one, a slow run has too few for a rate. */
const WINDOW = 3000;
/** A rate from a shorter time than this is chance, ms. */
const LEAST = 500;

/** What the newest frame says of the run as a whole. */
export interface Readout {
  /** Simulated time, s. */
  readonly time: number;
  /** Simulated seconds a second that were reached lately. */
  readonly speed: number;
  readonly events: number;
  /** Of real time; NaN while too little of it has passed. */
  readonly eventsPerSecond: number;
  readonly wip: number;
  readonly finished: number;
}

/** By element, in the order of the plant file. */
export interface ElementReadout {
  /** Indices into STATES. */
  readonly state: Uint8Array;
  /** Parts inside. */
  readonly content: Float32Array;
}

const NOTHING: Readout = { time: 0, speed: 0, events: 0, eventsPerSecond: Number.NaN, wip: 0, finished: 0 };

/** Events a second of real time over the last few seconds at one speed. */
export class EventRate {
  #speed = 0;
  #samples: { readonly clock: number; readonly events: number }[] = [];

  /** @param clock ms */
  sample(clock: number, events: number, speed: number): number {
    if (speed !== this.#speed || events < (this.#samples.at(-1)?.events ?? 0)) this.#samples = [];
    this.#speed = speed;
    this.#samples.push({ clock, events });
    const start = clock - WINDOW;
    while ((this.#samples[1]?.clock ?? Infinity) <= start) this.#samples.shift();
    const [first] = this.#samples;
    if (first === undefined || clock - first.clock < LEAST) return Number.NaN;
    return ((events - first.events) / (clock - first.clock)) * 1000;
  }
}

/** What the frames say, in signals that change at a pace that a person and the page can follow. */
export class RunReadout {
  readonly #run = new Signal<Readout>(NOTHING);
  readonly #elements = new Signal<ElementReadout | undefined>(undefined);
  #rate = new EventRate();
  #last = -Infinity;
  /** Simulated time at which the run is known to have stood, s: frames of before may still be on their way. */
  #stood = -Infinity;

  get run(): ReadonlySignal<Readout> {
    return this.#run;
  }

  /** Undefined before the first frame. */
  get elements(): ReadonlySignal<ElementReadout | undefined> {
    return this.#elements;
  }

  /** Forgets the run. */
  clear(): void {
    this.#run.value = NOTHING;
    this.#elements.value = undefined;
    this.#rate = new EventRate();
    this.#last = -Infinity;
    this.#stood = -Infinity;
  }

  /** The run stands; its newest frame may come a little later. */
  stand({ time, events, wipNow }: Pick<RunResult, "time" | "events" | "wipNow">): void {
    this.#stood = time;
    this.#run.value = { ...this.#run.peek(), time, events, wip: wipNow, speed: 0 };
  }

  /** @param now ms */
  read(frame: Frame, now: number): void {
    const { header } = frame;
    if (frame.time < this.#stood) return;
    const speed = header[HEADER.speed] ?? 0;
    if (speed !== 0 && now - this.#last < INTERVAL) return;
    this.#last = now;
    const events = header[HEADER.events] ?? 0;
    batch(() => {
      this.#run.value = {
        time: header[HEADER.time] ?? 0,
        speed: speed === 0 ? 0 : (header[HEADER.measuredSpeed] ?? 0),
        events,
        eventsPerSecond: this.#rate.sample(now, events, speed),
        wip: header[HEADER.wip] ?? 0,
        finished: header[HEADER.finished] ?? 0,
      };
      this.#elements.value = { state: frame.state.slice(), content: frame.content.slice() };
    });
  }
}
