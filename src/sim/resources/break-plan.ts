import { toMicros, type Micros } from "../../base/units.ts";
import type { Breaks } from "../../plant/resources/workers.ts";

interface Window {
  readonly start: Micros;
  readonly duration: Micros;
  /** From the start of the window to where a break has to begin, µs. */
  readonly slack: Micros;
}

/** When breaks become due. */
export class BreakPlan {
  readonly atMostAway: number;
  readonly rests: boolean;
  readonly handover: Micros;
  readonly #windows: readonly Window[];
  readonly #period: Micros;

  constructor({ windows, period, atMostAway, atWork, relief }: Breaks) {
    this.atMostAway = atMostAway ?? Infinity;
    this.rests = atWork === "rest";
    this.handover = toMicros(relief?.handover ?? 0);
    this.#period = period === undefined ? Infinity : toMicros(period);
    this.#windows = windows.map(({ start, end, duration }) => ({
      start: toMicros(start),
      duration: toMicros(duration),
      slack: toMicros(end) - toMicros(start) - toMicros(duration),
    }));
  }

  /** The first start of a window at or after a time; Infinity when there is none. */
  next(time: Micros): Micros {
    return Math.min(...this.#windows.map(({ start }) => this.#nextStart(start, time)));
  }

  /** What each worker is due who is there when a window starts. */
  startingAt(time: Micros): { duration: Micros; latest: Micros }[] {
    const starting = this.#windows.filter(({ start }) => this.#nextStart(start, time) === time);
    return starting.map(({ duration, slack }) => ({ duration, latest: time + slack }));
  }

  #nextStart(start: Micros, time: Micros): Micros {
    if (time <= start) return start;
    return this.#period === Infinity
      ? Infinity
      : start + Math.ceil((time - start) / this.#period) * this.#period;
  }
}
