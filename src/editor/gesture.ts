import { type ReadonlySignal, Signal } from "@preact/signals-core";
import type { Plant } from "../plant/schema.ts";

/** One drag from press to release: it shows plants that are not yet edits, and ends with one or none. */
export class Gesture {
  /** The plant as it was when the drag began: everything is reckoned from it, so that nothing adds up. */
  readonly plant: Plant;
  readonly #shown: Signal<Plant>;
  readonly #ended: (result: Plant | undefined) => void;
  #over = false;

  /** @param ended told the plant that the drag came to, or undefined where it was given up */
  constructor(plant: Plant, ended: (result: Plant | undefined) => void) {
    this.plant = plant;
    this.#shown = new Signal(plant);
    this.#ended = ended;
  }

  get shown(): ReadonlySignal<Plant> {
    return this.#shown;
  }

  show(plant: Plant): void {
    if (!this.#over) this.#shown.value = plant;
  }

  commit(): void {
    this.#end(this.#shown.peek());
  }

  cancel(): void {
    this.#end(undefined);
  }

  #end(result: Plant | undefined): void {
    if (this.#over) return;
    this.#over = true;
    this.#ended(result);
  }
}
