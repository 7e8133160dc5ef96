import type { Element } from "../schema.ts";
import type { PlantIndex } from "./plant-index.ts";

/** Products that each element can meet: element index → product ids. */
export type ProductFlow = readonly ReadonlySet<string>[];

/** Products that a source makes. */
export function sourceProducts(index: PlantIndex, source: Extract<Element, { kind: "source" }>): Set<string> {
  const made = new Set<string>();
  const { arrivals, products } = source;
  const own = (): void => {
    if (products === undefined) made.add(index.plant.products[0]?.id ?? "");
    else if (products.order === "mix") for (const id of Object.keys(products.quantities)) made.add(id);
    else if (products.order === "cyclic") for (const id of products.sequence) made.add(id);
    else for (const [id, weight] of Object.entries(products.weights)) if (weight > 0) made.add(id);
  };
  if (arrivals.mode === "orders") for (const { product } of arrivals.orders) made.add(product);
  else if (arrivals.mode !== "schedule") own();
  else {
    for (const { product } of arrivals.entries) if (product !== undefined) made.add(product);
    if (arrivals.entries.some(({ product }) => product === undefined)) own();
  }
  return made;
}

/** Follows every product from its sources along the connections that the routings let it take. */
export function productFlow(index: PlantIndex): ProductFlow {
  index.flow ??= follow(index);
  return index.flow;
}

function follow(index: PlantIndex): ProductFlow {
  const { elements } = index.plant;
  const met = elements.map(() => new Set<string>());
  const pending: [at: number, product: string][] = [];
  const enter = (at: number, product: string): void => {
    const here = met[at];
    if (here === undefined || here.has(product)) return;
    here.add(product);
    pending.push([at, product]);
  };
  for (const [i, element] of elements.entries()) {
    if (element.kind === "source") for (const product of sourceProducts(index, element)) enter(i, product);
  }
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [at, product] = next;
    if (!index.spend(1 + (index.outputs[at]?.length ?? 0))) break;
    for (const to of destinations(index, at, product)) enter(to, product);
  }
  return met;
}

/** Where a product can go from an element. */
export function destinations(index: PlantIndex, at: number, product: string): readonly number[] {
  const element = index.element(at);
  const outputs = index.outputs[at] ?? [];
  const routing = "routing" in element ? element.routing : undefined;
  if (routing?.policy === "byProduct") {
    const target = Object.hasOwn(routing.map, product) ? routing.map[product] : undefined;
    const to = target === undefined ? undefined : index.elements.get(target);
    return to === undefined || !outputs.includes(to) ? [] : [to];
  }
  if (routing?.policy === "expression") {
    const targets = new Set([...routing.rules.map(({ to }) => to), routing.otherwise]);
    return outputs.filter((output) => targets.has(index.element(output).id));
  }
  if (routing?.policy === "probability") {
    return outputs.filter((output) => {
      const { id } = index.element(output);
      return Object.hasOwn(routing.weights, id) && (routing.weights[id] ?? 0) > 0;
    });
  }
  return outputs;
}
