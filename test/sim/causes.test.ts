import { describe, expect, test } from "vitest";
import type { Storage } from "../../src/plant/elements/storage.ts";
import type { Element, Plant } from "../../src/plant/schema.ts";
import { Simulation } from "../../src/sim/simulation.ts";
import { CauseFinder } from "../../src/sim/trace/follow-causes.ts";
import { network, networkFleet, tableFleet, transport } from "./fleets.ts";
import {
  arrivals,
  batcher,
  buffer,
  calendar,
  carriers,
  conveyor,
  failure,
  plantOf,
  saturated,
  schedule,
  sink,
  station,
  workers,
} from "./plants.ts";
import { why } from "./why.ts";

const broken = (at: number, repair: number) => failure("motor", "calendar", at, repair);

describe("stations", () => {
  test("Y1, Y2: starved by a machine that has failed, through an empty buffer: hand-built", () => {
    const plant = plantOf({
      elements: [
        saturated("in"),
        station("cut", 10, { failures: [broken(25, 100)] }),
        buffer("store", { capacity: 3 }),
        station("weld", 8),
        sink(),
      ],
      flow: ["in > cut > store > weld > out"],
    });
    // The second part leaves cut at 20 and weld at 28; then weld has nothing until the repair at 125.
    expect(why(plant, "weld", 60)).toEqual({
      steps: ["weld starved", "store starved", "cut failed motor"],
      root: "failure cut motor",
    });
    expect(why(plant, "cut", 60).root).toBe("failure cut motor");
    expect(why(plant, "weld", 27)).toEqual({ steps: ["weld working in#1"], root: "pace weld" });
  });

  test("Y1, Y2: blocked by a full buffer before a machine that is slower: hand-built", () => {
    const plant = plantOf({
      elements: [
        saturated("in"),
        station("cut", 10),
        buffer("store", { capacity: 1 }),
        station("weld", 50),
        sink(),
      ],
      flow: ["in > cut > store > weld > out"],
    });
    // Parts are cut at 10, 20, 30: the first is welded until 60, the second fills the store, the third stays.
    expect(why(plant, "cut", 40)).toEqual({
      steps: ["cut blocked in#2", "store full in#1", "weld working in#0"],
      root: "pace weld",
    });
    expect(why(plant, "in", 40).steps).toEqual([
      "in blocked",
      "cut blocked in#2",
      "store full in#1",
      "weld working in#0",
    ]);
  });

  test("Y3: a failure that waits for its crew is caused by where the crew is", () => {
    const plant = plantOf({
      elements: [
        saturated("in"),
        station("a", 10, { failures: [{ ...broken(15, 100), workers: [{ pool: "crew" }] }] }),
        station("b", 10, { failures: [{ ...broken(25, 100), workers: [{ pool: "crew" }] }] }),
        sink(),
      ],
      flow: ["in > a > b > out"],
      resources: [workers("crew", 1)],
    });
    expect(why(plant, "b", 50)).toEqual({
      steps: ["b failed motor", "crew allBusy"],
      root: "workers crew",
    });
    expect(why(plant, "a", 50)).toEqual({ steps: ["a failed motor"], root: "failure a motor" });
  });

  test("Y3: waits for a worker who works elsewhere, is on his break, or comes too late in the line", () => {
    const plant = plantOf({
      elements: [
        saturated("in"),
        station("a", 30, { workers: [{ pool: "men" }] }),
        saturated("in2"),
        station("b", 30, { workers: [{ pool: "men" }] }),
        sink(),
      ],
      flow: ["in > a > out", "in2 > b > out"],
      resources: [workers("men", 1, { calendar: "day" })],
      calendars: [
        calendar("day", "finish", [
          [0, 100],
          [200, 300],
        ]),
      ],
    });
    const busy = why(plant, "b", 10);
    expect(busy).toEqual({
      steps: ["b awaitsWorkers in2#0", "men allBusy"],
      root: "workers men",
    });
    // The task of b that began at 90 is finished in overtime until 120; then nobody is there until 200.
    expect(why(plant, "a", 150)).toEqual({
      steps: ["a awaitsWorkers in#2", "men offShift", "day break"],
      root: "break day",
    });
  });

  test("Y2: off shift, in setup, in maintenance, and a part that does not fit into the shift", () => {
    const plant = plantOf({
      elements: [
        saturated("in", { products: { order: "cyclic", sequence: ["red", "blue"] } }),
        station("paint", 10, { setup: { times: {}, default: 20 }, calendar: "day" }),
        station("dry", 4),
        sink(),
      ],
      flow: ["in > paint > dry > out"],
      products: ["red", "blue"],
      calendars: [
        calendar("day", "startIfFits", [
          [0, 45],
          [100, 200],
        ]),
      ],
    });
    expect(why(plant, "dry", 20)).toEqual({
      steps: ["dry starved", "paint setup in#1"],
      root: "setup paint",
    });
    expect(why(plant, "dry", 44.5)).toEqual({
      steps: ["dry starved", "paint closed", "day break"],
      root: "break day",
    });
    expect(why(plant, "dry", 50)).toEqual({
      steps: ["dry starved", "paint offShift", "day break"],
      root: "break day",
    });
  });

  test("Y4, Y5: of several causes the disturbance comes before what only takes its time", () => {
    const plant = plantOf({
      elements: [
        saturated("in"),
        station("left", 40),
        station("right", 10, { failures: [broken(5, 100)] }),
        station("join", 2),
        sink(),
      ],
      flow: ["in > left > join > out", "in > right > join"],
    });
    expect(why(plant, "join", 20)).toEqual({
      steps: ["join starved", "right failed motor"],
      root: "failure right motor",
    });
  });

  test("Y2: an assembly names the part that it misses, and why that does not come", () => {
    const plant = plantOf({
      elements: [
        schedule("bodies", [[0, "body"]]),
        schedule("doors", [[500, "door"]]),
        station("marry", 10, {
          assembly: { bills: [{ inputs: [{ product: "body" }, { product: "door" }] }] },
        }),
        sink(),
      ],
      flow: ["bodies > marry > out", "doors > marry"],
      products: ["body", "door"],
    });
    expect(why(plant, "marry", 100)).toEqual({
      steps: ["marry starved door", "doors noArrival"],
      root: "supply doors",
    });
  });
});

describe("material flow", () => {
  test("Y2: parts on a conveyor are awaited like those before it, unless nothing more fits on it", () => {
    const plant = plantOf({
      elements: [
        saturated("in"),
        station("cut", 60),
        conveyor("belt", 10, 0.5, 1),
        station("weld", 5),
        sink(),
      ],
      flow: ["in > cut > belt > weld > out"],
    });
    expect(why(plant, "weld", 70)).toEqual({
      steps: ["weld starved", "belt underWay", "cut working in#1"],
      root: "pace cut",
    });
  });

  test("Y3: waits for a vehicle that is charged at the only charger", () => {
    const plant = plantOf({
      elements: [
        saturated("in"),
        station("op20", 10),
        transport("move", "A", "B"),
        station("op30", 5),
        sink(),
      ],
      flow: ["in > op20 > move > op30 > out"],
      resources: [
        tableFleet(
          1,
          "A",
          { A: { B: 100, C: 10 }, B: { A: 100, C: 10 }, C: { A: 10, B: 10 } },
          {
            battery: { capacity: 1, perSecond: 0.005, chargeBelow: 0.6, power: 3.6, chargers: ["C"] },
          },
        ),
      ],
    });
    // Away at 10, at B at 110 with 0.45 kWh left, at the charger at 120: 0.6 kWh take 600 s.
    expect(why(plant, "op30", 300)).toEqual({
      steps: ["op30 starved", "move awaitsVehicle", "agv/1 charging", "agv taken 1"],
      root: "charging agv",
    });
    expect(why(plant, "op20", 300)).toEqual({
      steps: ["op20 blocked in#1", "move awaitsVehicle", "agv/1 charging", "agv taken 1"],
      root: "charging agv",
    });
    expect(why(plant, "op20", 50).root).toBe("fleet agv");
  });

  test("Y3: a vehicle that stands at a full drop is held by what is behind", () => {
    const plant = plantOf({
      elements: [
        saturated("in"),
        station("op20", 10),
        transport("move", "A", "B"),
        station("op30", 5, { failures: [broken(15, 1000)] }),
        sink(),
      ],
      flow: ["in > op20 > move > op30 > out"],
      resources: [tableFleet(1, "A", { A: { B: 2 }, B: { A: 2 } })],
    });
    // The first part is worked on at 12 and stands still from 15; the second is at B at 26 and stays on the vehicle.
    expect(why(plant, "op20", 100)).toEqual({
      steps: ["op20 blocked in#2", "move awaitsVehicle", "agv/1 blocked move", "op30 failed motor"],
      root: "failure op30 motor",
    });
  });

  test("Y3: no card: what holds up the parts that have them, or else too few cards", () => {
    const line = (failures: boolean): Plant =>
      plantOf({
        elements: [
          saturated("in", { conwip: 2 }),
          station("a", 10),
          buffer("store"),
          station("b", 12, failures ? { failures: [broken(15, 1000)] } : {}),
          sink(),
        ],
        flow: ["in > a > store > b > out"],
      });
    expect(why(line(true), "a", 50)).toEqual({
      steps: ["a starved", "in limit 2", "store holds", "b failed motor"],
      root: "failure b motor",
    });
    // The second part waits from 20 to 22 in the store: both cards are at or before b, which only takes its time.
    expect(why(line(false), "a", 21)).toEqual({ steps: ["a starved", "in limit 2"], root: "cards in" });
  });

  test("Y3: a gate that is closed is a root cause, with what it asks", () => {
    const plant = plantOf({
      elements: [schedule("in", [0, 0]), buffer("store"), station("a", 10), station("b", 100), sink()],
      flow: ["in > store > a > b > out"],
      resources: [{ kind: "gate", id: "light", into: ["a"], open: 'content("b") == 0' }],
    });
    expect(why(plant, "a", 50)).toEqual({
      steps: ["a starved", 'light gateClosed content("b") == 0'],
      root: "gate light",
    });
  });

  test("Y2: a kanban loop without a free card is followed to what keeps the cards", () => {
    const plant = plantOf({
      elements: [
        saturated("in"),
        station("a", 10),
        buffer("market"),
        station("b", 30, { failures: [broken(15, 1000)] }),
        sink(),
      ],
      flow: ["in > a > market > b > out"],
      resources: [{ kind: "kanban", id: "loop", section: ["a", "market"], cards: { part: 2 } }],
    });
    // Cards come back when b takes a part: at 10. Parts 1 and 2 then keep both while b is down.
    expect(why(plant, "a", 100)).toEqual({
      steps: ["a starved", "loop noneFree part", "market holds", "b failed motor"],
      root: "failure b motor",
    });
  });

  test("Y2: a batch that has no container waits for where these are", () => {
    const plant = plantOf({
      elements: [
        saturated("in"),
        station("cut", 10),
        batcher("pack", 2, { container: "box" }),
        station("ship", 1000, {
          disassembly: {},
          routing: { policy: "byProduct", map: { part: "out", box: "boxes" } },
        }),
        buffer("boxes"),
        sink(),
      ],
      flow: ["in > cut > pack > ship > out", "ship > boxes > pack"],
      products: ["part", "box"],
      resources: [carriers("box", 1, "boxes", { capacity: 2 })],
    });
    expect(why(plant, "cut", 200)).toEqual({
      steps: ["cut blocked in#4", "pack missesPart box", "boxes starved", "ship working boxs#0"],
      root: "pace ship",
    });
  });

  test("Y6: elements that wait for one another are named as a circle", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [0]),
        station("a", 5, { routing: { policy: "roundRobin" } }),
        station("b", 5),
        sink(),
        schedule("in2", [3]),
      ],
      flow: ["in > a > b > a", "in2 > b", "a > out"],
    });
    // At 5 the first part wants to b, where the second is until 8; that one wants to a, which the first still holds.
    const chain = why(plant, "a", 100);
    expect(chain.root).toBe("circle a b");
    expect(chain.steps).toEqual(["a blocked in#0", "b blocked in2#0", "a circle"]);
  });

  test("Y3: waits for a way that another vehicle has", () => {
    const plant = plantOf({
      elements: [
        saturated("in"),
        station("p", 10),
        transport("move", "A", "C", { loadTime: 500 }),
        buffer("store", { capacity: 50 }),
        station("q", 1),
        sink(),
      ],
      flow: ["in > p > move > store > q > out"],
      resources: [
        network(
          [
            ["H", 0, 0],
            ["A", 10, 0],
            ["C", 20, 0],
            ["K", 0, 10],
          ],
          ["H > A > C > K > H"],
        ),
        networkFleet(2, ["H", "K"]),
      ],
    });
    const chain = why(plant, "q", 200);
    expect(chain.root).toMatch(/^(traffic net|fleet agv)$/);
    expect(chain.steps.slice(0, 2)).toEqual(["q starved", "store starved"]);
  });
});

describe("storages", () => {
  const rack = (
    bays: number,
    more: Partial<Storage> = {},
    crane: Partial<Storage["crane"]> = {},
  ): Element => ({
    kind: "storage",
    id: "store",
    placement: { position: [0, 0, 0], rotation: 0, size: [bays, 6, 2] },
    sides: 1,
    bays,
    levels: 1,
    bayWidth: 1,
    levelHeight: 1,
    crane: { travel: { speed: 1 }, hoist: { speed: 1 }, pickTime: 5, depositTime: 5, ...crane },
    ...more,
  });
  const plant = (source: Element, store: Element, time = 1000): Plant =>
    plantOf({
      products: ["a", "c"],
      elements: [source, store, station("use", time), sink()],
      flow: ["in > store > use > out"],
    });

  test("Y3: a crane that is at work, or has failed, or has nothing to fetch: hand-built", () => {
    const one = plant(schedule("in", [[0, "a"]]), rack(4), 1);
    expect(why(one, "use", 3)).toEqual({
      steps: ["use starved", "store craneBusy in#0"],
      root: "travel store",
    });
    const failing = rack(4, {}, { failures: [broken(3, 100)] });
    expect(why(plant(schedule("in", [[0, "a"]]), failing, 1), "use", 50)).toEqual({
      steps: ["use starved", "store failed motor"],
      root: "failure store motor",
    });
    // Stored and fetched it has left the station too.
    expect(why(one, "use", 90)).toEqual({
      steps: ["use starved", "store starved", "in noArrival"],
      root: "supply in",
    });
  });

  test("Y3: of several cranes the one that has what is asked for", () => {
    const two = rack(1, { aisles: 2, aisleRule: "turn" }, { failures: [broken(14, 100)] });
    // Both cranes fail at 14, when each has its part half stored.
    const made = why(plant(schedule("in", [[0, "a", 2]]), two, 1), "use", 50);
    expect(made).toEqual({ steps: ["use starved", "store failed motor"], root: "failure store motor" });
  });

  test("Y2, Y3: a full rack, and stock that nobody has room for, are followed to what is behind: hand-built", () => {
    expect(why(plant(saturated("in"), rack(2)), "in", 300)).toEqual({
      steps: ["in blocked", "store blocked in#3", "use working in#0"],
      root: "pace use",
    });
    expect(why(plant(schedule("in", [[0, "a", 2]]), rack(3)), "store", 300)).toEqual({
      steps: ["store holds", "use working in#0"],
      root: "pace use",
    });
  });

  test("Y2: a product whose turn it is and that is not there is awaited from what comes before", () => {
    const store = rack(3, { retrieval: { sequence: ["c"] } });
    expect(why(plant(schedule("in", [[0, "a"]]), store), "use", 300)).toEqual({
      steps: ["use starved", "store starved c", "in noArrival"],
      root: "supply in",
    });
  });
});

test("Y3, W12: who is on a break of his own is missed by the task that he left, and by the next", () => {
  const breaks = { windows: [{ start: 100, end: 160, duration: 20 }], atWork: "rest" as const };
  const plant = plantOf({
    elements: [
      schedule("in0", [90]),
      station("m0", 30, { workers: [{ pool: "p" }] }),
      schedule("in1", [105]),
      station("m1", 30, { workers: [{ pool: "p" }] }),
      sink(),
    ],
    flow: ["in0 > m0 > out", "in1 > m1 > out"],
    resources: [workers("p", 1, { breaks })],
  });
  expect(why(plant, "m0", 110)).toEqual({ steps: ["m0 workersAway in0#0", "p onBreak"], root: "break p" });
  // He has his task still, and comes back to it.
  expect(why(plant, "m1", 110)).toEqual({
    steps: ["m1 awaitsWorkers in1#0", "p allBusy"],
    root: "workers p",
  });
  const idle = structuredClone(plant);
  idle.elements = idle.elements.map((element) => (element.id === "in0" ? schedule("in0", [500]) : element));
  expect(why(idle, "m1", 110)).toEqual({
    steps: ["m1 awaitsWorkers in1#0", "p onBreak"],
    root: "break p",
  });
});

test("Y1: asking changes nothing: same hash with and without, at any time", () => {
  const plant = plantOf({
    elements: [
      arrivals("in", { dist: "exponential", mean: 12 }),
      station(
        "cut",
        { dist: "exponential", mean: 10 },
        {
          failures: [
            failure("motor", "busy", { dist: "exponential", mean: 200 }, { dist: "exponential", mean: 40 }),
          ],
        },
      ),
      buffer("store", { capacity: 3 }),
      station("weld", { dist: "exponential", mean: 9 }),
      sink(),
    ],
    flow: ["in > cut > store > weld > out"],
  });
  const asked = new Simulation(plant);
  const quiet = new Simulation(plant);
  const finder = new CauseFinder(asked.model);
  for (let time = 10; time <= 5000; time += 10) {
    asked.runUntil(time);
    for (let i = 0; i < asked.elements.length; i++) expect(finder.why(i).steps.length).toBeGreaterThan(0);
  }
  quiet.runUntil(5000);
  expect(asked.results().hash).toBe(quiet.results().hash);
});
