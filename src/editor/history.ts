import { type ReadonlySignal, Signal } from "@preact/signals-core";
import { applyDiff, diff, invertDiff, isEmptyDiff, type PlantDiff } from "../plant/diff.ts";
import type { Plant } from "../plant/schema.ts";
import type { PlantDocument } from "./document.ts";

/** Older steps are forgotten. */
const MOST_STEPS = 1000;

/** One gesture of the user: what it is called, and what it changed. */
export interface Step {
  /** Name of the action, for the words of the undo command. */
  readonly action: string;
  readonly change: PlantDiff;
}

/**
 * The edits of the open plant, to be taken back and done again. An edit is a function from plant to plant; what
 * is kept is the difference, and one gesture is one step.
 */
export class History {
  readonly #document: PlantDocument;
  readonly #done = new Signal<readonly Step[]>([]);
  readonly #undone = new Signal<readonly Step[]>([]);

  constructor(document: PlantDocument) {
    this.#document = document;
  }

  /** Steps that can be taken back, the last one last. */
  get done(): ReadonlySignal<readonly Step[]> {
    return this.#done;
  }

  /** Steps that can be done again, the next one last. */
  get undone(): ReadonlySignal<readonly Step[]> {
    return this.#undone;
  }

  /** Changes the plant. An edit that changes nothing is no step. */
  edit(action: string, change: (plant: Plant) => Plant): void {
    const before = this.#document.current.peek()?.plant;
    if (before === undefined) return;
    const after = change(before);
    const step = { action, change: diff(before, after) };
    if (isEmptyDiff(step.change)) return;
    this.#document.edit(after);
    this.#done.value = [...this.#done.peek(), step].slice(-MOST_STEPS);
    this.#undone.value = [];
  }

  undo(): void {
    this.#move(this.#done, this.#undone, invertDiff);
  }

  redo(): void {
    this.#move(this.#undone, this.#done, (change) => change);
  }

  /** Another plant was opened: its past is none of this one's. */
  forget(): void {
    this.#done.value = [];
    this.#undone.value = [];
  }

  #move(
    from: Signal<readonly Step[]>,
    to: Signal<readonly Step[]>,
    direction: (change: PlantDiff) => PlantDiff,
  ): void {
    const step = from.peek().at(-1);
    const plant = this.#document.current.peek()?.plant;
    if (step === undefined || plant === undefined) return;
    this.#document.edit(applyDiff(plant, direction(step.change)));
    from.value = from.peek().slice(0, -1);
    to.value = [...to.peek(), step];
  }
}
