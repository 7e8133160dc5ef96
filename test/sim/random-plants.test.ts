import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import { RandomStream } from "../../src/base/random.ts";
import { conveyorLength } from "../../src/plant/geometry.ts";
import type { Element, Plant } from "../../src/plant/schema.ts";
import { STATES } from "../../src/plant/states.ts";
import type { EventRecord } from "../../src/sim/kernel/trace.ts";
import { Simulation } from "../../src/sim/simulation.ts";
import { arrivals, type Run, recorded, sink, station } from "./plants.ts";
import { randomPlant } from "./random-plant.ts";
import { expectSameFuture } from "./same-future.ts";

const NIGHTLY = process.env["TAKTWERK_NIGHTLY"] === "1";
vi.setConfig({ testTimeout: NIGHTLY ? 3_600_000 : 180_000 });
/** Times at which a run is saved: each costs as much as the rest of the run. */
const SAVES = NIGHTLY ? 5 : 2;
const HORIZON = 1500;
const WARMUP = 200;

/** Runs a property on so many plants; a failure prints the number that `randomPlant` makes the plant of. */
function onRandomPlants(property: (plant: Plant, number: number) => void): void {
  fc.assert(
    fc.property(fc.noShrink(fc.nat(1_000_000_000)), (number) => {
      const plant = randomPlant(number);
      fc.pre(plant !== undefined);
      property(plant, number);
    }),
    { numRuns: NIGHTLY ? 1000 : 100, seed: 1924, maxSkipsPerRun: 20 },
  );
}

function capacityOf(element: Element): number {
  switch (element.kind) {
    case "station":
      return element.servers ?? 1;
    case "buffer":
      return element.capacity ?? Infinity;
    case "conveyor":
      return (
        element.capacity ??
        Math.max(1, Math.floor(conveyorLength(element) / (element.pitch as number) + 1e-9))
      );
    default:
      return Infinity;
  }
}

/** Parts inside each element by the event log alone; on the way, that each part leaves the element that it is in. */
function contentsByLog({ lines }: Run): Map<string, number> {
  const inside = new Map<string, number>();
  const where = new Map<string, string>();
  for (const { kind, element, part = "", detail } of lines) {
    if (kind !== "enter") continue;
    const from = where.get(part);
    if (from !== undefined) {
      expect(detail).toBe(from);
      inside.set(from, (inside.get(from) ?? 0) - 1);
    }
    inside.set(element, (inside.get(element) ?? 0) + 1);
    where.set(part, element);
  }
  return inside;
}

test("F4, T1, U1, V3, T5, Z2, Z3: parts are conserved, contents within bounds, shares add to one", () => {
  onRandomPlants((plant) => {
    for (const until of [HORIZON / 7, HORIZON]) {
      const seen = recorded(plant, until, { warmup: WARMUP });
      const { simulation, result } = seen;
      const byLog = contentsByLog(seen);
      let inside = 0;
      plant.elements.forEach((element, i) => {
        const content = simulation.contentOf(i);
        expect(content).toBeGreaterThanOrEqual(0);
        expect(content).toBeLessThanOrEqual(capacityOf(element));
        const raw =
          element.kind === "source" &&
          (element.arrivals.mode === "saturated" ||
            (element.arrivals.mode === "orders" && element.arrivals.release === "pull"));
        if (element.kind !== "sink" && !raw) inside += content;
        if (element.kind === "station" || element.kind === "buffer" || element.kind === "conveyor")
          expect(content).toBe(byLog.get(element.id) ?? 0);
      });
      expect(result.wipNow).toBe(inside);
      const whole = recorded(plant, until, { warmup: 0 }).result;
      const entered = Object.values(whole.sources).reduce((sum, one) => sum + one.entered, 0);
      for (const one of Object.values(whole.sources)) expect(one.arrived).toBe(one.entered + one.lost);
      expect(entered).toBe(whole.finished + inside);
      for (const { entered: came, left } of Object.values(whole.buffers))
        expect(left).toBeLessThanOrEqual(came);
      for (const { states, meanContent, maxContent } of Object.values(result.stations)) {
        const shares = STATES.map((state) => states[state]);
        for (const share of shares) expect(share).toBeGreaterThanOrEqual(0);
        expect(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1)).toBeLessThan(1e-9);
        expect(meanContent).toBeLessThanOrEqual(maxContent + 1e-9);
      }
      for (const { histogram, meanContent, maxContent } of Object.values(result.buffers)) {
        if (until > WARMUP)
          expect(Math.abs(histogram.reduce((sum, share) => sum + share, 0) - 1)).toBeLessThan(1e-9);
        expect(meanContent).toBeGreaterThanOrEqual(0);
        expect(meanContent).toBeLessThanOrEqual(maxContent + 1e-9);
      }
    }
  });
});

test("K7, K11, Z1, Z4: the same seed gives the same hash, recorded or not, watched or not", () => {
  onRandomPlants((plant) => {
    const plain = new Simulation(plant, { seed: 3, warmup: WARMUP });
    plain.runUntil(HORIZON);
    const logged = recorded(plant, HORIZON, { seed: 3, warmup: WARMUP });
    expect(logged.result).toEqual(plain.results());
    const watched = new Simulation(plant, { seed: 3, warmup: WARMUP });
    for (let time = 0; time <= HORIZON; time += HORIZON / 10) {
      watched.runUntil(time);
      watched.results();
    }
    expect(watched.stateHash()).toBe(plain.stateHash());
    expect(recorded(plant, HORIZON, { seed: 3, warmup: 0 }).lines).toEqual(logged.lines);
  });
});

test("K8: saved at any time and restored, a run has the same future", () => {
  onRandomPlants((plant, number) => {
    const stream = RandomStream.keyed(number, 0, "snapshot", "times");
    const times = Array.from({ length: SAVES }, () => Math.floor(stream.nextUniform() * HORIZON)).sort(
      (a, b) => a - b,
    );
    expectSameFuture(plant, HORIZON, [...times, Math.max(...times) + 0.5], {
      seed: number % 1000,
      warmup: WARMUP,
    });
  });
});

test("K8: saved between two events, also of the same instant, it has the same future", () => {
  onRandomPlants((plant, number) => {
    const whole = recorded(plant, HORIZON / 3, { seed: 5 });
    const stream = RandomStream.keyed(number, 0, "snapshot", "events");
    const lines: EventRecord[] = [];
    const stepped = new Simulation(plant, { seed: 5, record: (line) => lines.push(line) });
    for (let taken = 0; taken < 5; taken++) {
      const steps = Math.floor((stream.nextUniform() * whole.result.events) / 6);
      for (let i = 0; i < steps && stepped.nextEventTime <= HORIZON / 3; i++) stepped.step();
      const snapshot = JSON.parse(JSON.stringify(stepped.snapshot())) as ReturnType<Simulation["snapshot"]>;
      const tail: EventRecord[] = [];
      const restored = Simulation.restore(plant, snapshot, (line) => tail.push(line));
      restored.runUntil(HORIZON / 3);
      expect([...lines, ...tail]).toEqual(whole.lines);
      expect(restored.results()).toEqual(whole.result);
    }
  });
});

test("K6: an unconnected line beside it changes none of its lines", () => {
  const strangers = [
    arrivals("stranger-in", { dist: "exponential", mean: 5 }),
    station("stranger", 4, { servers: 2 }),
    sink("stranger-out"),
  ];
  onRandomPlants((plant, number) => {
    const larger: Plant = {
      ...plant,
      elements: number % 2 === 0 ? [...strangers, ...plant.elements] : [...plant.elements, ...strangers],
      connections: [
        { from: "stranger-in", to: "stranger" },
        { from: "stranger", to: "stranger-out" },
        ...plant.connections,
      ],
    };
    const others = recorded(larger, HORIZON).lines.filter(({ element }) => !element.startsWith("stranger"));
    expect(others).toEqual(recorded(plant, HORIZON).lines);
  });
});

test("K9, F1: every cause is an earlier line at the same instant or before, and time never goes back", () => {
  onRandomPlants((plant) => {
    const times = new Map<string, number>();
    let now = 0;
    for (const { id, time, cause, part, kind } of recorded(plant, HORIZON).lines) {
      expect(time).toBeGreaterThanOrEqual(now);
      now = time;
      if (cause !== undefined) expect(times.get(cause)).toBeLessThanOrEqual(time);
      expect(times.has(id)).toBe(false);
      times.set(id, time);
      if (kind === "enter") expect(part).toBeDefined();
    }
  });
});

test("K9: each kind of line is released by what the rules say", () => {
  /** Kinds of the lines that may release a line; `none` is what happens by itself. */
  const allowed: Readonly<Record<string, readonly string[]>> = {
    create: ["none", "enter", "exit", "shiftStart"],
    lost: ["create"],
    enter: ["create", "enter", "finish", "repair", "maintained", "shiftStart", "resume"],
    start: ["enter", "setup", "start", "seize", "resume"],
    setup: ["enter", "seize"],
    seize: ["enter", "setup", "start", "resume", "fail", "maintain", "release", "shiftStart"],
    release: ["setup", "start", "seize", "resume"],
    suspend: ["fail", "maintain", "shiftEnd"],
    resume: ["repair", "maintained", "shiftStart"],
    finish: ["start", "resume"],
    exit: ["enter"],
    "fail by calendar": ["none"],
    "fail busy": ["start", "resume", "enter", "repair", "maintained", "shiftStart"],
    repair: ["fail", "seize", "resume"],
    // Due at last when a part is finished or another stop ends, or by age.
    maintain: ["none", "start", "resume", "finish", "fail", "seize", "maintain", "maintained", "repair"],
    maintained: ["maintain", "seize", "resume"],
    shiftStart: ["none"],
    shiftEnd: ["none"],
  };
  onRandomPlants((plant) => {
    const clocks = new Map(
      plant.elements.flatMap((element) =>
        "failures" in element
          ? (element.failures ?? []).map(({ id, clock }) => [`${element.id} ${id}`, clock] as const)
          : [],
      ),
    );
    const { lines } = recorded(plant, HORIZON);
    const kinds = new Map(lines.map(({ id, kind }) => [id, kind]));
    for (const { kind, element, detail, cause } of lines) {
      const clock = clocks.get(`${element} ${detail}`);
      const what = kind === "fail" ? (clock === "busy" ? "fail busy" : "fail by calendar") : kind;
      const by = cause === undefined ? "none" : kinds.get(cause);
      if (!allowed[what]?.includes(by ?? ""))
        expect.fail(`${what} of ${element} is released by ${by} ${cause}`);
    }
  });
});

test("most random plants are worth looking at: parts come through, and all kinds of events happen", () => {
  const kinds = new Set<string>();
  let productive = 0;
  onRandomPlants((plant) => {
    const { lines, result } = recorded(plant, HORIZON);
    for (const { kind } of lines) kinds.add(kind);
    if (result.finished > 20) productive++;
  });
  expect(kinds.size).toBe(17);
  expect(productive).toBeGreaterThan(60);
});
