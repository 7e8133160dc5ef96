import { describe, expect, test } from "vitest";
import { RandomStream } from "../../src/base/random.ts";
import type { Plant } from "../../src/plant/schema.ts";
import { weightedChoice } from "../../src/sim/kernel/variates.ts";
import {
  arrivals,
  buffer,
  calendar,
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

/** Interrupts the run at each of its instants. */
function everywhere(plant: Plant, until: number): void {
  expectSameFuture(plant, until, instantsOf(plant, until));
}

describe("interarrival", () => {
  test("S1: the first part comes after one interarrival time, a batch at once", () => {
    const plant = plantOf({
      elements: [arrivals("in", 5, { batchSize: 3 }), buffer("b"), station("m", 1), sink()],
      flow: ["in > b > m > out"],
    });
    const seen = run(plant, 12);
    expect(parts(seen, "create", "in")).toEqual([
      "5 in#0",
      "5 in#1",
      "5 in#2",
      "10 in#3",
      "10 in#4",
      "10 in#5",
    ]);
    expect(seen.result.sources["in"]).toEqual({ arrived: 6, entered: 6, lost: 0 });
    everywhere(plant, 30);
  });

  test("S2: what finds no room waits at the source in the order of arrival, and counts as in the system", () => {
    const plant = plantOf({ elements: [arrivals("in", 2), station("m", 5), sink()], flow: ["in > m > out"] });
    const seen = run(plant, 13);
    // Arrivals at 2, 4, 6, 8, 10, 12; starts at 2, 7, 12.
    expect(parts(seen, "start", "m")).toEqual(["2 in#0", "7 in#1", "12 in#2"]);
    expect(seen.simulation.contentOf(0)).toBe(3);
    expect(seen.result.wipNow).toBe(4);
    // The second part came at 4 and left at 12: its cycle time counts its wait.
    expect(seen.result.sinks["out"]?.cycleTimeMax).toBe(8);
    everywhere(plant, 30);
  });

  test("S2: with overflow lost, what finds no room is lost, and is counted as arrived and lost", () => {
    const plant = plantOf({
      elements: [arrivals("in", 2, { overflow: "lost" }), station("m", 5), sink()],
      flow: ["in > m > out"],
    });
    const seen = run(plant, 13);
    // 2 enters; 4, 6 lost; 8 enters; 10, 12 lost (m is free at 7 and 13).
    expect(parts(seen, "start", "m")).toEqual(["2 in#0", "8 in#3"]);
    expect(times(seen, "lost", "in")).toEqual([4, 6, 10, 12]);
    expect(seen.result.sources["in"]).toEqual({ arrived: 6, entered: 2, lost: 4 });
    everywhere(plant, 30);
  });

  test("S2: of a batch that fits only in part the rest is lost", () => {
    const plant = plantOf({
      elements: [
        arrivals("in", 10, { batchSize: 5, overflow: "lost" }),
        buffer("b", { capacity: 2 }),
        station("m", 8),
        sink(),
      ],
      flow: ["in > b > m > out"],
    });
    const seen = run(plant, 25);
    // At 10 one goes through the buffer to m and two stay; at 18 the buffer holds one, at 20 there is room for one.
    expect(times(seen, "lost", "in")).toEqual([10, 10, 20, 20, 20, 20]);
    expect(seen.result.sources["in"]).toEqual({ arrived: 10, entered: 4, lost: 6 });
    everywhere(plant, 60);
  });

  test("S2: with a fixed destination a part is lost when that one has no room, whatever the others have", () => {
    const plant = plantOf({
      elements: [
        arrivals("in", 1, { overflow: "lost", routing: { policy: "roundRobin" } }),
        station("slow", 100),
        station("fast", 0.5),
        sink(),
      ],
      flow: ["in > slow > out", "in > fast > out"],
    });
    const seen = run(plant, 8.25);
    expect(times(seen, "start", "fast")).toEqual([2, 4, 6, 8]);
    expect(times(seen, "lost", "in")).toEqual([3, 5, 7]);
  });

  test("F3, K2, S2: a part is not lost at the instant at which its destination gets room", () => {
    const plant = plantOf({
      elements: [arrivals("in", 10, { overflow: "lost" }), schedule("first", [0]), station("m", 10), sink()],
      flow: ["first > m > out", "in > m"],
    });
    expect(times(run(plant, 25), "start", "m")).toEqual([0, 10, 20]);
  });

  test("S2: a source that loses parts gets them into an idle station that takes its inputs by priority", () => {
    const plant = plantOf({
      elements: [
        arrivals("in", 10, { overflow: "lost" }),
        station("m", 5, { inputPolicy: "priority" }),
        sink(),
      ],
      flow: ["in > m > out"],
    });
    expect(times(run(plant, 45), "exit", "out")).toEqual([15, 25, 35, 45]);
  });

  test("S2: a source that loses parts gets them into an idle station that starts what fits", () => {
    const plant = plantOf({
      elements: [arrivals("in", 10, { overflow: "lost" }), station("m", 5, { calendar: "shift" }), sink()],
      calendars: [calendar("shift", "startIfFits", [[0, 100]])],
      flow: ["in > m > out"],
    });
    expect(times(run(plant, 45), "exit", "out")).toEqual([15, 25, 35, 45]);
  });
});

describe("saturated", () => {
  test("S3: a raw part enters the system when it is taken", () => {
    const plant = plantOf({ elements: [saturated("in"), station("m", 5), sink()], flow: ["in > m > out"] });
    const seen = run(plant, 22);
    expect(times(seen, "enter", "m")).toEqual([0, 5, 10, 15, 20]);
    expect(seen.result.sources["in"]).toEqual({ arrived: 5, entered: 5, lost: 0 });
    expect(seen.result.sinks["out"]?.cycleTimeMean).toBe(5);
    expect(seen.result.wipNow).toBe(1);
    expect(seen.result.wip).toBe(1);
    everywhere(plant, 22);
  });

  test("S3: with CONWIP N a raw part is at hand exactly while fewer than N of its parts are in the system", () => {
    const plant = plantOf({
      elements: [saturated("in", { conwip: 3 }), buffer("b"), station("m", 4), conveyorLike(), sink()],
      flow: ["in > b > m > tail > out"],
    });
    const seen = run(plant, 30);
    // Three enter at 0; each exit, at 14, 18, 22 …, lets in the next.
    expect(parts(seen, "exit", "out")).toEqual(["14 in#0", "18 in#1", "22 in#2", "28 in#3"]);
    expect(times(seen, "enter", "b")).toEqual([0, 0, 0, 14, 18, 22, 28]);
    everywhere(plant, 40);
  });

  test("S3: several sources with CONWIP count each their own parts", () => {
    const plant = plantOf({
      elements: [
        saturated("a", { conwip: 1 }),
        saturated("b", { conwip: 2 }),
        buffer("q"),
        station("m", 10),
        sink(),
      ],
      flow: ["a > q > m > out", "b > q"],
    });
    const seen = run(plant, 45);
    const inside = new Map([
      ["a", 0],
      ["b", 0],
    ]);
    for (const { kind, element, part } of seen.lines) {
      const source = part?.split("#")[0] ?? "";
      if (kind === "enter" && element === "q") inside.set(source, (inside.get(source) ?? 0) + 1);
      if (kind === "exit") inside.set(source, (inside.get(source) ?? 0) - 1);
      expect(inside.get("a")).toBeLessThanOrEqual(1);
      expect(inside.get("b")).toBeLessThanOrEqual(2);
    }
    expect(parts(seen, "exit", "out")).toEqual(["10 a#0", "20 b#0", "30 b#1", "40 a#1"]);
    expect(seen.result.wipNow).toBe(3);
    everywhere(plant, 60);
  });
});

/** A delay of 10 s for any number of parts. */
function conveyorLike() {
  return station("tail", 10, { servers: 100 });
}

describe("schedule", () => {
  test("S4: each entry's parts come at its time, and again every period", () => {
    const plant = plantOf({
      products: ["a", "b"],
      elements: [
        schedule(
          "in",
          [
            [0, "a"],
            [3, "b", 2],
            [7, "a"],
          ],
          { period: 10 },
        ),
        buffer("q"),
        station("m", 0.5),
        sink(),
      ],
      flow: ["in > q > m > out"],
    });
    const seen = run(plant, 23.5);
    expect(
      seen.lines.filter(({ kind }) => kind === "create").map(({ time, product }) => `${time} ${product}`),
    ).toEqual(["0 a", "3 b", "3 b", "7 a", "10 a", "13 b", "13 b", "17 a", "20 a", "23 b", "23 b"]);
    everywhere(plant, 25);
  });

  test("S4: without a period nothing comes after the last entry", () => {
    const seen = run(
      plantOf({ elements: [schedule("in", [1, 2]), station("m", 1), sink()], flow: ["in > m > out"] }),
      1000,
    );
    expect(times(seen, "create", "in")).toEqual([1, 2]);
    expect(seen.simulation.nextEventTime).toBe(Infinity);
  });

  test("S4: the schedule goes on off shift", () => {
    const plant = plantOf({
      elements: [schedule("in", [5, 15], { calendar: "shift" }), station("m", 1), sink()],
      calendars: [calendar("shift", "resume", [[0, 10]], 100)],
      flow: ["in > m > out"],
    });
    expect(times(run(plant, 50), "exit", "out")).toEqual([6, 16]);
    everywhere(plant, 50);
  });

  test("S4: entries at the same time come in their order", () => {
    const plant = plantOf({
      products: ["a", "b"],
      elements: [
        schedule("in", [
          [1, "b"],
          [1, "a"],
        ]),
        buffer("q"),
        station("m", 1),
        sink(),
      ],
      flow: ["in > q > m > out"],
    });
    expect(
      run(plant, 9)
        .lines.filter(({ kind }) => kind === "exit")
        .map(({ product }) => product),
    ).toEqual(["b", "a"]);
  });
});

describe("products", () => {
  const products = ["a", "b", "c"];
  const created = (plant: Plant, until: number): (string | undefined)[] =>
    run(plant, until)
      .lines.filter(({ kind }) => kind === "create")
      .map(({ product }) => product);

  test("S5: products come in the cyclic sequence", () => {
    const plant = plantOf({
      products,
      elements: [
        arrivals("in", 1, { products: { order: "cyclic", sequence: ["c", "a", "a"] } }),
        station("m", 0.1),
        sink(),
      ],
      flow: ["in > m > out"],
    });
    expect(created(plant, 7)).toEqual(["c", "a", "a", "c", "a", "a", "c"]);
    everywhere(plant, 8);
  });

  test("S5: products are drawn by weight from the source's own stream", () => {
    const weights = { c: 1, a: 3, b: 0 };
    const plant = plantOf({
      products,
      elements: [arrivals("in", 1, { products: { order: "random", weights } }), station("m", 0.1), sink()],
      flow: ["in > m > out"],
    });
    const seen = created(plant, 4000);
    const choose = weightedChoice([3, 0, 1]);
    const stream = RandomStream.keyed(1, 0, "in", "products");
    expect(seen).toEqual(seen.map(() => products[choose(stream)]));
    expect(seen.filter((product) => product === "b")).toEqual([]);
    // Binomial(4000, 0.75) has a standard deviation of 27.4; 4 of them.
    expect(Math.abs(seen.filter((product) => product === "a").length - 3000)).toBeLessThan(110);
    expectSameFuture(plant, 30, [0, 3, 7.5, 20]);
  });

  test("S5: without a choice it is the first product of the plant; a schedule entry may name its own", () => {
    const plain = plantOf({
      products,
      elements: [arrivals("in", 1), station("m", 0.1), sink()],
      flow: ["in > m > out"],
    });
    expect(created(plain, 3)).toEqual(["a", "a", "a"]);
    const named = plantOf({
      products,
      elements: [
        schedule("in", [1, [2, "c"], 3, 4], { products: { order: "cyclic", sequence: ["b", "a"] } }),
        station("m", 0.1),
        sink(),
      ],
      flow: ["in > m > out"],
    });
    // An entry with a product of its own takes nothing from the sequence.
    expect(created(named, 9)).toEqual(["b", "c", "a", "b"]);
  });
});

describe("off shift", () => {
  const calendars = [
    calendar(
      "shift",
      "resume",
      [
        [0, 10],
        [20, 30],
      ],
      40,
    ),
  ];

  test("S6: an interarrival clock stands still", () => {
    const plant = plantOf({
      elements: [arrivals("in", 4, { calendar: "shift" }), station("m", 0.5), sink()],
      calendars,
      flow: ["in > m > out"],
    });
    // Working time 4, 8, 12, 16, 20, 24 … is 4, 8, 22, 26, 30, 44 …
    expect(times(run(plant, 50), "create", "in")).toEqual([4, 8, 22, 26, 30, 44, 48]);
    everywhere(plant, 60);
  });

  test("S6: the clock of a source that begins off shift begins with the first shift", () => {
    const plant = plantOf({
      elements: [arrivals("in", 4, { calendar: "late" }), station("m", 0.5), sink()],
      calendars: [calendar("late", "resume", [[100, 110]])],
      flow: ["in > m > out"],
    });
    expect(times(run(plant, 500), "create", "in")).toEqual([104, 108]);
    everywhere(plant, 120);
  });

  test("S6: a saturated source has nothing at hand", () => {
    const plant = plantOf({
      elements: [saturated("in", { calendar: "shift" }), station("m", 4), sink()],
      calendars,
      flow: ["in > m > out"],
    });
    // m becomes idle at 12 and finds nothing until 20.
    expect(times(run(plant, 41), "enter", "m")).toEqual([0, 4, 8, 20, 24, 28, 40]);
    everywhere(plant, 60);
  });

  test("S6: with CONWIP, an exit off shift releases nothing until the next shift", () => {
    const plant = plantOf({
      elements: [saturated("in", { calendar: "shift", conwip: 1 }), station("m", 12), sink()],
      calendars,
      flow: ["in > m > out"],
    });
    expect(times(run(plant, 59), "enter", "m")).toEqual([0, 20, 40]);
  });

  test("S6: parts that wait at a source go on off shift", () => {
    const plant = plantOf({
      elements: [arrivals("in", 2, { calendar: "shift" }), station("m", 5), sink()],
      calendars,
      flow: ["in > m > out"],
    });
    expect(times(run(plant, 20), "enter", "m")).toEqual([2, 7, 12, 17]);
    expect(log(run(plant, 20), "in").filter((line) => line.includes("shift"))).toEqual([
      "10 shiftEnd in",
      "20 shiftStart in",
    ]);
  });
});
