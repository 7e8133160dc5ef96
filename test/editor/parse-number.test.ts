import { expect, test } from "vitest";
import { parseNumber } from "../../src/app/i18n/parse-number.ts";

test.each([
  ["12", "en", 12],
  ["-0.5", "en", -0.5],
  ["0,5", "en", 0.5],
  ["0.125", "de", 0.125],
  ["1,5", "de", 1.5],
  ["1.234", "de", 1234],
  ["1,234", "en", 1234],
  ["1.234,5", "de", 1234.5],
  ["1,234.5", "en", 1234.5],
  ["1,234.5", "de", 1234.5],
  ["12 000", "de", 12_000],
  ["1e3", "en", 1000],
  ["−3", "de", -3],
] as const)("%s in %s is %d", (text, language, value) => {
  expect(parseNumber(text, language)).toBe(value);
});

test.each(["", "many", "1.2.3", "1,2,3", "--1", "5 parts", "NaN", "Infinity", "."])(
  "%j is no number",
  (text) => {
    expect(parseNumber(text, "en")).toBeUndefined();
    expect(parseNumber(text, "de")).toBeUndefined();
  },
);

test("a duration may be typed in minutes, hours or days", () => {
  expect(parseNumber("1,5 min", "de", "s")).toBe(90);
  expect(parseNumber("2h", "en", "s")).toBe(7200);
  expect(parseNumber("1 d", "en", "s")).toBe(86_400);
  expect(parseNumber("3 m", "en", "m")).toBe(3);
  expect(parseNumber("3 min", "en", "m")).toBeUndefined();
});
