import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { tInterval } from "../../src/experiment/analysis/interval.ts";
import type { Storage } from "../../src/plant/elements/storage.ts";
import type { Element, Plant } from "../../src/plant/schema.ts";
import type { StorageResult } from "../../src/sim/results.ts";
import { Simulation } from "../../src/sim/simulation.ts";
import {
  arrivals,
  failure,
  log,
  parts,
  plantOf,
  type Run,
  run,
  schedule,
  sink,
  station,
  times,
} from "./plants.ts";
import { expectSameFuture, instantsOf } from "./same-future.ts";

vi.setConfig({ testTimeout: 60_000 });

type Crane = Storage["crane"];

/** One rack of so many bays and levels of 1 m, whose crane drives 1 m/s along and up, and needs no time to handle. */
function storage(
  bays: number,
  levels: number,
  more: Partial<Storage> = {},
  crane: Partial<Crane> = {},
): Element {
  return {
    kind: "storage",
    id: "store",
    placement: { position: [0, 0, 0], rotation: 0, size: [bays, 6, levels] },
    sides: 1,
    bays,
    levels,
    bayWidth: 1,
    levelHeight: 1,
    crane: { travel: { speed: 1 }, hoist: { speed: 1 }, ...crane },
    ...more,
  };
}

function storageResult({ result }: Pick<Run, "result">): StorageResult {
  const found = result.buffers["store"]?.storage;
  if (found === undefined) throw new Error("no storage");
  return found;
}

/** Where parts were stored, as `part aisle/side/bay/level`. */
function places(made: Run): string[] {
  return made.lines
    .filter(({ kind, element }) => kind === "arrive" && element === "store")
    .map(({ part, detail }) => `${part?.split("#")[1]} ${detail}`);
}

/** What comes at once, stays while a gate of the station is shut, and goes one by one: `after` is the length of the first cycle. */
function stockOf(entries: Parameters<typeof schedule>[1], store: Element, cycle: number | object = 0): Plant {
  return plantOf({
    products: ["a", "b", "c"],
    elements: [schedule("in", entries), store, station("use", cycle as number), sink()],
    flow: ["in > store > use > out"],
  });
}

describe("cycles", () => {
  test("H3, H4, H11: a dual command: hand calculation", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [0]),
        storage(4, 2, {}, { pickTime: 5, depositTime: 3, hoist: { speed: 0.5 } }),
        sink(),
      ],
      flow: ["in > store > out"],
    });
    const made = run(plant, 100);
    // Picked up at 5, half a metre, stored at 8.5; picked up at 13.5, at the exit at 14, given out at 17.
    expect(places(made)).toEqual(["0 1/1/1/1"]);
    expect(times(made, "arrive", "store")).toEqual([8.5]);
    expect(times(made, "exit", "out")).toEqual([17]);
    const { cycles, cranes, storeWaitMean, retrieveWaitMean } = storageResult(made);
    expect(cycles.dual).toMatchObject({ count: 1, mean: 17 });
    expect(cycles.store.count + cycles.retrieve.count).toBe(0);
    expect([storeWaitMean, retrieveWaitMean]).toEqual([5, 8.5]);
    expect(cranes[0]?.utilisation).toBeCloseTo(0.17, 12);
    expect(cranes[0]?.driving).toBeCloseTo(0.01, 12);
    expect(cranes[0]?.handling).toBeCloseTo(0.16, 12);
  });

  test("H3: both axes at the same time, each with its acceleration: hand calculation", () => {
    const crane = { travel: { speed: 2, acceleration: 0.5 }, hoist: { speed: 1, acceleration: 1 } };
    const fixed: Storage["assignment"] = {
      by: "fixed",
      places: { a: [{ bays: { from: 9, to: 9 }, levels: { from: 4, to: 4 } }] },
    };
    const made = run(stockOf([[0, "a"]], storage(9, 4, { assignment: fixed }, crane)), 100);
    // Along 8.5 m: 8.5/2 + 2/0.5 = 8.25 s; up 3 m: 3 + 1 = 4 s.
    expect(times(made, "arrive", "store")).toEqual([8.25]);
    const high = run(stockOf([[0, "a"]], storage(9, 4, { assignment: fixed, levelHeight: 3 }, crane)), 100);
    // Up 9 m: 10 s.
    expect(times(high, "arrive", "store")).toEqual([10]);
  });

  test("H11: single commands by priority and alternately, and a place of rest: hand calculation", () => {
    const entries = [
      [0, "a", 2],
      [20, "a", 2],
    ] as const;
    const at = (
      priority: NonNullable<Crane["priority"]>,
      rest: NonNullable<Crane["rest"]> = "stay",
    ): string[] =>
      log(
        run(
          stockOf(
            entries,
            storage(
              1,
              1,
              { bays: 4, entryPlaces: 4, exitPlaces: 4, retrieval: { ahead: true } },
              { commands: "single", priority, rest },
            ),
            1000,
          ),
          60,
        ),
        "store",
      )
        .filter((line) => / (arrive|finish) /.test(line))
        .map((line) => line.split(" ").slice(0, 2).join(" "));
    // Stored at 0.5; back for the second, which is in the second bay at 2.5; then both are fetched, 1 + 0.5 and 1.5 + 1.5 m.
    expect(at("store").slice(0, 4)).toEqual(["0.5 arrive", "2.5 arrive", "4 finish", "7 finish"]);
    expect(at("retrieve").slice(0, 4)).toEqual(["0.5 arrive", "1 finish", "1.5 arrive", "2 finish"]);
    // After the store it fetches, since that is the other one's turn.
    expect(at("alternate").slice(0, 4)).toEqual(["0.5 arrive", "1 finish", "1.5 arrive", "2 finish"]);
    // At rest at the entry it has been back before it fetches: 0.5, 1, 1.5, 2 at the exit, then the second part.
    expect(at("retrieve", "entry").slice(0, 4)).toEqual(["0.5 arrive", "2 finish", "2.5 arrive", "4 finish"]);
  });

  test("H8, H11: two reference places give the exact means of a rack that is square in time", () => {
    // With the entry at the middle of the first bay, places are 3 and 10 m away along, 10 and 3 m up; the rack is 15 m by 15 m.
    const fixed: Storage["assignment"] = {
      by: "fixed",
      places: {
        a: [{ bays: { from: 4, to: 4 }, levels: { from: 11, to: 11 } }],
        b: [{ bays: { from: 11, to: 11 }, levels: { from: 4, to: 4 } }],
      },
    };
    const plant = (retrieval: Storage["retrieval"], crane: Partial<Crane>): Plant =>
      plantOf({
        products: ["a", "b", "first"],
        elements: [
          schedule("early", [[0, "first"]]),
          schedule("in", [
            [0, "b"],
            [100, "a"],
          ]),
          storage(
            15,
            15,
            { entry: { x: 0.5, z: 0 }, assignment: fixed, retrieval },
            { rest: "entry", ...crane },
          ),
          station("use", { byProduct: { first: 101 }, default: 1000 }),
          sink(),
        ],
        flow: ["early > use", "in > store > use > out"],
      });
    // 4/3 of the 15 s that the rack is long, as E(SC) = 1 + 1/3 says.
    const single = storageResult(run(plant({}, { commands: "single" }), 300)).cycles;
    expect(single.store).toMatchObject({ count: 2, mean: 20 });
    // The part that is asked for at 101 is fetched after the store that began at 100: 10 + 7 + 10 s, 1.8 of 15 s, as
    // E(DC) = 4/3 + 1/2 − 1/30 says.
    const dual = storageResult(run(plant({}, {}), 300)).cycles;
    expect(dual.dual).toMatchObject({ count: 1, mean: 27 });
  });
});

/** All places of a rack as distances in time along and up from the entry. */
function grid(bays: number, levels: number, along: number, up: number): [number, number][] {
  return Array.from({ length: bays * levels }, (_, i) => [
    ((i % bays) + 0.5) / along,
    (Math.floor(i / bays) + 0.5) / up,
  ]);
}

/** Exact means over all places, and over all pairs of different places. */
function exactMeans(list: readonly (readonly [number, number])[]): { single: number; dual: number } {
  let single = 0;
  let dual = 0;
  for (const [x, z] of list) single += (2 * Math.max(x, z)) / list.length;
  for (const [i, [x, z]] of list.entries())
    for (let k = 0; k < list.length; k++) {
      if (k === i) continue;
      const [u, w] = list[k] as readonly [number, number];
      dual += Math.max(x, z) + Math.max(Math.abs(x - u), Math.abs(z - w)) + Math.max(u, w);
    }
  return { single, dual: dual / (list.length * (list.length - 1)) };
}

describe("mean cycles of a rack with random places: Bozer & White, IIE Transactions 16(4), 1984", () => {
  const SIDE = 30;
  // The lowest level is half a level above the entry, so that places are the centres of squares.
  const entry = { x: 0, z: -0.5 };

  for (const up of [1, 2]) {
    // Along 30 s; up 30 s or 15 s: shape factors 1 and 1/2.
    const q = 1 / up;
    const formula = {
      single: (1 + (q * q) / 3) * SIDE,
      dual: (4 / 3 + (q * q) / 2 - (q * q * q) / 30) * SIDE,
    };
    const exact = exactMeans(grid(SIDE, SIDE, 1, up));

    test(`H6, H11: shape ${q}: the formulas are the means over all places to 0.3 %`, () => {
      expect(Math.abs(exact.single / formula.single - 1)).toBeLessThan(0.003);
      expect(Math.abs(exact.dual / formula.dual - 1)).toBeLessThan(0.003);
    });

    test(`H6, H11: shape ${q}: single commands: 99 % t-intervals of 12 replications cover the exact mean and the formula`, () => {
      const means = Array.from({ length: 12 }, (_, replication) => {
        const plant = plantOf({
          elements: [
            arrivals("in", 200),
            storage(
              SIDE,
              SIDE,
              { entry, assignment: { by: "random" } },
              { hoist: { speed: up }, commands: "single", rest: "entry" },
            ),
            sink(),
          ],
          flow: ["in > store > out"],
        });
        const { cycles } = storageResult(run(plant, 200 * 250, { seed: 5, replication }));
        expect(cycles.store.count).toBeGreaterThan(240);
        expect(cycles.store.mean).toBeCloseTo(cycles.retrieve.mean, 6);
        return cycles.store.mean;
      });
      const { mean, halfWidth = 0 } = tInterval(means, 0.99);
      expect(Math.abs(mean - exact.single)).toBeLessThan(halfWidth);
      expect(Math.abs(mean - formula.single)).toBeLessThan(halfWidth + 0.003 * formula.single);
    });

    test(`H6, H11: shape ${q}: dual commands: 99 % t-intervals of 12 replications cover the exact mean and the formula`, () => {
      const means = Array.from({ length: 12 }, (_, replication) => {
        // Five in stock; from then on each new part comes with a ticket a moment later, for which the oldest is fetched.
        const stock: [number, string, number] = [0, "part", 5];
        const ticket = (i: number): number => 10_000 + 200 * i;
        const plant = plantOf({
          products: ["part", "ticket"],
          elements: [
            schedule("in", [stock, ...Array.from({ length: 250 }, (_, i) => ticket(i))]),
            schedule(
              "tickets",
              Array.from({ length: 250 }, (_, i) => [ticket(i) + 0.001, "ticket"] as const),
            ),
            storage(
              SIDE,
              SIDE,
              { entry, assignment: { by: "random" }, retrieval: { ahead: true } },
              { hoist: { speed: up }, rest: "entry" },
            ),
            station("join", 0, {
              assembly: { bills: [{ inputs: [{ from: "store" }, { product: "ticket" }] }] },
            }),
            sink(),
          ],
          flow: ["in > store > join > out", "tickets > join"],
        });
        const { cycles } = storageResult(
          run(plant, 10_000 + 200 * 251, { seed: 9, replication, warmup: 9000 }),
        );
        expect(cycles.dual.count).toBe(250);
        expect(cycles.store.count + cycles.retrieve.count).toBe(0);
        return cycles.dual.mean;
      });
      const { mean, halfWidth = 0 } = tInterval(means, 0.99);
      expect(Math.abs(mean - exact.dual)).toBeLessThan(halfWidth);
      expect(Math.abs(mean - formula.dual)).toBeLessThan(halfWidth + 0.003 * formula.dual);
    });
  }
});

describe("places", () => {
  const all = (
    more: Partial<Storage>,
    entries: Parameters<typeof schedule>[1],
    bays = 2,
    levels = 2,
  ): string[] =>
    places(
      run(
        stockOf(entries, storage(bays, levels, { entryPlaces: 9, retrieval: { sequence: ["c"] }, ...more })),
        1000,
      ),
    );

  test("H5: the nearest, of equals the first by rack, bay, level: hand calculation", () => {
    // Times from the entry: bay 1: 0.5 and 1 s (level 2), bay 2: 1.5 and 1.5 s.
    expect(all({}, [[0, "a", 4]])).toEqual(["0 1/1/1/1", "1 1/1/1/2", "2 1/1/2/1", "3 1/1/2/2"]);
  });

  test("H6: random places are alike: chi-squared at 0.1 % over 3,000 parts", () => {
    const plant = plantOf({
      elements: [arrivals("in", 20), storage(2, 2, { assignment: { by: "random" } }), sink()],
      flow: ["in > store > out"],
    });
    const counts = new Map<string, number>();
    for (const place of places(run(plant, 60_000))) {
      const name = place.split(" ")[1] as string;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    expect(total).toBeGreaterThan(2990);
    const chi = [...counts.values()].reduce((sum, count) => sum + (count - total / 4) ** 2 / (total / 4), 0);
    expect(counts.size).toBe(4);
    // 99.9 % quantile with 3 degrees of freedom.
    expect(chi).toBeLessThan(16.27);
  });

  test("H7: each class in its zone, then in slower and in quicker ones; strict waits: hand calculation", () => {
    const classes = (strict: boolean): Storage["assignment"] => ({
      by: "classes",
      within: "nearest",
      strict,
      zones: [
        { products: ["a"], share: 0.25 },
        { products: ["b"], share: 0.5 },
        { products: [], share: 0.25 },
      ],
    });
    const entries = [
      [0, "b"],
      [1, "a"],
      [2, "a"],
      [3, "a"],
    ] as const;
    // Quickest is 1/1, zone 2 is 1/2 and 2/1, zone 3 is 2/2.
    expect(all({ assignment: classes(false) }, entries)).toEqual([
      "0 1/1/1/2",
      "1 1/1/1/1",
      "2 1/1/2/1",
      "3 1/1/2/2",
    ]);
    expect(all({ assignment: classes(true) }, entries)).toEqual(["0 1/1/1/2", "1 1/1/1/1"]);
  });

  test("H8: fixed places, block by block; what finds none waits at the entry: hand calculation", () => {
    const assignment: Storage["assignment"] = {
      by: "fixed",
      places: {
        a: [{ bays: { from: 2, to: 2 }, levels: { from: 2, to: 2 } }, { levels: { from: 1, to: 1 } }],
        b: [{ bays: { from: 1, to: 1 }, levels: { from: 1, to: 1 } }],
      },
    };
    expect(
      all({ assignment }, [
        [0, "a", 3],
        [50, "b"],
      ]),
    ).toEqual(["0 1/1/2/2", "1 1/1/1/1", "2 1/1/2/1"]);
  });

  test("H13: aisles: emptiest, in turn, spread, together: hand calculation", () => {
    const aisles = (aisleRule: Storage["aisleRule"]): string =>
      all({ aisles: 2, aisleRule }, [
        [0, "a"],
        [10, "b"],
        [20, "b"],
        [30, "a"],
      ] as never)
        .map((place) => place.split(" ")[1]?.slice(0, 1))
        .join("");
    expect(aisles("emptiest")).toBe("1212");
    expect(aisles("turn")).toBe("1212");
    expect(aisles("spread")).toBe("1122");
    expect(aisles("together")).toBe("1111");
  });
});

describe("asking", () => {
  /** Five parts in the store before the station that takes them is ready at 100 s. */
  const order = (retrieval: Storage["retrieval"], more: Partial<Storage> = {}): string[] => {
    const plant = plantOf({
      products: ["a", "b", "first"],
      elements: [
        schedule("early", [[0, "first"]]),
        schedule("in", [
          [1, "a"],
          [11, "b"],
          [21, "a"],
          [31, "b"],
        ]),
        storage(3, 2, { retrieval, ...more }),
        station("use", { byProduct: { first: 100 }, default: 10 }),
        sink(),
      ],
      flow: ["early > use", "in > store > use > out"],
    });
    return parts(run(plant, 300), "exit", "out")
      .slice(1)
      .map((part) => part.split("#")[1] as string);
  };

  test("H9, H10: fifo, lifo, nearest, and a sequence, only while there is room: hand calculation", () => {
    expect(order({})).toEqual(["0", "1", "2", "3"]);
    expect(order({ rule: "lifo" })).toEqual(["3", "2", "1", "0"]);
    expect(order({ rule: "nearest" })).toEqual(["0", "1", "2", "3"]);
    expect(order({ sequence: ["b", "a"] })).toEqual(["1", "0", "3", "2"]);
    // What is missing is waited for.
    expect(order({ sequence: ["b", "b", "b"] })).toEqual(["1", "3"]);
  });

  test("H10: the earliest due date first: hand calculation", () => {
    const plant = plantOf({
      elements: [
        schedule("early", [[0, "part"]]),
        {
          kind: "source",
          id: "in",
          placement: { position: [0, 0, 0], rotation: 0, size: [1, 1, 1] },
          arrivals: {
            mode: "orders",
            release: "push",
            orders: [
              { id: "x", product: "part", quantity: 1, release: 1, due: 900 },
              { id: "y", product: "part", quantity: 1, release: 11, due: 300 },
              { id: "z", product: "part", quantity: 1, release: 21, due: 600 },
            ],
          },
        },
        storage(3, 2, { retrieval: { rule: "dueDate" } }),
        station("use", 100),
        sink(),
      ],
      flow: ["early > use", "in > store > use > out"],
    });
    expect(parts(run(plant, 900), "exit", "out").map((part) => part.split(" ")[1])).toEqual([
      "early#0",
      "in#1",
      "in#2",
      "in#0",
    ]);
  });

  test("H9: with places at the exit parts are there ahead: hand calculation", () => {
    const plant = stockOf(
      [[0, "a", 3]],
      storage(3, 1, { entryPlaces: 3, exitPlaces: 2, retrieval: { ahead: true } }),
      1000,
    );
    const made = run(plant, 100);
    // One in the station, two at the exit.
    expect(times(made, "finish", "store")).toHaveLength(3);
    const slow = run(stockOf([[0, "a", 3]], storage(3, 1, { entryPlaces: 3 }), 1000), 100);
    expect(times(slow, "finish", "store")).toHaveLength(1);
  });
});

describe("deep channels", () => {
  test("H12: what stands before a part makes way, to the nearest channel: hand calculation", () => {
    const plant = plantOf({
      products: ["a", "b", "first"],
      elements: [
        schedule("early", [[0, "first"]]),
        schedule("in", [
          [1, "a"],
          [11, "b"],
        ]),
        storage(3, 1, { depth: 2 }),
        station("use", { byProduct: { first: 100 }, default: 10 }),
        sink(),
      ],
      flow: ["early > use", "in > store > use > out"],
    });
    const made = run(plant, 300);
    expect(places(made)).toEqual(["0 1/1/1/1", "1 1/1/1/1", "1 1/1/2/1"]);
    // At 100 the crane stands at bay 1, where both are: b to bay 2 (1 s), back (1 s), a to the exit (0.5 s).
    expect(times(made, "finish", "store")[0]).toBe(102.5);
    const { relocations, cycles } = storageResult(made);
    expect(relocations).toBe(1);
    // Then b: to bay 2 and back.
    expect(cycles.retrieve).toMatchObject({ count: 2, min: 2.5, max: 3 });
  });

  test("H12: accessible first avoids it, pure channels hold one product, and a channel's depth stays free: hand calculation", () => {
    const entries = [
      [0, "a"],
      [10, "b"],
      [20, "a", 5],
    ] as const;
    const made = run(
      stockOf(
        entries,
        storage(3, 1, { depth: 2, pureChannels: true, entryPlaces: 9, retrieval: { sequence: ["c"] } }),
      ),
      500,
    );
    // Six places: b has a channel of its own; the place beside it is the one that stays free.
    expect(places(made)).toEqual(["0 1/1/1/1", "1 1/1/2/1", "2 1/1/1/1", "3 1/1/3/1", "4 1/1/3/1"]);
  });

  test("H12: random deep racks: every part that is asked for comes out, and nothing gets lost", () => {
    fc.assert(
      fc.property(
        fc.record({
          depth: fc.integer({ min: 1, max: 3 }),
          bays: fc.integer({ min: 2, max: 4 }),
          aisles: fc.integer({ min: 1, max: 2 }),
          pure: fc.boolean(),
          rule: fc.constantFrom("fifo", "lifo", "nearest", "dueDate"),
          by: fc.constantFrom("nearest", "random"),
          commands: fc.constantFrom("single", "dual"),
          mean: fc.integer({ min: 4, max: 30 }),
          cycle: fc.integer({ min: 1, max: 25 }),
        }),
        ({ depth, bays, aisles, pure, rule, by, commands, mean, cycle }) => {
          const plant = plantOf({
            products: ["a", "b"],
            elements: [
              schedule(
                "in",
                Array.from({ length: 60 }, (_, i) => [i * mean, i % 3 === 0 ? "a" : "b"] as const),
              ),
              storage(
                bays,
                2,
                {
                  depth,
                  aisles,
                  sides: 2,
                  pureChannels: pure,
                  assignment: { by },
                  retrieval: { rule, accessibleFirst: mean % 2 === 0 },
                },
                { commands, pickTime: 1, depositTime: 1 },
              ),
              station("use", cycle),
              sink(),
            ],
            flow: ["in > store > use > out"],
          });
          const simulation = new Simulation(plant);
          for (let t = 1; t < 40; t++) {
            simulation.runUntil(t * 100);
            simulation.results(false);
          }
          simulation.runUntil(10_000);
          expect(simulation.results().finished).toBe(60);
        },
      ),
      { numRuns: Number(process.env["TAKTWERK_RANDOM_RUNS"] ?? 25) },
    );
  });
});

describe("cranes and figures", () => {
  const failing = stockOf(
    [[0, "a", 3]],
    storage(
      6,
      3,
      { entryPlaces: 3, depth: 2, aisles: 2, assignment: { by: "random" }, retrieval: { rule: "lifo" } },
      {
        pickTime: 2,
        depositTime: { dist: "uniform", min: 1, max: 3 },
        failures: [failure("f", "busy", 7, 5)],
      },
    ),
    20,
  );

  test("H14: a breakdown holds a cycle up by its repair: hand calculation", () => {
    const plant = stockOf(
      [[0, "a"]],
      storage(2, 1, {}, { pickTime: 5, depositTime: 3, failures: [failure("f", "busy", 6, 50)] }),
    );
    // Without: stored at 8.5. It breaks down at 6, half a second before the end of the deposit's third second, for 50 s.
    const made = run(plant, 100);
    expect(times(made, "arrive", "store")).toEqual([58.5]);
    expect(storageResult(made).failures).toBe(2);
    expect(storageResult(made).cranes[0]?.states.failed).toBeGreaterThan(0.5);
  });

  test("H15: fill level, zones, waits and states: hand calculation", () => {
    const zones: Storage["assignment"] = {
      by: "classes",
      within: "nearest",
      zones: [
        { name: "A", products: ["a"], share: 0.5 },
        { name: "B", products: [], share: 0.5 },
      ],
    };
    const plant = stockOf(
      [[0, "a", 3]],
      storage(2, 1, { assignment: zones, entryPlaces: 2, retrieval: { sequence: ["c"] } }),
    );
    const made = run(plant, 100);
    const result = storageResult(made);
    // Stored from 0.5 and 2.5 on: the second goes back half a metre, and 1.5 m to bay 2.
    expect(result.fillLevel).toBeCloseTo((99.5 + 97.5) / 200, 12);
    expect(result.zones?.map(({ fillLevel, places: count }) => [fillLevel, count])).toEqual([
      [expect.closeTo(0.995, 12), 1],
      [expect.closeTo(0.975, 12), 1],
    ]);
    expect(result.byProduct).toEqual({ a: expect.closeTo(1.97, 12) });
    // The third finds no place: the crane is blocked from 2.5 on.
    expect(result.cranes[0]?.states).toMatchObject({ working: 0.025, blocked: 0.975 });
    expect(result.storeWaitMax).toBe(1);
    // Contents count what waits at the entry as well.
    expect(made.result.buffers["store"]?.meanContent).toBeCloseTo(3, 12);
  });

  test("H4, H12, H14: same future from a snapshot at any instant", () => {
    expectSameFuture(failing, 200, instantsOf(failing, 200));
  });

  test("H9: a supermarket replenishes a storage to its maximum when the stock falls to the minimum", () => {
    const plant = plantOf({
      products: ["a"],
      elements: [
        { ...(schedule("in", [0]) as object), id: "make", arrivals: { mode: "saturated" } } as Element,
        storage(10, 2, { entryPlaces: 2 }),
        station("use", 50),
        sink(),
      ],
      flow: ["make > store > use > out"],
      resources: [{ kind: "supermarket", id: "stock", section: ["store"], stock: { a: { min: 2, max: 6 } } }],
    });
    const made = run(plant, 2000);
    const { resources } = made.result;
    expect(resources?.["stock"]).toMatchObject({ maxInside: 6 });
    // After the first six, four come at a time: whenever the last of six goes that leaves two.
    const entered = times(made, "enter", "store");
    const gone = times(made, "enter", "use");
    const begins = entered.filter((time, i) => i > 0 && time - (entered[i - 1] as number) > 100);
    expect(begins.length).toBeGreaterThan(5);
    const before = (list: readonly number[], time: number): number => list.filter((t) => t < time).length;
    for (const time of begins) {
      // The one that is taken at this instant is the fourth.
      expect(before(entered, time) - before(gone, time)).toBe(3);
      expect(gone).toContain(time);
    }
  });
});
