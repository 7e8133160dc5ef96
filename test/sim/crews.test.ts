import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Station } from "../../src/plant/elements/station.ts";
import type { Workers } from "../../src/plant/resources/workers.ts";
import type { Calendar, Plant, Resource } from "../../src/plant/schema.ts";
import { Frame, frameBytes } from "../../src/protocol/frame.ts";
import { Simulation } from "../../src/sim/simulation.ts";
import type { WorkersResult } from "../../src/sim/results.ts";
import { WORKER_STATES } from "../../src/plant/worker-states.ts";
import { calendar, log, plantOf, type Run, run, schedule, sink, station, times, workers } from "./plants.ts";
import { expectSameFuture, instantsOf } from "./same-future.ts";

function everywhere(plant: Plant, until: number): void {
  expectSameFuture(plant, until, instantsOf(plant, until));
}

function poolOf({ result }: Run, id: string): WorkersResult {
  return result.resources?.[id] as WorkersResult;
}

/** Breaks as `time worker` of their starts, and of their ends. */
function breaksOf(result: Run, pool: string): { starts: string[]; ends: string[] } {
  const of = (kind: string): string[] =>
    result.lines
      .filter((line) => line.kind === kind && line.element === pool)
      .map((line) => `${line.time} ${line.detail}`);
  return { starts: of("breakStart"), ends: of("breakEnd") };
}

function sumOfShares(pool: WorkersResult): number {
  return WORKER_STATES.reduce((sum, state) => sum + pool.states[state], 0);
}

/** Stations `m0`, `m1`, … each with one part at its time, whose work needs one of pool `p`. */
function jobs(
  list: readonly { at: number; time: number; more?: Partial<Station> }[],
  resources: readonly Resource[],
  calendars: readonly Calendar[] = [],
): Plant {
  return plantOf({
    elements: [
      ...list.flatMap(({ at, time, more }, i) => [
        schedule(`in${i}`, [at]),
        station(`m${i}`, time, { workers: [{ pool: "p" }], ...more }),
      ]),
      sink(),
    ],
    flow: list.map((_, i) => `in${i} > m${i} > out`),
    resources,
    calendars,
  });
}

const window = (start: number, end: number, duration: number) => ({ start, end, duration });

describe("breaks", () => {
  test("W11: one after the other in the order of their numbers, at most so many at once", () => {
    const plant = jobs(
      [{ at: 500, time: 1 }],
      [workers("p", 5, { breaks: { windows: [window(100, 160, 20)], atMostAway: 2 } })],
    );
    const result = run(plant, 200);
    expect(breaksOf(result, "p")).toEqual({
      starts: ["100 1", "100 2", "120 3", "120 4", "140 5"],
      ends: ["120 1", "120 2", "140 3", "140 4", "160 5"],
    });
    expect(poolOf(result, "p").states.onBreak).toBe((5 * 20) / (5 * 200));
    expect(poolOf(result, "p").breaks).toBe(5);
    everywhere(plant, 170);
  });

  test("W11: without a limit the team goes together, in every period", () => {
    const plant = jobs(
      [{ at: 105, time: 10 }],
      [workers("p", 2, { breaks: { windows: [window(100, 120, 20)], period: 200 } })],
    );
    const result = run(plant, 400);
    expect(breaksOf(result, "p").starts).toEqual(["100 1", "100 2", "300 1", "300 2"]);
    // Asked for at 105, there from 120 on.
    expect(times(result, "finish", "m0")).toEqual([130]);
    everywhere(plant, 330);
  });

  test("W11, C1: what ends at the instant of the break has ended in time", () => {
    const plant = jobs(
      [
        { at: 90, time: 10 },
        { at: 95, time: 10 },
      ],
      [workers("p", 1, { breaks: { windows: [window(100, 120, 20)], atWork: "rest" } })],
    );
    // The second job is granted at 100, before the break, and rests from there.
    expect(times(run(plant, 200), "finish", "m0")).toEqual([100]);
    expect(times(run(plant, 200), "finish", "m1")).toEqual([130]);
    everywhere(plant, 140);
  });

  test("W12: who is at a task finishes it first, or leaves it to rest; the one after him waits for that", () => {
    const breaks = { windows: [window(100, 200, 20)], atMostAway: 1 };
    const list = [{ at: 90, time: 30 }];
    const finishing = run(jobs(list, [workers("p", 2, { breaks })]), 200);
    expect(times(finishing, "finish", "m0")).toEqual([120]);
    expect(breaksOf(finishing, "p").starts).toEqual(["120 1", "140 2"]);
    const resting = jobs(list, [workers("p", 2, { breaks: { ...breaks, atWork: "rest" } })]);
    const rested = run(resting, 200);
    expect(times(rested, "finish", "m0")).toEqual([140]);
    expect(breaksOf(rested, "p").starts).toEqual(["100 1", "120 2"]);
    expect(rested.result.stations["m0"]?.states).toMatchObject({ working: 30 / 200, paused: 20 / 200 });
    everywhere(resting, 150);
    everywhere(jobs(list, [workers("p", 2, { breaks })]), 150);
  });

  test("W12: a task for two rests until both are back", () => {
    const plant = jobs(
      [{ at: 90, time: 30, more: { workers: [{ pool: "p", count: 2 }] } }],
      [workers("p", 2, { breaks: { windows: [window(100, 200, 20)], atMostAway: 1, atWork: "rest" } })],
    );
    // 90–100, both in turn away 100–140, 140–160.
    expect(times(run(plant, 200), "finish", "m0")).toEqual([160]);
    everywhere(plant, 170);
  });

  test("W12: breaks that have not begun lapse at the end of the shift; a window that is still open counts from its start", () => {
    const plant = jobs(
      [{ at: 90, time: 1000 }],
      [
        workers("p", 3, {
          calendar: "c",
          breaks: { windows: [window(100, 170, 20), window(210, 400, 20)], atMostAway: 1 },
        }),
      ],
      [
        calendar("c", "finish", [
          [0, 130],
          [300, 1000],
        ]),
      ],
    );
    const result = run(plant, 500);
    // The first is at his task to the end; nobody else is called before he has gone, and the shift ends meanwhile.
    expect(breaksOf(result, "p").starts).toEqual([]);
    const free = jobs(
      [{ at: 900, time: 10 }],
      [
        workers("p", 3, {
          calendar: "c",
          breaks: { windows: [window(100, 170, 20), window(210, 400, 20)], atMostAway: 1 },
        }),
      ],
      [
        calendar("c", "finish", [
          [0, 130],
          [300, 1000],
        ]),
      ],
    );
    // 100–120, 120–140 over the end of the shift; the third lapses. The second window is open until 380.
    expect(breaksOf(run(free, 500), "p").starts).toEqual(["100 1", "120 2", "300 1", "320 2", "340 3"]);
    everywhere(free, 400);
  });
});

describe("relief", () => {
  const relieved = (handover: number, end: number, spare = 1, more: Partial<Workers> = {}): Resource[] => [
    workers("p", 2, {
      breaks: { windows: [window(100, end, 20)], atMostAway: 1, relief: { pool: "springer", handover } },
    }),
    workers("springer", spare, more),
  ];

  test("W13: the work goes on while others have their break, with hand-over before and after", () => {
    const plant = jobs(
      [
        { at: 90, time: 200 },
        { at: 91, time: 200 },
      ],
      relieved(3, 200),
    );
    const result = run(plant, 400);
    expect(times(result, "finish", "m0")).toEqual([290]);
    expect(times(result, "finish", "m1")).toEqual([291]);
    // The second is called when the first has ended his break; the springer is free at 126 and there at once.
    expect(breaksOf(result, "p")).toEqual({ starts: ["103 1", "129 2"], ends: ["123 1", "149 2"] });
    expect(log(result).filter((line) => / p /.test(line) && /seize|release/.test(line))).toEqual([
      "100 seize p springer",
      "126 release p springer",
      "126 seize p springer",
      "152 release p springer",
    ]);
    // The springer stands in from 100 to 152; work of two workers from 90 and 91 less two breaks.
    expect(poolOf(result, "springer").states.lent).toBeCloseTo(52 / 400, 12);
    expect(poolOf(result, "p").states.working).toBeCloseTo((200 + 200 - 40) / 800, 12);
    expect(poolOf(result, "p").states.onBreak).toBeCloseTo(40 / 800, 12);
    everywhere(plant, 300);
  });

  test("W13: ends the task in the break, the relief stays to its end; in the hand-over the break begins then", () => {
    const inBreak = jobs([{ at: 90, time: 20 }], relieved(3, 200));
    const one = run(inBreak, 400);
    expect(times(one, "finish", "m0")).toEqual([110]);
    expect(times(one, "release", "p")).toEqual([123, 143]);
    expect(breaksOf(one, "p").starts).toEqual(["103 1", "123 2"]);
    const inHandover = jobs([{ at: 90, time: 12 }], relieved(3, 200));
    const other = run(inHandover, 400);
    expect(breaksOf(other, "p").starts).toEqual(["102 1", "122 2"]);
    expect(times(other, "release", "p")[0]).toBe(122);
    everywhere(inBreak, 150);
    everywhere(inHandover, 150);
  });

  test("W13: the relief does the tasks that come meanwhile, and hands over the one under way", () => {
    const plant = jobs(
      [
        { at: 105, time: 10 },
        { at: 110, time: 20 },
      ],
      [
        workers("p", 1, {
          breaks: { windows: [window(100, 200, 20)], relief: { pool: "springer", handover: 3 } },
        }),
        workers("springer", 1),
      ],
    );
    const result = run(plant, 400);
    // Idle, so relieved at 100 without a hand-over; the second task is his relief's from 115 and handed over at 120.
    expect(breaksOf(result, "p")).toEqual({ starts: ["100 1"], ends: ["120 1"] });
    expect(times(result, "finish", "m0")).toEqual([115]);
    expect(times(result, "finish", "m1")).toEqual([135]);
    expect(times(result, "release", "p")).toEqual([123]);
    expect(poolOf(result, "springer").states.lent).toBeCloseTo(23 / 400, 12);
    expect(poolOf(result, "p").states).toMatchObject({ onBreak: 20 / 400, working: 15 / 400 });
    everywhere(plant, 160);
  });

  test("W14: no relief until the latest begin: he finishes his task first", () => {
    const plant = jobs(
      [
        { at: 90, time: 100 },
        { at: 0, time: 500, more: { workers: [{ pool: "springer" }] } },
      ],
      relieved(3, 160),
    );
    const result = run(plant, 400);
    // Waits for the springer until 140, then for his task until 190.
    expect(breaksOf(result, "p").starts).toEqual(["190 1", "210 2"]);
    everywhere(plant, 250);
  });

  test("W13, W5: where the relief is on a break of its own, the task rests", () => {
    const plant = jobs([{ at: 90, time: 100 }], relieved(0, 200, 1, { calendar: "c" }), [
      calendar("c", "resume", [
        [0, 110],
        [115, 1000],
      ]),
    ]);
    // Relieved at 100; the springer is off 110–115.
    expect(times(run(plant, 400), "finish", "m0")).toEqual([195]);
    everywhere(plant, 250);
  });

  test("W13, W8: a relief that walks comes to the workplace first", () => {
    const at = (x: number) => ({ placement: { position: [x, 0, 0], rotation: 0, size: [1, 1, 1] } }) as const;
    const plant = plantOf({
      elements: [
        schedule("in", [90]),
        { ...station("m", 100, { workers: [{ pool: "p" }] }), ...at(10) } as never,
        sink(),
      ],
      flow: ["in > m > out"],
      resources: relieved(3, 200, 1, { walking: { speed: 1 }, ...at(0) } as never),
    });
    expect(breaksOf(run(plant, 300), "p").starts[0]).toBe("113 1");
    everywhere(plant, 220);
  });
});

describe("replacement", () => {
  const absent = (skill: string, spare: number): Resource[] => [
    workers("p", 3, { calendar: "c", absence: 1, skills: ["fit"], replacement: { skill } }),
    workers("others", spare, { skills: ["fit"] }),
  ];
  const shifts = [calendar("c", "finish", [[0, 100]], 200)];

  test("W15: for each who is absent one of another pool with the skill, as long as there are some, for the shift", () => {
    const plant = jobs(
      [
        { at: 10, time: 20 },
        { at: 10, time: 20 },
        { at: 10, time: 20 },
        { at: 90, time: 20 },
      ],
      absent("fit", 2),
      shifts,
    );
    const result = run(plant, 200);
    expect(times(result, "finish", "m0")).toEqual([30]);
    expect(times(result, "finish", "m1")).toEqual([30]);
    expect(times(result, "finish", "m2")).toEqual([50]);
    expect(times(result, "finish", "m3")).toEqual([110]);
    const p = poolOf(result, "p");
    // Two of three places filled for half of the time, one never; one task runs on for 10 s.
    expect(p.states).toMatchObject({ absent: 100 / 600, overtime: 10 / 600, working: 70 / 600 });
    expect(p.replacedShare).toBeCloseTo(200 / 600, 12);
    // Lent for the shift, and one until 110.
    expect(poolOf(result, "others").states.lent).toBeCloseTo(210 / 400, 12);
    expect(p.overtimeHours).toBeCloseTo(10 / 3600, 12);
    everywhere(plant, 230);
  });

  test("W15: who fills in has the breaks of the one that is absent", () => {
    const plant = jobs(
      [{ at: 35, time: 20 }],
      [
        workers("p", 1, {
          calendar: "c",
          absence: 1,
          replacement: { pool: "others" },
          breaks: { windows: [window(40, 60, 10)], atWork: "rest" },
        }),
        workers("others", 1),
      ],
      shifts,
    );
    expect(times(run(plant, 200), "finish", "m0")).toEqual([65]);
    everywhere(plant, 120);
  });

  test("W15, W5: where he has a break in his own pool, the task rests", () => {
    const plant = jobs(
      [{ at: 35, time: 20 }],
      [
        workers("p", 1, { calendar: "c", absence: 1, replacement: { pool: "others" } }),
        workers("others", 1, { calendar: "d" }),
      ],
      [
        ...shifts,
        calendar("d", "resume", [
          [0, 40],
          [50, 1000],
        ]),
      ],
    );
    expect(times(run(plant, 200), "finish", "m0")).toEqual([65]);
    everywhere(plant, 120);
  });

  test("W15: two pools can fill in for each other", () => {
    const plant = jobs(
      [{ at: 10, time: 20 }],
      [
        workers("p", 1, { calendar: "c", absence: 1, replacement: { pool: "q" } }),
        workers("q", 1, { calendar: "c", absence: 1, replacement: { pool: "p" } }),
      ],
      shifts,
    );
    // Both are absent, so nobody comes.
    expect(times(run(plant, 90), "finish", "m0")).toEqual([]);
    everywhere(plant, 250);
  });
});

describe("footpaths", () => {
  const at = (x: number, y: number) => ({
    placement: {
      position: [x, y, 0] as [number, number, number],
      rotation: 0,
      size: [2, 2, 1] as [number, number, number],
    },
  });
  /** A ring of 20 × 10 m; crossing at its east; stations at its north and south side, home in the south-west. */
  const ring = (whenIdle?: "home"): Plant =>
    plantOf({
      elements: [
        schedule("in", [0, 100]),
        { ...station("north", 10, { workers: [{ pool: "p" }] }), ...at(10, 13) },
        schedule("other", [20]),
        { ...station("south", 10, { workers: [{ pool: "p" }] }), ...at(10, -3) },
        sink(),
      ],
      flow: ["in > north > out", "other > south > out"],
      resources: [
        workers("p", 1, {
          ...at(2, -2),
          walking: { speed: 1, footpaths: "ring", ...(whenIdle === undefined ? {} : { whenIdle }) },
        }),
        {
          kind: "footpaths",
          id: "ring",
          points: [
            { id: "sw", position: [0, 0, 0] },
            { id: "se", position: [20, 0, 0], crossing: 6 },
            { id: "ne", position: [20, 10, 0] },
            { id: "nw", position: [0, 10, 0] },
          ],
          paths: [
            { from: "sw", to: "se" },
            { from: "se", to: "ne" },
            { from: "ne", to: "nw" },
            { from: "nw", to: "sw" },
          ],
        },
      ],
    });

  test("W9: along the paths, from the edge of the home to the edge of the workplace", () => {
    const plant = ring();
    const result = run(plant, 300);
    // Home's edge is 1 m from the path at x = 2, the workplaces' edges 2 m: 1 + 2 + 10 + 10 + 2 = 25 m.
    expect(times(result, "start", "north")[0]).toBe(25);
    expect(times(result, "finish", "north")).toEqual([35, 144]);
    // He stays in the north, and walks 2 + 10 + 10 + 10 + 2 = 34 m to the south, and back.
    expect(times(result, "start", "south")).toEqual([69]);
    expect(times(result, "start", "north")[1]).toBe(134);
    expect(poolOf(result, "p").states.walking).toBeCloseTo((25 + 34 + 34) / 300, 12);
    everywhere(plant, 180);
  });

  test("W10: home when nobody needs him, and called on the way from where he then is", () => {
    const plant = ring("home");
    const result = run(plant, 300);
    expect(times(result, "start", "south")).toEqual([69]);
    // Home at 79 + 2 + 8 + 1 = 90; from there 25 m at 100.
    expect(times(result, "start", "north")[1]).toBe(125);
    everywhere(plant, 180);
    const early = plantOf({
      elements: plant.elements.map((element) => (element.id === "other" ? schedule("other", [40]) : element)),
      flow: ["in > north > out", "other > south > out"],
      resources: plant.resources ?? [],
    });
    // Free at 35, called at 40 after 2 m off the path and 3 m on it: 7 m to the corner, 10 m down, 10 m, and 2 m.
    expect(times(run(early, 90), "start", "south")).toEqual([40 + 7 + 10 + 10 + 2]);
    everywhere(early, 180);
  });

  test("W9: people are drawn where they walk, after parts and vehicles", () => {
    const plant = ring();
    const simulation = new Simulation(plant);
    simulation.runUntil(13);
    const frame = new Frame(new ArrayBuffer(frameBytes(plant.elements.length, 10)), plant.elements.length);
    simulation.writeFrame(frame);
    expect(frame.movers).toBe(2);
    expect([...frame.product.subarray(0, 2)]).toEqual([0, 1]);
    // 1 m off the path, 2 m to the corner, 10 m up.
    expect([...frame.pose.subarray(4, 7)].map((value) => Math.round(value * 1e4) / 1e4)).toEqual([0, 10, 0]);
    simulation.runUntil(5);
  });
});

describe("states of workers", () => {
  test("W16: overtime, walking, idle, off shift; shares add to one, also after the warm-up", () => {
    const plant = plantOf({
      elements: [schedule("in", [80]), station("m", 30, { workers: [{ pool: "p" }] }), sink()],
      flow: ["in > m > out"],
      resources: [
        workers("p", 2, {
          calendar: "c",
          role: "operator",
          walking: { speed: 1, whenIdle: "home" },
          placement: { position: [10, 0, 0], rotation: 0, size: [1, 1, 1] },
        }),
      ],
      calendars: [calendar("c", "finish", [[0, 100]], 200)],
    });
    // Walks 80–90, works 90–100, overtime 100–120, then his way home is his own.
    const { states, overtimeHours, role } = poolOf(run(plant, 200), "p");
    expect(states).toEqual({
      working: 10 / 400,
      walking: 10 / 400,
      idle: 180 / 400,
      onBreak: 0,
      lent: 0,
      absent: 0,
      overtime: 20 / 400,
      offShift: 180 / 400,
    });
    expect(overtimeHours).toBe(20 / 3600);
    expect(role).toBe("operator");
    const cut = poolOf(run(plant, 200, { warmup: 85 }), "p");
    expect(cut.states.walking).toBeCloseTo(5 / 230, 12);
    expect(sumOfShares(cut)).toBeCloseTo(1, 12);
    everywhere(plant, 210);
  });

  test("W16: pools that only count know overtime and absence as well", () => {
    const plant = jobs(
      [{ at: 80, time: 30 }],
      [workers("p", 2, { calendar: "c" })],
      [calendar("c", "finish", [[0, 100]], 200)],
    );
    const { states } = poolOf(run(plant, 200), "p");
    expect(states).toMatchObject({
      working: 20 / 400,
      overtime: 10 / 400,
      idle: 180 / 400,
      offShift: 190 / 400,
    });
    const resting = jobs(
      [{ at: 80, time: 30 }],
      [workers("p", 2, { calendar: "c", absence: 1 })],
      [calendar("c", "resume", [[0, 100]], 200)],
    );
    expect(poolOf(run(resting, 200), "p").states).toMatchObject({ absent: 0.5, offShift: 0.5 });
  });
});

/** A pool with breaks, relief, absence and replacement, and random tasks for it. */
const scenario = fc.record({
  size: fc.integer({ min: 1, max: 5 }),
  spare: fc.integer({ min: 1, max: 3 }),
  atMostAway: fc.integer({ min: 1, max: 3 }),
  atWork: fc.constantFrom("finish" as const, "rest" as const),
  relief: fc.boolean(),
  handover: fc.constantFrom(0, 5),
  absence: fc.constantFrom(0, 0.3),
  starts: fc.constantFrom([0], [60, 400], [100, 110]),
  duration: fc.integer({ min: 5, max: 40 }),
  interruption: fc.constantFrom("finish" as const, "resume" as const),
  tasks: fc.array(
    fc.record({ at: fc.integer({ min: 0, max: 600 }), time: fc.integer({ min: 1, max: 90 }) }),
    {
      minLength: 1,
      maxLength: 12,
    },
  ),
  walks: fc.boolean(),
});

test("W11 to W16 on random crews: at most so many away, nobody works in his break, what is due is taken, relief is counted, shares add to one", () => {
  fc.assert(
    fc.property(scenario, (drawn) => {
      const { size, spare, atMostAway, atWork, relief, handover, absence, starts, duration, walks } = drawn;
      const turns = Math.ceil(size / Math.min(size, atMostAway));
      const plant = jobs(
        drawn.tasks,
        [
          workers("p", size, {
            calendar: "c",
            ...(absence > 0 ? { absence, replacement: { pool: "springer" } } : {}),
            ...(walks ? { walking: { speed: 1, whenIdle: "home" } } : {}),
            ...(walks ? { placement: { position: [7, 0, 0], rotation: 0, size: [1, 1, 1] } } : {}),
            breaks: {
              windows: starts.map((start) => window(start, start + turns * duration + 10, duration)),
              atMostAway,
              atWork,
              ...(relief ? { relief: { pool: "springer", handover } } : {}),
            },
          }),
          workers("springer", spare),
        ],
        [calendar("c", drawn.interruption, [[0, 100_000]])],
      );
      // Long enough that every task and every break is over.
      const result = run(plant, 4000);
      const { starts: begun, ends } = breaksOf(result, "p");
      const away = [
        ...begun.map((line) => [Number(line.split(" ")[0]), 1] as const),
        ...ends.map((line) => [Number(line.split(" ")[0]), -1] as const),
      ].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      let now = 0;
      for (const [, change] of away) expect((now += change)).toBeLessThanOrEqual(atMostAway);
      expect(now).toBe(0);
      // Each break is as long as it is due, and of one worker none begins before the last has ended.
      for (let worker = 1; worker <= size; worker++) {
        const own = (list: readonly string[]): number[] =>
          list.filter((line) => line.endsWith(` ${worker}`)).map((line) => Number(line.split(" ")[0]));
        const [from, to] = [own(begun), own(ends)];
        expect(to.map((end, i) => Math.round((end - (from[i] as number)) * 1e6))).toEqual(
          from.map(() => duration * 1e6),
        );
        for (const [i, start] of from.entries())
          if (i > 0) expect(start).toBeGreaterThanOrEqual(to[i - 1] as number);
        if (absence === 0) expect(from).toHaveLength(starts.length);
      }
      const pools = [poolOf(result, "p"), poolOf(result, "springer")];
      for (const pool of pools) expect(sumOfShares(pool)).toBeCloseTo(1, 9);
      expect(pools[0]?.states.onBreak).toBeCloseTo((begun.length * duration) / (size * 4000), 9);
      // Never more stand in than there are.
      let standing = 0;
      for (const { kind, element, detail } of result.lines) {
        if (element !== "p" || detail !== "springer") continue;
        standing += kind === "seize" ? 1 : kind === "release" ? -1 : 0;
        expect(standing).toBeLessThanOrEqual(spare);
      }
      // Work given out is work done: tasks of each station are as long as drawn, less the time that others do them.
      const done = result.result.finished;
      if (absence === 0) expect(done).toBe(drawn.tasks.length);
      const worked = plant.elements.reduce(
        (sum, { id }) => sum + (result.result.stations[id]?.states.working ?? 0) * 4000,
        0,
      );
      if (absence === 0)
        expect(worked).toBeCloseTo(
          drawn.tasks.reduce((sum, { time }) => sum + time, 0),
          6,
        );
      if (absence === 0 && !relief && !walks && atWork === "finish")
        expect((pools[0]?.states.working ?? 0) * size * 4000).toBeCloseTo(worked, 6);
    }),
    { numRuns: 150, seed: 1924 },
  );
});

test("W11 to W15, K8: saved at any time and restored, random crews have the same future", () => {
  fc.assert(
    fc.property(
      scenario,
      fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 3, maxLength: 3 }),
      (drawn, at) => {
        const { size, spare, atMostAway, atWork, relief, handover, absence, starts, duration, walks } = drawn;
        const plant = jobs(
          drawn.tasks,
          [
            workers("p", size, {
              calendar: "c",
              ...(absence > 0 ? { absence, replacement: { pool: "springer" } } : {}),
              ...(walks ? { walking: { speed: 0.5, whenIdle: "home" } } : {}),
              ...(walks ? { placement: { position: [7, 0, 0], rotation: 0, size: [1, 1, 1] } } : {}),
              breaks: {
                windows: starts.map((start) => window(start, start + 1000, duration)),
                period: 5000,
                atMostAway,
                atWork,
                ...(relief ? { relief: { pool: "springer", handover } } : {}),
              },
            }),
            workers("springer", spare, { calendar: "d" }),
          ],
          [calendar("c", drawn.interruption, [[0, 150]], 250), calendar("d", "resume", [[0, 130]], 170)],
        );
        expectSameFuture(
          plant,
          900,
          at.toSorted((a, b) => a - b),
          { warmup: 120 },
        );
      },
    ),
    { numRuns: 40, seed: 7 },
  );
});
