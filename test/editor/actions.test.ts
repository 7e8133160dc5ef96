import { readdirSync, readFileSync } from "node:fs";
import { array, assert, constantFrom, integer, nat, property, record } from "fast-check";
import { describe, expect, test } from "vitest";
import { defined } from "../../src/base/assert.ts";
import { connect, reorderConnection } from "../../src/editor/actions/connection-actions.ts";
import { copyElements, newElement, pasteElements } from "../../src/editor/actions/element-actions.ts";
import { removeItems, withItem } from "../../src/editor/actions/item-actions.ts";
import { moveElements, rotateElements } from "../../src/editor/actions/layout-actions.ts";
import { PlantDocument, writePlant } from "../../src/editor/document.ts";
import { moveDrag, rotateDrag, sizeDrag } from "../../src/editor/drags.ts";
import { History } from "../../src/editor/history.ts";
import { Selection } from "../../src/editor/selection.ts";
import { Workbench } from "../../src/editor/workbench.ts";
import { ITEM_LISTS, itemNode, kindsOf, valueFindings } from "../../src/plant/form/item-schema.ts";
import { initialValue } from "../../src/plant/form/initial-value.ts";
import { inspectForEditing, inspectPlant } from "../../src/plant/inspect.ts";
import type { Element, Plant } from "../../src/plant/schema.ts";
import { Simulation } from "../../src/sim/simulation.ts";

const scenes = new URL("../../scenes/", import.meta.url);
function scene(name: string): Plant {
  const read = inspectPlant(readFileSync(new URL(`${name}.plant.json`, scenes), "utf8"));
  if (!read.ok) throw new Error(`${name} is sound`);
  return read.value.plant;
}

function bench(plant: Plant): Workbench {
  const document = new PlantDocument();
  document.open(plant, writePlant(plant), { kind: "file", name: "test" });
  const assumedText = (): string => "by hand";
  const history = new History(document);
  return new Workbench({
    document,
    history,
    selection: new Selection(),
    assumedText,
    idWord: (kind) => kind,
  });
}

const now = (work: Workbench): Plant => defined(work.plant, "the plant");
const elementOf = (plant: Plant, id: string): Element =>
  defined(
    plant.elements.find((each) => each.id === id),
    id,
  );
const errorsOf = (plant: Plant): string[] => {
  const read = inspectForEditing(writePlant(plant));
  if (!read.ok) return read.error.map(({ rule, path }) => `${rule} ${path}`);
  return read.value.findings.filter((each) => each.severity === "error").map(({ rule }) => rule);
};

describe("layout", () => {
  const plant = scene("hello-line");
  test("moves elements by what is asked for, and the path of a conveyor with it", () => {
    const at = elementOf(plant, "first").placement.position;
    const moved = elementOf(moveElements(plant, ["first"], 1.25, -2), "first").placement.position;
    expect(moved).toEqual([at[0] + 1.25, at[1] - 2, at[2]]);
    const bent = newElement(plant, "conveyor", "belt", [0, 0]);
    const belt = {
      ...defined(bent, "belt"),
      path: [
        [0, 0, 1],
        [4, 0, 1],
      ],
    } as Element;
    const pushed = moveElements({ ...plant, elements: [belt] }, ["belt"], 0, 3).elements[0];
    expect(pushed).toMatchObject({
      path: [
        [0, 3, 1],
        [4, 3, 1],
      ],
    });
  });

  test("four turns by 90° about the common middle lead back exactly", () => {
    const ids = ["first", "second"];
    let turned = plant;
    for (let i = 0; i < 4; i++) turned = rotateElements(turned, ids, 90);
    expect(turned).toEqual(plant);
    const once = rotateElements(plant, ids, 90);
    const between = (p: Plant): [number, number] => {
      const [a, b] = ids.map((id) => elementOf(p, id).placement.position);
      return [(b?.[0] ?? 0) - (a?.[0] ?? 0), (b?.[1] ?? 0) - (a?.[1] ?? 0)];
    };
    const [east, north] = between(plant);
    expect(between(once)[0]).toBeCloseTo(-north, 9);
    expect(between(once)[1]).toBeCloseTo(east, 9);
  });

  test("drags by steps of 0.1 m, on the grid of 0.5 m, or a tenth of the way by 1 cm, and along one axis", () => {
    const [x, y] = elementOf(plant, "first").placement.position;
    const drag = moveDrag(plant, ["first"], "first", [0, 0]);
    const to = (grip: Parameters<typeof drag>[1]): number[] =>
      elementOf(drag([1.234, 0.777], grip), "first").placement.position.slice(0, 2);
    const half = (value: number): number => Math.round(value * 2) / 2;
    expect(to({ snap: false, fine: false })[0]).toBeCloseTo(Math.round((x + 1.234) * 10) / 10, 9);
    expect(to({ snap: true, fine: false })).toEqual([half(x + 1.234), half(y + 0.777)]);
    expect(to({ snap: false, fine: true })[0]).toBeCloseTo(Math.round((x + 0.1234) * 100) / 100, 9);
    expect(to({ snap: true, fine: false, lock: "x" })).toEqual([half(x + 1.234), y]);
    expect(to({ snap: true, fine: false, lock: "y" })).toEqual([x, half(y + 0.777)]);
  });

  test("a corner is dragged while the opposite one stays; a turn follows the pointer round the middle", () => {
    const at = elementOf(plant, "first").placement;
    const sized = elementOf(
      sizeDrag(plant, "first", [1, 1], [0, 0])([1, 2], { snap: true, fine: false }),
      "first",
    ).placement;
    const low = ({ position, size }: typeof at): number[] => [
      position[0] - size[0] / 2,
      position[1] - size[1] / 2,
    ];
    expect(sized.size[0]).toBe(Math.round((at.size[0] + 1) * 2) / 2);
    expect(sized.size[1]).toBe(Math.round((at.size[1] + 2) * 2) / 2);
    expect(low(sized)[0]).toBeCloseTo(low(at)[0]!, 9);
    expect(low(sized)[1]).toBeCloseTo(low(at)[1]!, 9);
    const [x, y] = at.position;
    const turn = rotateDrag(plant, ["first"], [x + 1, y]);
    const end = turn([x, y + 1], { snap: false, fine: false });
    expect(elementOf(end, "first").placement.rotation).toBe(at.rotation + 90);
  });
});

describe("structure", () => {
  test("every kind of element of the schema can be added with defaults that the schema accepts", () => {
    const plant = scene("hello-line");
    for (const kind of kindsOf("elements")) {
      const element = defined(newElement(plant, kind, "new", [1, 2]), kind);
      expect([kind, valueFindings(itemNode("elements"), element)]).toEqual([kind, []]);
    }
    expect(kindsOf("elements")).toContain("buffer");
  });

  test("every list of the plant has an item to begin with that its schema accepts", () => {
    const plant = scene("hello-line");
    for (const list of ITEM_LISTS) {
      const item = initialValue(itemNode(list), [list], plant);
      expect([list, valueFindings(itemNode(list), item)]).toEqual([list, []]);
    }
  });

  test("a new station between connections runs", () => {
    const work = bench(scene("hello-line"));
    const id = defined(work.place("station", [0, 6]), "id");
    const { from, to } = defined(now(work).connections[0], "a connection");
    work.disconnect({ from, to });
    work.connect(from, id);
    work.connect(id, to);
    expect(errorsOf(now(work))).toEqual([]);
    const run = new Simulation(now(work));
    run.runUntil(3600);
    expect(run.results(false).stations[id]?.finished).toBeGreaterThan(10);
    expect(work.connect(id, to)).toBe("exists");
    expect(work.connect(id, id)).toBe("same");
  });

  test("deleting takes connections and mentions along, as far as the schema lets them go", () => {
    const plant = scene("gearbox-cell");
    for (const { id } of plant.elements) {
      const rest = removeItems(plant, "elements", [id]);
      expect(rest.elements).toHaveLength(plant.elements.length - 1);
      expect(rest.connections.some(({ from, to }) => from === id || to === id)).toBe(false);
      expect(errorsOf(rest).filter((rule) => rule.startsWith("schema/"))).toEqual([]);
    }
  });

  test("copies have ids of their own, are connected among themselves, and say of each other what the originals said", () => {
    const plant = scene("gearbox-cell");
    const ids = plant.elements.map(({ id }) => id);
    const pasted = pasteElements(plant, copyElements(plant, ids), [0, -50]);
    expect(new Set(pasted.plant.elements.map(({ id }) => id)).size).toBe(2 * ids.length);
    expect(pasted.plant.connections).toHaveLength(2 * plant.connections.length);
    const copies = JSON.stringify(pasted.plant.elements.slice(ids.length));
    const named = new Set(ids);
    const own = copies.match(/"(?:to|otherwise|scrap)":"([^"]+)"/g) ?? [];
    for (const mention of own) expect(named.has(mention.split('"')[3] ?? "")).toBe(false);
  });

  test("an element that gets another id is called so everywhere, in every scene", () => {
    for (const file of readdirSync(scenes).filter((name) => name.endsWith(".plant.json"))) {
      const plant = scene(file.replace(".plant.json", ""));
      if (plant.uses !== undefined || plant.elements.length > 60) continue;
      for (const [index, element] of plant.elements.entries()) {
        if (index % 3 !== 0) continue;
        const renamed = withItem(plant, { list: "elements", key: element.id }, { ...element, id: "renamed" });
        const errors = errorsOf(renamed).filter(
          (rule) => !rule.startsWith("balance") && !rule.startsWith("line"),
        );
        expect([file, element.id, errors]).toEqual([file, element.id, []]);
      }
    }
  });

  test("connections change places with the next of the same element only", () => {
    const plant = scene("hello-line");
    const more = connect(connect(plant, "first", "second"), "first", "done");
    const out = (p: Plant): string[] =>
      p.connections.filter(({ from }) => from === "first").map(({ to }) => to);
    const before = out(more);
    const after = out(reorderConnection(more, { from: "first", to: "done" }, "out", -1));
    expect(after).toEqual([before[0], "done", "second"]);
  });
});

describe("properties", () => {
  test("what the schema refuses does not get into the plant, and says why", () => {
    const work = bench(scene("hello-line"));
    const before = now(work);
    const subject = { list: "elements", key: "between" } as const;
    const findings = work.set(subject, ["capacity"], 0);
    expect(findings.map(({ rule, path }) => [rule, path])).toEqual([["schema/tooSmall", "/capacity"]]);
    expect(now(work)).toBe(before);
    expect(work.set(subject, ["capacity"], 7)).toEqual([]);
    expect(elementOf(now(work), "between")).toMatchObject({ capacity: 7 });
    work.history.undo();
    expect(now(work)).toEqual(before);
  });

  test("a changed number is marked as assumed where its origin was told, or keeps what was told", () => {
    const work = bench(scene("hello-line"));
    const subject = { list: "elements", key: "between" } as const;
    const told = elementOf(now(work), "between").provenance?.["/capacity"];
    expect(told).toBeDefined();
    work.keepsProvenance.value = true;
    work.set(subject, ["capacity"], 7);
    expect(elementOf(now(work), "between").provenance?.["/capacity"]).toEqual(told);
    work.keepsProvenance.value = false;
    work.set(subject, ["capacity"], 8);
    expect(elementOf(now(work), "between").provenance?.["/capacity"]).toEqual({
      kind: "assumed",
      text: "by hand",
    });
  });
});

describe("gestures", () => {
  test("a drag is one step however far it goes, and none when it is given up", () => {
    const work = bench(scene("hello-line"));
    const before = now(work);
    const gesture = defined(work.begin("move"), "a gesture");
    for (let i = 1; i <= 20; i++) gesture.show(moveElements(before, ["first"], i, 0));
    expect(work.shown.value).not.toBe(before);
    expect(now(work)).toBe(before);
    gesture.commit();
    expect(work.history.done.value).toHaveLength(1);
    work.history.undo();
    expect(now(work)).toEqual(before);
    const other = defined(work.begin("move"), "a gesture");
    other.show(moveElements(before, ["first"], 3, 0));
    expect(work.escape()).toBe(true);
    other.commit();
    expect(work.history.done.value).toHaveLength(0);
    expect(work.shown.value).toEqual(before);
  });
});

test("a property: any sequence of edits keeps the plant of the right form, and undoing it all gives it back", () => {
  const step = record({
    what: constantFrom(
      "add",
      "delete",
      "move",
      "turn",
      "copy",
      "connect",
      "cut",
      "set",
      "rename",
      "undo",
      "redo",
    ),
    at: nat(40),
    other: nat(40),
    value: integer({ min: -5, max: 500 }),
  });
  const kinds = kindsOf("elements");
  assert(
    property(array(step, { maxLength: 25 }), (list) => {
      const start = scene("hello-line");
      const work = bench(start);
      for (const { what, at, other, value } of list) {
        const plant = now(work);
        const pick = (n: number): string => plant.elements[n % plant.elements.length]?.id ?? "";
        const subject = { list: "elements", key: pick(at) } as const;
        work.selection.selectAll([...new Set([pick(at), pick(other)])]);
        if (what === "add") work.place(kinds[at % kinds.length] ?? "", [value, other]);
        if (what === "delete" && plant.elements.length > 3) work.remove();
        if (what === "move") work.nudge(value / 10, other);
        if (what === "turn") work.rotate(value);
        if (what === "copy" && plant.elements.length < 30) work.duplicate();
        if (what === "connect") work.connect(pick(at), pick(other));
        const connection = plant.connections[at % Math.max(1, plant.connections.length)];
        if (what === "cut" && connection !== undefined) work.disconnect(connection);
        if (what === "set") {
          work.set(subject, ["capacity"], value);
          work.set(subject, ["cycleTime"], value);
          work.set(subject, ["placement", "size", 0], value);
        }
        if (what === "rename") work.set(subject, ["id"], `renamed-${value}`);
        if (what === "undo") work.history.undo();
        if (what === "redo") work.history.redo();
        const read = inspectForEditing(writePlant(now(work)));
        if (!read.ok) throw new Error(`${what}: ${JSON.stringify(read.error.slice(0, 3))}`);
      }
      const end = now(work);
      const steps = work.history.done.value.length;
      while (work.history.done.value.length > 0) work.history.undo();
      expect(now(work)).toEqual(start);
      for (let i = 0; i < steps; i++) work.history.redo();
      expect(now(work)).toEqual(end);
    }),
    { numRuns: 40 },
  );
});

describe("a change of a class", () => {
  test("reaches the elements of all its uses, and those of a use only its own; undo takes it back", () => {
    const workbench = bench(scene("elements/classes"));
    const cycles = (): unknown[] =>
      (workbench.plant?.elements ?? []).flatMap((element) =>
        element.kind === "station" ? [element.cycleTime] : [],
      );
    const connections = workbench.plant?.connections;
    const store = workbench.document.element("cell-1.store");
    expect(cycles()).toEqual([40, 50, 40]);
    const cell = { list: "classes", key: "cell" } as const;
    expect(workbench.set(cell, ["parameters", 0, "default"], 30)).toEqual([]);
    expect(cycles()).toEqual([30, 50, 30]);
    expect(workbench.plant?.connections).toEqual(connections);
    expect(workbench.document.element("cell-1.store")).toBe(store);
    workbench.set({ list: "uses", key: "cell-3" }, ["parameters"], { cycle: 70 });
    expect(cycles()).toEqual([30, 50, 70]);
    workbench.drop({ list: "uses", key: "cell-3" });
    expect(cycles()).toEqual([30, 50]);
    for (let i = 0; i < 3; i++) workbench.history.undo();
    expect(cycles()).toEqual([40, 50, 40]);
  });
});
