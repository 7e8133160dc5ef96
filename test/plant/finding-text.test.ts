import { describe, expect, test } from "vitest";
import { allRules, findingText } from "../../src/plant/finding-text.ts";
import { makeFinding } from "../../src/plant/rule.ts";
import { readPlant } from "../../src/plant/read.ts";
import { edited } from "./example-plant.ts";

/** The places in texts where values go. */
function names(texts: readonly string[]): Set<string> {
  return new Set(Array.from(texts.join(" ").matchAll(/\{(\w+)\}/g), (match) => match[1] ?? ""));
}

describe("the texts of the rules", () => {
  test("ids are unique", () => {
    const ids = allRules().map(({ id }) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  test.each(allRules().map((rule) => [rule.id, rule] as const))(
    "%s names the same values in both languages",
    (_, rule) => {
      expect(names(rule.text.de)).toEqual(names(rule.text.en));
      expect(rule.text.de).not.toEqual(rule.text.en);
    },
  );
});

test("a finding can be shown in German, with its numbers written the German way", () => {
  const read = readPlant(edited(["/elements/1/speed", 500.5], ["/elements/3/capacity", {}]));
  const texts = read.ok ? [] : read.error.map((finding) => findingText(finding, "de"));
  expect(texts).toEqual([
    { message: "„speed“ ist 500,5, und das ist zu groß", remedy: "Geben Sie höchstens 100 m/s an" },
    { message: "„capacity“ ist ein Objekt", remedy: "Erwartet wird: eine ganze Zahl (Teile)" },
  ]);
});

test("a finding of a rule that is not known here keeps its English words", () => {
  const finding = makeFinding(
    { id: "later/rule", severity: "error", text: { en: ["m", "r"], de: ["M", "R"] } },
    [],
  );
  expect(findingText(finding, "de")).toEqual({ message: "m", remedy: "r" });
});
