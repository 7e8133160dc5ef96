import type { Kernel } from "./kernel.ts";
import type { OutputQueue } from "./ports.ts";
import { type FlowNode, Port } from "./ports.ts";

/**
 * Looks again whether all destinations of a queue that sends copies have room (SPEC R8). It stands on the agenda
 * for the queue's element, which itself has no need to know.
 */
class ForkGate implements FlowNode {
  readonly #kernel: Kernel;
  readonly #queue: OutputQueue;

  constructor(kernel: Kernel, queue: OutputQueue) {
    this.#kernel = kernel;
    this.#queue = queue;
  }

  settle(): void {
    this.#kernel.flow.present(this.#queue);
  }

  /** No parts flow through it, and it has no timers. */
  arrive(): void {}
  depart(): void {}
  onTimer(): void {}
  accepts(): boolean {
    return false;
  }
}

/** Tells the destinations of every queue that sends copies whom to wake when they have room, and queues who gathers. */
export function watchDestinations(kernel: Kernel, ports: readonly Port[]): void {
  for (const queue of ports.flatMap((port) => port.queues)) {
    queue.gathered = queue.links.some(({ to }) => to.gathers);
    if (!queue.copies) continue;
    const gate = new Port(queue.port.index, queue.port.id);
    gate.node = new ForkGate(kernel, queue);
    for (const { to } of queue.links) (to.forks ??= []).push(gate);
  }
}
