import type { Element, ElementKind } from "../../plant/schema.ts";
import { bufferType } from "./buffer.ts";
import { conveyorType } from "./conveyor.ts";
import type { ElementType } from "./element.ts";
import { sinkType } from "./sink.ts";
import { sourceType } from "./source.ts";
import { stationType } from "./station.ts";

/** Every kind of element that runs is registered here, and nowhere else in this room. */
const ELEMENT_TYPES: { readonly [K in ElementKind]: ElementType<Extract<Element, { kind: K }>> } = {
  source: sourceType,
  station: stationType,
  buffer: bufferType,
  conveyor: conveyorType,
  sink: sinkType,
};

/** The type of an element; sound, since the table pairs each kind with its own type. */
export function typeOf(element: Element): ElementType {
  return ELEMENT_TYPES[element.kind] as ElementType;
}
