import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { Conveyor } from "../../src/plant/elements/conveyor.ts";
import type { Merge } from "../../src/plant/elements/merge.ts";
import type { Element, Plant } from "../../src/plant/schema.ts";
import {
  calendar,
  conveyor,
  failure,
  parts,
  plantOf,
  run,
  saturated,
  schedule,
  sink,
  station,
  times,
} from "./plants.ts";
import { expectSameFuture, instantsOf } from "./same-future.ts";
import { type SteppedTrack, trackBySteps } from "./track-by-steps.ts";

const NIGHTLY = process.env["TAKTWERK_NIGHTLY"] === "1";
if (NIGHTLY) vi.setConfig({ testTimeout: 3_600_000 });

const placement = {
  position: [0, 0, 0] as [number, number, number],
  rotation: 0,
  size: [1, 1, 1] as [number, number, number],
};

/** Products `1`, `2`, … that are so many metres long. */
function products(...lengths: readonly number[]): { id: string; size: [number, number, number] }[] {
  return lengths.map((length, i) => ({ id: `${i + 1}`, size: [length, 0.4, 0.4] }));
}

function merge(id: string, length: number, more: Partial<Merge> = {}): Element {
  return { kind: "merge", id, placement, length, speed: 1, pitch: 2, ...more };
}

/** A belt at 1 m/s that keeps gaps of half a metre, for parts of 1.5 and 3.5 m, so that their pitches are 2 and 4 m. */
function belt(
  at: readonly (number | readonly [time: number, product: string])[],
  cycle: number,
  more: Partial<Conveyor> = {},
  length = 12,
): Plant {
  return plantOf({
    elements: [
      schedule("in", at),
      conveyor("belt", length, 1, 1, { pitch: { gap: 0.5 }, ...more }),
      station("m", cycle),
      sink(),
    ],
    flow: ["in > belt > m > out"],
    more: { products: products(1.5, 3.5) },
    calendars: [
      calendar("shift", "finish", [
        [0, 14],
        [20, 1000],
      ]),
    ],
  });
}

function everywhere(plant: Plant, until: number): void {
  expectSameFuture(plant, until, instantsOf(plant, until));
}

describe("parts with lengths of their own", () => {
  test("V8: the next part comes in when the last one has moved its own length and the gap", () => {
    const plant = belt(
      [
        [0, "1"],
        [0, "2"],
        [0, "1"],
        [0, "1"],
      ],
      0.5,
    );
    expect(times(run(plant, 60), "enter", "belt")).toEqual([0, 2, 6, 8]);
    expect(times(run(plant, 60), "start", "m")).toEqual([12, 14, 18, 20]);
    everywhere(plant, 30);
  });

  test("V8: a fixed pitch with a restart delay of none is as before", () => {
    const plain = (more: Partial<Conveyor>): Plant =>
      plantOf({
        elements: [saturated("in"), conveyor("belt", 11, 1, 2, more), station("m", 30), sink()],
        flow: ["in > belt > m > out"],
        more: { products: products(1.5) },
      });
    const entries = times(run(plain({}), 200), "enter", "belt");
    expect(times(run(plain({ pitch: { gap: 0.5 } }), 200), "enter", "belt")).toEqual(entries);
    expect(entries).toEqual([0, 2, 4, 6, 8, 11, 41, 71, 101, 131, 161, 191]);
  });

  test("V9: it holds as many as fit with their pitches, so one long part takes the room of two short ones", () => {
    const short = belt(
      [
        [0, "1"],
        [0, "1"],
        [0, "1"],
        [0, "1"],
        [0, "1"],
        [0, "1"],
        [0, "1"],
        [0, "1"],
      ],
      100,
    );
    expect(run(short, 90).result.stations["belt"]?.maxContent).toBe(6);
    const mixed = belt(
      [
        [0, "2"],
        [0, "2"],
        [0, "1"],
        [0, "1"],
        [0, "1"],
      ],
      100,
    );
    const seen = run(mixed, 190);
    // The first is in the station from 12 on; 4 + 2 + 2 + 2 of 12 m are taken.
    expect(seen.result.stations["belt"]?.maxContent).toBe(4);
    expect(times(seen, "enter", "belt")).toEqual([0, 4, 8, 10, 12]);
    // A long one waits until 4 m are free, and what is behind it with it.
    const waits = belt(
      [
        [0, "1"],
        [0, "2"],
        [0, "2"],
        [0, "2"],
        [0, "1"],
      ],
      40,
    );
    // 12: the first leaves. 2 + 4 + 4 + 4 would be 14, so 12 is when the fourth comes in; the last when the second goes, at 52.
    expect(parts(run(waits, 100), "enter", "belt")).toEqual([
      "0 in#0",
      "2 in#1",
      "6 in#2",
      "12 in#3",
      "52 in#4",
    ]);
    everywhere(waits, 100);
  });

  test("V9: a capacity limits it as well", () => {
    const plant = belt(
      [
        [0, "1"],
        [0, "1"],
        [0, "1"],
        [0, "1"],
      ],
      30,
      { capacity: 2 },
    );
    expect(times(run(plant, 100), "enter", "belt")).toEqual([0, 2, 12, 42]);
  });

  test("V8, V12: mean time held up is what a part took beyond its free travel", () => {
    const plant = belt(
      [0, 0, 0].map((time) => [time, "1"] as const),
      10,
    );
    // At the end at 12, 14, 16; the station takes them at 12, 22, 32: held up 0, 8 and 16 s.
    expect(run(plant, 60).result.stations["belt"]?.meanHeldUp).toBe(8);
  });
});

describe("accumulation in zones", () => {
  test("V10: parts that stand start one after another, and the wave runs back at pitch over delay", () => {
    const plant = belt(
      [0, 0, 0, 0, 0].map((time) => [time, "1"] as const),
      40,
      { restartDelay: 1 },
    );
    // Moving parts keep 2 m and 1 s of travel: they come in every 3 s.
    const seen = run(plant, 300);
    expect(times(seen, "enter", "belt")).toEqual([0, 3, 6, 9, 12]);
    // The second waits at the end from 15 on; it leaves at 52, and the third is there 1 + 2 s later.
    expect(times(seen, "start", "m")).toEqual([12, 52, 92, 132, 172]);
    everywhere(plant, 200);
  });

  test("V10: a full conveyor takes the next part when the wave is through", () => {
    const at = Array.from({ length: 10 }, () => [0, "1"] as const);
    const waves = (restartDelay: number): number[] =>
      times(run(belt(at, 100, { restartDelay }), 150), "enter", "belt");
    // Six of 2 m fill 12 m. When the first of six leaves at 112, five start 1 s after each other, and then it comes in.
    expect(waves(1).slice(6)).toEqual([18, 118]);
    expect(waves(0).slice(6)).toEqual([12, 112]);
  });

  test("V11: stopped as a whole, all start together", () => {
    const plant = belt(
      [0, 0, 0].map((time) => [time, "1"] as const),
      1,
      {
        restartDelay: 1,
        failures: [failure("f", "calendar", 10, 7), failure("g", "calendar", 1e6, 1)],
      },
    );
    expect(times(run(plant, 27), "start", "m")).toEqual([19, 22, 25]);
    everywhere(plant, 27);
  });
});

describe("merges", () => {
  const three = (policy: Merge["policy"], more: Partial<Merge> = {}): Plant =>
    plantOf({
      elements: [
        schedule("a", [0, 0, 0, 0, 0]),
        schedule("b", [1, 1, 1]),
        merge("m", 6, { ...(policy === undefined ? {} : { policy }), ...more }),
        sink(),
      ],
      flow: ["a > m", "b > m", "m > out"],
    });
  const order = (plant: Plant): string =>
    parts(run(plant, 60), "enter", "m")
      .map((line) => line.split(" ")[1]?.slice(0, 1))
      .join("");

  test("V13: fifo lets in who waits longest, priority the first connection, zipper by turns while somebody waits", () => {
    expect(order(three(undefined))).toBe("aaaaabbb");
    expect(order(three("priority"))).toBe("aaaaabbb");
    expect(order(three("zipper"))).toBe("abababaa");
    for (const policy of ["fifo", "priority", "zipper", "alternate"] as const) everywhere(three(policy), 25);
  });

  test("V14: alternate lets in strictly by turns, and waits for who has nothing", () => {
    expect(order(three("alternate"))).toBe("abababa");
    const late = plantOf({
      elements: [schedule("a", [0, 0]), schedule("b", [30]), merge("m", 6, { policy: "alternate" }), sink()],
      flow: ["a > m", "b > m", "m > out"],
    });
    expect(times(run(late, 60), "enter", "m")).toEqual([0, 30, 32]);
  });

  test("V15: at a place on the way a part comes in where the running line has a gap", () => {
    const plant = plantOf({
      elements: [
        schedule("main", [0, 2, 4, 9]),
        schedule("side", [3]),
        merge("m", 8, { inlets: { side: 4 }, policy: "priority" }),
        sink(),
      ],
      flow: ["main > m", "side > m", "m > out"],
    });
    // At 3 the main parts are at 3 and 1 m: too near before it. The third passes the inlet at 8, and is 2 m further at 10,
    // when the fourth is at 1 m.
    expect(parts(run(plant, 60), "enter", "m")).toEqual([
      "0 main#0",
      "2 main#1",
      "4 main#2",
      "9 main#3",
      "10 side#0",
    ]);
    expect(times(run(plant, 60), "enter", "out")).toEqual([8, 10, 12, 14, 17]);
    everywhere(plant, 20);
  });

  test("V16: while the one whose turn it is waits for a gap, the others wait for it", () => {
    const plant = plantOf({
      elements: [
        schedule("main", [0, 0, 0, 0]),
        schedule("side", [3]),
        merge("m", 8, { inlets: { side: 4 }, policy: "zipper" }),
        sink(),
      ],
      flow: ["main > m", "side > m", "m > out"],
    });
    // From 3 on it is the side's turn. The first main part is too near before the inlet, then the first and second are on it;
    // the second is 2 m beyond it at 8. Until then the third waits, although the start is clear.
    expect(parts(run(plant, 60), "enter", "m")).toEqual([
      "0 main#0",
      "2 main#1",
      "8 side#0",
      "8 main#2",
      "10 main#3",
    ]);
    everywhere(plant, 20);
  });
});

describe("against a step-by-step simulation of every part's position", () => {
  /** Half a second and a quarter of a metre are exact. */
  const STEP = 0.5;
  const METRES = 0.25;

  const stops = fc.oneof(
    fc.constant(undefined),
    fc.record({
      kind: fc.constantFrom("shift" as const, "failure" as const),
      run: fc.integer({ min: 1, max: 30 }),
      held: fc.integer({ min: 1, max: 20 }),
    }),
  );
  const arrivals = fc.array(fc.record({ gap: fc.oneof(fc.nat(3), fc.nat(25)), product: fc.nat(2) }), {
    minLength: 1,
    maxLength: 20,
  });

  interface Drawn {
    readonly lengths: readonly number[];
    readonly gap: number;
    readonly room: number;
    readonly cycle: number;
    readonly stop: { kind: "shift" | "failure"; run: number; held: number } | undefined;
    readonly inlets: readonly {
      readonly at: number;
      readonly arrivals: readonly { gap: number; product: number }[];
    }[];
    readonly delay: number;
    readonly capacity: number;
    readonly accumulating: boolean;
    readonly policy: SteppedTrack["policy"];
    readonly isMerge: boolean;
  }

  const shape = {
    lengths: fc.tuple(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 5 }),
    ),
    gap: fc.nat(2),
    room: fc.nat(14),
    cycle: fc.integer({ min: 1, max: 14 }),
    stop: stops,
  };

  /** The plant, and the same for the steps. */
  function compare(drawn: Drawn): void {
    const { lengths, gap, stop, delay, accumulating, policy, isMerge, cycle } = drawn;
    const length = Math.max(...lengths) + gap + drawn.room;
    const period = stop === undefined ? 1 : stop.run + stop.held;
    const inlets = drawn.inlets.map(({ at, arrivals: list }, i) => {
      let step = 0;
      return {
        at: at % length,
        parts: list.map((one) => ({
          // No two inlets get a part at the same instant, whose order would be that of their events.
          step: (step += one.gap) * drawn.inlets.length + i,
          product: one.product,
          pitch: (lengths[one.product] as number) + gap,
        })),
      };
    });
    const steps = 300;
    const expected = trackBySteps(
      {
        length,
        capacity: drawn.capacity === 0 ? Infinity : drawn.capacity,
        accumulating,
        delay,
        resumesLast: stop?.kind === "shift",
        held: (step) => stop !== undefined && step % period >= stop.run,
        policy,
        inlets,
        cycle,
      },
      steps,
    );
    const common = {
      accumulating,
      pitch: { gap: gap * METRES },
      ...(stop?.kind === "shift" ? { calendar: "shift" } : {}),
      ...(stop?.kind === "failure"
        ? { failures: [failure("f", "calendar", stop.run * STEP, stop.held * STEP)] }
        : {}),
    };
    const track = isMerge
      ? merge("belt", length * METRES, {
          ...common,
          speed: METRES / STEP,
          policy,
          inlets: Object.fromEntries(inlets.map(({ at }, i) => [`in${i}`, at * METRES])),
        })
      : conveyor("belt", length * METRES, METRES / STEP, 1, {
          ...common,
          ...(delay === 0 ? {} : { restartDelay: delay * STEP }),
          ...(drawn.capacity === 0 ? {} : { capacity: drawn.capacity }),
        });
    const plant = plantOf({
      elements: [
        ...inlets.map(({ parts: list }, i) =>
          schedule(
            `in${i}`,
            list.map(({ step, product }) => [step * STEP, `${product + 1}`] as const),
          ),
        ),
        track,
        station("m", cycle * STEP),
        sink(),
      ],
      flow: [...inlets.map((_, i) => `in${i} > belt`), "belt > m > out"],
      calendars:
        stop?.kind === "shift" ? [calendar("shift", "resume", [[0, stop.run * STEP]], period * STEP)] : [],
      more: { products: products(...lengths.map((one) => one * METRES)) },
    });
    const seen = run(plant, steps * STEP);
    inlets.forEach((_, i) => {
      const came = seen.lines.filter(
        ({ kind, element, detail }) => kind === "enter" && element === "belt" && detail === `in${i}`,
      );
      expect(came.map(({ time }) => time / STEP)).toEqual(expected.entered[i]);
    });
    expect(times(seen, "enter", "m").map((time) => time / STEP)).toEqual(expected.left);
    expectSameFuture(plant, steps * STEP, [13, 37.25, 100]);
  }

  test("V8, V9, V10, V11, V12: entries and exits of random conveyors with lengths and restart delays", () => {
    fc.assert(
      fc.property(
        fc.record({ ...shape, arrivals, delay: fc.nat(4), capacity: fc.nat(4), accumulating: fc.boolean() }),
        ({ arrivals: list, delay, accumulating, ...more }) =>
          compare({
            ...more,
            inlets: [{ at: 0, arrivals: list }],
            delay: accumulating ? delay : 0,
            accumulating,
            policy: "fifo",
            isMerge: false,
          }),
      ),
      { numRuns: NIGHTLY ? 1000 : 120, seed: 20_261_125 },
    );
  });

  test("V13, V14, V15, V16: entries and exits of random merges", () => {
    fc.assert(
      fc.property(
        fc.record({
          ...shape,
          inlets: fc.array(fc.record({ at: fc.oneof(fc.constant(0), fc.nat(20)), arrivals }), {
            minLength: 2,
            maxLength: 3,
          }),
          policy: fc.constantFrom(
            "fifo" as const,
            "priority" as const,
            "alternate" as const,
            "zipper" as const,
          ),
        }),
        (drawn) => compare({ ...drawn, delay: 0, capacity: 0, accumulating: true, isMerge: true }),
      ),
      { numRuns: NIGHTLY ? 1000 : 120, seed: 20_261_126 },
    );
  });
});
