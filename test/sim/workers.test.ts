import { describe, expect, test } from "vitest";
import type { WorkersResult } from "../../src/sim/results.ts";
import type { Element, Plant } from "../../src/plant/schema.ts";
import { failure, log, plantOf, type Run, run, schedule, sink, station, times, workers } from "./plants.ts";
import { expectSameFuture, instantsOf } from "./same-future.ts";

function everywhere(plant: Plant, until: number): void {
  expectSameFuture(plant, until, instantsOf(plant, until));
}

interface Task {
  readonly at: number;
  readonly time: number;
  readonly needs: Record<string, number>;
  readonly priority?: number;
}

/** Stations `m0`, `m1`, … with one part each, which comes at its time. */
function tasks(list: readonly Task[], pools: Record<string, number>): Plant {
  const elements: Element[] = [];
  const flow = list.map(({ at, time, needs, priority }, i) => {
    elements.push(
      schedule(`in${i}`, [at]),
      station(`m${i}`, time, {
        workers: Object.entries(needs).map(([pool, count]) => ({ pool, count })),
        ...(priority === undefined ? {} : { workerPriority: priority }),
      }),
    );
    return `in${i} > m${i} > out`;
  });
  return plantOf({
    elements: [...elements, sink()],
    flow,
    resources: Object.entries(pools).map(([id, size]) => workers(id, size)),
  });
}

function finishes(plant: Plant, until = 1000): number[] {
  const result = run(plant, until);
  const stations = plant.elements.filter(({ kind }) => kind === "station");
  return stations.map(({ id }) => times(result, "finish", id)[0] ?? Number.NaN);
}

function poolOf({ result }: Run, id: string): WorkersResult {
  return result.resources?.[id] as WorkersResult;
}

describe("claims", () => {
  test("W1: all workers at once, of several pools, or none", () => {
    const plant = tasks(
      [
        { at: 0, time: 10, needs: { p: 1 } },
        { at: 1, time: 10, needs: { q: 1 } },
        // Needs both: p is free at 10, q at 11; until then it holds neither.
        { at: 2, time: 5, needs: { p: 1, q: 1 } },
      ],
      { p: 1, q: 1 },
    );
    expect(finishes(plant)).toEqual([10, 11, 16]);
    everywhere(plant, 20);
  });

  test("W1: a claim on several workers of a pool waits for all of them", () => {
    const plant = tasks(
      [
        { at: 0, time: 10, needs: { p: 1 } },
        { at: 0, time: 20, needs: { p: 1 } },
        { at: 1, time: 5, needs: { p: 2 } },
      ],
      { p: 2 },
    );
    expect(finishes(plant)).toEqual([10, 20, 25]);
  });

  test("W2: none overtakes, even if it needs fewer workers", () => {
    const plant = tasks(
      [
        { at: 0, time: 10, needs: { p: 1 } },
        { at: 1, time: 5, needs: { p: 2 } },
        { at: 2, time: 3, needs: { p: 1 } },
      ],
      { p: 2 },
    );
    // One worker is free from the start, but the second claim comes first.
    expect(finishes(plant)).toEqual([10, 15, 18]);
    everywhere(plant, 20);
  });

  test("W2: the smaller priority first, then the earlier claim; one that waits for two pools keeps its place in both", () => {
    const plant = tasks(
      [
        { at: 0, time: 10, needs: { p: 1 } },
        { at: 1, time: 5, needs: { p: 1 }, priority: 2 },
        { at: 2, time: 5, needs: { p: 1 }, priority: 1 },
        { at: 3, time: 5, needs: { p: 1 }, priority: 1 },
      ],
      { p: 1 },
    );
    expect(finishes(plant)).toEqual([10, 25, 15, 20]);
    const both = tasks(
      [
        { at: 0, time: 10, needs: { p: 1 } },
        { at: 1, time: 5, needs: { p: 1, q: 1 } },
        { at: 2, time: 3, needs: { q: 1 } },
      ],
      { p: 1, q: 1 },
    );
    expect(finishes(both)).toEqual([10, 15, 18]);
    everywhere(both, 20);
  });

  test("W3: workers given back at an instant are given out at that instant, also through a chain", () => {
    const plant = tasks(
      [
        { at: 0, time: 10, needs: { p: 1 } },
        { at: 1, time: 0, needs: { p: 1, q: 1 } },
        { at: 2, time: 4, needs: { q: 1 } },
      ],
      { p: 1, q: 1 },
    );
    expect(finishes(plant)).toEqual([10, 10, 14]);
  });

  test("W3: the grant names what released it", () => {
    const plant = tasks(
      [
        { at: 0, time: 10, needs: { p: 1 } },
        { at: 1, time: 5, needs: { p: 1 } },
      ],
      { p: 1 },
    );
    const { lines } = run(plant, 100);
    const seize = lines.find(({ kind, element }) => kind === "seize" && element === "m1");
    expect(seize).toMatchObject({ time: 10, detail: "p" });
    expect(lines.find(({ id }) => id === seize?.cause)).toMatchObject({ kind: "release", element: "m0" });
  });

  test("W4: utilisation, claims and waits", () => {
    const plant = tasks(
      [
        { at: 0, time: 10, needs: { p: 1 } },
        { at: 0, time: 20, needs: { p: 1 } },
        { at: 4, time: 10, needs: { p: 2 } },
      ],
      { p: 2 },
    );
    const result = run(plant, 50);
    // 10 + 20 + 2 × 10 worker seconds of 2 × 50; the third waits 16 s.
    expect(poolOf(result, "p")).toEqual({
      kind: "workers",
      size: 2,
      meanBusy: 1,
      utilisation: 0.5,
      claims: 3,
      meanWait: 16 / 3,
      maxWait: 16,
    });
    const cut = run(plant, 50, { warmup: 15 });
    // From 15 on: 5 + 20 of 70.
    expect(poolOf(cut, "p").utilisation).toBeCloseTo(25 / 70, 12);
    expect(poolOf(cut, "p").claims).toBe(1);
  });
});

describe("crews", () => {
  test("B7: the repair begins when the crew comes; until then the element is down", () => {
    const crew = { workers: [{ pool: "crew" }] };
    const plant = plantOf({
      elements: [
        schedule("in", [0, 0]),
        station("m", 100, { failures: [{ ...failure("f", "busy", 10, 30), ...crew }] }),
        station("n", 100, { failures: [{ ...failure("g", "busy", 20, 5), ...crew }] }),
        sink(),
      ],
      flow: ["in > m > out", "in > n > out"],
      resources: [workers("crew", 1)],
    });
    const result = run(plant, 46);
    expect(log(result, "n").filter((line) => / (fail|repair|seize|release) /.test(line))).toEqual([
      "20 fail n g",
      "40 seize n crew",
      "45 release n crew",
      "45 repair n g",
    ]);
    expect(result.result.stations["n"]?.states).toMatchObject({ failed: 25 / 46, working: 21 / 46 });
    everywhere(plant, 60);
  });
});
