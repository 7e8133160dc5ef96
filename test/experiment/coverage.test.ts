import { describe, expect, test } from "vitest";
import { pairedInterval } from "../../src/experiment/analysis/paired.ts";
import { tInterval } from "../../src/experiment/analysis/interval.ts";
import { batchMeans } from "../../src/experiment/analysis/batch-means.ts";
import { wilson } from "../../src/experiment/analysis/wilson.ts";
import { makeTask, runTask } from "../../src/experiment/run/task.ts";
import type { Plant } from "../../src/plant/schema.ts";
import { buffer, plantOf, saturated, sink, station } from "../sim/plants.ts";
import { holds, shareOf } from "./analysis/draws.ts";

const nightly = process.env["TAKTWERK_NIGHTLY"] !== undefined;
const EXPERIMENTS = 1000;

/** A station that is never starved nor blocked: what it finishes in a time is Poisson, so everything about it is known. */
function poissonPlant(mean: number): Plant {
  return plantOf({
    elements: [saturated("in"), station("M", { dist: "exponential", mean }), sink()],
    flow: ["in > M > out"],
  });
}

/** Two exponential stations with a buffer for 4: throughput 120/h · 6/7 exactly (scenes/README.md). */
const HELLO = plantOf({
  elements: [
    saturated("in"),
    station("A", { dist: "exponential", mean: 30 }),
    buffer("B", { capacity: 4 }),
    station("C", { dist: "exponential", mean: 30 }),
    sink(),
  ],
  flow: ["in > A > B > C > out"],
});
const HELLO_THROUGHPUT = 720 / 7;

interface Settings {
  readonly horizon: number;
  readonly warmup?: number;
  readonly batches?: number;
}

/** One figure of some replications, or of the batches of one run. */
function figures(plant: Plant, seed: number, count: number, measure: string, settings: Settings): number[] {
  const { horizon, warmup = 0, batches } = settings;
  const values: number[] = [];
  for (let replication = 0; replication < count; replication++) {
    const answer = runTask(
      plant,
      makeTask({
        plant: "p",
        seed,
        replication,
        horizon,
        warmup,
        measures: [measure],
        ...(batches === undefined ? {} : { batches }),
      }),
    );
    if (!answer.ok) throw new Error(answer.failure.message);
    const { record } = answer;
    values.push(...(record.batches ?? [record.values]).map((row) => row[0] as number));
  }
  return values;
}

function within(share: number): void {
  expect(share).toBeGreaterThanOrEqual(0.93);
  expect(share).toBeLessThanOrEqual(0.97);
}

describe("95 % intervals of simulated plants hold the exact value in 93 to 97 % of 1,000 seeded experiments", () => {
  test("replications: finished parts of a saturated exponential station, mean H/m", () => {
    const plant = poissonPlant(30);
    within(
      shareOf(EXPERIMENTS, (seed) =>
        holds(tInterval(figures(plant, seed, 8, "finished", { horizon: 1800 })), 60),
      ),
    );
  }, 120_000);

  test("batch means: throughput of the same station in one run of 20 batches, 120/h", () => {
    const plant = poissonPlant(30);
    within(
      shareOf(EXPERIMENTS, (seed) =>
        holds(
          batchMeans(figures(plant, seed, 1, "throughput", { horizon: 14_000, warmup: 2000, batches: 20 })),
          120,
        ),
      ),
    );
  }, 120_000);

  test("paired: what a tenth more speed is worth, with the same random numbers, H/27 − H/30", () => {
    const [slow, fast] = [poissonPlant(30), poissonPlant(27)];
    const settings = { horizon: 1350 };
    within(
      shareOf(EXPERIMENTS, (seed) =>
        holds(
          pairedInterval(
            figures(fast, seed, 8, "finished", settings),
            figures(slow, seed, 8, "finished", settings),
          ),
          5,
        ),
      ),
    );
  }, 120_000);

  test.runIf(nightly)(
    "rare event: two parts or fewer in 200 s of the same station, P = e^(−λ)(1 + λ + λ²/2) with λ = 200/30",
    () => {
      const plant = poissonPlant(30);
      const rate = 200 / 30;
      const exact = Math.exp(-rate) * (1 + rate + (rate * rate) / 2);
      within(
        shareOf(EXPERIMENTS, (seed) => {
          const hits = figures(plant, seed, 150, "finished", { horizon: 200 }).filter(
            (count) => count <= 2,
          ).length;
          const { low, high } = wilson(hits, 150);
          return low <= exact && exact <= high;
        }),
      );
    },
    240_000,
  );

  test.runIf(nightly)(
    "replication/deletion: the hello line, 720/7 parts/h",
    () => {
      within(
        shareOf(EXPERIMENTS, (seed) =>
          holds(
            tInterval(figures(HELLO, seed, 10, "throughput", { horizon: 40_000, warmup: 4000 })),
            HELLO_THROUGHPUT,
          ),
        ),
      );
    },
    3_600_000,
  );

  test.runIf(nightly)(
    "batch means: the hello line in one run of 30 batches, 720/7 parts/h",
    () => {
      within(
        shareOf(EXPERIMENTS, (seed) =>
          holds(
            batchMeans(
              figures(HELLO, seed, 1, "throughput", { horizon: 304_000, warmup: 4000, batches: 30 }),
            ),
            HELLO_THROUGHPUT,
          ),
        ),
      );
    },
    3_600_000,
  );
});
