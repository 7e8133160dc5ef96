import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Plant } from "../../src/plant/schema.ts";
import { Simulation } from "../../src/sim/simulation.ts";
import { tableFleet } from "./fleets.ts";
import { type LappedRun, milkRunByLaps } from "./milk-run-by-laps.ts";
import { delivery, lapsOf, milkRun } from "./milk-runs.ts";
import { expectSameFuture } from "./same-future.ts";
import { buffer, plantOf, run, schedule, sink, station, times } from "./plants.ts";

const NIGHTLY = process.env["TAKTWERK_NIGHTLY"] === "1";
const HORIZON = 4000;

const demand: fc.Arbitrary<LappedRun["racks"][number]["demand"]> = fc.oneof(
  fc.record({
    by: fc.constant("cards" as const),
    cards: fc.integer({ min: 1, max: 6 }),
    laps: fc.integer({ min: 0, max: 2 }),
  }),
  fc
    .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 4 }))
    .map(([min, more]) => ({ by: "refill" as const, min, max: min + more })),
  fc.record({ by: fc.constant("fixed" as const), quantity: fc.integer({ min: 1, max: 4 }) }),
);

/** Machines have fractions of their own, so that hardly anything happens at one instant by chance. */
const lapped: fc.Arbitrary<LappedRun> = fc.integer({ min: 2, max: 4 }).chain((stops) =>
  fc.record({
    every: fc.integer({ min: 60, max: 500 }),
    whenLate: fc.constantFrom("departs", "skips"),
    skipsStops: fc.boolean(),
    places: fc.integer({ min: 1, max: 8 }),
    loadTime: fc.integer({ min: 0, max: 4 }),
    unloadTime: fc.integer({ min: 0, max: 4 }),
    stopTimes: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: stops, maxLength: stops }),
    travel: fc.array(fc.array(fc.integer({ min: 5, max: 60 }), { minLength: stops, maxLength: stops }), {
      minLength: stops,
      maxLength: stops,
    }),
    racks: fc
      .array(
        fc.record({
          stop: fc.integer({ min: 1, max: stops - 1 }),
          capacity: fc.integer({ min: 1, max: 6 }),
          cycle: fc.integer({ min: 10, max: 200 }),
          supply: fc.integer({ min: 5, max: 60 }),
          demand,
        }),
        { minLength: 1, maxLength: 4 },
      )
      .map((racks) =>
        racks.map((rack, i) => ({
          ...rack,
          cycle: rack.cycle + [0.000137, 0.000211, 0.000307, 0.000401][i]!,
        })),
      ),
  }),
);

function plantFor(lap: LappedRun): Plant {
  const place = (stop: number): string => `S${stop}`;
  const at = lap.stopTimes.map((time, stop): [string, string, number] => [
    place(stop),
    stop === 0 ? "store" : lap.racks.flatMap((rack, i) => (rack.stop === stop ? [`rack${i}`] : [])).join(" "),
    time,
  ]);
  const travel = Object.fromEntries(
    lap.travel.map((row, from) => [
      place(from),
      Object.fromEntries(row.flatMap((time, to) => (to === from ? [] : [[place(to), time]]))),
    ]),
  );
  return plantOf({
    elements: [
      schedule(
        "in",
        lap.racks.map(({ supply }, i) => [0, `p${i}`, supply]),
      ),
      buffer("store"),
      milkRun(
        at,
        { by: "takt", every: lap.every, first: lap.every },
        lap.racks.map((rack, i) => delivery("store", `rack${i}`, `p${i}`, rack.demand)),
        {
          loadTime: lap.loadTime,
          unloadTime: lap.unloadTime,
          whenLate: lap.whenLate,
          skipsStops: lap.skipsStops,
        },
      ),
      ...lap.racks.flatMap(({ capacity, cycle }, i) => [
        buffer(`rack${i}`, { capacity }),
        station(`mill${i}`, cycle),
      ]),
      sink(),
    ],
    flow: ["in > store > run", ...lap.racks.map((_, i) => `run > rack${i} > mill${i} > out`)],
    products: lap.racks.map((_, i) => `p${i}`),
    resources: [tableFleet(1, "S0", travel, { capacity: lap.places })],
  });
}

/** `time rack count` of what was handed over together. */
function handedOver(plant: Plant, result: ReturnType<typeof run>): string[] {
  const counts = new Map<string, number>();
  for (const line of result.lines)
    if (line.element.startsWith("rack") && line.kind === "enter") {
      const key = `${line.time} ${line.element}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  expect(plant.elements.length).toBeGreaterThan(0);
  return [...counts].map(([key, count]) => `${key} ${count}`);
}

/** Sums of times in binary fractions → whole microseconds. */
const micros = (seconds: number): number => Math.round(seconds * 1e6) / 1e6;

test("MR1, MR2, MR3, MR6, MR8, MR9, MR10, MR12, MR13: random routes and demands equal a reckoning lap by lap, to the microsecond", () => {
  let laps = 0;
  const seen = new Set<string>();
  fc.assert(
    fc.property(lapped, (lap) => {
      const plant = plantFor(lap);
      const result = run(plant, HORIZON);
      const wanted = milkRunByLaps(lap, HORIZON);
      expect(handedOver(plant, result).sort()).toEqual(
        wanted.handed
          .filter(([time]) => time <= HORIZON)
          .map(([time, rack, count]) => `${micros(time)} rack${rack} ${count}`)
          .sort(),
      );
      lap.racks.forEach((_, i) =>
        expect(times(result, "start", `mill${i}`)).toEqual(
          wanted.taken[i]?.filter((time) => time <= HORIZON).map(micros),
        ),
      );
      const ended = wanted.laps.filter(([, end]) => end <= HORIZON);
      const told = lapsOf(result);
      expect(told.laps).toBe(ended.length);
      if (ended.length > 0)
        expect(told.lapMean).toBeCloseTo(
          ended.reduce((sum, [began, end]) => sum + end - began, 0) / ended.length,
          9,
        );
      expect(told.missed).toBe(wanted.missed);
      laps += ended.length;
      for (const name of [
        "missed",
        "noRoom",
        "leftBehind",
        "notInStock",
        "stopsSkipped",
        "withoutDemand",
      ] as const)
        if (told[name] > 0) seen.add(name);
    }),
    { numRuns: NIGHTLY ? 2000 : 120, seed: 20261125 },
  );
  // Nothing of what makes laps differ was left out.
  expect(laps).toBeGreaterThan(500);
  expect([...seen].sort()).toEqual(
    ["leftBehind", "missed", "noRoom", "notInStock", "stopsSkipped", "withoutDemand"].sort(),
  );
});

test("MR14: cards are in one place each, at every instant of random laps", () => {
  fc.assert(
    fc.property(lapped, (lap) => {
      const simulation = new Simulation(plantFor(lap));
      for (let time = 0; time <= HORIZON / 4; time = simulation.nextEventTime) {
        simulation.runUntil(time);
        const saved = simulation.snapshot().elements["run"]?.state as unknown as {
          uses: number[][];
          trips: { cards: number[] }[];
        };
        lap.racks.forEach(({ demand: { by, ...more } }, i) => {
          const [aboard, open, box, handed, picking, carded] = saved.uses[i] as number[];
          if (by !== "cards" || !("cards" in more)) return;
          const onTrains = saved.trips.reduce((sum, { cards }) => sum + (cards[i] ?? 0), 0);
          const all = [aboard, open, box, handed, picking, carded, onTrains] as number[];
          expect(all.reduce((sum, count) => sum + count, 0)).toBe(more.cards);
          expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
        });
        if (simulation.nextEventTime === Infinity) break;
      }
    }),
    { numRuns: NIGHTLY ? 200 : 15, seed: 7 },
  );
});

test("MR1, MR14: random milk runs have the same future after a snapshot, and lose no container", () => {
  fc.assert(
    fc.property(
      lapped,
      fc.array(fc.integer({ min: 0, max: 1200 }), { minLength: 3, maxLength: 3 }),
      (lap, at) => {
        const plant = plantFor(lap);
        expectSameFuture(
          plant,
          1500,
          at.toSorted((a, b) => a - b),
        );
        // What is supplied is in the store, on the train, in the racks, in work, or finished.
        const simulation = new Simulation(plant);
        simulation.runUntil(1500);
        const inside = plant.elements.reduce((sum, { kind }, i) => {
          if (kind === "source") return sum;
          return sum + (kind === "sink" ? simulation.finishedOf(i) : simulation.contentOf(i));
        }, 0);
        expect(inside).toBe(lap.racks.reduce((sum, { supply }) => sum + supply, 0));
      },
    ),
    { numRuns: NIGHTLY ? 100 : 12, seed: 11 },
  );
});
