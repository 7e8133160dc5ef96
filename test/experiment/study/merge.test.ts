import { describe, expect, test } from "vitest";
import { changesBetween } from "../../../src/experiment/study/change.ts";
import { mergePlants, rebaseDiff } from "../../../src/experiment/study/merge.ts";
import { diff } from "../../../src/plant/diff.ts";
import type { Plant } from "../../../src/plant/schema.ts";
import { applyChange } from "../../../src/experiment/study/apply-changes.ts";
import { findingsOf, LINE, studyOf } from "./study-text.ts";

/** The line with changes of the short form. */
function line(changes: Readonly<Record<string, unknown>>, from: Plant = LINE): Plant {
  let plant = from;
  for (const [path, value] of Object.entries(changes)) {
    const changed = applyChange(plant, path, value);
    if (!changed.ok) throw new Error(`${path}: ${changed.error.rule.id}`);
    plant = changed.value;
  }
  return plant;
}

/** An element like B1, for adding. */
const like = (id: string): object => ({ ...LINE.elements[1], id });

describe("three-way merge", () => {
  test("takes over both sides where they changed different members of the same element", () => {
    const { plant, conflicts } = mergePlants(
      LINE,
      line({ "elements/M2/cycleTime": 8 }),
      line({ "elements/M2/failures/stop/timeToRepair/mean": 20, "elements/B3/capacity": 9 }),
    );
    expect(conflicts).toEqual([]);
    expect(plant).toEqual(
      line({
        "elements/M2/cycleTime": 8,
        "elements/M2/failures/stop/timeToRepair/mean": 20,
        "elements/B3/capacity": 9,
      }),
    );
  });

  test("the same change on both sides is no conflict", () => {
    const side = line({ "elements/B3/capacity": 9 });
    expect(mergePlants(LINE, side, line({ "elements/B3/capacity": 9 }))).toEqual({
      plant: side,
      conflicts: [],
    });
  });

  test("different values of one member are a conflict, and ours stays until somebody decides", () => {
    const { plant, conflicts } = mergePlants(
      LINE,
      line({ "elements/B3/capacity": 6 }),
      line({ "elements/B3/capacity": 9 }),
    );
    expect(conflicts).toEqual([{ path: ["elements", "B3", "capacity"], base: 4, ours: 6, theirs: 9 }]);
    expect(plant).toEqual(line({ "elements/B3/capacity": 6 }));
  });

  test("removed on one side and changed on the other is a conflict, either way round", () => {
    const removed = line({ "elements/B3": null });
    const changed = line({ "elements/B3/capacity": 9 });
    for (const [ours, theirs] of [
      [removed, changed],
      [changed, removed],
    ] as const) {
      const { conflicts } = mergePlants(LINE, ours, theirs);
      expect(conflicts.map(({ path }) => path.join("/"))).toEqual(["elements/B3"]);
    }
  });

  test("a distribution of another kind is changed as a whole: its mean cannot be merged into it", () => {
    const { conflicts } = mergePlants(
      LINE,
      line({ "elements/M1/cycleTime": { dist: "uniform", min: 8, max: 12 } }),
      line({ "elements/M1/cycleTime/mean": 9 }),
    );
    expect(conflicts.map(({ path }) => path.join("/"))).toEqual(["elements/M1/cycleTime"]);
  });

  test("both may add; each keeps its place behind what it followed", () => {
    const ours = line({ "elements/X": like("X") });
    const theirs: Plant = {
      ...LINE,
      elements: LINE.elements.toSpliced(2, 0, like("Y") as Plant["elements"][0]),
    };
    const { plant, conflicts } = mergePlants(LINE, ours, theirs);
    expect(conflicts).toEqual([]);
    expect(plant.elements.map(({ id }) => id)).toEqual(["in", "B1", "Y", "M1", "B3", "M2", "out", "X"]);
  });

  test("the order of connections is the routing order: one side's is taken over, two different ones are a conflict", () => {
    const base = line({ "connections/B1 → M2": true, "connections/B1 → out": true });
    const order = (...moved: string[]): Plant => ({
      ...base,
      connections: base.connections.toSorted(
        (a, b) => moved.indexOf(`${a.from} ${a.to}`) - moved.indexOf(`${b.from} ${b.to}`),
      ),
    });
    const first = order("B1 M1");
    expect(mergePlants(base, line({ "elements/B3/capacity": 9 }, base), first)).toEqual({
      plant: line({ "elements/B3/capacity": 9 }, first),
      conflicts: [],
    });
    const { conflicts } = mergePlants(base, first, order("B1 M2"));
    expect(conflicts.map(({ path }) => path.join("/"))).toEqual(["connections/#order"]);
  });
});

describe("rebasing a scenario onto a plant that has changed", () => {
  const scenario = diff(LINE, line({ "elements/B3/capacity": 9, "elements/X": like("X") }));

  test("onto the plant that it was made on it changes nothing", () => {
    const { rebased, conflicts, diff: carried } = rebaseDiff(scenario, LINE);
    expect([rebased, conflicts]).toEqual([false, []]);
    expect(carried).toEqual(scenario);
  });

  test("other changes of the plant stay, also in the same element", () => {
    const plant = line({
      "elements/M1/cycleTime/mean": 7,
      "elements/B3/notes": "moved",
      "elements/Z": like("Z"),
    });
    const { rebased, conflicts, plant: merged } = rebaseDiff(scenario, plant);
    expect([rebased, conflicts]).toEqual([true, []]);
    expect(changesBetween(plant, merged).map(({ path }) => path.join("/"))).toEqual([
      "elements/B3/capacity",
      "elements/X",
    ]);
  });

  test("a plant that changed the same number is a conflict, one that did it already is not", () => {
    expect(rebaseDiff(scenario, line({ "elements/B3/capacity": 5 })).conflicts).toEqual([
      { path: ["elements", "B3", "capacity"], base: 4, ours: 5, theirs: 9 },
    ]);
    const done = rebaseDiff(scenario, line({ "elements/B3/capacity": 9 }));
    expect(done.conflicts).toEqual([]);
    expect(changesBetween(line({ "elements/B3/capacity": 9 }), done.plant).map(({ path }) => path)).toEqual([
      ["elements", "X"],
    ]);
  });

  test("an element that the plant no longer has, and one that it has added under the same id, are conflicts", () => {
    expect(rebaseDiff(scenario, line({ "elements/B3": null })).conflicts.map(({ path }) => path[1])).toEqual([
      "B3",
    ]);
    const other = line({ "elements/X": { ...like("X"), capacity: 3 } });
    expect(rebaseDiff(scenario, other).conflicts.map(({ path }) => path[1])).toEqual(["X"]);
  });

  test("changes of the head are rebased too", () => {
    const run = { ...LINE.run, horizon: 99 };
    const { plant, conflicts } = rebaseDiff(diff(LINE, { ...LINE, run }), { ...LINE, name: "New" });
    expect(conflicts).toEqual([]);
    expect([plant.name, plant.run.horizon]).toEqual(["New", 99]);
  });

  test("a study tells that a scenario was carried over, and refuses one with a conflict", () => {
    const moved = line({ "elements/B3/notes": "moved" });
    const scenarios = [{ id: "base" }, { id: "s", diff: diff(LINE, line({ "elements/B3/capacity": 9 })) }];
    const { warnings, scenarios: read } = studyOf({ plant: moved, scenarios });
    expect(warnings.map(({ rule }) => rule)).toEqual(["study/rebased"]);
    expect(read[1]?.changes.map(({ to }) => to)).toEqual([9]);
    const clash = findingsOf({ plant: line({ "elements/B3/capacity": 5 }), scenarios });
    expect(clash).toMatchObject([
      {
        rule: "study/conflict",
        path: "/scenarios/1/diff",
        values: { place: "elements/B3/capacity", base: "4", ours: "5", theirs: "9" },
      },
    ]);
  });
});
