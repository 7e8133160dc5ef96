import { describe, expect, test } from "vitest";
import {
  arrivals,
  buffer,
  conveyor,
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

test("F1: a connection takes no time", () => {
  const plant = plantOf({
    elements: [schedule("in", [5]), buffer("b"), conveyor("belt", 10, 1, 1), station("m", 3), sink()],
    flow: ["in > b > belt > m > out"],
  });
  expect(log(run(plant, 100))).toEqual([
    "5 create in in#0",
    "5 enter b in#0 in",
    "5 enter belt in#0 b",
    "15 enter m in#0 belt",
    "15 start m in#0",
    "18 finish m in#0",
    "18 enter out in#0 m",
    "18 exit out in#0",
  ]);
});

describe("who goes first", () => {
  test("F2: of all that wait, the part that is ready longest goes first", () => {
    const plant = plantOf({
      elements: [
        ...["a", "b", "c"].flatMap((id, i) => [schedule(`in-${id}`, [0]), station(id, 12 - i)]),
        schedule("first", [0]),
        station("slow", 20),
        sink(),
      ],
      flow: ["in-a > a > slow", "in-b > b > slow", "in-c > c > slow", "first > slow > out"],
    });
    const seen = run(plant, 200);
    expect(parts(seen, "enter", "slow")).toEqual(["0 first#0", "20 in-c#0", "40 in-b#0", "60 in-a#0"]);
    expectSameFuture(plant, 200, instantsOf(plant, 100));
  });

  test("F2: of those ready since the same instant, the one that began to wait first", () => {
    // b is scheduled before a at 0, since its raw part comes first in the file.
    const plant = plantOf({
      elements: [
        schedule("in-b", [0]),
        schedule("in-a", [0]),
        schedule("first", [0]),
        station("a", 10),
        station("b", 10),
        station("slow", 20),
        sink(),
      ],
      flow: ["in-a > a > slow", "in-b > b > slow", "first > slow > out"],
    });
    expect(parts(run(plant, 200), "enter", "slow")).toEqual(["0 first#0", "20 in-b#0", "40 in-a#0"]);
  });

  test("F2: a part that has been ready longer overtakes at the door one that came to the door before it", () => {
    const plant = plantOf({
      elements: [
        schedule("many", [[1, "part", 2]]),
        buffer("b"),
        schedule("one", [0]),
        station("a", 2),
        schedule("first", [0]),
        station("m", 5),
        sink(),
      ],
      flow: ["many > b > m", "one > a > m", "first > m > out"],
    });
    // Both parts of the buffer are ready since 1, that of a since 2; the second one of the buffer comes to the door at 5.
    expect(parts(run(plant, 100), "enter", "m")).toEqual(["0 first#0", "5 many#0", "10 many#1", "15 one#0"]);
    expectSameFuture(plant, 100, instantsOf(plant, 30));
  });

  test("F2: a part waiting at several destinations keeps its place at each", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [0, 1, 2, 3]),
        schedule("rival", [0, 2.5]),
        buffer("b"),
        station("x", 10),
        station("y", 7),
        sink(),
      ],
      flow: ["in > b > x > out", "b > y > out", "rival > y"],
    });
    const seen = run(plant, 60);
    // x takes in#0 at 0, y takes rival#0 at 0; in#1 is ready since 1, in#2 since 2, rival#1 since 2.5.
    expect(parts(seen, "enter", "y")).toEqual(["0 rival#0", "7 in#1", "14 rival#1"]);
    expect(parts(seen, "enter", "x")).toEqual(["0 in#0", "10 in#2", "20 in#3"]);
  });
});

describe("room freed at an instant", () => {
  test("F3: a whole chain of blocked stations and full buffers moves on at the same instant", () => {
    const plant = plantOf({
      elements: [
        saturated("in"),
        station("a", 1),
        station("b", 1),
        buffer("q", { capacity: 2 }),
        station("c", 1),
        conveyor("belt", 2, 1, 1),
        station("d", 50),
        sink(),
      ],
      flow: ["in > a > b > q > c > belt > d > out"],
    });
    const seen = run(plant, 110);
    // The first part is on d from 4 + 1 (a, b, c) + 2 (belt) = 5 to 55.
    expect(times(seen, "finish", "d")).toEqual([55, 105]);
    // The last part stands a pitch behind the first, so its place at the entry has long been clear.
    for (const element of ["a", "b", "q", "c", "belt", "d"])
      expect(times(seen, "enter", element), `${element} takes one`).toContain(55);
    expectSameFuture(plant, 110, instantsOf(plant, 60));
  });

  test("F3: without a belt between, all of it happens at once", () => {
    const plant = plantOf({
      elements: [
        saturated("in"),
        station("a", 1),
        buffer("q", { capacity: 3 }),
        station("b", 1, { servers: 2 }),
        buffer("r", { capacity: 1 }),
        station("c", 50),
        sink(),
      ],
      flow: ["in > a > q > b > r > c > out"],
    });
    const seen = run(plant, 52);
    const at52 = log(seen).filter((line) => line.startsWith("52 "));
    expect(at52.filter((line) => line.includes(" enter ")).map((line) => line.split(" ")[2])).toEqual([
      "out",
      "c",
      "r",
      "b",
      "q",
      "a",
    ]);
  });

  test("F3: a part that arrives at the instant at which a server becomes idle is served at that instant", () => {
    for (const order of [
      ["in > m > out", "other > m"],
      ["other > m", "in > m > out"],
    ]) {
      const plant = plantOf({
        elements: [schedule("in", [0]), schedule("other", [10]), station("m", 10), sink()],
        flow: order,
      });
      expect(times(run(plant, 50), "start", "m")).toEqual([0, 10]);
    }
  });
});

test("F4: what entered is inside, or has left through a sink, at every instant", () => {
  const plant = plantOf({
    elements: [
      arrivals("in", { dist: "exponential", mean: 4 }, { batchSize: 2, overflow: "lost" }),
      arrivals("slow", { dist: "exponential", mean: 20 }),
      buffer("q", { capacity: 4 }),
      station("a", { dist: "exponential", mean: 5 }, { servers: 2, routing: { policy: "roundRobin" } }),
      conveyor("belt", 5, 1, 1),
      buffer("r", { capacity: 2, discipline: "lifo" }),
      station("b", { dist: "exponential", mean: 4 }),
      sink("out"),
      sink("out2"),
    ],
    flow: ["in > q > a > belt > b > out", "slow > q", "a > r > b", "r > out2"],
  });
  for (let until = 1; until < 2000; until += 61) {
    const { result, simulation } = run(plant, until);
    const inside = simulation.elements.reduce(
      (total, { kind }, i) => total + (kind === "sink" ? 0 : simulation.contentOf(i)),
      0,
    );
    const entered = Object.values(result.sources).reduce((total, source) => total + source.entered, 0);
    expect(entered).toBe(inside + result.finished);
    expect(result.wipNow).toBe(inside);
    for (const source of Object.values(result.sources))
      expect(source.arrived).toBe(source.entered + source.lost);
  }
});
