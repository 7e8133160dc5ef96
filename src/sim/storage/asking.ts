import type { Storage } from "../../plant/elements/storage.ts";
import type { BuildContext } from "../elements/element.ts";
import { Router, type RouterState } from "../elements/router.ts";
import type { Part } from "../kernel/parts.ts";
import type { Link, OutputQueue, Port } from "../kernel/ports.ts";
import type { Need } from "../trace/condition.ts";
import type { Rack, Unit } from "./rack.ts";

/** Policies by which the destination of a part is known before it is asked for. */
const BY_PART: ReadonlySet<string> = new Set(["byProduct", "expression"]);

/** Says which part is fetched next, and when one may be (SPEC H9, H10). */
export class Asking {
  readonly #port: Port;
  readonly #router: Router;
  readonly #retrieval: NonNullable<Storage["retrieval"]>;
  readonly #byPart: boolean;
  readonly #isCopied: boolean;
  /** Products in the sequence in which they are fetched; undefined without one. */
  readonly #sequence: readonly number[] | undefined;
  #turn = 0;
  /** By output queue, parts asked for that have not left. */
  readonly #outgoing: number[];

  constructor(storage: Storage, context: BuildContext) {
    this.#port = context.port;
    this.#router = new Router(storage.routing, context);
    this.#retrieval = storage.retrieval ?? {};
    this.#byPart = BY_PART.has(storage.routing?.policy ?? "");
    this.#isCopied = storage.routing?.policy === "copyAll";
    this.#sequence = this.#retrieval.sequence?.map((id) => context.product(id));
    this.#outgoing = context.port.queues.map(() => 0);
  }

  /** The part to be fetched next of those in the racks; undefined while there is none, or no room for it. */
  next(racks: readonly Rack[], hasExit: (aisle: number) => boolean): Unit | undefined {
    if (!this.#mayGo()) return undefined;
    const product = this.#next;
    let best: Unit | undefined;
    racks.forEach((rack, aisle) => {
      if (!hasExit(aisle)) return;
      for (const { units } of rack.channels)
        for (const unit of units) {
          if (unit.asked >= 0 || (product !== undefined && unit.part.product !== product)) continue;
          if (this.#byPart && this.#roomFor(this.#router.queueFor(unit.part)) <= 0) continue;
          if (best === undefined || this.#precedes(unit, best, racks)) best = unit;
        }
    });
    return best;
  }

  /** Takes down that a part is asked for, and fixes where it goes. @returns the place of its output queue */
  ask({ part }: Unit): number {
    if (this.#sequence !== undefined) this.#turn++;
    const queue = this.#port.queues.indexOf(this.#router.queueFor(part));
    (this.#outgoing[queue] as number)++;
    return queue;
  }

  left(unit: Unit, link: Link): void {
    (this.#outgoing[unit.queue] as number)--;
    this.#router.went(link);
  }

  /** Whether the sequence, if there is one, lets a part go next. */
  isTurnOf({ product }: Part): boolean {
    return this.#next === undefined || product === this.#next;
  }

  /** The product whose turn it is, where none of it stands in the racks. */
  missing(racks: readonly Rack[]): readonly Need[] {
    const product = this.#next;
    const stands = racks.some(({ channels }) =>
      channels.some(({ units }) => units.some(({ part }) => part.product === product)),
    );
    return product === undefined || stands ? [] : [{ product }];
  }

  save(): AskingState {
    return { turn: this.#turn, outgoing: [...this.#outgoing], router: this.#router.save() };
  }

  restore(state: AskingState): void {
    this.#turn = state.turn;
    state.outgoing.forEach((count, i) => (this.#outgoing[i] = count));
    this.#router.restore(state.router);
  }

  /** The product whose turn it is; undefined where there is no sequence. */
  get #next(): number | undefined {
    return this.#sequence?.[this.#turn % this.#sequence.length];
  }

  /** Whether any destination has room beyond what is asked for already. */
  #mayGo(): boolean {
    return this.#port.queues.some((queue) => this.#roomFor(queue) > 0);
  }

  #roomFor(queue: OutputQueue): number {
    if (this.#retrieval.ahead === true) return Infinity;
    const rooms = queue.links.map(({ to }) => to.room);
    const room = this.#isCopied ? Math.min(...rooms) : rooms.reduce((sum, places) => sum + places, 0);
    return room - (this.#outgoing[this.#port.queues.indexOf(queue)] as number);
  }

  #precedes(unit: Unit, best: Unit, racks: readonly Rack[]): boolean {
    const { rule = "fifo", accessibleFirst = false } = this.#retrieval;
    if (accessibleFirst) {
      const [a, b] = [isAccessible(unit, racks), isAccessible(best, racks)];
      if (a !== b) return a;
    }
    if (rule === "lifo") return unit.order > best.order;
    if (rule === "nearest") {
      const [a, b] = [wayOut(unit, racks), wayOut(best, racks)];
      if (a !== b) return a < b;
    }
    if (rule === "dueDate") {
      const [a, b] = [dueOf(unit.part), dueOf(best.part)];
      if (a !== b) return a < b;
    }
    return unit.order < best.order;
  }
}

function isAccessible(unit: Unit, racks: readonly Rack[]): boolean {
  return (racks[unit.aisle] as Rack).isAccessible(unit);
}

function wayOut({ aisle, channel }: Unit, racks: readonly Rack[]): number {
  return (racks[aisle] as Rack).wayOut(channel);
}

function dueOf({ traveller }: Part): number {
  return traveller?.due ?? Infinity;
}

export type AskingState = { turn: number; outgoing: number[]; router: RouterState };
