import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyDiff, diff, invertDiff, isEmptyDiff } from "../../src/plant/diff.ts";
import { readPlant } from "../../src/plant/read.ts";
import type { Plant } from "../../src/plant/schema.ts";
import { edited } from "./example-plant.ts";

function example(): Plant {
  const read = readPlant(edited());
  if (!read.ok) throw new Error("the example is broken");
  return read.value.plant;
}

const PLANT = example();

/** A subset of a list in any order, some items changed: what an edit leaves of a collection. */
function edits<T extends object>(items: readonly T[], change: (item: T, n: number) => T): fc.Arbitrary<T[]> {
  return fc
    .shuffledSubarray([...items])
    .chain((subset) =>
      fc
        .array(fc.integer({ min: 0, max: 3 }), { minLength: subset.length, maxLength: subset.length })
        .map((changes) => subset.map((item, i) => (changes[i] === 0 ? change(item, i) : item))),
    );
}

const plants: fc.Arbitrary<Plant> = fc
  .record({
    name: fc.constantFrom("one", "two"),
    horizon: fc.constantFrom(100, 200),
    elements: edits(PLANT.elements, (element, n) => ({ ...element, name: `changed ${n}` })),
    products: edits(PLANT.products, (product, n) => ({ ...product, name: `changed ${n}` })),
    calendars: edits(PLANT.calendars, (calendar) => ({ ...calendar, period: 2000 })),
    hierarchy: edits(PLANT.hierarchy, (unit) => ({ ...unit, name: "renamed" })),
    connections: edits(PLANT.connections, (connection) => connection),
  })
  .map(({ name, horizon, ...collections }) => ({
    ...PLANT,
    ...collections,
    name,
    run: { ...PLANT.run, horizon },
  }));

describe("a diff of plants", () => {
  test("turns the one into the other: apply(diff(a, b), a) = b", () => {
    fc.assert(
      fc.property(plants, plants, (a, b) => {
        expect(applyDiff(a, diff(a, b))).toEqual(b);
      }),
      { numRuns: 500 },
    );
  });

  test("is taken back by its inverse: apply(invert(diff(a, b)), b) = a", () => {
    fc.assert(
      fc.property(plants, plants, (a, b) => {
        expect(applyDiff(b, invertDiff(diff(a, b)))).toEqual(a);
      }),
      {
        numRuns: 500,
      },
    );
  });

  test("inverted twice is itself, and survives JSON", () => {
    fc.assert(
      fc.property(plants, plants, (a, b) => {
        const change = diff(a, b);
        expect(invertDiff(invertDiff(change))).toEqual(change);
        expect(applyDiff(a, JSON.parse(JSON.stringify(change)))).toEqual(b);
      }),
    );
  });

  test("is empty between equal plants, and only then", () => {
    fc.assert(
      fc.property(plants, plants, (a, b) => {
        expect(isEmptyDiff(diff(a, structuredClone(a)))).toBe(true);
        expect(isEmptyDiff(diff(a, b))).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  test("names what changed and nothing else", () => {
    const [source, ...rest] = PLANT.elements;
    const spare = {
      kind: "sink",
      id: "spare",
      placement: PLANT.elements[0]?.placement,
    } as Plant["elements"][number];
    const after = {
      ...PLANT,
      elements: [...rest, spare].map((e) => (e.id === "belt" ? { ...e, name: "B" } : e)),
    };
    const change = diff(PLANT, after);
    expect(Object.keys(change)).toEqual(["elements"]);
    expect(change.elements).toEqual({
      added: [{ at: 5, item: spare }],
      updated: [[rest[0], { ...rest[0], name: "B" }]],
      removed: [{ at: 0, item: source }],
    });
  });

  test("keeps what did not change as the same objects, so that views can tell", () => {
    const after = { ...PLANT, name: "renamed" };
    expect(applyDiff(PLANT, diff(PLANT, after)).elements[2]).toBe(PLANT.elements[2]);
  });
});
