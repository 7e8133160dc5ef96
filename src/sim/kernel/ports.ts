import type { Micros } from "../../base/units.ts";
import type { TimerOwner } from "./event-calendar.ts";
import type { Part } from "./parts.ts";
import { NO_CAUSE } from "./trace.ts";

const NO_ROW = -1;

/** What parts flow through. */
export interface FlowNode extends TimerOwner {
  /** A part of ours goes out through the link; called before it arrives there. */
  depart(part: Part, link: Link): void;
  /** A part comes in through the link. */
  arrive(part: Part, link: Link): void;
  /** Room or parts came up at this instant: take and give what is possible now. */
  settle(): void;
  /** Whether this part may come in now; asked only of choosy nodes that have room. */
  accepts(part: Part, link: Link): boolean;
  /** Whether it would fetch a part now; of nodes that fetch parts where they wait, and so accept none. */
  offersRoom?(): boolean;
  /** One of our parts left the system; told only to sources whose port asks for it. */
  partLeft?(): void;
  /** One that had left came back, out of a part that it was built into. */
  partBack?(): void;
  /** One of our carriers has just been loaded, or emptied; told only to pools of carriers. */
  carrierTurned?(loaded: boolean): void;
}

/** How an element's outgoing links share its queues. */
export type QueueSharing = "shared" | "shortest" | "perLink" | "copies";

/**
 * Where an element meets the flow: its room, its content, its output queues, and what waits for it. Ports,
 * links, queues and parts are plain objects of one shape each, because V8 reads a field of such an object
 * with one load, where an element of a typed array takes half a dozen (measured: 1.6 times the events a second).
 */
export class Port {
  /** Index of the element in the plant file. */
  declare readonly index: number;
  declare readonly id: string;
  /** Set once, as soon as the element is built. */
  declare node: FlowNode;
  /** Outgoing connections in the order of the plant file, and the queues before them; set by `connectPorts`. */
  declare links: readonly Link[];
  declare queues: readonly OutputQueue[];
  /** Parts that the element can take now. Kept by the element itself. */
  room = 0;
  /** Parts stay here for some time, or leave the system: nothing is handed on at the instant of arrival. */
  keeps = true;
  /** The element must be asked whether it takes this very part. */
  choosy = false;
  /** A source that wants to be told when one of its parts leaves the system. */
  toldOfExits = false;
  /** A transport that wants to settle when more parts wait behind one that waits for it already. */
  countsWaiting = false;
  /** The element takes several parts at once, so it must know of those behind the first that waits, too. */
  gathers = false;
  /** Elements that send here only when there is room, such as copies to several at once; they look again when there is (SPEC R8, G18). */
  forks: Port[] | undefined = undefined;
  /** Parts that it made itself, copies and products of disassembly; numbers the next one. */
  made = 0;
  /** A gate guards a connection into it. */
  gated = false;
  /** Told of parts that end here without going on, and how: as scrap, for example. */
  ended: ((part: Part, how: string) => void)[] | undefined = undefined;
  /** Parts inside. Kept by the element itself. */
  content = 0;
  /** Links whose parts wait for room here, first to be served first. */
  waitHead: Link | undefined = undefined;
  waitTail: Link | undefined = undefined;
  /** On the agenda of this instant, and who comes after. */
  awake = false;
  nextAwake: Port | undefined = undefined;
  wakeCause: number = NO_CAUSE;
  /** Number of its row, if it is a plain element (plain-rows.ts). */
  row: number = NO_ROW;

  constructor(index: number, id: string) {
    this.index = index;
    this.id = id;
    // Whatever is assigned only later would lie outside of the object: one more load for each part that goes by.
    this.node = NOT_BUILT;
    this.links = NO_LINKS;
    this.queues = NO_QUEUES;
  }
}

/** What parts meet on a connection that is controlled: gates and card loops. */
export class Crossing {
  /** All must admit a part before it may go over. */
  readonly gates: Gate[] = [];
  /** Told of each part that goes over. */
  readonly told: ((part: Part) => void)[] = [];

  admits(part: Part): boolean {
    for (const gate of this.gates) if (!gate.admits(part)) return false;
    return true;
  }

  pass(part: Part): void {
    for (const tell of this.told) tell(part);
  }
}

/** Decides whether a part may go over a connection; its port settles when it may have opened. */
export interface Gate {
  readonly port: Port;
  admits(part: Part): boolean;
}

/** Stands for an element until it is built. */
const NOT_BUILT: FlowNode = {
  depart: () => {},
  arrive: () => {},
  settle: () => {},
  accepts: () => false,
  onTimer: () => {},
};
const NO_LINKS: readonly Link[] = [];
const NO_QUEUES: readonly OutputQueue[] = [];

/** A connection. */
export class Link {
  declare readonly from: Port;
  declare readonly to: Port;
  /** Its place in the plant file. */
  declare readonly rank: number;
  /** The queue whose first part it may take. */
  declare readonly queue: OutputQueue;
  /** Neighbours in the list of links that wait at the destination. */
  waitNext: Link | undefined = undefined;
  waitPrevious: Link | undefined = undefined;
  waitSince: Micros = 0;
  /** Only for what is sent there on purpose, such as rework; the routing leaves it out. */
  reserved = false;
  /** Where the connection is controlled. */
  crossing: Crossing | undefined = undefined;
  /** The first part of the queue is held back here by a gate. */
  held = false;

  constructor(from: Port, to: Port, rank: number, queue: OutputQueue) {
    this.from = from;
    this.to = to;
    this.rank = rank;
    this.queue = queue;
  }
}

/**
 * Finished parts of an element, first to go first. The links of a *shared* queue compete for its first part;
 * a link with a queue of its own gets the parts meant for it.
 */
export class OutputQueue {
  declare readonly port: Port;
  declare links: readonly Link[];
  /** The only link, where there is one. */
  declare only: Link | undefined;
  /** Of several destinations with room, the one with the fewest parts is taken. */
  declare readonly shortest: boolean;
  /** Place among the links where the search for room begins; moved on by round-robin routing. */
  turn = 0;
  head: Part | undefined = undefined;
  tail: Part | undefined = undefined;
  count = 0;
  /** The first part waits at its destinations. */
  presented = false;
  /** Every destination gets the part or a copy of it, all at once. */
  declare copies: boolean;
  /** A destination takes several parts at once; set when all elements are built. */
  gathered = false;
  /** One of the links is controlled. */
  controlled = false;

  constructor(port: Port, shortest: boolean) {
    this.port = port;
    this.links = NO_LINKS;
    this.only = undefined;
    this.shortest = shortest;
    this.copies = false;
  }

  /** Sets its links, once. */
  lead(links: readonly Link[], copies: boolean): void {
    this.links = links;
    this.only = links.length === 1 ? links[0] : undefined;
    this.copies = copies && links.length > 1;
  }
}

type Connection = readonly [from: Port, to: Port];

/**
 * Joins the ports by the connections of the plant file and gives each its queues: those of the routing first, then
 * one for each reserved connection. @param reserved per element, destinations that its routing leaves out
 */
export function connectPorts(
  ports: readonly Port[],
  connections: readonly Connection[],
  sharing: readonly QueueSharing[],
  reserved: readonly ReadonlySet<string>[],
): void {
  const outgoing = Map.groupBy(connections.entries(), ([, [from]]) => from);
  ports.forEach((port, i) => {
    // Without outgoing links there is a queue all the same: what is finished stays in it.
    const shared = sharing[i] === "perLink" ? undefined : new OutputQueue(port, sharing[i] === "shortest");
    port.links = (outgoing.get(port) ?? []).map(([rank, [from, to]]) => {
      const isReserved = reserved[i]?.has(to.id) === true;
      const queue = shared === undefined || isReserved ? new OutputQueue(port, false) : shared;
      const link = new Link(from, to, rank, queue);
      link.reserved = isReserved;
      if (queue !== shared) queue.lead([link], false);
      return link;
    });
    const kept = port.links.filter((link) => link.reserved);
    const routed = kept.length === 0 ? port.links : port.links.filter((link) => !link.reserved);
    shared?.lead(routed, sharing[i] === "copies");
    const alone = shared === undefined ? [...routed, ...kept] : kept;
    port.queues = [...(shared === undefined ? [] : [shared]), ...alone.map(({ queue }) => queue)];
  });
}
