import { effect, type ReadonlySignal } from "@preact/signals-core";
import type { LiveElement } from "../../protocol/live.ts";

/** What was measured at a station: parts finished, and the working time that they took, s. */
export interface MeasuredStation {
  readonly parts: number;
  readonly working: number;
}

interface Clock {
  /** The last value heard. */
  last: LiveElement;
  /** Counts from the first finished part on: the cycle before it was heard in part only. */
  parts: number | undefined;
  working: number;
}

/**
 * Adds up the time that the real plant's stations work, and the parts that they finish, by the plant's own clock.
 * Waiting, blocking and breakdowns are not in it.
 */
export class LiveCycleMeter {
  readonly #clocks = new Map<string, Clock>();

  constructor(elements: ReadonlySignal<ReadonlyMap<string, LiveElement>>) {
    effect(() => {
      for (const element of elements.value.values()) this.#hear(element);
    });
  }

  /** Undefined before the first whole cycle. */
  of(station: string): MeasuredStation | undefined {
    const clock = this.#clocks.get(station);
    return clock?.parts === undefined || clock.parts === 0
      ? undefined
      : { parts: clock.parts, working: clock.working };
  }

  forget(): void {
    this.#clocks.clear();
  }

  #hear(element: LiveElement): void {
    const clock = this.#clocks.get(element.id);
    if (clock === undefined || element.stale || clock.last.stale) {
      // What happened while nothing was heard is not known.
      this.#clocks.set(element.id, { last: element, parts: undefined, working: 0 });
      return;
    }
    const { last } = clock;
    if (element.at < last.at || (element.at === last.at && element.count === last.count)) return;
    if (last.state === "working" && clock.parts !== undefined) clock.working += (element.at - last.at) / 1000;
    const finished = (element.count ?? 0) - (last.count ?? 0);
    if (finished < 0) clock.parts = undefined;
    else if (finished > 0) {
      if (clock.parts === undefined) clock.working = 0;
      clock.parts = clock.parts === undefined ? 0 : clock.parts + finished;
    }
    clock.last = element;
  }
}
