import { describe, expect, test } from "vitest";
import { tInterval } from "../../src/experiment/analysis/interval.ts";
import type { Resource } from "../../src/plant/schema.ts";
import { Simulation } from "../../src/sim/simulation.ts";
import {
  buffer,
  type Layout,
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

const exponential = (mean: number): { dist: "exponential"; mean: number } => ({ dist: "exponential", mean });

function kanban(id: string, section: string[], cards: Record<string, number>, signal?: number): Resource {
  return { kind: "kanban", id, section, cards, ...(signal === undefined ? {} : { signal }) };
}

function everywhere(layout: Layout, until: number): void {
  const plant = plantOf(layout);
  expectSameFuture(plant, until, instantsOf(plant, until));
}

describe("kanban", () => {
  /** Three stations with two stores; the stores' capacity, or loops around each station and the store behind it. */
  const line = (capacity: number | undefined, resources: Resource[]): Layout => ({
    elements: [
      saturated("in"),
      station("s1", exponential(10)),
      buffer("b1", capacity === undefined ? {} : { capacity }),
      station("s2", exponential(12)),
      buffer("b2", capacity === undefined ? {} : { capacity }),
      station("s3", exponential(9)),
      sink(),
    ],
    flow: ["in > s1 > b1 > s2 > b2 > s3 > out"],
    resources,
  });

  test.each([1, 2, 5])(
    "P1, P2: with %d cards a stage is a station and a finite buffer of one place less, start for start",
    (cards) => {
      // A station with a card may start while its store holds one part less than there are cards, which is when blocking
      // after service lets it start too (Buzacott and Shanthikumar 1993, Stochastic Models of Manufacturing Systems, ch. 4).
      const loops = ["1", "2"].map((i) => kanban(`k${i}`, [`s${i}`, `b${i}`], { part: cards }));
      const pulled = run(plantOf(line(undefined, loops)), 5000);
      const finite =
        cards === 1
          ? run(
              plantOf({
                ...line(undefined, []),
                elements: line(undefined, []).elements.filter(({ kind }) => kind !== "buffer"),
                flow: ["in > s1 > s2 > s3 > out"],
              }),
              5000,
            )
          : run(plantOf(line(cards - 1, [])), 5000);
      for (const id of ["s1", "s2", "s3"])
        expect(times(pulled, "start", id)).toEqual(times(finite, "start", id));
      expect(times(pulled, "start", "s3").length).toBeGreaterThan(200);
      expect(pulled.result.resources?.["k1"]).toMatchObject({ kind: "kanban", cards, maxInside: cards });
    },
  );

  test("P1: same future from every instant", () => {
    everywhere(
      line(undefined, [kanban("k1", ["s1", "b1"], { part: 2 }), kanban("k2", ["s2", "b2"], { part: 1 })]),
      200,
    );
  });

  /** A source of two products, a station with a store behind it, and a slow customer. */
  const store = (resources: Resource[], sequence = ["a", "b"]): Layout => ({
    products: ["a", "b"],
    elements: [
      saturated("in", { products: { order: "cyclic", sequence } }),
      station("make", 1),
      buffer("store"),
      station("use", 10),
      sink(),
    ],
    flow: ["in > make > store > use > out"],
    resources,
  });

  test("P2: cards by product: what has none waits, and what needs none passes", () => {
    const both = run(plantOf(store([kanban("k", ["make", "store"], { a: 1, b: 2 })])), 40);
    // a#0 starts with its card, b#1 as well; a#2 waits for the card that a#0 gives back when it is withdrawn at 1.
    expect(parts(both, "start", "make")).toEqual([
      "0 in#0",
      "1 in#1",
      "2 in#2",
      "3 in#3",
      "21 in#4",
      "22 in#5",
    ]);
    const flow = store([kanban("k", ["make"], { a: 1 })]);
    expect(times(run(plantOf(flow), 6), "start", "make")).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test("P2: detached at the start of work where the queue of the next station is inside", () => {
    const withdrawal = run(plantOf(store([kanban("k", ["make"], { a: 1, b: 1 })])), 3);
    expect(withdrawal.result.resources?.["k"]).toMatchObject({ maxInside: 1 });
    const start = run(plantOf(store([kanban("k", ["make", "store"], { a: 1, b: 1 })])), 25);
    expect(parts(start, "start", "make")).toEqual(["0 in#0", "1 in#1", "2 in#2", "11 in#3", "21 in#4"]);
  });

  test("P1: scrap gives its card back where it ends", () => {
    const layout: Layout = {
      elements: [
        saturated("in"),
        station("make", 10, { defects: 1, inspection: {} }),
        station("use", 1),
        sink(),
      ],
      flow: ["in > make > use > out"],
      resources: [kanban("k", ["make", "use"], { part: 1 })],
    };
    const seen = run(plantOf(layout), 45);
    expect(times(seen, "start", "make")).toEqual([0, 10, 20, 30, 40]);
    expect(seen.result.resources?.["k"]).toMatchObject({ maxInside: 1, entered: 5 });
    everywhere(layout, 45);
  });

  test("P4: cards count again in lots", () => {
    const layout = store([kanban("k", ["make", "store"], { a: 3 }, 3)], ["a"]);
    // Withdrawn at 1, 11, 21: three cards are back. Then at 31, 41, 51.
    expect(times(run(plantOf(layout), 60), "start", "make")).toEqual([0, 1, 2, 21, 22, 23, 51, 52, 53]);
    everywhere(layout, 60);
  });

  test("P5: a supermarket is filled to its maximum when it falls to its minimum", () => {
    const layout = store(
      [{ kind: "supermarket", id: "m", section: ["make", "store"], stock: { a: { min: 1, max: 3 } } }],
      ["a"],
    );
    // Withdrawn at 1 and 11: one is left, so two are ordered. Then at 21 and 31.
    expect(times(run(plantOf(layout), 52), "start", "make")).toEqual([0, 1, 2, 11, 12, 31, 32, 51, 52]);
    everywhere(layout, 60);
  });

  test("P8: a source makes the product whose card is free longest", () => {
    const layout = (sequence: string[]): Layout => ({
      products: ["a", "b", "c"],
      elements: [
        saturated("in", { products: { order: "pull", loop: "k" } }),
        station("make", 1),
        buffer("store", { discipline: { sequence } }),
        station("use", 10),
        sink(),
      ],
      flow: ["in > make > store > use > out"],
      resources: [kanban("k", ["make", "store"], { a: 2, b: 1, c: 1 })],
    });
    const made = (sequence: string[]): string[] => {
      const { lines } = run(plantOf(layout(sequence)), 75);
      return lines
        .filter(({ kind, element }) => kind === "start" && element === "make")
        .map(({ time, product }) => `${time}${product}`);
    };
    // First a full store, then what was withdrawn: c at 4, b at 14, a at 24, and so on.
    expect(made(["c", "b", "a"])).toEqual([
      "0a",
      "1a",
      "2b",
      "3c",
      "4c",
      "14b",
      "24a",
      "34c",
      "44b",
      "54a",
      "64c",
      "74b",
    ]);
    everywhere(layout(["c", "b", "a"]), 60);
  });

  test("P9: withdrawal by a sequence waits for what is missing", () => {
    const layout: Layout = {
      products: ["a", "b"],
      elements: [
        schedule("in", [
          [0, "a", 3],
          [5, "b"],
          [7, "b"],
          [30, "b"],
        ]),
        buffer("store", { discipline: { sequence: ["b", "a"] } }),
        station("use", 4),
        sink(),
      ],
      flow: ["in > store > use > out"],
    };
    expect(parts(run(plantOf(layout), 60), "start", "use")).toEqual([
      "5 in#3",
      "9 in#0",
      "13 in#4",
      "17 in#1",
      "30 in#5",
      "34 in#2",
    ]);
    everywhere(layout, 60);
  });
});

/** Throughput and mean content of single-server exponential stations with so many parts among them (Reiser and Lavenberg 1980). */
function meanValueAnalysis(
  means: readonly number[],
  population: number,
): { throughput: number; contents: number[] } {
  let contents = means.map(() => 0);
  let throughput = 0;
  for (let n = 1; n <= population; n++) {
    const stays = means.map((mean, i) => mean * (1 + (contents[i] as number)));
    throughput = n / stays.reduce((sum, stay) => sum + stay, 0);
    contents = stays.map((stay) => throughput * stay);
  }
  return { throughput, contents };
}

describe("CONWIP", () => {
  const means = [10, 16, 12];
  const line = (limit: number): Layout => ({
    elements: [
      saturated("in"),
      buffer("q1"),
      station("s1", exponential(10)),
      buffer("q2"),
      station("s2", exponential(16)),
      buffer("q3"),
      station("s3", exponential(12)),
      sink(),
    ],
    flow: ["in > q1 > s1 > q2 > s2 > q3 > s3 > out"],
    resources: [{ kind: "conwip", id: "loop", section: ["q1", "s1", "q2", "s2", "q3", "s3"], limit }],
  });

  test.each([1, 4])(
    "P3: exponential line with %d cards, mean value analysis, t-interval at 99.9 %",
    (limit) => {
      const plant = plantOf(line(limit));
      const results = Array.from({ length: 20 }, (_, replication) => {
        const simulation = new Simulation(plant, { replication, warmup: 2000 });
        simulation.runUntil(62_000);
        return simulation.results(false);
      });
      const { throughput, contents } = meanValueAnalysis(means, limit);
      const expectWithin = (observed: readonly number[], expected: number): void => {
        const { mean, halfWidth = 0 } = tInterval(observed, 0.999);
        expect(Math.abs(mean - expected)).toBeLessThanOrEqual(halfWidth);
        expect(halfWidth).toBeLessThan(expected / 10);
      };
      expectWithin(
        results.map((result) => result.throughput),
        throughput * 3600,
      );
      expectWithin(
        results.map(
          ({ buffers, stations }) => (buffers["q2"]?.meanContent ?? 0) + (stations["s2"]?.meanContent ?? 0),
        ),
        contents[1] ?? 0,
      );
      // A saturated source fills the section whenever there is a card.
      for (const { wip, resources } of results) {
        expect(wip).toBeCloseTo(limit, 9);
        expect(resources?.["loop"]).toMatchObject({ meanInside: limit, maxInside: limit });
      }
    },
  );

  test("P3: around the whole line it is the limit of the source, start for start", () => {
    const loop = run(plantOf(line(3)), 3000);
    const { resources: _, ...rest } = line(3);
    const [, ...others] = rest.elements;
    const source = run(plantOf({ ...rest, elements: [saturated("in", { conwip: 3 }), ...others] }), 3000);
    for (const id of ["s1", "s2", "s3"]) expect(times(loop, "start", id)).toEqual(times(source, "start", id));
  });

  test("P1, P3: over a section: its parts never exceed the limit, and those outside wait before it", () => {
    const layout: Layout = {
      elements: [
        schedule("in", [0, 1, 2, 3, 4]),
        station("s1", 1),
        buffer("q2"),
        station("s2", 10),
        station("s3", 5),
        sink(),
      ],
      flow: ["in > s1 > q2 > s2 > s3 > out"],
      resources: [{ kind: "conwip", id: "loop", section: ["q2", "s2", "s3"], limit: 2 }],
    };
    const seen = run(plantOf(layout), 100);
    // Part 0 leaves s3 at 16, part 1 at 26, and each lets one in; the station before it is blocked meanwhile.
    expect(times(seen, "enter", "q2")).toEqual([1, 2, 16, 26, 36]);
    expect(seen.result.resources?.["loop"]).toMatchObject({ maxInside: 2, entered: 5 });
    everywhere(layout, 60);
  });
});

describe("gates", () => {
  const gate = (into: string[], open: string): Resource => ({ kind: "gate", id: "g", into, open });

  test("P6: opened by what another element contains", () => {
    const layout: Layout = {
      elements: [
        schedule("x", [0, 20]),
        station("busy", 7),
        schedule("y", [1, 2, 21]),
        station("quiet", 1),
        sink(),
      ],
      flow: ["x > busy > out", "y > quiet > out"],
      resources: [gate(["quiet"], 'content("busy") == 0')],
    };
    const seen = run(plantOf(layout), 100);
    expect(parts(seen, "start", "quiet")).toEqual(["7 y#0", "8 y#1", "27 y#2"]);
    expect(seen.result.resources?.["g"]).toEqual({ kind: "gate", passed: 3 });
    everywhere(layout, 40);
  });

  test("P6: opened by counts: the second line stays within two parts of the first", () => {
    const layout: Layout = {
      elements: [saturated("x"), station("lead", 10), saturated("y"), station("follow", 1), sink()],
      flow: ["x > lead > out", "y > follow > out"],
      resources: [gate(["follow"], 'finished("follow") - finished("lead") < 2')],
    };
    expect(times(run(plantOf(layout), 35), "start", "follow")).toEqual([0, 1, 10, 20, 30]);
    everywhere(layout, 40);
  });

  test("P6: by the part: one product is let through, the other waits, and what waits for room elsewhere goes on", () => {
    const layout: Layout = {
      products: ["a", "b"],
      elements: [
        schedule("in", [
          [0, "a"],
          [1, "b"],
          [2, "a"],
        ]),
        station("guarded", 10),
        station("free", 10),
        sink(),
      ],
      flow: ["in > guarded > out", "in > free > out"],
      resources: [gate(["guarded"], 'part.product == "b"')],
    };
    const seen = run(plantOf(layout), 100);
    expect(parts(seen, "start", "guarded")).toEqual(["1 in#1"]);
    expect(parts(seen, "start", "free")).toEqual(["0 in#0", "10 in#2"]);
    everywhere(layout, 40);
  });

  test("P7: of parts held back the one that is ready longest comes first", () => {
    const layout: Layout = {
      elements: [
        schedule("x", [3]),
        schedule("y", [1]),
        schedule("z", [2]),
        schedule("w", [0]),
        station("busy", 7),
        station("guarded", 2),
        sink(),
      ],
      flow: ["x > guarded > out", "y > guarded", "z > guarded", "w > busy > out"],
      resources: [gate(["guarded"], 'content("busy") == 0')],
    };
    expect(parts(run(plantOf(layout), 100), "start", "guarded")).toEqual(["7 y#0", "9 z#0", "11 x#0"]);
    everywhere(layout, 20);
  });
});
