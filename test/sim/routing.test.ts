import { describe, expect, test } from "vitest";
import { RandomStream } from "../../src/base/random.ts";
import type { Routing } from "../../src/plant/elements/common.ts";
import type { Plant } from "../../src/plant/schema.ts";
import { weightedChoice } from "../../src/sim/kernel/variates.ts";
import {
  arrivals,
  buffer,
  conveyor,
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

function everywhere(plant: Plant, until: number): void {
  expectSameFuture(plant, until, instantsOf(plant, until));
}

/** A source that sends its parts at the given times to x (cycle 10), y (cycle 4), and z (cycle 1). */
function three(
  routing: Routing | undefined,
  at: readonly number[],
  more: Partial<{ products: string[]; cycles: number[] }> = {},
): Plant {
  const [x = 10, y = 4, z = 1] = more.cycles ?? [];
  const products = more.products ?? ["part"];
  return plantOf({
    products,
    elements: [
      schedule(
        "in",
        at.map((time, i) => [time, products[i % products.length] as string] as const),
        routing === undefined ? {} : { routing },
      ),
      station("x", x),
      station("y", y),
      station("z", z),
      sink(),
    ],
    flow: ["in > x > out", "in > y > out", "in > z > out"],
  });
}

describe("first available", () => {
  const at = [0, 1, 2, 3, 4, 5, 5.5];

  test("R1: the first destination with room, in the order of the plant file; it is the default", () => {
    for (const routing of [undefined, { policy: "firstAvailable" }] as const) {
      const seen = run(three(routing, at), 100);
      expect(parts(seen, "start", "x")).toEqual(["0 in#0"]);
      expect(parts(seen, "start", "y")).toEqual(["1 in#1", "5 in#5"]);
      expect(parts(seen, "start", "z")).toEqual(["2 in#2", "3 in#3", "4 in#4", "5.5 in#6"]);
    }
  });

  test("R1: if none has room, the first to get it", () => {
    const seen = run(three(undefined, [0, 0, 0, 0, 0, 0], { cycles: [10, 4, 7] }), 100);
    expect(parts(seen, "start", "y")).toEqual(["0 in#1", "4 in#3", "8 in#5"]);
    expect(parts(seen, "start", "z")).toEqual(["0 in#2", "7 in#4"]);
    expect(parts(seen, "start", "x")).toEqual(["0 in#0"]);
    everywhere(three(undefined, [0, 0, 0, 0, 0, 0], { cycles: [10, 4, 7] }), 20);
  });

  test("R1: the parts of a blocked station, and those of a conveyor and a buffer, go the same way", () => {
    for (const middle of [station("m", 0.5), buffer("m"), conveyor("m", 1, 2, 1)]) {
      const plant = plantOf({
        elements: [saturated("in", { conwip: 6 }), middle, station("x", 10), station("y", 4), sink()],
        flow: ["in > m > x > out", "m > y > out"],
      });
      const seen = run(plant, 39);
      expect(times(seen, "start", "x").length, `from a ${middle.kind}`).toBe(4);
      expect(times(seen, "start", "y").length, `from a ${middle.kind}`).toBeGreaterThanOrEqual(9);
      everywhere(plant, 12);
    }
  });
});

describe("round robin", () => {
  test("R2: strictly in turn; a part waits for its destination even if another has room", () => {
    const plant = three({ policy: "roundRobin" }, [0, 1, 2, 3, 4, 5]);
    const seen = run(plant, 100);
    // in#3 waits for x until 10, but the others go on: each destination has a queue of its own.
    expect(parts(seen, "start", "x")).toEqual(["0 in#0", "10 in#3"]);
    expect(parts(seen, "start", "y")).toEqual(["1 in#1", "5 in#4"]);
    expect(parts(seen, "start", "z")).toEqual(["2 in#2", "5 in#5"]);
    everywhere(plant, 25);
  });

  test("R2: the turn is fixed when the part is ready: a single server is blocked by it", () => {
    const plant = plantOf({
      elements: [
        saturated("in"),
        station("m", 1, { routing: { policy: "roundRobin" } }),
        station("x", 10),
        station("y", 1),
        sink(),
      ],
      flow: ["in > m > x > out", "m > y > out"],
    });
    const seen = run(plant, 32);
    expect(times(seen, "start", "x")).toEqual([1, 11, 21, 31]);
    expect(times(seen, "start", "y")).toEqual([2, 12, 22, 32]);
    everywhere(plant, 32);
  });

  test("R3: skipping round robin passes over destinations without room, and goes on after the one taken", () => {
    const plant = three({ policy: "roundRobinSkip" }, [0, 1, 2, 3, 4, 5, 6]);
    const seen = run(plant, 100);
    // 0: x, 1: y, 2: z, 3: x is busy, y is busy, z; 4: x and y busy, z; 5: x busy, y is free; 6: z.
    expect(parts(seen, "start", "x")).toEqual(["0 in#0"]);
    expect(parts(seen, "start", "y")).toEqual(["1 in#1", "5 in#5"]);
    expect(parts(seen, "start", "z")).toEqual(["2 in#2", "3 in#3", "4 in#4", "6 in#6"]);
    everywhere(plant, 25);
  });

  test("R3: while all have room it is strictly in turn, also after a wait", () => {
    const even = run(three({ policy: "roundRobinSkip" }, [0, 20, 40, 60, 80, 100]), 200);
    expect(times(even, "start", "x")).toEqual([0, 60]);
    expect(times(even, "start", "y")).toEqual([20, 80]);
    expect(times(even, "start", "z")).toEqual([40, 100]);
    // All busy from 0: in#3 goes to z at 1, the first with room; the turn goes on at x (busy), y (busy), z.
    const waited = run(three({ policy: "roundRobinSkip" }, [0, 0, 0, 0, 0]), 200);
    expect(parts(waited, "start", "z")).toEqual(["0 in#2", "1 in#3", "2 in#4"]);
  });
});

describe("shortest queue", () => {
  test("R4: of the destinations with room the one with the fewest parts inside, of equals the first", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [0, 1, 2, 3, 4, 5, 6], { routing: { policy: "shortestQueue" } }),
        buffer("p"),
        buffer("q", { capacity: 2 }),
        station("slow", 100),
        station("slower", 200),
        sink(),
      ],
      flow: ["in > p > slow > out", "in > q > slower > out"],
    });
    const seen = run(plant, 50);
    // p passes the first part on to its station; it is empty again, and of equals the first.
    expect(parts(seen, "enter", "p")).toEqual(["0 in#0", "1 in#1", "4 in#4", "6 in#6"]);
    expect(parts(seen, "enter", "q")).toEqual(["2 in#2", "3 in#3", "5 in#5"]);
    everywhere(plant, 250);
  });

  test("R4: the fewest, even if a destination later in the file has them", () => {
    const plant = plantOf({
      elements: [
        schedule("rival", [[0, "part", 3]]),
        schedule("in", [1, 2, 3, 4, 5], { routing: { policy: "shortestQueue" } }),
        buffer("p"),
        buffer("q"),
        station("slow", 100),
        station("slower", 100),
        sink(),
      ],
      flow: ["rival > p > slow > out", "in > p", "in > q > slower > out"],
    });
    // p holds 2 (and slow 1): q gets in#0 (passed on), in#1, in#2, then both hold 2.
    expect(parts(run(plant, 50), "enter", "q")).toEqual(["1 in#0", "2 in#1", "3 in#2", "5 in#4"]);
    everywhere(plant, 20);
  });

  test("R4: if none has room, the first to get it", () => {
    const seen = run(three({ policy: "shortestQueue" }, [0, 0, 0, 0, 0], { cycles: [10, 4, 7] }), 100);
    expect(parts(seen, "start", "y")).toEqual(["0 in#1", "4 in#3"]);
    expect(parts(seen, "start", "z")).toEqual(["0 in#2", "7 in#4"]);
  });
});

describe("fixed destinations", () => {
  test("R5: drawn by weight from the element's own stream, fixed when the part is ready", () => {
    const weights = { x: 0.2, y: 0.5, z: 0.3 };
    const plant = plantOf({
      elements: [
        arrivals("in", 1),
        station("m", 0.5, { routing: { policy: "probability", weights } }),
        buffer("x"),
        buffer("y"),
        buffer("z"),
        station("n", 0.1),
        sink(),
      ],
      flow: ["in > m > x > n > out", "m > y > n", "m > z > n"],
    });
    const seen = run(plant, 3001);
    const choose = weightedChoice([0.2, 0.5, 0.3]);
    const stream = RandomStream.keyed(1, 0, "m", "routing");
    const destinations = seen.lines
      .filter(({ kind, detail }) => kind === "enter" && detail === "m")
      .map(({ element }) => element);
    expect(destinations).toHaveLength(3000);
    expect(destinations).toEqual(destinations.map(() => ["x", "y", "z"][choose(stream)]));
    // Chi-square with 2 degrees of freedom, significance 0.001: 13.816.
    const observed = ["x", "y", "z"].map(
      (id) => destinations.filter((destination) => destination === id).length,
    );
    const expected = [600, 1500, 900];
    const chi = expected.reduce((total, e, i) => total + ((observed[i] ?? 0) - e) ** 2 / e, 0);
    expect(chi).toBeLessThan(13.816);
    expectSameFuture(plant, 30, [0, 3, 7.5, 20]);
  });

  test("R5: a part waits for the destination that was drawn, and one of weight zero gets none", () => {
    const plant = three({ policy: "probability", weights: { x: 1, y: 0 } }, [0, 1, 2]);
    const seen = run(plant, 100);
    expect(parts(seen, "start", "x")).toEqual(["0 in#0", "10 in#1", "20 in#2"]);
    expect(times(seen, "start", "y")).toEqual([]);
    expect(times(seen, "start", "z")).toEqual([]);
  });

  test("R6: by the product of the part", () => {
    const plant = three({ policy: "byProduct", map: { a: "z", b: "x" } }, [0, 1, 2, 3, 4], {
      products: ["a", "b"],
    });
    const seen = run(plant, 100);
    expect(parts(seen, "start", "z")).toEqual(["0 in#0", "2 in#2", "4 in#4"]);
    expect(parts(seen, "start", "x")).toEqual(["1 in#1", "11 in#3"]);
    everywhere(plant, 40);
  });
});
