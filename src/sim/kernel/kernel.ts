import { toSeconds, type Micros } from "../../base/units.ts";
import { EventCalendar } from "./event-calendar.ts";
import { Flow } from "./flow.ts";
import type { Topology } from "./topology.ts";
import { Parts } from "./parts.ts";
import { type EventKind, type EventRecord, NO_CAUSE, Trace } from "./trace.ts";

/** What owns timers: an element, a shift calendar, the end of the warm-up. */
export interface TimerOwner {
  onTimer(timer: number): void;
}

/** What parts flow through. */
export interface FlowNode extends TimerOwner {
  /** A part of ours goes out through the connection; called before it arrives there. */
  depart(part: number, link: number): void;
  /** A part comes in through the connection. */
  arrive(part: number, link: number): void;
  /** Room or parts came up at this instant: take and give what is possible now. */
  settle(): void;
  /** Whether this part may come in now; asked only of nodes that `Flow.choosy` marks, when they have room. */
  accepts(part: number, link: number): boolean;
}

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

/** Steps at one instant after which it is taken for a loop; per node, so large plants may do more at once. */
const STEPS_PER_NODE = 1000;
const LEAST_STEP_LIMIT = 1_000_000;

/**
 * Clock, calendar, parts, connections and the agenda of the present instant. An event's handler changes its
 * own element and wakes those that may act on it; the agenda then settles them first in, first out, until
 * nothing more happens at this instant (SPEC K4).
 */
export class Kernel {
  now: Micros = 0;
  events = 0;
  readonly calendar: EventCalendar;
  readonly parts: Parts = new Parts();
  readonly flow: Flow;
  /** Indexed by node; set once by the simulation before the first event. */
  readonly nodes: FlowNode[] = [];
  /** Indexed by owner: nodes first, then shift calendars and the like. */
  readonly owners: TimerOwner[] = [];
  readonly names: readonly string[];
  readonly products: readonly string[];
  readonly trace: Trace | undefined;
  /** The event that releases what happens now; kept only while a trace is written. */
  cause: number = NO_CAUSE;

  readonly #timerOwner: Int32Array;
  readonly #timerCause: Float64Array;
  readonly #agenda: Int32Array;
  readonly #awake: Uint8Array;
  readonly #wakeCause: Float64Array;
  #agendaHead = 0;
  #agendaTail = 0;
  readonly #stepLimit: number;
  #steps = 0;

  /**
   * @param timerOwner owner index of each timer
   * @param names ids of the owners; nodes first
   */
  constructor(
    topology: Topology,
    timerOwner: readonly number[],
    names: readonly string[],
    products: readonly string[],
    record?: (line: EventRecord) => void,
  ) {
    this.calendar = new EventCalendar(timerOwner.length);
    this.#timerOwner = Int32Array.from(timerOwner);
    this.#timerCause = new Float64Array(record === undefined ? 0 : timerOwner.length).fill(NO_CAUSE);
    this.names = names;
    this.products = products;
    this.trace = record === undefined ? undefined : new Trace(names, record);
    this.flow = new Flow(this, topology);
    const nodes = topology.nodes;
    // A power of two above the number of nodes, each of which is on it at most once.
    this.#agenda = new Int32Array(2 ** (32 - Math.clz32(nodes + 1)));
    this.#awake = new Uint8Array(nodes);
    this.#wakeCause = new Float64Array(record === undefined ? 0 : nodes).fill(NO_CAUSE);
    this.#stepLimit = Math.max(LEAST_STEP_LIMIT, nodes * STEPS_PER_NODE);
  }

  /** Puts the timer's event at `time`; its cause is what happens now. */
  schedule(timer: number, time: Micros, priority = 0): void {
    this.calendar.schedule(timer, time, priority);
    if (this.trace !== undefined) this.#timerCause[timer] = this.cause;
  }

  /** Lets the node settle later at this instant. */
  wake(node: number): void {
    if (this.#awake[node] !== 0) return;
    this.#awake[node] = 1;
    this.#agenda[this.#agendaTail] = node;
    this.#agendaTail = (this.#agendaTail + 1) & (this.#agenda.length - 1);
    if (this.trace !== undefined) this.#wakeCause[node] = this.cause;
  }

  /**
   * Processes events up to and including `until`.
   * @returns true when that time is reached; false when `maxEvents` came first
   * @throws ZeroTimeLoop
   */
  run(until: Micros, maxEvents: number): boolean {
    const calendar = this.calendar;
    for (let left = maxEvents; ; left--) {
      const time = calendar.nextTime();
      if (time > until) {
        this.now = until;
        return true;
      }
      if (left <= 0) return false;
      if (time > this.now) {
        this.now = time;
        this.#steps = 0;
      }
      const timer = calendar.pop();
      this.events++;
      if (this.trace !== undefined) this.cause = this.#timerCause[timer] as number;
      (this.owners[this.#timerOwner[timer] as number] as TimerOwner).onTimer(timer);
      this.settle();
    }
  }

  /** Works off the agenda of this instant. @throws ZeroTimeLoop */
  settle(): void {
    if (++this.#steps > this.#stepLimit) this.#stopLoop();
    while (this.#agendaHead !== this.#agendaTail) {
      const node = this.#agenda[this.#agendaHead] as number;
      this.#agendaHead = (this.#agendaHead + 1) & (this.#agenda.length - 1);
      this.#awake[node] = 0;
      if (this.trace !== undefined) this.cause = this.#wakeCause[node] as number;
      (this.nodes[node] as FlowNode).settle();
      if (++this.#steps > this.#stepLimit) this.#stopLoop();
    }
  }

  /** Writes one line of the event log and makes it the cause of what follows; call only with a trace. */
  log(owner: number, kind: EventKind, part = -1, detail?: string): void {
    const trace = this.trace as Trace;
    this.cause = trace.write(owner, kind, toSeconds(this.now), this.cause, {
      ...(part < 0
        ? {}
        : {
            part: this.partName(part),
            product: this.products[this.parts.product[part] as number] as string,
          }),
      ...(detail === undefined ? {} : { detail }),
    });
  }

  partName(part: number): string {
    return `${this.names[this.parts.source[part] as number]}#${this.parts.serial[part]}`;
  }

  causeOfTimer(timer: number): number {
    return this.#timerCause[timer] as number;
  }

  restoreCauseOfTimer(timer: number, cause: number): void {
    this.#timerCause[timer] = cause;
  }

  /** Names what is still moving after so many steps: whatever comes up in the next few hundred. */
  #stopLoop(): never {
    const moving = new Set<string>();
    for (let i = this.#agendaHead; i !== this.#agendaTail; i = (i + 1) & (this.#agenda.length - 1)) {
      moving.add(this.names[this.#agenda[i] as number] as string);
    }
    const next = this.calendar.nextTime();
    if (moving.size === 0 && next <= this.now) {
      moving.add(this.names[this.#timerOwner[this.calendar.pop()] as number] as string);
    }
    throw new ZeroTimeLoop([...moving].slice(0, 20), toSeconds(this.now));
  }
}
