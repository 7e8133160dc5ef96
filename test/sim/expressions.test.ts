import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Attribute } from "../../src/plant/attributes.ts";
import { parseExpression } from "../../src/plant/expressions/parse-expression.ts";
import { scopeOf } from "../../src/plant/expressions/scope.ts";
import { readPlant } from "../../src/plant/read.ts";
import type { Plant } from "../../src/plant/schema.ts";
import type { Part } from "../../src/sim/kernel/parts.ts";
import { compile, type Names, type Value } from "../../src/sim/rules/evaluate.ts";
import { arrivals, buffer, parts, plantOf, run, saturated, schedule, sink, station } from "./plants.ts";
import { expectSameFuture, instantsOf } from "./same-future.ts";

const ATTRIBUTES: Attribute[] = [
  { id: "weight", type: "number", unit: "kg", default: 12 },
  { id: "colour", type: "text", default: "white" },
];
const scope = scopeOf(ATTRIBUTES, "moment");

const NAMES: Names = {
  name: (name) => () => (name === "part.product" ? "body" : 3),
  attribute: (id) => () => (id === "weight" ? 12.5 : "red"),
  element: (ask) => () => (ask === "content" ? 4 : 100),
};

function worth(text: string, type: "number" | "text" | "truth" = "number"): Value {
  const parsed = parseExpression(text, scope, type);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return compile(parsed.value, NAMES)({} as Part);
}

function fault(text: string, type: "number" | "text" | "truth" = "truth"): readonly [string, unknown] {
  const parsed = parseExpression(text, scope, type);
  return parsed.ok ? ["none", 0] : [parsed.error.rule, parsed.error.values["column"]];
}

describe("what expressions are worth", () => {
  test.each([
    ["7 / 2", 3.5],
    ["-part.attributes.weight * 2", -25],
    ["2 + 3 * 4 - 10 % 4", 12],
    ["1 / 0", Infinity],
    ["max(1, time, 2.5) + min(4, 9) + abs(-2) + floor(2.9) + ceil(2.1)", 14],
    ['content("a") + finished("b")', 104],
    ['part.product == "body" ? 1 : 2', 1],
  ])("E1: %s is %d", (text, value) => {
    expect(worth(text)).toBe(value);
  });

  test.each([
    ["part.attributes.weight > 12 && part.attributes.colour in ['blue', 'red']", true],
    ["0 / 0 == 0 / 0 || 0 / 0 < 1", false],
    ['"Z" < "a" && "a" < "ab"', true],
    ['part.product.startsWith("bo") && part.product.endsWith("dy") && part.product.contains("od")', true],
    ["!(time == 3) || true != true", false],
    ["3 in [1, 2, 3]", true],
  ])("E1: %s is %s", (text, value) => {
    expect(worth(text, "truth")).toBe(value);
  });

  test("E1: numbers agree with an evaluation by hand, for random sums of products", () => {
    const operand = fc.integer({ min: -50, max: 50 });
    const operator = fc.constantFrom("+", "-", "*");
    fc.assert(
      fc.property(operand, fc.array(fc.tuple(operator, operand), { maxLength: 12 }), (first, rest) => {
        const text = `${first}${rest.map(([op, value]) => ` ${op} (${value})`).join("")}`;
        // Products before sums, from the left.
        let [sum, sign, product] = [0, 1, first];
        for (const [op, value] of rest) {
          if (op === "*") product *= value;
          else {
            sum += sign * product;
            [sign, product] = [op === "+" ? 1 : -1, value];
          }
        }
        expect(worth(text)).toBeCloseTo(sum + sign * product, 6);
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  test.each([
    ["time +", "syntax", 7],
    ["part.attributes.wieght > 3", "unknown", 1],
    ["part.colour == 'red'", "unknown", 1],
    ["part.attributes.weight == 'heavy'", "type", 27],
    ["part.attributes.weight", "type", 1],
    ["'a' + 'b' == 'ab'", "type", 1],
    ["[1, 2].exists(x, x > 1)", "forbidden", 1],
    ["part.product.matches('(a+)+b')", "forbidden", 1],
    ["timestamp('2024-01-01T00:00:00Z') == time", "forbidden", 1],
    ["constructor == 1", "unknown", 1],
    ["part.constructor == 1", "unknown", 1],
    ["has(part.product)", "forbidden", 1],
    ["content(part.product) > 1", "forbidden", 9],
    [`${"(".repeat(60)}true${")".repeat(60)}`, "syntax", undefined],
    [`1 ${"+ 1 ".repeat(400)} > 0`, "syntax", undefined],
  ])("E1: %s is refused (%s at column %s)", (text, rule, column) => {
    const [found, at] = fault(text);
    expect(found).toBe(rule);
    if (column !== undefined) expect(at).toBe(column);
  });

  test("E1: any text is read or refused, and never throws", () => {
    const word = fc.constantFrom(
      "part",
      ".",
      "time",
      "(",
      ")",
      "&&",
      "?",
      ":",
      "1",
      "'a'",
      "[",
      "]",
      "in",
      "-",
      ",",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word, { maxLength: 20 }).map((words) => words.join(" ")),
        ),
        (text) => {
          const parsed = parseExpression(text, scope, "truth");
          if (parsed.ok) expect(typeof compile(parsed.value, NAMES)({} as Part)).toBe("boolean");
        },
      ),
      { numRuns: 2000, seed: 11 },
    );
  });
});

/** A part every 10 s, a and b in turn, sorted by an expression. */
function sorting(when: string, more: object = {}, cycle = 5): Plant {
  return plantOf({
    products: ["a", "b"],
    elements: [
      arrivals("in", 10, { products: { order: "cyclic", sequence: ["a", "b"] }, ...more }),
      buffer("sort", {
        routing: { policy: "expression", rules: [{ when, to: "left" }], otherwise: "right" },
      }),
      station("left", cycle),
      station("right", 1),
      sink(),
    ],
    flow: ["in > sort > left > out", "sort > right > out"],
    more: { attributes: ATTRIBUTES },
  });
}

const left = (plant: Plant): number[] =>
  parts(run(plant, 65), "enter", "left").map((line) => Number(line.split("#")[1]));

describe("names in a run", () => {
  test("E2: time, serial, product, age and due date of the part", () => {
    expect(left(sorting("time >= 30 && time <= 40"))).toEqual([2, 3]);
    expect(left(sorting("part.serial % 3 == 0"))).toEqual([0, 3]);
    expect(left(sorting('part.product == "b"'))).toEqual([1, 3, 5]);
    expect(left(sorting('part.source == "out"'))).toEqual([]);
    expect(left(sorting("part.age > 4"))).toEqual([]);
    expect(left(sorting("part.due - time == 30 && time > 20", { flowAllowance: 30 }))).toEqual([2, 3, 4, 5]);
    expect(left(sorting("part.due > 1000000000"))).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test("E2: contents of elements and what they finished", () => {
    // Whenever the left station is empty.
    expect(left(sorting('content("left") == 0', {}, 25))).toEqual([0, 3]);
    expect(left(sorting('finished("right") >= 2'))).toEqual([2, 3, 4, 5]);
  });

  test("R7: the first true rule names the destination, else the one otherwise; then it is fixed", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [0, 1, 2, 3, 4], {
          routing: {
            policy: "expression",
            rules: [
              { when: "part.serial < 1", to: "x" },
              { when: "part.serial < 3", to: "y" },
            ],
            otherwise: "x",
          },
        }),
        station("x", 10),
        station("y", 10),
        sink(),
      ],
      flow: ["in > x > out", "in > y > out"],
    });
    const seen = run(plant, 100);
    expect(parts(seen, "start", "x")).toEqual(["0 in#0", "10 in#3", "20 in#4"]);
    expect(parts(seen, "start", "y")).toEqual(["1 in#1", "11 in#2"]);
    expectSameFuture(plant, 100, instantsOf(plant, 100));
  });
});

describe("attributes", () => {
  test("E3: the value set last, else that of the product, else that of the attribute", () => {
    const plant = (more: object, when: string): Plant => {
      const sorted = sorting(when, more);
      return { ...sorted, products: [{ id: "a", attributes: { weight: 20 } }, { id: "b" }] };
    };
    expect(left(plant({}, "part.attributes.weight == 20"))).toEqual([0, 2, 4]);
    expect(left(plant({}, "part.attributes.weight == 12"))).toEqual([1, 3, 5]);
    expect(left(plant({ attributes: { weight: 7 } }, "part.attributes.weight == 7"))).toEqual([
      0, 1, 2, 3, 4, 5,
    ]);
    expect(left(plant({ attributes: { colour: "red" } }, "part.attributes.weight == 20"))).toEqual([0, 2, 4]);
  });

  test("E4: a source sets them in the order of their declaration, and each sees those before", () => {
    const attributes = {
      colour: { expression: "part.attributes.weight == 2 ? 'heavy' : 'light'" },
      weight: { expression: "part.serial % 3" },
    };
    expect(left(sorting("part.attributes.colour == 'heavy'", { attributes }))).toEqual([2, 5]);
  });

  test("E4: a distribution is drawn for each part, in the attribute's own unit, and survives a snapshot", () => {
    const plant = sorting("part.attributes.weight > 15", {
      attributes: { weight: { dist: "uniform", min: 0, max: 20 } },
    });
    const { result } = run(plant, 100_000);
    const [left = 0, right = 0] = ["left", "right"].map((id) => result.stations[id]?.finished ?? 0);
    // A quarter of the parts; four standard deviations of a binomial share.
    const spread = 4 * Math.sqrt((0.25 * 0.75) / (left + right));
    expect(Math.abs(left / (left + right) - 0.25)).toBeLessThan(spread);
    expectSameFuture(plant, 200, instantsOf(plant, 200));
  });

  test("E5: due so long after it came; from a saturated source, after it entered", () => {
    const plant = plantOf({
      elements: [
        saturated("in", { flowAllowance: 50 }),
        station("x", 10, {
          routing: {
            policy: "expression",
            rules: [{ when: "part.due == time + 40", to: "y" }],
            otherwise: "out",
          },
        }),
        station("y", 1),
        sink(),
      ],
      flow: ["in > x > out", "x > y > out"],
    });
    expect(parts(run(plant, 35), "enter", "y")).toEqual(["10 in#0", "20 in#1", "30 in#2"]);
    expectSameFuture(plant, 60, instantsOf(plant, 60));
  });
});

test("a finding names the column and what is known", () => {
  const plant = sorting("true");
  const text = JSON.stringify(plant).replace('"when":"true"', '"when":"part.attributes.wieght > 3"');
  const read = readPlant(text);
  const [finding] = read.ok ? [] : read.error;
  expect(finding?.path).toBe("/elements/1/routing/rules/0/when");
  expect(finding?.message).toContain("column 1");
  expect(finding?.remedy).toContain("part.attributes.weight");
});
