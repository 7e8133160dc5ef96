import { type Report, rule, type Rule } from "../rule.ts";
import { cycleDurationOf, workTimes } from "../support.ts";
import type { PlantIndex } from "./plant-index.ts";
import { productFlow } from "./product-flow.ts";

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
    const products = flow[i] ?? new Set();
    if (element.kind === "source") {
      for (const product of products) made.add(product);
      if (
        element.products?.order === "random" &&
        Object.values(element.products.weights).every((weight) => weight === 0)
      ) {
        report(NO_WEIGHT, ["elements", i, "products", "weights"], { id: element.id });
      }
    }
    checkElement(index, i, products, report);
  }
  const sources = index.plant.elements.some((element) => element.kind === "source");
  for (const [i, { id }] of index.plant.products.entries()) {
    if (sources && !made.has(id)) report(UNUSED, ["products", i], { product: id });
  }
}

function checkElement(index: PlantIndex, at: number, products: ReadonlySet<string>, report: Report): void {
  const element = index.element(at);
  const { id } = element;
  const routing = "routing" in element ? element.routing : undefined;
  const priority =
    element.kind === "buffer" && typeof element.discipline === "object" && "priority" in element.discipline
      ? element.discipline.priority
      : undefined;
  for (const product of products) {
    if (element.kind === "station") {
      for (const { path, time } of workTimes(element)) {
        if (cycleDurationOf(time, product) === undefined)
          report(NO_CYCLE_TIME, ["elements", at, ...path], { id, product });
      }
    }
    if (routing?.policy === "byProduct" && !Object.hasOwn(routing.map, product)) {
      report(NO_DESTINATION, ["elements", at, "routing", "map"], { id, product });
    }
    if (priority !== undefined && !Object.hasOwn(priority, product)) {
      report(NO_PRIORITY, ["elements", at, "discipline", "priority"], { id, product });
    }
  }
}
