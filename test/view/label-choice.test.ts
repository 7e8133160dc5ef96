import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chooseLabels, type LabelCandidate } from "../../src/view/label-choice.ts";

const number = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const candidates = fc
  .array(
    fc.record({
      x: number(0, 1280),
      y: number(0, 720),
      width: number(30, 160),
      height: number(18, 60),
      distance: number(1, 200),
      pinned: fc.constant(false),
    }),
    { maxLength: 200 },
  )
  .map((list): LabelCandidate[] => list.map((candidate, element) => ({ ...candidate, element })));

function covers(a: LabelCandidate, b: LabelCandidate): boolean {
  const apart =
    a.x + a.width / 2 <= b.x - b.width / 2 ||
    b.x + b.width / 2 <= a.x - a.width / 2 ||
    a.y <= b.y - b.height ||
    b.y <= a.y - a.height;
  return !apart;
}

describe("choice of labels", () => {
  test("at most the limit, none over another, and the nearest always", () => {
    fc.assert(
      fc.property(candidates, (list) => {
        const chosen = chooseLabels(list, 50);
        expect(chosen.length).toBeLessThanOrEqual(50);
        chosen.forEach((a, i) => chosen.slice(i + 1).forEach((b) => expect(covers(a, b)).toBe(false)));
        const nearest = Math.min(...list.map(({ distance }) => distance));
        expect(chosen[0]?.distance ?? Infinity).toBe(nearest);
      }),
    );
  });

  test("one that is left out is covered by a nearer one, unless the limit is reached", () => {
    fc.assert(
      fc.property(candidates, (list) => {
        const chosen = chooseLabels(list, 50);
        if (chosen.length === 50) return;
        for (const out of list.filter((candidate) => !chosen.includes(candidate))) {
          expect(chosen.some((shown) => shown.distance <= out.distance && covers(shown, out))).toBe(true);
        }
      }),
    );
  });

  test("the nearest fifty of sixty that have room", () => {
    const list = Array.from({ length: 60 }, (_, element) => {
      const place = { x: (element % 10) * 100, y: Math.floor(element / 10) * 100, width: 90, height: 30 };
      return { element, ...place, distance: 60 - element, pinned: false };
    });
    const shown = chooseLabels(list, 50).map(({ element }) => element);
    expect(shown).toEqual(Array.from({ length: 50 }, (_, i) => 59 - i));
  });

  test("the selected element's label is shown however far it is and whatever it covers", () => {
    const place = { x: 100, y: 100, width: 90, height: 30 };
    const near = { element: 0, ...place, distance: 5, pinned: false };
    const selected = { element: 1, ...place, distance: 90, pinned: true };
    expect(chooseLabels([near, selected], 50)).toEqual([selected]);
  });
});
