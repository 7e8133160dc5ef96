interface Entry {
  readonly item: number;
  readonly cost: number;
}

/** A heap that gives the item of least cost first, of equals the smaller number. */
export class CostHeap {
  readonly #entries: Entry[] = [];

  push(item: number, cost: number): void {
    const entries = this.#entries;
    const entry = { item, cost };
    let at = entries.length;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!before(entry, entries[above] as Entry)) break;
      entries[at] = entries[above] as Entry;
      at = above;
    }
    entries[at] = entry;
  }

  pop(): Entry | undefined {
    const entries = this.#entries;
    const top = entries[0];
    const last = entries.pop();
    if (top === undefined || last === undefined || entries.length === 0) return top;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= entries.length) break;
      if (below + 1 < entries.length && before(entries[below + 1] as Entry, entries[below] as Entry)) below++;
      if (!before(entries[below] as Entry, last)) break;
      entries[at] = entries[below] as Entry;
      at = below;
    }
    entries[at] = last;
    return top;
  }
}

function before(a: Entry, b: Entry): boolean {
  return a.cost < b.cost || (a.cost === b.cost && a.item < b.item);
}
