import { describe, expect, test } from "vitest";
import type { FailureMode } from "../../src/plant/elements/failure.ts";
import type { Plant } from "../../src/plant/schema.ts";
import {
  arrivals,
  calendar,
  conveyor,
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

function lineWith(
  failures: FailureMode[],
  more: { cycle?: number; servers?: number; at?: number[] } = {},
): Plant {
  const source = more.at === undefined ? saturated("in") : schedule("in", more.at);
  return plantOf({
    elements: [source, station("m", more.cycle ?? 4, { failures, servers: more.servers ?? 1 }), sink()],
    flow: ["in > m > out"],
  });
}

/** `time fail|repair mode` of an element. */
function breakdowns(plant: Plant, until: number, element = "m"): string[] {
  return log(run(plant, until), element)
    .filter((line) => line.includes(" fail ") || line.includes(" repair "))
    .map((line) => line.replace(` ${element} `, " "));
}

function everywhere(plant: Plant, until: number): void {
  expectSameFuture(plant, until, instantsOf(plant, until));
}

describe("clocks", () => {
  test("B1: a busy clock runs only while the station processes", () => {
    const plant = lineWith([failure("f", "busy", 10, 5)], { at: [10, 20, 30, 40] });
    // Work 10-14, 20-24, 30-32: ten seconds; then 37-39, 40-44.
    expect(breakdowns(plant, 60)).toEqual(["32 fail f", "37 repair f"]);
    expect(times(run(plant, 60), "finish", "m")).toEqual([14, 24, 39, 44]);
    everywhere(plant, 60);
  });

  test("B1: with several servers the busy clock runs while at least one processes", () => {
    const plant = lineWith([failure("f", "busy", 8, 2)], { cycle: 6, servers: 2, at: [0, 3, 20] });
    // Busy 0-9 without a pause: it strikes at 8, when only the second part is in work.
    expect(breakdowns(plant, 40)).toEqual(["8 fail f", "10 repair f"]);
    expect(times(run(plant, 40), "finish", "m")).toEqual([6, 11, 26]);
    everywhere(plant, 40);
  });

  test("B1: the busy clock of a blocked or starved station stands still", () => {
    const plant = plantOf({
      elements: [
        saturated("in"),
        station("m", 3, { failures: [failure("f", "busy", 7, 1)] }),
        station("n", 10),
        sink(),
      ],
      flow: ["in > m > n > out"],
    });
    // m works 0-6, is blocked to 13, and has worked 7 s at 14.
    expect(breakdowns(plant, 20)).toEqual(["14 fail f", "15 repair f"]);
    everywhere(plant, 50);
  });

  test("B1: a calendar clock runs always, also when there is nothing to do", () => {
    const plant = lineWith([failure("f", "calendar", 10, 5)], { at: [100] });
    expect(breakdowns(plant, 46)).toEqual([
      "10 fail f",
      "15 repair f",
      "25 fail f",
      "30 repair f",
      "40 fail f",
      "45 repair f",
    ]);
    everywhere(plant, 50);
  });

  test("B1: a calendar clock runs off shift", () => {
    const plant = plantOf({
      elements: [
        saturated("in"),
        station("m", 4, { calendar: "shift", failures: [failure("f", "calendar", 15, 2)] }),
        sink(),
      ],
      calendars: [
        calendar("shift", "resume", [
          [0, 10],
          [20, 30],
        ]),
      ],
      flow: ["in > m > out"],
    });
    expect(breakdowns(plant, 30)).toEqual(["15 fail f", "17 repair f"]);
    // It notices nothing: work stands still anyhow.
    expect(times(run(plant, 30), "finish", "m")).toEqual([4, 8, 22, 26, 30]);
    everywhere(plant, 50);
  });

  test("B1: a busy clock stands still off shift", () => {
    const plant = plantOf({
      elements: [
        saturated("in"),
        station("m", 4, { calendar: "shift", failures: [failure("f", "busy", 13, 2)] }),
        sink(),
      ],
      calendars: [
        calendar("shift", "resume", [
          [0, 10],
          [20, 30],
        ]),
      ],
      flow: ["in > m > out"],
    });
    expect(breakdowns(plant, 30)).toEqual(["23 fail f", "25 repair f"]);
    everywhere(plant, 50);
  });
});

describe("several modes", () => {
  test("B2: a mode that would strike during a repair strikes after it, when its clock gets there", () => {
    const plant = lineWith([failure("a", "calendar", 10, 5), failure("b", "calendar", 12, 1)]);
    // b's clock stands at 10 from 10 to 15, and reaches 12 at 17.
    expect(breakdowns(plant, 26.5)).toEqual([
      "10 fail a",
      "15 repair a",
      "17 fail b",
      "18 repair b",
      "26 fail a",
    ]);
    everywhere(plant, 40);
  });

  test("B2: of two modes due at once one strikes, and the other as soon as it is repaired", () => {
    for (const clock of ["busy", "calendar"] as const) {
      const plant = lineWith([failure("a", clock, 10, 5), failure("b", clock, 10, 3)], { cycle: 100 });
      expect(breakdowns(plant, 28)).toEqual([
        "10 fail a",
        "15 repair a",
        "15 fail b",
        "18 repair b",
        "28 fail a",
      ]);
      everywhere(plant, 40);
    }
  });

  test("B2: a busy and a calendar mode due at once", () => {
    const plant = lineWith([failure("a", "busy", 10, 5), failure("b", "calendar", 10, 3)], { cycle: 20 });
    const seen = breakdowns(plant, 20);
    expect(seen).toHaveLength(4);
    const [first, repaired, second, last] = seen;
    expect(first).toMatch(/^10 fail/);
    expect(second?.split(" ").slice(1)).not.toEqual(first?.split(" ").slice(1));
    expect(repaired?.split(" ")[0]).toBe(second?.split(" ")[0]);
    expect(last).toMatch(/^18 repair/);
    expect(times(run(plant, 30), "finish", "m")).toEqual([28]);
    everywhere(plant, 60);
  });

  test("B2: busy and calendar modes keep their own clocks", () => {
    const plant = lineWith([failure("wear", "busy", 6, 2), failure("power", "calendar", 20, 1)], {
      cycle: 4,
      at: [0, 10, 20],
    });
    // Work 0-4, 10-12 (6 s): wear 12-14; work 14-16. The calendar has run 20 s (22 less 2 s of repair): power 22-23.
    expect(breakdowns(plant, 30)).toEqual([
      "12 fail wear",
      "14 repair wear",
      "22 fail power",
      "23 repair power",
    ]);
    expect(times(run(plant, 30), "finish", "m")).toEqual([4, 16, 25]);
    everywhere(plant, 60);
  });
});

describe("interruption", () => {
  test("B3: a failure interrupts all servers, and each resumes with its remaining time", () => {
    const plant = lineWith([failure("f", "calendar", 5, 10)], { cycle: 8, servers: 3, at: [0, 1, 4] });
    const seen = run(plant, 25);
    expect(parts(seen, "suspend", "m").slice(0, 3)).toEqual(["5 in#0", "5 in#1", "5 in#2"]);
    // Remaining 3, 4, 7 from 15 on; the failure comes again at 20 and stops the last for another ten seconds.
    expect(times(seen, "finish", "m")).toEqual([18, 19]);
    expect(times(run(plant, 35), "finish", "m")).toEqual([18, 19, 32]);
    everywhere(plant, 60);
  });

  test("B3: a repair that takes no time changes nothing but the log", () => {
    const plant = lineWith([failure("f", "calendar", 5, 0)], { cycle: 8 });
    expect(times(run(plant, 40), "finish", "m")).toEqual([8, 16, 24, 32, 40]);
    everywhere(plant, 40);
  });

  test("B4: what would end at the instant of a failure ends first", () => {
    for (const clock of ["busy", "calendar"] as const) {
      const plant = lineWith([failure("f", clock, 10, 5)], { cycle: 10 });
      const seen = run(plant, 26);
      expect(times(seen, "finish", "m")).toEqual([10, 25]);
      // The next part starts at 10, and is suspended at once.
      expect(times(seen, "start", "m")).toEqual([0, 10, 25]);
      expect(breakdowns(plant, 26)).toEqual(["10 fail f", "15 repair f", "25 fail f"]);
      everywhere(plant, 60);
    }
  });

  test("B4: a busy clock that stops exactly when it is due strikes as soon as work goes on", () => {
    const plant = lineWith([failure("f", "busy", 4, 3)], { cycle: 4, at: [0, 20] });
    expect(breakdowns(plant, 40)).toEqual(["20 fail f", "23 repair f"]);
    expect(times(run(plant, 40), "finish", "m")).toEqual([4, 27]);
    everywhere(plant, 40);
  });

  test("B4: of several servers one ends at the instant of the failure, and the others are interrupted", () => {
    const plant = lineWith([failure("f", "busy", 6, 4)], { cycle: 6, servers: 2, at: [0, 2] });
    expect(times(run(plant, 40), "finish", "m")).toEqual([6, 12]);
    expect(breakdowns(plant, 40)).toEqual(["6 fail f", "10 repair f"]);
    everywhere(plant, 40);
  });

  test("B4: a part on a conveyor that reaches the end at the instant of a failure leaves", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [0]),
        conveyor("belt", 10, 1, 1, { failures: [failure("f", "calendar", 10, 5)] }),
        sink(),
      ],
      flow: ["in > belt > out"],
    });
    expect(times(run(plant, 30), "exit", "out")).toEqual([10]);
  });
});

describe("after the repair", () => {
  test("B5: the next time to failure begins at the end of the repair", () => {
    const exponential = { dist: "exponential", mean: 30 } as const;
    const plant = lineWith([failure("f", "calendar", exponential, 20)], { cycle: 7 });
    const seen = run(plant, 3000);
    const fails = times(seen, "fail", "m");
    const repairs = times(seen, "repair", "m");
    // The same draws, one after the other, without any repair between.
    const plain = times(
      run(lineWith([failure("f", "calendar", exponential, 0)], { cycle: 7 }), 3000),
      "fail",
      "m",
    );
    expect(fails.length).toBeGreaterThan(30);
    fails.forEach((time, i) => {
      const gap = time - (repairs[i - 1] ?? 0);
      expect(gap).toBeCloseTo((plain[i] as number) - (plain[i - 1] ?? 0), 6);
    });
  });

  test("B6: a repair goes on off shift", () => {
    const plant = plantOf({
      elements: [
        saturated("in"),
        station("m", 4, { calendar: "shift", failures: [failure("f", "calendar", 9, 6)] }),
        sink(),
      ],
      calendars: [
        calendar("shift", "resume", [
          [0, 10],
          [20, 30],
        ]),
      ],
      flow: ["in > m > out"],
    });
    expect(breakdowns(plant, 23)).toEqual(["9 fail f", "15 repair f"]);
    // The third part had worked 1 s, and goes on at 20.
    expect(times(run(plant, 23), "finish", "m")).toEqual([4, 8, 23]);
    everywhere(plant, 60);
  });

  test("B6: a repair that outlasts the break ends in the next shift", () => {
    const plant = plantOf({
      elements: [
        saturated("in"),
        station("m", 4, { calendar: "shift", failures: [failure("f", "calendar", 9, 14)] }),
        sink(),
      ],
      calendars: [
        calendar("shift", "resume", [
          [0, 10],
          [20, 40],
        ]),
      ],
      flow: ["in > m > out"],
    });
    expect(times(run(plant, 27), "finish", "m")).toEqual([4, 8, 26]);
    everywhere(plant, 60);
  });
});

describe("conveyor", () => {
  test("B1: the busy clock of a conveyor runs while parts move and none waits at the end", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [0, 20, 40]),
        conveyor("belt", 10, 1, 1, { failures: [failure("jam", "busy", 15, 7)] }),
        sink(),
      ],
      flow: ["in > belt > out"],
    });
    // It works 0-10 and 20-25; then 32-37 and 40-50 (10 s of the next 15 are 5 + 10).
    expect(breakdowns(plant, 60, "belt")).toEqual(["25 fail jam", "32 repair jam"]);
    expect(times(run(plant, 60), "exit", "out")).toEqual([10, 37, 50]);
    everywhere(plant, 60);
  });

  test("B2: modes of a conveyor, busy and by calendar, each on its own clock", () => {
    const plant = plantOf({
      elements: [
        arrivals("in", 5),
        conveyor("belt", 10, 1, 1, {
          failures: [failure("jam", "busy", 15, 7), failure("power", "calendar", 18, 3)],
        }),
        sink(),
      ],
      flow: ["in > belt > out"],
    });
    // Working from 5 on: power at 18, jam at 23 (15 s of work), jam again at 45; power has run 17 s by then, and strikes
    // one second after that repair.
    expect(breakdowns(plant, 53, "belt")).toEqual([
      "18 fail power",
      "21 repair power",
      "23 fail jam",
      "30 repair jam",
      "45 fail jam",
      "52 repair jam",
      "53 fail power",
    ]);
    everywhere(plant, 60);
  });
});
