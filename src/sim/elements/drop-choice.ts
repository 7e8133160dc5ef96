import type { Routing } from "../../plant/elements/common.ts";
import type { Part } from "../kernel/parts.ts";
import type { Link, Port } from "../kernel/ports.ts";
import type { BuildContext } from "./element.ts";
import { Router, type RouterState } from "./router.ts";

/**
 * Chooses the destination of a load before it leaves (SPEC G6). Policies that look at room count as taken the
 * places that loads under way will need; where none has room, the destination with the fewest parts inside
 * and under way is taken.
 */
export class DropChoice {
  readonly #port: Port;
  readonly #policy: Routing["policy"];
  readonly #router: Router;
  #turn = 0;

  constructor(routing: Routing | undefined, context: BuildContext) {
    this.#port = context.port;
    this.#policy = routing?.policy ?? "firstAvailable";
    this.#router = new Router(routing, context);
  }

  /** @param underWay parts on their way by place of the link */
  choose(part: Part, underWay: readonly number[]): number {
    const { links, queues } = this.#port;
    if (links.length === 1) return 0;
    if (this.#policy === "roundRobin" || this.#policy === "probability" || this.#policy === "byProduct")
      return queues.indexOf(this.#router.queueFor(part));
    return this.#byRoom(links, underWay);
  }

  /** Whether a part may come along with a load for that destination. */
  joins(part: Part, place: number): boolean {
    if (this.#policy !== "byProduct") return true;
    return this.#port.queues.indexOf(this.#router.queueFor(part)) === place;
  }

  save(): { router: RouterState; turn: number } {
    return { router: this.#router.save(), turn: this.#turn };
  }

  restore(state: { router: RouterState; turn: number }): void {
    this.#router.restore(state.router);
    this.#turn = state.turn;
  }

  #byRoom(links: readonly Link[], underWay: readonly number[]): number {
    const fill = (i: number): number => (links[i] as Link).to.content + (underWay[i] as number);
    const room = (i: number): number => (links[i] as Link).to.room - (underWay[i] as number);
    const first = this.#policy === "roundRobinSkip" ? this.#turn : 0;
    const order = links.map((_, k) => (first + k) % links.length);
    const open = order.filter((i) => room(i) > 0);
    const fewest = (list: readonly number[]): number =>
      list.reduce((best, i) => (fill(i) < fill(best) ? i : best));
    let chosen: number;
    if (open.length === 0) chosen = fewest(order);
    else chosen = this.#policy === "shortestQueue" ? fewest(open) : (open[0] as number);
    this.#turn = (chosen + 1) % links.length;
    return chosen;
  }
}
