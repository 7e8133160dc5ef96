import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import { readPlant } from "../../src/plant/read.ts";
import { Simulation, ZeroTimeLoop } from "../../src/sim/simulation.ts";

const NIGHTLY = process.env["TAKTWERK_NIGHTLY"] === "1";
vi.setConfig({ testTimeout: NIGHTLY ? 3_600_000 : 120_000 });

/** Cases of each kind; 10,000 in all by night. */
const RUNS = NIGHTLY ? 5000 : 40;
const EVENTS = 3000;
const SCENES = join(import.meta.dirname, "../../scenes");
const TEXTS = readdirSync(SCENES)
  .filter((name) => name.endsWith(".plant.json"))
  .map((name) => readFileSync(join(SCENES, name), "utf8"));

/** Whatever became of the file, the answer is a list of complete findings, or a whole plant that runs and gives results. */
function survives(text: string): void {
  const read = readPlant(text);
  if (!read.ok) {
    expect(read.error.length).toBeGreaterThan(0);
    for (const { message, remedy, line } of read.error) {
      expect(message).not.toBe("");
      expect(remedy).not.toBe("");
      expect(line).toBeGreaterThan(0);
    }
    return;
  }
  try {
    const simulation = new Simulation(read.value.plant);
    simulation.advance(3.2e9, EVENTS);
    expect(simulation.results().hash).toMatch(/^[0-9a-f]{32}$/);
  } catch (error) {
    // Parts that move without time are told by name while the plant runs.
    if (!(error instanceof ZeroTimeLoop)) throw error;
  }
}

test("a scene whose bytes were changed is refused with findings, or runs", () => {
  const change = fc.record({
    scene: fc.nat(TEXTS.length - 1),
    edits: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        cut: fc.nat(3),
        put: fc.string({ unit: "binary", maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  });
  fc.assert(
    fc.property(change, ({ scene, edits }) => {
      let text = TEXTS[scene] as string;
      for (const { at, cut, put } of edits) {
        const place = Math.floor(at * text.length);
        text = text.slice(0, place) + put + text.slice(place + cut);
      }
      survives(text);
    }),
    { numRuns: RUNS },
  );
});

const ODD: readonly unknown[] = [
  -1,
  0,
  0.5,
  1,
  2,
  7,
  1e9,
  1e308,
  2 ** 53,
  "",
  "in",
  "toString",
  true,
  null,
  [],
  {},
  { dist: "exponential", mean: 5 },
  { dist: "sum", components: [] },
];

/** Replaces, doubles or removes the value that the numbers lead to. */
function mutate(value: unknown, path: readonly number[], odd: unknown, how: number): unknown {
  if (typeof value !== "object" || value === null || path.length === 0) return odd;
  const [step = 0, ...rest] = path;
  if (Array.isArray(value)) {
    if (value.length === 0) return odd;
    const at = step % value.length;
    const items: unknown[] = [...(value as unknown[])];
    if (rest.length === 0 && how === 1) items.splice(at, 1);
    else if (rest.length === 0 && how === 2) items.push(items[at]);
    else items[at] = mutate(items[at], rest, odd, how);
    return items;
  }
  const keys = Object.keys(value);
  const key = keys[step % Math.max(1, keys.length)];
  if (key === undefined) return odd;
  const members: Record<string, unknown> = { ...value };
  if (rest.length === 0 && how === 1) Reflect.deleteProperty(members, key);
  else members[key] = mutate(members[key], rest, odd, how);
  return members;
}

test("a scene whose values were changed is refused with findings, or runs", () => {
  const change = fc.record({
    scene: fc.nat(TEXTS.length - 1),
    edits: fc.array(
      fc.record({
        path: fc.array(fc.nat(200), { minLength: 1, maxLength: 6 }),
        odd: fc.constantFrom(...ODD),
        how: fc.nat(2),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  });
  fc.assert(
    fc.property(change, ({ scene, edits }) => {
      let plant: unknown = JSON.parse(TEXTS[scene] as string);
      for (const { path, odd, how } of edits) plant = mutate(plant, path, odd, how);
      survives(JSON.stringify(plant, undefined, 1));
    }),
    { numRuns: RUNS },
  );
});
