import { batch, Signal } from "@preact/signals-core";
import type { TimeRange } from "./course-window.ts";

/** Nothing shorter is shown, s. */
const SHORTEST = 1;

/** The range of simulated time that all charts show; whoever changes it changes it for all. */
export class SharedRange {
  /** Undefined: all of it. */
  readonly chosen = new Signal<TimeRange | undefined>(undefined);

  /** The range within a run of a length, s. */
  within(chosen: TimeRange | undefined, end: number): TimeRange {
    if (chosen === undefined || end <= 0) return [0, Math.max(end, SHORTEST)];
    const length = Math.min(Math.max(SHORTEST, chosen[1] - chosen[0]), end);
    const from = Math.min(Math.max(0, chosen[0]), end - length);
    return [from, from + length];
  }

  /** @param end of the run, s: a range that holds all of it is none */
  choose(from: number, to: number, end: number): void {
    const [low, high] = [Math.max(0, Math.min(from, to)), Math.min(end, Math.max(from, to))];
    batch(() => {
      this.chosen.value =
        (low <= 0 && high >= end) || high <= low ? undefined : this.within([low, high], end);
    });
  }

  all(): void {
    this.chosen.value = undefined;
  }

  /** Moves the range by a part of its length. */
  move(part: number, end: number): void {
    const [from, to] = this.within(this.chosen.peek(), end);
    const shift = Math.max(-from, Math.min(end - to, part * (to - from)));
    this.choose(from + shift, to + shift, end);
  }

  /** Makes it longer or shorter around its middle, or around a time. */
  zoom(factor: number, end: number, around?: number): void {
    const [from, to] = this.within(this.chosen.peek(), end);
    const middle = around ?? (from + to) / 2;
    const length = Math.max(SHORTEST, (to - from) * factor);
    const start = Math.max(0, Math.min(end - length, middle - ((middle - from) / (to - from)) * length));
    this.choose(start, start + length, end);
  }
}
