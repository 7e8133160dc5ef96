import type { Routing } from "../../plant/elements/common.ts";
import type { Part } from "../kernel/parts.ts";
import type { Link, OutputQueue, Port } from "../kernel/ports.ts";
import type { BuildContext } from "./element.ts";
import { Router, type RouterState } from "./router.ts";

/**
 * The way of a part that is chosen before it gets there (SPEC I6): by the routing where that fixes it, otherwise
 * among the destinations that have room and where nobody else waits, as soon as there is one. A single destination is
 * the way without more ado.
 */
export class Route {
  readonly #port: Port;
  readonly #policy: Routing["policy"];
  readonly #router: Router;
  /** Places of the queues that the routing is about. */
  readonly #ways: readonly number[];
  readonly #watchesRoom: boolean;
  #turn = 0;

  constructor(routing: Routing | undefined, context: BuildContext) {
    const { port } = context;
    this.#port = port;
    this.#policy = routing?.policy ?? "firstAvailable";
    this.#router = new Router(routing, context);
    this.#ways = port.queues.flatMap(({ links }, i) => (links[0]?.reserved === false ? [i] : []));
    this.#watchesRoom =
      this.#ways.length > 1 &&
      (this.#policy === "firstAvailable" ||
        this.#policy === "roundRobinSkip" ||
        this.#policy === "shortestQueue");
    if (this.#watchesRoom) for (const link of this.#links()) (link.to.forks ??= []).push(port);
  }

  /** Place of the queue; undefined while no destination has room. */
  choose(part: Part): number | undefined {
    if (this.#watchesRoom) return this.#open(part);
    if (this.#ways.length === 1) return this.#ways[0];
    return this.#port.queues.indexOf(this.#router.queueFor(part));
  }

  /** Whether the way stays the same wherever there is room. */
  get isFixed(): boolean {
    return !this.#watchesRoom;
  }

  /** A part went out through a link, so that a skipping round robin moves on. */
  went(link: Link): void {
    const place = this.#ways.indexOf(this.#port.queues.indexOf(link.queue));
    if (this.#policy === "roundRobinSkip" && place !== -1) this.#turn = (place + 1) % this.#ways.length;
  }

  save(): RouteState {
    return { router: this.#router.save(), turn: this.#turn };
  }

  restore({ router, turn }: RouteState): void {
    this.#router.restore(router);
    this.#turn = turn;
  }

  *#links(): Generator<Link, void, void> {
    for (const way of this.#ways) yield (this.#port.queues[way] as OutputQueue).links[0] as Link;
  }

  #open(part: Part): number | undefined {
    const links = [...this.#links()];
    const order = links.map((_, k) => (this.#turn + k) % links.length);
    const open = order.filter((i) => hasRoom(links[i] as Link, part));
    const content = (i: number): number => (links[i] as Link).to.content;
    const chosen =
      this.#policy === "shortestQueue" && open.length > 0
        ? open.reduce((best, i) => (content(i) < content(best) ? i : best))
        : open[0];
    return chosen === undefined ? undefined : this.#ways[chosen];
  }
}

function hasRoom(link: Link, part: Part): boolean {
  const { to, crossing } = link;
  if (to.room <= 0 || to.waitHead !== undefined || crossing?.admits(part) === false) return false;
  if (!to.choosy) return true;
  return to.node.offersRoom === undefined ? to.node.accepts(part, link) : to.node.offersRoom();
}

export type RouteState = { router: RouterState; turn: number };
