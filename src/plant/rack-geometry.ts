import type { Storage } from "./elements/storage.ts";

/** Where things stand in a storage, in its own axes: x along, y across, z up from its floor, m. */
export interface RackGeometry {
  /** Middle of each aisle, across. */
  readonly aisles: readonly number[];
  readonly aisleWidth: number;
  /** Depth of one place, across. */
  readonly placeDepth: number;
  /** Front of the racks, along, and floor of the lowest level. */
  readonly front: number;
  readonly floor: number;
}

/** Share of the width of an aisle and its racks that is left free for the crane. */
const AISLE_SHARE = 0.34;
const FLOOR = 0.2;

/** The racks are spread over the footprint; travel times do not depend on it. */
export function rackGeometry({ aisles = 1, depth = 1, bays, bayWidth, placement }: Storage): RackGeometry {
  const pitch = placement.size[1] / aisles;
  const aisleWidth = Math.min(1.6, pitch * AISLE_SHARE);
  return {
    aisles: Array.from({ length: aisles }, (_, i) => (i + 0.5) * pitch - placement.size[1] / 2),
    aisleWidth,
    placeDepth: (pitch - aisleWidth) / (2 * depth),
    front: -(bays * bayWidth) / 2,
    floor: FLOOR,
  };
}

/** Centre of a place, at its floor. @param side 0 or 1 @param bay, level, deep from 0 */
export function placePoint(
  geometry: RackGeometry,
  { bayWidth, levelHeight }: Storage,
  at: { aisle: number; side: number; bay: number; level: number; deep: number },
): readonly [number, number, number] {
  const across = geometry.aisleWidth / 2 + (at.deep + 0.5) * geometry.placeDepth;
  return [
    geometry.front + (at.bay + 0.5) * bayWidth,
    (geometry.aisles[at.aisle] as number) + (at.side === 0 ? across : -across),
    geometry.floor + at.level * levelHeight,
  ];
}
