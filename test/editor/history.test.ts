import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { defined } from "../../src/base/assert.ts";
import { PlantDocument } from "../../src/editor/document.ts";
import { History } from "../../src/editor/history.ts";
import { readPlant } from "../../src/plant/read.ts";
import type { Plant } from "../../src/plant/schema.ts";

const text = readFileSync(new URL("../../scenes/hello-line.plant.json", import.meta.url), "utf8");

function opened() {
  const read = readPlant(text);
  if (!read.ok) throw new Error("the scene is sound");
  const document = new PlantDocument();
  document.open(read.value.plant, text, { kind: "scene", id: "hello-line" });
  const plant = (): Plant => defined(document.current.peek(), "the plant").plant;
  return { document, history: new History(document), plant };
}

const rename =
  (name: string) =>
  (plant: Plant): Plant => ({ ...plant, name });
const dropLast = (plant: Plant): Plant => ({ ...plant, elements: plant.elements.slice(0, -1) });

describe("the history", () => {
  test("takes edits back and does them again, to the same plants", () => {
    const { history, plant } = opened();
    const states = [plant()];
    for (const edit of [rename("a"), dropLast, rename("b")]) {
      history.edit("edit", edit);
      states.push(plant());
    }
    for (const state of states.slice(0, -1).reverse()) {
      history.undo();
      expect(plant()).toEqual(state);
    }
    for (const state of states.slice(1)) {
      history.redo();
      expect(plant()).toEqual(state);
    }
  });

  test("forgets what was taken back when something else is done", () => {
    const { history, plant } = opened();
    history.edit("edit", rename("a"));
    history.undo();
    history.edit("edit", rename("b"));
    history.redo();
    expect(plant().name).toBe("b");
    expect(history.done.value).toHaveLength(1);
  });

  test("keeps no step for an edit that changes nothing", () => {
    const { history, document } = opened();
    const { revision } = defined(document.current.value, "the plant");
    history.edit("edit", (plant) => ({ ...plant }));
    expect(history.done.value).toHaveLength(0);
    expect(document.current.value?.revision).toBe(revision);
  });

  test("writes the text anew, as a plant file that reads back to the same plant", () => {
    const { history, document, plant } = opened();
    history.edit("edit", rename("Umbenannt"));
    const read = readPlant(defined(document.current.value, "the plant").text);
    expect(read.ok && read.value.plant).toEqual(plant());
  });

  test("finds elements by id after an edit", () => {
    const { history, document, plant } = opened();
    const last = defined(plant().elements.at(-1), "an element").id;
    expect(document.indexOf(last)).toBe(plant().elements.length - 1);
    history.edit("edit", dropLast);
    expect(document.element(last)).toBeUndefined();
    history.undo();
    expect(document.element(last)?.id).toBe(last);
  });
});
