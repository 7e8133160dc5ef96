import { MeshBasicMaterial, Object3D, Texture } from "three";
import { array, assert as assertProperty, constantFrom, nat, property, record } from "fast-check";
import { expect, test } from "vitest";
import { newElement } from "../../src/editor/actions/element-actions.ts";
import { removeItems } from "../../src/editor/actions/item-actions.ts";
import { moveElements } from "../../src/editor/actions/layout-actions.ts";
import type { Plant } from "../../src/plant/schema.ts";
import type { Materials } from "../../src/view/materials.ts";
import { PlantLayer } from "../../src/view/plant-layer.ts";
import { THEMES } from "../../src/view/theme.ts";
import { elementList, weldingPlant } from "./synthetic-plant.ts";

const material = new MeshBasicMaterial();
const looks = {
  materials: { of: () => material } as unknown as Materials,
  atlas: new Texture(),
  theme: THEMES.light,
  quality: "low" as const,
};
const layerOf = (plant: Plant): PlantLayer =>
  new PlantLayer(plant, elementList(plant), { stage: new Object3D(), marks: new Object3D() }, looks);

/** What is drawn and can be met, by the ids of the elements, whatever numbers they have. */
function shownBy({ scenery, elements }: PlantLayer): unknown {
  const idOf = (index: number): string => elements[index]?.id ?? "building";
  const listOf = (list: readonly { element: number }[]): string[] =>
    list.map(({ element, ...rest }) => JSON.stringify([idOf(element), rest])).sort();
  const near = new Uint8Array(elements.length).fill(1);
  const instances = [...scenery.standing].flatMap(([asset, standing]) => {
    const [matrices, colours] = [new Float32Array(16_000), new Float32Array(3000)];
    let drawn = 0;
    const commit = (count: number): void => void (drawn = count);
    standing.select(near, { reserve: () => undefined, matrices, colours, commit });
    return Array.from({ length: drawn }, (_, i) =>
      JSON.stringify([asset, ...matrices.slice(i * 16, i * 16 + 16), ...colours.slice(i * 3, i * 3 + 3)]),
    );
  });
  return {
    instances: instances.sort(),
    boxes: scenery.boxes.map((box, i) => JSON.stringify([idOf(i), box])).sort(),
    anchors: scenery.anchors.map((at, i) => JSON.stringify([idOf(i), at])).sort(),
    targets: scenery.targets
      .map((box, i) => JSON.stringify([idOf(scenery.targetElements[i] ?? -1), box]))
      .sort(),
    states: listOf(scenery.states),
    lamps: listOf(scenery.lamps),
    // The variant of a robot's pose goes by the number of its element.
    robots: scenery.robots.map(({ element, x, y, yaw }) => JSON.stringify([idOf(element), x, y, yaw])).sort(),
  };
}

test("a property: a layer that follows edits shows what one that is built anew shows", () => {
  const steps = array(
    record({ what: constantFrom("move", "add", "delete", "cut"), at: nat(30), kind: nat(3), by: nat(9) }),
    { maxLength: 8 },
  );
  assertProperty(
    property(steps, (list) => {
      let plant = weldingPlant(1, 3);
      const layer = layerOf(plant);
      for (const [n, { what, at, kind, by }] of list.entries()) {
        const id = plant.elements[at % plant.elements.length]?.id ?? "";
        const kinds = ["station", "buffer", "conveyor", "sink"];
        const added = newElement(plant, kinds[kind] ?? "sink", `new-${n}`, [by, -by]);
        if (what === "move") plant = moveElements(plant, [id], by, 1);
        if (what === "add" && added !== undefined) plant = { ...plant, elements: [...plant.elements, added] };
        if (what === "delete" && plant.elements.length > 2) plant = removeItems(plant, "elements", [id]);
        if (what === "cut") plant = { ...plant, connections: plant.connections.slice(1) };
        expect(layer.update(plant)).toBe(true);
      }
      expect(new Set(layer.elements.map((each) => each.id))).toEqual(
        new Set(plant.elements.map((each) => each.id)),
      );
      expect(shownBy(layer)).toEqual(shownBy(layerOf(plant)));
    }),
    { numRuns: 20 },
  );
});

test("moving one of 2,000 elements takes a small part of what building them all takes", () => {
  const plant = weldingPlant(20, 49);
  expect(plant.elements).toHaveLength(2000);
  const best = (work: () => void): number => {
    let least = Infinity;
    for (let i = 0; i < 5; i++) {
      const start = performance.now();
      work();
      least = Math.min(least, performance.now() - start);
    }
    return least;
  };
  const building = best(() => layerOf(plant).look([0, 0, 30]));
  const layer = layerOf(plant);
  layer.look([0, 0, 30]);
  let moved = plant;
  const moving = best(() => {
    moved = moveElements(moved, ["cell-3-7"], 0.1, 0);
    expect(layer.update(moved)).toBe(true);
    layer.look([0, 0, 30]);
  });
  console.log(`2,000 elements: built in ${building.toFixed(1)} ms, one moved in ${moving.toFixed(1)} ms`);
  expect(moving).toBeLessThan(building / 4);
});
