import { type ReadonlySignal, Signal } from "@preact/signals-core";

/** Which elements are selected; panels and the 3D view both follow it. */
export class Selection {
  readonly #ids = new Signal<readonly string[]>([]);
  readonly #id = new Signal<string | undefined>(undefined);

  /** Id of the element that was selected last: the one that details are shown of. */
  get id(): ReadonlySignal<string | undefined> {
    return this.#id;
  }

  /** Ids of all that are selected, in the order in which they were. */
  get ids(): ReadonlySignal<readonly string[]> {
    return this.#ids;
  }

  select(id: string | undefined): void {
    this.selectAll(id === undefined ? [] : [id]);
  }

  /** Adds an element to what is selected, or takes it out. */
  toggle(id: string): void {
    const ids = this.#ids.peek();
    this.selectAll(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]);
  }

  selectAll(ids: readonly string[]): void {
    const known = this.#ids.peek();
    if (ids.length !== known.length || ids.some((id, i) => id !== known[i])) this.#ids.value = ids;
    this.#id.value = ids.at(-1);
  }
}
