import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readPlant } from "../../src/plant/read.ts";
import type { Plant } from "../../src/plant/schema.ts";
import { isOfFirstKinds } from "../../src/sim/elements/registry.ts";
import { FURTHER_MODELS } from "../../src/sim/further-models.ts";
import { PlainSimulation } from "../../src/sim/plain-simulation.ts";

const SCENES = join(import.meta.dirname, "../../scenes");

function scenes(): Plant[] {
  const names = readdirSync(SCENES).filter((name) => name.endsWith(".plant.json"));
  return names.map((name) => {
    const read = readPlant(readFileSync(join(SCENES, name), "utf8"));
    if (!read.ok) throw new Error(`${name} has errors`);
    return read.value.plant;
  });
}

test("a scene runs without the further models exactly where it is told to be of the first kinds", () => {
  const told = new Set<boolean>();
  for (const plant of scenes()) {
    const isFirst = isOfFirstKinds(plant);
    told.add(isFirst);
    if (isFirst) expect(() => new PlainSimulation(plant)).not.toThrow();
    else expect(() => new PlainSimulation(plant)).toThrow(/transport|fleet|carriers|workers|network/);
    expect(() => new PlainSimulation(plant, { further: FURTHER_MODELS })).not.toThrow();
  }
  expect(told.size).toBe(2);
});

test("the page opens with a plant of the first kinds", () => {
  expect(isOfFirstKinds(scenes().find(({ id }) => id === "body-shop") as Plant)).toBe(true);
});
