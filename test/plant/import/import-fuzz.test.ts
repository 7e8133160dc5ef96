import { readFileSync } from "node:fs";
import { array, assert, asyncProperty, constantFrom, integer, property, string, tuple } from "fast-check";
import { describe, expect, test } from "vitest";
import { importInThread } from "../../../src/node/import-in-thread.ts";
import { importFiles } from "../../../src/plant/import/import-file.ts";
import type { ImportAnswer } from "../../../src/plant/import/import-report.ts";
import { readPlant } from "../../../src/plant/read.ts";
import { dxf, line } from "./dxf-text.ts";

/** The nightly suite looks at more cases. */
const RUNS = process.env["TAKTWERK_NIGHTLY"] === undefined ? 1 : 10;

const sample = (name: string): string => readFileSync(new URL(`./samples/${name}`, import.meta.url), "utf8");
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Never a half-loaded plant: a text that passes all checks, or errors that say why not. */
function expectWhole(answer: ImportAnswer): void {
  const errors = answer.report.findings.filter(({ severity }) => severity === "error");
  if (answer.ok) {
    expect(readPlant(answer.text).ok).toBe(true);
    expect(errors).toEqual([]);
  } else expect(errors.length).toBeGreaterThan(0);
}

/** Cuts, copies and scribbles at places of a text. */
type Mutation = readonly [at: number, length: number, scribble: string];

const mutations = array(
  tuple(
    integer({ min: 0, max: 9999 }),
    integer({ min: 0, max: 40 }),
    constantFrom(
      "",
      '"',
      "<",
      ">",
      "&",
      "&amp;",
      ";",
      ",",
      "\n",
      "\u0000",
      "9e99",
      "-1",
      "NaN",
      "]]>",
      "<a>",
      "ü",
      "{m1}",
    ),
  ),
  { minLength: 1, maxLength: 6 },
);

function mutated(text: string, changes: readonly Mutation[]): string {
  let result = text;
  for (const [at, length, scribble] of changes) {
    const place = Math.floor((at / 10_000) * result.length);
    result = result.slice(0, place) + scribble + result.slice(place + length);
  }
  return result;
}

describe("damaged files", () => {
  test.each(["line-de.csv", "cell.aml", "shop.cmsd.xml"])("like %s are imported whole or refused", (name) => {
    const text = sample(name);
    assert(
      property(mutations, (changes) => {
        expectWhole(importFiles([{ name, bytes: bytes(mutated(text, changes)) }]));
      }),
      { numRuns: 400 * RUNS },
    );
  });

  test("of any bytes are imported whole or refused", () => {
    const anything = array(integer({ min: 0, max: 255 }), { maxLength: 300 });
    const names = constantFrom("x.csv", "x.aml", "x.xml", "x.txt");
    assert(
      property(anything, names, string(), (content, name, head) => {
        expectWhole(importFiles([{ name, bytes: Uint8Array.from([...bytes(head), ...content]) }]));
      }),
      { numRuns: 400 * RUNS },
    );
  });

  test("that are drawings are imported whole, refused, or given up in time", async () => {
    const text = dxf(
      [
        ...line(0, 0, 1, 1),
        [0, "INSERT"],
        [8, "0"],
        [2, "B"],
        [10, 0],
        [20, 0],
        [0, "CIRCLE"],
        [8, "0"],
        [10, 5],
        [20, 5],
        [40, 2],
      ],
      [[0, "BLOCK"], [8, "0"], [2, "B"], [10, 0], [20, 0], ...line(0, 0, 1, 1), [0, "ENDBLK"]],
      6,
    );
    await assert(
      asyncProperty(mutations, async (changes) => {
        const files = [{ name: "x.dxf", bytes: bytes(mutated(text, changes)) }];
        expectWhole(await importInThread(files, {}, 2000));
      }),
      { numRuns: 12 * RUNS, endOnFailure: true },
    );
  }, 120_000);
});
