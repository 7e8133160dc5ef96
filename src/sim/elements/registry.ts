import type { Element, ElementKind } from "../../plant/schema.ts";
import { buildBatcher } from "./batcher.ts";
import { buildBuffer } from "./buffer.ts";
import { buildConveyor } from "./conveyor.ts";
import type { ElementType } from "./element.ts";
import { buildSink } from "./sink.ts";
import { buildSource } from "./source.ts";
import { buildStation } from "./station.ts";
import { buildTransport } from "./transport.ts";
import { buildUnbatcher } from "./unbatcher.ts";

/** Every kind of element that runs is registered here, and nowhere else in this room. */
const ELEMENT_TYPES: { readonly [K in ElementKind]: ElementType<Extract<Element, { kind: K }>> } = {
  source: buildSource,
  station: buildStation,
  buffer: buildBuffer,
  conveyor: buildConveyor,
  transport: buildTransport,
  batcher: buildBatcher,
  unbatcher: buildUnbatcher,
  sink: buildSink,
};

/** The type of an element; sound, since the table pairs each kind with its own type. */
export function typeOf(element: Element): ElementType {
  return ELEMENT_TYPES[element.kind] as ElementType;
}
