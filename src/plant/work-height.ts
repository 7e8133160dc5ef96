import { defined } from "../base/assert.ts";
import { conveyorPath, sorterPath } from "./geometry.ts";
import type { Element, ElementKind, Plant } from "./schema.ts";

/** Where nothing else tells, parts are worked on at this height above the floor, m. */
const DEFAULT_HEIGHT = 0.55;

/** Kinds that work at that height. */
const HIGH: ReadonlySet<ElementKind> = new Set([
  "station",
  "batcher",
  "unbatcher",
  "divert",
  "turntable",
  "transferCar",
]);

/**
 * Height of the undersides of parts above the floor that each element stands on, m, in the order of the
 * plant's elements. Conveyors give it; the others take over the height of a conveyor that they are connected
 * with. Without one, stations work at 0.55 m, buffers at most at that, and sources and sinks on the floor.
 */
export function workHeights(plant: Plant): number[] {
  const indexOf = new Map(plant.elements.map((element, i) => [element.id, i]));
  const heights = plant.elements.map(own);
  const given = heights.map(() => false);
  for (const { from, to } of plant.connections) {
    const [i, j] = [indexOf.get(from), indexOf.get(to)];
    if (i === undefined || j === undefined) continue;
    const source = defined(plant.elements[i], "element");
    const target = defined(plant.elements[j], "element");
    if (source.kind === target.kind) continue;
    if (source.kind === "conveyor" || source.kind === "merge")
      take(heights, given, j, target, conveyorPath(source).at(-1)?.[2]);
    if (target.kind === "conveyor" || target.kind === "merge")
      take(heights, given, i, source, conveyorPath(target)[0]?.[2]);
  }
  return heights;
}

function take(heights: number[], given: boolean[], i: number, element: Element, z: number | undefined): void {
  if (z === undefined || given[i] === true) return;
  given[i] = true;
  heights[i] = Math.max(0, z - element.placement.position[2]);
}

function own(element: Element): number {
  if (element.kind === "sorter") return (sorterPath(element)[0]?.[2] ?? 0) - element.placement.position[2];
  if (element.kind === "conveyor" || element.kind === "merge")
    return (conveyorPath(element)[0]?.[2] ?? 0) - element.placement.position[2];
  if (HIGH.has(element.kind)) return DEFAULT_HEIGHT;
  return element.kind === "buffer" ? Math.min(element.placement.size[2], DEFAULT_HEIGHT) : 0;
}
