import { describe, expect, test } from "vitest";
import { PlantTree } from "../../src/panels/tree-rows.ts";
import type { Element, Plant } from "../../src/plant/schema.ts";

const placement = {
  position: [0, 0, 0] as [number, number, number],
  rotation: 0,
  size: [1, 1, 1] as [number, number, number],
};
const sink = (id: string, parent: string): Element => ({ kind: "sink", id, parent, placement });

const plant: Plant = {
  format: "taktwerk-plant",
  version: 1,
  id: "p",
  name: "P",
  hierarchy: [
    { id: "site", level: "site", name: "Site" },
    { id: "line", level: "line", name: "Line", parent: "site" },
    { id: "empty", level: "line", name: "Empty", parent: "site" },
  ],
  products: [{ id: "x" }],
  calendars: [],
  elements: [sink("out", "line"), sink("lost", "nowhere"), sink("in", "line")],
  connections: [],
  run: { horizon: 1, warmup: 0, replications: 1, seed: 1 },
};

const rows = (collapsed: string[] = [], filter = "") =>
  new PlantTree(plant)
    .rows(new Set(collapsed), filter, { element: ({ id }) => id, other: ({ name }) => name.toLowerCase() })
    .map(({ key, level, position, siblings }) => `${level} ${key} ${position}/${siblings}`);

describe("the rows of the structure list", () => {
  test("follow the hierarchy and the order of the plant file; units without elements are left out", () => {
    expect(rows()).toEqual([
      "1 unit:site 1/2",
      "2 unit:line 1/1",
      "3 element:out 1/2",
      "3 element:in 2/2",
      "1 element:lost 2/2",
    ]);
  });

  test("hide what is in a collapsed unit", () => {
    expect(rows(["line"])).toEqual(["1 unit:site 1/2", "2 unit:line 1/1", "1 element:lost 2/2"]);
  });

  test("show matches of a filter, even in collapsed units", () => {
    expect(rows(["site"], "in")).toEqual(["1 unit:site 1/1", "2 unit:line 1/1", "3 element:in 1/1"]);
  });
});
