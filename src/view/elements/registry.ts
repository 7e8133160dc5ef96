import type { Element, ElementKind } from "../../plant/schema.ts";
import { buildBatcher, buildUnbatcher } from "./batcher.ts";
import { buildBuffer } from "./buffer.ts";
import { buildConveyor } from "./conveyor.ts";
import { buildSink } from "./sink.ts";
import type { Site } from "./site.ts";
import { buildSource } from "./source.ts";
import { buildStation } from "./station.ts";
import { buildTransport } from "./transport.ts";

type OfKind<K extends ElementKind> = Extract<Element, { kind: K }>;

function isOfKind<K extends ElementKind>(element: Element, kind: K): element is OfKind<K> {
  return element.kind === kind;
}

/** @param build what an element of this kind looks like; it must call `site.outline` or set box and anchor */
function on<K extends ElementKind>(
  kind: K,
  build: (element: OfKind<K>, site: Site) => void,
): (element: Element, site: Site) => void {
  return (element, site) => {
    if (isOfKind(element, kind)) build(element, site);
  };
}

/** How each kind of element looks: a new kind is one file beside this one, and one line here. */
export const ELEMENT_BUILDERS: Readonly<Record<ElementKind, (element: Element, site: Site) => void>> = {
  source: on("source", buildSource),
  station: on("station", buildStation),
  buffer: on("buffer", buildBuffer),
  conveyor: on("conveyor", buildConveyor),
  transport: on("transport", buildTransport),
  batcher: on("batcher", buildBatcher),
  unbatcher: on("unbatcher", buildUnbatcher),
  sink: on("sink", buildSink),
};
