import { Signal } from "@preact/signals-core";
import { describe, expect, test } from "vitest";
import { LiveCycleMeter } from "../../src/app/balance/live-cycle-meter.ts";
import { assignmentOf, measuredTimes, simulatedAssignment } from "../../src/app/balance/measured-times.ts";
import { planAssignment, simulateLines, takeMeasured } from "../../src/editor/balance-actions.ts";
import { todaysAssignment, withMoved } from "../../src/plant/balance/assignment.ts";
import type { State } from "../../src/plant/states.ts";
import type { LiveElement } from "../../src/protocol/live.ts";
import { Simulation } from "../../src/sim/simulation.ts";
import { readScene } from "../golden/scenes.ts";

type Heard = readonly [seconds: number, state: State, count: number, stale?: boolean];

/** What is measured of one station after it was heard so. */
function measured(...heard: readonly Heard[]): ReturnType<LiveCycleMeter["of"]> {
  const elements = new Signal<ReadonlyMap<string, LiveElement>>(new Map());
  const meter = new LiveCycleMeter(elements);
  for (const [seconds, state, count, stale = false] of heard) {
    elements.value = new Map([["s", { id: "s", state, count, at: seconds * 1000, stale }]]);
  }
  return meter.of("s");
}

describe("the cycle times of the real plant", () => {
  test("are the working time between counted parts; waiting and breakdowns are not in it", () => {
    expect(
      measured(
        [0, "working", 7],
        [10, "working", 8],
        [40, "failed", 8],
        [100, "working", 8],
        [125, "blocked", 9],
        [150, "working", 9],
        [205, "starved", 10],
      ),
    ).toEqual({ parts: 2, working: 30 + 25 + 55 });
  });

  test("begin with the first whole cycle", () => {
    expect(measured([0, "working", 7], [10, "working", 7])).toBeUndefined();
    expect(measured([0, "working", 7], [10, "working", 8], [60, "working", 8])).toBeUndefined();
    expect(measured([0, "working", 7], [10, "working", 8], [60, "working", 9])).toEqual({
      parts: 1,
      working: 50,
    });
  });

  test("begin anew after values that may not hold, and after a counter that went back", () => {
    const before: readonly Heard[] = [
      [0, "working", 7],
      [10, "working", 8],
      [60, "working", 9],
    ];
    expect(measured(...before, [70, "working", 9, true], [80, "working", 12])).toBeUndefined();
    expect(measured(...before, [70, "working", 1], [80, "working", 2])).toBeUndefined();
  });
});

describe("times measured in a run", () => {
  const plant = readScene("final-assembly");
  const [line] = plant.balance ?? [];
  if (line === undefined) throw new Error("no line");

  test("are those that the plant was given, by a t-interval of some hundred parts", () => {
    const simulation = new Simulation(plant, { seed: 3, warmup: 7200 });
    simulation.runUntil(57_600);
    const rows = measuredTimes(plant, line, simulation.results());
    expect(rows.map(({ station }) => station)).toEqual(line.stations);
    for (const { measured: mean, planned, parts, factor } of rows) {
      // Standard deviation of 4 % of the mean; of the models at one station up to 9 %. t = 3.3 for 99.9 %.
      expect(Math.abs(mean - planned)).toBeLessThan((3.3 * 0.1 * planned) / Math.sqrt(parts));
      expect(factor).toBeCloseTo((mean - 9) / (planned - 9), 9);
    }
  });

  test("stretch the tasks of their station and no others, and are marked", () => {
    const loads = [{ tasks: ["sunroof", "aerial"], factor: 1.1, text: "Simulation, 500 parts" }];
    const changed = takeMeasured(plant, line.id, loads).balance?.[0];
    const task = (id: string) => changed?.tasks.find((candidate) => candidate.id === id);
    expect(task("sunroof")).toMatchObject({
      time: 16.5,
      timeByProduct: { estate: 22, electric: 18.7 },
      provenance: { "/time": { kind: "measured", text: "Simulation, 500 parts" } },
    });
    expect(task("aerial")?.time).toBe(13.2);
    expect(task("roof-rails")).toEqual(line.tasks.find(({ id }) => id === "roof-rails"));
  });

  test("belong to the assignment that runs", () => {
    const moved = withMoved(todaysAssignment(line), ["aerial"], 4);
    const planned = planAssignment(plant, line.id, moved);
    const [own] = planned.balance ?? [];
    if (own === undefined) throw new Error("no line");
    expect(simulatedAssignment(planned, own)).toBe("today");
    expect(assignmentOf(planned, own)).toEqual(todaysAssignment(line));
    const running = simulateLines(planned, [line.id], () => "plan");
    expect(simulatedAssignment(running, own)).toBe("plan");
    expect(assignmentOf(running, own)).toEqual(moved);
    expect(planAssignment(planned, line.id, todaysAssignment(line)).balance?.[0]?.plan).toBeUndefined();
  });
});
