import { expect, test } from "vitest";
import { collapseClasses } from "../../src/plant/collapse-classes.ts";
import { CLASS_RULES } from "../../src/plant/expand-classes.ts";
import type { Finding } from "../../src/plant/finding.ts";
import { readPlant } from "../../src/plant/read.ts";
import type { Plant } from "../../src/plant/schema.ts";
import { Simulation } from "../../src/sim/simulation.ts";

/** The file as its text is: members by any path. */
type Raw = { classes: Item[]; uses: Item[] };
type Item = { [member: string]: unknown; id: string } & {
  elements: { [member: string]: unknown }[];
  uses: { class: string }[];
  ports: Record<string, string>;
  parameters: Record<string, unknown>;
};

const size = [1, 1, 1];
const at = (x: number, y = 0): object => ({ position: [x, y, 0], rotation: 0, size });

/** A cell of a store and a mill, and a pair of two cells. */
function file(): Record<string, unknown> {
  return {
    format: "taktwerk-plant",
    version: 1,
    id: "classes",
    name: "Classes",
    products: [{ id: "part" }],
    elements: [
      { kind: "source", id: "in", placement: at(0), arrivals: { mode: "saturated" } },
      { kind: "sink", id: "out", placement: at(9) },
    ],
    connections: [
      { from: "in", to: "first.entry" },
      { from: "first.exit", to: "both.entry" },
      { from: "both.exit", to: "out" },
    ],
    classes: [
      {
        id: "cell",
        parameters: [
          { id: "cycle", default: 5, unit: "s" },
          { id: "room", default: 2 },
        ],
        ports: { entry: "store", exit: "mill" },
        elements: [
          {
            kind: "buffer",
            id: "store",
            placement: at(1),
            capacity: { parameter: "room" },
            discipline: { rule: "spt", station: "mill" },
          },
          { kind: "station", id: "mill", placement: at(2), cycleTime: { parameter: "cycle" } },
        ],
        connections: [{ from: "store", to: "mill" }],
      },
      {
        id: "pair",
        parameters: [{ id: "slow", default: 7 }],
        ports: { entry: "gap", exit: "end" },
        elements: [
          {
            kind: "buffer",
            id: "gap",
            placement: at(0),
            capacity: 1,
            routing: { policy: "byProduct", map: { part: "wash" } },
          },
          { kind: "station", id: "wash", placement: at(1), cycleTime: 1 },
          { kind: "station", id: "end", placement: at(6), cycleTime: 1 },
        ],
        uses: [
          { id: "inner", class: "cell", position: [3, 4, 0], parameters: { cycle: { parameter: "slow" } } },
        ],
        connections: [
          { from: "gap", to: "wash" },
          { from: "wash", to: "inner.entry" },
          { from: "inner.exit", to: "end" },
        ],
      },
    ],
    uses: [
      {
        id: "first",
        class: "cell",
        position: [10, 0, 0],
        parameters: { cycle: { dist: "exponential", mean: 6 } },
      },
      { id: "both", class: "pair", position: [20, 1, 0] },
    ],
    run: { horizon: 1000 },
  };
}

function read(raw: unknown): Plant {
  const result = readPlant(JSON.stringify(raw));
  if (!result.ok) throw new Error(result.error.map(({ path, message }) => `${path}: ${message}`).join("\n"));
  return result.value.plant;
}

function findings(change: (raw: Raw) => void): readonly Finding[] {
  const raw = file() as Raw;
  change(raw);
  const result = readPlant(JSON.stringify(raw, undefined, 1));
  return result.ok ? result.value.warnings : result.error;
}

test("uses stand as elements with ids of their own, values of their own, and in their places", () => {
  const { elements, connections } = read(file());
  expect(elements.map(({ id }) => id)).toEqual([
    "in",
    "out",
    "first.store",
    "first.mill",
    "both.gap",
    "both.wash",
    "both.end",
    "both.inner.store",
    "both.inner.mill",
  ]);
  const byId = new Map(elements.map((element) => [element.id, element]));
  expect(byId.get("first.mill")).toMatchObject({ cycleTime: { dist: "exponential", mean: 6 } });
  expect(byId.get("both.inner.mill")).toMatchObject({ cycleTime: 7, placement: { position: [25, 5, 0] } });
  expect(byId.get("first.store")).toMatchObject({
    capacity: 2,
    discipline: { rule: "spt", station: "first.mill" },
  });
  expect(byId.get("both.gap")).toMatchObject({
    routing: { policy: "byProduct", map: { part: "both.wash" } },
  });
  expect(connections.map(({ from, to }) => `${from} > ${to}`)).toEqual([
    "in > first.store",
    "first.mill > both.gap",
    "both.end > out",
    "first.store > first.mill",
    "both.inner.store > both.inner.mill",
    "both.gap > both.wash",
    "both.wash > both.inner.store",
    "both.inner.mill > both.end",
  ]);
});

test("an element may be called like a word of the schema", () => {
  const { elements } = read({
    ...file(),
    classes: [
      {
        id: "cell",
        ports: { entry: "fifo", exit: "machine" },
        elements: [
          { kind: "buffer", id: "fifo", placement: at(0), capacity: 1 },
          {
            kind: "station",
            id: "machine",
            placement: at(1),
            cycleTime: { dist: "exponential", mean: 6 },
            appearance: { asset: "machine" },
          },
        ],
        connections: [{ from: "fifo", to: "machine" }],
      },
    ],
    uses: ["first", "both"].map((id, i) => ({ id, class: "cell", position: [10 * i, 5, 0] })),
  });
  expect(elements.filter(({ kind }) => kind === "station")).toMatchObject([
    { id: "first.machine", appearance: { asset: "machine" } },
    { id: "both.machine", appearance: { asset: "machine" } },
  ]);
});

test("a use runs as the same elements written out", () => {
  const plant = read(file());
  const { classes: _, uses: __, ...flat } = plant;
  const [used, written] = [plant, read(flat)].map((one) => {
    const simulation = new Simulation(one);
    simulation.runUntil(1000);
    return simulation.results();
  });
  expect(used).toEqual(written);
  expect(used?.finished).toBeGreaterThan(100);
});

test("what is written keeps classes and uses, and reads as the same plant again", () => {
  const plant = read(file());
  const written = collapseClasses(plant);
  expect(written.elements.map(({ id }) => id)).toEqual(["in", "out"]);
  expect(written.connections).toEqual(file()["connections"]);
  expect(written.uses).toEqual(file()["uses"]);
  expect(read(written)).toEqual(plant);
  // One that was not collapsed does too.
  expect(read(plant)).toEqual(plant);
});

test("a change of the class changes all its uses", () => {
  const raw = file() as Raw;
  (raw.classes[0] as Item).elements[0] = { ...raw.classes[0]?.elements[0], capacity: 4 };
  const { elements } = read(raw);
  const capacities = elements.flatMap((element) =>
    element.id.endsWith("store") && "capacity" in element ? [element.capacity] : [],
  );
  expect(capacities).toEqual([4, 4]);
});

test("a finding in a class points into the class, with its line, and is told once", () => {
  const found = findings(
    (raw) => ((raw.classes[0] as Item).elements[1] = { ...raw.classes[0]?.elements[1], cycleTime: -1 }),
  );
  expect(found.map(({ rule, path }) => [rule, path])).toEqual([
    ["schema/tooSmall", "/classes/0/elements/1/cycleTime"],
  ]);
  expect(found[0]?.line).toBeGreaterThan(40);
});

const use = (raw: Raw): Item => raw.uses[0] as Item;

const CASES: readonly (readonly [rule: string, path: string, change: (raw: Raw) => void])[] = [
  ["class/unknown", "/uses/0/class", (raw) => (use(raw)["class"] = "sell")],
  [
    "class/circular",
    "/uses/1",
    (raw) => ((raw.classes[1] as Item).uses = [{ id: "inner", class: "pair" } as never]),
  ],
  ["class/unknownParameter", "/uses/0/parameters/speed", (raw) => (use(raw).parameters["speed"] = 1)],
  ["class/unknownPort", "/classes/0/ports/exit", (raw) => ((raw.classes[0] as Item).ports["exit"] = "drill")],
  ["class/longId", "/classes/0/elements/0", (raw) => (use(raw).id = "x".repeat(60))],
  [
    "class/tooMany",
    "/uses/0",
    (raw) => {
      const wide = (id: string, inner: string): Item =>
        ({
          id,
          elements: (raw.classes[0] as Item).elements,
          uses: Array.from({ length: 100 }, (_, i) => ({ id: `u${i}`, class: inner })),
        }) as unknown as Item;
      raw.classes.push(wide("x", "cell"), wide("y", "x"), wide("z", "y"));
      raw.uses = [{ ...use(raw), id: "u", class: "z", parameters: {} }];
    },
  ],
];

test.each(CASES)("%s at %s", (rule, path, change) => {
  const found = findings(change).filter((finding) => finding.rule === rule);
  expect(found.map((finding) => finding.path)).toContain(path);
  expect(found[0]?.message).not.toMatch(/\{\w+\}/);
  expect(found[0]?.line).toBeGreaterThan(0);
});

test("every rule of classes has a case", () => {
  expect(CLASS_RULES.map(({ id }) => id).filter((id) => !CASES.some(([rule]) => rule === id))).toEqual([]);
});
