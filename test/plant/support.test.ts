import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RandomStream } from "../../src/base/random.ts";
import type { Distribution } from "../../src/plant/distribution.ts";
import { isAlwaysZero, support } from "../../src/plant/support.ts";
import { Sampler } from "../../src/sim/kernel/sampler.ts";

const positive = fc.double({ min: 0.01, max: 100, noNaN: true });
const pair = fc.tuple(positive, positive).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
const simple: fc.Arbitrary<Distribution> = fc.oneof(
  fc.double({ min: 0, max: 100, noNaN: true }).map((value) => ({ dist: "constant" as const, value })),
  pair.map(([min, max]) => ({ dist: "uniform" as const, min, max })),
  pair.map(([min, max]) => ({ dist: "triangular" as const, min, mode: (min + max) / 2, max })),
  fc
    .tuple(positive, pair)
    .map(([sd, [min, max]]) => ({ dist: "normal" as const, mean: (min + max) / 2, sd, min, max })),
  positive.map((mean) => ({ dist: "exponential" as const, mean })),
  fc.tuple(positive, positive).map(([shape, scale]) => ({ dist: "gamma" as const, shape, scale })),
  fc
    .tuple(positive, pair)
    .map(([a, [min, max]]) => ({ dist: "beta" as const, alpha: a, beta: a / 2, min, max })),
  fc.array(positive, { minLength: 1 }).map((values) => ({ dist: "empirical" as const, values })),
  fc
    .tuple(fc.double({ min: 0.01, max: 1, noNaN: true }), positive)
    .map(([p, step]) => ({ dist: "geometric" as const, p, step })),
);
const any: fc.Arbitrary<Distribution> = fc.oneof(
  simple,
  fc
    .array(simple, { minLength: 1, maxLength: 4 })
    .map((components) => ({ dist: "sum" as const, components })),
  fc
    .array(fc.tuple(fc.constantFrom(0, 1, 2), simple), { minLength: 1, maxLength: 4 })
    .filter((parts) => parts.some(([weight]) => weight > 0))
    .map((parts) => ({
      dist: "mixture" as const,
      weights: parts.map(([weight]) => weight),
      components: parts.map(([, component]) => component),
    })),
);

describe("the support of a distribution", () => {
  test("holds every draw of the engine, to the microsecond", () => {
    fc.assert(
      fc.property(any, fc.nat(), (distribution, seed) => {
        const [least, largest] = support(distribution);
        const sampler = new Sampler(distribution, RandomStream.keyed(seed, 0, "x", "y"));
        for (let i = 0; i < 100; i++) {
          const seconds = sampler.next() / 1e6;
          expect(seconds).toBeGreaterThanOrEqual(least - 1e-6);
          expect(seconds).toBeLessThanOrEqual(largest + 1e-6);
        }
      }),
    );
  });

  test.each<[Distribution, boolean]>([
    [{ dist: "constant", value: 0 }, true],
    [{ dist: "constant", value: 4.9e-7 }, true],
    [{ dist: "constant", value: 5e-7 }, false],
    [{ dist: "uniform", min: 0, max: 0 }, true],
    [{ dist: "normal", mean: 0, sd: 0 }, true],
    [{ dist: "normal", mean: 0, sd: 1 }, false],
    [{ dist: "geometric", p: 0.5, step: 0 }, true],
    [{ dist: "empirical", values: [0, 5], weights: [1, 0] }, true],
    [{ dist: "empirical", values: [0, 5], weights: [0, 0] }, false],
    [
      {
        dist: "mixture",
        weights: [0, 1],
        components: [
          { dist: "exponential", mean: 1 },
          { dist: "constant", value: 0 },
        ],
      },
      true,
    ],
    [
      {
        dist: "sum",
        components: [
          { dist: "constant", value: 0 },
          { dist: "exponential", mean: 1 },
        ],
      },
      false,
    ],
  ])("%j is always zero: %s", (distribution, zero) => {
    expect(isAlwaysZero(distribution)).toBe(zero);
  });
});
