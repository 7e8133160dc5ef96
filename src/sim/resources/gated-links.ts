import type { Kernel } from "../kernel/kernel.ts";
import type { Part } from "../kernel/parts.ts";
import { Crossing, type Gate, type Link, type Port } from "../kernel/ports.ts";

/** The connections that a gate guards. */
export class GatedLinks {
  readonly #kernel: Kernel;
  readonly #links: Link[] = [];

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  guard(link: Link, gate: Gate): void {
    crossingOf(link).gates.push(gate);
    link.queue.controlled = true;
    link.to.gated = true;
    this.#links.push(link);
  }

  /** Parts that are ready and held back. */
  get heldBack(): number {
    const queues = new Set(this.#links.filter(({ held }) => held).map(({ queue }) => queue));
    return [...queues].reduce((sum, { count }) => sum + count, 0);
  }

  /** Takes back at once what waits where the gate has closed. */
  close(): void {
    for (const link of this.#links) this.#kernel.flow.hold(link);
  }

  /** Offers what was held back and may pass now; what is ready longest first, of equals in the order of the plant file. */
  open(): void {
    // Who sends copies looks at all destinations by itself.
    for (const { from, queue } of this.#links) if (queue.copies && queue.count > 0) this.#kernel.wake(from);
    const held = this.#links.filter((link) => link.held);
    held.sort((a, b) => (a.queue.head as Part).since - (b.queue.head as Part).since || a.rank - b.rank);
    for (const { queue } of held) this.#kernel.flow.review(queue);
  }
}

export function crossingOf(link: Link): Crossing {
  link.crossing ??= new Crossing();
  return link.crossing;
}

/** Connections into a set of elements, and out of it. */
export function border(ports: readonly Port[], ids: ReadonlySet<string>): { into: Link[]; outOf: Link[] } {
  const links = ports.flatMap((port) => port.links);
  return {
    into: links.filter(({ from, to }) => !ids.has(from.id) && ids.has(to.id)),
    outOf: links.filter(({ from, to }) => ids.has(from.id) && !ids.has(to.id)),
  };
}
