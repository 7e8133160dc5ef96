import { WORKPIECE, type Part } from "../kernel/parts.ts";
import type { BuildContext } from "./element.ts";

/** Of a product without a size, m; where lengths matter, the checks ask for one. */
const DEFAULT_LENGTH = 0.6;

/** Length of a part along the direction in which it moves, m; of a carrier or container its own. */
export function lengthOf(part: Part, { plant }: Pick<BuildContext, "plant">): number {
  const { extra, product } = part;
  const own = extra === undefined || extra.role === WORKPIECE ? product : extra.own;
  return plant.products[own]?.size?.[0] ?? DEFAULT_LENGTH;
}
