import type { Micros } from "../../base/units.ts";
import type { FlowNode, Kernel } from "./kernel.ts";
import type { Topology } from "./topology.ts";

const NOT_WAITING = -2;
const NONE = -1;

/**
 * How parts pass from node to node. A node offers finished parts in its output queues; a node with room takes
 * them. What finds no room waits at the destination, and of those that wait there the part that is ready
 * longest goes first (SPEC F2). Room freed at an instant can be used at that instant.
 */
export class Flow {
  readonly topology: Topology;
  /** Index of the whole system in the content statistics: its content is the work in process (WIP). */
  readonly system: number;
  /** Parts that each node can take now. Kept by the node itself. */
  readonly room: Int32Array;
  /** 1 where the node must be asked whether it takes this very part. */
  readonly choosy: Uint8Array;

  readonly content: Int32Array;
  readonly contentMax: Int32Array;
  readonly #contentArea: Float64Array;
  readonly #contentSince: Float64Array;

  readonly queueHead: Int32Array;
  readonly queueTail: Int32Array;
  readonly queueCount: Int32Array;
  /** Per queue: the place among its links where the search for room begins; moved on by round-robin routing. */
  readonly queueTurn: Int32Array;
  /** 1 while the queue's first part waits at its destinations. */
  readonly #presented: Uint8Array;

  readonly waitHead: Int32Array;
  readonly #waitTail: Int32Array;
  /** Next and previous link waiting at the same destination; NOT_WAITING, or NONE at the ends. */
  readonly waitNext: Int32Array;
  readonly #waitPrevious: Int32Array;
  readonly #waitSince: Float64Array;

  readonly #kernel: Kernel;

  constructor(kernel: Kernel, topology: Topology) {
    const { nodes, from, queueNode } = topology;
    const ints = (size: number, value = 0): Int32Array => new Int32Array(size).fill(value);
    this.#kernel = kernel;
    this.topology = topology;
    this.room = ints(nodes);
    this.choosy = new Uint8Array(nodes);
    this.system = nodes;
    this.content = ints(nodes + 1);
    this.contentMax = ints(nodes + 1);
    this.#contentArea = new Float64Array(nodes + 1);
    this.#contentSince = new Float64Array(nodes + 1);
    this.queueTurn = ints(queueNode.length);
    this.queueHead = ints(queueNode.length, NONE);
    this.queueTail = ints(queueNode.length, NONE);
    this.queueCount = ints(queueNode.length);
    this.#presented = new Uint8Array(queueNode.length);
    this.waitHead = ints(nodes, NONE);
    this.#waitTail = ints(nodes, NONE);
    this.waitNext = ints(from.length, NOT_WAITING);
    this.#waitPrevious = ints(from.length, NONE);
    this.#waitSince = new Float64Array(from.length);
  }

  /** Adds a finished part at the end of an output queue. It is offered by the next `present`. */
  enqueue(queue: number, part: number): void {
    const parts = this.#kernel.parts;
    parts.next[part] = NONE;
    if (this.queueCount[queue] === 0) this.queueHead[queue] = part;
    else parts.next[this.queueTail[queue] as number] = part;
    this.queueTail[queue] = part;
    this.queueCount[queue] = (this.queueCount[queue] as number) + 1;
  }

  /** Puts a part behind `before` (NONE: at the head) in a queue; a new head is offered by the next `present`. */
  insertAfter(queue: number, before: number, part: number): void {
    const parts = this.#kernel.parts;
    if (before === NONE) {
      this.#withdraw(queue);
      parts.next[part] = this.queueHead[queue] as number;
      this.queueHead[queue] = part;
    } else {
      parts.next[part] = parts.next[before] as number;
      parts.next[before] = part;
    }
    if (before === NONE ? this.queueCount[queue] === 0 : before === this.queueTail[queue])
      this.queueTail[queue] = part;
    this.queueCount[queue] = (this.queueCount[queue] as number) + 1;
  }

  /** Gives the queue's parts to destinations with room, as far as possible; the first one left over waits there. */
  present(queue: number): void {
    while (this.#presented[queue] === 0 && (this.queueCount[queue] as number) > 0) {
      const link = this.#openLink(queue);
      if (link === NONE) {
        this.#register(queue);
        return;
      }
      this.#transfer(link);
    }
  }

  /** Gives the queue's first part to a destination with room. @returns whether there was one; if not, it does not wait */
  presentOnce(queue: number): boolean {
    const link = this.#openLink(queue);
    if (link !== NONE) this.#transfer(link);
    return link !== NONE;
  }

  /** Takes the first part, which is not presented, out of a queue. */
  removeHead(queue: number): number {
    const part = this.queueHead[queue] as number;
    this.queueHead[queue] = this.#kernel.parts.next[part] as number;
    this.queueCount[queue] = (this.queueCount[queue] as number) - 1;
    return part;
  }

  /** Takes waiting parts into the node while it has room. */
  pull(node: number): void {
    while ((this.room[node] as number) > 0) {
      const link = this.waitHead[node] as number;
      if (link < 0) return;
      this.take(link);
    }
  }

  /** Takes the part that waits on this link. */
  take(link: number): void {
    const queue = this.topology.queue[link] as number;
    const cause = this.#kernel.cause;
    this.#withdraw(queue);
    this.#transfer(link);
    // No other destination had room for the part before, so the next one waits as well.
    if ((this.queueCount[queue] as number) > 0) this.#register(queue);
    this.#kernel.cause = cause;
  }

  /** More room in the node; whoever waits for it is served later at this instant. */
  release(node: number, places: number): void {
    this.room[node] = (this.room[node] as number) + places;
    if ((this.waitHead[node] as number) >= 0) this.#kernel.wake(node);
  }

  /** Whether the queue's first part waits at its destinations. */
  isPresented(queue: number): boolean {
    return this.#presented[queue] !== 0;
  }

  changeContent(node: number, by: number): void {
    const now = this.#kernel.now;
    const content = this.content[node] as number;
    this.#contentArea[node] =
      (this.#contentArea[node] as number) + content * (now - (this.#contentSince[node] as number));
    this.#contentSince[node] = now;
    this.content[node] = content + by;
    if (content + by > (this.contentMax[node] as number)) this.contentMax[node] = content + by;
  }

  /** Parts × µs since the statistics began. */
  contentArea(node: number): number {
    const since = this.#kernel.now - (this.#contentSince[node] as number);
    return (this.#contentArea[node] as number) + (this.content[node] as number) * since;
  }

  resetStatistics(): void {
    this.#contentArea.fill(0);
    this.#contentSince.fill(this.#kernel.now);
    this.contentMax.set(this.content);
  }

  saveStatistics(node: number): ContentState {
    return {
      content: this.content[node] as number,
      max: this.contentMax[node] as number,
      area: this.#contentArea[node] as number,
      since: this.#contentSince[node] as number,
    };
  }

  restoreStatistics(node: number, state: ContentState): void {
    this.content[node] = state.content;
    this.contentMax[node] = state.max;
    this.#contentArea[node] = state.area;
    this.#contentSince[node] = state.since;
  }

  /** Forgets all parts and all that wait, to be filled from a snapshot. */
  clear(): void {
    this.#kernel.parts.clear();
    for (const column of [this.queueHead, this.queueTail, this.waitHead, this.#waitTail]) column.fill(NONE);
    this.queueCount.fill(0);
    this.#presented.fill(0);
    this.waitNext.fill(NOT_WAITING);
    this.#waitPrevious.fill(NONE);
  }

  /** The link from one node to another. */
  linkBetween(from: number, to: number): number {
    const { nodeLinks, to: destinations } = this.topology;
    const end = nodeLinks[from + 1] as number;
    for (let link = nodeLinks[from] as number; link < end; link++) if (destinations[link] === to) return link;
    return NONE;
  }

  /** Links that wait at the node, first to be served first. */
  waiting(node: number): number[] {
    const links: number[] = [];
    for (let link = this.waitHead[node] as number; link >= 0; link = this.waitNext[link] as number)
      links.push(link);
    return links;
  }

  /** Restores a waiting link; call in the order of `waiting`. */
  restoreWaiting(link: number): void {
    const queue = this.topology.queue[link] as number;
    this.#presented[queue] = 1;
    this.#insertWaiting(link, this.#kernel.parts.since[this.queueHead[queue] as number] as number);
  }

  /** The link of the queue whose destination takes its first part at once; NONE when none does. */
  #openLink(queue: number): number {
    const { queueLinks, queueWidth, queueShortest } = this.topology;
    const first = queueLinks[queue] as number;
    const width = queueWidth[queue] as number;
    const part = this.queueHead[queue] as number;
    if (width === 1) return this.#isOpen(first, part) ? first : NONE;
    const turn = this.queueTurn[queue] as number;
    let best = NONE;
    for (let i = 0; i < width; i++) {
      const link = first + ((turn + i) % width);
      if (!this.#isOpen(link, part)) continue;
      if (queueShortest[queue] === 0) return link;
      if (best === NONE || this.#load(link) < this.#load(best)) best = link;
    }
    return best;
  }

  /** Others that wait there were first: they are served when the destination settles. */
  #isOpen(link: number, part: number): boolean {
    const to = this.topology.to[link] as number;
    if ((this.room[to] as number) <= 0 || (this.waitHead[to] as number) >= 0) return false;
    return this.choosy[to] === 0 || (this.#kernel.nodes[to] as FlowNode).accepts(part, link);
  }

  #load(link: number): number {
    return this.content[this.topology.to[link] as number] as number;
  }

  /** Moves the first part of the link's queue to its destination. */
  #transfer(link: number): void {
    const kernel = this.#kernel;
    const { queue, from, to } = this.topology;
    const q = queue[link] as number;
    const origin = from[link] as number;
    const destination = to[link] as number;
    const part = this.queueHead[q] as number;
    this.queueHead[q] = kernel.parts.next[part] as number;
    this.queueCount[q] = (this.queueCount[q] as number) - 1;
    this.changeContent(origin, -1);
    this.changeContent(destination, 1);
    if (kernel.trace === undefined) {
      (kernel.nodes[origin] as FlowNode).depart(part, link);
      (kernel.nodes[destination] as FlowNode).arrive(part, link);
      return;
    }
    const before = kernel.cause;
    kernel.log(destination, "enter", part, kernel.names[origin]);
    const entered = kernel.cause;
    (kernel.nodes[origin] as FlowNode).depart(part, link);
    kernel.cause = entered;
    (kernel.nodes[destination] as FlowNode).arrive(part, link);
    kernel.cause = before;
  }

  #register(queue: number): void {
    const { queueLinks, queueWidth } = this.topology;
    const since = this.#kernel.parts.since[this.queueHead[queue] as number] as number;
    const first = queueLinks[queue] as number;
    const end = first + (queueWidth[queue] as number);
    this.#presented[queue] = 1;
    for (let link = first; link < end; link++) this.#insertWaiting(link, since);
  }

  #withdraw(queue: number): void {
    if (this.#presented[queue] === 0) return;
    const { queueLinks, queueWidth } = this.topology;
    const first = queueLinks[queue] as number;
    const end = first + (queueWidth[queue] as number);
    this.#presented[queue] = 0;
    for (let link = first; link < end; link++) this.#removeWaiting(link);
  }

  /** Sorted by the time since when the part is ready; mostly that is the latest, so the search starts at the tail. */
  #insertWaiting(link: number, since: Micros): void {
    const node = this.topology.to[link] as number;
    this.#waitSince[link] = since;
    let previous = this.#waitTail[node] as number;
    while (previous >= 0 && (this.#waitSince[previous] as number) > since) {
      previous = this.#waitPrevious[previous] as number;
    }
    const next = previous < 0 ? (this.waitHead[node] as number) : (this.waitNext[previous] as number);
    this.#waitPrevious[link] = previous;
    this.waitNext[link] = next;
    if (previous < 0) this.waitHead[node] = link;
    else this.waitNext[previous] = link;
    if (next < 0) this.#waitTail[node] = link;
    else this.#waitPrevious[next] = link;
    // A choosy node may have room for this part although it had none for those before.
    if (this.choosy[node] !== 0 && (this.room[node] as number) > 0) this.#kernel.wake(node);
  }

  #removeWaiting(link: number): void {
    const node = this.topology.to[link] as number;
    const previous = this.#waitPrevious[link] as number;
    const next = this.waitNext[link] as number;
    if (previous < 0) this.waitHead[node] = next;
    else this.waitNext[previous] = next;
    if (next < 0) this.#waitTail[node] = previous;
    else this.#waitPrevious[next] = previous;
    this.waitNext[link] = NOT_WAITING;
  }
}

/** Content statistics of a node as plain data; times in µs. */
export type ContentState = { content: number; max: number; area: number; since: number };
