import type { Point } from "../../plant/elements/common.ts";
import type { Element, Plant } from "../../plant/schema.ts";

/** Places are kept to this, m: finer than anything that is measured on a floor. */
const FINEST = 0.001;
const RADIANS_PER_DEGREE = Math.PI / 180;
/** Smallest side of an element that is sized by hand, m. */
const LEAST_SIDE = 0.1;

/** A length without the last bits of arithmetic, m. */
export function tidy(value: number): number {
  return Math.round(value / FINEST) * FINEST === 0
    ? 0
    : Number((Math.round(value / FINEST) * FINEST).toFixed(3));
}

/** The nearest multiple of a step. */
export function snapped(value: number, step: number): number {
  return tidy(Math.round(value / step) * step);
}

function withElements(plant: Plant, ids: readonly string[], change: (element: Element) => Element): Plant {
  const chosen = new Set(ids);
  return {
    ...plant,
    elements: plant.elements.map((element) => (chosen.has(element.id) ? change(element) : element)),
  };
}

function withPoints(element: Element, change: (point: Point) => Point): Element {
  const { placement } = element;
  const moved = { ...element, placement: { ...placement, position: change(placement.position) } };
  return moved.kind === "conveyor" && moved.path !== undefined
    ? { ...moved, path: moved.path.map(change) }
    : moved;
}

/** Moves elements along the floor, m to the east and to the north; a conveyor's path moves with it. */
export function moveElements(plant: Plant, ids: readonly string[], east: number, north: number): Plant {
  if (east === 0 && north === 0) return plant;
  return withElements(plant, ids, (element) =>
    withPoints(element, ([x, y, z]) => [tidy(x + east), tidy(y + north), z]),
  );
}

/** The middle of the places of elements, m. */
export function middleOf(plant: Plant, ids: readonly string[]): readonly [number, number] {
  const chosen = new Set(ids);
  const places = plant.elements.filter(({ id }) => chosen.has(id)).map(({ placement }) => placement.position);
  const mean = (k: 0 | 1): number => {
    const values = places.map((place) => place[k]);
    return values.length === 0 ? 0 : (Math.min(...values) + Math.max(...values)) / 2;
  };
  return [mean(0), mean(1)];
}

/** An angle between −180° and 180°. */
function turned(degrees: number): number {
  const rest = ((((degrees + 180) % 360) + 360) % 360) - 180;
  return Number((rest === -180 ? 180 : rest).toFixed(2));
}

/** Turns elements counterclockwise about the middle of them all, deg. */
export function rotateElements(plant: Plant, ids: readonly string[], degrees: number): Plant {
  if (degrees === 0) return plant;
  const [cx, cy] = middleOf(plant, ids);
  const quarter = degrees % 90 === 0;
  const cos = quarter
    ? Math.round(Math.cos(degrees * RADIANS_PER_DEGREE))
    : Math.cos(degrees * RADIANS_PER_DEGREE);
  const sin = quarter
    ? Math.round(Math.sin(degrees * RADIANS_PER_DEGREE))
    : Math.sin(degrees * RADIANS_PER_DEGREE);
  return withElements(plant, ids, (element) => {
    const moved = withPoints(element, ([x, y, z]) => [
      tidy(cx + cos * (x - cx) - sin * (y - cy)),
      tidy(cy + sin * (x - cx) + cos * (y - cy)),
      z,
    ]);
    const rotation = turned(element.placement.rotation + degrees);
    return { ...moved, placement: { ...moved.placement, rotation } };
  });
}

/** Gives an element another size along and across, m, with its middle where it is or moved by half of what is gained. */
export function resizeElement(
  plant: Plant,
  id: string,
  size: readonly [along: number, across: number],
  shift: readonly [east: number, north: number] = [0, 0],
): Plant {
  return withElements(plant, [id], (element) => {
    const { placement } = element;
    const [x, y, z] = placement.position;
    const [along, across] = size.map((side) => Math.max(LEAST_SIDE, tidy(side))) as [number, number];
    return {
      ...element,
      placement: {
        ...placement,
        position: [tidy(x + shift[0]), tidy(y + shift[1]), z],
        size: [along, across, placement.size[2]],
      },
    };
  });
}

/** Puts one point of a conveyor's path elsewhere; a conveyor without a path of its own gets the one that it has. */
export function movePathPoint(
  plant: Plant,
  id: string,
  path: readonly Point[],
  index: number,
  place: readonly [number, number],
): Plant {
  return withPath(
    plant,
    id,
    path.map(([x, y, z], i) => (i === index ? [tidy(place[0]), tidy(place[1]), z] : [x, y, z])),
  );
}

/** Adds a point to a conveyor's path in the middle of the stretch that begins at a point. */
export function addPathPoint(plant: Plant, id: string, path: readonly Point[], after: number): Plant {
  const [a, b] = [path[after], path[after + 1]];
  if (a === undefined || b === undefined) return plant;
  const middle: Point = [tidy((a[0] + b[0]) / 2), tidy((a[1] + b[1]) / 2), tidy((a[2] + b[2]) / 2)];
  return withPath(plant, id, [...path.slice(0, after + 1), middle, ...path.slice(after + 1)]);
}

/** Takes a point out of a conveyor's path; two always stay. */
export function removePathPoint(plant: Plant, id: string, path: readonly Point[], index: number): Plant {
  return path.length <= 2
    ? plant
    : withPath(
        plant,
        id,
        path.filter((_, i) => i !== index),
      );
}

function withPath(plant: Plant, id: string, path: readonly Point[]): Plant {
  return withElements(plant, [id], (element) =>
    element.kind === "conveyor" ? { ...element, path: path.map(([x, y, z]): Point => [x, y, z]) } : element,
  );
}
