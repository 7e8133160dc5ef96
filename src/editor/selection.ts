import { type ReadonlySignal, Signal } from "@preact/signals-core";

/** Which element is selected; panels and the 3D view both follow it. */
export class Selection {
  readonly #id = new Signal<string | undefined>(undefined);

  /** Id of the selected element. */
  get id(): ReadonlySignal<string | undefined> {
    return this.#id;
  }

  select(id: string | undefined): void {
    this.#id.value = id;
  }
}
