import type { Micros } from "../../base/units.ts";
import type { Kernel } from "../kernel/kernel.ts";

/** Contents with a bin of their own; the last bin collects what is above. */
const BINS = 257;

/** Share of time at each content, for elements that change seldom. */
export class ContentHistogram {
  readonly #kernel: Kernel;
  #times: Micros[] = [];
  #content = 0;
  #since: Micros = 0;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** The content is now another one. */
  change(content: number): void {
    this.#book();
    this.#content = content;
  }

  reset(): void {
    this.#times = [];
    this.#since = this.#kernel.now;
  }

  shares(observed: Micros): number[] {
    this.#book();
    return observed > 0 ? this.#times.map((time) => time / observed) : [];
  }

  save(): HistogramState {
    this.#book();
    return { times: [...this.#times], content: this.#content };
  }

  restore(state: HistogramState): void {
    this.#times = [...state.times];
    this.#content = state.content;
    this.#since = this.#kernel.now;
  }

  #book(): void {
    const { now } = this.#kernel;
    const bin = Math.min(this.#content, BINS - 1);
    if (now > this.#since) {
      while (this.#times.length <= bin) this.#times.push(0);
      (this.#times[bin] as number) += now - this.#since;
    }
    this.#since = now;
  }
}

export type HistogramState = { times: Micros[]; content: number };
