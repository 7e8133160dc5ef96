import type { Resource, ResourceKind } from "../../plant/schema.ts";
import type { ResourceType } from "./resource.ts";

/** Kinds of resources; all are registered in `further-models.ts`, since the page's first picture runs none. */
export type ResourceTypes = { readonly [K in ResourceKind]: ResourceType<Extract<Resource, { kind: K }>> };

/** The type of a resource; sound, since the table pairs each kind with its own type. */
export function resourceTypeOf(
  resource: Resource,
  types: Partial<ResourceTypes> = {},
): ResourceType | undefined {
  return types[resource.kind] as ResourceType | undefined;
}
