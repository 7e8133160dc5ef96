import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Attribute } from "../../src/plant/attributes.ts";
import type { Station } from "../../src/plant/elements/station.ts";
import type { Plant } from "../../src/plant/schema.ts";
import {
  arrivals,
  batcher,
  buffer,
  calendar,
  parts,
  plantOf,
  run,
  saturated,
  schedule,
  sink,
  station,
  times,
  unbatcher,
} from "./plants.ts";
import { expectSameFuture, instantsOf } from "./same-future.ts";

const ATTRIBUTES: Attribute[] = [
  { id: "length", type: "number", unit: "m", default: 2 },
  { id: "passes", type: "number" },
  { id: "grade", type: "text", default: "new" },
];

/** Parts at the given times through one station that writes on them, then sorted by an expression. */
function writing(
  more: Partial<Station>,
  when = "true",
  cycle = 5,
  at: readonly number[] = [0, 10, 20],
): Plant {
  return plantOf({
    elements: [
      schedule("in", at),
      station("press", cycle, more),
      buffer("sort", {
        routing: { policy: "expression", rules: [{ when, to: "left" }], otherwise: "right" },
      }),
      station("left", 1),
      station("right", 1),
      sink(),
    ],
    flow: ["in > press > sort > left > out", "sort > right > out"],
    more: { attributes: ATTRIBUTES },
  });
}

const left = (plant: Plant): string[] => parts(run(plant, 100), "enter", "left");

describe("what stations write on parts", () => {
  test("E6: at the finish, before the part chooses its way", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [0, 10]),
        station("press", 5, {
          attributesAtFinish: { grade: { expression: "part.serial == 1 ? 'b' : 'a'" } },
          routing: {
            policy: "expression",
            rules: [{ when: "part.attributes.grade == 'b'", to: "left" }],
            otherwise: "out",
          },
        }),
        station("left", 1),
        sink(),
      ],
      flow: ["in > press > out", "press > left > out"],
      more: { attributes: ATTRIBUTES },
    });
    expect(parts(run(plant, 50), "enter", "left")).toEqual(["15 in#1"]);
    expectSameFuture(plant, 50, instantsOf(plant, 50));
  });

  test("E6: in the order of declaration; at the start and at the finish", () => {
    const both = {
      attributesAtStart: { passes: { expression: "part.attributes.length * 10" }, length: 3 },
      attributesAtFinish: { passes: { expression: "part.attributes.passes + part.attributes.length" } },
    };
    // The length is declared first, so that it is 3 when passes is set: 30, and 33 at the finish.
    expect(left(writing(both, "part.attributes.passes == 33"))).toEqual(["5 in#0", "15 in#1", "25 in#2"]);
  });

  test("E6: a loop counts its passes, and each part has its own count", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [0, 100]),
        station("wash", 4, {
          attributesAtFinish: { passes: { expression: "part.attributes.passes + 1" } },
          routing: {
            policy: "expression",
            rules: [{ when: "part.attributes.passes < 3", to: "wait" }],
            otherwise: "out",
          },
        }),
        buffer("wait"),
        sink(),
      ],
      flow: ["in > wash > out", "wash > wait > wash"],
      more: { attributes: ATTRIBUTES },
    });
    expect(times(run(plant, 200), "exit", "out")).toEqual([12, 112]);
    expectSameFuture(plant, 120, instantsOf(plant, 120));
  });

  test("E6: each workpiece of a batch by its own values", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [0, 1]),
        batcher("collect", 2),
        station("oven", 10, {
          attributesAtFinish: { passes: { expression: "part.serial + 1" } },
        }),
        unbatcher("part"),
        buffer("sort", {
          routing: {
            policy: "expression",
            rules: [{ when: "part.attributes.passes == 2", to: "left" }],
            otherwise: "out",
          },
        }),
        station("left", 1),
        sink(),
      ],
      flow: ["in > collect > oven > part > sort > out", "sort > left > out"],
      more: { attributes: ATTRIBUTES },
    });
    expect(parts(run(plant, 50), "enter", "left")).toEqual(["11 in#1"]);
  });

  test("E6: a distribution is drawn from a stream of its own, apart from that of the cycle time", () => {
    const drawn = { attributesAtFinish: { length: { dist: "uniform", min: 1, max: 3 } as const } };
    const plain = writing({}, "true");
    const noted = writing(drawn, "part.attributes.length > 2");
    const random = (plant: Plant): Plant => ({
      ...plant,
      elements: plant.elements.map((element) =>
        element.id === "press" ? { ...element, cycleTime: { dist: "exponential", mean: 5 } } : element,
      ) as Plant["elements"],
    });
    expect(times(run(random(noted), 100), "finish", "press")).toEqual(
      times(run(random(plain), 100), "finish", "press"),
    );
    expectSameFuture(noted, 60, instantsOf(noted, 60));
  });

  test("E7: a number that grows stops at 10¹², and what is no number is 0", () => {
    const growing = writing(
      {
        attributesAtFinish: {
          length: { expression: "1 / (part.serial - 1)" },
          passes: { expression: "0 / 0" },
        },
      },
      "part.attributes.passes == 0 && (part.attributes.length == 1000000000000 || part.attributes.length == -1)",
    );
    // 1 / −1, 1 / 0 = ∞, 1 / 1.
    expect(left(growing)).toEqual(["5 in#0", "15 in#1"]);
    expectSameFuture(growing, 40, instantsOf(growing, 40));
  });
});

describe("times by attribute", () => {
  test("E8: the factor multiplies the time drawn, after what is set at the start", () => {
    const plant = writing({
      attributesAtStart: { length: { expression: "part.serial + 1" } },
      cycleTimeFactor: "part.attributes.length / 2",
    });
    // 5 s × ½, × 1, × 1½.
    expect(times(run(plant, 100), "finish", "press")).toEqual([2.5, 15, 27.5]);
    expectSameFuture(plant, 50, instantsOf(plant, 50));
  });

  test("E8: no number and nothing above 0 make it 0; steps before and change-overs are not stretched", () => {
    const factor = "part.serial == 0 ? 0 / 0 : part.serial == 1 ? -3 : 2";
    const plant = writing({ cycleTimeFactor: factor, before: [{ time: 1 }] });
    expect(times(run(plant, 100), "finish", "press")).toEqual([1, 11, 31]);
  });

  test("E8: no time is above the longest of a plant file", () => {
    const plant = writing({ cycleTimeFactor: "1 / 0" }, "true", 1, [0]);
    const { simulation } = run(plant, 10);
    expect(simulation.nextEventTime).toBe(3.2e9);
  });

  test("E8: a part that would not end within the shift is not started", () => {
    const plant = plantOf({
      elements: [
        arrivals("in", 10, { attributes: { length: { expression: "part.serial + 1" } } }),
        station("press", 5, { cycleTimeFactor: "part.attributes.length", calendar: "day" }),
        sink(),
      ],
      flow: ["in > press > out"],
      calendars: [calendar("day", "startIfFits", [[0, 34]], 100)],
      more: { attributes: ATTRIBUTES },
    });
    // 5 s from 10, 10 s from 20, 15 s from 30 do not fit before 34; 20 s from 115 do not fit before 134.
    expect(times(run(plant, 120), "start", "press")).toEqual([10, 20, 100]);
  });

  test("E8: random lengths agree with Lindley's recursion", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 }), (lengths) => {
        const chosen = lengths.map((length, i) => `part.serial == ${i} ? ${length} : `).join("");
        const plant = plantOf({
          elements: [
            saturated("in", { attributes: { length: { expression: `${chosen}1` } } }),
            station("saw", 2),
            station("press", 3, { cycleTimeFactor: "part.attributes.length" }),
            sink(),
          ],
          flow: ["in > saw > press > out"],
          more: { attributes: ATTRIBUTES },
        });
        const ends = times(run(plant, 1000), "finish", "press").slice(0, lengths.length);
        let [sawFree, pressFree] = [0, 0];
        const expected = lengths.map((length) => {
          const sawn = sawFree + 2;
          const start = Math.max(sawn, pressFree);
          // The saw holds its part until the press takes it.
          sawFree = start;
          pressFree = start + 3 * length;
          return pressFree;
        });
        expect(ends).toEqual(expected);
      }),
      { numRuns: 50, seed: 5 },
    );
  });
});
