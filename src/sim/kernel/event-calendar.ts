import type { Micros } from "../../base/units.ts";
import { NO_CAUSE } from "./trace.ts";

/** Sequence numbers below 2^44 fit beside the priority in one exactly represented number. */
const PRIORITY_STEP = 2 ** 44;

const NOT_PENDING = -1;

/** What owns timers: an element, a shift calendar, the end of the warm-up. */
export interface TimerOwner {
  onTimer(timer: Timer): void;
}

/** A fixed slot of its owner for one event, which is pending at most once. */
export class Timer {
  declare readonly owner: TimerOwner;
  /** Id of the owner, and which of its timers it is. */
  declare readonly id: string;
  declare readonly purpose: string;
  /** For the owner: which of several. */
  declare readonly code: number;
  /** Time of the event, µs; valid while it is pending. */
  time: Micros = 0;
  /** Priority and sequence in one number. */
  order = 0;
  /** The event that scheduled this one; kept only while a trace is written. */
  cause: number = NO_CAUSE;
  /** Place in the calendar's heap. */
  place: number = NOT_PENDING;

  constructor(owner: TimerOwner, id: string, purpose: string, code: number) {
    this.owner = owner;
    this.id = id;
    this.purpose = purpose;
    this.code = code;
  }

  /** Unique in a run. */
  get name(): string {
    return `${this.id}/${this.purpose}`;
  }

  get pending(): boolean {
    return this.place !== NOT_PENDING;
  }
}

/**
 * The event calendar: pending timers in the order (time, priority, sequence), where sequence counts the calls
 * of `schedule`. Nothing is allocated for an event, and moving or cancelling one is exact.
 *
 * A 4-ary heap. Popping leaves the root in place as a hole: a handler mostly schedules one event, and that
 * fills the hole with a single sift.
 */
export class EventCalendar {
  readonly #heap: Timer[] = [];
  /** Times of the heap's timers, beside it so that a sift touches one array of numbers; unboxed from the start. */
  readonly #times: number[] = [Infinity];
  #size = 0;
  #hole = false;
  sequence = 0;

  /** Puts the timer's event at `timer.time`, or moves it there. Among equal times the smaller priority comes first. */
  schedule(timer: Timer, priority: number): void {
    timer.order = priority * PRIORITY_STEP + this.sequence++;
    this.insert(timer);
  }

  /** Puts the timer's event at `timer.time` with the order it has. */
  insert(timer: Timer): void {
    if (timer.place !== NOT_PENDING) this.cancel(timer);
    if (this.#hole) {
      this.#hole = false;
      this.#down(0, timer);
    } else {
      this.#up(this.#size++, timer);
    }
  }

  cancel(timer: Timer): void {
    const { place } = timer;
    if (place === NOT_PENDING) return;
    timer.place = NOT_PENDING;
    const last = --this.#size;
    if (last === 0) this.#times[0] = Infinity;
    if (place === last) return;
    const moved = this.#heap[last] as Timer;
    if (place > 0 && this.#precedes(moved, (place - 1) >> 2)) this.#up(place, moved);
    else this.#down(place, moved);
  }

  /** Time of the next event, µs; Infinity when nothing is pending. */
  nextTime(): Micros {
    if (this.#hole) this.#close();
    return this.#times[0] as number;
  }

  /** Takes the next event; call only after `nextTime` told that there is one. */
  pop(): Timer {
    const timer = this.#heap[0] as Timer;
    timer.place = NOT_PENDING;
    this.#hole = true;
    return timer;
  }

  #close(): void {
    this.#hole = false;
    const last = --this.#size;
    if (last > 0) this.#down(0, this.#heap[last] as Timer);
    else this.#times[0] = Infinity;
  }

  /** Whether a timer comes before the one at a place of the heap. */
  #precedes(timer: Timer, place: number): boolean {
    const { time } = timer;
    const other = this.#times[place] as number;
    return time < other || (time === other && timer.order < (this.#heap[place] as Timer).order);
  }

  #up(from: number, timer: Timer): void {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 2;
      if (!this.#precedes(timer, parent)) break;
      this.#put(place, this.#heap[parent] as Timer);
      place = parent;
    }
    this.#put(place, timer);
  }

  #down(from: number, timer: Timer): void {
    const { time } = timer;
    const heap = this.#heap;
    const times = this.#times;
    const size = this.#size;
    let place = from;
    for (;;) {
      const first = place * 4 + 1;
      if (first >= size) break;
      const end = first + 4 < size ? first + 4 : size;
      let least = first;
      let leastTime = times[first] as number;
      for (let child = first + 1; child < end; child++) {
        const childTime = times[child] as number;
        if (childTime > leastTime) continue;
        if (childTime === leastTime && (heap[child] as Timer).order > (heap[least] as Timer).order) continue;
        least = child;
        leastTime = childTime;
      }
      if (leastTime > time || (leastTime === time && (heap[least] as Timer).order > timer.order)) break;
      const moved = heap[least] as Timer;
      heap[place] = moved;
      times[place] = leastTime;
      moved.place = place;
      place = least;
    }
    this.#put(place, timer);
  }

  #put(place: number, timer: Timer): void {
    this.#heap[place] = timer;
    this.#times[place] = timer.time;
    timer.place = place;
  }
}
