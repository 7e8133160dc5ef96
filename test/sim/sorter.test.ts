import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { Sorter } from "../../src/plant/elements/sorter.ts";
import type { Element, Plant } from "../../src/plant/schema.ts";
import { calendar, failure, parts, plantOf, run, schedule, sink, station, times } from "./plants.ts";
import { expectSameFuture, instantsOf } from "./same-future.ts";
import { sorterBySteps } from "./sorter-by-steps.ts";

const NIGHTLY = process.env["TAKTWERK_NIGHTLY"] === "1";
if (NIGHTLY) vi.setConfig({ testTimeout: 3_600_000 });

const placement = {
  position: [0, 0, 0] as [number, number, number],
  rotation: 0,
  size: [10, 4, 1] as [number, number, number],
};

/** Twelve trays of a metre at 1 m/s: a round in 12 s. */
function sorter(more: Partial<Sorter> & Pick<Sorter, "inductions" | "chutes">): Element {
  return { kind: "sorter", id: "loop", placement, trays: 12, trayPitch: 1, speed: 1, ...more };
}

function everywhere(plant: Plant, until: number): void {
  expectSameFuture(plant, until, instantsOf(plant, until));
}

const byProduct: NonNullable<Sorter["routing"]> = { policy: "byProduct", map: { p: "x", q: "y" } };

/** Parts of p for x at 4 m and q for y at 8 m, put on at 0 m. */
function two(
  entries: readonly (readonly [time: number, product: string])[],
  more: Partial<Sorter> = {},
  cycle = 1.5,
  extra: readonly Element[] = [],
  flow: readonly string[] = [],
): Plant {
  return plantOf({
    elements: [
      schedule("in", entries),
      sorter({ inductions: { in: { at: 0 } }, chutes: { x: 4, y: 8 }, routing: byProduct, ...more }),
      station("x", cycle),
      station("y", cycle),
      ...extra,
      sink(),
    ],
    flow: ["in > loop > x > out", "loop > y > out", ...flow],
    products: ["p", "q"],
    calendars: [
      calendar("shift", "resume", [
        [0, 3],
        [10, 1000],
      ]),
    ],
  });
}

test("I10, I12: each part is at its chute after the distance, in whole trays", () => {
  const plant = two([
    [0, "p"],
    [0, "q"],
    [2.5, "p"],
  ]);
  const seen = run(plant, 60);
  // On at 0, 1, and 3, when the next tray is there.
  expect(times(seen, "enter", "loop")).toEqual([0, 1, 3]);
  expect(parts(seen, "enter", "x")).toEqual(["4 in#0", "7 in#2"]);
  expect(parts(seen, "enter", "y")).toEqual(["9 in#1"]);
  const { meanContent, maxContent, states, recirculations } = seen.result.stations["loop"] ?? {};
  expect(meanContent).toBeCloseTo((4 + 4 + 8) / 60, 12);
  expect([maxContent, recirculations]).toEqual([3, 0]);
  expect(states).toMatchObject({ working: 9 / 60, starved: 51 / 60 });
  everywhere(plant, 20);
});

test("I11: at most one part an interval, onto a tray that is free", () => {
  const entries = [0, 0, 0].map((time) => [time, "p"] as const);
  expect(
    times(run(two(entries, { inductions: { in: { at: 0, interval: 2.5 } } }), 60), "enter", "loop"),
  ).toEqual([0, 3, 6]);
  const second = plantOf({
    elements: [
      schedule("a", [0, 0, 0, 0, 0, 0]),
      schedule("b", [0.5]),
      sorter({ inductions: { a: { at: 0 }, b: { at: 2 } }, chutes: { out: 6 } }),
      sink(),
    ],
    flow: ["a > loop > out", "b > loop"],
  });
  // At 1 the tray at 2 m is free; every later one carries a part of a, from 2 to 7.
  expect(times(run(second, 30), "enter", "loop")).toEqual([0, 1, 1, 2, 3, 4, 5]);
  const late = plantOf({
    elements: [
      schedule("a", [0, 0, 0, 0, 0, 0]),
      schedule("b", [1.5]),
      sorter({ inductions: { a: { at: 0 }, b: { at: 2 } }, chutes: { out: 6 } }),
      sink(),
    ],
    flow: ["a > loop > out", "b > loop"],
  });
  expect(parts(run(late, 30), "enter", "loop").at(-1)).toBe("8 b#0");
  everywhere(late, 20);
});

test("I12: first available is the first chute with room that the part comes to", () => {
  const plant = two(
    [
      [0, "p"],
      [0, "p"],
      [0, "p"],
      [0, "p"],
    ],
    { routing: { policy: "firstAvailable" } },
    20,
  );
  // x takes the first at 4, y the second at 9, both for 20 s. The third is at x at 6, 18, and 30.
  expect(parts(run(plant, 60), "enter", "x")).toEqual(["4 in#0", "30 in#2"]);
  expect(parts(run(plant, 60), "enter", "y")).toEqual(["9 in#1", "35 in#3"]);
  everywhere(plant, 40);
});

test("I13: a tray that is emptied at a step can be filled at it; from its own place it goes once round", () => {
  const plant = plantOf({
    elements: [
      schedule("a", [0]),
      schedule("b", [0]),
      sorter({ trays: 2, inductions: { a: { at: 0 }, b: { at: 1 } }, chutes: { out: 1 } }),
      sink(),
    ],
    flow: ["a > loop > out", "b > loop"],
  });
  expect(times(run(plant, 10), "enter", "out")).toEqual([1, 2]);
  const full = plantOf({
    elements: [
      schedule("a", [0, 0, 0]),
      sorter({ trays: 2, inductions: { a: { at: 0 } }, chutes: { out: 0 } }),
      sink(),
    ],
    flow: ["a > loop > out"],
  });
  expect(times(run(full, 10), "enter", "out")).toEqual([2, 3, 4]);
  expect(times(run(full, 10), "enter", "loop")).toEqual([0, 1, 2]);
  everywhere(full, 6);
});

test("I14, I15: round again where the chute is full, and to the overflow after so many rounds", () => {
  const entries = [0, 0, 0].map((time) => [time, "p"] as const);
  // x is busy from 4 on. The second is there at 5, 17, 29 and 41; the third at 6, 18, 30, 42.
  const forEver = run(two(entries, {}, 40), 100);
  expect(parts(forEver, "enter", "x")).toEqual(["4 in#0", "53 in#1", "102 in#2"].slice(0, 2));
  expect(forEver.result.stations["loop"]?.recirculations).toBe(4);
  const limited = two(
    entries,
    { maxRecirculations: 1, overflow: "spill", chutes: { x: 4, y: 8, spill: 10 } },
    40,
    [sink("spill")],
    ["loop > spill"],
  );
  const seen = run(limited, 100);
  expect(parts(seen, "enter", "spill")).toEqual(["23 in#1", "24 in#2"]);
  expect(seen.result.stations["loop"]).toMatchObject({ recirculations: 4, overflowed: 2 });
  everywhere(limited, 60);
});

test("I16: off shift and down it stands; blocked is a loop without a free tray", () => {
  // Stands from 3 to 10: the first is at 4 m a second later.
  const off = two(
    [
      [0, "p"],
      [5, "q"],
    ],
    { calendar: "shift" },
  );
  expect(parts(run(off, 60), "enter", "x")).toEqual(["11 in#0"]);
  expect(times(run(off, 60), "enter", "loop")).toEqual([0, 10]);
  everywhere(off, 30);
  // Down 2-7, and there when the next breakdown is due, which comes after it.
  const down = two([[0, "p"]], { failures: [failure("f", "busy", 2, 5)] });
  expect(parts(run(down, 60), "enter", "x")).toEqual(["9 in#0"]);
  everywhere(down, 30);
  const full = two(
    [0, 0, 0, 0].map((time) => [time, "p"] as const),
    { trays: 3, chutes: { x: 1, y: 2 } },
    100,
  );
  // The first leaves at 1; three more are on from 3 on.
  const { states } = run(full, 50).result.stations["loop"] ?? {};
  expect(states).toMatchObject({ blocked: 47 / 50, working: 3 / 50 });
});

describe("against a simulation of every tray at every step", () => {
  const arrivals = fc.array(fc.record({ gap: fc.nat(6), chute: fc.nat(2) }), { minLength: 1, maxLength: 25 });
  const drawn = fc.record({
    trays: fc.integer({ min: 3, max: 15 }),
    inductions: fc.array(fc.record({ at: fc.nat(14), interval: fc.nat(4), arrivals }), {
      minLength: 1,
      maxLength: 3,
    }),
    chutes: fc.array(fc.record({ at: fc.nat(14), closed: fc.nat(25) }), { minLength: 3, maxLength: 3 }),
    rounds: fc.nat(3),
    stop: fc.oneof(
      fc.constant(undefined),
      fc.record({ run: fc.integer({ min: 1, max: 20 }), held: fc.integer({ min: 1, max: 9 }) }),
    ),
  });

  test("I10, I11, I13, I14, I15, I16: parts get on and off at the same steps, with as many rounds in vain", () => {
    fc.assert(
      fc.property(drawn, ({ trays, rounds, stop, ...lists }) => {
        const inductions = lists.inductions.map(({ at, interval, arrivals: list }, i) => {
          let time = 0;
          return {
            at: at % trays,
            interval,
            // No two inductions get a part at the same instant.
            parts: list.map(({ gap, chute }) => ({
              time: (time += gap) * lists.inductions.length + i,
              chute,
            })),
          };
        });
        const chutes = lists.chutes.map(({ at, closed }) => ({ at: at % trays, closed }));
        // Chutes at one place would be tried in an order of their own.
        fc.pre(new Set(chutes.map(({ at }) => at)).size === chutes.length);
        const period = stop === undefined ? 1 : stop.run + stop.held;
        const until = 300;
        const held = (time: number): boolean => stop !== undefined && time % period >= stop.run;
        // Parts for the last chute are those for the overflow.
        const ways = inductions.map((one) => ({
          ...one,
          parts: one.parts.map((part) => ({ ...part, chute: part.chute % 2 })),
        }));
        const expected = sorterBySteps({ trays, held, inductions: ways, chutes, rounds }, until);
        const names = ["x", "y", "spill"];
        const plant = plantOf({
          elements: [
            ...ways.map(({ parts: list }, i) =>
              schedule(
                `in${i}`,
                list.map(({ time, chute }) => [time, chute === 0 ? "p" : "q"] as const),
              ),
            ),
            sorter({
              trays,
              inductions: Object.fromEntries(ways.map(({ at, interval }, i) => [`in${i}`, { at, interval }])),
              chutes: Object.fromEntries(chutes.map(({ at }, i) => [names[i] as string, at])),
              routing: byProduct,
              maxRecirculations: rounds,
              overflow: "spill",
              ...(stop === undefined ? {} : { calendar: "shift" }),
            }),
            ...chutes.map(({ closed }, i) => station(names[i] as string, closed + 0.5)),
            sink(),
          ],
          flow: [...ways.map((_, i) => `in${i} > loop`), ...names.map((name) => `loop > ${name} > out`)],
          products: ["p", "q"],
          calendars: stop === undefined ? [] : [calendar("shift", "resume", [[0, stop.run]], period)],
        });
        const seen = run(plant, until);
        ways.forEach((_, i) => {
          const came = seen.lines.filter(
            ({ kind, element, detail }) => kind === "enter" && element === "loop" && detail === `in${i}`,
          );
          expect(came.map(({ time }) => time)).toEqual(expected.on[i]);
        });
        names.forEach((name, i) => expect(times(seen, "enter", name)).toEqual(expected.off[i]));
        expect(seen.result.stations["loop"]?.recirculations).toBe(expected.inVain);
        expect(seen.result.stations["loop"]?.overflowed).toBe(expected.off[2]?.length);
        expectSameFuture(plant, until, [13, 37.25, 100]);
      }),
      { numRuns: NIGHTLY ? 1000 : 120, seed: 20_261_127 },
    );
  });
});
