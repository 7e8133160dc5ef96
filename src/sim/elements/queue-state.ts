import type { Part, PartState } from "../kernel/parts.ts";
import type { OutputQueue } from "../kernel/ports.ts";
import type { BuildContext } from "./element.ts";

/** Parts in the output queues of an element, as plain data: per queue, first to go first. */
export type SavedQueues = PartState[][];

/** The parts of a queue, first to go first. */
export function* partsIn(queue: OutputQueue): Generator<Part, void, void> {
  let part = queue.head;
  for (let i = queue.count; i > 0; i--) {
    yield part as Part;
    part = (part as Part).next;
  }
}

export function saveQueues(context: BuildContext): SavedQueues {
  return context.port.queues.map((queue) => Array.from(partsIn(queue), (part) => context.savePart(part)));
}

/** Replaces what is in the queues. @param note told each restored part with the place of its queue and its place in the queue */
export function restoreQueues(
  context: BuildContext,
  saved: SavedQueues,
  note: (part: Part, queue: number, place: number) => void = () => {},
): void {
  context.port.queues.forEach((queue, i) => {
    queue.head = undefined;
    queue.count = 0;
    queue.presented = false;
    saved[i]?.forEach((state, place) => {
      const part = context.restorePart(state);
      context.kernel.flow.enqueue(queue, part);
      note(part, i, place);
    });
  });
}
