import { elementsIn } from "../expressions/elements-in.ts";
import { scopeOf } from "../expressions/scope.ts";
import { type PathStep, type Report, rule, type Rule } from "../rule.ts";
import type { Element, Resource } from "../schema.ts";
import type { PlantIndex } from "./plant-index.ts";
import { productFlow } from "./product-flow.ts";

const BORDER = rule("control/border", "error");

const TRANSFORMS = rule("control/transforms", "error");

const NO_ENTRY = rule("control/noEntry", "error");

const SIGNAL = rule("control/signal", "error");

const STOCK = rule("control/stock", "error");

const ASKS_SOURCE = rule("control/asksSource", "error");

const NOT_PULLED = rule("control/notPulled", "error");

const NOT_WITHDRAWN = rule("control/notWithdrawn", "error");

export const CONTROL_RULES: readonly Rule[] = [
  BORDER,
  TRANSFORMS,
  NO_ENTRY,
  SIGNAL,
  STOCK,
  ASKS_SOURCE,
  NOT_PULLED,
  NOT_WITHDRAWN,
];

/** Loops of cards and gates can do what they say. */
export function checkControls(index: PlantIndex, report: Report): void {
  for (const [i, resource] of (index.plant.resources ?? []).entries()) {
    const path = ["resources", i];
    if (resource.kind === "gate") checkGate(index, resource, path, report);
    if (resource.kind === "kanban" || resource.kind === "conwip" || resource.kind === "supermarket")
      checkLoop(index, resource, path, report);
  }
  const flow = productFlow(index);
  for (const [i, element] of index.plant.elements.entries()) {
    if (
      element.kind === "source" &&
      element.products?.order === "pull" &&
      element.arrivals.mode !== "saturated"
    )
      report(NOT_PULLED, ["elements", i, "products"], { id: element.id });
    if (
      element.kind !== "buffer" ||
      typeof element.discipline !== "object" ||
      !("sequence" in element.discipline)
    )
      continue;
    for (const product of flow[i]?.met ?? [])
      if (!element.discipline.sequence.includes(product))
        report(NOT_WITHDRAWN, ["elements", i, "discipline", "sequence"], { id: element.id, product });
  }
}

type Loop = Extract<Resource, { kind: "kanban" | "conwip" | "supermarket" }>;
type Gate = Extract<Resource, { kind: "gate" }>;

function checkLoop(index: PlantIndex, loop: Loop, path: readonly PathStep[], report: Report): void {
  for (const [k, id] of loop.section.entries()) {
    const at = index.elements.get(id);
    const kind = at === undefined ? undefined : index.element(at).kind;
    if (kind === "source" || kind === "sink") report(BORDER, [...path, "section", k], { id });
    if (at !== undefined && transforms(index.element(at)))
      report(TRANSFORMS, [...path, "section", k], { id });
  }
  checkEntry(index, loop, loop.section, [...path, "section"], report);
  if (loop.kind === "kanban") {
    for (const [product, cards] of Object.entries(loop.cards)) {
      if ((loop.signal ?? 1) > cards)
        report(SIGNAL, [...path, "signal"], { product, cards, signal: loop.signal ?? 1 });
    }
  }
  if (loop.kind === "supermarket") {
    for (const [product, { min, max }] of Object.entries(loop.stock))
      if (min >= max) report(STOCK, [...path, "stock", product], { product, min, max });
  }
}

/** Whether parts become others in it, so that the one with the card is not the one that goes out. */
function transforms(element: Element): boolean {
  if (element.kind === "batcher" || element.kind === "unbatcher") return true;
  if ("routing" in element && element.routing?.policy === "copyAll") return true;
  return element.kind === "station" && (element.assembly !== undefined || element.disassembly !== undefined);
}

function checkGate(index: PlantIndex, gate: Gate, path: readonly PathStep[], report: Report): void {
  checkEntry(index, gate, gate.into, [...path, "into"], report);
  const scope = scopeOf(index.plant.attributes ?? [], "watch");
  for (const id of elementsIn(gate.open, scope, "truth")) {
    const at = index.elements.get(id);
    if (at !== undefined && index.element(at).kind === "source")
      report(ASKS_SOURCE, [...path, "open"], { id });
  }
}

function checkEntry(
  index: PlantIndex,
  { id }: { readonly id: string },
  ids: readonly string[],
  path: readonly PathStep[],
  report: Report,
): void {
  const inside = new Set(ids);
  const entered = index.plant.connections.some(({ from, to }) => !inside.has(from) && inside.has(to));
  if (!entered && ids.every((one) => index.elements.has(one))) report(NO_ENTRY, path, { id });
}
