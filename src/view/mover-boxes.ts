import type { Plant } from "../plant/schema.ts";
import type { FrameCopy } from "./frame-copy.ts";
import { moverSizes } from "./movers.ts";
import { hitBox, type OrientedBox, type Ray } from "./picking.ts";

/** Something that moves, as a frame names it. */
export interface MoverName {
  readonly key: number;
  /** Index of the product, or beyond the products of a fleet, a pool or the machines of an element. */
  readonly product: number;
}

/** Which one of those that move is marked. */
export interface MarkedMover {
  readonly key: number;
  /** A part; otherwise a vehicle or a worker. */
  readonly isPart: boolean;
}

/** Small things are hard to hit: their boxes are at least this long on each side, m. */
const LEAST = 0.4;

/** What moves as boxes, for picking and marks. */
export class MoverBoxes {
  readonly #sizes: readonly (readonly [number, number, number])[];
  readonly #products: number;

  constructor(plant: Plant) {
    this.#sizes = moverSizes(plant);
    this.#products = plant.products.length;
  }

  /** The box around the n-th mover of a frame. */
  box({ pose, product }: FrameCopy, n: number): OrientedBox {
    const [length, width, height] = this.#sizes[product[n] ?? 0] ?? [1, 1, 1];
    return {
      x: pose[n * 4] ?? 0,
      y: pose[n * 4 + 1] ?? 0,
      z: pose[n * 4 + 2] ?? 0,
      yaw: pose[n * 4 + 3] ?? 0,
      halfX: Math.max(length, LEAST) / 2,
      halfY: Math.max(width, LEAST) / 2,
      height: Math.max(height, LEAST),
    };
  }

  /** The mover that a ray meets first, and how far away it is. */
  hit(ray: Ray, frame: FrameCopy): { readonly mover: number; readonly distance: number } | undefined {
    let best: { mover: number; distance: number } | undefined;
    for (let n = 0; n < frame.movers; n++) {
      const distance = hitBox(ray, this.box(frame, n));
      if (distance !== undefined && distance < (best?.distance ?? Infinity)) best = { mover: n, distance };
    }
    return best;
  }

  /** Where a mover stands in a frame; undefined where it is not drawn. */
  find({ key, isPart }: MarkedMover, frame: FrameCopy): number | undefined {
    for (let n = 0; n < frame.movers; n++)
      if (frame.key[n] === key && (frame.product[n] ?? 0) < this.#products === isPart) return n;
    return undefined;
  }

  nameOf(frame: FrameCopy, n: number): MoverName {
    return { key: frame.key[n] ?? 0, product: frame.product[n] ?? 0 };
  }
}

/** Whether a point of the floor is inside the footprint of a box. */
export function isInside({ x, y, yaw, halfX, halfY }: OrientedBox, px: number, py: number): boolean {
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)];
  const [dx, dy] = [px - x, py - y];
  return Math.abs(cos * dx + sin * dy) <= halfX && Math.abs(cos * dy - sin * dx) <= halfY;
}

/**
 * Whether a click that meets both an element and something that moves is about the latter: what is inside the element is
 * chosen where the element, or something in it, has been chosen before.
 */
export function prefersMover(
  box: OrientedBox,
  mover: OrientedBox,
  isChosen: boolean,
  marked: OrientedBox | undefined,
): boolean {
  if (!isInside(box, mover.x, mover.y)) return true;
  return isChosen || (marked !== undefined && isInside(box, marked.x, marked.y));
}
