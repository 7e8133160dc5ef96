import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

function read(pattern: string): { file: string; text: string }[] {
  return globSync(pattern, { cwd: ROOT }).map((file) => ({
    file,
    text: readFileSync(join(ROOT, file), "utf8"),
  }));
}

/** Numbers of the rules, in their order. */
const [spec] = read("src/sim/SPEC.md");
const rules = Array.from(
  spec?.text.matchAll(/^- \*\*([A-Z]+\d+)\*\* /gm) ?? [],
  ([, rule]) => rule as string,
);

/** Rules that begin a test's title, such as `T3: …` or `K7, K11: …`. */
const titled = read("test/{base,sim,validation,experiment}/**/*.test.ts").flatMap(({ file, text }) =>
  Array.from(
    text.matchAll(/["'`]((?:[A-Z]+\d+, )*[A-Z]+\d+): /g),
    ([, numbers]) => numbers as string,
  ).flatMap((numbers) => numbers.split(", ").map((rule) => ({ rule, file }))),
);

test("the rules are numbered without gaps and without repetition", () => {
  expect(rules.length).toBeGreaterThan(50);
  const counts = new Map<string, number>();
  for (const rule of rules) {
    const letter = rule.replace(/\d+$/, "");
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
    expect(rule).toBe(`${letter}${counts.get(letter)}`);
  }
});

test("every rule has a test whose title begins with its number", () => {
  const proven = new Set(titled.map(({ rule }) => rule));
  expect(rules.filter((rule) => !proven.has(rule))).toEqual([]);
});

test("every test names rules that exist", () => {
  expect(titled.filter(({ rule }) => !rules.includes(rule))).toEqual([]);
});

test("every rule that the code refers to exists", () => {
  const unknown = read("src/sim/**/*.ts").flatMap(({ file, text }) =>
    Array.from(text.matchAll(/SPEC ((?:[A-Z]+\d+(?:, | to | and )?)+)/g), ([, numbers]) => numbers as string)
      .flatMap((numbers) => numbers.match(/[A-Z]+\d+/g) ?? [])
      .filter((rule) => !rules.includes(rule))
      .map((rule) => `${file}: ${rule}`),
  );
  expect(unknown).toEqual([]);
});
