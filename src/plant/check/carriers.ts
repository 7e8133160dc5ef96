import type { Carriers } from "../resources/carriers.ts";
import { type PathStep, type Report, rule, type Rule } from "../rule.ts";
import { holderOf, type Token } from "./load-tokens.ts";
import { candidates } from "./material-flow.ts";
import type { PlantIndex } from "./plant-index.ts";
import { productFlow } from "./product-flow.ts";

const HOME = rule("carriers/home", "error");

const HOME_TOO_SMALL = rule("carriers/homeTooSmall", "error");

const PRODUCT = rule("carriers/product", "error");

const OVERLOADED = rule("carriers/overloaded", "error");

const LOST = rule("carriers/lost", "warning");

const NO_RETURN = rule("carriers/noReturn", "warning");

const UNUSED = rule("carriers/unused", "warning");

export const CARRIER_RULES: readonly Rule[] = [
  HOME,
  HOME_TOO_SMALL,
  PRODUCT,
  OVERLOADED,
  LOST,
  NO_RETURN,
  UNUSED,
];

/** Carriers have a home, are loaded somewhere, and come back to where they are loaded. */
export function checkCarriers(index: PlantIndex, report: Report): void {
  const seen = new Set<string>();
  for (const [r, resource] of (index.plant.resources ?? []).entries()) {
    if (resource.kind !== "carriers") continue;
    const path = ["resources", r];
    const { id, product, home, count } = resource;
    const at = index.elements.get(home);
    const buffer = at === undefined ? undefined : index.element(at);
    if (buffer !== undefined && buffer.kind !== "buffer") report(HOME, [...path, "home"], { id, home });
    if (buffer?.kind === "buffer" && buffer.capacity !== undefined && buffer.capacity < count)
      report(HOME_TOO_SMALL, [...path, "home"], { id, home, capacity: buffer.capacity, count });
    if (seen.has(product) || isMade(index, product)) report(PRODUCT, [...path, "product"], { id, product });
    seen.add(product);
    checkLoads(index, resource, report);
    checkCirculation(index, resource, path, report);
  }
}

/** Whether something else than the carriers makes parts of the product. */
function isMade(index: PlantIndex, product: string): boolean {
  return index.plant.elements.some((element, at) => {
    if (element.kind === "source") return productFlow(index)[at]?.met.has(product) === true;
    if (element.kind !== "station") return false;
    const { assembly, disassembly } = element;
    return (
      assembly?.bills.some((bill) => bill.product === product) === true ||
      disassembly?.remainder === product ||
      disassembly?.bill?.some((line) => line.product === product) === true
    );
  });
}

/** Nothing puts more on a carrier than it can hold. */
function checkLoads(index: PlantIndex, { product, capacity = 1 }: Carriers, report: Report): void {
  for (const [i, element] of index.plant.elements.entries()) {
    if (element.kind === "batcher" && element.container === product && element.quantity > capacity)
      report(OVERLOADED, ["elements", i, "quantity"], {
        id: element.id,
        product,
        quantity: element.quantity,
        capacity,
      });
    if (element.kind !== "station" || element.assembly?.output === "all") continue;
    for (const [b, { inputs }] of (element.assembly?.bills ?? []).entries()) {
      const base = inputs.findIndex((input) => input.product === product);
      if (base < 0) continue;
      const quantity = inputs.reduce(
        (total, input, k) => (k === base ? total : total + (input.quantity ?? 1)),
        0,
      );
      if (quantity > capacity)
        report(OVERLOADED, ["elements", i, "assembly", "bills", b], {
          id: element.id,
          product,
          quantity,
          capacity,
        });
    }
  }
}

function checkCirculation(
  index: PlantIndex,
  { id, product }: Carriers,
  path: readonly PathStep[],
  report: Report,
): void {
  const flow = productFlow(index);
  const isOurs = (token: Token): boolean => token === product || holderOf(token) === product;
  const meets = (at: number, test: (token: Token) => boolean): boolean =>
    [...(flow[at]?.arrivals.values() ?? [])].some((tokens) => [...tokens].some(test));
  const loading = [...index.plant.elements.keys()].filter((at) => loads(index, at, product));
  if (loading.length === 0) {
    report(UNUSED, path, { id });
    return;
  }
  const returns = index.reach(loading, index.inputs);
  for (const [at, element] of index.plant.elements.entries()) {
    if (!meets(at, isOurs)) continue;
    if (element.kind === "sink") report(LOST, path, { id, sink: element.id });
    else if (!returns.has(at)) report(NO_RETURN, path, { id, element: element.id });
  }
}

/** Whether an element puts something on empty carriers. */
function loads(index: PlantIndex, at: number, product: string): boolean {
  const element = index.element(at);
  if (element.kind === "batcher") return element.container === product;
  if (element.kind !== "station" || element.assembly === undefined) return false;
  const empties = new Map<number, ReadonlySet<Token>>();
  for (const [from, tokens] of productFlow(index)[at]?.arrivals ?? [])
    if (tokens.has(product)) empties.set(from, new Set([product]));
  return element.assembly.bills.some(({ inputs }) =>
    inputs.some((input) => candidates(index, input, empties).size > 0),
  );
}
