import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import { readPlant } from "../../src/plant/read.ts";
import type { Element, Plant } from "../../src/plant/schema.ts";
import { STATES } from "../../src/plant/states.ts";
import { Simulation } from "../../src/sim/simulation.ts";
import { arrivals, run, sink, station } from "./plants.ts";
import { Dice, randomPlant } from "./random-plant.ts";
import { expectSameFuture } from "./same-future.ts";

const NIGHTLY = process.env["TAKTWERK_NIGHTLY"] === "1";
if (NIGHTLY) vi.setConfig({ testTimeout: 3_600_000 });
const HORIZON = 900;
const WARMUP = 150;

/** Puts conveying equipment in the place of conveyors and buffers; undefined where the checks refuse what comes out. */
function conveyingPlant(number: number): Plant | undefined {
  const plant = randomPlant(number);
  if (plant === undefined) return undefined;
  const dice = new Dice(number);
  const elements = plant.elements.map((element) => replaced(dice, element, plant));
  const products = plant.products.map((product) => ({
    ...product,
    size: [dice.one([0.3, 0.8, 1.2]), 0.4, 0.4],
  }));
  const read = readPlant(JSON.stringify({ ...plant, elements, products }));
  return read.ok ? read.value.plant : undefined;
}

function replaced(dice: Dice, element: Element, { connections }: Plant): object {
  const before = connections.flatMap(({ from, to }) => (to === element.id ? [from] : []));
  const after = connections.flatMap(({ from, to }) => (from === element.id ? [to] : []));
  const places = (ids: readonly string[], values: readonly number[]): Record<string, number> =>
    Object.fromEntries(ids.map((id) => [id, dice.one(values)]));
  if (element.kind === "conveyor") {
    const { capacity: _, ...track } = {
      ...element,
      length: dice.one([2, 4, 7]),
      pitch: { gap: dice.one([0, 0.2]) },
    };
    if (before.length > 1 && dice.chance(0.7))
      return {
        ...track,
        kind: "merge",
        policy: dice.one(["fifo", "priority", "alternate", "zipper"]),
        inlets: places(before, [0, 0, 1.5]),
      };
    return { ...track, ...(track.accumulating === false ? {} : { restartDelay: dice.one([0, 0.5, 2]) }) };
  }
  if (element.kind !== "buffer" || after.length === 0) return element;
  const { id, placement, routing } = element;
  const common = { id, placement, ...(routing === undefined ? {} : { routing }) };
  const times = { loadTime: dice.one([1, { dist: "exponential", mean: 2 }]), unloadTime: dice.whole(0, 2) };
  const dispatch = dice.one(["longest", "nearest"]);
  const failures = dice.chance(0.3)
    ? { failures: [{ id: "f", clock: dice.one(["busy", "calendar"]), timeToFailure: 60, timeToRepair: 7 }] }
    : {};
  const both = [...new Set([...before, ...after])];
  switch (dice.whole(0, 4)) {
    case 0:
      return {
        kind: "divert",
        ...common,
        transferTime: dice.whole(1, 2),
        switchTime: dice.one([0, 1.5]),
        ...failures,
      };
    case 1:
      return {
        kind: "turntable",
        ...common,
        ...times,
        dispatch,
        ...failures,
        speed: 45,
        acceleration: 90,
        angles: places(both, [0, 90, 180, 270]),
      };
    case 2:
      return {
        kind: "transferCar",
        ...common,
        ...times,
        dispatch,
        ...failures,
        speed: 1,
        acceleration: 0.5,
        rest: 0,
        stops: places(both, [-0.5, 0, 0.4]),
      };
    case 3:
      return {
        kind: "sorter",
        ...common,
        trays: dice.whole(4, 12),
        trayPitch: 0.8,
        speed: 1.6,
        inductions: Object.fromEntries(
          before.map((from) => [from, { at: dice.one([0, 0.8]), interval: dice.one([0, 3]) }]),
        ),
        chutes: places(after, [1.6, 2.4, 0]),
        ...failures,
      };
    default:
      return element;
  }
}

function onRandomPlants(property: (plant: Plant, number: number) => void): void {
  fc.assert(
    fc.property(fc.noShrink(fc.nat(1_000_000_000)), (number) => {
      const plant = conveyingPlant(number);
      fc.pre(plant !== undefined);
      property(plant, number);
    }),
    { numRuns: NIGHTLY ? 1000 : 60, seed: 2411, maxSkipsPerRun: 30 },
  );
}

test("F4, I1, V9, Z2: with conveying equipment parts are conserved and shares add to one", () => {
  const kinds = new Set<string>();
  let finished = 0;
  onRandomPlants((plant) => {
    for (const { kind } of plant.elements) kinds.add(kind);
    const { simulation, result } = run(plant, HORIZON, { warmup: WARMUP });
    finished += result.finished;
    plant.elements.forEach((element, i) => {
      const content = simulation.contentOf(i);
      expect(content).toBeGreaterThanOrEqual(0);
      if (element.kind === "divert" || element.kind === "turntable" || element.kind === "transferCar")
        expect(content).toBeLessThanOrEqual(1);
      if (element.kind === "sorter") expect(content).toBeLessThanOrEqual(element.trays);
      if ((element.kind === "conveyor" || element.kind === "merge") && typeof element.pitch !== "number")
        expect(content * (0.3 + element.pitch.gap)).toBeLessThanOrEqual((element.length ?? 0) + 1e-6);
    });
    for (const { states, meanContent, maxContent } of Object.values(result.stations)) {
      const sum = STATES.reduce((total, state) => total + states[state], 0);
      expect(Math.abs(sum - 1)).toBeLessThan(1e-9);
      expect(meanContent).toBeLessThanOrEqual(maxContent + 1e-9);
    }
  });
  expect([...kinds]).toEqual(
    expect.arrayContaining(["merge", "divert", "turntable", "transferCar", "sorter"]),
  );
  expect(finished).toBeGreaterThan(1000);
});

test("K8: with conveying equipment a run that is saved and restored has the same future", () => {
  onRandomPlants((plant, number) => {
    expectSameFuture(plant, HORIZON, [number % 97, 100 + (number % 89), 400.5], {
      seed: number % 1000,
      warmup: WARMUP,
    });
  });
});

test("K6, K7, K11: an unconnected line beside conveying equipment, and recording, change nothing", () => {
  const strangers = [
    arrivals("stranger-in", { dist: "exponential", mean: 5 }),
    station("stranger", 4),
    sink("stranger-out"),
  ];
  onRandomPlants((plant) => {
    const larger: Plant = {
      ...plant,
      elements: [...strangers, ...plant.elements],
      connections: [
        { from: "stranger-in", to: "stranger" },
        { from: "stranger", to: "stranger-out" },
        ...plant.connections,
      ],
    };
    const others = run(larger, HORIZON).lines.filter(({ element }) => !element.startsWith("stranger"));
    const seen = run(plant, HORIZON);
    expect(others).toEqual(seen.lines);
    const plain = new Simulation(plant);
    plain.runUntil(HORIZON);
    expect(plain.results()).toEqual(seen.result);
  });
});
