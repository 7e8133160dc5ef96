import { describe, expect, test } from "vitest";
import { defined } from "../../../src/base/assert.ts";
import { tInterval } from "../../../src/experiment/analysis/interval.ts";
import { pairedInterval } from "../../../src/experiment/analysis/paired.ts";
import type { ExperimentResult } from "../../../src/experiment/run/answer.ts";
import { type Executor, InlineExecutor } from "../../../src/experiment/run/executor.ts";
import { Cancelled, ExperimentFailure, type Progress } from "../../../src/experiment/run/laboratory.ts";
import { runStudy } from "../../../src/experiment/run/run-study.ts";
import {
  keyOfAnswer,
  type ReplicationTask,
  runTask,
  type TaskAnswer,
} from "../../../src/experiment/run/task.ts";
import { type ReplicationWorker, WorkerExecutor } from "../../../src/experiment/run/worker-executor.ts";
import { replicate } from "../../../src/experiment/replications.ts";
import type { Study } from "../../../src/experiment/study/study-file.ts";
import { PoolExecutor } from "../../../src/node/experiment-pool.ts";
import type { Plant } from "../../../src/plant/schema.ts";
import { arrivals, buffer, plantOf, sink, station } from "../../sim/plants.ts";
import { LINE, studyOf } from "../study/study-text.ts";

const now = (): number => 0;

async function run(
  more: Partial<Record<keyof Study, unknown>> = {},
  executor: Executor = new InlineExecutor(),
): Promise<ExperimentResult> {
  try {
    return await runStudy(studyOf(more), executor, { now });
  } finally {
    await executor.close();
  }
}

/** A worker in this thread that answers later, in an order of its own, and may die. */
class FakeWorker implements ReplicationWorker {
  readonly #plants = new Map<string, Plant>();
  readonly #dies: (task: ReplicationTask) => boolean;
  readonly log: string[];
  #dead = false;

  constructor(log: string[] = [], dies: (task: ReplicationTask) => boolean = () => false) {
    this.log = log;
    this.#dies = dies;
  }

  async load(hash: string, plant: Plant): Promise<void> {
    this.#plants.set(hash, plant);
  }

  async run(task: ReplicationTask): Promise<TaskAnswer> {
    await new Promise((resolve) => setTimeout(resolve, (task.replication * 7) % 5));
    if (this.#dead || this.#dies(task)) throw new Error("died");
    this.log.push(task.key);
    return runTask(this.#plants.get(task.plant) as Plant, task);
  }

  terminate(): void {
    this.#dead = true;
  }
}

describe("an experiment", () => {
  test("its figures are those of replications run by hand, scenario by scenario", async () => {
    const result = await run();
    const { scenarios } = studyOf();
    expect(result.scenarios.map(({ id }) => id)).toEqual(["base", "more"]);
    for (const [i, { plant }] of scenarios.entries()) {
      const byHand = [...replicate(plant, { seed: 7, horizon: 4000, warmup: 400, replications: 4 })];
      const answer = result.scenarios[i];
      expect(answer?.kpis["throughput"]?.values).toEqual(byHand.map(({ throughput }) => throughput));
      expect(answer?.kpis["throughput"]).toMatchObject({
        ...tInterval(byHand.map(({ throughput }) => throughput)),
        unit: "parts/h",
      });
      expect(answer?.states["M2"]?.[0]).toBeCloseTo(
        byHand.reduce((sum, { stations }) => sum + (stations["M2"]?.states.working ?? 0), 0) / 4,
        12,
      );
      expect(answer?.series.mean[3]).toBe(
        byHand.reduce((sum, { series }) => sum + (series.counts[3] ?? 0), 0) / 4,
      );
    }
  });

  test("the result hash is the same inline, in workers, and in a pool of threads", async () => {
    const comparisons = [{ method: "paired", response: "throughput" }];
    const inline = await run({ comparisons });
    expect(await run({ comparisons }, new WorkerExecutor(3, () => new FakeWorker()))).toEqual(inline);
    expect(await run({ comparisons }, new PoolExecutor(2))).toEqual(inline);
    expect((await run({ run: { horizon: 4000, replications: 4, seed: 8 } })).hash).not.toBe(inline.hash);
  });

  test("a worker that dies loses nothing and doubles nothing; one task that kills each is told", async () => {
    const log: string[] = [];
    let deaths = 0;
    const executor = new WorkerExecutor(
      2,
      () => new FakeWorker(log, ({ replication }) => replication === 2 && deaths++ < 2),
    );
    expect((await run({}, executor)).hash).toBe((await run()).hash);
    expect(deaths).toBeGreaterThanOrEqual(2);
    expect(new Set(log).size).toBe(8);
    expect(log.length).toBe(8);
    const hopeless = new WorkerExecutor(2, () => new FakeWorker([], () => true));
    await expect(run({}, hopeless)).rejects.toThrow("died");
  });

  test("what is answered twice counts once", async () => {
    const inline = new InlineExecutor();
    const twice: Executor = {
      name: "inline",
      workers: 1,
      run: (batch, onAnswer, cancel) =>
        inline.run(batch, (answer) => [answer, answer].forEach((one) => onAnswer(one)), cancel),
      close: () => inline.close(),
    };
    const seen: Progress[] = [];
    const result = await runStudy(studyOf(), twice, { now, onProgress: (progress) => seen.push(progress) });
    expect(result.hash).toBe((await run()).hash);
    expect(seen.map(({ done, total }) => `${done}/${total}`)).toEqual(
      Array.from({ length: 8 }, (_, i) => `${i + 1}/8`),
    );
  });

  test("results come in as replications end, with the time left by the pace so far", async () => {
    let clock = 0;
    const seen: Progress[] = [];
    await runStudy(studyOf(), new InlineExecutor(), {
      now: () => (clock += 1000),
      onProgress: (progress) => seen.push(progress),
    });
    expect(seen.at(0)).toMatchObject({ done: 1, total: 8, elapsed: 1, left: 7, scenario: "base" });
    expect(seen.at(3)).toMatchObject({ done: 4, elapsed: 4, left: 4 });
    expect(seen.at(-1)).toMatchObject({ done: 8, left: 0, scenario: "more" });
    expect(seen[0]?.record.values[0]).toBeGreaterThan(0);
  });

  test.each([
    ["inline", () => new InlineExecutor()],
    ["workers", () => new WorkerExecutor(2, () => new FakeWorker())],
    ["pool", () => new PoolExecutor(2)],
  ])("a cancel ends it, %s", async (_name, make) => {
    const abort = new AbortController();
    let done = 0;
    const executor = make();
    const running = runStudy(studyOf({ run: { horizon: 4000, replications: 500 } }), executor, {
      now,
      cancel: abort.signal,
      onProgress: () => {
        if (++done === 3) abort.abort();
      },
    });
    await expect(running).rejects.toBeInstanceOf(Cancelled);
    expect(done).toBeLessThan(20);
    await executor.close();
  });

  test("a scenario whose parts go round without time is told by its name", async () => {
    const plant = plantOf({
      elements: [arrivals("in", 10), buffer("a"), station("s", { dist: "exponential", mean: 1 }), sink()],
      flow: ["in > a > s > out"],
    });
    const read = studyOf({ plant, scenarios: [{ id: "base" }] });
    const failing: Executor = {
      name: "inline",
      workers: 1,
      run: async ({ tasks }, onAnswer) => {
        for (const { key, replication } of tasks)
          onAnswer({ ok: false, failure: { key, replication, message: "round and round", time: 5 } });
      },
      close: async () => undefined,
    };
    const failure = await runStudy(read, failing, { now }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ExperimentFailure);
    expect(failure).toMatchObject({ scenario: "base", replication: 0, message: "at 5 s: round and round" });
  });

  test("tasks are known by all that their record depends on", () => {
    const { plant } = studyOf();
    const task: ReplicationTask = {
      key: "k",
      plant: "p",
      seed: 1,
      replication: 0,
      horizon: 100,
      warmup: 0,
      measures: ["wip"],
    };
    expect(keyOfAnswer(runTask(plant, task))).toBe("k");
  });
});

describe("methods of a study", () => {
  test("paired differences come from pairs with the same random numbers, adjusted to hold together", async () => {
    const scenarios = [
      { id: "base" },
      { id: "more", changes: { "elements/B3/capacity": 8 } },
      { id: "fast", changes: { "elements/M2/cycleTime": { $times: 0.9 } } },
    ];
    const result = await run({
      scenarios,
      comparisons: [
        { method: "paired", response: "throughput" },
        { method: "paired", response: "throughput", adjust: "none" },
        { method: "allPairs", response: "wip" },
      ],
    });
    const values = result.scenarios.map(({ kpis }) => kpis["throughput"]?.values ?? []);
    const [adjusted, plain, all] = result.comparisons;
    if (adjusted?.method !== "paired" || plain?.method !== "paired" || all?.method !== "allPairs")
      throw new Error("other methods");
    expect(adjusted.pairs.map(({ scenario, other }) => `${scenario} ${other}`)).toEqual([
      "more base",
      "fast base",
    ]);
    expect(adjusted.each).toBeCloseTo(0.975, 12);
    expect(adjusted.pairs[1]).toMatchObject(pairedInterval(values[2] ?? [], values[0] ?? [], 0.975));
    expect(plain.pairs[1]).toMatchObject(pairedInterval(values[2] ?? [], values[0] ?? [], 0.95));
    expect(all.pairs.map(({ scenario, other }) => `${scenario} ${other}`)).toEqual([
      "more base",
      "fast base",
      "fast more",
    ]);
  });

  test("a selection asks for replications until one is left, and names it", async () => {
    const scenarios = [
      { id: "slow", changes: { "elements/M1/cycleTime": { $times: 1.3 } } },
      { id: "base" },
      { id: "slower", changes: { "elements/M1/cycleTime": { $times: 1.6 } } },
    ];
    const result = await run({
      scenarios,
      run: { horizon: 4000, warmup: 400, replications: 10 },
      comparisons: [
        { method: "select", response: "cycleTime", indifference: 20 },
        { method: "best", response: "cycleTime", indifference: 60, most: 40 },
        { method: "select", response: "wip", indifference: 1e-6, most: 12 },
      ],
    });
    const [select, best, undecided] = result.comparisons;
    if (select?.method !== "select" || best?.method !== "best" || undecided?.method !== "select")
      throw new Error("other methods");
    expect(select.selected).toBe("base");
    expect(best.rows.find(({ scenario }) => scenario === "base")).toMatchObject({ ruledOut: false });
    expect(best.rows.find(({ scenario }) => scenario === "slower")).toMatchObject({ ruledOut: true });
    // Smaller is better, so what is worse is higher.
    expect(best.rows[2]?.low).toBe(0);
    expect(best.rows[2]?.high).toBeGreaterThan(0);
    expect(result.scenarios[1]?.replications).toBeGreaterThanOrEqual(10);
    expect(undecided.rows.every(({ replications }) => replications <= 12)).toBe(true);
  });

  test("a wanted precision is reached with as many replications as each scenario needs", async () => {
    const result = await run({
      run: {
        horizon: 4000,
        warmup: 400,
        replications: 4,
        seed: 7,
        precision: { response: "throughput", relative: 0.02 },
      },
    });
    expect(result.precise).toBe(true);
    for (const { kpis, replications } of result.scenarios) {
      const { mean = 0, halfWidth = Infinity } = kpis["throughput"] ?? {};
      expect(halfWidth / mean).toBeLessThanOrEqual(0.02 / 1.02);
      expect(replications).toBeGreaterThanOrEqual(10);
    }
    const short = await run({
      run: {
        horizon: 4000,
        replications: 10,
        precision: { response: "throughput", halfWidth: 0.001, most: 12 },
      },
    });
    expect(short.precise).toBe(false);
    expect(short.scenarios.every(({ replications }) => replications <= 12)).toBe(true);
  });

  test("MSER-5 deletes the filling of an empty line, and the longest of all scenarios is used", async () => {
    const result = await run({
      run: { horizon: 14_400, warmup: { method: "mser5", replications: 20 }, replications: 4 },
      scenarios: [{ id: "base" }, { id: "slow", changes: { "elements/in/arrivals/interarrival/mean": 100 } }],
    });
    const { method, warmup, found = {} } = result.warmup;
    expect(method).toBe("mser5");
    expect(warmup).toBe(Math.max(...Object.values(found).map((one) => one.warmup)));
    expect(warmup % 300).toBe(0);
    expect(result.scenarios[0]?.kpis["finished"]?.mean).toBeGreaterThan(0);
  });

  test("batch means: batches add up to the whole run", async () => {
    const batched = { horizon: 40_000, warmup: 4000, method: "batchMeans", batches: 20, seed: 7 };
    const result = await run({
      run: batched,
      responses: [
        { id: "wait", measure: "buffers/B1/meanWait" },
        { id: "busy", measure: "stations/M2/utilisation" },
        { id: "spread", measure: "sinks/out/cycleTimeSd" },
      ],
    });
    const [whole] = [...replicate(LINE, { seed: 7, horizon: 40_000, warmup: 4000, replications: 1 })];
    const { kpis, replications } = defined(result.scenarios[0], "the scenario");
    expect([result.method, result.batches, replications]).toEqual(["batchMeans", 20, 1]);
    expect(kpis["throughput"]?.values).toHaveLength(20);
    expect(kpis["throughput"]?.mean).toBeCloseTo(whole?.throughput ?? 0, 9);
    expect(kpis["finished"]?.mean).toBeCloseTo(whole?.finished ?? 0, 9);
    expect(kpis["wip"]?.mean).toBeCloseTo(whole?.wip ?? 0, 9);
    expect(kpis["busy"]?.mean).toBeCloseTo(whole?.stations["M2"]?.utilisation ?? 0, 9);
    expect(typeof kpis["wip"]?.independent).toBe("boolean");
    // A mean of ratios is near the ratio of means.
    expect(kpis["wait"]?.mean).toBeCloseTo(whole?.buffers["B1"]?.meanWait ?? 0, -1);
    expect(kpis["spread"]?.mean).toBeNaN();
    expect(result.scenarios[0]?.hash).toBeDefined();
  });

  test("a quantile and a chance over replications have intervals of their own kind", async () => {
    const result = await run({
      run: { horizon: 4000, warmup: 400, replications: 40 },
      responses: [
        { id: "median", measure: "throughput", statistic: { quantile: 0.5 } },
        { id: "chance", measure: "finished", statistic: { atLeast: 300 } },
        { id: "never", measure: "finished", statistic: { atMost: 0 } },
        { id: "percent", measure: "stations/M2/states/failed", scale: 100, unit: "%" },
      ],
    });
    const { kpis } = defined(result.scenarios[0], "the scenario");
    const finished = kpis["finished"]?.values ?? [];
    expect(kpis["median"]).toMatchObject({ unit: "parts/h", statistic: "quantile 0.5" });
    expect(kpis["median"]?.low).toBeLessThan(kpis["median"]?.high ?? 0);
    expect(kpis["chance"]?.mean).toBe(finished.filter((count) => count >= 300).length / 40);
    expect(kpis["never"]).toMatchObject({ mean: 0, low: 0, statistic: "chance of at most 0 parts" });
    expect(kpis["never"]?.high).toBeCloseTo(0.0876, 3);
    expect(kpis["percent"]).toMatchObject({ unit: "%" });
    expect(kpis["percent"]?.mean).toBeGreaterThan(1);
  });
});
