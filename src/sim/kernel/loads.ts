import type { Kernel } from "./kernel.ts";
import { BATCH, CARRIER, type Part, PartExtra } from "./parts.ts";
import type { Port } from "./ports.ts";

/** The part's extra, made where it has none. */
export function extraOf(part: Part): PartExtra {
  part.extra ??= new PartExtra();
  return part.extra;
}

/** Whether it is a batch or a carrier, which holds parts and is none itself. */
export function isHolder({ extra }: Part): boolean {
  return extra !== undefined && (extra.role === BATCH || extra.role === CARRIER);
}

/** Makes the part a holder: it is of its own product while it is empty. */
export function makeHolder(part: Part, role: typeof BATCH | typeof CARRIER): void {
  const extra = extraOf(part);
  extra.role = role;
  extra.own = part.product;
}

/** What a part holds, first in first. The next is read before the callback's turn, so each may be moved elsewhere. */
export function* loadOf({ extra }: Part): Generator<Part, void, void> {
  let held = extra?.load;
  while (held !== undefined) {
    const { next }: Part = held;
    yield held;
    held = next;
  }
}

/** Puts a part behind what the holder has already; a holder is of the product of the first that it holds (SPEC L2). */
export function addToLoad(holder: Part, part: Part): void {
  const extra = extraOf(holder);
  part.next = undefined;
  if (extra.last === undefined) {
    extra.load = part;
    if (isHolder(holder)) holder.product = part.product;
  } else {
    extra.last.next = part;
  }
  extra.last = part;
  extra.count++;
}

/** Makes the first workpiece that goes along with a part one of another product, and its holders with it. */
export function rename(part: Part, product: number): void {
  let at: Part | undefined = part;
  while (at !== undefined) {
    at.product = product;
    at = isHolder(at) ? at.extra?.load : undefined;
  }
}

/** Takes the whole load out, first in first; an empty holder is of its own product again. */
function takeLoad(holder: Part): Part[] {
  const { extra } = holder;
  if (extra === undefined) return [];
  const load = [...loadOf(holder)];
  extra.load = undefined;
  extra.last = undefined;
  extra.count = 0;
  if (isHolder(holder)) holder.product = extra.own;
  return load;
}

/** The workpieces that go along with a part: itself, or what a batch or carrier holds, also in holders within. */
export function* workpiecesIn(part: Part): Generator<Part, void, void> {
  if (!isHolder(part)) yield part;
  else for (const held of loadOf(part)) yield* workpiecesIn(held);
}

/** Puts a part into another one at an element, where carriers tell their pool and the event log says so. */
export function load(kernel: Kernel, at: Port, holder: Part, part: Part): void {
  if (kernel.trace !== undefined) kernel.log(at.index, "load", part, nameOf(holder));
  addToLoad(holder, part);
  const { extra } = holder;
  if (extra?.role === CARRIER && extra.count === 1) holder.source.node.carrierTurned?.(true);
}

/** Takes everything out of a part at an element, first in first. */
export function unload(kernel: Kernel, at: Port, holder: Part): Part[] {
  const parts = takeLoad(holder);
  if (kernel.trace !== undefined) {
    const { cause } = kernel;
    for (const part of parts) {
      kernel.cause = cause;
      kernel.log(at.index, "unload", part, nameOf(holder));
    }
    kernel.cause = cause;
  }
  if (parts.length > 0 && holder.extra?.role === CARRIER) holder.source.node.carrierTurned?.(false);
  return parts;
}

/** A batch, made where it is put together; as such it is of the given product. */
export function makeBatch(kernel: Kernel, at: Port, product: number): Part {
  const batch = kernel.parts.create(at, at.made++, product);
  batch.entered = kernel.now;
  batch.since = kernel.now;
  makeHolder(batch, BATCH);
  if (kernel.trace !== undefined) kernel.log(at.index, "create", batch);
  return batch;
}

/** A part is no more; what it holds goes with it. @param how for the event log */
export function discard(kernel: Kernel, at: Port, part: Part, how: string): void {
  if (kernel.trace !== undefined) {
    const { cause } = kernel;
    kernel.log(at.index, "end", part, how);
    kernel.cause = cause;
  }
  if (at.ended !== undefined) for (const tell of at.ended) tell(part, how);
  kernel.parts.destroy(part);
}

function nameOf(part: Part): string {
  return `${part.source.id}#${part.serial}`;
}
