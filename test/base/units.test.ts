import { describe, expect, test } from "vitest";
import { assert, defined } from "../../src/base/assert.ts";
import { err, ok } from "../../src/base/result.ts";
import { MAX_MICROS, parseDuration, toMicros, toSeconds } from "../../src/base/units.ts";

describe("microseconds", () => {
  test("K1: seconds become the nearest whole number of them, halves upward", () => {
    const cases: [number, number][] = [
      [0, 0],
      [1, 1_000_000],
      [0.1, 100_000],
      [1e-6, 1],
      [4e-7, 0],
      [5e-7, 1],
      [1.000_000_4, 1_000_000],
      [31_536_000, 31_536_000_000_000],
    ];
    for (const [seconds, micros] of cases) {
      expect(toMicros(seconds)).toBe(micros);
      expect(Object.is(toMicros(seconds), -0)).toBe(false);
    }
  });

  test("they come back as the same seconds", () => {
    for (let micros = 0; micros < 1e12; micros = micros * 3 + 7)
      expect(toMicros(toSeconds(micros))).toBe(micros);
    expect(toSeconds(MAX_MICROS)).toBeGreaterThan(285 * 365 * 86_400);
  });
});

describe("durations as text", () => {
  test.each([
    ["90s", 90],
    ["8h", 28_800],
    ["5d", 432_000],
    ["1.5d", 129_600],
    ["2h30m", 9000],
    ["2h 30min", 9000],
    ["1w", 604_800],
    ["250ms", 0.25],
    ["10us", 1e-5],
    ["45", 45],
    ["0", 0],
    [" 7.25 ", 7.25],
    ["1d12h", 129_600],
  ])("%s", (text, seconds) => {
    expect(parseDuration(text)).toBeCloseTo(seconds, 12);
  });

  test.each([
    "",
    " ",
    "h",
    "8 x",
    "-5s",
    "8h-",
    "1e3",
    "0x10",
    "five",
    "8hh",
    ".5h",
    "NaN",
    "Infinity",
    "1,5h",
    "8h 3",
    "9".repeat(400),
  ])("%j is none", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

describe("results and assertions", () => {
  test("carry a value or an error", () => {
    expect(ok(3)).toEqual({ ok: true, value: 3 });
    expect(err("no")).toEqual({ ok: false, error: "no" });
  });

  test("a broken promise of our own code throws, and names itself a bug", () => {
    expect(() => assert(false, "x")).toThrow("Taktwerk bug: x");
    expect(() => defined(undefined, "it")).toThrow("it is missing");
    expect(defined(0, "it")).toBe(0);
    expect(() => assert(true, "x")).not.toThrow();
  });
});
