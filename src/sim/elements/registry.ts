import type { Element, ElementKind, Plant } from "../../plant/schema.ts";
import type { Conveyor } from "../../plant/elements/conveyor.ts";
import { isSpaced } from "../../plant/spacing.ts";
import { hasAccounts } from "../../plant/keeps-accounts.ts";
import { buildBuffer } from "./buffer.ts";
import { buildConveyor } from "./conveyor.ts";
import type { ElementType } from "./element.ts";
import { buildSink } from "./sink.ts";
import { buildSource } from "./source.ts";
import { buildStation } from "./station.ts";

type TypesOf<K extends ElementKind> = { readonly [P in K]: ElementType<Extract<Element, { kind: P }>> };
type FirstKind = "source" | "station" | "buffer" | "conveyor" | "sink";
export type FurtherElements = TypesOf<Exclude<ElementKind, FirstKind>> & {
  /** Of conveyors those whose parts are spaced by their own lengths, or start one after another. */
  readonly spacedConveyor: ElementType<Conveyor>;
};

/**
 * The kinds of elements that the page's first picture may run. All others are registered in
 * `further-models.ts`, which is loaded where a plant has one of them.
 */
const FIRST_TYPES: TypesOf<FirstKind> = {
  source: buildSource,
  station: buildStation,
  buffer: buildBuffer,
  conveyor: buildConveyor,
  sink: buildSink,
};

/** Whether a plant runs without `further-models.ts`. */
export function isOfFirstKinds(plant: Plant): boolean {
  const { elements, resources = [] } = plant;
  return (
    resources.length === 0 &&
    elements.every((element) => element.kind in FIRST_TYPES && !isSpacedConveyor(element)) &&
    !hasAccounts(plant)
  );
}

function isSpacedConveyor(element: Element): boolean {
  return element.kind === "conveyor" && isSpaced(element);
}

/** The type of an element; undefined where it is a further one and these are not at hand. */
export function typeOf(element: Element, further: Partial<FurtherElements> = {}): ElementType | undefined {
  if (isSpacedConveyor(element)) return further.spacedConveyor as ElementType | undefined;
  const types: Partial<TypesOf<ElementKind>> = { ...further, ...FIRST_TYPES };
  // Sound, since both tables pair each kind with its own type.
  return types[element.kind] as ElementType | undefined;
}
