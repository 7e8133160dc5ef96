import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/plant/finding.ts";
import { readPlant } from "../../src/plant/read.ts";
import { edited, type Edit, examplePlant } from "./example-plant.ts";

function findings(text: string): readonly Finding[] {
  const read = readPlant(text);
  return read.ok ? read.value.warnings : read.error;
}

function rules(text: string): string[] {
  return findings(text).map(({ rule }) => rule);
}

describe("text that is no JSON", () => {
  test.each(
    [
      ["", "text/empty"],
      [" \n\t", "text/empty"],
      ["\uFEFF", "text/empty"],
      ["{", "text/syntax"],
      ["nonsense", "text/syntax"],
      ['{"a": NaN}', "text/syntax"],
      ['{"a": 01}', "text/syntax"],
      ["{'a': 1}", "text/syntax"],
      ['{"a": 1} {"b": 2}', "text/syntax"],
      ['{"a": "tab\there"}', "text/syntax"],
      ['{"a": "\\x41"}', "text/syntax"],
      ["\u0000\u0001", "text/syntax"],
      ['{"a": [1, 2,]}', "text/trailingComma"],
      ['{"a": 1,\n}', "text/trailingComma"],
      ['{"a": 1 // one\n}', "text/comment"],
      ['{"a": 1 /* one */}', "text/comment"],
      ["[1, 2]", "text/notAnObject"],
      ["null", "text/notAnObject"],
      ["1e999", "text/notAnObject"],
      ['"text"', "text/notAnObject"],
      ["[".repeat(1_000_000), "text/tooDeep"],
      [`${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`, "text/tooDeep"],
      [`"${'\\"'.repeat(10)}${"[".repeat(200_000)}`, "text/syntax"],
    ].map(([text = "", rule = ""]) => [JSON.stringify(text).slice(0, 40), rule, text] as const),
  )("%s breaks %s", (_, rule, text) => {
    expect(rules(text)).toContain(rule);
    expect(findings(text).every(({ severity, line }) => severity === "error" && (line ?? 0) > 0)).toBe(true);
  });

  test("tells the line, whatever the line ends are", () => {
    expect(findings('{\n"a": 1,\n"b": oops\n}')[0]).toMatchObject({ rule: "text/syntax", line: 3 });
    expect(findings('{\r\n"a": 1,\r\n"b": oops\r\n}')[0]).toMatchObject({ line: 3 });
  });

  test("tells the line where nesting becomes too deep", () => {
    expect(findings(`{"a":\n${"[\n".repeat(100)}`)[0]).toMatchObject({ rule: "text/tooDeep", line: 65 });
  });

  test("a byte order mark is skipped", () => {
    expect(findings(`\uFEFF${edited()}`)).toEqual([]);
  });
});

describe("member names", () => {
  test("given twice are found with path and line, escapes or not", () => {
    const text = edited(["/name", "X"]).replace('"name": "X"', '"name": "X",\n "n\\u0061me": "Y"');
    expect(findings(text)).toMatchObject([{ rule: "text/duplicateKey", path: "/name", line: 6 }]);
    expect(readPlant(text).ok).toBe(false);
  });

  test("given twice in different objects are fine", () => {
    expect(rules('{"a": {"x": 1}, "b": {"x": 1}, "c": [{"x": 1}, {"x": 2}]}')).toEqual(["version/format"]);
  });

  test("like __proto__ are refused and change no prototype", () => {
    const text = edited().replace('"name": "Example"', '"name": "Example", "__proto__": {"polluted": true}');
    expect(rules(text)).toContain("text/unsafeKey");
    expect("polluted" in {}).toBe(false);
  });
});

describe("the version", () => {
  test.each<[unknown, string]>([
    [undefined, "version/missing"],
    [0, "version/invalid"],
    ["1", "version/invalid"],
    [1.5, "version/invalid"],
    [null, "version/invalid"],
    [2, "version/newer"],
    [1e300, "version/invalid"],
  ])("%j breaks %s", (version, rule) => {
    expect(rules(edited(["/version", version]))).toEqual([rule]);
  });

  test("of another format is not looked at", () => {
    expect(rules(edited(["/format", "gltf"], ["/version", 99]))).toEqual(["version/format"]);
    expect(rules("{}")).toEqual(["version/format"]);
  });
});

const SCHEMA_CASES: readonly (readonly [Edit, Partial<Finding>])[] = [
  [
    ["/elements/1/sped", 1],
    { rule: "schema/misspeltKey", path: "/elements/1/sped", remedy: "Did you mean “speed”?" },
  ],
  [["/elements/1/colour", 1], { rule: "schema/unknownKey", path: "/elements/1/colour" }],
  [
    ["/elements/1/speed", undefined],
    { rule: "schema/missing", path: "/elements/1", remedy: "Add “speed”: a number (m/s)" },
  ],
  [
    ["/elements/1/speed", "fast"],
    { rule: "schema/type", path: "/elements/1/speed", remedy: "Give a number (m/s)" },
  ],
  [["/elements/1/speed", null], { rule: "schema/type", path: "/elements/1/speed" }],
  [["/elements/1/speed", 0], { rule: "schema/notAbove", remedy: "Give a value above 0 m/s" }],
  [["/elements/1/speed", 500], { rule: "schema/tooLarge", remedy: "Give a value of at most 100 m/s" }],
  [["/run/warmup", -1], { rule: "schema/tooSmall", remedy: "Give a value of at least 0 s" }],
  [["/elements/1/pitch", { dist: "constant" }], { rule: "schema/type", message: "“pitch” is an object" }],
  [["/elements/3/capacity", 1.5], { rule: "schema/type", remedy: "Give a whole number (parts)" }],
  [
    ["/elements/4/kind", "statoin"],
    {
      rule: "schema/choice",
      path: "/elements/4/kind",
      remedy:
        "Use one of: station, source, buffer, conveyor, merge, divert, turntable, transferCar, sorter, transport, milkRun, storage, batcher, unbatcher, sink",
    },
  ],
  [["/elements/4/kind", undefined], { rule: "schema/missing", path: "/elements/4" }],
  [
    ["/elements/4/cycleTime", { dist: "expo", mean: 1 }],
    { rule: "schema/choice", path: "/elements/4/cycleTime/dist" },
  ],
  [
    ["/elements/4/cycleTime", { dist: "exponential", mean: -1 }],
    { rule: "schema/notAbove", path: "/elements/4/cycleTime/mean" },
  ],
  [["/elements/4/cycleTime", "10 s"], { rule: "schema/type", path: "/elements/4/cycleTime" }],
  [
    ["/elements/2/cycleTime/byProduct/a", -5],
    { rule: "schema/tooSmall", path: "/elements/2/cycleTime/byProduct/a" },
  ],
  [["/products", []], { rule: "schema/tooFew", path: "/products" }],
  [
    ["/elements/0/placement/position", [0, 0, 0, 0]],
    { rule: "schema/tooMany", path: "/elements/0/placement/position" },
  ],
  [["/name", ""], { rule: "schema/emptyText", path: "/name" }],
  [["/name", "x".repeat(201)], { rule: "schema/tooLong", path: "/name" }],
  [["/elements/0/id", "two words"], { rule: "schema/id", path: "/elements/0/id" }],
  [["/products/0/colour", "red"], { rule: "schema/colour", path: "/products/0/colour" }],
  [["/products/0/provenance/~1id/url", "page 3"], { rule: "schema/url" }],
  [["/products/0/provenance/id", { kind: "source", text: "t" }], { rule: "schema/pointer" }],
];

describe("the schema", () => {
  test.each(SCHEMA_CASES)("%j", (edit, expected) => {
    const found = findings(edited(edit));
    expect(found[0]).toMatchObject(expected);
    expect(found[0]?.line).toBeGreaterThan(1);
    expect(found).toHaveLength(1);
  });

  test("a number beyond the range of numbers", () => {
    const text = edited(["/run/horizon", 12_345]).replace("12345", "1e999");
    expect(findings(text)).toMatchObject([
      { rule: "schema/type", message: "“horizon” is too large a number" },
    ]);
  });

  test("says all at once, each with its own line", () => {
    const found = findings(
      edited(["/name", ""], ["/elements/1/speed", 0], ["/elements/3/size", 1], ["/run", undefined]),
    );
    expect(found.map(({ rule }) => rule).sort()).toEqual([
      "schema/emptyText",
      "schema/missing",
      "schema/notAbove",
      "schema/unknownKey",
    ]);
    expect(new Set(found.map(({ line }) => line)).size).toBe(4);
  });
});

describe("an element that its schema refuses", () => {
  const broken: Edit = ["/elements/1/speed", "fast"];

  test("does not hide what the rules find elsewhere, at its own place", () => {
    const found = findings(
      edited(broken, ["/elements/4/calendar", "nightwatch"], ["/calendars/0/working/1/end", 1]),
    );
    expect(found.map(({ rule, path }) => [rule, path])).toEqual([
      ["schema/type", "/elements/1/speed"],
      ["reference/dangling", "/elements/4/calendar"],
      ["calendar/reversed", "/calendars/0/working/1"],
    ]);
    expect(found.every(({ line }) => line !== undefined && line > 1)).toBe(true);
  });

  test("makes no findings of its own absence", () => {
    expect(rules(edited(broken))).toEqual(["schema/type"]);
    expect(rules(edited(["/products/0/size", "large"]))).toEqual(["schema/type"]);
    expect(rules(edited(["/calendars/0/period", -1]))).toEqual(["schema/notAbove"]);
    expect(rules(edited(["/hierarchy/0/level", "country"]))).toEqual(["schema/choice"]);
  });

  test("comes with what is wrong in the head", () => {
    expect(
      rules(edited(broken, ["/name", ""], ["/colour", "red"], ["/connections/1/to", "mlil"])).sort(),
    ).toEqual(["reference/misspelt", "schema/emptyText", "schema/type", "schema/unknownKey"]);
  });
});

test("a plant that is read has its defaults filled in", () => {
  const plain = examplePlant();
  delete plain["hierarchy"];
  const read = readPlant(edited(["/run/warmup", undefined]));
  expect(read.ok && read.value.plant.run).toEqual({ horizon: 10_000, warmup: 0, replications: 1, seed: 1 });
});
