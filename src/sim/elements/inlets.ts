import type { Micros } from "../../base/units.ts";
import type { Conveyor } from "../../plant/elements/conveyor.ts";
import type { Merge } from "../../plant/elements/merge.ts";
import type { Link, Port } from "../kernel/ports.ts";
import type { BuildContext } from "./element.ts";

/** Where parts come in, and whose turn it is (SPEC V13 to V16). A conveyor has one place, its start. */
export class Inlets {
  readonly #port: Port;
  readonly #policy: NonNullable<Merge["policy"]>;
  /** By the id of the element before, µs of travel from the start. */
  readonly #places = new Map<string, Micros>();
  /** Elements before, in the order of their connections. */
  readonly #inputs: readonly string[];
  /** Place in that order of who is next in turn. */
  #turn = 0;

  constructor(conveyor: Conveyor | Merge, context: BuildContext, travel: (metres: number) => Micros) {
    this.#port = context.port;
    this.#policy = conveyor.kind === "merge" ? (conveyor.policy ?? "fifo") : "fifo";
    this.#inputs = context.plant.connections.flatMap(({ from, to }) => (to === conveyor.id ? [from] : []));
    if (conveyor.kind !== "merge") return;
    for (const [from, metres] of Object.entries(conveyor.inlets ?? {}))
      this.#places.set(from, travel(metres));
  }

  placeOf({ from }: Link): Micros {
    return this.#places.get(from.id) ?? 0;
  }

  /** Whether a part may come in through the link while nobody waits. */
  admits({ from }: Link): boolean {
    return this.#policy !== "alternate" || this.#inputs[this.#turn] === from.id;
  }

  /** Of those that wait the one to come in next; undefined when none may. */
  next(): Link | undefined {
    const waiting = Array.from(this.#waiting());
    switch (this.#policy) {
      case "fifo":
        return waiting[0];
      case "priority":
        return least(waiting, ({ rank }) => rank);
      case "alternate":
        return waiting.find(({ from }) => from.id === this.#inputs[this.#turn]);
      case "zipper":
        return least(waiting, (link) => {
          const ahead = this.#inputs.indexOf(link.from.id) - this.#turn;
          return ahead < 0 ? ahead + this.#inputs.length : ahead;
        });
    }
  }

  /** A part came in through the link. @returns the place where it did */
  came(link: Link): Micros {
    this.#turn = (this.#inputs.indexOf(link.from.id) + 1) % this.#inputs.length;
    return this.placeOf(link);
  }

  save(): InletsState {
    return { turn: this.#inputs[this.#turn] ?? "" };
  }

  restore({ turn }: InletsState): void {
    this.#turn = Math.max(0, this.#inputs.indexOf(turn));
  }

  *#waiting(): Generator<Link, void, void> {
    for (let link = this.#port.waitHead; link !== undefined; link = link.waitNext) yield link;
  }
}

function least(links: readonly Link[], key: (link: Link) => number): Link | undefined {
  let best: Link | undefined;
  for (const link of links) if (best === undefined || key(link) < key(best)) best = link;
  return best;
}

/** Id of the element whose turn it is. */
export type InletsState = { turn: string };
