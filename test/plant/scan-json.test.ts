import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nestedBeyond, scanJson } from "../../src/plant/scan-json.ts";

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

/** Keys and strings full of what could confuse a scanner. */
const tricky = fc.string({
  unit: fc.constantFrom('"', "\\", "{", "}", "[", "]", ",", ":", "a", "\u2028", "😀"),
});
const data = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    tricky,
    fc.integer(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(tricky, tie("value"), { maxKeys: 4 }),
  ),
})).value;

describe("a scan of valid JSON", () => {
  test("finds the depth of nesting, and no fault in objects that have none", () => {
    fc.assert(
      fc.property(data, fc.constantFrom(0, 1, 4), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        expect(scanJson(text)).toEqual({ faults: [], depth: depthOf(value) });
        const depth = depthOf(value);
        expect(nestedBeyond(text, depth)).toBe(-1);
        if (depth > 0) expect("[{").toContain(text[nestedBeyond(text, depth - 1)]);
      }),
      { numRuns: 500 },
    );
  });

  test("finds every member that is given twice, with its place", () => {
    fc.assert(
      fc.property(tricky, fc.array(data, { maxLength: 3 }), (key, before) => {
        const name = JSON.stringify(key);
        const text = `{"list": [${[...before.map((item) => JSON.stringify(item)), `{${name}: 1, "other": {}, ${name}: 2}`].join(",")}]}`;
        const { faults } = scanJson(text);
        if (key === "other") expect(faults.length).toBeGreaterThan(0);
        else {
          expect(faults).toEqual([
            {
              path: ["list", before.length, key],
              key,
              offset: text.lastIndexOf(`${name}: 2}`),
              fault: "duplicate",
            },
          ]);
        }
      }),
    );
  });
});
