import { type ReadonlySignal, Signal } from "@preact/signals-core";
import type { History } from "../../editor/history.ts";
import type { Plant } from "../../plant/schema.ts";
import { withShiftModel } from "../../plant/shifts/shift-edits.ts";
import { type ShiftModel, WEEK } from "../../plant/shifts/shift-model.ts";

/** What a click on a shift changes: every week, or the shown one only. */
export const SHIFT_SCOPES = ["weekly", "once"] as const;
export type ShiftScope = (typeof SHIFT_SCOPES)[number];

/** Weeks that are shown at the least, so that crews are seen to take their turns, and at the most. */
const [LEAST_WEEKS, MOST_WEEKS] = [4, 104];

/** Weeks of a plant's run that can be shown. */
export function weeksOf(plant: Plant): number {
  return Math.min(MOST_WEEKS, Math.max(LEAST_WEEKS, Math.ceil(plant.run.horizon / WEEK)));
}

/** What the screen for shifts has chosen, and its way to the plant: each edit is one step of the history. */
export class ShiftControl {
  /** Calendar that is shown; the first that is used when absent or gone. */
  readonly calendar = new Signal<string | undefined>(undefined);
  /** Week that is shown, from 0. */
  readonly week = new Signal(0);
  readonly scope = new Signal<ShiftScope>("weekly");
  readonly #said = new Signal("");
  readonly #history: History;

  constructor(history: History) {
    this.#history = history;
  }

  /** What came of the last edit, in words. */
  get said(): ReadonlySignal<string> {
    return this.#said;
  }

  say(what: string): void {
    this.#said.value = what;
  }

  /** Gives a calendar the times of a model. */
  take(calendar: string, model: ShiftModel): void {
    this.#history.edit("shifts", (plant) => withShiftModel(plant, calendar, model));
  }

  /** Another plant was opened. */
  forget(): void {
    this.calendar.value = undefined;
    this.week.value = 0;
    this.#said.value = "";
  }
}
