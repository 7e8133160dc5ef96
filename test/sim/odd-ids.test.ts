import { expect, test } from "vitest";
import type { Plant } from "../../src/plant/schema.ts";
import { buffer, failure, plantOf, run, schedule, sink, station } from "./plants.ts";
import { expectSameFuture, instantsOf } from "./same-future.ts";

/** A plant with everything that is kept by id. */
function named([source, m, n, b, out, x, y]: readonly [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
]): Plant {
  return plantOf({
    products: [x, y],
    elements: [
      schedule(
        source,
        [
          [0, x],
          [0, y],
          [1, x],
          [2, y],
        ],
        { products: { order: "random", weights: { [x]: 1, [y]: 1 } } },
      ),
      buffer(b, {
        discipline: { priority: { [x]: 2, [y]: 1 } },
        routing: { policy: "byProduct", map: { [x]: m, [y]: n } },
      }),
      station(m, { byProduct: { [x]: 5 }, default: 3 }, { failures: [failure(x, "busy", 3, 1)] }),
      station(n, 4),
      sink(out),
    ],
    flow: [`${source} > ${b} > ${m} > ${out}`, `${b} > ${n} > ${out}`],
  });
}

const plain = ["in", "m", "n", "b", "out", "x", "y"] as const;

test.each([
  [["1", "0", "2", "3", "4", "1", "0"]],
  [["run", "calendar:c", "Säge:1", "b-b", "out.1", "run", "ß"]],
] as const)("K6, K8: what an element or a product is called makes no difference: %j", (ids) => {
  const until = 60;
  const plant = named(ids);
  const seen = run(plant, until);
  const usual = run(named(plain), until);
  const lines = (of: typeof seen): string[] => of.lines.map(({ time, kind }) => `${time} ${kind}`);
  expect(lines(seen)).toEqual(lines(usual));
  expect(seen.result.finished).toBe(4);
  for (const [table, places] of [
    ["sources", [0]],
    ["stations", [1, 2]],
    ["buffers", [3]],
    ["sinks", [4]],
  ] as const) {
    const rows = seen.result[table];
    expect(Object.keys(rows).sort()).toEqual(places.map((place) => ids[place]).sort());
    for (const place of places) {
      const own = Object.entries(rows).find(([id]) => id === ids[place])?.[1];
      const { byProduct: _a, cycleTimeByProduct: _b, ...numbers } = own as unknown as Record<string, unknown>;
      const {
        byProduct: _c,
        cycleTimeByProduct: _d,
        ...expected
      } = usual.result[table][plain[place]] as unknown as Record<string, unknown>;
      expect(numbers).toEqual(expected);
    }
  }
  expect(Object.values(seen.result.sinks)[0]?.byProduct).toEqual(
    Object.fromEntries([
      [ids[5], 2],
      [ids[6], 2],
    ]),
  );
  expectSameFuture(plant, until, instantsOf(plant, until));
});

test("K8: ids that mean something to JavaScript do not come through the door", () => {
  for (const id of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
    expect(() => named([id, "m", "n", "b", "out", "x", "y"])).toThrow(id);
    expect(() => named(["in", "m", "n", "b", "out", "x", id])).toThrow(id);
  }
});
