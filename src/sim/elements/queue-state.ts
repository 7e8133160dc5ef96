import type { PartState } from "../kernel/parts.ts";
import type { BuildContext } from "./element.ts";

/** Parts in the output queues of an element, as plain data: per queue, first to go first. */
export type SavedQueues = PartState[][];

export function saveQueues(context: BuildContext): SavedQueues {
  const { flow, parts } = context.kernel;
  const { nodeQueues } = flow.topology;
  const saved: SavedQueues = [];
  for (
    let queue = nodeQueues[context.node] as number;
    queue < (nodeQueues[context.node + 1] as number);
    queue++
  ) {
    const list: PartState[] = [];
    for (let part = flow.queueHead[queue] as number, i = flow.queueCount[queue] as number; i > 0; i--) {
      list.push(context.savePart(part));
      part = parts.next[part] as number;
    }
    saved.push(list);
  }
  return saved;
}

/** @param note told each restored part with the place of its queue and its place in the queue */
export function restoreQueues(
  context: BuildContext,
  saved: SavedQueues,
  note: (part: number, queue: number, place: number) => void = () => {},
): void {
  const first = context.kernel.flow.topology.nodeQueues[context.node] as number;
  saved.forEach((list, queue) => {
    list.forEach((state, place) => {
      const part = context.restorePart(state);
      context.kernel.flow.enqueue(first + queue, part);
      note(part, queue, place);
    });
  });
}
