import type { Resource, ResourceKind } from "../../plant/schema.ts";
import { buildCarrierPool } from "./carrier-pool.ts";
import type { ResourceType } from "./resource.ts";
import { buildCardLoop } from "./card-loop.ts";
import { buildFleet } from "./fleet.ts";
import { buildGate } from "./gate.ts";
import { buildNetwork } from "./network.ts";
import { buildWorkerPool } from "./worker-pool.ts";

/** Every kind of resource that runs is registered here, and nowhere else in this room. */
const RESOURCE_TYPES: { readonly [K in ResourceKind]: ResourceType<Extract<Resource, { kind: K }>> } = {
  workers: buildWorkerPool,
  network: buildNetwork,
  fleet: buildFleet,
  carriers: buildCarrierPool,
  kanban: buildCardLoop,
  conwip: buildCardLoop,
  supermarket: buildCardLoop,
  gate: buildGate,
};

/** The type of a resource; sound, since the table pairs each kind with its own type. */
export function resourceTypeOf(resource: Resource): ResourceType {
  return RESOURCE_TYPES[resource.kind] as ResourceType;
}
