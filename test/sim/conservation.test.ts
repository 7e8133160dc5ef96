import { expect, test } from "vitest";
import { buildRun } from "../../src/sim/build-run.ts";
import { assertConserved, ConservationError } from "../../src/sim/conservation.ts";
import type { ResultTables } from "../../src/sim/elements/element.ts";
import { buffer, plantOf, saturated, sink, station } from "./plants.ts";

const plant = plantOf({
  elements: [saturated("in"), station("m", 3), buffer("b", { capacity: 2 }), station("n", 5), sink()],
  flow: ["in > m > b > n > out"],
});

/** A run of 100 s, and the results of its elements. */
function built(): { parts: ReturnType<typeof buildRun>; tables: ResultTables } {
  const parts = buildRun(plant, { seed: 1, replication: 0 }, () => {});
  for (const model of parts.models) model.start();
  for (const port of parts.ports) parts.kernel.wake(port);
  parts.kernel.settle();
  parts.kernel.run(100e6, Infinity);
  const tables: ResultTables = { stations: {}, buffers: {}, sinks: {}, sources: {}, resources: {} };
  parts.models.forEach((model, i) => model.report(tables, plant.elements[i]?.id ?? "", 100e6));
  return { parts, tables };
}

test("Z6: a run that keeps its parts passes", () => {
  const { parts, tables } = built();
  expect(parts.kernel.system.count).toBe(4);
  assertConserved(parts, tables);
});

test("Z6: a part that vanished, one too many in an element, and a mean that is off stop the run", () => {
  const vanished = built();
  const { parts } = vanished.parts.kernel;
  Object.assign(parts, { inside: () => 3 });
  expect(() => assertConserved(vanished.parts, vanished.tables)).toThrow(ConservationError);

  const doubled = built();
  const element = doubled.parts.models[1];
  const content = element?.content() ?? 0;
  Object.assign(element ?? {}, { content: () => content + 1 });
  expect(() => assertConserved(doubled.parts, doubled.tables)).toThrow(/parts held by elements: 5 against 4/);

  for (const factor of [1.001, 0.999]) {
    const off = built();
    const station = off.tables.stations["m"];
    Object.assign(station ?? {}, { meanContent: (station?.meanContent ?? 0) * factor });
    expect(() => assertConserved(off.parts, off.tables)).toThrow(/mean contents/);
  }
});
