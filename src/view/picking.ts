/** A box that is turned about the vertical: what an element fills. Plant coordinates, m; yaw in rad. */
export interface OrientedBox {
  readonly x: number;
  readonly y: number;
  /** Underside. */
  readonly z: number;
  readonly yaw: number;
  readonly halfX: number;
  readonly halfY: number;
  readonly height: number;
}

/** Where the eye looks, plant coordinates; the direction need not be normalised. */
export interface Ray {
  readonly origin: readonly [number, number, number];
  readonly direction: readonly [number, number, number];
}

/**
 * Distance along the ray to a box, in lengths of its direction (slab method).
 * @returns undefined when the ray misses it or it lies behind
 */
export function hitBox(ray: Ray, box: OrientedBox): number | undefined {
  const cos = Math.cos(box.yaw);
  const sin = Math.sin(box.yaw);
  const dx = ray.origin[0] - box.x;
  const dy = ray.origin[1] - box.y;
  const [vx, vy, vz] = ray.direction;
  const origin = [cos * dx + sin * dy, cos * dy - sin * dx, ray.origin[2] - box.z - box.height / 2];
  const direction = [cos * vx + sin * vy, cos * vy - sin * vx, vz];
  const half = [box.halfX, box.halfY, box.height / 2];
  let enter = 0;
  let leave = Infinity;
  for (let k = 0; k < 3; k++) {
    const d = direction[k]!;
    const o = origin[k]!;
    if (Math.abs(d) < 1e-12) {
      if (Math.abs(o) > half[k]!) return undefined;
      continue;
    }
    const a = (-half[k]! - o) / d;
    const b = (half[k]! - o) / d;
    enter = Math.max(enter, Math.min(a, b));
    leave = Math.min(leave, Math.max(a, b));
    if (enter > leave) return undefined;
  }
  return enter;
}

/** @returns the index of the box that the ray meets first, or undefined */
export function pick(ray: Ray, boxes: readonly OrientedBox[]): number | undefined {
  let best: number | undefined;
  let bestDistance = Infinity;
  boxes.forEach((box, i) => {
    const distance = hitBox(ray, box);
    if (distance === undefined || distance >= bestDistance) return;
    best = i;
    bestDistance = distance;
  });
  return best;
}

/** The eight corners of each box, plant coordinates. */
export function cornersOf(boxes: readonly OrientedBox[]): [number, number, number][] {
  return boxes.flatMap(({ x, y, z, yaw, halfX, halfY, height }) => {
    const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)];
    const corners: [number, number, number][] = [];
    for (const u of [-halfX, halfX]) {
      for (const v of [-halfY, halfY]) {
        for (const up of [0, height]) corners.push([x + cos * u - sin * v, y + sin * u + cos * v, z + up]);
      }
    }
    return corners;
  });
}

/** Smallest axis-parallel bounds of boxes: [x, y, z] low and high; undefined without boxes. */
export function boundsOf(
  boxes: readonly OrientedBox[],
): { low: [number, number, number]; high: [number, number, number] } | undefined {
  if (boxes.length === 0) return undefined;
  const low: [number, number, number] = [Infinity, Infinity, Infinity];
  const high: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    const cos = Math.abs(Math.cos(box.yaw));
    const sin = Math.abs(Math.sin(box.yaw));
    const reachX = cos * box.halfX + sin * box.halfY;
    const reachY = sin * box.halfX + cos * box.halfY;
    low[0] = Math.min(low[0], box.x - reachX);
    low[1] = Math.min(low[1], box.y - reachY);
    low[2] = Math.min(low[2], box.z);
    high[0] = Math.max(high[0], box.x + reachX);
    high[1] = Math.max(high[1], box.y + reachY);
    high[2] = Math.max(high[2], box.z + box.height);
  }
  return { low, high };
}
