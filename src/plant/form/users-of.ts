import type { Plant } from "../schema.ts";
import { mapReferences } from "./map-references.ts";

/** Ids of the elements and resources that name a resource, in the order of the plant file. */
export function usersOf(plant: Plant, id: string): string[] {
  // No id holds this.
  const other = `${id}\u0000`;
  const mapped = mapReferences(
    plant,
    ["resources", "pools", "fleets", "networks"],
    new Set([id]),
    () => other,
  );
  return [...mapped.elements, ...(mapped.resources ?? [])]
    .filter((item) => item.id !== id && JSON.stringify(item).includes(String.raw`\u0000`))
    .map((item) => item.id);
}
