import { batch, type ReadonlySignal, Signal } from "@preact/signals-core";
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
  /** What stands beside the open plant, before and after; absent when nothing does. */
  readonly beside?: readonly [from: unknown, to: unknown];
}

/**
 * What is edited together with the open plant: the scenarios of a study, of which the plant is one. Its states are plain
 * data that is never changed in place, so that a step keeps them as they are.
 */
export interface Beside {
  peek(): unknown;
  /** Takes over the open plant after an edit. @returns the state that it makes */
  edited(plant: Plant): unknown;
  /** Goes back to a state. @returns the plant that is open in it */
  restore(state: unknown): Plant;
  /** Opens the plant that all others start from: steps from before there were others are about it. */
  openBase(): Plant;
}

/**
 * The edits of the open plant, to be taken back and done again. An edit is a function from plant to plant; what
 * is kept is the difference, and one gesture is one step.
 */
export class History {
  readonly #document: PlantDocument;
  readonly #done = new Signal<readonly Step[]>([]);
  readonly #undone = new Signal<readonly Step[]>([]);
  #beside: Beside | undefined;

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

  /** From now on, this is edited with the plant; nothing is when absent. */
  attach(beside: Beside | undefined): void {
    this.#beside = beside;
  }

  /** Changes the plant. An edit that changes nothing is no step. */
  edit(action: string, change: (plant: Plant) => Plant): void {
    const before = this.#document.current.peek()?.plant;
    if (before === undefined) return;
    const after = change(before);
    const changed = diff(before, after);
    if (isEmptyDiff(changed)) return;
    batch(() => {
      const from = this.#beside?.peek();
      const to = this.#beside?.edited(after);
      this.#document.edit(after);
      this.#take({ action, change: changed, ...(this.#beside === undefined ? {} : { beside: [from, to] }) });
    });
  }

  /** Takes down what was changed beside the plant. @param from the state before it */
  record(action: string, from: unknown): void {
    const to = this.#beside?.peek();
    if (this.#beside !== undefined && from !== to) this.#take({ action, change: {}, beside: [from, to] });
  }

  undo(): void {
    this.#move(this.#done, this.#undone, invertDiff, 0);
  }

  redo(): void {
    this.#move(this.#undone, this.#done, (change) => change, 1);
  }

  /** Another plant was opened: its past is none of this one's. */
  forget(): void {
    this.#done.value = [];
    this.#undone.value = [];
  }

  #take(step: Step): void {
    this.#done.value = [...this.#done.peek(), step].slice(-MOST_STEPS);
    this.#undone.value = [];
  }

  #move(
    from: Signal<readonly Step[]>,
    to: Signal<readonly Step[]>,
    direction: (change: PlantDiff) => PlantDiff,
    side: 0 | 1,
  ): void {
    const step = from.peek().at(-1);
    const plant = this.#document.current.peek()?.plant;
    if (step === undefined || plant === undefined) return;
    batch(() => {
      const restored = this.#restored(plant, step, direction, side);
      if (restored !== plant) this.#document.edit(restored);
      from.value = from.peek().slice(0, -1);
      to.value = [...to.peek(), step];
    });
  }

  #restored(plant: Plant, step: Step, direction: (change: PlantDiff) => PlantDiff, side: 0 | 1): Plant {
    if (this.#beside === undefined) return applyDiff(plant, direction(step.change));
    if (step.beside !== undefined) return this.#beside.restore(step.beside[side]);
    const restored = applyDiff(this.#beside.openBase(), direction(step.change));
    this.#beside.edited(restored);
    return restored;
  }
}
