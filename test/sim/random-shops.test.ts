import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import { RandomStream } from "../../src/base/random.ts";
import type { Plant } from "../../src/plant/schema.ts";
import { WORKER_STATES } from "../../src/plant/worker-states.ts";
import type { EventRecord } from "../../src/sim/kernel/trace.ts";
import { VEHICLE_STATES } from "../../src/sim/resources/vehicle.ts";
import { Simulation } from "../../src/sim/simulation.ts";
import type { SimulationSnapshot } from "../../src/sim/snapshot.ts";
import { run } from "./plants.ts";
import { randomShop } from "./random-shop.ts";
import { expectSameFuture } from "./same-future.ts";

const NIGHTLY = process.env["TAKTWERK_NIGHTLY"] === "1";
vi.setConfig({ testTimeout: NIGHTLY ? 3_600_000 : 180_000 });
const RUNS = NIGHTLY ? 1000 : 50;
const HORIZON = 700;
const WARMUP = 100;

/** Plants that broke a property once. */
const FOUND: readonly number[] = [800_938_548, 388_996_310];

/** Runs a property on so many plants; a failure prints the number that `randomShop` makes the plant of. */
function onRandomShops(property: (plant: Plant, number: number) => void): void {
  fc.assert(
    fc.property(fc.noShrink(fc.nat(1_000_000_000)), (number) => {
      const plant = randomShop(number);
      fc.pre(plant !== undefined);
      property(plant, number);
    }),
    { numRuns: RUNS, seed: 1924, examples: FOUND.map((number) => [number]), maxSkipsPerRun: 30 },
  );
}

test("W11 to W16, G7, K9, Z6: with crews and vehicles breaks are within their limits, shares add to one, parts are conserved", () => {
  const seen = new Set<string>();
  let productive = 0;
  onRandomShops((plant) => {
    // Reading the results asserts that parts are conserved.
    const { lines, result } = run(plant, HORIZON, { warmup: WARMUP });
    const limits = new Map(
      (plant.resources ?? []).flatMap((pool) =>
        pool.kind === "workers" && pool.breaks !== undefined
          ? [
              [
                pool.id,
                {
                  most: pool.breaks.atMostAway ?? pool.size,
                  duration: pool.breaks.windows[0]?.duration ?? 0,
                },
              ],
            ]
          : [],
      ),
    );
    const away = new Map<string, number>();
    const times = new Map<string, number>();
    let now = 0;
    for (const { id, time, cause, kind, element, detail } of lines) {
      expect(time).toBeGreaterThanOrEqual(now);
      now = time;
      if (cause !== undefined) expect(times.get(cause)).toBeLessThanOrEqual(time);
      times.set(id, time);
      seen.add(kind);
      if (kind !== "breakStart" && kind !== "breakEnd") continue;
      const worker = `${element} ${detail}`;
      const { most = 0, duration = 0 } = limits.get(element) ?? {};
      if (kind === "breakStart") {
        expect(away.has(worker)).toBe(false);
        away.set(worker, time);
        expect([...away.keys()].filter((each) => each.startsWith(`${element} `)).length).toBeLessThanOrEqual(
          most,
        );
      } else {
        expect(time - (away.get(worker) ?? Number.NaN)).toBeCloseTo(duration, 6);
        away.delete(worker);
      }
    }
    for (const resource of Object.values(result.resources ?? {})) {
      if (resource.kind !== "workers" && resource.kind !== "fleet") continue;
      const shares =
        resource.kind === "workers"
          ? WORKER_STATES.map((state) => resource.states[state])
          : VEHICLE_STATES.map((state) => resource.shares[state]);
      for (const share of shares) expect(share).toBeGreaterThanOrEqual(0);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      if (resource.kind !== "workers") continue;
      for (const state of WORKER_STATES) if (resource.states[state] > 0) seen.add(`worker ${state}`);
      seen.add(resource.replacedShare === undefined || resource.replacedShare === 0 ? "" : "replaced");
    }
    if (result.finished > 5) productive++;
  });
  for (const kind of [
    "breakStart",
    "breakEnd",
    "depart",
    "arrive",
    "seize",
    "replaced",
    ...WORKER_STATES.map((state) => `worker ${state}`),
  ])
    expect(seen).toContain(kind);
  expect(productive / RUNS).toBeGreaterThan(0.5);
});

test("K7, K11: the same seed gives the same hash, recorded or not, watched or not", () => {
  onRandomShops((plant) => {
    const plain = new Simulation(plant, { seed: 3, warmup: WARMUP });
    plain.runUntil(HORIZON);
    expect(run(plant, HORIZON, { seed: 3, warmup: WARMUP }).result).toEqual(plain.results());
    const watched = new Simulation(plant, { seed: 3, warmup: WARMUP });
    for (let time = 0; time <= HORIZON; time += HORIZON / 7) {
      watched.runUntil(time);
      watched.results();
    }
    watched.runUntil(HORIZON);
    expect(watched.stateHash()).toBe(plain.stateHash());
  });
});

test("K8: saved at any time and restored, a run with crews and vehicles has the same future", () => {
  onRandomShops((plant, number) => {
    const stream = RandomStream.keyed(number, 0, "snapshot", "times");
    const times = Array.from({ length: 3 }, () => Math.floor(stream.nextUniform() * HORIZON)).sort(
      (a, b) => a - b,
    );
    expectSameFuture(plant, HORIZON, times, { seed: number % 1000, warmup: WARMUP });
  });
});

test("K8: saved between two events, also of one instant, it has the same future", () => {
  onRandomShops((plant, number) => {
    const until = HORIZON / 2;
    const whole = run(plant, until, { seed: 5 });
    const stream = RandomStream.keyed(number, 0, "snapshot", "events");
    const lines: EventRecord[] = [];
    const stepped = new Simulation(plant, { seed: 5, record: (line) => lines.push(line) });
    for (let taken = 0; taken < 3; taken++) {
      const steps = Math.floor((stream.nextUniform() * whole.result.events) / 4);
      for (let i = 0; i < steps && stepped.nextEventTime <= until; i++) stepped.step();
      const snapshot = JSON.parse(JSON.stringify(stepped.snapshot())) as SimulationSnapshot;
      const tail: EventRecord[] = [];
      const restored = Simulation.restore(plant, snapshot, (line) => tail.push(line));
      restored.runUntil(until);
      expect([...lines, ...tail]).toEqual(whole.lines);
      expect(restored.results()).toEqual(whole.result);
    }
  });
});
