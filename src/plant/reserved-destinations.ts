import type { Element } from "./schema.ts";

/** Destinations for rework, scrap and overflow: parts are sent there on purpose, and the routing leaves them out. */
export function reservedDestinations(element: Element): ReadonlySet<string> {
  const reserved = new Set<string>();
  if (element.kind === "sorter" && element.overflow !== undefined) reserved.add(element.overflow);
  if (element.kind !== "station" || element.inspection === undefined) return reserved;
  const { rework, scrap } = element.inspection;
  if (rework !== undefined) reserved.add(rework.to);
  if (scrap !== undefined) reserved.add(scrap);
  return reserved;
}
