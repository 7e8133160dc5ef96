import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ExperimentSession } from "../../../src/experiment/run/experiment-session.ts";
import {
  convergenceOf,
  type ExperimentTable,
  GrowingTable,
} from "../../../src/experiment/run/experiment-table.ts";
import { InlineExecutor } from "../../../src/experiment/run/executor.ts";
import type { ReplicationRecord } from "../../../src/experiment/run/task.ts";
import type { Response } from "../../../src/experiment/study/response.ts";

const throughput: Response = {
  id: "throughput",
  name: "throughput",
  measure: "throughput",
  unit: "parts/h",
  scale: 1,
  better: "larger",
  statistic: "mean",
};
const chance: Response = { ...throughput, id: "chance", statistic: { atLeast: 100 } };

const frame = {
  scenarios: ["base", "a", "b"],
  baseline: "base",
  confidence: 0.95,
  responses: [throughput, chance],
  batched: false,
};

const record = (replication: number, value: number): ReplicationRecord => ({
  key: `${replication}`,
  replication,
  hash: "",
  events: 0,
  values: [value, value],
  series: { interval: 60, counts: [] },
  states: {},
});

function grow(rows: readonly (readonly [string, number, number])[]): ExperimentTable {
  const growing = new GrowingTable(frame);
  for (const [scenario, replication, value] of rows) growing.add(scenario, record(replication, value));
  return growing.table();
}

const row = (table: ExperimentTable, id: string) => table.rows.find(({ scenario }) => scenario === id);

describe("the table of an experiment on its way", () => {
  test("pairs replications by their number, in whatever order they end", () => {
    const table = grow([
      ["base", 0, 100],
      ["a", 2, 113],
      ["base", 2, 110],
      ["a", 0, 102],
      ["base", 1, 90],
    ]);
    const difference = row(table, "a")?.differences["throughput"];
    expect(difference?.values.toSorted((x, y) => x - y)).toEqual([2, 3]);
    expect(difference?.mean).toBe(2.5);
    expect(row(table, "base")?.differences).toEqual({});
    expect(row(table, "base")?.estimates["throughput"]?.mean).toBe(100);
  });

  test("has the t-interval of the pairs, with a confidence that holds for both differences together", () => {
    const values = [1, 2, 3, 4];
    const table = grow(
      values.flatMap((value, i) => [
        ["base", i, 100] as const,
        ["a", i, 100 + value] as const,
        ["b", i, 100 - value] as const,
      ]),
    );
    expect(table.each).toBeCloseTo(0.975, 12);
    // t(0.9875; 3) = 4.1765 (tables), s = √(5/3), so half-width 4.1765 · 1.29099 / 2.
    expect(row(table, "a")?.differences["throughput"]?.halfWidth).toBeCloseTo(2.696, 3);
    expect(row(table, "a")?.differences["throughput"]?.significant).toBe(false);
    // t(0.975; 3) = 3.1824.
    expect(row(table, "a")?.estimates["throughput"]?.halfWidth).toBeCloseTo(2.0543, 3);
  });

  test("says nothing of a scenario that has not begun, and pairs no chances", () => {
    const table = grow([["base", 0, 100]]);
    expect(row(table, "a")).toEqual({ scenario: "a", replications: 0, estimates: {}, differences: {} });
    const both = grow([
      ["base", 0, 100],
      ["a", 0, 90],
    ]);
    expect(Object.keys(row(both, "a")?.differences ?? {})).toEqual(["throughput"]);
  });

  test("tells how the running mean came to rest", () => {
    const table = grow([
      ["base", 0, 1],
      ["base", 1, 3],
      ["base", 2, 8],
    ]);
    const [base] = convergenceOf(table, "throughput");
    expect(base?.mean).toEqual([1, 2, 4]);
    expect(base?.halfWidth[0]).toBeUndefined();
    // t(0.975; 1) = 12.7062, s / √2 = 1.
    expect(base?.halfWidth[1]).toBeCloseTo(12.7062, 3);
  });
});

describe("an experiment session", () => {
  const plant = readFileSync("scenes/hello-line.plant.json", "utf8");
  const study = (run: object, rest: object = {}): string =>
    JSON.stringify({
      format: "taktwerk-study",
      version: 1,
      id: "hello",
      name: "Hello",
      plant: "hello-line.plant.json",
      run: { horizon: 20_000, replications: 5, seed: 5, ...run },
      scenarios: [{ id: "as-is" }, { id: "buffer-8", changes: { "elements/between/capacity": 8 } }],
      ...rest,
    });
  const session = (): ExperimentSession => {
    let time = 0;
    return new ExperimentSession({
      executor: () => new InlineExecutor(),
      now: () => (time += 1000),
      abort: () => new AbortController(),
    });
  };

  test("sends tables that end in the finished one; pilots count where nothing is to be left out", async () => {
    const own = session();
    own.load(study({ warmup: { method: "mser5", replications: 3 } }), plant);
    const tables: ExperimentTable[] = [];
    const pilots: boolean[] = [];
    const answer = await own.run((progress) => {
      pilots.push(progress.pilot);
      if (progress.table !== undefined) tables.push(progress.table);
    });
    if (!answer.ok) throw new Error(answer.message);
    expect(pilots.filter(Boolean)).toHaveLength(6);
    // Both pilots say so: replications 0 to 2 are not run again.
    expect(answer.value.warmup.warmup).toBe(0);
    expect(tables).toHaveLength(4);
    expect(tables[0]?.rows.map(({ replications }) => replications)).toEqual([4, 3]);
    expect(tables.at(-1)).toEqual(answer.table);
    expect(answer.differences).toBeUndefined();
  });

  test("says verified where a kept result is the same, and what differs where not", async () => {
    const own = session();
    own.load(study({ warmup: 2000 }), plant);
    await own.run();
    const saved = own.save() ?? "";
    own.load(saved);
    expect(await own.run()).toMatchObject({ ok: true, differences: [] });
    own.load(saved.replace('"seed": 5', '"seed": 6'));
    const other = await own.run();
    expect(other.ok && other.differences?.map(({ en }) => en)).toMatchObject([
      expect.stringContaining("result hash"),
      expect.stringContaining("as-is"),
      expect.stringContaining("buffer-8"),
    ]);
  });
});
