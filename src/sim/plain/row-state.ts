import type { Micros } from "../../base/units.ts";
import { partsIn } from "../elements/queue-state.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Part } from "../kernel/parts.ts";
import type { OutputQueue } from "../kernel/ports.ts";
import { ContentClock, type ContentState } from "../statistics/content-clock.ts";
import { PLACE, type Row } from "./row.ts";

const { SPENT, TOTAL } = PLACE;

/** Statistics of the content of a row. @param before of what there was when they began */
export function contentsOf({ at, most }: Row, kernel: Kernel, before: ContentState["before"]): ContentClock {
  const { numbers } = kernel.plain;
  const [spent, total] = [numbers[at + SPENT] as number, numbers[at + TOTAL] as number];
  const clock = new ContentClock(kernel);
  clock.restore({ max: most, spent, total, before });
  return clock;
}

/** Puts them into the row. */
export function keepContents(row: Row, kernel: Kernel, { spent, total, max }: ContentState): void {
  const { numbers } = kernel.plain;
  numbers[row.at + SPENT] = spent;
  numbers[row.at + TOTAL] = total;
  row.most = max;
}

/** The parts that wait to go out, first to go first. @param queue where they are while the row is not joined */
export function* waitingIn(
  row: Row,
  { parts, plain }: Kernel,
  queue: OutputQueue,
): Generator<Part, void, void> {
  if (row.next === undefined) yield* partsIn(queue);
  else for (const number of numbersIn(row, parts.stays)) yield plain.partOf(number);
}

/** Since when each part is in the row, µs. */
export function sincesIn(row: Row, kernel: Kernel, queue: OutputQueue): Micros[] {
  const { stays } = kernel.parts;
  return Array.from(waitingIn(row, kernel, queue), ({ number }) => stays[2 * number] as number);
}

/** Numbers of the parts in the queue of a joined row, first to go first. */
export function* numbersIn({ head, count }: Row, stays: readonly number[]): Generator<number, void, void> {
  let part = head;
  for (let i = count; i > 0; i--) {
    yield part;
    part = stays[2 * part + 1] as number;
  }
}
