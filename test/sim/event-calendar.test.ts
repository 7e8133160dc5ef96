import * as fc from "fast-check";
import { expect, test } from "vitest";
import { EventCalendar, Timer } from "../../src/sim/kernel/event-calendar.ts";

const TIMERS = 12;

/** The plain way: a list that is searched for the least (time, priority, sequence). */
class ListCalendar {
  readonly pending = new Map<number, readonly [time: number, priority: number, sequence: number]>();
  #sequence = 0;

  schedule(timer: number, time: number, priority: number): void {
    this.pending.set(timer, [time, priority, this.#sequence++]);
  }

  least(): number | undefined {
    const sorted = [...this.pending].sort(([, a], [, b]) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
    return sorted[0]?.[0];
  }
}

const operation = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("schedule" as const),
      timer: fc.nat(TIMERS - 1),
      time: fc.nat(8),
      priority: fc.nat(3),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("cancel" as const), timer: fc.nat(TIMERS - 1) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("pop" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("look" as const) }) },
);

test("K2, K3: any mixture of scheduling, moving, cancelling and popping equals a sorted list", () => {
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 120 }), (operations) => {
      const owner = { onTimer: () => undefined };
      const calendar = new EventCalendar();
      const timers = Array.from({ length: TIMERS }, (_, i) => new Timer(calendar, owner, "t", String(i), i));
      const list = new ListCalendar();
      for (const step of operations) {
        if (step.do === "schedule") {
          const timer = timers[step.timer] as Timer;
          timer.time = step.time;
          calendar.schedule(timer, step.priority);
          list.schedule(step.timer, step.time, step.priority);
        } else if (step.do === "cancel") {
          calendar.cancel(timers[step.timer] as Timer);
          list.pending.delete(step.timer);
        } else {
          const least = list.least();
          expect(calendar.nextTime()).toBe(least === undefined ? Infinity : list.pending.get(least)?.[0]);
          if (step.do === "pop" && least !== undefined) {
            expect(calendar.timers[calendar.pop()]?.code).toBe(least);
            list.pending.delete(least);
          }
        }
        timers.forEach((timer, i) => expect(timer.pending).toBe(list.pending.has(i)));
      }
    }),
    { numRuns: 300 },
  );
});
