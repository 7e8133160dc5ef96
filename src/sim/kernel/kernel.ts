import { toSeconds, type Micros } from "../../base/units.ts";
import { EventCalendar, type Timer } from "./event-calendar.ts";
import { Flow } from "./flow.ts";
import { NumberQueue } from "./number-queue.ts";
import { type Part, PartStore } from "./parts.ts";
import { PlainRows } from "../plain/plain-rows.ts";
import type { Row } from "../plain/row.ts";
import type { RowJoints } from "../plain/row-joints.ts";
import type { Port } from "./ports.ts";
import { SystemClock } from "../statistics/system-clock.ts";
import { type EventKind, type EventRecord, NO_CAUSE, Trace } from "./trace.ts";

/** Parts moved without time going on: no plant does that on purpose, so the run stops and names the elements. */
export class ZeroTimeLoop extends Error {
  readonly elements: readonly string[];
  /** s */
  readonly time: number;

  constructor(elements: readonly string[], time: number) {
    super(`Without any time passing, parts go round and round through ${elements.join(", ")}`);
    this.name = "ZeroTimeLoop";
    this.elements = elements;
    this.time = time;
  }
}

/** Steps at one instant after which it is taken for a loop; per element, so large plants may do more at once. */
const STEPS_PER_ELEMENT = 1000;
const LEAST_STEP_LIMIT = 1_000_000;

/** On the agenda: not a row, but the next port in line. */
const A_PORT = -1;

/** Stands for no limit on events: more than can be processed, and a whole number that is counted up to exactly. */
const MOST_EVENTS = 2 ** 50;

/**
 * Clock, calendar, flow and the agenda of the present instant. An event's handler changes its own element and
 * wakes those that may act on it; the agenda then settles them first in, first out, until nothing more happens
 * at this instant (SPEC K4).
 */
export class Kernel {
  now: Micros = 0;
  events = 0;
  /** Time of the newest event when `run` last ended, µs; 0 before the first, also in a restored run. */
  lastEvent: Micros = 0;
  /** Since when statistics are kept, µs. */
  observedSince: Micros = 0;
  readonly calendar: EventCalendar = new EventCalendar();
  readonly parts: PartStore = new PartStore();
  declare readonly plain: PlainRows;
  /** Joins plain elements; set when all elements are built. */
  declare joints: RowJoints | undefined;
  /** Somebody looks at every event or instant: nothing is joined. */
  watched = false;
  declare readonly flow: Flow;
  declare readonly system: SystemClock;
  /** Ids of the owners of events: elements first, then shift calendars and the run itself. */
  declare readonly names: readonly string[];
  declare readonly products: readonly string[];
  /** Where the event log is written; absent for most runs, which pay one comparison for it. */
  declare trace: Trace | undefined;
  /** The event that releases what happens now; kept only while a trace is written. */
  cause: number = NO_CAUSE;

  /** Who settles at this instant: rows of plain elements, and for each other element that it is the next of those. */
  readonly agenda: NumberQueue = new NumberQueue();
  #portHead: Port | undefined = undefined;
  #portTail: Port | undefined = undefined;
  declare private readonly stepLimit: number;
  #steps = 0;
  /** Where the numbers of the event log stand, while none is written. */
  #numbering: Readonly<Record<string, number>> = {};

  constructor(names: readonly string[], products: readonly string[], record?: (line: EventRecord) => void) {
    this.names = names;
    this.products = products;
    this.trace = record === undefined ? undefined : new Trace(names, record);
    this.flow = new Flow(this);
    this.plain = new PlainRows(this);
    this.joints = undefined;
    this.system = new SystemClock(this);
    this.stepLimit = Math.max(LEAST_STEP_LIMIT, names.length * STEPS_PER_ELEMENT);
  }

  /** Writes the event log from now on, or no longer; what happened before causes nothing in it. */
  record(record: ((line: EventRecord) => void) | undefined): void {
    this.joints?.sever();
    if (this.trace !== undefined) this.#numbering = this.trace.save();
    this.trace = record === undefined ? undefined : new Trace(this.names, record);
    // Goes on with the numbers of an earlier log, since what is pending may have its cause there.
    this.trace?.restore(this.#numbering);
    this.cause = NO_CAUSE;
  }

  /**
   * Schedules the timer's event for `timer.time`, which the caller has set; its cause is what happens now. The time is
   * no argument, because V8 allocates for a number that goes into a call which it does not inline.
   */
  schedule(timer: Timer, priority = 0): void {
    if (this.trace !== undefined) timer.cause = this.cause;
    this.calendar.schedule(timer, priority);
  }

  /** Lets the element settle later at this instant. */
  wake(port: Port): void {
    if (port.row >= 0 && this.trace === undefined) {
      this.wakeRow(this.plain.rows[port.row] as Row);
      return;
    }
    if (port.awake) {
      // All are woken at the start of the run; the first who wakes one again is the cause.
      if (this.trace !== undefined && port.wakeCause === NO_CAUSE) port.wakeCause = this.cause;
      return;
    }
    port.awake = true;
    port.nextAwake = undefined;
    if (this.#portHead === undefined) this.#portHead = port;
    else (this.#portTail as Port).nextAwake = port;
    this.#portTail = port;
    if (this.trace !== undefined) port.wakeCause = this.cause;
    this.agenda.add(A_PORT);
  }

  /** The same of a plain element, while no trace is written. */
  wakeRow(row: Row): void {
    if (row.awake) return;
    row.awake = true;
    this.agenda.add(row.number);
  }

  /**
   * Processes events up to and including `until`.
   * @returns true when that time is reached; false when `maxEvents` came first
   * @throws ZeroTimeLoop
   */
  run(until: Micros, maxEvents: number): boolean {
    const { calendar, plain, agenda } = this;
    if (this.trace === undefined && !this.watched) this.joints?.join();
    const first = this.events;
    const last = first + Math.min(maxEvents, MOST_EVENTS);
    for (;;) {
      const time = calendar.nextTime();
      if (time > until) {
        if (this.events > first) this.lastEvent = this.now;
        // A time that is past is reached already; the clock never goes back.
        if (until > this.now) this.now = until;
        return true;
      }
      if (this.events >= last) {
        this.lastEvent = this.now;
        return false;
      }
      if (time > this.now) {
        this.now = time;
        this.#steps = 0;
      } else if (++this.#steps > this.stepLimit) {
        // Events without any time between them may go round as well as parts.
        this.#stopLoop();
      }
      const number = calendar.pop();
      const row = calendar.rows[number];
      this.events++;
      if (row !== undefined && this.trace === undefined) plain.fire(row);
      else this.#tell(calendar.timers[number] as Timer);
      if (!agenda.empty) this.settle();
    }
  }

  /** Works off the agenda of this instant. @throws ZeroTimeLoop */
  settle(): void {
    const { agenda, plain } = this;
    while (!agenda.empty) {
      const next = agenda.take();
      if (next === A_PORT) this.#settlePort();
      else plain.settle(plain.rows[next] as Row);
      if (++this.#steps > this.stepLimit) this.#stopLoop();
    }
  }

  #settlePort(): void {
    const port = this.#portHead as Port;
    this.#portHead = port.nextAwake;
    port.awake = false;
    if (this.trace !== undefined) this.cause = port.wakeCause;
    port.node.settle();
  }

  /** Writes one line of the event log and makes it the cause of what follows; call only with a trace. */
  log(owner: number, kind: EventKind, part?: Part, detail?: string): void {
    const trace = this.trace as Trace;
    this.cause = trace.write(owner, kind, toSeconds(this.now), this.cause, {
      ...(part === undefined
        ? {}
        : { part: `${part.source.id}#${part.serial}`, product: this.products[part.product] as string }),
      ...(detail === undefined ? {} : { detail }),
    });
  }

  #tell(timer: Timer): void {
    if (this.trace !== undefined) this.cause = timer.cause;
    timer.owner.onTimer(timer);
  }

  /** Names what is still moving after so many steps. */
  #stopLoop(): never {
    const { agenda, plain } = this;
    const moving = new Set<string>();
    for (let port = this.#portHead; port !== undefined; port = port.nextAwake) moving.add(port.id);
    while (!agenda.empty) {
      const row = agenda.take();
      if (row !== A_PORT) moving.add((plain.rows[row] as Row).owner.port.id);
    }
    if (moving.size === 0 && this.calendar.nextTime() <= this.now) {
      moving.add((this.calendar.timers[this.calendar.pop()] as Timer).id);
    }
    throw new ZeroTimeLoop([...moving].slice(0, 20), toSeconds(this.now));
  }
}
