import { describe, expect, test } from "vitest";
import { RandomStream } from "../../src/base/random.ts";
import type { Element } from "../../src/plant/schema.ts";
import { Sampler } from "../../src/sim/kernel/sampler.ts";
import type { EventRecord } from "../../src/sim/kernel/trace.ts";
import { Simulation, ZeroTimeLoop } from "../../src/sim/simulation.ts";
import { readScene, SCENES } from "../golden/scenes.ts";
import {
  arrivals,
  buffer,
  calendar,
  conveyor,
  failure,
  log,
  plantOf,
  run,
  saturated,
  schedule,
  sink,
  station,
  times,
  uncheckedPlant,
} from "./plants.ts";
import { expectSameFuture } from "./same-future.ts";

const exponential = (mean: number) => ({ dist: "exponential", mean }) as const;

describe("time and order", () => {
  test("K1: a duration is rounded to the nearest microsecond when it is read", () => {
    for (const [cycle, end] of [
      [1.000_000_4, 1],
      [1.000_000_6, 1.000_001],
      [0.000_000_4, 0],
    ] as const) {
      const once = run(
        plantOf({ elements: [schedule("in", [0]), station("m", cycle), sink()], flow: ["in > m > out"] }),
        10,
      );
      expect(times(once, "finish", "m")).toEqual([end]);
    }
    const thirds = run(plantOf({ elements: [arrivals("in", 1 / 3), sink()], flow: ["in > out"] }), 1.5);
    expect(times(thirds, "exit", "out")).toEqual([0.333_333, 0.666_666, 0.999_999, 1.333_332]);
  });

  test("K1: every draw is a whole number of microseconds", () => {
    const seen = run(
      plantOf({
        elements: [arrivals("in", exponential(1)), station("m", exponential(0.5)), sink()],
        flow: ["in > m > out"],
      }),
      100,
    );
    expect(seen.lines.length).toBeGreaterThan(300);
    for (const { time } of seen.lines) expect(Math.round(time * 1e6) / 1e6).toBe(time);
  });

  test("K2: at one instant first what ends, then failures, then shift changes, then the end of the warm-up", () => {
    const plant = plantOf({
      elements: [
        saturated("in"),
        station("m", 10, { failures: [failure("f", "calendar", 10, 5)], calendar: "shift" }),
        sink(),
      ],
      flow: ["in > m > out"],
      calendars: [calendar("shift", "resume", [[0, 10]], 100)],
    });
    const seen = run(plant, 10, { warmup: 10 });
    expect(log(seen, "m", "out").filter((line) => line.startsWith("10 "))).toEqual([
      "10 finish m in#0",
      "10 enter out in#0 m",
      "10 exit out in#0",
      "10 enter m in#1 in",
      "10 start m in#1",
      "10 fail m f",
      "10 suspend m in#1",
      "10 shiftEnd m",
    ]);
    // All of it belongs to the warm-up.
    expect(seen.result.sinks["out"]?.count).toBe(0);
    expect(seen.result.stations["m"]?.failures).toBe(0);
    expect(seen.simulation.finishedOf(1)).toBe(1);
  });

  test("K2: of equals, the event that was scheduled first comes first", () => {
    const both = run(
      plantOf({
        elements: [arrivals("slow", 2), arrivals("fast", 1), sink()],
        flow: ["slow > out", "fast > out"],
      }),
      4,
    );
    expect(log(both).filter((line) => line.includes("exit"))).toEqual([
      "1 exit out fast#0",
      // Scheduled at 0, before the one that fast scheduled at 1.
      "2 exit out slow#0",
      "2 exit out fast#1",
      "3 exit out fast#2",
      "4 exit out slow#1",
      "4 exit out fast#3",
    ]);
  });

  test("K3: moving or cancelling a timer leaves all other events as they are", () => {
    // The failure at 5 cancels the end of the cycle at 8 and moves it to 11; the other station notices nothing.
    const elements = (failures: ReturnType<typeof failure>[]): Element[] => [
      saturated("in"),
      saturated("in2"),
      station("m", 8, { failures }),
      station("n", 8),
      sink(),
      sink("out2"),
    ];
    const flow = ["in > m > out", "in2 > n > out2"];
    const plain = run(plantOf({ elements: elements([]), flow }), 100);
    const failing = run(plantOf({ elements: elements([failure("f", "calendar", 5, 3)]), flow }), 100);
    expect(times(plain, "finish", "m").slice(0, 2)).toEqual([8, 16]);
    expect(times(failing, "finish", "m")[0]).toBe(11);
    expect(log(failing, "in2", "n", "out2")).toEqual(log(plain, "in2", "n", "out2"));
  });
});

describe("the agenda", () => {
  test("K4: those who are woken settle first in, first out", () => {
    // When out of the line, each element in turn takes from the one before: room runs upstream in order.
    const plant = plantOf({
      elements: [
        saturated("in"),
        buffer("a", { capacity: 1 }),
        buffer("b", { capacity: 1 }),
        station("m", 5),
        sink(),
      ],
      flow: ["in > a > b > m > out"],
    });
    const seen = run(plant, 5);
    expect(log(seen).filter((line) => line.startsWith("5 "))).toEqual([
      "5 finish m in#0",
      "5 enter out in#0 m",
      "5 exit out in#0",
      "5 enter m in#1 b",
      "5 start m in#1",
      "5 enter b in#2 a",
      "5 enter a in#3 in",
      "5 create in in#4",
    ]);
  });

  test("K10: parts that go round without time stop the run, and the error names the elements", () => {
    const plant = uncheckedPlant({
      elements: [
        schedule("in", [5]),
        station("m", 0, { routing: { policy: "firstAvailable" } }),
        buffer("b"),
        sink(),
      ],
      flow: ["in > b > m > b", "m > out"],
    });
    const simulation = new Simulation(plant);
    simulation.runUntil(4);
    let error: unknown;
    try {
      simulation.runUntil(10);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ZeroTimeLoop);
    const loop = error as ZeroTimeLoop;
    expect(loop.time).toBe(5);
    expect(loop.elements.length).toBeGreaterThan(0);
    expect(["m", "b"]).toEqual(expect.arrayContaining([...loop.elements]));
  });

  test("K10: a saturated source that floods an unlimited buffer stops the run already at its start", () => {
    const flood = uncheckedPlant({
      elements: [saturated("in"), buffer("b"), sink()],
      flow: ["in > b", "b > out"],
    });
    expect(() => new Simulation(flood)).toThrow(ZeroTimeLoop);
  });

  test("K10: many parts at one instant are no loop", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [[1, "part", 200_000]]),
        buffer("b", { capacity: 1000 }),
        station("m", 0),
        sink(),
      ],
      flow: ["in > b > m > out"],
    });
    const simulation = new Simulation(plant);
    simulation.runUntil(2);
    expect(simulation.results().finished).toBe(200_000);
  });
});

describe("draws by identity", () => {
  test("K5: the n-th cycle time is the n-th draw of (seed, replication, id, purpose)", () => {
    const plant = plantOf({
      elements: [arrivals("in", exponential(3)), station("m", exponential(7)), sink()],
      flow: ["in > m > out"],
    });
    for (const [seed, replication] of [
      [1, 0],
      [1, 5],
      [77, 0],
    ] as const) {
      const seen = run(plant, 3000, { seed, replication });
      const cycle = new Sampler(exponential(7), RandomStream.keyed(seed, replication, "m", "cycleTime"));
      const gap = new Sampler(exponential(3), RandomStream.keyed(seed, replication, "in", "interarrival"));
      const starts = times(seen, "start", "m");
      times(seen, "finish", "m").forEach((end, i) => {
        expect(Math.round((end - (starts[i] ?? 0)) * 1e6)).toBe(cycle.next());
      });
      let arrival = 0;
      for (const time of times(seen, "create", "in")) {
        arrival += gap.next();
        expect(Math.round(time * 1e6)).toBe(arrival);
      }
    }
  });

  test("K5: two failure modes, products and routings draw from streams of their own", () => {
    // With one mode more, the other's times to failure (by calendar, and short repairs) stay what they were.
    const modes = [
      failure("a", "calendar", exponential(50), 0),
      failure("b", "calendar", exponential(70), 0),
    ];
    const seen = (failures: typeof modes): number[] => {
      const plant = plantOf({
        elements: [saturated("in"), station("m", 3, { failures }), sink()],
        flow: ["in > m > out"],
      });
      return run(plant, 5000)
        .lines.filter(({ kind, detail }) => kind === "fail" && detail === "a")
        .map(({ time }) => time);
    };
    const alone = seen(modes.slice(0, 1));
    expect(alone.length).toBeGreaterThan(50);
    expect(seen(modes)).toEqual(alone);
    expect(seen([modes[1] as never, modes[0] as never])).toEqual(alone);
  });
});

describe("unconnected elements", () => {
  /** Everything that draws and schedules, next to a scene. */
  const strangers: Element[] = [
    arrivals("stranger-in", exponential(11), { batchSize: 3 }),
    station("stranger", exponential(20), {
      servers: 2,
      failures: [failure("f", "busy", exponential(100), 10), failure("g", "calendar", exponential(300), 30)],
    }),
    sink("stranger-out"),
  ];

  test.each(SCENES)("K6: an unconnected line beside %s changes none of its lines", (name) => {
    const plant = readScene(name);
    const until = 4 * 3600;
    const own = new Set([...plant.elements, ...(plant.resources ?? [])].map(({ id }) => id));
    for (const front of [true, false]) {
      const larger = {
        ...plant,
        elements: front ? [...strangers, ...plant.elements] : [...plant.elements, ...strangers],
        connections: [
          ...(front ? [] : plant.connections),
          { from: "stranger-in", to: "stranger" },
          { from: "stranger", to: "stranger-out" },
          ...(front ? plant.connections : []),
        ],
      };
      const before = run(plant, until).lines.map((line) => JSON.stringify(line));
      const after = run(larger, until).lines;
      expect(after.length).toBeGreaterThan(before.length);
      expect(after.filter(({ element }) => own.has(element)).map((line) => JSON.stringify(line))).toEqual(
        before,
      );
    }
  });

  test("K6: a station without any connection that works by the same shift calendar changes nothing else", () => {
    const elements = [saturated("in"), station("m", 7, { calendar: "shift" }), sink()];
    const calendars = [calendar("shift", "startIfFits", [[0, 50]], 80)];
    const alone = plantOf({ elements, calendars, flow: ["in > m > out"] });
    const lonely = station("lonely", 3, { calendar: "shift" });
    const both = plantOf({ elements: [lonely, ...elements], calendars, flow: ["in > m > out"] });
    const others = run(both, 500).lines.filter(({ element }) => element !== "lonely");
    expect(others).toEqual(run(alone, 500).lines);
  });
});

test("K6, K9: an element without connections that begins off shift is no cause of others' first events", () => {
  const elements = [
    arrivals("in", 5),
    station("m", 3, { failures: [failure("f", "calendar", 20, 2)] }),
    sink(),
  ];
  const calendars = [calendar("late", "resume", [[50, 60]])];
  const flow = ["in > m > out"];
  const lonely = station("lonely", 1, { calendar: "late" });
  const alone = run(plantOf({ elements, calendars, flow }), 100).lines;
  const beside = run(plantOf({ elements: [lonely, ...elements], calendars, flow }), 100).lines;
  expect(beside.filter(({ element }) => element !== "lonely")).toEqual(alone);
});

describe("snapshots", () => {
  test.each(SCENES)("K8: %s saved, restored from JSON, has the same future and event log", (name) => {
    const plant = readScene(name);
    expectSameFuture(plant, 3 * 3600, [0, 1, 1800, 3599.5, 7200, 10_000.123_456], { seed: 3, warmup: 1800 });
  });

  test("K8: a snapshot is plain data: JSON text and back is the same", () => {
    const simulation = new Simulation(readScene("body-shop"));
    simulation.runUntil(5000);
    const snapshot = simulation.snapshot();
    expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
  });

  test("K8: stepping event by event, in slices, or at once gives the same run", () => {
    const plant = readScene("final-assembly");
    const whole = new Simulation(plant);
    whole.runUntil(7200);
    const sliced = new Simulation(plant);
    while (!sliced.advance(7200, 7));
    const stepped = new Simulation(plant);
    while (stepped.nextEventTime <= 7200) stepped.step();
    stepped.runUntil(7200);
    expect(sliced.results()).toEqual(whole.results());
    expect(stepped.results()).toEqual(whole.results());
  });

  test("K8: to run until a time that is past changes nothing", () => {
    const simulation = new Simulation(readScene("hello-line"));
    simulation.runUntil(1000);
    const before = simulation.stateHash();
    simulation.runUntil(500);
    expect(simulation.time).toBe(1000);
    expect(simulation.stateHash()).toBe(before);
  });
});

describe("causes", () => {
  const plant = plantOf({
    elements: [
      arrivals("in", exponential(10)),
      saturated("raw", { conwip: 3 }),
      buffer("b", { capacity: 3 }),
      conveyor("belt", 10, 1, 1, { failures: [failure("jam", "busy", exponential(200), 20)] }),
      station("m", exponential(6), {
        calendar: "shift",
        failures: [failure("f", "busy", exponential(100), 5), failure("g", "calendar", exponential(150), 5)],
      }),
      sink(),
    ],
    calendars: [calendar("shift", "resume", [[0, 400]], 500)],
    flow: ["in > b > belt > m > out", "raw > b"],
  });
  const seen = run(plant, 5000);

  test("K9: every line names an earlier line, and only what happens by itself has no cause", () => {
    const before = new Set<string>();
    const free = new Set<string>();
    for (const line of seen.lines) {
      expect(before.has(line.id), `${line.id} is given twice`).toBe(false);
      if (line.cause === undefined) free.add(line.kind);
      else expect(before.has(line.cause), `${line.cause}, the cause of ${line.id}, comes first`).toBe(true);
      before.add(line.id);
    }
    for (const kind of free) expect(["create", "shiftStart", "shiftEnd", "fail"]).toContain(kind);
    expect(new Set(seen.lines.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(10);
  });

  test("K9: ids count the lines of their element from 0", () => {
    const counts = new Map<string, number>();
    for (const { id, element } of seen.lines) {
      const count = counts.get(element) ?? 0;
      expect(id).toBe(`${element}#${count}`);
      counts.set(element, count + 1);
    }
  });

  test("K9: a cycle's end is released by its start, a start by the entry, a repair by its failure", () => {
    const byId = new Map(seen.lines.map((line) => [line.id, line]));
    const causes = (kind: EventRecord["kind"]): Set<string> =>
      new Set(
        seen.lines
          .filter((line) => line.kind === kind)
          .map((line) => byId.get(line.cause ?? "")?.kind ?? "none"),
      );
    expect([...causes("start")]).toEqual(["enter"]);
    expect([...causes("finish")].sort()).toEqual(["resume", "start"]);
    expect([...causes("repair")]).toEqual(["fail"]);
    expect([...causes("exit")]).toEqual(["enter"]);
  });
});

describe("reproducibility", () => {
  test.each(SCENES)(
    "K7, K11: %s gives the same hash with and without the event log, and another for another seed",
    (name) => {
      const plant = readScene(name);
      const hash = (seed: number, record: boolean): string => {
        const simulation = new Simulation(plant, { seed, ...(record ? { record: () => undefined } : {}) });
        simulation.runUntil(4 * 3600);
        return simulation.results().hash;
      };
      const first = hash(5, false);
      expect(hash(5, false)).toBe(first);
      expect(hash(5, true)).toBe(first);
      // The machining cell of recorded times draws nothing.
      const draws = JSON.stringify(plant).includes('"dist":');
      if (draws) expect(hash(6, false)).not.toBe(first);
    },
  );
});
