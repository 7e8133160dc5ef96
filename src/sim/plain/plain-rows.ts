import { BLOCKED, STARVED, WORKING } from "../../plant/states.ts";
import type { EventCalendar, Timer } from "../kernel/event-calendar.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Part, PartStore } from "../kernel/parts.ts";
import type { RowSampler } from "../kernel/sampler.ts";
import { PLACE, Row, ROW, type RowNature, type RowOwner } from "./row.ts";

const { STATION, BUFFER, SOURCE, NO_PART, LEAVING } = ROW;
const { SPENT, TOTAL, ARRIVED, STATE_SINCE, TIMES, CONTENT_SINCE, HISTOGRAM, CAME, DURATIONS } = PLACE;

/** Arrivals come after what ends at the same instant, so that they find the room which that frees (SPEC K2). */
export const ARRIVAL_PRIORITY = 1;

/**
 * The plain elements of a run, a row for each: all that changes when a part goes by lies in a few lines of the processor's
 * cache, for a row refers to its neighbours directly, parts and timers are numbers here, and times are in one array.
 *
 * Rows may be joined (row-joints.ts): parts then go from one to the next without anybody else taking notice. Where they are
 * not, the elements' models deal with their neighbours as any other element does. Both give the same events in the same
 * order.
 */
export class PlainRows {
  declare private readonly kernel: Kernel;
  declare private readonly calendar: EventCalendar;
  declare private readonly parts: PartStore;
  /** Of the store of parts. */
  declare private readonly stays: number[];
  readonly rows: Row[] = [];
  #used = 0;
  /** Times and large numbers of all rows; plain doubles from the start. */
  readonly numbers: number[] = [0.5];

  constructor(kernel: Kernel) {
    this.kernel = kernel;
    this.calendar = kernel.calendar;
    this.parts = kernel.parts;
    this.stays = kernel.parts.stays;
  }

  /** Makes so many rows at once, so that they lie beside each other in memory. */
  reserve(count: number): void {
    for (let number = 0; number < count; number++) this.rows.push(new Row(number));
  }

  /** A row for a new element. @param places so many numbers */
  add(nature: RowNature, places: number, owner: RowOwner): Row {
    const { numbers, rows, calendar } = this;
    const row = rows[this.#used++] as Row;
    row.become(nature, numbers.length, owner);
    for (let i = 0; i < places; i++) numbers.push(0);
    owner.port.row = row.number;
    if (nature.timer !== undefined) calendar.rows[nature.timer] = row;
    return row;
  }

  /** Lets go of those that no element took. */
  close(): void {
    this.rows.length = this.#used;
  }

  /** A part comes into a row from elsewhere. */
  admit(part: Part): number {
    this.stays[2 * part.number] = part.since;
    return part.number;
  }

  /** A part as all others know it, for whoever it is given to or shown to. */
  partOf(number: number): Part {
    const part = this.parts.all[number] as Part;
    part.since = this.stays[2 * number] as number;
    return part;
  }

  /** The event of a row's timer. */
  fire(row: Row): void {
    if (row.kind === SOURCE) this.#come(row);
    else this.#finish(row);
  }

  /** Room or parts came up at this instant: takes and gives what is possible now. */
  settle(row: Row): void {
    const { kind } = row;
    row.awake = false;
    if (kind === SOURCE) {
      if (row.saturated) this.standReady(row);
      return;
    }
    if (kind === BUFFER) {
      if (row.next !== undefined) this.#present(row, row.next);
      else row.owner.present();
    }
    if (row.before !== undefined) this.#pull(row, row.before);
    else row.owner.pull();
  }

  /** The station begins with a part that has come in. */
  begin(row: Row, part: number): void {
    const { numbers } = this;
    const { now } = this.kernel;
    row.most = 1;
    row.part = part;
    numbers[row.at + ARRIVED] = now;
    this.become(row, WORKING);
    this.plan(row, 0);
  }

  /** The station's part is gone. */
  letGo(row: Row): void {
    const { numbers } = this;
    row.part = LEAVING;
    (numbers[row.at + SPENT] as number) += this.kernel.now - (numbers[row.at + ARRIVED] as number);
    (numbers[row.at + TOTAL] as number)++;
    if (row.before === undefined) row.owner.port.content = 0;
  }

  /** What waits comes in at once, so that a busy server passes from part to part without being idle in between. */
  takeNext(row: Row): void {
    const { before } = row;
    row.part = NO_PART;
    if (before === undefined) row.owner.takeIn();
    else if (before.presented) this.begin(row, this.#takeFrom(before));
    if (row.part === NO_PART) this.become(row, STARVED);
  }

  /** The station's finished part is taken from where it waited. */
  leave(row: Row): void {
    this.letGo(row);
    this.become(row, STARVED);
    row.part = NO_PART;
    this.#release(row);
  }

  /** The station is in another state from now on. */
  become(row: Row, state: number): void {
    const { numbers } = this;
    const { state: before } = row;
    if (before === state) return;
    const { now } = this.kernel;
    (numbers[row.at + TIMES + before] as number) += now - (numbers[row.at + STATE_SINCE] as number);
    row.state = state;
    numbers[row.at + STATE_SINCE] = now;
  }

  /** The buffer receives a part. */
  receive(row: Row, part: number): void {
    const { next } = row;
    this.stays[2 * part] = this.kernel.now;
    if (next === undefined) {
      this.#setContent(row, row.content + 1);
      row.owner.send(this.partOf(part));
    } else if (next.kind === STATION && row.count === 0 && next.part === NO_PART) {
      this.#passThrough(row);
      this.begin(next, part);
    } else {
      this.#setContent(row, row.content + 1);
      this.enqueue(row, part);
      if (row.presented) return;
      // A server at work is so until its event, so that there is nothing to wait for at this instant. Otherwise, and
      // through a chain of buffers, a part goes by way of the agenda.
      if (next.kind === STATION && next.state === WORKING && next.part >= 0) row.presented = true;
      else this.kernel.wakeRow(row);
    }
  }

  /** A part goes through the empty buffer without any time passing. */
  #passThrough(row: Row): void {
    this.#bookContent(row);
    if (row.most === 0) row.most = 1;
    (this.numbers[row.at + TOTAL] as number)++;
    this.#release(row);
  }

  /** A part of the buffer goes out. */
  giveOut(row: Row, part: number): void {
    const { numbers, stays } = this;
    this.#setContent(row, row.content - 1);
    (numbers[row.at + SPENT] as number) += this.kernel.now - (stays[2 * part] as number);
    (numbers[row.at + TOTAL] as number)++;
    this.#release(row);
  }

  /** Books the time at the buffer's content until now. */
  #bookContent(row: Row): void {
    const { numbers } = this;
    const { now } = this.kernel;
    const { content, lastBin } = row;
    (numbers[row.at + HISTOGRAM + (content < lastBin ? content : lastBin)] as number) +=
      now - (numbers[row.at + CONTENT_SINCE] as number);
    numbers[row.at + CONTENT_SINCE] = now;
  }

  /** Gives what is in the queue of a joined row to the next one, as far as there is room. */
  #present(row: Row, next: Row): void {
    while (!row.presented && row.count > 0) {
      if (!this.#hasRoom(next)) {
        row.presented = true;
        return;
      }
      const part = this.#dequeue(row);
      this.#goOut(row, part);
      this.#enter(next, part);
    }
  }

  /** Takes what waits in the row before, as far as there is room. */
  #pull(row: Row, before: Row): void {
    while (before.presented && this.#hasRoom(row)) this.#enter(row, this.#takeFrom(before));
  }

  /** The source makes a part. */
  make(row: Row): number {
    const { kernel } = this;
    const { port } = row.owner;
    const part = this.parts.create(port, row.serial++, 0);
    part.entered = kernel.now;
    this.stays[2 * part.number] = kernel.now;
    if (kernel.trace !== undefined) kernel.log(port.index, "create", part);
    return part.number;
  }

  /** A saturated source makes the next raw part, and offers it, where none stands ready. */
  standReady(row: Row): void {
    if (row.ready) return;
    row.ready = true;
    this.offer(row, this.make(row));
  }

  /** The source sends a new part out. */
  offer(row: Row, part: number): void {
    const { next } = row;
    if (next === undefined) {
      row.owner.send(this.partOf(part));
    } else if (row.count === 0 && this.#hasRoom(next)) {
      this.#goOut(row, part);
      this.#enter(next, part);
    } else {
      this.enqueue(row, part);
      row.presented = true;
    }
  }

  /** A raw part of a saturated source comes into the system, and makes place for the next. */
  enterSystem(row: Row, number: number): void {
    const { numbers, kernel } = this;
    const part = this.parts.all[number] as Part;
    part.entered = kernel.now;
    part.inside = true;
    (numbers[row.at + CAME] as number)++;
    row.ready = false;
    if (kernel.trace === undefined) kernel.wakeRow(row);
    else kernel.wake(row.owner.port);
  }

  /** Schedules the row's event after the next duration. */
  plan(row: Row, priority: number): void {
    const { numbers, kernel, calendar } = this;
    let { used } = row;
    if (used === row.size) {
      row.size = (row.owner.sampler as RowSampler).refill(used, numbers, row.at + DURATIONS);
      used = 0;
    }
    row.used = used + 1;
    const { timer } = row;
    calendar.dues[2 * timer] = kernel.now + (numbers[row.at + DURATIONS + used] as number);
    if (kernel.trace !== undefined) (calendar.timers[timer] as Timer).cause = kernel.cause;
    calendar.scheduleNumber(timer, priority);
  }

  /** The source's next part comes. */
  #come(row: Row): void {
    const { kernel, numbers } = this;
    const { cause } = kernel;
    const part = this.make(row);
    (numbers[row.at + CAME] as number)++;
    (this.parts.all[part] as Part).inside = true;
    this.offer(row, part);
    kernel.cause = cause;
    this.plan(row, ARRIVAL_PRIORITY);
  }

  /** The station's part is finished. */
  #finish(row: Row): void {
    const part = row.part;
    this.stays[2 * part] = this.kernel.now;
    const { next } = row;
    if (next === undefined) {
      row.owner.send(this.partOf(part));
    } else if (this.#hasRoom(next)) {
      this.letGo(row);
      this.#enter(next, part);
      this.takeNext(row);
    } else {
      this.enqueue(row, part);
      row.presented = true;
      this.become(row, BLOCKED);
    }
  }

  #hasRoom(row: Row): boolean {
    return row.kind === STATION ? row.part === NO_PART : row.content < row.capacity;
  }

  /** A part comes into a joined row, which has room. */
  #enter(row: Row, part: number): void {
    if (row.kind === STATION) this.begin(row, part);
    else this.receive(row, part);
  }

  /** A part goes out of a row, to where there is room. */
  #goOut(row: Row, part: number): void {
    const { kind } = row;
    if (kind === STATION) this.leave(row);
    else if (kind === BUFFER) this.giveOut(row, part);
    else if (row.saturated) this.enterSystem(row, part);
  }

  /** Takes the part that waits first at the row after. */
  #takeFrom(row: Row): number {
    const part = this.#dequeue(row);
    if (row.count === 0) row.presented = false;
    this.#goOut(row, part);
    return part;
  }

  /** Puts a part at the end of a row's queue. */
  enqueue(row: Row, part: number): void {
    const { count } = row;
    if (count === 0) row.head = part;
    else this.stays[2 * row.tail + 1] = part;
    row.tail = part;
    row.count = count + 1;
  }

  #dequeue(row: Row): number {
    const part = row.head;
    row.head = (this.stays[2 * part + 1] as number) | 0;
    row.count--;
    return part;
  }

  #setContent(row: Row, content: number): void {
    this.#bookContent(row);
    row.content = content;
    if (content > row.most) row.most = content;
    if (row.before === undefined) row.owner.port.content = content;
  }

  /** There is room for one part more; whoever waits for it is served later at this instant. */
  #release(row: Row): void {
    const { before } = row;
    if (before === undefined) this.kernel.flow.release(row.owner.port, 1);
    else if (before.presented) this.kernel.wakeRow(row);
  }
}
