import { describe, expect, test } from "vitest";
import { BALANCE_RULES } from "../../src/balance/balance-rules.ts";
import { CLEARANCE_RULES } from "../../src/plant/clearance.ts";
import { CHECKS } from "../../src/plant/check/checks.ts";
import { CLASS_RULES } from "../../src/plant/expand-classes.ts";
import { findingText, RULE_TEXTS } from "../../src/plant/finding-text.ts";
import { IMPORT_RULES } from "../../src/plant/import/import-rules.ts";
import { makeFinding } from "../../src/plant/rule.ts";
import { readPlant } from "../../src/plant/read.ts";
import { SCHEMA_RULES } from "../../src/plant/schema-rules.ts";
import { TASK_TABLE_RULES } from "../../src/plant/balance/read-tasks.ts";
import { TEXT_RULES } from "../../src/plant/text-rules.ts";
import { edited } from "./example-plant.ts";

/** The places in texts where values go. */
function names(texts: readonly string[]): Set<string> {
  return new Set(Array.from(texts.join(" ").matchAll(/\{(\w+)\}/g), (match) => match[1] ?? ""));
}

/** All rules that a plant file, a line to balance or a table of tasks can break. */
const RULES = [
  ...TEXT_RULES,
  ...CLASS_RULES,
  ...SCHEMA_RULES,
  ...TASK_TABLE_RULES,
  ...CHECKS.flatMap(({ rules }) => rules),
  ...CLEARANCE_RULES,
  ...IMPORT_RULES,
  ...BALANCE_RULES,
  // Conditions of a run are read by the same rules as expressions of a plant, with one more.
  { id: "expression/state" },
].map(({ id }) => id);

describe("the texts of the rules", () => {
  test("are there for every rule, and for nothing else", () => {
    expect(new Set(RULES).size).toBe(RULES.length);
    expect(Object.keys(RULE_TEXTS.en).sort()).toEqual([...RULES].sort());
    expect(Object.keys(RULE_TEXTS.de).sort()).toEqual([...RULES].sort());
  });

  test.each(RULES)("%s names the same values in both languages", (id) => {
    const [en = [], de = []] = [RULE_TEXTS.en[id], RULE_TEXTS.de[id]];
    expect(names(de)).toEqual(names(en));
    expect(de).not.toEqual(en);
  });
});

test("a finding can be shown in German, with its numbers written the German way", () => {
  const read = readPlant(edited(["/elements/1/speed", 500.5], ["/elements/3/capacity", {}]));
  const findings = read.ok ? [] : read.error;
  const texts = findings.map((finding) => {
    const { message, remedy } = findingText(finding, "de");
    return { message, remedy };
  });
  expect(texts).toEqual([
    { message: "„speed“ ist 500,5, und das ist zu groß", remedy: "Geben Sie höchstens 100 m/s an" },
    { message: "„capacity“ ist ein Objekt", remedy: "Erwartet wird: eine ganze Zahl (Teile)" },
  ]);
});

test("a finding of a rule that is not known here is called by the rule's name", () => {
  const finding = makeFinding({ id: "later/rule", severity: "error" }, []);
  expect(findingText(finding, "de")).toEqual({ ...finding, message: "later/rule", remedy: "" });
});
