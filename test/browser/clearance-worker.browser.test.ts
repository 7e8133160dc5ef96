import { afterEach, beforeEach, expect, test } from "vitest";
import { WorkerConnection } from "../../src/app/worker-connection.ts";
import { inspectPlant } from "../../src/plant/inspect.ts";
import type { Element, Plant } from "../../src/plant/schema.ts";
import type { ClearanceContract } from "../../src/protocol/clearance.ts";
import bodyShop from "../../scenes/body-shop.plant.json?raw";

let connection: WorkerConnection<ClearanceContract>;

beforeEach(() => {
  connection = new WorkerConnection<ClearanceContract>({
    spawn: () =>
      new Worker(new URL("../../workers/clearance.worker.ts", import.meta.url), { type: "module" }),
    ping: (api) => api.ping(),
    // A call in flight is then rejected, and the test fails.
    onDeath: () => undefined,
  });
  connection.start();
});

afterEach(() => {
  connection.stop("the test is over");
});

function plantOf(text: string): Plant {
  const read = inspectPlant(text);
  if (!read.ok) throw new Error("the scene has errors");
  return read.value.plant;
}

function shifted(element: Element, x: number, y: number): Element {
  const [px, py, pz] = element.placement.position;
  return { ...element, placement: { ...element.placement, position: [px + x, py + y, pz] } };
}

test("the worker checks a scene, and follows an element of it without changing anything", async () => {
  const plant = plantOf(bodyShop);
  expect(await connection.callSlow((api) => api.check(plant, bodyShop))).toEqual([]);
  const cell = plant.elements.find(({ id }) => id === "UC020")!;
  const there = await connection.call((api) => api.moved(shifted(cell, 6, 0)));
  expect(there.map(({ finding, elements }) => [finding.rule, elements])).toContainEqual([
    "clearance/overlap",
    ["UC020", "UC030"],
  ]);
  expect(await connection.call((api) => api.moved(cell))).toEqual([]);
  expect(await connection.call((api) => api.moved({ ...cell, id: "nobody" }))).toEqual([]);
});

test("findings of an edited plant come with the lines of its text", async () => {
  const plant = plantOf(bodyShop);
  const elements = plant.elements.map((element) =>
    element.id === "UC020" ? shifted(element, 6, 0) : element,
  );
  const text = JSON.stringify({ ...plant, elements }, undefined, 2);
  const found = await connection.callSlow((api) => api.check({ ...plant, elements }, text));
  const overlap = found.find(({ finding }) => finding.rule === "clearance/overlap");
  const line = text.split("\n")[(overlap?.finding.line ?? 0) - 1];
  expect(line).toContain('"placement"');
});
