/** A vector or a point, m: along, across, up; or east, north, up. */
export type Vector = readonly [number, number, number];

/** Built component by component. */
export function vector(component: (axis: 0 | 1 | 2) => number): [number, number, number] {
  return [component(0), component(1), component(2)];
}
