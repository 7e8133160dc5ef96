import { type Storage, type SlotBlock } from "../elements/storage.ts";
import { type PathStep, type Report, rule, type Rule } from "../rule.ts";
import type { PlantIndex } from "./plant-index.ts";
import { productFlow } from "./product-flow.ts";

const TOO_LARGE = rule("storage/largerThanPlace", "warning");

const SHARES = rule("storage/zoneShares", "error");

const TWO_ZONES = rule("storage/twoZones", "error");

const OUTSIDE = rule("storage/outsideRack", "error");

const NO_PLACE = rule("storage/noPlace", "error");

const NO_ROOM = rule("storage/noRoomToRelocate", "error");

export const STORAGE_RULES: readonly Rule[] = [TOO_LARGE, SHARES, TWO_ZONES, OUTSIDE, NO_PLACE, NO_ROOM];

/** Of rounding in files, m and shares. */
const TOLERANCE = 1e-6;

/** Racks fit where they stand, zones and fixed places are those of the rack, and every product has a place. */
export function checkStorages(index: PlantIndex, report: Report): void {
  for (const [i, element] of index.plant.elements.entries()) {
    if (element.kind !== "storage") continue;
    checkSize(element, ["elements", i], report);
    checkZones(element, ["elements", i, "assignment", "zones"], report);
    checkFixed(index, i, element, report);
  }
}

function checkSize(storage: Storage, path: readonly PathStep[], report: Report): void {
  const { id, bays, levels, bayWidth, levelHeight, placement, sides = 2, depth = 1 } = storage;
  const [along, , up] = placement.size;
  const sizes = [
    ["bays", bays * bayWidth, along],
    ["levels", levels * levelHeight, up],
  ] as const;
  for (const [member, needed, there] of sizes)
    if (needed > there + TOLERANCE) report(TOO_LARGE, [...path, member], { id, needed, there });
  // One channel, or none beside it: what stands before a part could go nowhere.
  if (depth > 1 && sides * bays * levels < 2) report(NO_ROOM, [...path, "depth"], { id });
}

function checkZones({ id, assignment }: Storage, path: readonly PathStep[], report: Report): void {
  if (assignment?.by !== "classes") return;
  const total = assignment.zones.reduce((sum, { share }) => sum + share, 0);
  if (total > 1 + TOLERANCE) report(SHARES, path, { id, total });
  const known = new Set<string>();
  for (const [z, { products }] of assignment.zones.entries())
    for (const [k, product] of products.entries()) {
      if (known.has(product)) report(TWO_ZONES, [...path, z, "products", k], { id, product });
      known.add(product);
    }
}

function checkFixed(index: PlantIndex, at: number, storage: Storage, report: Report): void {
  const { id, assignment, aisles = 1, bays, levels } = storage;
  if (assignment?.by !== "fixed") return;
  const path = ["elements", at, "assignment", "places"];
  const most = { aisles, bays, levels };
  for (const [product, blocks] of Object.entries(assignment.places))
    for (const [b, block] of blocks.entries())
      for (const member of ["aisles", "bays", "levels"] as const)
        checkRange(block, member, most[member], [...path, product, b, member], { id, report });
  for (const product of productFlow(index)[at]?.met ?? [])
    if (!Object.hasOwn(assignment.places, product)) report(NO_PLACE, path, { id, product });
}

function checkRange(
  block: SlotBlock,
  member: "aisles" | "bays" | "levels",
  most: number,
  path: readonly PathStep[],
  { id, report }: { id: string; report: Report },
): void {
  const range = block[member];
  if (range === undefined || (range.from <= range.to && range.to <= most)) return;
  report(OUTSIDE, path, { id, from: range.from, to: range.to, most });
}
