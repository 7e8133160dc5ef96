import { describe, expect, test } from "vitest";
import type { Station } from "../../src/plant/elements/station.ts";
import type { Plant } from "../../src/plant/schema.ts";
import {
  calendar,
  failure,
  log,
  parts,
  plantOf,
  run,
  saturated,
  schedule,
  sink,
  station,
  times,
  workers,
} from "./plants.ts";
import { expectSameFuture, instantsOf } from "./same-future.ts";

function everywhere(plant: Plant, until: number): void {
  expectSameFuture(plant, until, instantsOf(plant, until));
}

/** One station fed with the products in turn. */
function lineOf(
  more: Partial<Station>,
  sequence: string[] = ["a"],
  pools: Record<string, number> = {},
): Plant {
  return plantOf({
    elements: [saturated("in", { products: { order: "cyclic", sequence } }), station("m", 10, more), sink()],
    flow: ["in > m > out"],
    products: [...new Set(sequence)],
    resources: Object.entries(pools).map(([id, size]) => workers(id, size)),
    calendars: [calendar("shift", "resume", [[0, 12]], 20)],
  });
}

describe("steps", () => {
  test("J1: change-over, steps before, cycle time and steps after follow one another", () => {
    const plant = lineOf(
      {
        before: [{ time: 1 }, { time: { byProduct: { a: 2 }, default: 3 } }],
        after: [{ time: 4 }],
        setup: { times: { a: { b: 100 }, b: { a: 50 } } },
      },
      ["a", "b"],
    );
    // a: 1 + 2 + 10 + 4; b: 100 + 1 + 3 + 10 + 4; a again: 50 + 17.
    expect(times(run(plant, 300), "finish", "m")).toEqual([17, 135, 202]);
    everywhere(plant, 210);
  });

  test("J1: with several servers each goes through its own steps", () => {
    const plant = lineOf({ servers: 2, before: [{ time: 5 }] });
    expect(times(run(plant, 31), "finish", "m")).toEqual([15, 15, 30, 30]);
  });

  test("J2: waiting for workers changes no draw of other purposes", () => {
    const random = { dist: "exponential", mean: 3 } as const;
    const alone = lineOf({ cycleTime: random, before: [{ time: random }] });
    const waiting = plantOf({
      elements: [
        saturated("in"),
        station("m", random, { before: [{ time: random, workers: [{ pool: "crew" }] }] }),
        sink(),
        saturated("other"),
        station("n", 7, { workers: [{ pool: "crew" }] }),
        sink("end"),
      ],
      flow: ["in > m > out", "other > n > end"],
      resources: [workers("crew", 1)],
    });
    const steps = (plant: Plant): number[] => {
      const lines = run(plant, 500).lines.filter(({ element }) => element === "m");
      return lines.flatMap(({ kind, time }, i) =>
        kind === "finish" ? [Math.round((time - (lines[i - 1]?.time ?? 0)) * 1e6)] : [],
      );
    };
    const [free, held] = [steps(alone), steps(waiting)];
    expect(held.length).toBeGreaterThan(20);
    expect(held.length).toBeLessThan(free.length);
    expect(held).toEqual(free.slice(0, held.length));
  });

  test("J3: a step waits for its workers and gives them back at its end", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [0, 0]),
        station("m", 10, { before: [{ time: 4, workers: [{ pool: "crew" }] }] }),
        station("n", 10, { before: [{ time: 4, workers: [{ pool: "crew" }] }] }),
        sink(),
      ],
      flow: ["in > m > out", "in > n > out"],
      resources: [workers("crew", 1)],
    });
    const result = run(plant, 100);
    // m loads 0–4, n waits until 4 and loads 4–8.
    expect(times(result, "finish", "m")).toEqual([14]);
    expect(times(result, "finish", "n")).toEqual([18]);
    expect(result.result.stations["n"]?.states).toMatchObject({ waiting: 0.04, working: 0.14 });
    everywhere(plant, 40);
  });

  test("J3: a step that needs the same workers again asks anew, so another one that waits comes first", () => {
    const crew = [{ pool: "crew" }];
    const plant = plantOf({
      elements: [
        schedule("in", [0, 0]),
        station("m", 0, { workers: crew, before: [{ time: 5, workers: crew }], after: [{ time: 1 }] }),
        station("n", 3, { workers: crew }),
        sink(),
      ],
      flow: ["in > m > out", "in > n > out"],
      resources: [workers("crew", 1)],
    });
    const result = run(plant, 100);
    expect(times(result, "finish", "n")).toEqual([8]);
    expect(times(result, "finish", "m")).toEqual([9]);
    everywhere(plant, 20);
  });
});

describe("change-overs", () => {
  const finished = (more: Partial<Station>, sequence: string[], until: number): number[] =>
    times(run(lineOf(more, sequence), until), "finish", "m");

  test("J4: from product to product, by default, and from the initial set-up", () => {
    const setup = { times: { a: { b: 5 } }, default: 2 };
    // Whatever comes first needs none; a → b 5; b → a by default 2; a → a none.
    expect(finished({ setup }, ["a", "b", "a", "a"], 50)).toEqual([10, 25, 37, 47]);
    expect(finished({ setup: { ...setup, initial: "b" } }, ["a", "a", "b"], 40)).toEqual([12, 22, 37]);
    expect(finished({ setup: { times: setup.times } }, ["b", "a"], 36)).toEqual([10, 20, 35]);
    everywhere(lineOf({ setup }, ["a", "b", "a", "a"]), 60);
  });

  test("J4: within a family there is none, unless it is named", () => {
    const families = { a: "red", b: "red" };
    const setup = { times: { red: { c: 5 }, c: { red: 7 } }, families };
    expect(finished({ setup }, ["a", "b", "c"], 60)).toEqual([10, 20, 35, 52]);
    const dressing = { times: { red: { red: 1 } }, families, initial: "red" };
    expect(finished({ setup: dressing }, ["a", "b"], 34)).toEqual([11, 22, 33]);
  });

  test("J4: each server keeps its own set-up", () => {
    const setup = { times: { a: { b: 100 }, b: { a: 100 } } };
    // Both products come in turn, so each server gets the same one again and again.
    expect(finished({ setup, servers: 2 }, ["a", "b"], 45)).toEqual([10, 10, 20, 20, 30, 30, 40, 40]);
  });

  test("J5: the state is setup, and the busy clock stands still in it and while workers are waited for", () => {
    const plant = lineOf(
      { setup: { times: { a: { b: 5 }, b: { a: 5 } } }, failures: [failure("f", "busy", 15, 4)] },
      ["a", "b"],
    );
    const result = run(plant, 40);
    // Work 0–10, setup 10–15, work 15–20: fifteen seconds of work.
    expect(log(result, "m").filter((line) => / (fail|repair|setup) /.test(line))).toEqual([
      "10 setup m in#1",
      "20 fail m f",
      "24 repair m f",
      "29 setup m in#2",
    ]);
    expect(result.result.stations["m"]?.states["setup"]).toBe(10 / 40);
    everywhere(plant, 60);
  });

  test("J6: a failure and a shift end keep the workers, and what is granted meanwhile begins afterwards", () => {
    const crew = [{ pool: "crew" }];
    const plant = plantOf({
      elements: [
        schedule("in", [0]),
        station("m", 10, { workers: crew, failures: [failure("f", "busy", 4, 6)] }),
        sink(),
        schedule("other", [1]),
        station("n", 5, { workers: crew, failures: [failure("g", "calendar", 12, 10)] }),
        sink("end"),
      ],
      flow: ["in > m > out", "other > n > end"],
      resources: [workers("crew", 1)],
    });
    const result = run(plant, 40);
    // m works 0–4, is down 4–10, works 10–14, is down 14–20, works 20–22. n is down 12–22 and begins at 22.
    expect(times(result, "finish", "m")).toEqual([22]);
    expect(times(result, "finish", "n")).toEqual([27]);
    everywhere(plant, 40);
    const shifts = lineOf({ calendar: "shift", workers: crew }, ["a"], { crew: 1 });
    // 0–10, 10–12 and 20–28, 28–32 and 40–46.
    expect(times(run(shifts, 50), "finish", "m")).toEqual([10, 28, 46]);
    everywhere(shifts, 50);
  });

  test("J7: exhaustive takes the part that needs no change-over, else the one ready longest", () => {
    const plant = plantOf({
      elements: [
        schedule("x", [[0, "a", 3]]),
        schedule("y", [[0, "b", 3]]),
        station("m", 10, { inputPolicy: "exhaustive", setup: { times: {}, default: 5 } }),
        sink(),
      ],
      flow: ["x > m > out", "y > m"],
      products: ["a", "b"],
    });
    expect(parts(run(plant, 100), "finish", "m")).toEqual([
      "10 x#0",
      "20 x#1",
      "30 x#2",
      "45 y#0",
      "55 y#1",
      "65 y#2",
    ]);
    everywhere(plant, 70);
  });
});
