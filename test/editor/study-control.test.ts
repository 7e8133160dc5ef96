import { readFileSync } from "node:fs";
import { array, assert, constant, constantFrom, integer, nat, oneof, property, record } from "fast-check";
import { describe, expect, test } from "vitest";
import { StudyControl } from "../../src/app/study/study-control.ts";
import { defined } from "../../src/base/assert.ts";
import { PlantDocument } from "../../src/editor/document.ts";
import { History } from "../../src/editor/history.ts";
import { beginStudy, openStudy } from "../../src/experiment/study/editing.ts";
import { inspectStudy } from "../../src/experiment/study/read-study.ts";
import { readPlant } from "../../src/plant/read.ts";
import type { Plant } from "../../src/plant/schema.ts";

const text = readFileSync(new URL("../../scenes/hello-line.plant.json", import.meta.url), "utf8");

function begun() {
  const read = readPlant(text);
  if (!read.ok) throw new Error("the scene is sound");
  const document = new PlantDocument();
  document.open(read.value.plant, text, { kind: "scene", id: "hello-line" });
  const history = new History(document);
  const study = new StudyControl(document, history, beginStudy(read.value.plant, "As it is"));
  history.attach(study);
  const plant = (): Plant => defined(document.current.peek(), "the plant").plant;
  return { document, history, study, plant };
}

/** An edit of one element's members. */
const set =
  (id: string, change: Record<string, unknown>) =>
  (plant: Plant): Plant => ({
    ...plant,
    elements: plant.elements.map((each) => (each.id === id ? { ...each, ...change } : each)),
  });
const drop =
  (id: string) =>
  (plant: Plant): Plant => ({
    ...plant,
    elements: plant.elements.filter((each) => each.id !== id),
    connections: plant.connections.filter(({ from, to }) => from !== id && to !== id),
  });
const capacityOf = (plant: Plant | undefined): unknown =>
  (plant?.elements.find(({ kind }) => kind === "buffer") as { capacity?: number } | undefined)?.capacity;
const buffer = "between";

describe("scenarios in the page", () => {
  test("an edit lands in the current scenario and nowhere else, in words", () => {
    const { history, study, plant } = begun();
    const before = capacityOf(plant());
    const id = study.add("Larger buffer", "Less blocking", "base");
    history.edit("property", set(buffer, { capacity: 9 }));
    expect(capacityOf(study.plantOf(id))).toBe(9);
    expect(capacityOf(study.plantOf("base"))).toBe(before);
    expect(study.worded("en").map((each) => each.text)).toEqual([
      `Buffer between: capacity ${String(before)} → 9 parts`,
    ]);
    expect(study.worded("de").map((each) => each.text)).toEqual([
      `Puffer between: Kapazität ${String(before)} → 9 Teile`,
    ]);
    study.select("base");
    expect(capacityOf(plant())).toBe(before);
  });

  test("undo goes to the scenario where the edit was made", () => {
    const { history, study, plant } = begun();
    const before = capacityOf(plant());
    const id = study.add("A", undefined, "base");
    history.edit("property", set(buffer, { capacity: 9 }));
    study.select("base");
    history.undo();
    expect(study.current.value).toBe(id);
    expect(capacityOf(plant())).toBe(before);
    history.undo();
    expect(study.study.value.scenarios).toHaveLength(1);
    history.redo();
    history.redo();
    expect(capacityOf(study.plantOf(id))).toBe(9);
  });

  test("an edit of the plant is carried into every scenario", () => {
    const { history, study } = begun();
    const id = study.add("A", undefined, "base");
    history.edit("property", set(buffer, { capacity: 9 }));
    study.select("base");
    history.edit("property", set("second", { name: "Drill 2" }));
    const carried = defined(study.plantOf(id), "the scenario");
    expect(carried.elements.find((each) => each.id === "second")?.name).toBe("Drill 2");
    expect(capacityOf(carried)).toBe(9);
    expect(study.countOf(id)).toBe(1);
  });

  test("what both changed is a conflict, and either side can be chosen", () => {
    for (const [choice, expected] of [
      ["scenario", 9],
      ["plant", 5],
    ] as const) {
      const { history, study } = begun();
      const id = study.add("A", undefined, "base");
      history.edit("property", set(buffer, { capacity: 9 }));
      study.select("base");
      history.edit("property", set(buffer, { capacity: 5 }));
      study.select(id);
      const conflict = defined(study.study.value.scenarios[1]?.conflicts[0], "the conflict");
      expect(conflict.path).toEqual(["elements", buffer, "capacity"]);
      expect(study.conflictText(conflict, "en").plant).toContain("→ 5 parts");
      study.settle(conflict, choice);
      expect(study.study.value.scenarios[1]?.conflicts).toEqual([]);
      expect(capacityOf(study.plantOf(id))).toBe(expected);
      history.undo();
      expect(study.study.value.scenarios[1]?.conflicts).toHaveLength(1);
    }
  });

  test("each change can be taken back by itself, a removed element with its connections", () => {
    const { history, study, plant } = begun();
    const base = plant();
    study.add("A", undefined, "base");
    history.edit("property", set(buffer, { capacity: 9 }));
    history.edit("delete", drop("second"));
    const gone = defined(
      study.changes.value.find(({ path }) => path.join("/") === "elements/second"),
      "the change",
    );
    study.revert(gone);
    expect(plant().elements.map(({ id }) => id)).toEqual(base.elements.map(({ id }) => id));
    expect(plant().connections).toEqual(base.connections);
    study.revert(defined(study.changes.value[0], "the change"));
    expect(plant()).toEqual(base);
  });

  test("is written as a study file that can be run, and is opened again as it was", () => {
    const { history, study } = begun();
    study.add("Larger buffer", "Less blocking", "base");
    history.edit("property", set(buffer, { capacity: 9 }));
    study.setHead({ question: "What is it worth?" });
    const file = study.text();
    const run = inspectStudy(file, () => undefined);
    expect(run.ok ? run.value.scenarios.map(({ name }) => name) : run.error).toEqual([
      "As it is",
      "Larger buffer",
    ]);
    const again = openStudy(file, () => undefined, "As it is");
    if (!again.ok) throw new Error(JSON.stringify(again.error));
    expect(again.value.findings).toEqual([]);
    expect(again.value.study.scenarios.map(({ plant }) => plant)).toEqual(
      study.study.value.scenarios.map(({ plant }) => plant),
    );
  });

  test("the short form of a study file stays, and means the same on a plant that has changed", () => {
    const [path, id] = ["final-assembly.plant.json", "shorter-stops"];
    const read = (name: string): string =>
      readFileSync(new URL(`../../scenes/${name}`, import.meta.url), "utf8");
    const opened = openStudy(read("final-assembly.study.json"), () => read(path), "As it is");
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    const document = new PlantDocument();
    const control = new StudyControl(document, new History(document), opened.value.study);
    const written = JSON.parse(control.text()) as { scenarios: { id: string; changes?: unknown }[] };
    const file = JSON.parse(read("final-assembly.study.json")) as typeof written;
    expect(written.scenarios.map(({ id: each, changes }) => [each, changes])).toEqual(
      file.scenarios.map(({ id: each, changes }) => [each, changes]),
    );
    const base = defined(control.plantOf("as-is"), "the plant");
    control.edited(set("rework", { name: "Rework" })(base));
    expect(control.plantOf(id)?.elements.find((each) => each.id === "rework")?.name).toBe("Rework");
    expect((JSON.parse(control.text()) as typeof written).scenarios[2]?.changes).toEqual(
      file.scenarios[2]?.changes,
    );
  });

  test("a property: whatever is done, undoing all of it gives back the study, and redoing all the outcome", () => {
    const steps = array(
      oneof(
        record({ do: constant("add" as const), from: nat(3) }),
        record({ do: constant("select" as const), at: nat(5) }),
        record({ do: constant("capacity" as const), value: integer({ min: 1, max: 9 }) }),
        record({ do: constant("drop" as const), at: nat(6) }),
        record({ do: constant("remove" as const), at: nat(5) }),
        record({
          do: constant("settle" as const),
          choice: constantFrom("scenario" as const, "plant" as const),
        }),
        record({ do: constant("revert" as const), at: nat(5) }),
      ),
      { maxLength: 14 },
    );
    assert(
      property(steps, (list) => {
        const { history, study, plant } = begun();
        const start = study.study.value;
        for (const step of list) {
          const { scenarios } = study.study.value;
          const scenario = scenarios[("at" in step ? step.at : 0) % scenarios.length];
          if (step.do === "add") study.add("S", undefined, scenarios[step.from % scenarios.length]?.id ?? "");
          if (step.do === "select") study.select(scenario?.id ?? "");
          if (step.do === "capacity") history.edit("property", set(buffer, { capacity: step.value }));
          if (step.do === "drop" && plant().elements.length > 2)
            history.edit("delete", drop(plant().elements[step.at % plant().elements.length]?.id ?? ""));
          if (step.do === "remove") study.remove(scenario?.id ?? "");
          const current = study.study.value.scenarios.find(({ id }) => id === study.current.value);
          const conflict = current?.conflicts[0];
          if (step.do === "settle" && conflict !== undefined) study.settle(conflict, step.choice);
          const change = study.changes.value[("at" in step ? step.at : 0) % 6];
          if (step.do === "revert" && change !== undefined) study.revert(change);
          expect(study.plantOf(study.current.value)).toBe(plant());
        }
        const end = study.study.value;
        while (history.done.value.length > 0) history.undo();
        expect(study.study.value).toEqual(start);
        while (history.undone.value.length > 0) history.redo();
        expect(study.study.value).toEqual(end);
      }),
      { numRuns: 60 },
    );
  });
});
