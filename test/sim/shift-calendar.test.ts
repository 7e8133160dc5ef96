import { describe, expect, test } from "vitest";
import type { Station } from "../../src/plant/elements/station.ts";
import type { Calendar, Plant } from "../../src/plant/schema.ts";
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
} from "./plants.ts";
import { expectSameFuture, instantsOf } from "./same-future.ts";

function working(shift: Calendar, cycle: Station["cycleTime"], more: Partial<Station> = {}): Plant {
  return plantOf({
    elements: [saturated("in"), station("m", cycle, { calendar: shift.id, ...more }), sink()],
    calendars: [shift],
    flow: ["in > m > out"],
  });
}

function everywhere(plant: Plant, until: number): void {
  expectSameFuture(plant, until, instantsOf(plant, until));
}

describe("intervals", () => {
  test("C1: what ends at the end of an interval has ended in time", () => {
    const plant = working(
      calendar("shift", "resume", [
        [0, 10],
        [20, 30],
      ]),
      10,
    );
    const seen = run(plant, 30);
    expect(times(seen, "finish", "m")).toEqual([10, 30]);
    expect(log(seen, "m")).toEqual([
      "0 enter m in#0 in",
      "0 start m in#0",
      "10 finish m in#0",
      // Still on shift at 10, so the next part starts, and is suspended at once.
      "10 enter m in#1 in",
      "10 start m in#1",
      "10 shiftEnd m",
      "10 suspend m in#1",
      "20 shiftStart m",
      "20 resume m in#1",
      "30 finish m in#1",
      "30 enter m in#2 in",
      "30 start m in#2",
      "30 shiftEnd m",
      "30 suspend m in#2",
    ]);
    everywhere(plant, 40);
  });

  test("C1: intervals that touch are one", () => {
    const plant = working(
      calendar("shift", "startIfFits", [
        [0, 10],
        [10, 20],
        [30, 40],
      ]),
      7,
    );
    const seen = run(plant, 38);
    expect(times(seen, "finish", "m")).toEqual([7, 14, 37]);
    expect(times(seen, "shiftEnd", "m")).toEqual([20]);
    expect(times(seen, "shiftStart", "m")).toEqual([30]);
  });

  test("C1: the order of the intervals in the file does not matter", () => {
    const plant = working(
      calendar("shift", "resume", [
        [20, 30],
        [0, 10],
      ]),
      7,
    );
    expect(times(run(plant, 30), "finish", "m")).toEqual([7, 24]);
  });

  test("C5: with a period the intervals repeat, without one nobody works after the last", () => {
    const twice = [
      [0, 5],
      [8, 10],
    ] as const;
    const shifts = (period?: number): string[] =>
      log(run(working(calendar("shift", "resume", twice, period), 1), 30), "m").filter((line) =>
        line.includes("shift"),
      );
    expect(shifts()).toEqual(["5 shiftEnd m", "8 shiftStart m", "10 shiftEnd m"]);
    expect(shifts(12)).toEqual([
      "5 shiftEnd m",
      "8 shiftStart m",
      "10 shiftEnd m",
      "12 shiftStart m",
      "17 shiftEnd m",
      "20 shiftStart m",
      "22 shiftEnd m",
      "24 shiftStart m",
      "29 shiftEnd m",
    ]);
    const ended = run(working(calendar("shift", "resume", twice), 1), 1000);
    expect(times(ended, "finish", "m")).toEqual([1, 2, 3, 4, 5, 9, 10]);
    expect(ended.simulation.nextEventTime).toBe(Infinity);
    everywhere(working(calendar("shift", "resume", twice, 12), 1.5), 40);
  });

  test("C5: an interval that touches the first of the next period runs on", () => {
    const shift = calendar(
      "shift",
      "startIfFits",
      [
        [0, 5],
        [15, 20],
      ],
      20,
    );
    const plant = working(shift, 6);
    const seen = run(plant, 50);
    // On shift 0-5, 15-25, 35-45: six seconds fit once in each but the first.
    expect(times(seen, "start", "m")).toEqual([15, 35]);
    expect(log(seen, "m").filter((line) => line.includes("shift"))).toEqual([
      "5 shiftEnd m",
      "15 shiftStart m",
      "25 shiftEnd m",
      "35 shiftStart m",
      "45 shiftEnd m",
    ]);
    everywhere(plant, 50);
  });

  test("C5: working all the period is working always", () => {
    const plant = working(
      calendar(
        "shift",
        "startIfFits",
        [
          [0, 8],
          [8, 20],
        ],
        20,
      ),
      13,
    );
    const seen = run(plant, 100);
    expect(times(seen, "finish", "m")).toEqual([13, 26, 39, 52, 65, 78, 91]);
    expect(times(seen, "shiftEnd", "m")).toEqual([]);
  });

  test("C5: a plant may begin off shift", () => {
    const plant = working(calendar("shift", "resume", [[5, 10]], 20), 3);
    const seen = run(plant, 30);
    expect(times(seen, "start", "m")).toEqual([5, 8, 26, 29]);
    expect(seen.result.stations["m"]?.states.paused).toBeCloseTo(20 / 30, 12);
    everywhere(plant, 50);
  });
});

describe("interruption", () => {
  const shift = (interruption: Calendar["interruption"]): Calendar =>
    calendar("shift", interruption, [[0, 10]], 20);

  test("C2: resume suspends the work and goes on with the remaining time", () => {
    const plant = working(shift("resume"), 7);
    // 0-7, 7-10 and 20-24, 24-30 and 40-41, 41-48, 48-50 and 60-65.
    expect(times(run(plant, 65), "finish", "m")).toEqual([7, 24, 41, 48, 65]);
    everywhere(plant, 70);
  });

  test("C2: a part may take several shifts", () => {
    const plant = working(shift("resume"), 25);
    expect(times(run(plant, 100), "finish", "m")).toEqual([45, 90]);
    everywhere(plant, 100);
  });

  test("C2: all servers are suspended and resume", () => {
    const plant = plantOf({
      elements: [schedule("in", [1, 5]), station("m", 8, { servers: 2, calendar: "shift" }), sink()],
      calendars: [shift("resume")],
      flow: ["in > m > out"],
    });
    expect(parts(run(plant, 30), "finish", "m")).toEqual(["9 in#0", "23 in#1"]);
    everywhere(plant, 30);
  });

  test("C3: finish ends the part in overtime and starts nothing new", () => {
    const plant = working(shift("finish"), 7);
    const seen = run(plant, 48);
    expect(times(seen, "finish", "m")).toEqual([7, 14, 27, 34, 47]);
    expect(times(seen, "start", "m")).toEqual([0, 7, 20, 27, 40, 47]);
    // Overtime is working time; paused are 14-20 and 34-40.
    expect(seen.result.stations["m"]?.states.paused).toBeCloseTo(12 / 48, 12);
    everywhere(plant, 60);
  });

  test("C3: overtime that lasts into the next shift goes straight on", () => {
    const plant = working(shift("finish"), 24);
    expect(times(run(plant, 110), "finish", "m")).toEqual([24, 48, 72, 104]);
    everywhere(plant, 100);
  });

  test("C4: startIfFits starts nothing that would not end by the end of the interval, and closes", () => {
    const plant = working(shift("startIfFits"), 7);
    const seen = run(plant, 47);
    expect(times(seen, "start", "m")).toEqual([0, 20, 40]);
    expect(seen.result.stations["m"]?.states).toMatchObject({
      working: 21 / 47,
      paused: 26 / 47,
      starved: 0,
    });
    everywhere(plant, 60);
  });

  test("C4: what ends exactly with the interval fits", () => {
    const plant = working(shift("startIfFits"), 5);
    expect(times(run(plant, 41), "start", "m")).toEqual([0, 5, 20, 25, 40]);
    const longer = working(shift("startIfFits"), 5.000_001);
    expect(times(run(longer, 41), "start", "m")).toEqual([0, 20, 40]);
    everywhere(plant, 60);
  });

  test("C4: a shorter part behind the one that does not fit is not started either", () => {
    const plant = plantOf({
      products: ["long", "short"],
      elements: [
        schedule("in", [
          [0, "long"],
          [1, "long"],
          [2, "short"],
        ]),
        station("m", { byProduct: { long: 7, short: 1 } }, { calendar: "shift" }),
        sink(),
      ],
      calendars: [shift("startIfFits")],
      flow: ["in > m > out"],
    });
    expect(times(run(plant, 40), "start", "m")).toEqual([0, 20, 27]);
    everywhere(plant, 40);
  });

  test("C4: it is starved, not paused, while nothing waits, and takes what fits", () => {
    const plant = plantOf({
      elements: [schedule("in", [6, 8.5]), station("m", 2, { calendar: "shift" }), sink()],
      calendars: [shift("startIfFits")],
      flow: ["in > m > out"],
    });
    const seen = run(plant, 19);
    expect(times(seen, "start", "m")).toEqual([6]);
    // Starved 0-6 and 8-8.5, closed from 8.5 on.
    expect(seen.result.stations["m"]?.states.starved).toBeCloseTo(6.5 / 19, 12);
    expect(seen.result.stations["m"]?.states.paused).toBeCloseTo(10.5 / 19, 12);
    everywhere(plant, 40);
  });

  test("C4: what a failure interrupted is finished in overtime", () => {
    const plant = working(shift("startIfFits"), 7, { failures: [failure("f", "calendar", 3, 5)] });
    // Starts at 0, stands 3-8, would end at 12: but the failure comes again at 11, to 16, so it ends at 17.
    expect(times(run(plant, 19), "finish", "m")).toEqual([17]);
    const once = working(shift("startIfFits"), 7, {
      failures: [failure("f", "calendar", 3, 6), failure("g", "busy", 1000, 1)],
    });
    expect(times(run(once, 12), "finish", "m")).toEqual([]);
    everywhere(plant, 100);
    everywhere(once, 100);
  });

  test("C4: each of several servers starts what fits, and the draw that did not fit is kept for the next interval", () => {
    const plant = plantOf({
      elements: [
        saturated("in"),
        station("m", { dist: "uniform", min: 2, max: 6 }, { servers: 2, calendar: "shift" }),
        sink(),
      ],
      calendars: [shift("startIfFits")],
      flow: ["in > m > out"],
    });
    const free = plantOf({
      elements: [saturated("in"), station("m", { dist: "uniform", min: 2, max: 6 }, { servers: 2 }), sink()],
      flow: ["in > m > out"],
    });
    const durations = (p: Plant, until: number): Map<string | undefined, number> => {
      const seen = run(p, until);
      const starts = new Map(
        seen.lines.filter(({ kind }) => kind === "start").map(({ part, time }) => [part, time]),
      );
      return new Map(
        seen.lines
          .filter(({ kind }) => kind === "finish")
          .map(({ part, time }) => [part, Math.round((time - (starts.get(part) ?? 0)) * 1e6)]),
      );
    };
    const shifted = durations(plant, 1000);
    const reference = durations(free, 1000);
    expect(shifted.size).toBeGreaterThan(100);
    for (const [part, duration] of shifted) expect(duration).toBe(reference.get(part));
    for (const { kind, time } of run(plant, 1000).lines)
      if (kind === "finish") expect(time % 20).toBeLessThanOrEqual(10);
    expectSameFuture(plant, 300, instantsOf(plant, 150));
  });

  test("C2, B6: a shift that ends during a repair, and a repair that ends at a shift's start", () => {
    const plant = working(calendar("shift", "resume", [[0, 10]], 20), 7, {
      failures: [failure("f", "calendar", 8, 12)],
    });
    // 0-7, 7-8; down 8-20, shift from 20: 20-26; the failure again at 28.
    expect(times(run(plant, 28), "finish", "m")).toEqual([7, 26]);
    everywhere(plant, 100);
  });
});

describe("exceptions", () => {
  /** Working 0–10, 20–30, … but for the exceptions. */
  const shiftWith = (...list: readonly (readonly [number, number, boolean])[]): Calendar => ({
    ...calendar("shift", "resume", [[0, 10]], 20),
    exceptions: list.map(([start, end, works]) => ({ start, end, working: works })),
  });
  const shifts = (shift: Calendar, until: number): string[] =>
    log(run(working(shift, 3), until), "m").filter((line) => line.includes("shift"));

  test("C6: a holiday takes a shift away, overtime makes one longer, an extra shift adds one", () => {
    const shift = shiftWith([20, 30, false], [50, 53, true], [71, 74, true]);
    expect(shifts(shift, 85)).toEqual([
      "10 shiftEnd m",
      "40 shiftStart m",
      "53 shiftEnd m",
      "60 shiftStart m",
      "70 shiftEnd m",
      "71 shiftStart m",
      "74 shiftEnd m",
      "80 shiftStart m",
    ]);
    everywhere(working(shift, 3), 85);
  });

  test("C6: a holiday over several periods, and one that begins within a shift", () => {
    expect(shifts(shiftWith([5, 65, false]), 90)).toEqual([
      "5 shiftEnd m",
      "65 shiftStart m",
      "70 shiftEnd m",
      "80 shiftStart m",
      "90 shiftEnd m",
    ]);
  });

  test("C6: without a period there is work again in an extra shift only, and exceptions that touch are seamless", () => {
    const once = {
      ...calendar("shift", "resume", [[0, 10]]),
      exceptions: [
        { start: 10, end: 12, working: true },
        { start: 12, end: 14, working: true },
        { start: 30, end: 31, working: true },
      ],
    };
    expect(shifts(once, 100)).toEqual(["14 shiftEnd m", "30 shiftStart m", "31 shiftEnd m"]);
  });

  test("C6, C4: what would end in overtime fits", () => {
    const shift = { ...shiftWith([10, 13, true]), interruption: "startIfFits" as const };
    expect(times(run(working(shift, 6), 40), "finish", "m")).toEqual([6, 12, 26]);
  });
});
