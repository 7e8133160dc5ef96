import type { Kernel } from "./kernel.ts";
import type { Part } from "./parts.ts";
import { copyTraveller } from "./traveller.ts";
import type { Link, OutputQueue, Port } from "./ports.ts";

/**
 * How parts pass from element to element. An element offers finished parts in its output queues; an element
 * with room takes them. What finds no room waits at the destination, and of those that wait there the part
 * that is ready longest goes first (SPEC F2). Room freed at an instant can be used at that instant.
 */
export class Flow {
  declare private readonly kernel: Kernel;
  /** Copies are being handed over: nobody passes on at once, so that none takes the room of another. */
  #copying = false;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  /** The link whose destination takes the part at once; undefined when none does or others in the queue go first. */
  opening(queue: OutputQueue, part: Part): Link | undefined {
    return queue.count === 0 && !this.#copying ? this.#openLink(queue, part) : undefined;
  }

  /** Writes that a part goes over to the destination: the cause of what both elements then do. */
  announce(part: Part, link: Link): void {
    if (this.kernel.trace !== undefined) this.kernel.log(link.to.index, "enter", part, link.from.id);
    if (link.crossing !== undefined) link.crossing.pass(part);
  }

  /** Hands an announced part, which its element has let go, over to the destination, which has room. */
  hand(part: Part, link: Link): void {
    const { cause } = this.kernel;
    if (link.queue.copies) this.#handCopies(part, link);
    else link.to.node.arrive(part, link);
    this.kernel.cause = cause;
  }

  /** Puts a part at the end of a queue; as its first part it waits at its destinations, none of which has room. */
  wait(queue: OutputQueue, part: Part): void {
    this.enqueue(queue, part);
    if (!queue.presented) this.#register(queue);
  }

  /** Puts a part at the end of a queue. It is offered by the next `present`. */
  enqueue(queue: OutputQueue, part: Part): void {
    part.next = undefined;
    if (queue.count++ === 0) queue.head = part;
    else (queue.tail as Part).next = part;
    queue.tail = part;
    if (queue.presented && queue.only !== undefined && queue.only.to.countsWaiting)
      this.kernel.wake(queue.only.to);
    if (queue.gathered && queue.presented) this.#tellGatherers(queue);
  }

  /** Puts a part behind `before` (undefined: at the head) in a queue; a new head is offered by the next `present`. */
  insertAfter(queue: OutputQueue, before: Part | undefined, part: Part): void {
    if (before === undefined) {
      this.withdraw(queue);
      part.next = queue.count === 0 ? undefined : queue.head;
      queue.head = part;
    } else {
      part.next = before.next;
      before.next = part;
    }
    if (part.next === undefined) queue.tail = part;
    queue.count++;
    if (queue.gathered && queue.presented) this.#tellGatherers(queue);
  }

  /** Gives the queue's parts to destinations with room, as far as possible; the first one left over waits there. */
  present(queue: OutputQueue): void {
    const { cause } = this.kernel;
    while (!queue.presented && queue.count > 0) {
      const part = queue.head as Part;
      const link = this.#openLink(queue, part);
      if (link === undefined) {
        this.#register(queue);
        return;
      }
      queue.head = part.next;
      queue.count--;
      this.announce(part, link);
      link.from.node.depart(part, link);
      this.hand(part, link);
      this.kernel.cause = cause;
    }
  }

  /** Takes waiting parts into the element while it has room. */
  pull(port: Port): void {
    const { cause } = this.kernel;
    while (port.room > 0) {
      if (port.gated) this.holdBack(port);
      const link = port.waitHead;
      if (link === undefined) return;
      port.node.arrive(this.take(link), link);
      this.kernel.cause = cause;
    }
  }

  /** Takes the part that waits on this link; its element has let it go, and the caller lets it arrive. */
  take(link: Link): Part {
    const { queue } = link;
    const part = queue.head as Part;
    queue.head = part.next;
    queue.count--;
    if (
      queue.count > 0 &&
      queue.only !== undefined &&
      !queue.controlled &&
      link.waitNext === undefined &&
      link.to.waitHead === link
    ) {
      // Nobody else waits here, so the part behind takes the same place.
      link.waitSince = (queue.head as Part).since;
    } else {
      this.withdraw(queue);
      // No other destination had room for the part before, so the next one waits as well.
      if (queue.count > 0) this.#register(queue);
    }
    this.announce(part, link);
    link.from.node.depart(part, link);
    // The part behind may pass where the one before could not.
    if (queue.controlled) this.#wakeGates(queue);
    return part;
  }

  /** Takes a part out of a queue, wherever it stands in it; what is then first is offered by the next `present`. */
  remove(queue: OutputQueue, part: Part): void {
    let before: Part | undefined;
    if (queue.head === part) {
      this.withdraw(queue);
      queue.head = part.next;
    } else {
      before = queue.head as Part;
      while (before.next !== part) before = before.next as Part;
      before.next = part.next;
    }
    if (queue.tail === part) queue.tail = before;
    queue.count--;
  }

  /** Offers the queue's first part again where a gate has opened for it. */
  review(queue: OutputQueue): void {
    if (!queue.presented) return;
    const part = queue.head as Part;
    if (!queue.links.some((link) => link.held && link.crossing?.admits(part) === true)) return;
    this.withdraw(queue);
    this.present(queue);
  }

  /** Takes the queue's first part back from a destination whose gate has closed for it. */
  hold(link: Link): void {
    const { queue } = link;
    if (!queue.presented || link.held || link.crossing?.admits(queue.head as Part) !== false) return;
    this.#removeWaiting(link);
    link.held = true;
  }

  /** Takes back what waits at an element where a gate has closed since; call before one of them is chosen. */
  holdBack(port: Port): void {
    for (let link = port.waitHead; link !== undefined;) {
      const next: Link | undefined = link.waitNext;
      if (link.crossing !== undefined) this.hold(link);
      link = next;
    }
  }

  #wakeGates(queue: OutputQueue): void {
    for (const { crossing } of queue.links)
      for (const { port } of crossing?.gates ?? []) this.kernel.wake(port);
  }

  /** More room in the element; whoever waits for it is served later at this instant. */
  release(port: Port, places: number): void {
    port.room += places;
    if (port.waitHead !== undefined) this.kernel.wake(port);
    if (port.forks !== undefined) this.wakeForks(port);
  }

  /** Those who send copies to the element look whether all their destinations have room now. */
  wakeForks(port: Port): void {
    for (const fork of port.forks ?? []) this.kernel.wake(fork);
  }

  /** Restores a waiting link; call in the order in which they wait. */
  restoreWaiting(link: Link): void {
    link.queue.presented = true;
    this.#insertWaiting(link);
  }

  /** The link of the queue whose destination takes its first part at once. */
  #openLink(queue: OutputQueue, part: Part): Link | undefined {
    const { only } = queue;
    if (only !== undefined) return this.#isOpen(only, part) ? only : undefined;
    const { links, turn } = queue;
    if (queue.copies) return links.every((link) => this.#isOpen(link, part)) ? links[0] : undefined;
    let best: Link | undefined;
    for (let i = 0; i < links.length; i++) {
      const link = links[(turn + i) % links.length] as Link;
      if (!this.#isOpen(link, part)) continue;
      if (!queue.shortest) return link;
      if (best === undefined || link.to.content < best.to.content) best = link;
    }
    return best;
  }

  /** Others that wait there were first: they are served when the destination settles. */
  #isOpen(link: Link, part: Part): boolean {
    const { to } = link;
    if (to.room <= 0 || to.waitHead !== undefined) return false;
    if (link.crossing !== undefined && !link.crossing.admits(part)) return false;
    return !to.choosy || to.node.accepts(part, link);
  }

  /** The first destination gets the part, each other one a copy, all at the same instant (SPEC R8). */
  #handCopies(part: Part, first: Link): void {
    const kernel = this.kernel;
    const { cause } = kernel;
    const copies = first.queue.links.slice(1).map((link) => [link, copyOf(part, link.from, kernel)] as const);
    this.#copying = true;
    first.to.node.arrive(part, first);
    for (const [link, copy] of copies) {
      kernel.cause = cause;
      this.announce(copy, link);
      link.to.node.arrive(copy, link);
    }
    this.#copying = false;
  }

  #tellGatherers(queue: OutputQueue): void {
    for (const { to } of queue.links) if (to.gathers && to.room > 0) this.kernel.wake(to);
  }

  #register(queue: OutputQueue): void {
    // It does not wait at any one place: room anywhere makes it look at all of them.
    if (queue.copies) return;
    queue.presented = true;
    const { only, links } = queue;
    if (queue.controlled) for (const link of links) this.#insertAdmitted(link);
    else if (only !== undefined) this.#waitAt(only);
    else for (let i = 0; i < links.length; i++) this.#waitAt(links[i] as Link);
  }

  #waitAt(link: Link): void {
    this.#insertWaiting(link);
    // A choosy element may have room for this part although it had none for those before.
    if (link.to.choosy && link.to.room > 0) this.kernel.wake(link.to);
  }

  /** Takes the queue's first part back from where it waits; the next `present` offers it again. */
  withdraw(queue: OutputQueue): void {
    if (!queue.presented) return;
    queue.presented = false;
    const { only, links } = queue;
    if (queue.controlled) for (const link of links) this.#removeAdmitted(link);
    else if (only !== undefined) this.#removeWaiting(only);
    else for (let i = 0; i < links.length; i++) this.#removeWaiting(links[i] as Link);
  }

  /** A part that a gate holds back waits at no destination. */
  #insertAdmitted(link: Link): void {
    link.held = link.crossing?.admits(link.queue.head as Part) === false;
    if (!link.held) this.#waitAt(link);
  }

  #removeAdmitted(link: Link): void {
    if (link.held) link.held = false;
    else this.#removeWaiting(link);
  }

  /** Sorted by the time since when the part is ready; mostly that is the latest, so the search starts at the tail. */
  #insertWaiting(link: Link): void {
    const port = link.to;
    const { since } = link.queue.head as Part;
    link.waitSince = since;
    let previous = port.waitTail;
    while (previous !== undefined && previous.waitSince > since) previous = previous.waitPrevious;
    const next = previous === undefined ? port.waitHead : previous.waitNext;
    link.waitPrevious = previous;
    link.waitNext = next;
    if (previous === undefined) port.waitHead = link;
    else previous.waitNext = link;
    if (next === undefined) port.waitTail = link;
    else next.waitPrevious = link;
  }

  #removeWaiting(link: Link): void {
    const port = link.to;
    const { waitPrevious: previous, waitNext: next } = link;
    if (previous === undefined) port.waitHead = next;
    else previous.waitNext = next;
    if (next === undefined) port.waitTail = previous;
    else next.waitPrevious = previous;
  }
}

/** A new part like another one, as old as it; what that one holds is not copied. */
function copyOf(part: Part, maker: Port, kernel: Kernel): Part {
  const copy = kernel.parts.create(maker, maker.made++, part.product);
  copy.entered = part.entered;
  copy.since = kernel.now;
  if (part.traveller !== undefined) copy.traveller = copyTraveller(part.traveller);
  kernel.system.begin(copy);
  if (kernel.trace !== undefined) {
    const { cause } = kernel;
    kernel.log(maker.index, "create", copy);
    kernel.cause = cause;
  }
  return copy;
}
