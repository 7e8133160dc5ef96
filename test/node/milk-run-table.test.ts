import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { milkRunTable } from "../../src/node/milk-run-table.ts";
import { readPlant } from "../../src/plant/read.ts";
import { Simulation } from "../../src/sim/simulation.ts";

test("laps, departures and points of use of milk runs are told in tables, means over replications", () => {
  const text = readFileSync(join(import.meta.dirname, "../../scenes/elements/milk-run.plant.json"), "utf8");
  const read = readPlant(text);
  if (!read.ok) throw new Error("the example has findings");
  const results = [0, 1].map((replication) => {
    const simulation = new Simulation(read.value.plant, { replication });
    simulation.runUntil(10_800);
    return simulation.results();
  });
  // One hour after the warm-up: a lap each 300 s with 5 + 3 boxes.
  const cells = milkRunTable(results)
    .filter((line) => line !== "")
    .map((part) => part.split("\n").map((line) => line.trim().split(/ {2,}/)));
  expect(cells.map((rows) => rows.slice(1))).toEqual([
    [["tour", "12", "217.2", "217.2", "66.7", "96", "0", "0", "0"]],
    [["tour", "12", "0", "0", "100.0", "0", "0", "24", "0", "0"]],
    [
      ["rackA", "a", "60", "2.1", "5", "12", "18.0"],
      ["rackB", "b", "36", "0.75", "2", "12", "50.0"],
    ],
  ]);
  expect(milkRunTable([{ ...results[0]!, stations: {} }])).toEqual([]);
});
