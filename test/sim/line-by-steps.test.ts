import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Element, Plant } from "../../src/plant/schema.ts";
import { lineBySteps, type StepStation } from "./line-by-steps.ts";
import { buffer, calendar, failure, run, saturated, sink, station, times, uncheckedPlant } from "./plants.ts";

const NIGHTLY = process.env["TAKTWERK_NIGHTLY"] === "1";
if (NIGHTLY) vi.setConfig({ testTimeout: 3_600_000 });
const STEPS = 300;

const modes = fc
  .record({
    // Modes of one clock only: which of two that are due at once comes first is then the order of the file.
    clock: fc.constantFrom("busy" as const, "calendar" as const),
    times: fc.array(
      fc.record({ ttf: fc.integer({ min: 1, max: 40 }), ttr: fc.integer({ min: 1, max: 15 }) }),
      { maxLength: 2 },
    ),
  })
  .map(({ clock, times }) => times.map((time) => ({ clock, ...time })));

const shift = fc
  .record({
    interruption: fc.constantFrom("resume" as const, "finish" as const, "startIfFits" as const),
    on: fc.integer({ min: 1, max: 40 }),
    off: fc.integer({ min: 1, max: 20 }),
  })
  .map(({ interruption, on, off }) => ({ interruption, on, period: on + off }));

const stepStation: fc.Arbitrary<StepStation> = fc
  .record({
    cycle: fc.integer({ min: 1, max: 12 }),
    servers: fc.integer({ min: 1, max: 3 }),
    room: fc.nat(3),
    modes,
    shift: fc.option(shift, { nil: undefined }),
  })
  .map(({ shift, ...rest }) => (shift === undefined ? rest : { ...rest, shift }));

/** The same line as a plant, one second a step; unchecked, since some start nothing that fits into any shift. */
function plantOfLine(line: readonly StepStation[]): Plant {
  const elements: Element[] = [saturated("in"), sink()];
  const path = ["in"];
  line.forEach(({ cycle, servers, room, modes, shift }, i) => {
    elements.push(
      station(`m${i}`, cycle, {
        servers,
        failures: modes.map(({ clock, ttf, ttr }, mode) => failure(`f${mode}`, clock, ttf, ttr)),
        ...(shift === undefined ? {} : { calendar: `c${i}` }),
      }),
    );
    path.push(`m${i}`);
    if (room > 0 && i + 1 < line.length) {
      elements.push(buffer(`b${i}`, { capacity: room }));
      path.push(`b${i}`);
    }
  });
  return uncheckedPlant({
    elements,
    calendars: line.flatMap(({ shift }, i) =>
      shift === undefined ? [] : [calendar(`c${i}`, shift.interruption, [[0, shift.on]], shift.period)],
    ),
    flow: [[...path, "out"].join(" > ")],
  });
}

test("T1, T3, T5, T6, B1, B2, B3, B4, B5, B6, C1, C2, C3, C4, C5, F3, U1: random lines with failures and shifts equal a step-by-step simulation", () => {
  fc.assert(
    fc.property(fc.array(stepStation, { minLength: 1, maxLength: 4 }), (line) => {
      const expected = lineBySteps(line, STEPS);
      const seen = run(plantOfLine(line), STEPS);
      expect(times(seen, "exit", "out")).toEqual(expected.exits);
      expected.stations.forEach(({ starts, ends, fails, states }, i) => {
        const id = `m${i}`;
        expect(times(seen, "start", id)).toEqual(starts);
        expect(times(seen, "finish", id)).toEqual(ends);
        expect(times(seen, "fail", id)).toEqual(fails);
        const shares = seen.result.stations[id]?.states;
        for (const [state, steps] of Object.entries(states)) {
          const share = shares?.[state as keyof typeof states] ?? Number.NaN;
          expect(share * STEPS * (line[i]?.servers ?? 1)).toBeCloseTo(steps, 6);
        }
      });
    }),
    { numRuns: NIGHTLY ? 5000 : 400, seed: 20_261_124 },
  );
});
