/** A run that cannot keep up stays at most this far behind, s of real time; the rest is given up. */
const MOST_LAG = 0.1;
/** The measured speed is an average over this time, ms. */
const WINDOW = 500;

/** Which simulated time belongs to the clock's time, at a given speed. All simulated times in s, the clock in ms. */
export class Pace {
  #speed: number;
  #clock = 0;
  #time = 0;

  /** @param speed simulated seconds a second; Infinity is as fast as it goes */
  constructor(speed: number) {
    this.#speed = speed;
  }

  get speed(): number {
    return this.#speed;
  }

  setSpeed(speed: number, clock: number, time: number): void {
    this.#speed = speed;
    this.start(clock, time);
  }

  /** From now on, `time` belongs to `clock`. */
  start(clock: number, time: number): void {
    this.#clock = clock;
    this.#time = time;
  }

  /** Simulated time that should be reached; Infinity at full speed. */
  target(clock: number): number {
    // Not ∞ times the time that has passed: at once that would be ∞ · 0.
    if (this.#speed === Infinity) return Infinity;
    return this.#time + ((clock - this.#clock) / 1000) * this.#speed;
  }

  /** The run got as far as `time`: whatever it is too late by is not made up for. */
  slip(clock: number, time: number): void {
    if (this.#speed === Infinity) return;
    const lag = (this.target(clock) - time) / this.#speed;
    if (lag > MOST_LAG) this.start(clock - MOST_LAG * 1000, time);
  }
}

/** Measures the speed that was reached lately. */
export class SpeedMeter {
  #clock = 0;
  #time = 0;
  #speed = 0;

  /** Simulated seconds a second. */
  get speed(): number {
    return this.#speed;
  }

  start(clock: number, time: number): void {
    this.#clock = clock;
    this.#time = time;
    this.#speed = 0;
  }

  sample(clock: number, time: number): void {
    const elapsed = clock - this.#clock;
    if (elapsed < WINDOW && this.#speed > 0) return;
    if (elapsed <= 0) return;
    const reached = ((time - this.#time) / elapsed) * 1000;
    this.#speed = reached;
    if (elapsed < WINDOW) return;
    this.#clock = clock;
    this.#time = time;
  }
}
