import { conveyorPath } from "../../plant/geometry.ts";
import type { Element } from "../../plant/schema.ts";
import type { OrientedBox } from "../picking.ts";

export type Place = readonly [number, number, number];

/** Where parts leave an element or come in, as it is drawn: the ends of its axis, of a conveyor those of its path. */
export function portOf(element: Element, box: OrientedBox | undefined, side: "in" | "out"): Place {
  if (element.kind === "conveyor") {
    const path = conveyorPath(element);
    const [x, y, z] = (side === "in" ? path[0] : path.at(-1)) ?? element.placement.position;
    return [x, y, z + 0.1];
  }
  const { placement } = element;
  const yaw = (placement.rotation * Math.PI) / 180;
  const reach = (placement.size[0] / 2) * (side === "in" ? -1 : 1);
  const [x, y, z] = placement.position;
  return [x + Math.cos(yaw) * reach, y + Math.sin(yaw) * reach, z + Math.min(box?.height ?? 1, 1)];
}

/** A corner of the plot of an element on its floor. */
export function cornerOf({ placement }: Element, along: 1 | -1, across: 1 | -1): Place {
  const yaw = (placement.rotation * Math.PI) / 180;
  const [u, v] = [(along * placement.size[0]) / 2, (across * placement.size[1]) / 2];
  const [x, y, z] = placement.position;
  return [x + Math.cos(yaw) * u - Math.sin(yaw) * v, y + Math.sin(yaw) * u + Math.cos(yaw) * v, z];
}

/** Where the handle that turns an element stands: beside it, clear of its port. */
export function turnHandleOf(element: Element): Place {
  const { placement } = element;
  const yaw = (placement.rotation * Math.PI) / 180;
  const reach = placement.size[1] / 2 + 1.2;
  const [x, y, z] = placement.position;
  return [x - Math.sin(yaw) * reach, y + Math.cos(yaw) * reach, z];
}
