import { batch, type ReadonlySignal, Signal } from "@preact/signals-core";

/** What can be selected beside elements. */
export type OtherSubject =
  /** A resource, or one vehicle or worker of it, counted from 0. */
  | { readonly kind: "resource"; readonly id: string; readonly member?: number }
  | { readonly kind: "class"; readonly id: string }
  | { readonly kind: "use"; readonly id: string }
  /** A part of the run, by its identity in frames. */
  | { readonly kind: "part"; readonly key: number };

/** What is selected; panels and the 3D view both follow it. Either elements are, or one thing that is none. */
export class Selection {
  readonly #ids = new Signal<readonly string[]>([]);
  readonly #id = new Signal<string | undefined>(undefined);
  readonly #other = new Signal<OtherSubject | undefined>(undefined);
  readonly #followed = new Signal(false);

  /** Id of the element that was selected last: the one that details are shown of. */
  get id(): ReadonlySignal<string | undefined> {
    return this.#id;
  }

  /** Ids of all that are selected, in the order in which they were. */
  get ids(): ReadonlySignal<readonly string[]> {
    return this.#ids;
  }

  get other(): ReadonlySignal<OtherSubject | undefined> {
    return this.#other;
  }

  /** Whether the camera goes along with the part, vehicle or worker that is selected. */
  get followed(): Signal<boolean> {
    return this.#followed;
  }

  /** Whether what is selected moves: a part, a vehicle or a worker. */
  get moves(): boolean {
    const other = this.#other.value;
    return other?.kind === "part" || (other?.kind === "resource" && other.member !== undefined);
  }

  select(id: string | undefined): void {
    this.selectAll(id === undefined ? [] : [id]);
  }

  /** Selects something that is no element, and no element any more. */
  choose(subject: OtherSubject): void {
    batch(() => {
      this.selectAll([]);
      this.#other.value = subject;
    });
  }

  /** Adds an element to what is selected, or takes it out. */
  toggle(id: string): void {
    const ids = this.#ids.peek();
    this.selectAll(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]);
  }

  selectAll(ids: readonly string[]): void {
    batch(() => {
      const known = this.#ids.peek();
      if (ids.length !== known.length || ids.some((id, i) => id !== known[i])) this.#ids.value = ids;
      this.#id.value = ids.at(-1);
      this.#other.value = undefined;
      this.#followed.value = false;
    });
  }
}
