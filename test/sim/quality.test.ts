import { describe, expect, test } from "vitest";
import { tInterval } from "../../src/experiment/analysis/interval.ts";
import type { Plant } from "../../src/plant/schema.ts";
import type { RunResult } from "../../src/sim/results.ts";
import { Simulation } from "../../src/sim/simulation.ts";
import {
  arrivals,
  buffer,
  carriers,
  parts,
  plantOf,
  run,
  saturated,
  schedule,
  sink,
  station,
} from "./plants.ts";
import { expectSameFuture, instantsOf } from "./same-future.ts";

function replications(plant: Plant, until: number, count = 20): RunResult[] {
  return Array.from({ length: count }, (_, replication) => {
    const simulation = new Simulation(plant, { seed: 3, replication, warmup: until / 10 });
    simulation.runUntil(until);
    return simulation.results();
  });
}

/** Whether the exact value lies in the t-interval at 99.9 %, which is at most so wide. */
function expectInterval(values: number[], exact: number, widest: number): void {
  const { mean, halfWidth = 0 } = tInterval(values, 0.999);
  expect(Math.abs(mean - exact)).toBeLessThanOrEqual(halfWidth);
  expect(halfWidth).toBeLessThanOrEqual(widest);
}

describe("inspection", () => {
  test("Q1, Q3, Q4: certain defects go to rework so often, then they are scrap and leave the system", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [0]),
        buffer("queue"),
        station("work", 5, { defects: 1 }),
        station("check", 1, { inspection: { rework: { to: "queue", limit: 2 } } }),
        sink(),
      ],
      flow: ["in > queue > work > check > out", "check > queue"],
    });
    const seen = run(plant, 40);
    expect(parts(seen, "start", "work")).toEqual(["0 in#0", "6 in#0", "12 in#0"]);
    expect(seen.lines.at(-1)).toMatchObject({ kind: "end", element: "check", time: 18, detail: "scrap" });
    expect([seen.result.finished, seen.result.wipNow, seen.result.ended]).toEqual([0, 0, 1]);
    expect(seen.result.wip).toBeCloseTo(18 / 40, 9);
    expect(seen.result.stations["check"]?.quality).toEqual({
      madeDefective: 0,
      inspected: 3,
      firstInspected: 1,
      passed: 0,
      firstPassed: 0,
      reworked: 2,
      scrapped: 1,
      falseRejects: 0,
      missed: 0,
      firstPassYield: 0,
      byProduct: {
        part: {
          madeDefective: 0,
          inspected: 3,
          firstInspected: 1,
          passed: 0,
          firstPassed: 0,
          reworked: 2,
          scrapped: 1,
          falseRejects: 0,
          missed: 0,
        },
      },
    });
    expect(seen.result.stations["work"]?.quality?.madeDefective).toBe(3);
    expectSameFuture(plant, 20, instantsOf(plant, 20));
  });

  test("Q2, Q5: scrap goes along its own connection; type II errors let defects pass, and the sink counts them", () => {
    const plant = (missed: number) =>
      plantOf({
        products: ["good", "bad"],
        elements: [
          schedule("in", [
            [0, "good"],
            [0, "bad"],
            [0, "good"],
          ]),
          station("work", 2, {
            defects: { byProduct: { bad: 1 }, default: 0 },
            inspection: { missed, scrap: "bin" },
          }),
          sink(),
          sink("bin"),
        ],
        flow: ["in > work > out", "work > bin"],
      });
    expect(run(plant(0), 10).result.sinks).toMatchObject({
      out: { count: 2, defective: 0 },
      bin: { count: 1, defective: 1 },
    });
    expect(run(plant(1), 10).result.sinks).toMatchObject({
      out: { count: 3, defective: 1 },
      bin: { count: 0 },
    });
    expect(run(plant(1), 10).result.stations["work"]?.quality).toMatchObject({ missed: 1, passed: 3 });
  });

  test("Q2, Q6: shares of first pass, rework, scrap and errors are those of thinning (t-interval, 99.9 %)", () => {
    const [p, alpha, beta] = [0.3, 0.05, 0.2];
    const plant = plantOf({
      elements: [
        arrivals("in", 10),
        station("work", 3, { defects: p }),
        station("check", 3, { inspection: { falseReject: alpha, missed: beta } }),
        sink(),
      ],
      flow: ["in > work > check > out"],
    });
    const runs = replications(plant, 50_000);
    const share = (name: "passed" | "scrapped" | "falseRejects" | "missed"): number[] =>
      runs.map(({ stations }) => {
        const quality = stations["check"]?.quality;
        return (quality?.[name] ?? 0) / (quality?.inspected ?? 1);
      });
    const rejected = p * (1 - beta) + (1 - p) * alpha;
    expectInterval(share("scrapped"), rejected, 0.01);
    expectInterval(share("passed"), 1 - rejected, 0.01);
    expectInterval(share("falseRejects"), (1 - p) * alpha, 0.005);
    expectInterval(share("missed"), p * beta, 0.006);
    expectInterval(
      runs.map(({ stations }) => stations["check"]?.quality?.firstPassYield ?? 0),
      1 - rejected,
      0.01,
    );
    // Of what passes, the share of defects is by Bayes.
    expectInterval(
      runs.map(({ sinks }) => (sinks["out"]?.defective ?? 0) / (sinks["out"]?.count ?? 1)),
      (p * beta) / (1 - rejected),
      0.01,
    );
  });

  test("Q3, Q4: passes are geometric, cut off at the limit (t-interval, 99.9 %)", () => {
    const [p, limit] = [0.4, 3];
    const plant = plantOf({
      elements: [
        saturated("in", { conwip: 1 }),
        buffer("queue"),
        station("work", 10, { defects: p }),
        station("check", 1e-6, { inspection: { rework: { to: "queue", limit } } }),
        sink(),
      ],
      flow: ["in > queue > work > check > out", "check > queue"],
    });
    const runs = replications(plant, 100_000);
    const quality = runs.map(({ stations }) => stations["check"]?.quality);
    const passes = (1 - p ** (limit + 1)) / (1 - p);
    expectInterval(
      quality.map((one) => (one?.inspected ?? 0) / ((one?.passed ?? 0) + (one?.scrapped ?? 0))),
      passes,
      0.03,
    );
    expectInterval(
      quality.map((one) => (one?.scrapped ?? 0) / ((one?.passed ?? 0) + (one?.scrapped ?? 0))),
      p ** (limit + 1),
      0.01,
    );
    // One part is in the system always: a good one each 10 s of work times passes, over the share that is good.
    expectInterval(
      runs.map(({ throughput }) => throughput),
      (360 / passes) * (1 - p ** (limit + 1)),
      5,
    );
    for (const { wip } of runs) expect(wip).toBeCloseTo(1, 9);
  });

  test("Q3: what goes to rework loses its defect, so a pass without defects repairs it", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [0]),
        station("work", 5, { defects: 1 }),
        station("check", 1, { inspection: { rework: { to: "repair", limit: 1 } } }),
        station("repair", 3),
        sink(),
      ],
      flow: ["in > work > check > out", "check > repair > check"],
    });
    expect(parts(run(plant, 30), "exit", "out")).toEqual(["10 in#0"]);
    expectSameFuture(plant, 12, instantsOf(plant, 12));
  });

  test("Q1, Q5: of a loaded carrier the workpieces are judged; scrapped on the spot, the carrier goes on empty", () => {
    const plant = plantOf({
      products: ["a", "b", "pallet"],
      elements: [
        schedule("in", [
          [0, "a"],
          [0, "b"],
        ]),
        buffer("home"),
        station("mount", 1, { assembly: { bills: [{ inputs: [{ product: "pallet" }, { from: "in" }] }] } }),
        station("mill", 4, {
          defects: { byProduct: { a: 1 }, default: 0 },
          inspection: {},
          routing: { policy: "byProduct", map: { a: "dismount", b: "dismount", pallet: "home" } },
        }),
        station("dismount", 1, {
          disassembly: {},
          routing: { policy: "byProduct", map: { a: "out", b: "out", pallet: "home" } },
        }),
        sink(),
      ],
      resources: [carriers("pallet", 1, "home")],
      flow: ["in > mount > mill > dismount > out", "mill > home > mount", "dismount > home"],
    });
    const seen = run(plant, 30);
    expect(parts(seen, "exit", "out")).toEqual(["11 in#1"]);
    expect(seen.result).toMatchObject({ finished: 1, ended: 1, wipNow: 0 });
    expect(seen.result.resources?.["pallets"]).toMatchObject({ trips: 2, lost: 0, meanLoaded: 11 / 30 });
    expect(seen.result.stations["mill"]?.quality?.byProduct["a"]).toMatchObject({
      scrapped: 1,
      inspected: 1,
    });
    expectSameFuture(plant, 15, instantsOf(plant, 15));
  });

  test("Q2, K6: the draws of a station for quality change nothing else in the plant", () => {
    const plant = (defects?: number) =>
      plantOf({
        elements: [
          arrivals("in", { dist: "exponential", mean: 8 }),
          station("m", { dist: "exponential", mean: 5 }, defects === undefined ? {} : { defects }),
          sink(),
        ],
        flow: ["in > m > out"],
      });
    expect(run(plant(0.5), 5000).lines).toEqual(run(plant(), 5000).lines);
  });
});
