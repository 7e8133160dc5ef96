import type { Routing } from "../../plant/elements/common.ts";
import type { RandomStream } from "../../base/random.ts";
import type { QueueSharing } from "../kernel/topology.ts";
import { weightedChoice } from "../kernel/variates.ts";
import type { BuildContext } from "./element.ts";

/** How the links of an element share its output queues (SPEC R1 to R6). */
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
      return "perLink";
  }
}

/** Chooses the output queue of a part, and so its destination where that is fixed in advance. */
export class Router {
  readonly #context: BuildContext;
  readonly #firstQueue: number;
  readonly #choose: (part: number) => number;
  readonly #skips: boolean;
  readonly #stream: RandomStream;
  /** Round robin: place of the next link. */
  #turn = 0;

  constructor(routing: Routing | undefined, context: BuildContext) {
    const { kernel, node } = context;
    this.#context = context;
    this.#firstQueue = kernel.flow.topology.nodeQueues[node] as number;
    this.#skips = routing?.policy === "roundRobinSkip";
    this.#stream = context.stream("routing");
    this.#choose = this.#chooser(routing);
  }

  queueFor(part: number): number {
    return this.#firstQueue + this.#choose(part);
  }

  /** Tells that a part went out through a link, so that a skipping round robin moves on. */
  went(link: number): void {
    if (!this.#skips) return;
    const { topology, queueTurn } = this.#context.kernel.flow;
    const queue = this.#firstQueue;
    queueTurn[queue] =
      (link - (topology.queueLinks[queue] as number) + 1) % (topology.queueWidth[queue] as number);
  }

  save(): { turn: number; skip: number; stream: number[] } {
    return {
      turn: this.#turn,
      skip: this.#context.kernel.flow.queueTurn[this.#firstQueue] as number,
      stream: this.#stream.state(),
    };
  }

  restore(state: { turn: number; skip: number; stream: number[] }): void {
    this.#turn = state.turn;
    this.#context.kernel.flow.queueTurn[this.#firstQueue] = state.skip;
    this.#stream.words.set(state.stream);
  }

  #chooser(routing: Routing | undefined): (part: number) => number {
    const { destinations, kernel } = this.#context;
    if (routing?.policy === "roundRobin") {
      return () => {
        const chosen = this.#turn;
        this.#turn = (chosen + 1) % destinations.length;
        return chosen;
      };
    }
    if (routing?.policy === "probability") {
      const choose = weightedChoice(destinations.map((id) => routing.weights[id] ?? 0));
      return () => choose(this.#stream);
    }
    if (routing?.policy === "byProduct") {
      const byProduct = kernel.products.map((product) => destinations.indexOf(routing.map[product] ?? ""));
      return (part) => byProduct[kernel.parts.product[part] as number] as number;
    }
    return () => 0;
  }
}
