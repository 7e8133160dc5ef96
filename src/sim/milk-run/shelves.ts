import type { Kernel } from "../kernel/kernel.ts";
import type { Part } from "../kernel/parts.ts";
import type { Link } from "../kernel/ports.ts";
import { partsIn } from "../elements/queue-state.ts";

/** What waits for a train before it (SPEC MR6): of a buffer every part that it offers, else only the first. */
export class Shelves {
  readonly #kernel: Kernel;
  readonly #links: ReadonlyMap<string, readonly Link[]>;
  readonly #isStore: (id: string) => boolean;

  /** @param links into the milk run @param isStore whether parts can be picked behind others there */
  constructor(kernel: Kernel, links: readonly Link[], isStore: (id: string) => boolean) {
    this.#kernel = kernel;
    this.#links = Map.groupBy(links, ({ from }) => from.id);
    this.#isStore = isStore;
  }

  /** Parts that could be taken from an element now. @param product undefined for any */
  count(from: string, product: number | undefined): number {
    let count = 0;
    for (const link of this.#links.get(from) ?? [])
      for (const part of this.#offered(link)) if (product === undefined || part.product === product) count++;
    return count;
  }

  /** The first part that could be taken, and where. */
  first(from: string, product: number | undefined): { link: Link; part: Part } | undefined {
    for (const link of this.#links.get(from) ?? [])
      for (const part of this.#offered(link))
        if (product === undefined || part.product === product) return { link, part };
    return undefined;
  }

  /** Takes a part that was found; its element has then let it go. */
  take({ link, part }: { link: Link; part: Part }): void {
    const { flow } = this.#kernel;
    if (link.queue.head === part) {
      flow.take(link);
      return;
    }
    flow.remove(link.queue, part);
    flow.announce(part, link);
    link.from.node.depart(part, link);
  }

  *#offered({ queue, held, from, crossing }: Link): Generator<Part, void, void> {
    if (queue.count === 0 || !queue.presented || held) return;
    const deep = this.#isStore(from.id) && !queue.controlled;
    for (const part of partsIn(queue)) {
      if (crossing?.admits(part) !== false) yield part;
      if (!deep) return;
    }
  }
}
