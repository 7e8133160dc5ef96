import { steps } from "../../src/plant/rule.ts";

function placement(): object {
  return { position: [0, 0, 0], size: [2, 2, 1] };
}

/** A plant file that breaks no rule, as raw JSON data; each call makes a new one. */
export function examplePlant(): Record<string, unknown> {
  return {
    format: "taktwerk-plant",
    version: 1,
    id: "example",
    name: "Example",
    hierarchy: [
      { id: "works", level: "site", name: "Works" },
      { id: "line", level: "line", name: "Line", parent: "works" },
    ],
    products: [{ id: "a", provenance: { "/id": { kind: "assumed", text: "invented" } } }, { id: "b" }],
    calendars: [
      {
        id: "shift",
        working: [
          { start: 0, end: 400 },
          { start: 500, end: 900 },
        ],
        period: 1000,
        interruption: "startIfFits",
      },
    ],
    elements: [
      {
        kind: "source",
        id: "in",
        placement: placement(),
        arrivals: { mode: "saturated" },
        products: { order: "cyclic", sequence: ["a", "b"] },
      },
      {
        kind: "conveyor",
        id: "belt",
        placement: { position: [0, 0, 0], size: [10, 2, 1] },
        speed: 1,
        pitch: 2,
      },
      {
        kind: "station",
        id: "mill",
        parent: "line",
        placement: placement(),
        cycleTime: { byProduct: { a: { dist: "exponential", mean: 10 } }, default: 20 },
        failures: [
          { id: "tool", clock: "busy", timeToFailure: { dist: "exponential", mean: 1000 }, timeToRepair: 60 },
          {
            id: "power",
            clock: "calendar",
            timeToFailure: 5000,
            timeToRepair: { dist: "erlang", k: 2, mean: 30 },
          },
        ],
        calendar: "shift",
        routing: { policy: "probability", weights: { store: 9, bench: 1 } },
        tags: [{ signal: "state", group: "g", node: "n", metric: "State" }],
      },
      {
        kind: "buffer",
        id: "store",
        placement: placement(),
        capacity: 5,
        discipline: { priority: { a: 1, b: 2 } },
      },
      {
        kind: "station",
        id: "bench",
        placement: placement(),
        cycleTime: 30,
        routing: { policy: "byProduct", map: { a: "out", b: "store" } },
      },
      { kind: "sink", id: "out", placement: placement() },
    ],
    connections: [
      { from: "in", to: "belt" },
      { from: "belt", to: "mill" },
      { from: "mill", to: "store" },
      { from: "mill", to: "bench" },
      { from: "bench", to: "out" },
      { from: "bench", to: "store" },
      { from: "store", to: "out" },
    ],
    run: { horizon: 10_000, warmup: 1000 },
  };
}

/** A change of a plant file: JSON pointer (`-` as last step appends to a list) and value; undefined removes. */
export type Edit = readonly [pointer: string, value: unknown];

/** The example with changes, as text. */
export function edited(...edits: readonly Edit[]): string {
  const plant = examplePlant();
  for (const [pointer, value] of edits) edit(plant, steps(pointer), value);
  return JSON.stringify(plant, undefined, 1);
}

function edit(target: unknown, path: readonly string[], value: unknown): void {
  const [step, ...rest] = path;
  if (step === undefined || typeof target !== "object" || target === null) throw new Error("no such place");
  if (rest.length > 0) edit(Reflect.get(target, step), rest, value);
  else if (Array.isArray(target) && step === "-") target.push(value);
  else if (value === undefined) Reflect.deleteProperty(target, step);
  else Reflect.set(target, step, value);
}
