import type { Micros } from "../../base/units.ts";

/** Sequence numbers below 2^44 fit beside the priority in one exactly represented number. */
const PRIORITY_STEP = 2 ** 44;

/**
 * The event calendar. Every event belongs to a *timer*, a fixed slot of its owner that is pending at most
 * once, so nothing is allocated, and moving or cancelling an event is exact. Order: (time, priority,
 * sequence), where sequence counts the calls of `schedule`.
 *
 * A 4-ary heap in typed arrays. Popping leaves the root in place as a hole: a handler mostly schedules one
 * event, and that fills the hole with a single sift.
 */
export class EventCalendar {
  /** Time of each timer's event, µs; valid while it is pending. */
  readonly time: Float64Array;
  /** Priority and sequence of each timer's event in one number. */
  readonly order: Float64Array;
  /** Place in the heap; −1 while not pending. */
  readonly #place: Int32Array;
  readonly #heap: Int32Array;
  readonly #keys: Float64Array;
  #size = 0;
  #hole = false;
  #sequence = 0;

  /** @param timers number of timers, fixed for the life of the calendar */
  constructor(timers: number) {
    this.time = new Float64Array(timers);
    this.order = new Float64Array(timers);
    this.#place = new Int32Array(timers).fill(-1);
    this.#heap = new Int32Array(timers + 1);
    this.#keys = new Float64Array(timers + 1);
  }

  get sequence(): number {
    return this.#sequence;
  }

  isPending(timer: number): boolean {
    return (this.#place[timer] as number) >= 0;
  }

  /** Puts the timer's event at `time`, or moves it there. Among equal times the smaller priority comes first. */
  schedule(timer: number, time: Micros, priority = 0): void {
    this.#insert(timer, time, priority * PRIORITY_STEP + this.#sequence++);
  }

  cancel(timer: number): void {
    const place = this.#place[timer] as number;
    if (place < 0) return;
    this.#place[timer] = -1;
    const last = --this.#size;
    if (place === last) return;
    const moved = this.#heap[last] as number;
    const key = this.#keys[last] as number;
    const order = this.order[moved] as number;
    if (place > 0 && this.#before(key, order, (place - 1) >> 2)) this.#up(place, moved, key, order);
    else this.#down(place, moved, key, order);
  }

  /** Time of the next event, µs; Infinity when nothing is pending. */
  nextTime(): Micros {
    if (this.#hole) this.#close();
    return this.#size === 0 ? Infinity : (this.#keys[0] as number);
  }

  /** Takes the next event. @returns its timer; call only after `nextTime` told that there is one */
  pop(): number {
    const timer = this.#heap[0] as number;
    this.#place[timer] = -1;
    this.#hole = true;
    return timer;
  }

  /** Restores a pending event with the order it had. */
  restore(timer: number, time: Micros, order: number): void {
    this.#insert(timer, time, order);
  }

  restoreSequence(sequence: number): void {
    this.#sequence = sequence;
  }

  #insert(timer: number, time: Micros, order: number): void {
    if ((this.#place[timer] as number) >= 0) this.cancel(timer);
    this.time[timer] = time;
    this.order[timer] = order;
    if (this.#hole) {
      this.#hole = false;
      this.#down(0, timer, time, order);
    } else {
      this.#up(this.#size++, timer, time, order);
    }
  }

  #close(): void {
    this.#hole = false;
    const last = --this.#size;
    if (last === 0) return;
    const moved = this.#heap[last] as number;
    this.#down(0, moved, this.#keys[last] as number, this.order[moved] as number);
  }

  /** Whether (key, order) comes before the event at a place of the heap. */
  #before(key: Micros, order: number, place: number): boolean {
    const other = this.#keys[place] as number;
    return key < other || (key === other && order < (this.order[this.#heap[place] as number] as number));
  }

  #up(from: number, timer: number, key: Micros, order: number): void {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 2;
      if (!this.#before(key, order, parent)) break;
      this.#move(parent, place);
      place = parent;
    }
    this.#put(place, timer, key);
  }

  #down(from: number, timer: number, key: Micros, order: number): void {
    const keys = this.#keys;
    const size = this.#size;
    let place = from;
    for (;;) {
      const first = place * 4 + 1;
      if (first >= size) break;
      const end = Math.min(first + 4, size);
      let least = first;
      let leastKey = keys[first] as number;
      for (let child = first + 1; child < end; child++) {
        const childKey = keys[child] as number;
        if (
          childKey < leastKey ||
          (childKey === leastKey &&
            (this.order[this.#heap[child] as number] as number) <
              (this.order[this.#heap[least] as number] as number))
        ) {
          least = child;
          leastKey = childKey;
        }
      }
      if (
        !(leastKey < key || (leastKey === key && (this.order[this.#heap[least] as number] as number) < order))
      ) {
        break;
      }
      this.#move(least, place);
      place = least;
    }
    this.#put(place, timer, key);
  }

  #move(from: number, to: number): void {
    const timer = this.#heap[from] as number;
    this.#heap[to] = timer;
    this.#keys[to] = this.#keys[from] as number;
    this.#place[timer] = to;
  }

  #put(place: number, timer: number, key: Micros): void {
    this.#heap[place] = timer;
    this.#keys[place] = key;
    this.#place[timer] = place;
  }
}
