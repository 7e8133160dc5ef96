import { expect, test } from "vitest";
import type { Distribution } from "../../src/plant/distribution.ts";
import { alterPlant } from "../../src/node/emulator-changes.ts";
import { stretched } from "../../src/plant/stretch.ts";
import { testPlant } from "./test-plant.ts";

test("the same seed alters a plant alike, and the file's plant stays as it is", () => {
  const plant = testPlant();
  const before = JSON.stringify(plant);
  expect(alterPlant(plant, 7)).toEqual(alterPlant(plant, 7));
  expect(JSON.stringify(plant)).toBe(before);
});

test("one station is 6 % slower, one failure mode comes sooner, nothing else differs", () => {
  const plant = testPlant();
  const slow = new Set<string>();
  for (let seed = 0; seed < 20; seed++) {
    const altered = alterPlant(plant, seed);
    expect(altered.changes).toHaveLength(2);
    const stations = altered.plant.elements.filter((element) => element.kind === "station");
    const means = stations.map(({ id, cycleTime }) => {
      const mean = typeof cycleTime === "object" && "mean" in cycleTime ? cycleTime.mean : Number.NaN;
      if (mean !== 1) slow.add(id);
      return mean;
    });
    expect(means.toSorted((a, b) => a - b)).toEqual([1, 1.06]);
    expect(stations[0]?.failures).toMatchObject([
      { id: "blade", timeToFailure: { dist: "constant", value: 140 }, timeToRepair: 20 },
    ]);
    const others = altered.plant.elements.filter(({ kind }) => kind !== "station");
    expect(others).toEqual(plant.elements.filter(({ kind }) => kind !== "station"));
  }
  expect(slow).toEqual(new Set(["saw", "lathe"]));
});

test("a plant without stations and failures is not altered", () => {
  const plant = testPlant();
  const bare = { ...plant, elements: plant.elements.filter(({ kind }) => kind !== "station") };
  expect(alterPlant(bare, 1)).toEqual({ plant: bare, changes: [] });
});

test.each<[Distribution, Distribution]>([
  [
    { dist: "constant", value: 3 },
    { dist: "constant", value: 6 },
  ],
  [
    { dist: "uniform", min: 1, max: 2 },
    { dist: "uniform", min: 2, max: 4 },
  ],
  [
    { dist: "triangular", min: 1, mode: 2, max: 3 },
    { dist: "triangular", min: 2, mode: 4, max: 6 },
  ],
  [
    { dist: "normal", mean: 5, sd: 1, min: 1 },
    { dist: "normal", mean: 10, sd: 2, min: 2 },
  ],
  [
    { dist: "lognormal", mean: 5, sd: 1 },
    { dist: "lognormal", mean: 10, sd: 2 },
  ],
  [
    { dist: "exponential", mean: 5 },
    { dist: "exponential", mean: 10 },
  ],
  [
    { dist: "erlang", k: 3, mean: 5 },
    { dist: "erlang", k: 3, mean: 10 },
  ],
  [
    { dist: "gamma", shape: 2, scale: 3 },
    { dist: "gamma", shape: 2, scale: 6 },
  ],
  [
    { dist: "weibull", shape: 2, scale: 3 },
    { dist: "weibull", shape: 2, scale: 6 },
  ],
  [
    { dist: "beta", alpha: 2, beta: 3, min: 1, max: 2 },
    { dist: "beta", alpha: 2, beta: 3, min: 2, max: 4 },
  ],
  [
    { dist: "empirical", values: [1, 2] },
    { dist: "empirical", values: [2, 4] },
  ],
  [
    { dist: "geometric", p: 0.5, step: 1 },
    { dist: "geometric", p: 0.5, step: 2 },
  ],
  [
    {
      dist: "mixture",
      weights: [1, 2],
      components: [
        { dist: "exponential", mean: 1 },
        { dist: "constant", value: 2 },
      ],
    },
    {
      dist: "mixture",
      weights: [1, 2],
      components: [
        { dist: "exponential", mean: 2 },
        { dist: "constant", value: 4 },
      ],
    },
  ],
  [
    { dist: "sum", components: [{ dist: "constant", value: 1 }] },
    { dist: "sum", components: [{ dist: "constant", value: 2 }] },
  ],
])("%j stretched by two", (before, after) => {
  expect(stretched(before, 2)).toEqual(after);
});

test("a number of seconds is stretched too", () => {
  expect(stretched(5, 1.06)).toBeCloseTo(5.3, 12);
});
