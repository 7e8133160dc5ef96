import { expect, test } from "vitest";
import type { Plant } from "../../src/plant/schema.ts";
import { Simulation } from "../../src/sim/simulation.ts";
import type { ResourceInstant } from "../../src/sim/trace/instant.ts";
import { InstantReader } from "../../src/sim/trace/instant-reader.ts";
import { tableFleet, transport } from "./fleets.ts";
import { buffer, carriers, plantOf, saturated, schedule, sink, station, workers } from "./plants.ts";

/** Reads a run at several times, and expects that it ends as a run that nobody looked at. */
function readAt<T>(plant: Plant, times: readonly number[], read: (reader: InstantReader) => T): T[] {
  const simulation = new Simulation(plant);
  const reader = new InstantReader(simulation.model);
  const found = times.map((time) => {
    simulation.runUntil(time);
    return read(reader);
  });
  simulation.runUntil(500);
  const unread = new Simulation(plant);
  unread.runUntil(500);
  expect(simulation.results(true).hash).toBe(unread.results(true).hash);
  return found;
}

/** The first is cut 0–10, loaded –12, brought –17, unloaded –20, welded –40; the vehicle is back for the second at 25. */
const brought = plantOf({
  elements: [
    schedule("in", [0, 1]),
    station("cut", 10, { workers: [{ pool: "men" }] }),
    transport("move", "A", "B", { loadTime: 2, unloadTime: 3 }),
    buffer("store"),
    station("weld", 20),
    sink(),
  ],
  flow: ["in > cut > move > store > weld > out"],
  resources: [
    workers("men", 2),
    tableFleet(
      1,
      "A",
      { A: { B: 5 }, B: { A: 5 } },
      // 0.01 kWh/s, so that it is low at 50, at A at 55 with 0.45 kWh, and gets 0.01 kWh/s there.
      { battery: { capacity: 1, perSecond: 0.01, chargers: ["A"], power: 36, chargeBelow: 0.5 } },
    ),
  ],
});

test("Y17: what a vehicle does, where it is, and its charge: hand calculation", () => {
  const seen = readAt(brought, [11, 14, 22, 40, 52, 80], (reader) => reader.resource("agv"));
  const vehicles = seen.map((instant) => (instant?.kind === "fleet" ? instant.vehicles[0] : undefined));
  expect(vehicles.map((vehicle) => ({ ...vehicle, charge: vehicle?.charge?.toFixed(6) }))).toEqual([
    { state: "loading", at: "A", client: "move", parts: ["in#0"], charge: "0.890000" },
    { state: "drivingLoaded", at: "A", to: "B", client: "move", parts: ["in#0"], charge: "0.860000" },
    { state: "drivingEmpty", at: "B", to: "A", client: "move", parts: [], charge: "0.780000" },
    { state: "idle", at: "B", parts: [], charge: "0.600000" },
    { state: "drivingEmpty", at: "B", to: "A", parts: [], charge: "0.480000" },
    { state: "charging", at: "A", parts: [], charge: "0.700000" },
  ]);
});

test("Y17: what workers do, counted and one by one: hand calculation", () => {
  const pools = readAt(brought, [5, 15, 30], (reader) => reader.resource("men"));
  const idle = { kind: "workers", present: 2, busy: 0, waiting: 0, tasks: [] };
  const cutting = { ...idle, busy: 1, tasks: ["cut"] };
  expect(pools).toEqual([cutting, cutting, idle]);
  const walkers = { ...brought, resources: [workers("men", 2, { walking: { speed: 1 } })] };
  const crew = plantOf({
    elements: [schedule("in", [0, 1]), station("cut", 10, { workers: [{ pool: "men" }] }), sink()],
    flow: ["in > cut > out"],
    resources: walkers.resources,
  });
  const [atWork, after] = readAt(crew, [15, 30], (reader) => reader.resource("men"));
  expect(atWork).toMatchObject({ present: 2, busy: 1 });
  const one = (instant: ResourceInstant | undefined): unknown =>
    instant?.kind === "workers" && instant.workers?.filter(({ task }) => task !== undefined);
  expect(one(atWork)).toEqual([{ state: "working", task: "cut" }]);
  expect(one(after)).toEqual([]);
});

test("Y17: where a part is and what it is, by its name and by its key in frames: hand calculation", () => {
  const seen = readAt(brought, [14, 28, 30, 70], (reader) => {
    const byName = reader.part("in#1");
    if (byName !== undefined) expect(reader.part(byName.key)).toEqual(byName);
    return byName;
  });
  const same = { part: "in#1", product: "part", entered: 1, holds: [], defective: false, reworked: 0 };
  expect(seen.map((part) => part && { ...part, key: 0, since: 0 })).toEqual([
    { ...same, element: "cut", key: 0, since: 0 },
    { ...same, element: "move", by: "agv/1", key: 0, since: 0 },
    { ...same, element: "move", by: "agv/1", key: 0, since: 0 },
    undefined,
  ]);
});

test("Y17: cards that are free and back, and parts that are held back: hand calculation", () => {
  const plant = plantOf({
    elements: [saturated("in"), station("a", 10), buffer("b"), station("c", 30), sink()],
    flow: ["in > a > b > c > out"],
    resources: [{ kind: "kanban", id: "loop", section: ["a", "b"], cards: { part: 3 }, signal: 2 }],
  });
  // The third is made at 30. Cards come back when c takes a part, at 10, 40 and 70; two make a signal, at 40: then a is
  // busy until 50 with the one card, and until 60 with the other.
  const read = readAt(plant, [35, 45, 65], (reader) => reader.resource("loop"));
  const loop = { kind: "kanban" };
  expect(read).toEqual([
    { ...loop, inside: 2, cards: [{ product: "part", total: 3, free: 0, back: 1 }], heldBack: 1 },
    { ...loop, inside: 2, cards: [{ product: "part", total: 3, free: 1, back: 0 }], heldBack: 0 },
    { ...loop, inside: 3, cards: [{ product: "part", total: 3, free: 0, back: 0 }], heldBack: 1 },
  ]);
});

test("Y17: loaded and empty carriers, and parts held back by a gate: hand calculation", () => {
  const plant = plantOf({
    products: ["part", "pallet"],
    elements: [
      schedule("in", [0, 1, 2]),
      buffer("home"),
      station("load", 10, {
        assembly: {
          output: "one",
          bills: [{ inputs: [{ product: "pallet" }, { product: "part" }] }],
        },
      }),
      buffer("full"),
      station("strip", 100, {
        disassembly: {},
        routing: { policy: "byProduct", map: { part: "out", pallet: "home" } },
      }),
      sink(),
    ],
    flow: ["in > load > full > strip > out", "home > load", "strip > home"],
    resources: [
      carriers("pallet", 5, "home"),
      { kind: "gate", id: "gate", into: ["full"], open: 'content("full") < 1' },
    ],
  });
  // Pallets are loaded when they are taken, at 0, 10 and 20; the first is stripped from 10 to 110, the second waits before
  // it, the third is held back.
  const read = readAt(plant, [15, 35], (reader) => [reader.resource("pallets"), reader.resource("gate")]);
  expect(read).toEqual([
    [
      { kind: "carriers", loaded: 2, empty: 3 },
      { kind: "gate", heldBack: 0 },
    ],
    [
      { kind: "carriers", loaded: 3, empty: 2 },
      { kind: "gate", heldBack: 1 },
    ],
  ]);
});
