import { describe, expect, test } from "vitest";
import { normalCritical } from "../../../src/experiment/analysis/normal.ts";
import { InlineExecutor } from "../../../src/experiment/run/executor.ts";
import { responsesOf } from "../../../src/experiment/study/response.ts";
import { studyRun } from "../../../src/experiment/study/run-settings.ts";
import type { InputFile, ResponseFile } from "../../../src/experiment/study/study-file.ts";
import { relativeError } from "../../../src/experiment/uncertainty/input-error.ts";
import { type MeasureNext, measureNext } from "../../../src/experiment/uncertainty/measure-next.ts";
import type { Plant } from "../../../src/plant/schema.ts";
import { arrivals, buffer, plantOf, saturated, sink, station } from "../../sim/plants.ts";
import { findingsOf, studyOf } from "../study/study-text.ts";

/** @param more of the study; the question is about its first response */
async function asked(
  plant: Plant,
  inputs: readonly InputFile[],
  more: Partial<Record<string, unknown>> & { readonly responses: readonly ResponseFile[] },
): Promise<MeasureNext> {
  const read = studyOf({ plant, inputs, scenarios: [{ id: "base" }], ...more });
  const response = responsesOf(read.study, read.plant).find(({ id }) => id === more.responses[0]?.id);
  const [scenario] = read.scenarios;
  if (response === undefined || scenario === undefined) throw new Error("nothing to ask about");
  const run = studyRun(read.study, read.plant);
  return measureNext(scenario, inputs, response, run, new InlineExecutor(), { now: () => 0 });
}

/** Two machines side by side, which never wait: the line makes 3600/10 + 3600/40 parts an hour. */
const SIDE_BY_SIDE = plantOf({
  elements: [saturated("in1"), station("A", 10), saturated("in2"), station("B", 40), sink()],
  flow: ["in1 > A > out", "in2 > B > out"],
});
const HOURLY = { responses: [{ id: "rate", measure: "throughput", unit: "parts/h" }] };
const LONG = { run: { horizon: 4_000_000, warmup: 4000, replications: 2, seed: 1 } };

describe("what to measure next", () => {
  test("of two machines side by side each has its exact effect and share; the uncertain fast one comes first", async () => {
    const found = await asked(
      SIDE_BY_SIDE,
      [
        { id: "b", path: "elements/B/cycleTime", relativeError: 0.1 },
        { id: "a", path: "elements/A/cycleTime", relativeError: 0.05 },
      ],
      { ...HOURLY, ...LONG },
    );
    // Half of 3600/c(1+r) − 3600/c(1−r).
    const effect = (cycle: number, r: number): number => (-3600 / cycle) * (r / (1 - r * r));
    const [a, b] = [effect(10, 0.05), effect(40, 0.1)];
    expect(found.forecast.mean).toBeCloseTo(450, 1);
    expect(found.effects.map(({ input }) => input)).toEqual(["a", "b"]);
    expect(found.effects[0]?.mean).toBeCloseTo(a, 2);
    expect(found.effects[1]?.mean).toBeCloseTo(b, 2);
    expect(found.effects[0]?.share).toBeCloseTo((a * a) / (a * a + b * b), 3);
    expect(found.inputError).toBeCloseTo(Math.hypot(a, b), 2);
    // Known four times as often its standard error is half.
    expect(found.effects[0]?.spreadThen).toBeCloseTo(Math.hypot(a / 2, b), 2);
  });

  test("what is not the bottleneck has no effect, and its share is 0", async () => {
    const plant = plantOf({
      elements: [saturated("in"), station("A", 10), buffer("S", { capacity: 3 }), station("B", 20), sink()],
      flow: ["in > A > S > B > out"],
    });
    const found = await asked(
      plant,
      [
        { id: "a", path: "elements/A/cycleTime", relativeError: 0.2 },
        { id: "b", path: "elements/B/cycleTime", relativeError: 0.01 },
      ],
      { ...HOURLY, ...LONG },
    );
    expect(found.effects.map(({ input, share }) => [input, share])).toEqual([
      ["b", 1],
      ["a", 0],
    ]);
    expect(found.effects[1]?.significant).toBe(false);
  });

  test("M/M/1: the intervals hold the exact differences of ρ/(1 − ρ), at 99 % together", async () => {
    const plant = plantOf({
      elements: [
        arrivals("in", { dist: "exponential", mean: 20 }),
        buffer("queue"),
        station("A", { dist: "exponential", mean: 10 }),
        sink(),
      ],
      flow: ["in > queue > A > out"],
    });
    const r = 0.04;
    const found = await asked(
      plant,
      [
        { id: "arrivals", path: "elements/in/arrivals/interarrival", relativeError: r },
        { id: "service", path: "elements/A/cycleTime", relativeError: r },
      ],
      {
        responses: [{ id: "wip", measure: "wip", better: "smaller" }],
        run: { horizon: 400_000, warmup: 10_000, replications: 20, seed: 3, confidence: 0.99 },
      },
    );
    const wip = (rho: number): number => rho / (1 - rho);
    const exact = {
      arrivals: (wip(0.5 / (1 + r)) - wip(0.5 / (1 - r))) / 2,
      service: (wip(0.5 * (1 + r)) - wip(0.5 * (1 - r))) / 2,
    };
    for (const { input, low = 0, high = 0, significant } of found.effects) {
      expect(exact[input as keyof typeof exact]).toBeGreaterThan(low);
      expect(exact[input as keyof typeof exact]).toBeLessThan(high);
      expect(significant).toBe(true);
    }
  });

  test("a standard error from observations, and from a range with its confidence: hand calculation", () => {
    const input = (more: object): InputFile => ({ id: "x", path: "elements/A/cycleTime", ...more });
    expect(relativeError(input({ observations: 25, variation: 0.5 }))).toBeCloseTo(0.1, 12);
    expect(relativeError(input({ observations: 100 }))).toBeCloseTo(0.1, 12);
    expect(relativeError(input({ factors: [0.9, 1.1] }))).toBeCloseTo(0.1 / 1.959964, 6);
    expect(relativeError(input({ factors: [0.9, 1.2], confidence: 0.8 }))).toBeCloseTo(
      0.15 / normalCritical(0.8),
      12,
    );
  });
});

describe("uncertain inputs that are wrong are refused", () => {
  const rules = (...inputs: object[]): string[] =>
    findingsOf({ inputs }).map(({ rule, path }) => `${rule} ${path}`);
  const fine = { id: "x", path: "elements/M2/cycleTime", relativeError: 0.1 };

  test.each([
    ["twice", [fine, fine], ["study/inputTwice /inputs/1/id"]],
    ["said in two ways", [{ ...fine, observations: 9 }], ["study/inputError /inputs/0"]],
    ["not said", [{ id: "x", path: "elements/M2/cycleTime" }], ["study/inputError /inputs/0"]],
    ["with a confidence of nothing", [{ ...fine, confidence: 0.9 }], ["study/inputError /inputs/0"]],
    [
      "a range the wrong way round",
      [{ id: "x", path: fine.path, factors: [1.1, 0.9] }],
      ["study/inputRange /inputs/0"],
    ],
    [
      "of more than all of it",
      [{ id: "x", path: fine.path, observations: 4, variation: 3 }],
      ["study/inputRange /inputs/0"],
    ],
    ["of nothing", [{ ...fine, path: "elements/M9/cycleTime" }], ["study/changeTarget /inputs/0/path"]],
    ["of a word", [{ ...fine, path: "elements/M2/kind" }], ["study/changeTimes /inputs/0/path"]],
    [
      "of what must be whole",
      [{ ...fine, path: "elements/B3/capacity" }],
      ["study/inputPlant /inputs/0/path"],
    ],
    ["none", [fine], []],
  ])("%s", (_, inputs, expected) => {
    expect(rules(...inputs)).toEqual(expected);
  });
});
