import { describe, expect, test } from "vitest";
import { firstDivergence } from "../../../src/experiment/compare/first-divergence.ts";
import type { Plant } from "../../../src/plant/schema.ts";
import { arrivals, buffer, plantOf, run, saturated, sink, station } from "../../sim/plants.ts";
import { LINE, studyOf } from "../study/study-text.ts";

const settings = { seed: 7, replication: 0, horizon: 20_000, warmup: 0 };

/** Two machines, constant times, a buffer for one or more. */
function line(capacity: number, second = 10): Plant {
  return plantOf({
    elements: [saturated("in"), station("A", 4), buffer("B", { capacity }), station("C", second), sink()],
    flow: ["in > A > B > C > out"],
  });
}

describe("the first diverging event", () => {
  test("by hand: with one more place the part that was blocked at 12 enters the buffer, because A has finished it", () => {
    const found = firstDivergence(line(1), line(2), { ...settings, horizon: 100 });
    expect(found?.time).toBe(12);
    // With one place the same part waits in A until C takes the next at 14.
    expect(found?.first).toMatchObject({ kind: "enter", element: "B", part: "in#2", time: 14 });
    expect(found?.second).toMatchObject({ kind: "enter", element: "B", part: "in#2", time: 12 });
    expect(
      found?.secondCauses.map(({ kind, element, time }) => `${time} ${kind} ${element}`).slice(0, 3),
    ).toEqual(["12 enter B", "12 finish A", "8 start A"]);
    expect(found?.firstCauses[1]).toMatchObject({ kind: "enter", element: "C", time: 14 });
  });

  test("equal plants never diverge, nor do others with an unconnected element", () => {
    expect(firstDivergence(LINE, LINE, settings)).toBeUndefined();
    const more = plantOf({
      elements: [
        arrivals("in", { dist: "exponential", mean: 12 }),
        station("M", { dist: "exponential", mean: 10 }),
        sink(),
        arrivals("other", 5),
        sink("other-out"),
      ],
      flow: ["in > M > out", "other > other-out"],
    });
    const less = plantOf({
      elements: [
        arrivals("in", { dist: "exponential", mean: 12 }),
        station("M", { dist: "exponential", mean: 10 }),
        sink(),
      ],
      flow: ["in > M > out"],
    });
    expect(firstDivergence(less, more, settings)).toBeUndefined();
  });

  test("against the whole logs of both: the earliest line of a shared element that the other log has not", () => {
    const { scenarios } = studyOf();
    const [base, more] = scenarios as [(typeof scenarios)[0], (typeof scenarios)[0]];
    const found = firstDivergence(base.plant, more.plant, settings);
    const logs = [base, more].map(({ plant }) => run(plant, 20_000, { seed: 7 }).lines);
    const texts = logs.map((lines) => lines.map((line) => JSON.stringify({ ...line, cause: "" })));
    const sets = texts.map((lines) => new Set(lines));
    const first = logs.map((lines, i) =>
      lines.find((_, j) => sets[1 - i]?.has(texts[i]?.[j] ?? "") === false),
    );
    expect(found?.time).toBe(Math.min(...first.map((line) => line?.time ?? Infinity)));
    expect([found?.first?.id, found?.second?.id]).toContain(
      first.toSorted((a, b) => (a?.time ?? 0) - (b?.time ?? 0))[0]?.id,
    );
  });
});
