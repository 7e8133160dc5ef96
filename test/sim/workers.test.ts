import { describe, expect, test } from "vitest";
import type { WorkersResult } from "../../src/sim/results.ts";
import type { Calendar, Element, Plant, Resource } from "../../src/plant/schema.ts";
import type { Workers } from "../../src/plant/resources/workers.ts";
import type { Station } from "../../src/plant/elements/station.ts";
import {
  calendar,
  failure,
  log,
  plantOf,
  type Run,
  run,
  schedule,
  sink,
  station,
  times,
  workers,
} from "./plants.ts";
import { Simulation } from "../../src/sim/simulation.ts";
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
      states: {
        working: 0.5,
        walking: 0,
        idle: 0.5,
        onBreak: 0,
        lent: 0,
        absent: 0,
        overtime: 0,
        offShift: 0,
      },
      overtimeHours: 0,
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

/** One station `m` with parts at the given times, whose work of 10 s needs one of the pool. */
function oneStation(
  pool: Partial<Workers>,
  at: number[],
  shifts: Calendar[] = [],
  more: Partial<Station> = {},
): Plant {
  return plantOf({
    elements: [schedule("in", at), station("m", 10, { workers: [{ pool: "p" }], ...more }), sink()],
    flow: ["in > m > out"],
    resources: [workers("p", 1, pool)],
    calendars: shifts,
  });
}

describe("shifts", () => {
  const shift = (interruption: Calendar["interruption"]): Calendar =>
    calendar("c", interruption, [[0, 25]], 40);

  test("W5: off shift nobody is given out; who works finishes in overtime", () => {
    const plant = oneStation({ calendar: "c" }, [0, 18, 19], [shift("finish")]);
    const result = run(plant, 100);
    expect(times(result, "finish", "m")).toEqual([10, 28, 50]);
    expect(result.result.stations["m"]?.states).toMatchObject({ working: 0.3, waiting: 0.12 });
    expect(poolOf(result, "p").meanPresent).toBe(0.7);
    everywhere(plant, 90);
  });

  test("W5: with the interruption resume the task rests until all who do it are back", () => {
    const plant = oneStation({ calendar: "c" }, [0, 18], [shift("resume")]);
    const result = run(plant, 100);
    expect(times(result, "finish", "m")).toEqual([10, 43]);
    expect(result.result.stations["m"]?.states).toMatchObject({ working: 0.2, paused: 0.15 });
    everywhere(plant, 60);
    const both = plantOf({
      elements: [schedule("in", [18]), station("m", 10, { workers: [{ pool: "p" }, { pool: "q" }] }), sink()],
      flow: ["in > m > out"],
      resources: [workers("p", 1, { calendar: "c" }), workers("q", 1, { calendar: "d" })],
      calendars: [shift("resume"), calendar("d", "resume", [[0, 20]], 50)],
    });
    // q rests 20–50, p 25–40: 18–20, 50–58.
    expect(times(run(both, 100), "finish", "m")).toEqual([58]);
    everywhere(both, 70);
  });

  test("W5: a repair rests while its crew is on a break, and the busy clock stands still while a task rests", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [0]),
        station("m", 30, { failures: [{ ...failure("f", "busy", 20, 10), workers: [{ pool: "p" }] }] }),
        sink(),
      ],
      flow: ["in > m > out"],
      resources: [workers("p", 1, { calendar: "c" })],
      calendars: [shift("resume")],
    });
    // Down from 20; repaired 20–25, 40–45; work 45–55.
    expect(times(run(plant, 100), "finish", "m")).toEqual([55]);
    everywhere(plant, 60);
    const resting = oneStation({ calendar: "c" }, [18], [shift("resume")], {
      failures: [failure("f", "busy", 9, 5)],
    });
    // Work 18–25, 40–42; repair 42–47; work 47–48.
    expect(times(run(resting, 100), "finish", "m")).toEqual([48]);
    everywhere(resting, 60);
  });

  test("K8, W5: saved between the events of the instant at which the shift ends, the future is the same", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [15]),
        station("m", 10, { workers: [{ pool: "p" }] }),
        schedule("other", [20]),
        station("n", 10, { workers: [{ pool: "p" }] }),
        sink(),
      ],
      flow: ["in > m > out", "other > n > out"],
      resources: [workers("p", 1, { calendar: "c" })],
      calendars: [shift("resume")],
    });
    const whole = run(plant, 100);
    // Given back and given out at 25, just before the shift ends.
    expect(times(whole, "seize", "n")).toEqual([25]);
    const stepped = new Simulation(plant);
    let seen = 0;
    while (stepped.nextEventTime <= 60) {
      stepped.step();
      const restored = Simulation.restore(plant, structuredClone(stepped.snapshot()));
      restored.runUntil(100);
      expect(restored.stateHash(), `saved at ${stepped.time}`).toBe(whole.result.hash);
      if (stepped.time === 25) seen++;
    }
    expect(seen).toBeGreaterThan(1);
  });

  test("W6: so many of the workers are absent as the chance says (binomial, z-test at 99.9 %)", () => {
    const plant = plantOf({
      elements: [schedule("in", [0]), station("m", 1, { workers: [{ pool: "p" }] }), sink()],
      flow: ["in > m > out"],
      resources: [workers("p", 20, { calendar: "c", absence: 0.15 })],
      calendars: [calendar("c", "finish", [[0, 10]], 20)],
    });
    const shifts = 2000;
    const result = run(plant, shifts * 20);
    const present = poolOf(result, "p").meanPresent ?? Number.NaN;
    // Present half of the time.
    const share = (present * 2) / 20;
    const sd = Math.sqrt((0.85 * 0.15) / (20 * shifts));
    expect(Math.abs(share - 0.85)).toBeLessThan(3.29 * sd);
    everywhere(plant, 60);
  });
});

describe("skills and ways", () => {
  test("W7: a skill is served by the first pool that has it and enough free", () => {
    const weld = { workers: [{ skill: "weld" }] };
    const plant = plantOf({
      elements: [schedule("in", [0, 0, 0]), ...[0, 1, 2].map((i) => station(`m${i}`, 10, weld)), sink()],
      flow: ["in > m0 > out", "in > m1 > out", "in > m2 > out"],
      resources: [
        workers("fitters", 5),
        workers("all", 1, { skills: ["weld", "fit"] }),
        workers("welders", 1, { skills: ["weld"] }),
      ],
    });
    const result = run(plant, 100);
    expect(log(result).filter((line) => line.includes("seize"))).toEqual([
      "0 seize m0 all",
      "0 seize m1 welders",
      "10 seize m2 all",
    ]);
    everywhere(plant, 30);
  });

  test("W7: two skills of one pool ask for two of its workers", () => {
    const plant = (size: number): Plant =>
      plantOf({
        elements: [
          schedule("in", [0]),
          station("m", 10, { workers: [{ skill: "weld" }, { skill: "fit" }] }),
          sink(),
        ],
        flow: ["in > m > out"],
        resources: [workers("all", size, { skills: ["weld", "fit"] })],
      });
    expect(poolOf(run(plant(2), 20), "all").meanBusy).toBe(1);
    everywhere(plant(2), 20);
  });

  test("W8: the nearest free workers walk to the element and stay there", () => {
    const at = (x: number, y: number): Pick<Element, "placement"> => ({
      placement: { position: [x, y, 0], rotation: 0, size: [1, 1, 1] },
    });
    const needs = { workers: [{ pool: "p" }] };
    const plant = (path?: "rightAngles"): Plant =>
      plantOf({
        elements: [
          schedule("in", [0, 100]),
          station("m", 10, { ...needs, ...at(30, 40) }),
          sink(),
          schedule("other", [20]),
          station("n", 10, { ...needs, ...at(30, 0) }),
          sink("end"),
        ],
        flow: ["in > m > out", "other > n > end"],
        resources: [
          workers("p", 2, {
            walking: { speed: 2, ...(path === undefined ? {} : { path }) },
            ...at(0, 0),
          }),
        ],
      });
    const straight = run(plant(), 200);
    // 50 m at 2 m/s; the other one 30 m from home; at 100 the first is there already.
    expect(times(straight, "finish", "m")).toEqual([35, 110]);
    expect(times(straight, "finish", "n")).toEqual([45]);
    expect(poolOf(straight, "p").walkingShare).toBe((25 + 15) / 400);
    expect(straight.result.stations["m"]?.states.waiting).toBe(25 / 200);
    const corners = run(plant("rightAngles"), 200);
    expect(times(corners, "finish", "m")).toEqual([45, 110]);
    everywhere(plant(), 120);
  });

  test("W8, W5: who is still on the way at the end of the shift rests when there", () => {
    const far: Resource = workers("p", 1, {
      calendar: "c",
      walking: { speed: 1 },
      placement: { position: [8, 0, 0], rotation: 0, size: [1, 1, 1] },
    });
    const plant = plantOf({
      elements: [schedule("in", [20]), station("m", 10, { workers: [{ pool: "p" }] }), sink()],
      flow: ["in > m > out"],
      resources: [far],
      calendars: [calendar("c", "resume", [[0, 25]], 40)],
    });
    expect(times(run(plant, 100), "finish", "m")).toEqual([50]);
    everywhere(plant, 60);
  });
});
