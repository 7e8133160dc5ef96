/** What can happen to an element or a part. */
export const EVENT_KINDS = [
  "create",
  "lost",
  "enter",
  "start",
  "suspend",
  "resume",
  "finish",
  "exit",
  "fail",
  "repair",
  "shiftStart",
  "shiftEnd",
  "maintain",
  "maintained",
  "setup",
  "seize",
  "release",
  "depart",
  "arrive",
  "load",
  "unload",
  "end",
  "breakStart",
  "breakEnd",
  "standby",
  "off",
  "rampUp",
  "ready",
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/**
 * One line of the event log. An event's id is its element's id and a count of that element's own events,
 * so an element that has nothing to do with the others changes none of their lines.
 */
export interface EventRecord {
  readonly id: string;
  /** s */
  readonly time: number;
  readonly kind: EventKind;
  readonly element: string;
  /** `source#serial` */
  readonly part?: string;
  readonly product?: string;
  /** Where an entering part came from, which failure mode, which part it is loaded into, or how a part ended. */
  readonly detail?: string;
  /** Id of the event that released this one; absent for what happens by itself. */
  readonly cause?: string;
}

/** Nothing caused it: the start of the run. */
export const NO_CAUSE = -1;

/** An event in one number: owner index and the owner's count. */
const COUNT_LIMIT = 2 ** 32;

/** Numbers the events and remembers which one is the cause of what happens now. */
export class Trace {
  readonly #ids: readonly string[];
  readonly #counts: Float64Array;
  readonly #sink: (line: EventRecord) => void;

  constructor(ids: readonly string[], sink: (line: EventRecord) => void) {
    this.#ids = ids;
    this.#counts = new Float64Array(ids.length);
    this.#sink = sink;
  }

  /** Writes one line. @returns the event, to be the cause of others */
  write(
    owner: number,
    kind: EventKind,
    seconds: number,
    cause: number,
    more: { part?: string; product?: string; detail?: string },
  ): number {
    const count = this.#counts[owner] as number;
    this.#counts[owner] = count + 1;
    this.#sink({
      id: `${this.#ids[owner]}#${count}`,
      time: seconds,
      kind,
      element: this.#ids[owner] as string,
      ...more,
      ...(cause === NO_CAUSE ? {} : { cause: this.name(cause) }),
    });
    return owner * COUNT_LIMIT + count;
  }

  name(event: number): string {
    return `${this.#ids[Math.floor(event / COUNT_LIMIT)]}#${event % COUNT_LIMIT}`;
  }

  /** The event with that name, or NO_CAUSE. */
  parse(name: string | undefined): number {
    if (name === undefined) return NO_CAUSE;
    const at = name.lastIndexOf("#");
    const owner = this.#ids.indexOf(name.slice(0, at));
    return owner < 0 ? NO_CAUSE : owner * COUNT_LIMIT + Number(name.slice(at + 1));
  }

  save(): Record<string, number> {
    return Object.fromEntries(this.#ids.map((id, owner) => [id, this.#counts[owner] as number]));
  }

  restore(counts: Readonly<Record<string, number>>): void {
    this.#ids.forEach((id, owner) => (this.#counts[owner] = counts[id] ?? 0));
  }
}
