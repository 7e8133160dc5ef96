import { type Report, rule, type Rule } from "../rule.ts";
import { cycleDurationOf, workTimes } from "../support.ts";
import type { PlantIndex } from "./plant-index.ts";
import { type ElementFlow, productFlow } from "./product-flow.ts";

const NO_CYCLE_TIME = rule("product/noCycleTime", "error");

const NO_DESTINATION = rule("product/noDestination", "error");

const NO_PRIORITY = rule("product/noPriority", "error");

const NO_WEIGHT = rule("product/noWeight", "error");

const UNUSED = rule("product/unused", "warning");

export const PRODUCT_RULES: readonly Rule[] = [NO_CYCLE_TIME, NO_DESTINATION, NO_PRIORITY, NO_WEIGHT, UNUSED];

/** Every product is known wherever it can come to, found by following it from its sources. */
export function checkProducts(index: PlantIndex, report: Report): void {
  const flow = productFlow(index);
  const made = new Set<string>();
  for (const [i, element] of index.plant.elements.entries()) {
    const { met, left } = flow[i] as ElementFlow;
    for (const product of left) made.add(product);
    if (element.kind === "batcher" && element.container !== undefined) made.add(element.container);
    if (element.kind === "source") {
      for (const product of met) made.add(product);
      if (
        element.products?.order === "random" &&
        Object.values(element.products.weights).every((weight) => weight === 0)
      ) {
        report(NO_WEIGHT, ["elements", i, "products", "weights"], { id: element.id });
      }
    }
    checkElement(index, i, flow[i] as ElementFlow, report);
  }
  const sources = index.plant.elements.some((element) => element.kind === "source");
  for (const [i, { id }] of index.plant.products.entries()) {
    if (sources && !made.has(id)) report(UNUSED, ["products", i], { product: id });
  }
}

function checkElement(index: PlantIndex, at: number, flow: ElementFlow, report: Report): void {
  const element = index.element(at);
  const { id } = element;
  const routing = "routing" in element ? element.routing : undefined;
  if (element.kind === "station") {
    for (const { path, time } of workTimes(element)) {
      for (const product of flow.worked) {
        if (cycleDurationOf(time, product) === undefined)
          report(NO_CYCLE_TIME, ["elements", at, ...path], { id, product });
      }
    }
  }
  if (routing?.policy === "byProduct") {
    for (const product of flow.left) {
      if (!Object.hasOwn(routing.map, product))
        report(NO_DESTINATION, ["elements", at, "routing", "map"], { id, product });
    }
  }
  if (
    element.kind === "buffer" &&
    typeof element.discipline === "object" &&
    "priority" in element.discipline
  ) {
    for (const product of flow.met) {
      if (!Object.hasOwn(element.discipline.priority, product))
        report(NO_PRIORITY, ["elements", at, "discipline", "priority"], { id, product });
    }
  }
}
