import { describe, expect, test } from "vitest";
import { tInterval } from "../../src/experiment/analysis/interval.ts";
import type { AssemblyInput } from "../../src/plant/elements/assembly.ts";
import { Simulation } from "../../src/sim/simulation.ts";
import {
  buffer,
  calendar,
  carriers,
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

function bill(inputs: AssemblyInput[], product?: string): { inputs: AssemblyInput[]; product?: string } {
  return product === undefined ? { inputs } : { inputs, product };
}

describe("assembly", () => {
  /** Frames at 0, 1, 2; wheels come one by one at 1 s, 3 s, 4 s, 8 s, …. */
  const cart = plantOf({
    products: ["frame", "wheel", "cart"],
    elements: [
      schedule("frames", [
        [0, "frame"],
        [1, "frame"],
        [2, "frame"],
      ]),
      schedule("wheels", [
        [1, "wheel", 1],
        [3, "wheel", 2],
        [4, "wheel", 1],
        [8, "wheel", 8],
      ]),
      buffer("rack"),
      station(
        "join",
        { byProduct: { cart: 10 } },
        {
          assembly: { bills: [bill([{ from: "frames" }, { product: "wheel", quantity: 4 }], "cart")] },
        },
      ),
      sink(),
    ],
    flow: ["frames > join > out", "wheels > rack > join"],
  });

  test("A1, A2, A3: all parts of the bill are taken at the same instant, when a server is idle and all are there", () => {
    const seen = run(cart, 100);
    // Four wheels are there at 4 s; the next eight come while the station is busy.
    expect(times(seen, "start", "join")).toEqual([4, 14, 24]);
    expect(parts(seen, "exit", "out")).toEqual(["14 frames#0", "24 frames#1", "34 frames#2"]);
    expect(log({ lines: seen.lines.filter(({ time }) => time === 4) }, "join")).toEqual([
      "4 enter join frames#0 frames",
      "4 enter join wheels#0 rack",
      "4 enter join wheels#1 rack",
      "4 enter join wheels#2 rack",
      "4 enter join wheels#3 rack",
      "4 load join wheels#0 frames#0",
      "4 load join wheels#1 frames#0",
      "4 load join wheels#2 frames#0",
      "4 load join wheels#3 frames#0",
      "4 start join frames#0",
    ]);
    expect(seen.lines.filter(({ kind }) => kind === "start").map(({ product }) => product)).toEqual([
      "cart",
      "cart",
      "cart",
    ]);
    expectSameFuture(cart, 40, instantsOf(cart, 40));
  });

  test("A1: until all are there, none is collected: they wait where they are", () => {
    const seen = run(cart, 3.5);
    expect(seen.result.buffers["rack"]?.maxContent).toBe(3);
    expect(seen.result.stations["join"]?.meanContent).toBe(0);
    expect(seen.result.stations["join"]?.states.starved).toBe(1);
  });

  test("A5, A6, F4: what is built in has left the parts in the system; WIP and cycle time count the base", () => {
    const seen = run(cart, 40);
    const { result } = seen;
    const entered = (result.sources["frames"]?.entered ?? 0) + (result.sources["wheels"]?.entered ?? 0);
    expect(entered).toBe(15);
    expect([result.finished, result.wipNow, result.ended, result.begun]).toEqual([3, 0, 12, 0]);
    // Frames wait from 0, 1, 2 to 14, 24, 34; wheels from 1, 3, 3, 4 to 4, four from 8 to 14, and four from 8 to 24.
    const frames = 14 + 23 + 32;
    const wheels = 3 + 1 + 1 + 0 + 4 * 6 + 4 * 16;
    expect(result.wip).toBeCloseTo((frames + wheels) / 40, 9);
    expect(result.sinks["out"]?.cycleTimeByProduct["cart"]?.mean).toBeCloseTo(frames / 3, 9);
    expect(result.stations["join"]).toMatchObject({ finished: 3, maxContent: 1, meanContent: 30 / 40 });
  });

  test("A5, S3: a component that is built in makes room for the next of a CONWIP source", () => {
    const plant = plantOf({
      products: ["a", "b"],
      elements: [
        saturated("as"),
        saturated("bs", { conwip: 2, products: { order: "cyclic", sequence: ["b"] } }),
        buffer("store"),
        station("join", 5, { assembly: { bills: [bill([{ from: "as" }, { from: "store" }])] } }),
        sink(),
      ],
      flow: ["as > join > out", "bs > store > join"],
    });
    const seen = run(plant, 21);
    expect(times(seen, "start", "join")).toEqual([0, 5, 10, 15, 20]);
    // Two in the store from the start; each that is taken is replaced at once.
    expect(times(seen, "enter", "store")).toEqual([0, 0, 0, 5, 10, 15, 20]);
    expectSameFuture(plant, 21, instantsOf(plant, 21));
  });

  test("A4: of several bills the one whose base is ready longest is taken; priority takes the first in the file", () => {
    const plant = (inputPolicy: "fifo" | "priority") =>
      plantOf({
        products: ["a", "b", "pin"],
        elements: [
          schedule("as", [[2, "a", 2]]),
          schedule("bs", [[1, "b", 2]]),
          schedule("pins", [[3, "pin", 9]]),
          station("join", 10, {
            inputPolicy,
            assembly: {
              bills: [
                bill([{ product: "a" }, { product: "pin", quantity: 2 }]),
                bill([{ product: "b" }, { product: "pin" }]),
              ],
            },
          }),
          sink(),
        ],
        flow: ["as > join > out", "bs > join", "pins > join"],
      });
    expect(parts(run(plant("fifo"), 60), "exit", "out")).toEqual([
      "13 bs#0",
      "23 bs#1",
      "33 as#0",
      "43 as#1",
    ]);
    expect(parts(run(plant("priority"), 60), "exit", "out")).toEqual([
      "13 as#0",
      "23 as#1",
      "33 bs#0",
      "43 bs#1",
    ]);
  });

  test("A3: with output all every part leaves again, in order; the server is held until the last is gone", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [[0, "part", 7]]),
        station("oven", 10, { assembly: { bills: [bill([{ quantity: 3 }])], output: "all" } }),
        station("cool", 4),
        sink(),
      ],
      flow: ["in > oven > cool > out"],
    });
    const seen = run(plant, 100);
    expect(times(seen, "start", "oven")).toEqual([0, 18]);
    expect(parts(seen, "exit", "out")).toEqual([
      "14 in#0",
      "18 in#1",
      "22 in#2",
      "32 in#3",
      "36 in#4",
      "40 in#5",
    ]);
    expect(seen.result.wipNow).toBe(1);
    expect(seen.result.stations["oven"]).toMatchObject({ finished: 6, maxContent: 3 });
    // Inside: three from 0 to 10, two to 14, one to 18; the same again from 18 on.
    expect(seen.result.stations["oven"]?.meanContent).toBeCloseTo((2 * (30 + 8 + 4)) / 100, 9);
    expect(seen.result.stations["oven"]?.states.blocked).toBeCloseTo(16 / 100, 9);
    expectSameFuture(plant, 50, instantsOf(plant, 50));
  });

  test("A1, C4, B3: shifts and failures hold for it as for any station", () => {
    const plant = plantOf({
      products: ["a", "b", "ab"],
      elements: [
        schedule("as", [[0, "a", 9]]),
        schedule("bs", [[0, "b", 9]]),
        station(
          "join",
          { byProduct: { ab: 6 } },
          {
            assembly: { bills: [bill([{ from: "as" }, { from: "bs" }], "ab")] },
            failures: [failure("f", "busy", 8, 3)],
            calendar: "shift",
          },
        ),
        sink(),
      ],
      calendars: [calendar("shift", "startIfFits", [[0, 20]], 30)],
      flow: ["as > join > out", "bs > join"],
    });
    // Down from 8 to 11 and, after 8 s more of work, from 34 to 37; at 15 nothing more fits before 20.
    expect(times(run(plant, 40), "start", "join")).toEqual([0, 6, 30, 39]);
    expectSameFuture(plant, 60, instantsOf(plant, 60));
  });

  test("A1: parts on a belt and in buffers are taken together", () => {
    const plant = plantOf({
      products: ["a", "b"],
      elements: [
        schedule("as", [[0, "a", 3]]),
        schedule("bs", [[0, "b", 6]]),
        conveyor("belt", 4, 1, 1),
        buffer("box", { capacity: 2 }),
        station("join", 1, { assembly: { bills: [bill([{ from: "belt" }, { from: "box", quantity: 2 }])] } }),
        sink(),
      ],
      flow: ["as > belt > join > out", "bs > box > join"],
    });
    expect(times(run(plant, 30), "start", "join")).toEqual([4, 5, 6]);
    expectSameFuture(plant, 12, instantsOf(plant, 12));
  });

  test("A1, A2: three inputs, two of them saturated, and two servers: the slowest feeder alone decides", () => {
    // Two of b for each, one each 7 s.
    const plant = plantOf({
      products: ["a", "b", "c"],
      elements: [
        saturated("as"),
        saturated("bs", { products: { order: "cyclic", sequence: ["b"] } }),
        saturated("cs", { products: { order: "cyclic", sequence: ["c"] } }),
        station("feed", 7),
        buffer("box", { capacity: 3 }),
        station("join", 20, {
          servers: 2,
          assembly: { bills: [bill([{ from: "as" }, { from: "box", quantity: 2 }, { from: "cs" }])] },
        }),
        sink(),
      ],
      flow: ["as > join > out", "bs > feed > box > join", "cs > join"],
    });
    expect(times(run(plant, 80), "start", "join")).toEqual([14, 28, 42, 56, 70]);
  });
});

describe("disassembly", () => {
  const apart = plantOf({
    products: ["frame", "wheel", "cart"],
    elements: [
      schedule("frames", [[0, "frame", 2]]),
      schedule("wheels", [[2, "wheel", 5]]),
      station("join", 3, {
        assembly: { bills: [bill([{ from: "frames" }, { from: "wheels", quantity: 2 }], "cart")] },
      }),
      station("split", 4, {
        disassembly: { remainder: "frame" },
        routing: { policy: "byProduct", map: { frame: "out", wheel: "scrap" } },
      }),
      sink(),
      sink("scrap"),
    ],
    flow: ["frames > join > split > out", "split > scrap", "wheels > join"],
  });

  test("A7, A9: what was built in comes out again, itself, and the rest last", () => {
    const seen = run(apart, 30);
    expect(log(seen, "scrap", "out").filter((line) => line.includes("exit"))).toEqual([
      "9 exit scrap wheels#0",
      "9 exit scrap wheels#1",
      "9 exit out frames#0",
      "13 exit scrap wheels#2",
      "13 exit scrap wheels#3",
      "13 exit out frames#1",
    ]);
    const { result } = seen;
    expect([result.finished, result.wipNow, result.ended, result.begun]).toEqual([6, 1, 4, 4]);
    // Wheels keep the time at which they entered the system, and count as parts in it again.
    expect(result.sinks["scrap"]?.cycleTimeMean).toBeCloseTo((7 + 7 + 11 + 11) / 4, 9);
    // In the system: frames 9 and 13; wheels 2 to 2, 2 to 5, and then from 9 or 13 on for no time; the last one waits.
    expect(result.wip).toBeCloseTo((9 + 13 + 0 + 2 * 3 + 28) / 30, 9);
    expectSameFuture(apart, 20, instantsOf(apart, 20));
  });

  test("A8: by a bill, new parts are made of what is not in it, as old as it; it is used up", () => {
    const plant = plantOf({
      products: ["sheet", "blank", "waste"],
      elements: [
        schedule("in", [1, 2]),
        station("cut", 4, {
          disassembly: { bill: [{ product: "blank", quantity: 3 }, { product: "waste" }] },
        }),
        station("press", 1),
        sink(),
      ],
      flow: ["in > cut > press > out"],
    });
    const seen = run(plant, 30);
    expect(parts(seen, "exit", "out")).toEqual([
      "6 cut#0",
      "7 cut#1",
      "8 cut#2",
      "9 cut#3",
      "13 cut#4",
      "14 cut#5",
      "15 cut#6",
      "16 cut#7",
    ]);
    expect(seen.result.sinks["out"]?.byProduct).toEqual({ sheet: 0, blank: 6, waste: 2 });
    expect([seen.result.begun, seen.result.ended, seen.result.wipNow]).toEqual([8, 2, 0]);
    expect(seen.result.sinks["out"]?.cycleTimeMin).toBeCloseTo(5, 9);
    // Held by sheets 4 s each; then four blanks, of which one leaves each second.
    expect(seen.result.stations["cut"]?.meanContent).toBeCloseTo((2 * (4 + 3 + 2 + 1)) / 30, 9);
    expectSameFuture(plant, 30, instantsOf(plant, 30));
  });
});

describe("copies", () => {
  test("R8: the part to the first destination and a copy to each other one, when all have room", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [[0, "part", 4]]),
        buffer("fork", { routing: { policy: "copyAll" } }),
        station("fast", 1),
        buffer("tail", { capacity: 1 }),
        station("slow", 5),
        sink("a"),
        sink("b"),
      ],
      flow: ["in > fork > fast > a", "fork > tail > slow > b"],
    });
    const seen = run(plant, 60);
    expect(parts(seen, "exit", "a")).toEqual(["1 in#0", "2 in#1", "6 in#2", "11 in#3"]);
    expect(parts(seen, "exit", "b")).toEqual(["5 fork#0", "10 fork#1", "15 fork#2", "20 fork#3"]);
    expect([seen.result.begun, seen.result.finished, seen.result.wipNow]).toEqual([4, 8, 0]);
    // A copy is as old as what it was copied from.
    expect(seen.result.sinks["b"]?.cycleTimeMean).toBeCloseTo((5 + 10 + 15 + 20) / 4, 9);
    expectSameFuture(plant, 25, instantsOf(plant, 25));
  });

  test("R8, F3: a station that sends copies is blocked until every destination has room", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [[0, "part", 3]]),
        station("fork", 2, { routing: { policy: "copyAll" } }),
        station("m1", 3),
        station("m2", 7),
        sink(),
      ],
      flow: ["in > fork > m1 > out", "fork > m2 > out"],
    });
    const seen = run(plant, 40);
    expect(times(seen, "start", "m1")).toEqual([2, 9, 16]);
    expect(times(seen, "start", "m2")).toEqual([2, 9, 16]);
    expect(seen.result.stations["fork"]?.states.blocked).toBeCloseTo((5 + 5) / 40, 9);
    expectSameFuture(plant, 25, instantsOf(plant, 25));
  });

  test("R8: two copies through buffers into the same station do not take each other's room", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [[0, "part", 2]]),
        station("fork", 1, { routing: { policy: "copyAll" } }),
        buffer("b1"),
        station("both", 2),
        sink(),
      ],
      flow: ["in > fork > b1 > both > out", "fork > both"],
    });
    const seen = run(plant, 20);
    expect(seen.result.stations["both"]?.maxContent).toBe(1);
    expect(seen.result.finished).toBe(4);
    expectSameFuture(plant, 12, instantsOf(plant, 12));
  });
});

test("A2, Z2: assembly fed by two saturated exponential lines is a birth-death chain (t-interval, 99.9 %)", () => {
  // Feeders with equal rates and no buffers, an assembly that takes no time to speak of: the difference of finished
  // parts moves among −1, 0, 1, of which each has probability 1/3; so each feeder is blocked a third of the time.
  const plant = plantOf({
    products: ["a", "b"],
    elements: [
      saturated("as"),
      saturated("bs", { products: { order: "cyclic", sequence: ["b"] } }),
      station("fa", { dist: "exponential", mean: 10 }),
      station("fb", { dist: "exponential", mean: 10 }),
      station("join", 1e-6, { assembly: { bills: [bill([{ from: "fa" }, { from: "fb" }])] } }),
      sink(),
    ],
    flow: ["as > fa > join > out", "bs > fb > join"],
  });
  const runs = Array.from({ length: 20 }, (_, replication) => {
    const simulation = new Simulation(plant, { seed: 11, replication, warmup: 1000 });
    simulation.runUntil(60_000);
    return simulation.results();
  });
  const blocked = tInterval(
    runs.map(({ stations }) => stations["fa"]?.states.blocked ?? 0),
    0.999,
  );
  expect(Math.abs(blocked.mean - 1 / 3)).toBeLessThanOrEqual(blocked.halfWidth ?? 0);
  expect(blocked.halfWidth ?? 0).toBeLessThan(0.01);
  const throughput = tInterval(
    runs.map((one) => one.throughput),
    0.999,
  );
  expect(Math.abs(throughput.mean - (360 * 2) / 3)).toBeLessThanOrEqual(throughput.halfWidth ?? 0);
  expect(throughput.halfWidth ?? 0).toBeLessThan(5);
});

test("L1, L2: a loaded carrier is worked on and routed as what it holds, an empty one as itself", () => {
  const plant = plantOf({
    products: ["a", "b", "pallet"],
    elements: [
      schedule("in", [
        [0, "a"],
        [0, "b"],
        [0, "a"],
      ]),
      buffer("home"),
      station(
        "mount",
        { byProduct: { a: 1, b: 2 } },
        {
          assembly: { bills: [bill([{ product: "pallet" }, { from: "in" }])] },
        },
      ),
      station("mill", { byProduct: { a: 10, b: 20 } }),
      station("dismount", 1, {
        disassembly: {},
        routing: { policy: "byProduct", map: { a: "out", b: "out", pallet: "home" } },
      }),
      sink(),
    ],
    resources: [carriers("pallet", 1, "home")],
    flow: ["in > mount > mill > dismount > out", "dismount > home > mount"],
  });
  const seen = run(plant, 100);
  expect(parts(seen, "exit", "out")).toEqual(["12 in#0", "35 in#1", "47 in#2"]);
  expect(seen.result.resources?.["pallets"]).toMatchObject({
    count: 1,
    trips: 3,
    lost: 0,
    meanLoaded: 47 / 100,
    utilisation: 47 / 100,
  });
  // Workpieces count, pallets do not: three from 0 on.
  expect(seen.result.wip).toBeCloseTo((12 + 35 + 47) / 100, 9);
  expect(seen.result.wipNow).toBe(0);
  expectSameFuture(plant, 60, instantsOf(plant, 60));
});
