import type { Element, Plant } from "../plant/schema.ts";
import { workHeights } from "../plant/work-height.ts";
import { buildBuilding } from "./building.ts";
import { ELEMENT_BUILDERS } from "./elements/registry.ts";
import { Site } from "./elements/site.ts";
import { buildFootpaths } from "./footpaths.ts";
import { buildPaths } from "./paths.ts";
import { Scenery } from "./scenery.ts";
import type { Theme } from "./theme.ts";

/** What is drawn of a plant, and its elements in the order of the frames. */
export interface BuiltPlant {
  readonly scenery: Scenery;
  readonly elements: readonly Element[];
}

/** @param order ids in the order of the frames; ids that the plant does not have are not allowed */
export function buildScenery(
  plant: Plant,
  order: readonly { readonly id: string }[],
  theme: Theme,
): BuiltPlant {
  const scenery = new Scenery();
  const byId = new Map(plant.elements.map((element) => [element.id, element]));
  const elements = order.map(({ id }) => byId.get(id)).filter((element) => element !== undefined);
  const around = surroundingsOf(plant);
  elements.forEach((element, i) => buildElement(scenery, element, i, around));
  buildBuilding(plant, scenery, theme);
  buildPaths(plant, scenery);
  buildFootpaths(plant, scenery);
  return { scenery, elements };
}

/** What the look of an element depends on beside itself. */
export interface Surroundings {
  /** Height of the undersides of parts above the floor, by element, m. */
  readonly heights: ReadonlyMap<string, number>;
  /** Pools and skills of workers who walk to where they are needed. */
  readonly walkers: ReadonlySet<string>;
}

export function surroundingsOf(plant: Plant): Surroundings {
  const heights = workHeights(plant);
  return {
    heights: new Map(plant.elements.map((element, i) => [element.id, heights[i] ?? 0])),
    walkers: new Set(
      (plant.resources ?? []).flatMap((pool) =>
        pool.kind === "workers" && pool.walking !== undefined ? [pool.id, ...(pool.skills ?? [])] : [],
      ),
    ),
  };
}

/** Builds one element into the scenery. @param index its number there */
export function buildElement(
  scenery: Scenery,
  element: Element,
  index: number,
  { heights, walkers }: Surroundings,
): void {
  const isVisited =
    element.kind === "station" &&
    (element.workers ?? []).some((need) => walkers.has("pool" in need ? need.pool : need.skill));
  const site = new Site(scenery, index, element.placement, heights.get(element.id) ?? 0, isVisited);
  ELEMENT_BUILDERS[element.kind](element, site);
}
