import type { Conveyor } from "../elements/conveyor.ts";
import type { Merge } from "../elements/merge.ts";
import { conveyorLength } from "../geometry.ts";
import { type Report, rule, type Rule } from "../rule.ts";
import { checkNeighbours } from "./neighbours.ts";
import type { PlantIndex } from "./plant-index.ts";
import { productFlow } from "./product-flow.ts";

const NO_SIZE = rule("conveyor/noPartLength", "error");

const TOO_LONG = rule("conveyor/partTooLong", "error");

const RESTART = rule("conveyor/restartDelay", "error");

const BEYOND = rule("merge/inletBeyond", "error");

export const TRACK_RULES: readonly Rule[] = [NO_SIZE, TOO_LONG, RESTART, BEYOND];

/** Conveyors that space parts by their lengths know these, and are longer than any; inlets lie on their merges. */
export function checkTracks(index: PlantIndex, report: Report): void {
  for (const [i, element] of index.plant.elements.entries()) {
    if (element.kind !== "conveyor" && element.kind !== "merge") continue;
    checkLengths(index, i, element, report);
    if (element.kind === "conveyor") {
      const { id, accumulating, restartDelay = 0 } = element;
      if (restartDelay > 0 && accumulating === false)
        report(RESTART, ["elements", i, "restartDelay"], { id });
      continue;
    }
    const { id, inlets = {} } = element;
    const length = conveyorLength(element);
    for (const [from, at] of Object.entries(inlets)) {
      if (at >= length) report(BEYOND, ["elements", i, "inlets", from], { id, from, at, length });
    }
    checkNeighbours(index, i, { place: "inlets", given: inlets, inputs: true, isComplete: false }, report);
  }
}

function checkLengths(index: PlantIndex, at: number, element: Conveyor | Merge, report: Report): void {
  const { id, pitch } = element;
  if (typeof pitch === "number") return;
  const { products } = index.plant;
  const length = conveyorLength(element);
  for (const product of productFlow(index)[at]?.met ?? []) {
    const p = index.products.get(product);
    if (p === undefined) continue;
    const size = products[p]?.size;
    if (size === undefined) report(NO_SIZE, ["products", p], { id, product });
    else if (size[0] + pitch.gap > length)
      report(TOO_LONG, ["elements", at], { id, product, part: size[0], gap: pitch.gap, length });
  }
}
