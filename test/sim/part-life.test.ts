import { expect, test } from "vitest";
import type { Plant } from "../../src/plant/schema.ts";
import { Simulation } from "../../src/sim/simulation.ts";
import type { PartLife } from "../../src/sim/trace/part-life.ts";
import { PartLifeWatch } from "../../src/sim/trace/part-life-watch.ts";
import { tableFleet, transport } from "./fleets.ts";
import { buffer, carriers, failure, plantOf, saturated, schedule, sink, station, workers } from "./plants.ts";

function lifeOf(plant: Plant, part: string, until: number): PartLife | undefined {
  const told: { watch?: PartLifeWatch } = {};
  const early: Parameters<PartLifeWatch["note"]>[0][] = [];
  const simulation = new Simulation(plant, {
    record: (line) => (told.watch ?? { note: (one: typeof line) => early.push(one) }).note(line),
  });
  told.watch = new PartLifeWatch(simulation.model, part);
  for (const line of early) told.watch.note(line);
  told.watch.look();
  simulation.observe(told.watch);
  simulation.runUntil(until);
  return told.watch.life();
}

/** `kind element from–to by | root seconds` a stay. */
function words(life: PartLife | undefined): string[] {
  return (life?.stays ?? []).map(({ kind, element, from, to, by, causes = [] }) =>
    [
      [kind, element, `${from}–${to}`, by].filter((word) => word !== undefined).join(" "),
      ...causes.map(({ root, seconds }) => `${root.cause} ${root.id} ${seconds}`),
    ].join(" | "),
  );
}

test("Y15, Y16: where a part was, what it waited for, and who carried it: hand calculation", () => {
  const plant = plantOf({
    elements: [
      schedule("in", [0, 1]),
      station("cut", 10, { workers: [{ pool: "men" }] }),
      transport("move", "A", "B", { loadTime: 2, unloadTime: 3 }),
      buffer("store"),
      station("weld", 20, { failures: [failure("motor", "busy", 35, 50)] }),
      sink(),
    ],
    flow: ["in > cut > move > store > weld > out"],
    resources: [workers("men", 1), tableFleet(1, "A", { A: { B: 5 }, B: { A: 5 } })],
  });
  // The vehicle is back at A at 25 for the second part, which is cut at 20 and brought until 35; the first is welded 20–40.
  // Weld works 20 s on the first and fails 15 s later, at 55, until 105.
  const life = lifeOf(plant, "in#1", 1000);
  expect(words(life)).toEqual([
    "awaitsEntry in 1–10 | pace cut 9",
    "work cut 10–20",
    "awaitsNext cut 20–25 | fleet agv 5",
    "transport move 25–35 agv/1",
    "stored store 35–40 | pace weld 5",
    "work weld 40–55",
    "interrupted weld 55–105 | failure weld 50",
    "work weld 105–110",
  ]);
  expect(life).toMatchObject({
    part: "in#1",
    product: "part",
    from: 1,
    to: 110,
    end: "finished",
    valueAdded: 30,
  });
  expect(life?.valueAddedShare).toBeCloseTo(30 / 109, 12);
  // Until now, while it is in the plant.
  const young = lifeOf(plant, "in#1", 38);
  expect(young?.end).toBeUndefined();
  expect(words(young).at(-1)).toBe("stored store 35–38 | pace weld 3");
  expect(lifeOf(plant, "in#7", 1000)).toBeUndefined();
});

test("Y15: on a carrier it goes where the carrier goes; built into another part its life is over", () => {
  const plant = plantOf({
    elements: [
      schedule("in", [
        [0, "body"],
        [0, "door"],
      ]),
      station("load", 4, {
        assembly: { bills: [{ inputs: [{ product: "pallet" }, { product: "body" }, { product: "door" }] }] },
      }),
      station("work", 6),
      station("unload", 2, {
        disassembly: {},
        routing: { policy: "byProduct", map: { pallet: "rack", body: "out", door: "out" } },
      }),
      buffer("rack"),
      sink(),
    ],
    flow: ["in > load > work > unload > out", "unload > rack > load"],
    products: ["body", "door", "pallet"],
    resources: [carriers("pallet", 1, "rack", { capacity: 2 })],
  });
  expect(words(lifeOf(plant, "in#0", 100))).toEqual([
    "work load 0–4 pallets#0",
    "work work 4–10 pallets#0",
    "work unload 10–12 pallets#0",
  ]);
  const joined = plantOf({
    elements: [
      schedule("bodies", [[0, "body"]]),
      schedule("doors", [[5, "door"]]),
      station("marry", 10, { assembly: { bills: [{ inputs: [{ product: "body" }, { product: "door" }] }] } }),
      sink(),
    ],
    flow: ["bodies > marry > out", "doors > marry"],
    products: ["body", "door"],
  });
  expect(lifeOf(joined, "doors#0", 100)).toMatchObject({ end: "builtInto bodies#0", from: 5, to: 5 });
  expect(words(lifeOf(joined, "bodies#0", 100))).toEqual([
    "awaitsEntry bodies 0–5 | supply doors 5",
    "work marry 5–15",
  ]);
});

test("Y16: following a part changes nothing of the run", () => {
  const plant = plantOf({
    elements: [
      saturated("in"),
      station("cut", { dist: "exponential", mean: 10 }),
      buffer("store", { capacity: 3 }),
      station(
        "weld",
        { dist: "exponential", mean: 11 },
        { failures: [failure("motor", "busy", { dist: "exponential", mean: 100 }, 30)] },
      ),
      sink(),
    ],
    flow: ["in > cut > store > weld > out"],
  });
  const simulation = new Simulation(plant);
  const watch = new PartLifeWatch(simulation.model, "in#20");
  simulation.model.kernel.record((line) => watch.note(line));
  simulation.observe(watch);
  simulation.runUntil(2000);
  const quiet = new Simulation(plant);
  quiet.runUntil(2000);
  expect(simulation.results().hash).toBe(quiet.results().hash);
  const life = watch.life();
  const booked = (life?.stays ?? []).reduce((sum, { from, to }) => sum + to - from, 0);
  expect(booked).toBeCloseTo((life?.to ?? 0) - (life?.from ?? 0), 9);
  for (const { from, to, causes = [] } of life?.stays ?? [])
    expect(causes.reduce((sum, { seconds }) => sum + seconds, 0)).toBeLessThanOrEqual(to - from + 1e-9);
});
