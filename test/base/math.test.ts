import { describe, expect, test } from "vitest";
import { exp, log, power, turn } from "../../src/base/math.ts";
import { RandomStream } from "../../src/base/random.ts";

/** Distance in units in the last place: doubles of one sign are ordered like their bit patterns. */
function ulps(a: number, b: number): number {
  const bits = (x: number): bigint => {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, x);
    const raw = view.getBigInt64(0);
    return raw < 0n ? -(raw & 0x7fff_ffff_ffff_ffffn) : raw;
  };
  const distance = bits(a) - bits(b);
  return Number(distance < 0n ? -distance : distance);
}

function worst(
  own: (x: number) => number,
  reference: (x: number) => number,
  arguments_: Iterable<number>,
): number {
  let most = 0;
  for (const x of arguments_) most = Math.max(most, ulps(own(x), reference(x)));
  return most;
}

/** Numbers spread over exponents of two, and around 1 where a logarithm is delicate. */
function* spread(count: number, from: number, to: number): Generator<number, void, void> {
  const stream = RandomStream.keyed(1, 0, "spread", "test");
  for (let i = 0; i < count; i++) yield 2 ** (from + (to - from) * stream.nextUniform());
}

describe("deterministic functions, within 2 units in the last place of the platform's", () => {
  test("log over all normal and subnormal magnitudes", () => {
    expect(worst(log, Math.log, spread(100_000, -1074, 1023.99))).toBeLessThanOrEqual(2);
  });

  test("log near 1", () => {
    const near = Array.from({ length: 50_000 }, (_, i) => 1 + (i - 25_000) * 1e-6);
    expect(worst(log, Math.log, near)).toBeLessThanOrEqual(2);
    const closest = Array.from({ length: 200 }, (_, i) => 1 + (i - 100) * Number.EPSILON);
    expect(worst(log, Math.log, closest)).toBeLessThanOrEqual(2);
  });

  test("exp over its whole range of normal results", () => {
    const arguments_ = Array.from({ length: 100_000 }, (_, i) => -708 + i * 0.014_177);
    expect(worst(exp, Math.exp, arguments_)).toBeLessThanOrEqual(2);
    expect(
      worst(
        exp,
        Math.exp,
        Array.from({ length: 10_000 }, (_, i) => (i - 5000) * 1e-8),
      ),
    ).toBeLessThanOrEqual(2);
  });

  test("exp of very small results is close, and ends in zero and infinity", () => {
    for (const x of [-709, -720, -740, -745])
      expect(Math.abs(exp(x) - Math.exp(x))).toBeLessThanOrEqual(2 * Number.MIN_VALUE);
    expect(exp(-746)).toBe(0);
    expect(exp(-Infinity)).toBe(0);
    expect(exp(710)).toBe(Infinity);
    expect(exp(Infinity)).toBe(Infinity);
    expect(exp(0)).toBe(1);
    expect(exp(Number.NaN)).toBeNaN();
    expect(exp(709.78)).toBeLessThan(Infinity);
  });

  test("log of what has none", () => {
    expect(log(0)).toBe(-Infinity);
    expect(log(-0)).toBe(-Infinity);
    expect(log(-1)).toBeNaN();
    expect(log(Number.NaN)).toBeNaN();
    expect(log(Infinity)).toBe(Infinity);
    expect(log(1)).toBe(0);
  });

  test("power, to a relative error of 1e-13 for results that a distribution meets", () => {
    for (const base of spread(20_000, -40, 40)) {
      for (const exponent of [0.1, 0.5, 1, 1.43, -0.7, 3]) {
        expect(Math.abs(power(base, exponent) / base ** exponent - 1)).toBeLessThan(1e-13);
      }
    }
    expect(power(0, 0)).toBe(1);
    expect(power(0, 2)).toBe(0);
    expect(power(0, -1)).toBe(Infinity);
    expect(power(5, 0)).toBe(1);
  });

  test("turn, exact at right angles, else to 1e-15", () => {
    expect(turn(0)).toEqual([1, 0]);
    expect(turn(90).map((value) => value + 0)).toEqual([0, 1]);
    expect(turn(180).map((value) => value + 0)).toEqual([-1, 0]);
    expect(turn(-90).map((value) => value + 0)).toEqual([0, -1]);
    expect(turn(360).map((value) => value + 0)).toEqual([1, 0]);
    for (let degrees = -180; degrees <= 180; degrees += 0.37) {
      const [cosine, sine] = turn(degrees);
      expect(Math.abs(cosine - Math.cos((degrees * Math.PI) / 180))).toBeLessThan(1e-15);
      expect(Math.abs(sine - Math.sin((degrees * Math.PI) / 180))).toBeLessThan(1e-15);
    }
  });
});
