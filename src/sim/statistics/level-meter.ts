import type { Micros } from "../../base/units.ts";
import type { Kernel } from "../kernel/kernel.ts";

/** Time averages of several counts, such as of parts by product. */
export class LevelMeter {
  readonly #kernel: Kernel;
  readonly #levels: number[];
  /** Integral since the statistics began up to the last change, and when that was, µs. */
  readonly #areas: number[];
  readonly #since: Micros[];

  constructor(kernel: Kernel, count: number) {
    this.#kernel = kernel;
    this.#levels = Array.from({ length: count }, () => 0);
    this.#areas = Array.from({ length: count }, () => 0);
    this.#since = Array.from({ length: count }, () => 0);
  }

  change(i: number, by: 1 | -1): void {
    this.#book(i);
    (this.#levels[i] as number) += by;
  }

  mean(i: number): number {
    this.#book(i);
    const { now, observedSince } = this.#kernel;
    return now > observedSince
      ? (this.#areas[i] as number) / (now - observedSince)
      : (this.#levels[i] as number);
  }

  reset(): void {
    this.#areas.fill(0);
    this.#since.fill(this.#kernel.now);
  }

  save(): LevelMeterState {
    this.#levels.forEach((_, i) => this.#book(i));
    return { levels: [...this.#levels], areas: [...this.#areas] };
  }

  restore({ levels, areas }: LevelMeterState): void {
    this.#levels.forEach((_, i) => {
      this.#levels[i] = levels[i] ?? 0;
      this.#areas[i] = areas[i] ?? 0;
    });
    this.#since.fill(this.#kernel.now);
  }

  #book(i: number): void {
    const { now } = this.#kernel;
    (this.#areas[i] as number) += (this.#levels[i] as number) * (now - (this.#since[i] as number));
    this.#since[i] = now;
  }
}

export type LevelMeterState = { levels: number[]; areas: number[] };
