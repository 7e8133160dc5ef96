import { describe, expect, test } from "vitest";
import { tInterval } from "../../src/experiment/analysis/interval.ts";
import type { Duration } from "../../src/plant/distribution.ts";
import type { Plant } from "../../src/plant/schema.ts";
import { Simulation } from "../../src/sim/simulation.ts";
import { buffer, carriers, log, parts, plantOf, run, saturated, schedule, sink, station } from "./plants.ts";
import { expectSameFuture, instantsOf } from "./same-future.ts";

/** A loop: mount, two machines, dismount, and back; mounting and dismounting take times of their own. */
function loop(count: number, times: readonly [Duration, Duration, Duration, Duration]): Plant {
  const [mount, first, second, dismount] = times;
  return plantOf({
    products: ["part", "pallet"],
    elements: [
      saturated("raw"),
      buffer("home"),
      station("mount", mount, {
        assembly: { bills: [{ inputs: [{ product: "pallet" }, { from: "raw" }] }] },
      }),
      buffer("q1"),
      station("m1", first),
      buffer("q2"),
      station("m2", second),
      buffer("q3"),
      station("dismount", dismount, {
        disassembly: {},
        routing: { policy: "byProduct", map: { part: "out", pallet: "home" } },
      }),
      sink(),
    ],
    resources: [carriers("pallet", count, "home")],
    flow: ["raw > mount > q1 > m1 > q2 > m2 > q3 > dismount > out", "dismount > home > mount"],
  });
}

describe("carriers that go round", () => {
  test("L1, L3: all stand empty in their home at the start, and each is used again", () => {
    const plant = loop(2, [1, 10, 4, 2]);
    const seen = run(plant, 60);
    expect(log({ lines: seen.lines.filter(({ time }) => time === 0) }, "home")).toEqual([
      "0 enter home pallets#0 pallets",
      "0 enter home pallets#1 pallets",
    ]);
    expect(parts(seen, "exit", "out")).toEqual(["17 raw#0", "27 raw#1", "37 raw#2", "47 raw#3", "57 raw#4"]);
    expect(parts(seen, "start", "m1").slice(0, 4)).toEqual([
      "1 pallets#0",
      "11 pallets#1",
      "21 pallets#0",
      "31 pallets#1",
    ]);
    expectSameFuture(plant, 40, instantsOf(plant, 40));
  });

  test("L3: with constant times throughput is min(1/bottleneck, N/total), exactly", () => {
    for (const count of [1, 2, 3, 5]) {
      const plant = loop(count, [2, 10, 6, 2]);
      const cycle = Math.max(10, 20 / count);
      const exits = run(plant, 2000).lines.filter(({ kind }) => kind === "exit");
      const gaps = exits.slice(10).map(({ time }, i) => time - (exits[i + 9]?.time ?? 0));
      const meanGap = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
      expect(meanGap).toBeCloseTo(cycle, 6);
    }
  });

  test.each([1, 2, 4, 7])(
    "L3: a balanced exponential loop with %i pallets has throughput N/(N + 3)/t (CONWIP; t-interval, 99.9 %)",
    (count) => {
      const time: Duration = { dist: "exponential", mean: 10 };
      const plant = loop(count, [time, time, time, time]);
      const runs = Array.from({ length: 20 }, (_, replication) => {
        const simulation = new Simulation(plant, { seed: 99, replication, warmup: 5000 });
        simulation.runUntil(60_000);
        return simulation.results();
      });
      const { mean, halfWidth = 0 } = tInterval(
        runs.map(({ throughput }) => throughput),
        0.999,
      );
      const exact = (360 * count) / (count + 3);
      expect(Math.abs(mean - exact)).toBeLessThanOrEqual(halfWidth);
      expect(halfWidth).toBeLessThan(exact * 0.02);
      // Every pallet is loaded except while it waits at home or is mounted: 3 of 4 equal stations.
      const loaded = tInterval(
        runs.map(({ resources }) => {
          const pallets = resources?.["pallets"];
          return pallets?.kind === "carriers" ? pallets.meanLoaded : Number.NaN;
        }),
        0.999,
      );
      // Mounting counts as loaded, waiting at home does not; by symmetry each station holds N/4 with its queue, of which
      // the mounting station's server holds the utilisation N/(N + 3).
      const expected = (3 * count) / 4 + count / (count + 3);
      expect(Math.abs(loaded.mean - expected)).toBeLessThanOrEqual(loaded.halfWidth ?? 0);
      for (const { wip, resources } of runs) {
        const pallets = resources?.["pallets"];
        if (pallets?.kind === "carriers") expect(wip).toBeCloseTo(pallets.meanLoaded, 6);
      }
    },
  );

  test("L3: a loop of N pallets is a CONWIP line with limit N: parts leave at the same instants", () => {
    const time: Duration = { dist: "exponential", mean: 10 };
    const line = plantOf({
      elements: [
        saturated("raw", { conwip: 5 }),
        buffer("home"),
        station("mount", time),
        buffer("q1"),
        station("m1", time),
        buffer("q2"),
        station("m2", time),
        buffer("q3"),
        station("dismount", time),
        sink(),
      ],
      flow: ["raw > home > mount > q1 > m1 > q2 > m2 > q3 > dismount > out"],
    });
    const exits = (plant: Plant): number[] =>
      run(plant, 20_000)
        .lines.filter(({ kind }) => kind === "exit")
        .map(({ time: at }) => at);
    expect(exits(loop(5, [time, time, time, time]))).toEqual(exits(line));
  });

  test("L3: too many carriers for the places of a loop lock it: nothing happens any more, and all are blocked", () => {
    const locked = (count: number) =>
      plantOf({
        products: ["part", "pallet"],
        elements: [
          saturated("raw"),
          buffer("home", { capacity: 4 }),
          station("mount", 1, {
            assembly: { bills: [{ inputs: [{ product: "pallet" }, { from: "raw" }] }] },
          }),
          // Every other one comes back from here to be looked at again, through the same small buffer.
          buffer("ring", { capacity: 1 }),
          station("work", 2, { routing: { policy: "roundRobin" } }),
          station("dismount", 1, {
            disassembly: {},
            routing: { policy: "byProduct", map: { part: "out", pallet: "home" } },
          }),
          sink(),
        ],
        resources: [carriers("pallet", count, "home")],
        flow: ["raw > mount > ring > work > ring", "work > dismount > out", "dismount > home > mount"],
      });
    const few = run(locked(1), 1000).result;
    expect(few.finished).toBeGreaterThan(100);
    const { simulation, result } = run(locked(4), 1000);
    expect(simulation.nextEventTime).toBe(Infinity);
    expect(result.wipNow).toBeGreaterThan(0);
    expect(result.stations["work"]?.states.blocked).toBeGreaterThan(0.9);
    expect(result.stations["mount"]?.states.blocked).toBeGreaterThan(0.9);
  });

  test("L1, X4: a carrier that gets to a sink is gone, and all that is on it has left the system", () => {
    const plant = plantOf({
      products: ["part", "pallet"],
      elements: [
        schedule("in", [[0, "part", 5]]),
        buffer("home"),
        station("mount", 1, {
          assembly: { bills: [{ inputs: [{ product: "pallet" }, { from: "in", quantity: 2 }] }] },
        }),
        sink(),
      ],
      resources: [carriers("pallet", 3, "home", { capacity: 2 })],
      flow: ["in > mount > out", "home > mount"],
    });
    const seen = run(plant, 10);
    expect(parts(seen, "exit", "out")).toEqual(["1 in#0", "1 in#1", "2 in#2", "2 in#3"]);
    expect(seen.result.resources?.["pallets"]).toMatchObject({ trips: 2, lost: 2 });
    expect(seen.result.wipNow).toBe(1);
    expectSameFuture(plant, 3, instantsOf(plant, 3));
  });

  test("A5, L2: what a loaded carrier gets at an assembly is built into the workpiece on it", () => {
    const plant = plantOf({
      products: ["body", "door", "car", "skid"],
      elements: [
        schedule("bodies", [[0, "body", 2]]),
        schedule("doors", [[0, "door", 8]]),
        buffer("home"),
        station("mount", 1, {
          assembly: { bills: [{ inputs: [{ product: "skid" }, { product: "body" }] }] },
        }),
        station(
          "hang",
          { byProduct: { car: 3 } },
          {
            assembly: {
              bills: [{ inputs: [{ product: "body" }, { product: "door", quantity: 4 }], product: "car" }],
            },
          },
        ),
        station("off", 1, {
          disassembly: {},
          routing: { policy: "byProduct", map: { car: "out", skid: "home" } },
        }),
        sink(),
      ],
      resources: [carriers("skid", 1, "home")],
      flow: ["bodies > mount > hang > off > out", "doors > hang", "off > home > mount"],
    });
    const seen = run(plant, 20);
    expect(parts(seen, "exit", "out")).toEqual(["5 bodies#0", "10 bodies#1"]);
    expect(seen.result.sinks["out"]?.byProduct["car"]).toBe(2);
    expect(seen.result).toMatchObject({ ended: 8, wipNow: 0, begun: 0 });
    expectSameFuture(plant, 12, instantsOf(plant, 12));
  });
});
