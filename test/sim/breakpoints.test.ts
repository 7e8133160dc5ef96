import { describe, expect, test } from "vitest";
import { parseExpression } from "../../src/plant/expressions/parse-expression.ts";
import type { Plant } from "../../src/plant/schema.ts";
import { Simulation } from "../../src/sim/simulation.ts";
import type { Breakpoint, BreakpointHit } from "../../src/sim/trace/breakpoint.ts";
import { Breakpoints } from "../../src/sim/trace/breakpoints.ts";
import { buffer, failure, plantOf, saturated, schedule, sink, station } from "./plants.ts";

function line(): Plant {
  return plantOf({
    elements: [
      saturated("in", { products: { order: "cyclic", sequence: ["red", "red", "blue"] } }),
      station("cut", 10, { failures: [failure("motor", "calendar", 45, 20)] }),
      buffer("store", { capacity: 2 }),
      station("weld", 16),
      sink(),
    ],
    flow: ["in > cut > store > weld > out"],
    products: ["red", "blue"],
  });
}

/** The first so many hits of breakpoints in a run, with the hash at the horizon. */
function hits(
  plant: Plant,
  breakpoints: readonly Breakpoint[],
  most = 1,
  until = 300,
): { hits: BreakpointHit[]; hash: string } {
  const simulation = new Simulation(plant);
  const read = Breakpoints.read(simulation.model, breakpoints, parseExpression);
  if (!read.ok) throw new Error(read.error.rule);
  const { value } = read;
  if (value.needsLog) simulation.model.kernel.record((entry) => value.note(entry));
  const end = simulation.observe(value);
  const found: BreakpointHit[] = [];
  while (found.length < most && !simulation.advance(until, Infinity)) {
    if (value.hit !== undefined) found.push(value.hit);
    value.goOn();
  }
  end();
  simulation.model.kernel.record(undefined);
  simulation.runUntil(until);
  return { hits: found, hash: simulation.results().hash };
}

const fault = (breakpoint: Breakpoint): unknown => {
  const read = Breakpoints.read(new Simulation(line()).model, [breakpoint], parseExpression);
  return read.ok ? undefined : read.error;
};

describe("run until a condition", () => {
  test("Y13: stops after the event at which the condition becomes true, and again when it becomes true anew", () => {
    // Cut gives a part at 10, 20, 30, 40; weld takes them at 10, 26, 42: the store holds one from 20, two from 40 to 42.
    const condition = { on: "condition", expression: 'content("store") == 2' } as const;
    expect(hits(line(), [condition]).hits).toEqual([{ breakpoint: condition, time: 40 }]);
    const state = {
      on: "condition",
      expression: 'state("cut") == "failed" || state("weld") == "starved"',
    } as const;
    // Weld is never starved once it has begun; cut fails at 45 until 65, and 45 s later again.
    expect(hits(line(), [state], 2).hits.map(({ time }) => time)).toEqual([45, 110]);
  });

  test("Y13: asks for time, counts, work in process and utilisation", () => {
    const at = (expression: string): number | undefined =>
      hits(line(), [{ on: "condition", expression }]).hits[0]?.time;
    expect(at("finished == 2")).toBe(42);
    expect(at('finished("cut") >= 3')).toBe(30);
    expect(at("wip >= 3 && time > 35")).toBe(40);
    // Weld has worked since 10: 16 of 26 s at 26, 20 of 30 at 30.
    expect(at('utilisation("weld") > 0.65')).toBe(30);
    expect(at("throughput > 160")).toBe(42);
  });

  test("Y13: what cannot be read, or names nothing, is a finding", () => {
    expect(fault({ on: "condition", expression: 'content("stor") > 1' })).toMatchObject({
      rule: "reference/misspelt",
      values: { id: "stor", near: "store" },
    });
    expect(fault({ on: "condition", expression: 'state("cut") == "broken"' })).toMatchObject({
      rule: "expression/state",
      values: { state: "broken" },
    });
    expect(fault({ on: "condition", expression: "part.age > 3" })).toMatchObject({
      rule: "expression/unknown",
    });
    expect(fault({ on: "condition", expression: "time" })).toMatchObject({ rule: "expression/type" });
    expect(fault({ on: "element", id: "cutt" })).toMatchObject({ rule: "reference/misspelt" });
    expect(fault({ on: "product", product: "green" })).toMatchObject({ rule: "reference/dangling" });
  });
});

describe("breakpoints", () => {
  test("Y14: at an element: any event, a kind of event, a state", () => {
    const at = (breakpoint: Breakpoint, most = 1): (number | string)[][] =>
      hits(line(), [breakpoint], most).hits.map(({ time, line: entry }) =>
        entry === undefined ? [time] : [time, entry.kind],
      );
    expect(at({ on: "element", id: "weld" }, 2)).toEqual([
      [10, "enter"],
      [26, "finish"],
    ]);
    expect(at({ on: "element", id: "cut", event: "repair" })).toEqual([[65, "repair"]]);
    expect(at({ on: "element", id: "cut", state: "failed" }, 2)).toEqual([[45], [110]]);
  });

  test("Y14: at a part, a product, and a count of events", () => {
    const part = { on: "part", part: "in#2" } as const;
    const seen = hits(line(), [part], 3).hits.map(({ time, line: entry }) => [
      time,
      entry?.kind,
      entry?.element,
    ]);
    expect(seen).toEqual([
      [10, "create", "in"],
      [20, "enter", "cut"],
      [30, "finish", "cut"],
    ]);
    const product = hits(line(), [{ on: "product", product: "blue", id: "weld" }]).hits;
    expect(product[0]).toMatchObject({ time: 42, line: { part: "in#2", element: "weld" } });
    const simulation = new Simulation(line());
    const events = hits(line(), [{ on: "events", count: 7 }]).hits[0];
    for (let i = 0; i < 7; i++) simulation.step();
    expect(events?.time).toBe(simulation.time);
  });

  test("Y14: a run that stood at breakpoints ends as one that never did", () => {
    const quiet = new Simulation(line());
    quiet.runUntil(300);
    const stopped = hits(
      line(),
      [
        { on: "element", id: "weld" },
        { on: "condition", expression: "wip > 2" },
      ],
      12,
    );
    expect(stopped.hits.length).toBe(12);
    expect(stopped.hash).toBe(quiet.results().hash);
    // Asked in slices, it stops at the same events.
    const slices = new Simulation(
      plantOf({ elements: [schedule("in", [0, 3]), station("a", 5), sink()], flow: ["in > a > out"] }),
    );
    expect(slices.advance(100, 1)).toBe(false);
  });
});
