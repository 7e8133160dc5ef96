import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { Conveyor } from "../../src/plant/elements/conveyor.ts";
import type { Plant } from "../../src/plant/schema.ts";
import { beltBySteps } from "./belt-by-steps.ts";
import {
  calendar,
  conveyor,
  failure,
  plantOf,
  run,
  saturated,
  schedule,
  sink,
  station,
  times,
} from "./plants.ts";
import { expectSameFuture, instantsOf } from "./same-future.ts";

const NIGHTLY = process.env["TAKTWERK_NIGHTLY"] === "1";
if (NIGHTLY) vi.setConfig({ testTimeout: 3_600_000 });

function everywhere(plant: Plant, until: number): void {
  expectSameFuture(plant, until, instantsOf(plant, until));
}

/** A belt of 10 m at 1 m/s with a pitch of 2 m, from parts that come at given times to a station. */
function belt(
  at: readonly number[] | "saturated",
  cycle: number,
  more: Partial<Conveyor> = {},
  length = 10,
): Plant {
  return plantOf({
    elements: [
      at === "saturated" ? saturated("in") : schedule("in", at),
      conveyor("belt", length, 1, 2, more),
      station("m", cycle),
      sink(),
    ],
    flow: ["in > belt > m > out"],
    calendars: [
      calendar("shift", "finish", [
        [0, 14],
        [20, 100],
      ]),
    ],
  });
}

describe("movement", () => {
  test("V1: a part leaves when its front is at the end", () => {
    const seen = run(belt([0, 5], 1), 100);
    expect(times(seen, "start", "m")).toEqual([10, 15]);
    everywhere(belt([0, 5], 1), 20);
  });

  test("V2: the next part may enter when the last front has moved one pitch", () => {
    const seen = run(belt([0, 0, 0, 1, 20], 1), 100);
    expect(times(seen, "enter", "belt")).toEqual([0, 2, 4, 6, 20]);
    expect(times(seen, "start", "m")).toEqual([10, 12, 14, 16, 30]);
    everywhere(belt([0, 0, 0, 1, 20], 1), 35);
  });

  test("V3: as many whole pitches as the length holds, or its capacity", () => {
    const most = (plant: Plant): number => run(plant, 300).result.stations["belt"]?.maxContent ?? 0;
    expect(most(belt("saturated", 100))).toBe(5);
    expect(most(belt("saturated", 100, {}, 11.9))).toBe(5);
    expect(most(belt("saturated", 100, {}, 12))).toBe(6);
    expect(most(belt("saturated", 100, { capacity: 3 }))).toBe(3);
    expect(most(belt("saturated", 100, { capacity: 1 }))).toBe(1);
    // A tenth and three tenths: three pitches, whatever the rounding.
    const decimals = plantOf({
      elements: [saturated("in"), conveyor("belt", 0.3, 0.1, 0.1), station("m", 100), sink()],
      flow: ["in > belt > m > out"],
    });
    expect(most(decimals)).toBe(3);
  });

  test("V3: with a capacity of one it takes the next part when the last has left", () => {
    const plant = belt("saturated", 3, { capacity: 1 });
    expect(times(run(plant, 45), "enter", "belt")).toEqual([0, 10, 20, 30, 40]);
    everywhere(plant, 30);
  });

  test("V3: a belt just one pitch long", () => {
    const plant = belt("saturated", 5, {}, 2);
    // 0-2 on the belt; it waits from 4 on for the station, which is free at 7, 12 …
    expect(times(run(plant, 20), "start", "m")).toEqual([2, 7, 12, 17]);
    expect(times(run(plant, 20), "enter", "belt")).toEqual([0, 2, 7, 12, 17]);
    everywhere(plant, 20);
  });
});

describe("accumulating", () => {
  test("V4: parts close up behind a waiting one, and when it leaves all that stand restart at once", () => {
    const plant = belt([0, 3, 6, 9], 20);
    const seen = run(plant, 120);
    // The station takes the first at 10, the second (at the end since 13) at 30; the third stands 2 m behind: 32 at the
    // end, and waits to 50; so does the fourth.
    expect(times(seen, "start", "m")).toEqual([10, 30, 50, 70]);
    expect(seen.result.stations["belt"]?.maxContent).toBe(4);
    // With a fast station instead of the long wait: the second leaves at 30, the third needs 2 s more.
    const released = plantOf({
      elements: [
        schedule("first", [0]),
        schedule("in", [0, 1, 2, 3]),
        conveyor("belt", 10, 1, 2),
        station("m", { byProduct: { slow: 30 }, default: 0.5 }),
        sink(),
      ],
      products: ["fast", "slow"],
      flow: ["in > belt > m > out", "first > m"],
    });
    expect(times(run(released, 100), "start", "m")).toEqual([0, 10, 12, 14, 16]);
    everywhere(plant, 80);
  });

  test("V4: a full belt takes the next part when the last one has cleared the entry", () => {
    // 5 parts at 2 m on 11 m: the last stands at 3 m, more than a pitch, so a part comes in as soon as one leaves.
    const plant = belt("saturated", 30, {}, 11);
    const seen = run(plant, 80);
    expect(times(seen, "enter", "belt").slice(0, 7)).toEqual([0, 2, 4, 6, 8, 11, 41]);
    everywhere(plant, 80);
  });

  test("V4: stopped by a failure while accumulating", () => {
    const plant = belt([0, 0, 0, 0, 0], 4, { failures: [failure("f", "calendar", 11, 9)] });
    // Fronts at 10, 12, 14 …; the belt stands 11-20, when the second is 1 m before the end, and again 31-40.
    expect(times(run(plant, 32), "start", "m")).toEqual([10, 21, 25, 29]);
    expect(times(run(plant, 50), "start", "m")).toEqual([10, 21, 25, 29, 33]);
    everywhere(plant, 60);
  });
});

describe("not accumulating", () => {
  const rigid = { accumulating: false };

  test("V5: while the part at the end cannot leave, the whole belt stands", () => {
    const plant = belt([0, 3, 6, 9], 8, rigid);
    // The first is at the end at 10 and enters m; the second, 3 m behind, at 13 and waits to 18, and the belt with it:
    // the third is at the end 3 s after that, at 21, and waits to 26; the fourth at 29, and waits to 34.
    const seen = run(plant, 100);
    expect(times(seen, "start", "m")).toEqual([10, 18, 26, 34]);
    // Blocked 13-18, 21-26, 29-34; starved from 34 on.
    const { states } = run(plant, 34).result.stations["belt"] ?? {};
    expect(states).toMatchObject({ blocked: 15 / 34, working: 19 / 34 });
    everywhere(plant, 50);
  });

  test("V5: gaps between the parts stay", () => {
    const plant = belt([0, 4, 9], 20, rigid);
    // At the end at 10; at 14, waits to 30; the third stood 5 m behind, and is at the end at 35, waits to 50.
    expect(times(run(plant, 100), "start", "m")).toEqual([10, 30, 50]);
    const quick = belt([0, 4, 9], 17, rigid);
    expect(times(run(quick, 100), "start", "m")).toEqual([10, 27, 44]);
    everywhere(quick, 60);
  });

  test("V5: no front moves away from the entry while the belt stands", () => {
    const plant = belt([0, 8, 8], 30, rigid);
    // 8: the second enters; the first is at the end at 10 and goes on; the third enters at 10. At 18 the second waits,
    // and all stand until 40; the third is 2 m behind.
    expect(times(run(plant, 100), "start", "m")).toEqual([10, 40, 70]);
    everywhere(plant, 80);
  });
});

describe("stops", () => {
  test("V6: off shift and down the belt stands, and nothing enters", () => {
    const off = belt([0, 6, 15], 1, { calendar: "shift" });
    // The second has gone 8 m at 14, and the rest from 20 on; the third enters at 20.
    expect(times(run(off, 60), "enter", "belt")).toEqual([0, 6, 20]);
    expect(times(run(off, 60), "start", "m")).toEqual([10, 22, 30]);
    everywhere(off, 60);
    const down = belt([0, 6, 15], 1, {
      failures: [failure("f", "calendar", 14, 6), failure("g", "calendar", 1e6, 1)],
    });
    expect(times(run(down, 33), "enter", "belt")).toEqual([0, 6, 20]);
    expect(times(run(down, 33), "start", "m")).toEqual([10, 22, 30]);
    everywhere(down, 60);
  });

  test("V6: a part that waits at the end may leave while the belt stands", () => {
    for (const accumulating of [true, false]) {
      const plant = belt([0, 2, 4], 6, { calendar: "shift", accumulating });
      // The second waits at the end from 12 to 16, off shift from 14 on; the third stands 2 m behind, and moves at 20.
      expect(times(run(plant, 60), "start", "m")).toEqual([10, 16, 22]);
      everywhere(plant, 60);
    }
  });

  test("V6: a blocked rigid belt whose part leaves while it is down restarts after the repair", () => {
    const plant = belt([0, 2, 4], 6, { accumulating: false, failures: [failure("f", "calendar", 13, 7)] });
    // At the end at 12, down 13-20, left at 16; the third has 2 m to go from 20 on.
    expect(times(run(plant, 30), "start", "m")).toEqual([10, 16, 22]);
    everywhere(plant, 60);
  });

  test("V7: paused, failed, blocked, starved, working", () => {
    const plant = belt([0], 5, { calendar: "shift", failures: [failure("f", "calendar", 3, 4)] });
    const seen = run(plant, 18);
    // Working 0-3, failed 3-7, working 7-10 (f again at 10, 14), failed 10-14, paused 14-18.
    expect(seen.result.stations["belt"]?.states).toMatchObject({
      working: 6 / 18,
      failed: 8 / 18,
      paused: 4 / 18,
      starved: 0,
    });
    const blocked = run(belt([0, 2], 5), 20);
    // 0-12 working, 12-15 blocked, 15-20 starved.
    expect(blocked.result.stations["belt"]?.states).toMatchObject({
      working: 12 / 20,
      blocked: 3 / 20,
      starved: 5 / 20,
    });
  });
});

describe("against a step-by-step simulation of every part's position", () => {
  /** Half a second and a quarter of a metre are exact. */
  const STEP = 0.5;
  const METRES = 0.25;

  const shape = fc
    .record({
      pitch: fc.integer({ min: 1, max: 6 }),
      pitches: fc.integer({ min: 1, max: 6 }),
      rest: fc.nat(5),
      capacity: fc.nat(6),
      accumulating: fc.boolean(),
      cycle: fc.integer({ min: 1, max: 14 }),
      gaps: fc.array(fc.oneof(fc.nat(3), fc.nat(25)), { minLength: 1, maxLength: 25 }),
      stop: fc.oneof(
        fc.constant(undefined),
        fc.record({
          kind: fc.constantFrom("shift" as const, "failure" as const),
          run: fc.integer({ min: 1, max: 30 }),
          held: fc.integer({ min: 1, max: 20 }),
        }),
      ),
    })
    .map((one) => ({ ...one, length: one.pitch * one.pitches + (one.rest % one.pitch) }));

  test("V1, V2, V3, V4, V5, V6, V7: entries, exits and states are the same for random belts", () => {
    fc.assert(
      fc.property(shape, ({ pitch, pitches, length, capacity, accumulating, cycle, gaps, stop }) => {
        let arrival = 0;
        const at = gaps.map((gap) => (arrival += gap));
        const most = capacity === 0 ? pitches : Math.min(capacity, pitches);
        const steps = 400;
        const period = stop === undefined ? 1 : stop.run + stop.held;
        const expected = beltBySteps(
          {
            length,
            pitch,
            capacity: most,
            accumulating,
            held: (step) => stop !== undefined && step % period >= stop.run,
            arrivals: at,
            cycle,
          },
          steps,
        );
        const plant = plantOf({
          elements: [
            schedule(
              "in",
              at.map((step) => step * STEP),
            ),
            conveyor("belt", length * METRES, METRES / STEP, pitch * METRES, {
              accumulating,
              ...(capacity === 0 ? {} : { capacity: most }),
              ...(stop?.kind === "shift" ? { calendar: "shift" } : {}),
              ...(stop?.kind === "failure"
                ? { failures: [failure("f", "calendar", stop.run * STEP, stop.held * STEP)] }
                : {}),
            }),
            station("m", cycle * STEP),
            sink(),
          ],
          calendars:
            stop?.kind === "shift"
              ? [calendar("shift", "resume", [[0, stop.run * STEP]], period * STEP)]
              : [],
          flow: ["in > belt > m > out"],
        });
        const seen = run(plant, steps * STEP);
        expect(times(seen, "enter", "belt")).toEqual(expected.entered.map((step) => step * STEP));
        expect(times(seen, "enter", "m")).toEqual(expected.left.map((step) => step * STEP));
        const states = seen.result.stations["belt"]?.states;
        const held = (states?.paused ?? 0) + (states?.failed ?? 0);
        expect(held * steps).toBeCloseTo(expected.held, 6);
        expect((states?.starved ?? 0) * steps).toBeCloseTo(expected.starved, 6);
        expect((states?.blocked ?? 0) * steps).toBeCloseTo(expected.blocked, 6);
        expect((states?.working ?? 0) * steps).toBeCloseTo(expected.working, 6);
        expectSameFuture(plant, steps * STEP, [13, 37.25, 100]);
      }),
      { numRuns: NIGHTLY ? 3000 : 300, seed: 20_261_124 },
    );
  });
});
