import { setTimeout as pause } from "node:timers/promises";
import { LiveSession } from "../../src/live/live-session.ts";
import type { LiveElement, LiveSource, LiveUpdate } from "../../src/protocol/live.ts";

/** A page without a page: a live session whose updates are kept. */
export class LiveListener {
  readonly session = new LiveSession({
    firstPause: 50,
    longestPause: 200,
    connectTimeout: 1000,
    keepalive: 1000,
  });
  readonly updates: LiveUpdate[] = [];
  /** When each update came, ms. */
  readonly times: number[] = [];
  readonly elements = new Map<string, LiveElement>();

  constructor(source: LiveSource) {
    this.session.connect({
      postMessage: (update) => {
        this.updates.push(update);
        this.times.push(performance.now());
        for (const element of update.elements) this.elements.set(element.id, element);
      },
    });
    this.session.open(source);
  }

  get last(): LiveUpdate {
    const last = this.updates.at(-1);
    if (last === undefined) throw new Error("no update yet");
    return last;
  }

  /** Waits until an update makes the condition true. @throws when none does in time, with the last update */
  async until(
    what: string,
    condition: (last: LiveUpdate, elements: Map<string, LiveElement>) => boolean,
  ): Promise<void> {
    const deadline = performance.now() + 8000;
    while (this.updates.length === 0 || !condition(this.last, this.elements)) {
      if (performance.now() > deadline) {
        throw new Error(`not in time: ${what}; last update ${JSON.stringify(this.updates.at(-1))}`);
      }
      await pause(10);
    }
  }
}
