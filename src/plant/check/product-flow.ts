import { reservedDestinations } from "../reserved-destinations.ts";
import type { MilkRun } from "../elements/milk-run.ts";
import type { Element } from "../schema.ts";
import { productOf, type Token } from "./load-tokens.ts";
import { Contents, made, transforms } from "./material-flow.ts";
import type { PlantIndex } from "./plant-index.ts";

/** What can come to one element, what it works on, and what can leave it. */
export interface ElementFlow {
  /** By the index of the element that they come from; what is made or placed here comes from -1. */
  readonly arrivals: ReadonlyMap<number, ReadonlySet<Token>>;
  /** Products that come. */
  readonly met: ReadonlySet<string>;
  readonly worked: ReadonlySet<string>;
  readonly left: ReadonlySet<string>;
}

/** Per element of the plant. */
export type ProductFlow = readonly ElementFlow[];

/** Where what comes from no other element comes from. */
export const HERE = -1;

/** Products for which a loop has cards. */
function loopProducts({ plant }: PlantIndex, id: string): string[] {
  const loop = plant.resources?.find((resource) => resource.id === id);
  if (loop?.kind === "kanban") return Object.keys(loop.cards);
  return loop?.kind === "supermarket" ? Object.keys(loop.stock) : [];
}

/** Products that a source makes. */
export function sourceProducts(index: PlantIndex, source: Extract<Element, { kind: "source" }>): Set<string> {
  const made = new Set<string>();
  const { arrivals, products } = source;
  const own = (): void => {
    if (products === undefined) made.add(index.plant.products[0]?.id ?? "");
    else if (products.order === "pull") for (const id of loopProducts(index, products.loop)) made.add(id);
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
  index.flow ??= new Follower(index).follow();
  return index.flow;
}

/** One element, while products are followed. */
class Place {
  readonly arrivals = new Map<number, Set<Token>>();
  readonly met = new Set<string>();
  worked: ReadonlySet<string> = new Set();
  readonly left = new Set<string>();
  readonly sent = new Set<Token>();
  /** What came since the element was last looked at. */
  fresh: Token[] = [];
}

class Follower {
  readonly #index: PlantIndex;
  readonly #places: readonly Place[];
  readonly #contents: Contents;
  readonly #pending: number[] = [];

  constructor(index: PlantIndex) {
    this.#index = index;
    this.#places = index.plant.elements.map(() => new Place());
    this.#contents = new Contents(index.carrierProducts);
  }

  follow(): ProductFlow {
    const index = this.#index;
    for (const [i, element] of index.plant.elements.entries()) {
      if (element.kind === "source")
        for (const product of sourceProducts(index, element)) this.#enter(i, HERE, product);
    }
    for (const resource of index.plant.resources ?? []) {
      const home = resource.kind === "carriers" ? index.elements.get(resource.home) : undefined;
      if (resource.kind === "carriers" && home !== undefined) this.#enter(home, HERE, resource.product);
    }
    for (let at = this.#pending.pop(); at !== undefined; at = this.#pending.pop()) if (!this.#pass(at)) break;
    return this.#places;
  }

  #enter(at: number, from: number, token: Token): void {
    const place = this.#places[at] as Place;
    const known = place.arrivals.get(from) ?? new Set();
    place.arrivals.set(from, known);
    if (known.has(token)) return;
    known.add(token);
    place.met.add(productOf(token));
    if (place.fresh.length === 0) this.#pending.push(at);
    place.fresh.push(token);
  }

  /** Lets what came since the last look pass. @returns false when the budget is used up */
  #pass(at: number): boolean {
    const index = this.#index;
    const place = this.#places[at] as Place;
    let leaving: Iterable<Token> = place.fresh;
    place.fresh = [];
    if (transforms(index.element(at))) {
      const learnt = this.#contents.learnt;
      const { worked, left } = made(index, at, place.arrivals, this.#contents);
      place.worked = new Set([...worked].map(productOf));
      leaving = left;
      if (!index.spend(left.size + place.met.size)) return false;
      if (this.#contents.learnt > learnt) this.#lookAgain();
    } else {
      place.worked = place.met;
    }
    for (const token of leaving) {
      if (place.sent.has(token)) continue;
      place.sent.add(token);
      place.left.add(productOf(token));
      if (!index.spend(1 + (index.outputs[at]?.length ?? 0))) return false;
      for (const to of destinations(index, at, productOf(token))) this.#enter(to, at, token);
    }
    return true;
  }

  /** More can come out of what is taken apart. */
  #lookAgain(): void {
    for (const [at, element] of this.#index.plant.elements.entries()) {
      const opens =
        element.kind === "unbatcher" || (element.kind === "station" && element.disassembly !== undefined);
      if (opens && this.#places[at]?.met.size !== 0) this.#pending.push(at);
    }
  }
}

/** Where a product can go from an element. */
export function destinations(index: PlantIndex, at: number, product: string): readonly number[] {
  const element = index.element(at);
  const outputs = index.outputs[at] ?? [];
  if (element.kind === "milkRun") return broughtTo(index, at, element, product);
  const routing = "routing" in element ? element.routing : undefined;
  const reserved = reservedDestinations(element);
  const sentOnPurpose = reserved.size === 0 ? [] : outputs.filter((to) => reserved.has(index.element(to).id));
  if (routing?.policy === "byProduct") {
    const target = Object.hasOwn(routing.map, product) ? routing.map[product] : undefined;
    const to = target === undefined ? undefined : index.elements.get(target);
    return to === undefined || !outputs.includes(to) ? sentOnPurpose : [to, ...sentOnPurpose];
  }
  if (routing?.policy === "expression") {
    const targets = new Set([...routing.rules.map(({ to }) => to), routing.otherwise]);
    for (const id of reserved) targets.add(id);
    return outputs.filter((output) => targets.has(index.element(output).id));
  }
  if (routing?.policy === "probability") {
    return outputs.filter((output) => {
      const { id } = index.element(output);
      if (reserved.has(id)) return true;
      return Object.hasOwn(routing.weights, id) && (routing.weights[id] ?? 0) > 0;
    });
  }
  return outputs;
}

/** Where a milk run brings a product: to its points of use, and what is taken back as well. */
function broughtTo(index: PlantIndex, at: number, milkRun: MilkRun, product: string): readonly number[] {
  const targets = new Set([
    ...milkRun.deliveries.filter((delivery) => delivery.product === product).map(({ to }) => to),
    ...(milkRun.returns ?? []).map(({ to }) => to),
  ]);
  return (index.outputs[at] ?? []).filter((output) => targets.has(index.element(output).id));
}
