import type { OrientedBox } from "./picking.ts";
import type { Quality } from "./renderer.ts";

/** A plant up to this many elements is drawn in detail from farther away: it can afford it. */
const SMALL_PLANT = 200;

/** Beyond this distance an element is drawn as boxes, m. */
export function detailDistance(elements: number, quality: Quality): number {
  if (elements <= SMALL_PLANT) return 160;
  return quality === "low" ? 50 : 80;
}

/** An element that is near stays near until it is this much farther away, so that it does not flicker. */
const HYSTERESIS = 1.08;

/**
 * Marks which elements are near.
 * @param eye camera, plant coordinates, m
 * @param near one number per element, changed in place: 1 is near
 * @returns whether any changed
 */
export function markNear(
  boxes: readonly OrientedBox[],
  eye: readonly [number, number, number],
  distance: number,
  near: Uint8Array,
): boolean {
  let changed = false;
  boxes.forEach((box, i) => {
    const dx = Math.max(0, Math.abs(box.x - eye[0]) - box.halfX);
    const dy = Math.max(0, Math.abs(box.y - eye[1]) - box.halfY);
    const dz = box.z - eye[2];
    const limit = near[i] === 1 ? distance * HYSTERESIS : distance;
    const now = dx * dx + dy * dy + dz * dz < limit * limit ? 1 : 0;
    if (now !== near[i]) {
      near[i] = now;
      changed = true;
    }
  });
  return changed;
}
