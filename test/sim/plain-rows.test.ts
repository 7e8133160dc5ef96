import * as fc from "fast-check";
import { expect, test } from "vitest";
import { RandomStream } from "../../src/base/random.ts";
import { joined, placement, plantOf } from "../../src/node/bench/plants.ts";
import type { Distribution } from "../../src/plant/distribution.ts";
import type { Element } from "../../src/plant/schema.ts";
import { NumberQueue } from "../../src/sim/kernel/number-queue.ts";
import { RowSampler, Sampler } from "../../src/sim/kernel/sampler.ts";
import { Simulation } from "../../src/sim/simulation.ts";
import { CauseFinder } from "../../src/sim/trace/follow-causes.ts";

type Arrivals = Extract<Element, { kind: "source" }>["arrivals"];

const SEED = 20;
const HORIZON = 4000;

/** Plain elements in a row, of any kinds, some times alike so that much happens at the same instant. */
const line = fc
  .record({
    arrivals: fc.constantFrom(
      { mode: "saturated" as const },
      { mode: "interarrival" as const, interarrival: { dist: "exponential" as const, mean: 12 } },
      { mode: "interarrival" as const, interarrival: 10 },
    ),
    between: fc.array(
      fc.oneof(
        fc.record({
          kind: fc.constant("station" as const),
          cycleTime: fc.oneof(
            fc.constantFrom(5, 10, 20),
            fc.constant({ dist: "exponential" as const, mean: 9 }),
          ),
        }),
        fc.record({ kind: fc.constant("buffer" as const), capacity: fc.integer({ min: 1, max: 3 }) }),
        fc.record({ kind: fc.constant("buffer" as const) }),
      ),
      { minLength: 2, maxLength: 8 },
    ),
    /** A second line that leads into the middle of the first, so that not all can be joined. */
    branch: fc.boolean(),
  })
  .map(({ arrivals, between, branch }) => {
    const source = (id: string, y: number, arrivals: Arrivals): Element => ({
      kind: "source",
      id,
      placement: placement(0, y),
      arrivals,
    });
    const seldom: Arrivals = { mode: "interarrival", interarrival: 15 };
    const main = [
      source("in", 0, arrivals),
      ...between.map((one, i) => ({ ...one, id: `e${i}`, placement: placement(3 * i + 3) })),
      { kind: "sink", id: "out", placement: placement(40) } as Element,
    ];
    const side: Element[] = [
      source("aside", 9, seldom),
      { kind: "buffer", id: "wait", capacity: 2, placement: placement(3, 9) },
    ];
    const middle = `e${between.length >> 1}`;
    return branch
      ? plantOf("line", [...main, ...side], [...joined(main), ...joined(side), { from: "wait", to: middle }])
      : plantOf("line", main, joined(main));
  })
  // Without a station, or endlessly into a buffer without a capacity, parts would go through without any time passing.
  .filter(({ elements }) => {
    const first = elements.findIndex(({ kind }) => kind === "station");
    const [source] = elements;
    const isSaturated = source?.kind === "source" && source.arrivals.mode === "saturated";
    const before = elements.slice(0, first);
    return (
      first > 0 && !(isSaturated && before.some((one) => one.kind === "buffer" && one.capacity === undefined))
    );
  });

test("K4, K7, K11: joined or not, and looked at any time, plain elements do the same", () => {
  fc.assert(
    fc.property(line, fc.array(fc.nat(4), { minLength: 6, maxLength: 20 }), (plant, looks) => {
      const alone = new Simulation(plant, { warmup: 100 });
      alone.runUntil(HORIZON);
      const logged = new Simulation(plant, { warmup: 100, record: () => {} });
      logged.runUntil(HORIZON);
      const looked = new Simulation(plant, { warmup: 100 });
      const { kernel } = looked.model;
      const finder = new CauseFinder(looked.model);
      looks.forEach((look, i) => {
        const end = look === 0 ? looked.observe({ eachEvent: i % 2 === 0, look: () => false }) : () => {};
        if (look === 1) kernel.record(() => {});
        looked.advance((HORIZON * (i + 1)) / looks.length, 40);
        looked.runUntil((HORIZON * (i + 1)) / looks.length);
        end();
        if (look === 1) kernel.record(undefined);
        if (look === 2) looked.snapshot();
        if (look === 3) finder.why(i % plant.elements.length);
      });
      looked.runUntil(HORIZON);
      expect(looked.results()).toEqual(alone.results());
      expect(logged.results()).toEqual(alone.results());
      const again = Simulation.restore(plant, JSON.parse(JSON.stringify(looked.snapshot())));
      again.runUntil(2 * HORIZON);
      alone.runUntil(2 * HORIZON);
      expect(again.stateHash()).toBe(alone.stateHash());
    }),
    { numRuns: 60, seed: SEED },
  );
});

test.each<Distribution>([
  { dist: "constant", value: 7 },
  { dist: "exponential", mean: 3 },
  { dist: "normal", mean: 9, sd: 2 },
])(
  "D2, K8: batches in a row give what single draws give, also restored from a batch that is larger: $dist",
  (distribution) => {
    const stream = (): RandomStream => RandomStream.keyed(1, 0, "object", "purpose");
    const single = new Sampler(distribution, stream());
    for (let i = 0; i < 8 + 16 + 32 + 5; i++) single.next();
    const numbers = [0.5, ...Array.from({ length: 16 }, () => 0.5)];
    const inRow = new RowSampler(distribution, stream(), 16);
    let { size, used } = inRow.restore(single.save(), numbers, 1);
    for (let i = 0; i < 100; i++) {
      if (used === size) {
        size = inRow.refill(size, numbers, 1);
        used = 0;
      }
      expect(numbers[1 + used++]).toBe(single.next());
    }
  },
);

test("a queue of numbers gives them out as they came, also while it grows", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 400 }), (adds) => {
      const queue = new NumberQueue();
      const list: number[] = [];
      adds.forEach((add, i) => {
        if (add || i % 3 === 0) {
          queue.add(i);
          list.push(i);
        } else if (list.length > 0) {
          expect(queue.take()).toBe(list.shift());
        }
        expect(queue.empty).toBe(list.length === 0);
      });
    }),
    { seed: SEED },
  );
});
