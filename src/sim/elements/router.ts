import type { Routing } from "../../plant/elements/common.ts";
import type { RandomStream, StreamState } from "../../base/random.ts";
import type { Part } from "../kernel/parts.ts";
import type { Link, OutputQueue, Port, QueueSharing } from "../kernel/ports.ts";
import { weightedChoice } from "../kernel/variates.ts";
import type { BuildContext } from "./element.ts";

/** How the links of an element share its output queues (SPEC R1 to R8). */
export function queueSharing(routing: Routing | undefined): QueueSharing {
  switch (routing?.policy) {
    case undefined:
    case "firstAvailable":
    case "roundRobinSkip":
      return "shared";
    case "shortestQueue":
      return "shortest";
    case "roundRobin":
    case "probability":
    case "byProduct":
    case "expression":
      return "perLink";
    case "copyAll":
      return "copies";
  }
}

/** Chooses the output queue of a part, and so its destination where that is fixed in advance. */
export class Router {
  declare private readonly port: Port;
  declare private readonly first: OutputQueue;
  declare private readonly choose: ((part: Part) => number) | undefined;
  declare private readonly skips: boolean;
  readonly #stream: RandomStream | undefined;
  /** Round robin: place of the next link. */
  #turn = 0;

  constructor(routing: Routing | undefined, context: BuildContext) {
    this.port = context.port;
    this.first = context.port.queues[0] as OutputQueue;
    this.skips = routing?.policy === "roundRobinSkip";
    this.#stream = routing?.policy === "probability" ? context.stream("routing") : undefined;
    this.choose = this.#chooser(routing, context);
  }

  queueFor(part: Part): OutputQueue {
    if (this.choose === undefined) return this.first;
    return this.port.queues[this.choose(part)] as OutputQueue;
  }

  /** Tells that a part went out through a link, so that a skipping round robin moves on. */
  went(link: Link): void {
    if (this.skips) link.queue.turn = (link.queue.links.indexOf(link) + 1) % link.queue.links.length;
  }

  save(): RouterState {
    return { turn: this.#turn, skip: this.port.queues[0]?.turn ?? 0, stream: this.#stream?.state() ?? [] };
  }

  restore(state: RouterState): void {
    this.#turn = state.turn;
    const [queue] = this.port.queues;
    if (queue !== undefined) queue.turn = state.skip;
    this.#stream?.restore(state.stream as StreamState);
  }

  #chooser(routing: Routing | undefined, context: BuildContext): ((part: Part) => number) | undefined {
    const destinations = this.port.links.filter(({ reserved }) => !reserved).map(({ to }) => to.id);
    switch (routing?.policy) {
      case "roundRobin":
        return () => {
          const chosen = this.#turn;
          this.#turn = (chosen + 1) % destinations.length;
          return chosen;
        };
      case "probability": {
        const choose = weightedChoice(destinations.map((id) => routing.weights[id] ?? 0));
        return () => choose(this.#stream as RandomStream);
      }
      case "byProduct": {
        const places = context.kernel.products.map((product) =>
          destinations.indexOf(routing.map[product] ?? ""),
        );
        return (part) => places[part.product] as number;
      }
      case "expression": {
        const otherwise = destinations.indexOf(routing.otherwise);
        const rules = routing.rules.map(
          ({ when, to }) => [context.rules.truth(when), destinations.indexOf(to)] as const,
        );
        return (part) => {
          for (const [when, place] of rules) if (when(part)) return place;
          return otherwise;
        };
      }
      default:
        return undefined;
    }
  }
}

/** Place of the next link in a round robin, or where its search begins, and the state of the random stream. */
export type RouterState = { turn: number; skip: number; stream: number[] };
