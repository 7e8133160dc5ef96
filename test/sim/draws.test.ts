import { describe, expect, test, vi } from "vitest";
import { RandomStream } from "../../src/base/random.ts";
import type { Distribution } from "../../src/plant/distribution.ts";
import { Sampler } from "../../src/sim/kernel/sampler.ts";
import { variatesOf } from "../../src/sim/kernel/variates.ts";
import { betaCdf, logGamma, lowerGamma, normalCdf, normalDensity } from "./distribution-functions.ts";

const NIGHTLY = process.env["TAKTWERK_NIGHTLY"] === "1";
if (NIGHTLY) vi.setConfig({ testTimeout: 3_600_000 });
const N = NIGHTLY ? 1_000_000 : 60_000;

/** What a distribution should be: moments and distribution function in seconds, or the probability of each value. */
interface Expected {
  readonly mean: number;
  readonly variance: number;
  readonly support: readonly [number, number];
  readonly cdf?: (x: number) => number;
  readonly weights?: ReadonlyMap<number, number>;
}

const gammaOf = (x: number): number => Math.exp(logGamma(x));

function exponential(mean: number): Expected {
  return { mean, variance: mean * mean, support: [0, Infinity], cdf: (x) => 1 - Math.exp(-x / mean) };
}

function gamma(shape: number, scale: number): Expected {
  return {
    mean: shape * scale,
    variance: shape * scale * scale,
    support: [0, Infinity],
    cdf: (x) => lowerGamma(shape, x / scale),
  };
}

function weibull(shape: number, scale: number): Expected {
  const first = gammaOf(1 + 1 / shape);
  return {
    mean: scale * first,
    variance: scale * scale * (gammaOf(1 + 2 / shape) - first * first),
    support: [0, Infinity],
    cdf: (x) => 1 - Math.exp(-((x / scale) ** shape)),
  };
}

function normal(mean: number, sd: number, min = 0, max = Infinity): Expected {
  const a = (min - mean) / sd;
  const b = (max - mean) / sd;
  const mass = normalCdf(b) - normalCdf(a);
  const shift = (normalDensity(a) - normalDensity(b)) / mass;
  const edge = (z: number): number => (Number.isFinite(z) ? z * normalDensity(z) : 0);
  return {
    mean: mean + sd * shift,
    variance: sd * sd * (1 + (edge(a) - edge(b)) / mass - shift * shift),
    support: [min, max],
    cdf: (x) => (normalCdf((x - mean) / sd) - normalCdf(a)) / mass,
  };
}

function lognormal(mean: number, sd: number): Expected {
  const variance = Math.log(1 + (sd / mean) ** 2);
  const location = Math.log(mean) - variance / 2;
  return {
    mean,
    variance: sd * sd,
    support: [0, Infinity],
    cdf: (x) => (x <= 0 ? 0 : normalCdf((Math.log(x) - location) / Math.sqrt(variance))),
  };
}

function triangular(min: number, mode: number, max: number): Expected {
  return {
    mean: (min + mode + max) / 3,
    variance: (min * min + mode * mode + max * max - min * mode - min * max - mode * max) / 18,
    support: [min, max],
    cdf: (x) =>
      x < mode
        ? (x - min) ** 2 / ((max - min) * (mode - min))
        : 1 - (max - x) ** 2 / ((max - min) * (max - mode)),
  };
}

function beta(a: number, b: number, min: number, max: number): Expected {
  return {
    mean: min + ((max - min) * a) / (a + b),
    variance: ((max - min) ** 2 * a * b) / ((a + b) ** 2 * (a + b + 1)),
    support: [min, max],
    cdf: (x) => betaCdf(a, b, (x - min) / (max - min)),
  };
}

function discrete(weights: ReadonlyMap<number, number>): Expected {
  const entries = [...weights];
  const mean = entries.reduce((sum, [value, p]) => sum + p * value, 0);
  return {
    mean,
    variance: entries.reduce((sum, [value, p]) => sum + p * (value - mean) ** 2, 0),
    support: [Math.min(...weights.keys()), Infinity],
    weights,
  };
}

const CASES: readonly [distribution: Distribution, expected: Expected][] = [
  [
    { dist: "uniform", min: 2, max: 7 },
    { mean: 4.5, variance: 25 / 12, support: [2, 7], cdf: (x) => (x - 2) / 5 },
  ],
  [{ dist: "triangular", min: 1, mode: 2, max: 6 }, triangular(1, 2, 6)],
  [{ dist: "triangular", min: 0, mode: 5, max: 5 }, triangular(0, 5, 5)],
  [{ dist: "triangular", min: 3, mode: 3, max: 9 }, triangular(3, 3, 9)],
  [{ dist: "normal", mean: 10, sd: 2 }, normal(10, 2)],
  [{ dist: "normal", mean: 1, sd: 2 }, normal(1, 2)],
  [{ dist: "normal", mean: 0, sd: 1 }, normal(0, 1)],
  [{ dist: "normal", mean: 5, sd: 1, min: 8 }, normal(5, 1, 8)],
  [{ dist: "normal", mean: 10, sd: 1, max: 7 }, normal(10, 1, 0, 7)],
  [{ dist: "normal", mean: 5, sd: 2, min: 4.5, max: 6 }, normal(5, 2, 4.5, 6)],
  [{ dist: "normal", mean: 5, sd: 1, min: 8, max: 8.1 }, normal(5, 1, 8, 8.1)],
  [{ dist: "normal", mean: 5, sd: 10, min: 0, max: 20 }, normal(5, 10, 0, 20)],
  [{ dist: "lognormal", mean: 10, sd: 15 }, lognormal(10, 15)],
  [{ dist: "lognormal", mean: 10, sd: 0.1 }, lognormal(10, 0.1)],
  [{ dist: "exponential", mean: 3 }, exponential(3)],
  [{ dist: "erlang", k: 1, mean: 6 }, exponential(6)],
  [{ dist: "erlang", k: 7, mean: 6 }, gamma(7, 6 / 7)],
  [{ dist: "gamma", shape: 0.5, scale: 4 }, gamma(0.5, 4)],
  [{ dist: "gamma", shape: 1, scale: 4 }, gamma(1, 4)],
  [{ dist: "gamma", shape: 2.5, scale: 3 }, gamma(2.5, 3)],
  [{ dist: "gamma", shape: 80, scale: 0.25 }, gamma(80, 0.25)],
  [{ dist: "weibull", shape: 0.7, scale: 10 }, weibull(0.7, 10)],
  [{ dist: "weibull", shape: 3, scale: 10 }, weibull(3, 10)],
  [{ dist: "beta", alpha: 2, beta: 5, min: 1, max: 11 }, beta(2, 5, 1, 11)],
  [{ dist: "beta", alpha: 0.5, beta: 0.5, min: 0, max: 100 }, beta(0.5, 0.5, 0, 100)],
  [{ dist: "beta", alpha: 1, beta: 1, min: 3, max: 4 }, beta(1, 1, 3, 4)],
  [
    { dist: "empirical", values: [1, 2, 5, 5, 9], weights: [1, 2, 0.5, 1.5, 0] },
    discrete(
      new Map([
        [1, 0.2],
        [2, 0.4],
        [5, 0.4],
      ]),
    ),
  ],
  [
    { dist: "empirical", values: [3, 3, 7] },
    discrete(
      new Map([
        [3, 2 / 3],
        [7, 1 / 3],
      ]),
    ),
  ],
  [
    { dist: "geometric", p: 0.3, step: 2 },
    discrete(new Map(Array.from({ length: 60 }, (_, n) => [2 * (n + 1), 0.3 * 0.7 ** n] as const))),
  ],
  [
    { dist: "geometric", p: 0.9, step: 0.5 },
    discrete(new Map(Array.from({ length: 20 }, (_, n) => [0.5 * (n + 1), 0.9 * 0.1 ** n] as const))),
  ],
  [
    {
      dist: "mixture",
      weights: [3, 7],
      components: [
        { dist: "exponential", mean: 1 },
        { dist: "exponential", mean: 10 },
      ],
    },
    {
      mean: 7.3,
      variance: 0.3 * 2 + 0.7 * 200 - 7.3 * 7.3,
      support: [0, Infinity],
      cdf: (x) => 1 - 0.3 * Math.exp(-x) - 0.7 * Math.exp(-x / 10),
    },
  ],
  [
    {
      dist: "sum",
      components: [
        { dist: "uniform", min: 0, max: 1 },
        { dist: "uniform", min: 2, max: 3 },
      ],
    },
    triangular(2, 3, 4),
  ],
  [
    {
      dist: "sum",
      components: [
        { dist: "constant", value: 2 },
        { dist: "exponential", mean: 5 },
      ],
    },
    { mean: 7, variance: 25, support: [2, Infinity], cdf: (x) => 1 - Math.exp(-(x - 2) / 5) },
  ],
];

function sample(distribution: Distribution, n: number, purpose = "draws"): Float64Array {
  const sampler = new Sampler(
    distribution,
    RandomStream.keyed(2026, 0, JSON.stringify(distribution), purpose),
  );
  return Float64Array.from({ length: n }, () => sampler.next() / 1e6);
}

/** Two-sided quantile of the normal distribution at a significance of 1e-4. */
const QUANTILE = 3.8906;
/** Kolmogorov's limiting distribution at a significance of 0.001. */
const KOLMOGOROV = 1.9495;

function kolmogorovSmirnov(values: Float64Array, cdf: (x: number) => number): number {
  const sorted = values.toSorted();
  const n = sorted.length;
  let distance = 0;
  sorted.forEach((x, i) => {
    const p = cdf(x);
    distance = Math.max(distance, p - i / n, (i + 1) / n - p);
  });
  return distance * Math.sqrt(n);
}

/** The p-value of the chi-square test; cells of less than 10 expected are pooled. */
function chiSquare(values: Float64Array, weights: ReadonlyMap<number, number>): number {
  const micros = (seconds: number): number => Math.round(seconds * 1e6);
  const counts = new Map(Array.from(weights.keys(), (value) => [micros(value), 0]));
  for (const value of values) counts.set(micros(value), (counts.get(micros(value)) ?? Number.NaN) + 1);
  // A value that is not possible would have made a count that is no number.
  expect([...counts.values()].every((count) => !Number.isNaN(count))).toBe(true);
  const cells: [observed: number, expected: number][] = [];
  let pooled: [number, number] = [0, 0];
  for (const [value, p] of weights) {
    pooled = [pooled[0] + (counts.get(micros(value)) ?? 0), pooled[1] + p * values.length];
    if (pooled[1] >= 10) {
      cells.push(pooled);
      pooled = [0, 0];
    }
  }
  const last = cells.at(-1);
  if (last !== undefined) cells[cells.length - 1] = [last[0] + pooled[0], last[1] + pooled[1]];
  const statistic = cells.reduce((sum, [observed, e]) => sum + (observed - e) ** 2 / e, 0);
  return 1 - lowerGamma((cells.length - 1) / 2, statistic / 2);
}

describe("distributions", () => {
  test.each(
    CASES.map(([distribution, expected]) => [JSON.stringify(distribution), distribution, expected] as const),
  )(
    "D1: mean and variance (normal limits, significance 1e-4 each), support and shape (Kolmogorov-Smirnov or chi-square, 0.001) of %s",
    (_name, distribution, { mean, variance, support, cdf, weights }) => {
      const values = sample(distribution, N);
      const average = values.reduce((sum, x) => sum + x, 0) / N;
      expect(Math.abs(average - mean)).toBeLessThan(QUANTILE * Math.sqrt(variance / N));
      const second = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / N;
      const fourth = values.reduce((sum, x) => sum + (x - mean) ** 4, 0) / N;
      expect(Math.abs(second - variance)).toBeLessThan(QUANTILE * Math.sqrt((fourth - second * second) / N));
      expect(values.reduce((least, x) => Math.min(least, x))).toBeGreaterThanOrEqual(support[0] - 5e-7);
      expect(values.reduce((most, x) => Math.max(most, x))).toBeLessThanOrEqual(support[1] + 5e-7);
      if (cdf !== undefined) expect(kolmogorovSmirnov(values, cdf)).toBeLessThan(KOLMOGOROV);
      if (weights !== undefined) expect(chiSquare(values, weights)).toBeGreaterThan(0.001);
    },
  );

  test("D1: what does not vary: constant, spread zero, a single value", () => {
    const cases: [Distribution, number][] = [
      [{ dist: "constant", value: 4.2 }, 4.2],
      [{ dist: "uniform", min: 3, max: 3 }, 3],
      [{ dist: "triangular", min: 3, mode: 3, max: 3 }, 3],
      [{ dist: "normal", mean: 6, sd: 0 }, 6],
      [{ dist: "lognormal", mean: 6, sd: 0 }, 6],
      [{ dist: "beta", alpha: 2, beta: 3, min: 5, max: 5 }, 5],
      [{ dist: "empirical", values: [8] }, 8],
      [{ dist: "geometric", p: 1, step: 7 }, 7],
    ];
    for (const [distribution, value] of cases) {
      expect([...new Set(sample(distribution, 100))], `all draws of ${distribution.dist}`).toEqual([value]);
    }
  });

  test("D1: the limits of the normal distribution in the far tail are kept", () => {
    for (const x of sample({ dist: "normal", mean: 0, sd: 1, min: 12 }, 5000))
      expect(x).toBeGreaterThanOrEqual(12);
    for (const x of sample({ dist: "normal", mean: 100, sd: 1, min: 0, max: 60 }, 5000))
      expect(x).toBeLessThanOrEqual(60);
  });

  test("D1: the correlation of neighbouring draws is that of independent ones (significance 1e-4)", () => {
    for (const distribution of [
      { dist: "exponential", mean: 1 },
      { dist: "uniform", min: 0, max: 1 },
    ] as const) {
      const values = sample(distribution, N, "neighbours");
      const mean = values.reduce((sum, x) => sum + x, 0) / N;
      let product = 0;
      let square = 0;
      values.forEach((x, i) => {
        square += (x - mean) ** 2;
        if (i > 0) product += (x - mean) * ((values[i - 1] ?? 0) - mean);
      });
      expect(Math.abs(product / square)).toBeLessThan(QUANTILE / Math.sqrt(N));
    }
  });
});

describe("batches", () => {
  test.each(CASES.map(([distribution]) => [JSON.stringify(distribution), distribution] as const))(
    "D2: one at a time, in batches of any sizes, or all at once, %s gives the same values",
    (_name, distribution) => {
      const stream = (): RandomStream => RandomStream.keyed(7, 3, "object", "purpose");
      const whole = Array<number>(500).fill(0);
      variatesOf(distribution).fill(stream(), whole, 0, whole.length);
      for (const sizes of [[1], [3, 1, 8], [256], [7, 64]]) {
        const { fill } = variatesOf(distribution);
        const source = stream();
        const values: number[] = [];
        for (let i = 0; values.length < 500; i++) {
          const size = Math.min(sizes[i % sizes.length] as number, 500 - values.length);
          const batch = Array<number>(size).fill(0);
          fill(source, batch, 0, size);
          values.push(...batch);
        }
        expect(values).toEqual(whole);
      }
    },
  );

  test("D2, K8: a sampler that is saved and restored anywhere goes on with the same values, and looking ahead takes none", () => {
    const distribution: Distribution = { dist: "lognormal", mean: 5, sd: 4 };
    const make = (): Sampler => new Sampler(distribution, RandomStream.keyed(1, 0, "a", "b"));
    const plain = make();
    const values = Array.from({ length: 1500 }, () => plain.next());
    let sampler = make();
    values.forEach((value, i) => {
      if (i % 37 === 0) {
        const state = JSON.parse(JSON.stringify(sampler.save())) as ReturnType<Sampler["save"]>;
        sampler = make();
        sampler.restore(state);
      }
      if (i % 5 === 0) expect(sampler.peek()).toBe(value);
      expect(sampler.next()).toBe(value);
    });
  });
});

describe("scenarios that differ in parameters stay synchronised", () => {
  const COUNT = 20_000;
  const draws = (distribution: Distribution): number[] => {
    const sampler = new Sampler(distribution, RandomStream.keyed(7, 0, "M", "repair"));
    return Array.from({ length: COUNT }, () => sampler.next() / 1e6);
  };

  test.each([
    [
      { dist: "exponential", mean: 10 },
      { dist: "exponential", mean: 8 },
    ],
    [
      { dist: "erlang", k: 3, mean: 10 },
      { dist: "erlang", k: 3, mean: 8 },
    ],
    [
      { dist: "gamma", shape: 1.5, scale: 10 },
      { dist: "gamma", shape: 1.5, scale: 8 },
    ],
    [
      { dist: "weibull", shape: 1.5, scale: 10 },
      { dist: "weibull", shape: 1.5, scale: 8 },
    ],
    [
      { dist: "normal", mean: 10, sd: 10 },
      { dist: "normal", mean: 8, sd: 8 },
    ],
    [
      { dist: "lognormal", mean: 10, sd: 10 },
      { dist: "lognormal", mean: 8, sd: 8 },
    ],
  ] as const)("D3: a fifth shorter, draw by draw: %o", (as, shorter) => {
    const scaled = draws(shorter);
    const off = draws(as).map((time, i) => Math.abs(0.8 * time - (scaled[i] ?? Number.NaN)));
    expect(Math.max(...off)).toBeLessThanOrEqual(1.5e-6);
  });

  // An attempt z is taken by both from −1 on and rejected by both below −1.25; in between the two differ, once.
  test("D3: a normal time cut off at 0, with another mean: the share of equal draws is Φ(1)/Φ(1.25)", () => {
    const shifted = draws({ dist: "normal", mean: 8, sd: 8 });
    const equal = draws({ dist: "normal", mean: 10, sd: 8 }).filter(
      (time, i) => Math.abs(time - 2 - (shifted[i] ?? Number.NaN)) < 5e-6,
    ).length;
    const share = normalCdf(1) / normalCdf(1.25);
    const error = Math.sqrt((share * (1 - share)) / COUNT);
    expect(Math.abs(equal / COUNT - share)).toBeLessThan(QUANTILE * error);
  });

  test("D3: a lognormal time with another mean: the same normal variates", () => {
    const normals = (mean: number, sd: number): number[] => {
      const variance = Math.log(1 + (sd / mean) ** 2);
      return draws({ dist: "lognormal", mean, sd }).map(
        (time) => (Math.log(time) - Math.log(mean) + variance / 2) / Math.sqrt(variance),
      );
    };
    const other = normals(8, 15);
    const off = normals(10, 15).map((z, i) => Math.abs(z - (other[i] ?? Number.NaN)));
    expect(Math.max(...off)).toBeLessThan(1e-3);
  });
});
