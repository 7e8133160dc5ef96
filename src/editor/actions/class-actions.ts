import { collapseClasses } from "../../plant/collapse-classes.ts";
import { inspectForEditing } from "../../plant/inspect.ts";
import type { Plant } from "../../plant/schema.ts";
import type { ItemList } from "../../plant/form/item-schema.ts";

type Change = (plant: Plant) => Plant;

/** The same change of a plant; one of classes or their uses reaches the elements that the uses make. */
export function reachingUses(list: ItemList | "plant", change: Change): Change {
  return list === "classes" || list === "uses" ? (plant) => made(plant, change) : change;
}

/** @returns what uses make made anew; where it does not come out, the plant with the change alone */
function made(before: Plant, change: Change): Plant {
  const read = inspectForEditing(JSON.stringify(change(collapseClasses(before))));
  if (!read.ok) return change(before);
  const { plant } = read.value;
  return { ...plant, elements: shared(before.elements, plant.elements) };
}

/** What is as it was stays the same object, so that it is not drawn anew. */
function shared<T extends { readonly id: string }>(before: readonly T[], after: readonly T[]): T[] {
  const known = new Map(before.map((item) => [item.id, item]));
  return after.map((item) => {
    const old = known.get(item.id);
    return old !== undefined && JSON.stringify(old) === JSON.stringify(item) ? old : item;
  });
}
