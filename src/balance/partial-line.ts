import { hasBit } from "./bits.ts";
import type { ConstrainedModel, Manning } from "./constrained-model.ts";
import type { Pricing } from "./pricing.ts";

/** A station of a line: how it is manned (undefined when it is empty) and its tasks per side. */
export interface FilledStation {
  readonly manning: Manning | undefined;
  readonly tasks: readonly (readonly number[])[];
}

/** A line of some stations that has done some tasks. */
export interface PartialLine {
  readonly done: Int32Array;
  readonly stations: number;
  readonly price: number;
  /** Workplaces so far. */
  readonly workplaces: number;
  /** What is used of the model's stocks. */
  readonly used: readonly number[];
  readonly parent: PartialLine | undefined;
  readonly station: FilledStation | undefined;
  /** Weight still to be done, per bound. */
  readonly open: Float64Array;
  isBeaten: boolean;
  /** Not yet tried in full. */
  isOpen: boolean;
}

export function areDone(start: Int32Array, list: Int32Array, task: number, done: Int32Array): boolean {
  for (let a = start[task]!; a < start[task + 1]!; a++) if (!hasBit(done, 0, list[a]!)) return false;
  return true;
}

export function weightOf(sides: readonly (readonly number[])[], weight: Float64Array): number {
  let sum = 0;
  for (const load of sides) for (const task of load) sum += weight[task]!;
  return sum;
}

/** Tasks that can be moved to an earlier station without breaking anything but what `StationLoad.fits` sees. */
export function freeTasks(model: ConstrainedModel, { isSquared }: Pricing): Uint8Array {
  const isBound = isSquared || model.today !== undefined || model.setups?.isMonotone === false;
  return Uint8Array.from({ length: model.line.graph.size }, (_, task) =>
    !isBound && model.groupOf[task]! < 0 && model.allowed[task] === undefined ? 1 : 0,
  );
}

/** The last allowed station of every task, no later than that of its successors (on a U-line only its own). */
export function latestAllowed({ line, allowed, isUShaped }: ConstrainedModel, stations: number): Int32Array {
  const { size, topological, successorStart, successor } = line.graph;
  const latest = new Int32Array(size);
  for (let k = size - 1; k >= 0; k--) {
    const task = topological[k]!;
    let last = Math.max(0, ...[...(allowed[task] ?? [stations])].filter((station) => station <= stations));
    const end = isUShaped ? 0 : successorStart[task + 1]!;
    for (let a = successorStart[task]!; a < end; a++) last = Math.min(last, latest[successor[a]!]!);
    latest[task] = last;
  }
  return latest;
}
