import type { Micros } from "../../base/units.ts";
import type { Row } from "../plain/row.ts";
import { NO_CAUSE } from "./trace.ts";

/** Sequence numbers below 2^44 fit beside the priority in one exactly represented number. */
const PRIORITY_STEP = 2 ** 44;

const NOT_PENDING = -1;

/** What owns timers: an element, a shift calendar, the end of the warm-up. */
export interface TimerOwner {
  onTimer(timer: Timer): void;
}

/** A fixed slot of its owner for one event, which is pending at most once. Made by its calendar, which keeps its numbers. */
export class Timer {
  declare readonly owner: TimerOwner;
  /** Id of the owner, and which of its timers it is. */
  declare readonly id: string;
  declare readonly purpose: string;
  /** For the owner: which of several. */
  declare readonly code: number;
  /** Its number in the calendar. */
  declare readonly number: number;
  /** The event that scheduled this one; kept only while a trace is written. */
  cause: number = NO_CAUSE;
  declare private readonly dues: number[];
  declare private readonly places: readonly number[];

  constructor(calendar: EventCalendar, owner: TimerOwner, id: string, purpose: string, code: number) {
    this.owner = owner;
    this.id = id;
    this.purpose = purpose;
    this.code = code;
    this.dues = calendar.dues;
    this.places = calendar.places;
    this.number = calendar.add(this);
  }

  /** Time of the event, µs; valid while it is pending. */
  get time(): Micros {
    return this.dues[2 * this.number] as number;
  }

  set time(time: Micros) {
    this.dues[2 * this.number] = time;
  }

  /** Priority and sequence in one number. */
  get order(): number {
    return this.dues[2 * this.number + 1] as number;
  }

  set order(order: number) {
    this.dues[2 * this.number + 1] = order;
  }

  /** Unique in a run. */
  get name(): string {
    return `${this.id}/${this.purpose}`;
  }

  get pending(): boolean {
    return this.places[this.number] !== NOT_PENDING;
  }
}

/**
 * The event calendar: pending timers in the order (time, priority, sequence), where sequence counts the calls
 * of `schedule`. Nothing is allocated for an event, and moving or cancelling one is exact.
 *
 * A 4-ary heap. Popping leaves the root in place as a hole: a handler mostly schedules one event, and that
 * fills the hole with a single sift. Timers stand in it as numbers, and all that a sift touches is in four arrays of
 * numbers: with 10,000 timers these stay in the processor's cache, where the timers themselves do not.
 */
export class EventCalendar {
  /** By number. */
  readonly timers: Timer[] = [];
  /** Of each timer, its time and its order, beside each other. */
  readonly dues: number[] = [];
  /** Of each timer, its place in the heap. */
  readonly places: number[] = [];
  /** Of each timer of a plain element its row; undefined of all others. */
  readonly rows: (Row | undefined)[] = [];
  readonly #heap: number[] = [];
  /** Times of the heap's timers, beside it so that a comparison mostly asks for no more; unboxed from the start. */
  readonly #times: number[] = [Infinity];
  #size = 0;
  #hole = false;
  sequence = 0;

  /** @returns the number of a new timer */
  add(timer: Timer): number {
    // No whole numbers at first, so that the array is one of plain doubles.
    this.dues.push(0.5, 0.5);
    this.dues.fill(0, -2);
    this.places.push(NOT_PENDING);
    this.rows.push(undefined);
    return this.timers.push(timer) - 1;
  }

  /** Puts the timer's event at `timer.time`, or moves it there. Among equal times the smaller priority comes first. */
  schedule(timer: Timer, priority: number): void {
    this.scheduleNumber(timer.number, priority);
  }

  /** The same of the timer with that number. */
  scheduleNumber(timer: number, priority: number): void {
    this.dues[2 * timer + 1] = priority * PRIORITY_STEP + this.sequence++;
    this.#insert(timer);
  }

  /** Puts the timer's event at `timer.time` with the order it has. */
  insert(timer: Timer): void {
    this.#insert(timer.number);
  }

  cancel(timer: Timer): void {
    this.#cancel(timer.number);
  }

  /** Time of the next event, µs; Infinity when nothing is pending. */
  nextTime(): Micros {
    if (this.#hole) this.#close();
    return this.#times[0] as number;
  }

  /** Takes the next event; call only after `nextTime` told that there is one. @returns the number of its timer */
  pop(): number {
    const timer = this.#heap[0] as number;
    this.places[timer] = NOT_PENDING;
    this.#hole = true;
    return timer;
  }

  #insert(timer: number): void {
    if (this.places[timer] !== NOT_PENDING) this.#cancel(timer);
    if (this.#hole) {
      this.#hole = false;
      this.#down(0, timer);
    } else {
      this.#up(this.#size++, timer);
    }
  }

  #cancel(timer: number): void {
    const place = this.places[timer] as number;
    if (place === NOT_PENDING) return;
    this.places[timer] = NOT_PENDING;
    const last = --this.#size;
    if (last === 0) this.#times[0] = Infinity;
    if (place === last) return;
    const moved = this.#heap[last] as number;
    if (place > 0 && this.#precedes(moved, (place - 1) >> 2)) this.#up(place, moved);
    else this.#down(place, moved);
  }

  #close(): void {
    this.#hole = false;
    const last = --this.#size;
    if (last > 0) this.#down(0, this.#heap[last] as number);
    else this.#times[0] = Infinity;
  }

  #orderOf(timer: number): number {
    return this.dues[2 * timer + 1] as number;
  }

  /** Whether a timer comes before the one at a place of the heap. */
  #precedes(timer: number, place: number): boolean {
    const time = this.dues[2 * timer] as number;
    const other = this.#times[place] as number;
    return (
      time < other || (time === other && this.#orderOf(timer) < this.#orderOf(this.#heap[place] as number))
    );
  }

  #up(from: number, timer: number): void {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 2;
      if (!this.#precedes(timer, parent)) break;
      this.#put(place, this.#heap[parent] as number);
      place = parent;
    }
    this.#put(place, timer);
  }

  #down(from: number, timer: number): void {
    const heap = this.#heap;
    const times = this.#times;
    const places = this.places;
    const size = this.#size;
    const time = this.dues[2 * timer] as number;
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
        if (
          childTime === leastTime &&
          this.#orderOf(heap[child] as number) > this.#orderOf(heap[least] as number)
        )
          continue;
        least = child;
        leastTime = childTime;
      }
      const moved = heap[least] as number;
      if (leastTime > time || (leastTime === time && this.#orderOf(moved) > this.#orderOf(timer))) break;
      heap[place] = moved;
      times[place] = leastTime;
      places[moved] = place;
      place = least;
    }
    heap[place] = timer;
    times[place] = time;
    places[timer] = place;
  }

  #put(place: number, timer: number): void {
    this.#heap[place] = timer;
    this.#times[place] = this.dues[2 * timer] as number;
    this.places[timer] = place;
  }
}
