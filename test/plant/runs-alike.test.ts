import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inspectPlant } from "../../src/plant/inspect.ts";
import { runsAlike } from "../../src/plant/runs-alike.ts";
import type { Element, Plant } from "../../src/plant/schema.ts";
import { Simulation } from "../../src/sim/simulation.ts";

function scene(name: string): Plant {
  const read = inspectPlant(
    readFileSync(new URL(`../../scenes/${name}.plant.json`, import.meta.url), "utf8"),
  );
  if (!read.ok) throw new Error(`${name} is sound`);
  return read.value.plant;
}

const withFirst = (plant: Plant, kind: string, change: (element: Element) => Element): Plant => {
  const at = plant.elements.findIndex((element) => element.kind === kind);
  const element = plant.elements[at];
  return element === undefined ? plant : { ...plant, elements: plant.elements.with(at, change(element)) };
};
const moved = (element: Element): Element => ({
  ...element,
  placement: { ...element.placement, position: [1, 2, 0], rotation: 45 },
});

test("names, notes, looks, the building and places leave a run as it is: the same state afterwards, bit for bit", () => {
  const plant = scene("body-shop");
  let edited: Plant = { ...plant, name: "Other", layout: { columns: [[0, 0, 0]] } };
  edited = withFirst(edited, "station", (element) => ({ ...moved(element), name: "Other", notes: "x" }));
  edited = withFirst(edited, "buffer", moved);
  expect(runsAlike(plant, edited)).toBe(true);
  const [run, straight] = [new Simulation(plant), new Simulation(plant)];
  run.runUntil(4000);
  const resumed = Simulation.restore(edited, JSON.parse(JSON.stringify(run.snapshot())) as never);
  resumed.runUntil(9000);
  straight.runUntil(9000);
  expect(resumed.results(true).hash).toBe(straight.results(true).hash);
});

test("times, capacities, connections, new elements, and the length of a conveyor do not", () => {
  const plant = scene("body-shop");
  const changes: readonly Plant[] = [
    withFirst(plant, "buffer", (element) => ({ ...element, capacity: 99 }) as Element),
    withFirst(plant, "station", (element) => ({ ...element, cycleTime: 99 }) as Element),
    { ...plant, connections: plant.connections.slice(1) },
    { ...plant, connections: plant.connections.toReversed() },
    { ...plant, elements: plant.elements.slice(1) },
    { ...plant, elements: plant.elements.toReversed() },
    { ...plant, run: { ...plant.run, seed: 99 } },
    { ...plant, products: [...plant.products, { id: "another" }] },
  ];
  for (const [i, changed] of changes.entries()) expect([i, runsAlike(plant, changed)]).toEqual([i, false]);
  const belt = (length: number): Plant => ({
    ...plant,
    elements: [
      ...plant.elements,
      {
        kind: "conveyor",
        id: "belt",
        speed: 1,
        pitch: 1,
        placement: { position: [0, 0, 0], rotation: 0, size: [length, 1, 1] },
      },
    ],
  });
  expect(runsAlike(belt(5), belt(6))).toBe(false);
  expect(
    runsAlike(
      belt(5),
      withFirst(belt(5), "conveyor", (each) => each),
    ),
  ).toBe(true);
});

test("where workers walk, places count", () => {
  const plant = scene("hello-line");
  const workers = { kind: "workers", id: "crew", size: 1, walking: { speed: 1 } } as const;
  const walked: Plant = { ...plant, resources: [workers] };
  expect(runsAlike(walked, withFirst(walked, "station", moved))).toBe(false);
  expect(runsAlike(plant, withFirst(plant, "station", moved))).toBe(true);
});
