import { describe, expect, test } from "vitest";
import { cividis } from "../../src/base/cividis.ts";
import { experimentText } from "../../src/app/experiment/experiment-text.ts";
import { experimentWords } from "../../src/app/experiment/experiment-wording.ts";
import { experimentDe } from "../../src/app/i18n/experiment-de.ts";
import { experimentEn } from "../../src/app/i18n/experiment-en.ts";
import { planGeometry } from "../../src/panels/experiment/plan-geometry.ts";
import { bandShape, quartiles, scaleOf } from "../../src/panels/experiment/plot-geometry.ts";
import { orderedRows, verdictOf } from "../../src/panels/experiment/table-rows.ts";
import type { ExperimentTable, TableRow } from "../../src/protocol/experiment.ts";

describe("plots of an experiment", () => {
  test("have a scale whose round ticks enclose all values", () => {
    const { ticks, at } = scaleOf([98.2, 104.9, Number.NaN], 100, 500);
    expect(ticks[0]).toBeLessThanOrEqual(98.2);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(104.9);
    expect(at(ticks[0] ?? 0)).toBe(100);
    expect(at(ticks.at(-1) ?? 0)).toBe(500);
    expect(scaleOf([], 0, 1).ticks.length).toBeGreaterThan(1);
  });

  test("have a box from the lower to the upper quartile", () => {
    expect(quartiles([1, 2, 3])).toBeUndefined();
    expect(quartiles([5, 1, 4, 2, 3])).toEqual({ lower: 2, median: 3, upper: 4 });
    expect(quartiles([4, 1, 3, 2, Number.NaN])).toEqual({ lower: 1.75, median: 2.5, upper: 3.25 });
  });

  test("have a band where there is an interval, and a curve wherever there is a mean", () => {
    const { line, area } = bandShape(
      [1, 2, 3],
      [undefined, 1, 2],
      (i) => i * 10,
      (value) => value,
    );
    expect(line).toBe("0,1 10,2 20,3");
    expect(area).toBe("10,3 20,5 20,1 10,1");
  });
});

describe("the heat map", () => {
  const at = (id: string, east: number, north: number, rotation: number) => ({
    id,
    placement: { position: [east, north, 0], rotation, size: [4, 2, 1] },
  });

  test("has the plant from above, north up, as large as it fits", () => {
    const elements = [at("a", 0, 0, 0), at("b", 10, 0, 90), at("c", 0, 20, 0)];
    const { boxes, height } = planGeometry(elements as unknown as Parameters<typeof planGeometry>[0], {
      width: 1000,
      height: 254,
    });
    // From south to north 2 + 21 = 23 m, since b reaches 2 m to the south; (254 − 24) / 23 = 10 px a metre.
    expect(boxes.map(({ x, y }) => [x, y])).toEqual([
      [32, 222],
      [132, 222],
      [32, 22],
    ]);
    expect(boxes[1]).toMatchObject({ width: 40, height: 20, turn: -90 });
    expect(height).toBeCloseTo(254, 9);
  });

  test("goes from dark to light, and no further", () => {
    expect(cividis(0)).toBe("rgb(0, 32, 77)");
    expect(cividis(1)).toBe("rgb(255, 234, 70)");
    expect(cividis(0.5)).toBe("rgb(125, 124, 118)");
    expect([cividis(-1), cividis(2)]).toEqual([cividis(0), cividis(1)]);
  });
});

const row = (
  scenario: string,
  mean: number,
  difference?: { mean: number; halfWidth?: number },
): TableRow => ({
  scenario,
  replications: 3,
  estimates: Number.isNaN(mean)
    ? {}
    : {
        wip: { name: "wip", mean, halfWidth: 1, low: mean - 1, high: mean + 1, unit: "parts", values: [] },
      },
  differences:
    difference === undefined
      ? {}
      : {
          wip: {
            mean: difference.mean,
            halfWidth: difference.halfWidth,
            low: undefined,
            high: undefined,
            significant: Math.abs(difference.mean) > (difference.halfWidth ?? Infinity),
            values: [],
          },
        },
});

describe("the table of results", () => {
  const wip = { id: "wip", name: "wip", unit: "parts", better: "smaller" } as const;

  test("is ordered by a figure, with what has none yet at the end", () => {
    const table: ExperimentTable = {
      baseline: "a",
      confidence: 0.95,
      each: 0.95,
      responses: [wip],
      rows: [row("a", 2), row("b", Number.NaN), row("c", 3), row("d", 1)],
    };
    const ids = (by: string | undefined, descending: boolean): string =>
      orderedRows(table, { by, descending })
        .map(({ scenario }) => scenario)
        .join("");
    expect(ids("wip", false)).toBe("dacb");
    expect(ids("wip", true)).toBe("cadb");
    expect(ids(undefined, false)).toBe("abcd");
  });

  test("calls a difference better or worse only where its interval does not hold 0", () => {
    expect(verdictOf(row("a", 1, { mean: -2, halfWidth: 1 }), wip)).toBe("better");
    expect(verdictOf(row("a", 1, { mean: 2, halfWidth: 1 }), wip)).toBe("worse");
    expect(verdictOf(row("a", 1, { mean: 0.5, halfWidth: 1 }), wip)).toBe("none");
    expect(verdictOf(row("a", 1, { mean: 0.5 }), wip)).toBe("open");
    const { better: _, ...neutral } = wip;
    expect(verdictOf(row("a", 1, { mean: 2, halfWidth: 1 }), neutral)).toBe("differs");
    expect(verdictOf(row("a", 1), wip)).toBeUndefined();
  });

  test("shows as many decimals as the half-width bears, in the user's language", () => {
    const [en, de] = [experimentWords(experimentEn, "en"), experimentWords(experimentDe, "de")];
    expect(en.interval(102.8571, 0.4321)).toBe("102.86 ± 0.43");
    expect(de.interval(9.14, 0.4, true)).toBe("+9,14 ± 0,40");
    expect(en.interval(102_857.1, 43.2)).toBe("102,857 ± 43");
    expect(en.interval(102.8571, undefined)).toBe("102.9");
    expect(en.interval(Number.NaN, 1)).toBe("–");
    expect(de.unit("parts/h")).toBe("Teile/h");
    expect(en.figure({ id: "wip", name: "wip", unit: "" })).toBe("Work in process");
    expect(en.figure({ id: "wip", name: "Bodies", unit: "" })).toBe("Bodies");
  });

  test("has the same values to fill in in both languages", () => {
    const values = (texts: Readonly<Record<string, string>>) =>
      Object.entries(texts)
        .map(([key, text]) => [key, [...text.matchAll(/\{\w+\}/g)].map(String).sort()] as const)
        .sort(([a], [b]) => a.localeCompare(b));
    expect(values(experimentDe)).toEqual(values(experimentEn));
  });
});

describe("the text of the study that is run", () => {
  const text = JSON.stringify({
    baseline: "a",
    scenarios: [{ id: "a" }, { id: "b" }, { id: "c" }],
    result: { hash: "1" },
  });
  const made = (leftOut: string[]): Record<string, unknown> =>
    JSON.parse(experimentText(text, new Set(leftOut), "wip")) as Record<string, unknown>;

  test("leaves scenarios out, and with them what is known of the result of all", () => {
    expect(made([])).toMatchObject({ baseline: "a", result: { hash: "1" } });
    expect(made(["a"])).toMatchObject({ baseline: "b", scenarios: [{ id: "b" }, { id: "c" }] });
    expect(made(["a"])).not.toHaveProperty("result");
  });

  test("compares with the baseline where the study says nothing of comparisons", () => {
    expect(made([])).toMatchObject({ comparisons: [{ method: "paired", response: "wip" }] });
    expect(made(["b", "c"])).toMatchObject({ comparisons: [] });
  });
});
