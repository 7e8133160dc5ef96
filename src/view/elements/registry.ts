import type { Element, ElementKind } from "../../plant/schema.ts";
import { buildBatcher, buildUnbatcher } from "./batcher.ts";
import { buildBuffer } from "./buffer.ts";
import { buildConveyor } from "./conveyor.ts";
import { buildDivert } from "./divert.ts";
import { buildMerge } from "./merge.ts";
import { buildMilkRun } from "./milk-run.ts";
import { buildSink } from "./sink.ts";
import type { Site } from "./site.ts";
import { buildSorter } from "./sorter.ts";
import { buildSource } from "./source.ts";
import { buildStation } from "./station.ts";
import { buildTransferCar } from "./transfer-car.ts";
import { buildStorage } from "./storage.ts";
import { buildTransport } from "./transport.ts";
import { buildTurntable } from "./turntable.ts";

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
  merge: on("merge", buildMerge),
  divert: on("divert", buildDivert),
  turntable: on("turntable", buildTurntable),
  transferCar: on("transferCar", buildTransferCar),
  sorter: on("sorter", buildSorter),
  transport: on("transport", buildTransport),
  milkRun: on("milkRun", buildMilkRun),
  storage: on("storage", buildStorage),
  batcher: on("batcher", buildBatcher),
  unbatcher: on("unbatcher", buildUnbatcher),
  sink: on("sink", buildSink),
};
