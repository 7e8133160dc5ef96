import { describe, expect, test } from "vitest";
import { CHECKS } from "../../src/plant/check/checks.ts";
import type { Finding } from "../../src/plant/finding.ts";
import { readPlant } from "../../src/plant/read.ts";
import {
  BALANCES,
  CREWS,
  FLOW,
  IDS_AND_REFERENCES,
  NUMBERS,
  STORAGES,
  TRAFFIC,
  TRANSPORT,
  WORKERS,
} from "./check-cases.ts";
import { CONVEYING } from "./check-conveying.ts";
import { MILK_RUNS } from "./check-milk-runs.ts";
import { MATERIAL } from "./check-material.ts";
import { edited } from "./example-plant.ts";
import { ACCOUNTS } from "./check-accounts.ts";
import { CONTROLS, EXPRESSIONS, ORDERS } from "./rule-cases.ts";

const CASES = [
  ...IDS_AND_REFERENCES,
  ...WORKERS,
  ...CREWS,
  ...FLOW,
  ...NUMBERS,
  ...BALANCES,
  ...EXPRESSIONS,
  ...ACCOUNTS,
  ...ORDERS,
  ...CONTROLS,
  ...TRANSPORT,
  ...MATERIAL,
  ...CONVEYING,
  ...TRAFFIC,
  ...STORAGES,
  ...MILK_RUNS,
];
function findings(text: string): readonly Finding[] {
  const read = readPlant(text);
  return read.ok ? read.value.warnings : read.error;
}

test("the example breaks no rule", () => {
  expect(findings(edited())).toEqual([]);
});

describe("a broken rule is found, a kept one is not", () => {
  test.each(CASES)("$rule $breaks", ({ rule, breaks, keeps, at }) => {
    const broken = findings(edited(...breaks)).filter((finding) => finding.rule === rule);
    expect(broken.length).toBeGreaterThan(0);
    expect(broken[0]?.line).toBeGreaterThan(0);
    expect(broken[0]?.message).not.toMatch(/\{\w+\}/);
    expect(broken[0]?.remedy).not.toMatch(/\{\w+\}/);
    if (at !== undefined) expect(broken.map(({ path }) => path)).toContain(at);
    const kept = findings(edited(...keeps)).map((finding) => finding.rule);
    expect(kept).not.toContain(rule);
    // A plant that its schema refuses would never come to the rule.
    expect(kept.filter((id) => /^(schema|text|version)\//.test(id))).toEqual([]);
  });

  test("every rule has a case", () => {
    const tried = new Set(CASES.map(({ rule }) => rule));
    const rules = CHECKS.flatMap(({ rules }) => rules.map(({ id }) => id));
    // Its case takes a plant of millions of steps; see read-limits.test.ts.
    expect(rules.filter((id) => !tried.has(id))).toEqual(["check/incomplete"]);
  });
});

test("all findings are told at once, errors first", () => {
  const found = findings(
    edited(
      ["/run/warmup", 20_000],
      ["/elements/4/calendar", "nightwatch"],
      ["/products/-", { id: "c" }],
      ["/elements/4/cycleTime", 0],
    ),
  );
  expect(found.map(({ rule, severity }) => [rule, severity])).toEqual([
    ["reference/dangling", "error"],
    ["time/warmup", "error"],
    ["product/unused", "warning"],
    ["time/zeroCycle", "warning"],
  ]);
});
