import type { Micros } from "../../base/units.ts";
import type { Kernel } from "../kernel/kernel.ts";

const STANDS = -1;

/** A clock that stands still while what it belongs to is not driven, such as the belt of a conveyor. */
export class DriveClock {
  readonly #kernel: Kernel;
  #elapsed: Micros = 0;
  #since: Micros = 0;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  get runs(): boolean {
    return this.#since !== STANDS;
  }

  /** µs */
  now(): Micros {
    return this.runs ? this.#elapsed + (this.#kernel.now - this.#since) : this.#elapsed;
  }

  /** When it will show a time if it goes on running, on the run's clock, at the earliest now. */
  reaches(time: Micros): Micros {
    return this.#kernel.now + Math.max(0, time - this.now());
  }

  stop(): void {
    this.#elapsed = this.now();
    this.#since = STANDS;
  }

  run(): void {
    if (!this.runs) this.#since = this.#kernel.now;
  }

  save(): [elapsed: Micros, since: Micros] {
    return [this.#elapsed, this.#since];
  }

  restore([elapsed, since]: readonly [Micros, Micros]): void {
    this.#elapsed = elapsed;
    this.#since = since;
  }
}
