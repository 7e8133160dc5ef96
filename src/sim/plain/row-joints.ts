import { isFree } from "../elements/one-way.ts";
import { partsIn } from "../elements/queue-state.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Part } from "../kernel/parts.ts";
import type { Link, OutputQueue, Port } from "../kernel/ports.ts";
import type { PlainRows } from "./plain-rows.ts";
import { numbersIn } from "./row-state.ts";
import { type Row, ROW } from "./row.ts";

const { STATION, BUFFER } = ROW;

/** A connection over which parts can go from row to row. */
interface Joint {
  readonly link: Link;
  readonly queue: OutputQueue;
  /** The two rows. */
  readonly from: Row;
  readonly to: Row;
}

/**
 * Joins plain elements to each other where one is all that the other takes from. While they are joined, the parts in the
 * queue between them and the room of the second are in the rows alone; whoever wants to look at ports, queues and parts
 * severs them first, and the next events join them again.
 */
export class RowJoints {
  readonly #plain: PlainRows;
  /** Of the store of parts. */
  readonly #stays: readonly number[];
  readonly #joints: readonly Joint[];
  #joined = false;

  /** Call when all elements are built and know their connections. */
  constructor({ plain, parts }: Kernel, ports: readonly Port[]) {
    this.#plain = plain;
    this.#stays = parts.stays;
    const rowOf = new Map(plain.rows.map((row) => [row.owner.port, row]));
    const inputs = Map.groupBy(
      ports.flatMap(({ links }) => links),
      ({ to }) => to,
    );
    this.#joints = plain.rows.flatMap((from) => {
      const [link] = from.owner.port.links;
      const to = link === undefined ? undefined : rowOf.get(link.to);
      if (link === undefined || to === undefined || inputs.get(link.to)?.length !== 1) return [];
      return this.#canJoin(link, from, to) ? [{ link, queue: link.queue, from, to }] : [];
    });
  }

  /** From now on parts go from row to row. */
  join(): void {
    if (this.#joined) return;
    this.#joined = true;
    for (const { queue, from, to } of this.#joints) {
      from.next = to;
      to.before = from;
      from.presented = queue.presented;
      from.count = 0;
      for (const part of partsIn(queue)) {
        this.#plain.admit(part);
        this.#plain.enqueue(from, part.number);
      }
    }
  }

  /** Puts everything back into ports, queues and parts. */
  sever(): void {
    if (!this.#joined) return;
    this.#joined = false;
    for (const joint of this.#joints) {
      this.#fillQueue(joint);
      const { link, queue, from, to } = joint;
      const port = link.to;
      link.waitNext = undefined;
      link.waitPrevious = undefined;
      port.waitHead = port.waitTail = queue.presented ? link : undefined;
      if (queue.presented) link.waitSince = (queue.head as Part).since;
      port.content = this.#contentOf(to);
      port.room = this.#roomOf(to);
      from.next = undefined;
      to.before = undefined;
    }
    for (const { kind, part } of this.#plain.rows)
      if (kind === STATION && part >= 0) this.#plain.partOf(part);
  }

  /** Nothing but the first element's parts comes into the second, and neither asks anybody. */
  #canJoin(link: Link, from: Row, to: Row): boolean {
    const { queue } = link;
    const target = to.kind;
    return (
      from !== to &&
      isFree(link) &&
      queue.only === link &&
      !queue.copies &&
      !queue.gathered &&
      !queue.controlled &&
      (target === STATION || target === BUFFER) &&
      !link.to.gated &&
      link.to.forks === undefined &&
      // Of copies none is passed on before all have come.
      (from.kind !== BUFFER || link.from.forks === undefined)
    );
  }

  #contentOf({ kind, content, part }: Row): number {
    return kind === BUFFER ? content : part >= 0 ? 1 : 0;
  }

  #roomOf(row: Row): number {
    return row.capacity - this.#contentOf(row);
  }

  #fillQueue({ queue, from }: Joint): void {
    const parts = Array.from(numbersIn(from, this.#stays), (number) => this.#plain.partOf(number));
    parts.forEach((part, i) => (part.next = parts[i + 1]));
    queue.head = parts[0];
    queue.tail = parts.at(-1);
    queue.count = parts.length;
    queue.presented = from.presented;
    from.presented = false;
    from.count = 0;
  }
}
