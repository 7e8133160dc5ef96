import type { Part } from "../kernel/parts.ts";
import type { Port } from "../kernel/ports.ts";
import type { RowSampler } from "../kernel/sampler.ts";

/** Kinds of rows, and what stands for a part where there is none. */
export const ROW = {
  STATION: 0,
  BUFFER: 1,
  SOURCE: 2,
  NO_PART: -1,
  /** Instead of its part: a station whose part is gone, and that does not take the next one yet. */
  LEAVING: -2,
} as const;

const { NO_PART } = ROW;
const NO_TIMER = -1;

/** Model of a plain element: does what concerns neighbours that its row is not joined to. */
export interface RowOwner {
  readonly port: Port;
  /** Of what has a timer. */
  readonly sampler: RowSampler | undefined;
  /** Sends a part on, or lets it wait. */
  send(part: Part): void;
  /** Offers what is in its queue. */
  present(): void;
  /** Takes what waits, as far as there is room. */
  pull(): void;
  /** The same where its part has just gone. */
  takeIn(): void;
}

/**
 * What changes of a plain element when a part goes by, as far as it is whole numbers: V8 keeps these in the object
 * itself. All others would be in boxes of their own somewhere in memory; they are in one array for all rows (`PLACE`).
 */
export class Row {
  /** STATION, BUFFER or SOURCE. */
  kind: number = ROW.STATION;
  /** Where its numbers begin in the array. */
  at = 0;
  /** Rows of the elements before and after it, while they are joined. */
  declare before: Row | undefined;
  declare next: Row | undefined;
  /** Numbers of the first and last part in its queue, how many, and whether the first waits at the element after. */
  head: number = NO_PART;
  tail: number = NO_PART;
  count = 0;
  declare presented: boolean;
  /** Stands on the agenda of this instant. */
  declare awake: boolean;
  /** Of a station: number of the part inside, and WORKING, BLOCKED or STARVED. */
  part: number = NO_PART;
  state = 0;
  /** Of a buffer: parts inside, the most that it holds, and the last bin of its histogram. */
  content = 0;
  capacity = 1;
  lastBin = 0;
  /** Most parts inside since the statistics began. */
  most = 0;
  /** Of a source: serial number of the next part; a raw part is always at hand; and stands ready now. */
  serial = 0;
  declare saturated: boolean;
  declare ready: boolean;
  /** Of a station or source: number of its timer in the calendar; of the batch of durations the size, and how many are used. */
  timer: number = NO_TIMER;
  used = 0;
  size = 0;
  /** Its number among the rows. */
  declare readonly number: number;
  declare owner: RowOwner;

  constructor(number: number) {
    this.number = number;
    this.before = undefined;
    this.next = undefined;
    this.presented = false;
    this.awake = false;
    this.saturated = false;
    this.ready = false;
    this.owner = undefined as unknown as RowOwner;
  }

  /** Makes it the row of an element. @param at where its numbers begin */
  become({ kind, timer, saturated, capacity, bins }: RowNature, at: number, owner: RowOwner): void {
    this.kind = kind;
    this.at = at;
    this.owner = owner;
    this.capacity = capacity ?? 1;
    this.lastBin = (bins ?? 1) - 1;
    this.saturated = saturated ?? false;
    this.timer = timer ?? NO_TIMER;
  }
}

/** What an element is; the timer by its number, the capacity and the bins of the histogram of a buffer. */
export interface RowNature {
  readonly kind: number;
  readonly timer?: number;
  readonly saturated?: boolean;
  readonly capacity?: number;
  readonly bins?: number;
}

/** Places of a row's numbers after `Row.at`. Times in µs. */
export const PLACE = {
  // Of stations and buffers: statistics of the content as `ContentClock` keeps them.
  SPENT: 0,
  TOTAL: 1,

  // Of stations.
  /** When the part inside came. */
  ARRIVED: 2,
  /** Since when it is in its state, and from `TIMES` on the time in each state by its index. */
  STATE_SINCE: 3,
  TIMES: 4,

  // Of buffers.
  CONTENT_SINCE: 2,
  /** Time at each content. */
  HISTOGRAM: 3,

  // Of sources.
  /** Parts that came since the start of the run. */
  CAME: 0,

  // Of stations and sources: the batch of durations.
  DURATIONS: 8,
} as const;
