import { describe, expect, test } from "vitest";
import type { Buffer } from "../../src/plant/elements/buffer.ts";
import type { Plant } from "../../src/plant/schema.ts";
import {
  buffer,
  parts,
  plantOf,
  run,
  saturated,
  schedule,
  sink,
  station,
  times,
  uncheckedPlant,
} from "./plants.ts";
import { expectSameFuture, instantsOf } from "./same-future.ts";

function everywhere(plant: Plant, until: number): void {
  expectSameFuture(plant, until, instantsOf(plant, until));
}

test("U1: the capacity counts the parts inside, not those in the stations beside it", () => {
  const plant = plantOf({
    elements: [saturated("in"), station("m", 1), buffer("b", { capacity: 2 }), station("n", 10), sink()],
    flow: ["in > m > b > n > out"],
  });
  const seen = run(plant, 30);
  // One on n, two in b, one blocked in m; then one for each that n finishes.
  expect(times(seen, "finish", "m")).toEqual([1, 2, 3, 4, 12, 22]);
  expect(times(seen, "enter", "b")).toEqual([1, 2, 3, 11, 21]);
  expect(seen.result.buffers["b"]?.maxContent).toBe(2);
  everywhere(plant, 40);
});

test("U1: a part that enters at t may leave at t, through several buffers", () => {
  const plant = plantOf({
    elements: [
      schedule("in", [3]),
      buffer("a"),
      buffer("b", { capacity: 1 }),
      buffer("c"),
      station("m", 1),
      sink(),
    ],
    flow: ["in > a > b > c > m > out"],
  });
  const seen = run(plant, 10);
  for (const element of ["a", "b", "c", "m"]) expect(times(seen, "enter", element)).toEqual([3]);
  expect(seen.result.buffers["b"]).toMatchObject({
    entered: 1,
    left: 1,
    meanWait: 0,
    meanContent: 0,
    maxContent: 1,
  });
});

describe("disciplines", () => {
  const products = ["a", "b", "c", "d"];
  /** Parts at 0 to 6 for a station of 10 s: all but the first wait. */
  function shop(discipline: Buffer["discipline"], capacity?: number, build = plantOf): Plant {
    return build({
      products,
      elements: [
        schedule("in", [
          [0, "a"],
          [1, "b"],
          [2, "a"],
          [3, "d"],
          [4, "b"],
          [5, "c"],
          [6, "a"],
          [15, "a"],
          [16, "c"],
        ]),
        buffer("q", {
          ...(discipline === undefined ? {} : { discipline }),
          ...(capacity === undefined ? {} : { capacity }),
        }),
        station("m", 10),
        sink(),
      ],
      flow: ["in > q > m > out"],
    });
  }
  const order = (plant: Plant): string =>
    parts(run(plant, 300), "start", "m")
      .map((line) => line.split("#")[1])
      .join(" ");

  test("U2: fifo, also when nothing is said", () => {
    expect(order(shop(undefined))).toBe("0 1 2 3 4 5 6 7 8");
    expect(order(shop("fifo"))).toBe("0 1 2 3 4 5 6 7 8");
    everywhere(shop("fifo"), 100);
  });

  test("U2: lifo: the last one in is the first out", () => {
    // At 10 in#6; at 15 and 16 in#7 and in#8 come; at 20 in#8.
    expect(order(shop("lifo"))).toBe("0 6 8 7 5 4 3 2 1");
    everywhere(shop("lifo"), 100);
  });

  test("U2: priority: the smaller rank first, of equals first in first out, products without a rank last", () => {
    // Ranks: c 1, a 2, b 2; d has none. At 10: in#5 (c); at 20: in#8 (c); then a and b as they came; d last.
    // The checks ask for a rank of every product that comes, so this plant does not come through the door.
    const ranked = shop({ priority: { c: 1, a: 2, b: 2 } }, undefined, uncheckedPlant);
    expect(order(ranked)).toBe("0 5 8 1 2 4 6 7 3");
    everywhere(ranked, 100);
  });

  test("U2: priority: negative ranks and zero", () => {
    expect(order(shop({ priority: { d: -5, a: 0, b: 3, c: 3 } }))).toBe("0 3 2 6 7 1 4 5 8");
  });

  test("U2: what waits outside a full buffer comes in first come, first served", () => {
    const full = shop({ priority: { c: 1, a: 2, b: 3, d: 4 } }, 2);
    // 1 (b) and 2 (a) are inside; 3 (d), 4 (b), 5 (c), 6 (a) wait at the source in that order.
    // 10: 2 out, 3 in; 20: 1 out, 4 in; 30: 4 out, 5 in; 40: 5, 6 in; 50: 6, 7 in; 60: 7, 8 in; 70: 8; 80: 3.
    expect(order(full)).toBe("0 2 1 4 5 6 7 8 3");
    everywhere(full, 100);
  });
});

describe("several destinations", () => {
  test("U2: lifo and priority with destinations that share the parts", () => {
    const elements = (discipline: Buffer["discipline"] & {}): Plant =>
      plantOf({
        products: ["a", "b"],
        elements: [
          schedule("in", [
            [0, "a"],
            [0, "a"],
            [1, "a"],
            [2, "b"],
            [3, "a"],
            [4, "b"],
            [5, "a"],
          ]),
          buffer("q", { discipline }),
          station("x", 10),
          station("y", 7),
          sink(),
        ],
        flow: ["in > q > x > out", "q > y > out"],
      });
    const lifo = run(elements("lifo"), 100);
    expect(parts(lifo, "start", "y")).toEqual(["0 in#1", "7 in#6", "14 in#4", "21 in#2"]);
    expect(parts(lifo, "start", "x")).toEqual(["0 in#0", "10 in#5", "20 in#3"]);
    everywhere(elements("lifo"), 40);
    const ranked = elements({ priority: { b: 1, a: 2 } });
    expect(parts(run(ranked, 100), "start", "y")).toEqual(["0 in#1", "7 in#3", "14 in#2", "21 in#6"]);
    expect(parts(run(ranked, 100), "start", "x")).toEqual(["0 in#0", "10 in#5", "20 in#4"]);
    everywhere(ranked, 40);
  });

  test("U3: with a fixed destination the first part decides when it becomes the first, and those behind it wait with it", () => {
    const plant = plantOf({
      products: ["a", "b"],
      elements: [
        schedule("in", [
          [0, "a"],
          [1, "a"],
          [2, "b"],
          [3, "b"],
        ]),
        buffer("q", { routing: { policy: "byProduct", map: { a: "x", b: "y" } } }),
        station("x", 10),
        station("y", 1),
        sink(),
      ],
      flow: ["in > q > x > out", "q > y > out"],
    });
    const seen = run(plant, 100);
    // y is idle all the time, but in#2 stands behind in#1, which waits for x until 10.
    expect(parts(seen, "start", "x")).toEqual(["0 in#0", "10 in#1"]);
    expect(parts(seen, "start", "y")).toEqual(["10 in#2", "11 in#3"]);
    everywhere(plant, 30);
  });

  test("U3: round robin from a buffer with a capacity", () => {
    const plant = plantOf({
      elements: [
        saturated("in"),
        buffer("q", { capacity: 2, routing: { policy: "roundRobin" } }),
        station("x", 10),
        station("y", 1),
        sink(),
      ],
      flow: ["in > q > x > out", "q > y > out"],
    });
    const seen = run(plant, 22);
    expect(times(seen, "start", "x")).toEqual([0, 10, 20]);
    expect(times(seen, "start", "y")).toEqual([0, 10, 20]);
    expect(seen.result.buffers["q"]?.maxContent).toBe(2);
    everywhere(plant, 30);
  });

  test("U2, U3: lifo and priority with fixed destinations: the part at the door stays, those behind it are ordered", () => {
    const plant = (discipline: Buffer["discipline"] & {}): Plant =>
      plantOf({
        products: ["a", "b"],
        elements: [
          schedule("in", [
            [0, "a"],
            [1, "a"],
            [2, "b"],
            [3, "a"],
            [4, "b"],
          ]),
          buffer("q", { discipline, routing: { policy: "byProduct", map: { a: "x", b: "y" } } }),
          station("x", 10),
          station("y", 5),
          sink(),
        ],
        flow: ["in > q > x > out", "q > y > out"],
      });
    const lifo = run(plant("lifo"), 100);
    // in#1 is at the door from 1 on. At 10 it goes; then in#4 (y), in#3 waits for x until 20; then in#2 (y).
    expect(parts(lifo, "start", "x")).toEqual(["0 in#0", "10 in#1", "20 in#3"]);
    expect(parts(lifo, "start", "y")).toEqual(["10 in#4", "20 in#2"]);
    everywhere(plant("lifo"), 40);
    const ranked = run(plant({ priority: { b: 1, a: 2 } }), 100);
    expect(parts(ranked, "start", "x")).toEqual(["0 in#0", "10 in#1", "20 in#3"]);
    expect(parts(ranked, "start", "y")).toEqual(["10 in#2", "15 in#4"]);
    everywhere(plant({ priority: { b: 1, a: 2 } }), 40);
  });
});
