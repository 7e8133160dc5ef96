import { toMicros, type Micros } from "../../base/units.ts";
import type { Calendar } from "../../plant/schema.ts";
import { Timer, type TimerOwner } from "../kernel/event-calendar.ts";
import type { Kernel } from "../kernel/kernel.ts";

/** Shift changes come after everything else at their instant: what ends just then has ended in time (SPEC C1). */
const SHIFT_PRIORITY = 3;

/** What works by a calendar. */
export interface ShiftWorker {
  onShift(working: boolean): void;
}

/** Turns its workers on and off by the calendar of the plant file. */
export class ShiftCalendar implements TimerOwner {
  readonly id: string;
  readonly interruption: Calendar["interruption"];
  working: boolean;
  readonly #kernel: Kernel;
  readonly timer: Timer;
  readonly #intervals: readonly (readonly [Micros, Micros])[];
  readonly #period: Micros;
  readonly #exceptions: readonly Exception[];
  readonly #workers: ShiftWorker[] = [];

  constructor(calendar: Calendar, kernel: Kernel) {
    this.id = calendar.id;
    this.interruption = calendar.interruption;
    this.#kernel = kernel;
    this.timer = new Timer(kernel.calendar, this, `calendar:${calendar.id}`, "shift", 0);
    this.#period = calendar.period === undefined ? Infinity : toMicros(calendar.period);
    this.#intervals = joined(
      calendar.working.map(({ start, end }) => [toMicros(start), toMicros(end)] as const),
    );
    this.#exceptions = (calendar.exceptions ?? [])
      .map(({ start, end, working }) => ({ start: toMicros(start), end: toMicros(end), working }))
      .sort((a, b) => a.start - b.start);
    this.working = this.#works(0);
  }

  /** Workers are told in the order in which they join. */
  join(worker: ShiftWorker): void {
    this.#workers.push(worker);
  }

  start(): void {
    this.#scheduleNext();
  }

  onTimer(): void {
    this.working = this.#works(this.#kernel.now);
    const cause = this.#kernel.cause;
    for (const worker of this.#workers) {
      worker.onShift(this.working);
      this.#kernel.cause = cause;
    }
    this.#scheduleNext();
  }

  /** When the working interval that covers now ends; Infinity when it never does; now at its very end. */
  workingUntil(): Micros {
    const { now } = this.#kernel;
    return this.#works(now) ? this.#nextChange(now) : now;
  }

  /** Time of exceptions that are working time (extra shifts, overtime) between two times, µs. */
  extraTime(from: Micros, to: Micros): Micros {
    let total = 0;
    for (const { start, end, working } of this.#exceptions)
      if (working) total += Math.max(0, Math.min(end, to) - Math.max(start, from));
    return total;
  }

  /** Brings it in line with the clock after a snapshot was restored; a change that is still to come at this instant has not happened. */
  restore(): void {
    const { now } = this.#kernel;
    const isToCome = this.timer.pending && this.timer.time === now;
    this.working = this.#works(now) !== isToCome;
  }

  #scheduleNext(): void {
    const change = this.#nextChange(this.#kernel.now);
    if (change === Infinity) return;
    this.timer.time = change;
    this.#kernel.schedule(this.timer, SHIFT_PRIORITY);
  }

  /** Whether it is working time, exceptions included (SPEC C6). */
  #works(time: Micros): boolean {
    return this.#exceptionAt(time)?.working ?? this.#covers(time);
  }

  /** First instant after `time` at which work begins or ends; Infinity when there is none. */
  #nextChange(time: Micros): Micros {
    const working = this.#works(time);
    let at = time;
    do {
      const exception = this.#exceptionAt(at);
      const next = this.#exceptions[this.#exceptionAfter(at)];
      at = exception === undefined ? Math.min(this.#nextRegular(at), next?.start ?? Infinity) : exception.end;
    } while (at !== Infinity && this.#works(at) === working);
    return at;
  }

  #exceptionAt(time: Micros): Exception | undefined {
    const candidate = this.#exceptions[this.#exceptionAfter(time) - 1];
    return candidate !== undefined && time < candidate.end ? candidate : undefined;
  }

  /** Index of the first exception that starts after `time`. */
  #exceptionAfter(time: Micros): number {
    let low = 0;
    let high = this.#exceptions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#exceptions[middle] as Exception).start > time) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Whether the rule covers the time, exceptions left aside. */
  #covers(time: Micros): boolean {
    const phase = time % this.#period;
    const interval = this.#intervals[this.#endingAfter(phase)];
    return interval !== undefined && interval[0] <= phase;
  }

  /** Index of the first interval that ends after a phase of the period. */
  #endingAfter(phase: Micros): number {
    let low = 0;
    let high = this.#intervals.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#intervals[middle] as readonly [Micros, Micros])[1] > phase) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** First instant after `time` at which work begins or ends by the rule; Infinity when there is none. */
  #nextRegular(time: Micros): Micros {
    const phase = time % this.#period;
    const cycle = time - phase;
    const index = this.#endingAfter(phase);
    const interval = this.#intervals[index];
    if (interval === undefined) {
      const [start] = this.#intervals[0] as readonly [Micros, Micros];
      return this.#period === Infinity ? Infinity : cycle + this.#period + start;
    }
    if (interval[0] > phase) return cycle + interval[0];
    const end = cycle + interval[1];
    if (!this.#covers(end)) return end;
    // The interval runs on into the next period.
    const first = this.#intervals[0] as readonly [Micros, Micros];
    return first[1] >= this.#period ? Infinity : end + first[1];
  }
}

/** A time that differs from the rule, µs. */
interface Exception {
  readonly start: Micros;
  readonly end: Micros;
  readonly working: boolean;
}

/** Sorted, and intervals that touch made one. */
function joined(intervals: readonly (readonly [Micros, Micros])[]): [Micros, Micros][] {
  const result: [Micros, Micros][] = [];
  for (const [start, end] of [...intervals].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}
