import { readdirSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import { readPlant } from "../../src/plant/read.ts";
import { edited, examplePlant } from "./example-plant.ts";

vi.setConfig({ testTimeout: 60_000 });

const SCENES = readdirSync("scenes").filter((name) => name.endsWith(".plant.json"));
const TEXTS = [edited(), ...SCENES.map((name) => readFileSync(`scenes/${name}`, "utf8"))];

/** Whatever the text is, the answer is a plant or at least one error; every finding is complete. */
function answers(text: string): void {
  const read = readPlant(text);
  const findings = read.ok ? read.value.warnings : read.error;
  if (!read.ok) expect(findings.some(({ severity }) => severity === "error")).toBe(true);
  for (const { message, remedy, path, rule } of findings) {
    expect(message).not.toMatch(/\{(key|id|found|bound|unit|what)\}/);
    expect(remedy.length).toBeGreaterThan(0);
    expect(path === "" || path.startsWith("/")).toBe(true);
    expect(rule).toMatch(/^\w+\/\w+$/);
  }
}

test("any text", () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.json()), answers), {
    numRuns: 800,
  });
});

test("any JSON data under a plant's head", () => {
  const value = fc.jsonValue({ maxDepth: 4 });
  const keys = fc.constantFrom(
    ...Object.keys(examplePlant()),
    "layout",
    "provenance",
    "__proto__",
    "constructor",
  );
  fc.assert(
    fc.property(fc.dictionary(keys, value), (members) => {
      answers(JSON.stringify({ ...examplePlant(), ...members }));
      answers(JSON.stringify({ ...members, format: "taktwerk-plant", version: 1 }));
    }),
    { numRuns: 300 },
  );
});

const ODD_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -0,
  -1,
  0.5,
  1e308,
  -1e308,
  2 ** 53,
  "",
  "in",
  "toString",
  [],
  {},
  [[]],
  { dist: "sum", components: [] },
  { dist: "mixture", weights: [], components: [] },
  { byProduct: {} },
  { policy: "byProduct", map: {} },
];

/** All places of a value, as JSON pointers' steps. */
function places(value: unknown, path: readonly string[] = []): string[][] {
  const own = path.length === 0 ? [] : [[...path]];
  if (typeof value !== "object" || value === null) return own;
  return [...own, ...Object.entries(value).flatMap(([key, member]) => places(member, [...path, key]))];
}

function replaced(value: unknown, [step, ...rest]: readonly string[], by: unknown): unknown {
  if (step === undefined) return by;
  if (Array.isArray(value))
    return value.map((item, i) => (String(i) === step ? replaced(item, rest, by) : item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([k, v]) => [k, k === step ? replaced(v, rest, by) : v]),
  );
}

test("a plant with odd values in any places", () => {
  const base = examplePlant();
  const edits = fc.array(fc.tuple(fc.constantFrom(...places(base)), fc.constantFrom(...ODD_VALUES)), {
    minLength: 1,
    maxLength: 3,
  });
  fc.assert(
    fc.property(edits, (list) => {
      let plant: unknown = base;
      for (const [path, value] of list) plant = replaced(plant, path, value);
      answers(JSON.stringify(plant));
    }),
    { numRuns: 1000 },
  );
});

test("scenes with damaged characters", () => {
  const damage = fc.record({
    text: fc.constantFrom(...TEXTS),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 0, max: 12 }),
    by: fc.string({ maxLength: 6 }),
  });
  fc.assert(
    fc.property(damage, ({ text, at, length, by }) => {
      const start = Math.floor(at * text.length);
      answers(text.slice(0, start) + by + text.slice(start + length));
    }),
    { numRuns: 150 },
  );
});

test("scenes cut off anywhere", () => {
  fc.assert(
    fc.property(fc.constantFrom(...TEXTS), fc.double({ min: 0, max: 1, noNaN: true }), (text, at) => {
      answers(text.slice(0, Math.floor(at * (text.length - 2))));
    }),
    { numRuns: 80 },
  );
});

test("scenes with damaged bytes", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...TEXTS),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 8 }),
      (text, changes) => {
        const bytes = new TextEncoder().encode(text);
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        answers(new TextDecoder().decode(bytes));
      },
    ),
    { numRuns: 100 },
  );
});
