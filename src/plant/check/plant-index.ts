import { rule } from "../rule.ts";
import type { Element, Plant } from "../schema.ts";
import type { OmittedIds } from "./partial.ts";
import type { ProductFlow } from "./product-flow.ts";

export const INCOMPLETE = rule("check/incomplete", "warning");

/** Steps that following the products may take; a file made to be slow is given up, not waited for. */
const STEP_BUDGET = 3_000_000;

/** What the checks look up again and again: elements by id, and the connections as neighbours. */
export class PlantIndex {
  readonly plant: Plant;
  /** Id → index; of several with the same id the first. */
  readonly elements: ReadonlyMap<string, number>;
  readonly products: ReadonlyMap<string, number>;
  readonly calendars: ReadonlyMap<string, number>;
  readonly resources: ReadonlyMap<string, number>;
  /** Products that carriers are of. */
  readonly carrierProducts: ReadonlySet<string>;
  /** Neighbours by index, in the order of the connections; connections to nowhere are left out. */
  readonly outputs: readonly number[][];
  readonly inputs: readonly number[][];
  /** Kept by `productFlow`, which several families ask for. */
  flow: ProductFlow | undefined;
  #steps = 0;

  /** Ids of items that were left out, because their schema refuses them. */
  readonly omitted: OmittedIds | undefined;

  constructor(plant: Plant, omitted?: OmittedIds) {
    this.plant = plant;
    this.omitted = omitted;
    this.elements = firstIndex(plant.elements);
    this.products = firstIndex(plant.products);
    this.calendars = firstIndex(plant.calendars);
    this.resources = firstIndex(plant.resources ?? []);
    this.carrierProducts = new Set(
      (plant.resources ?? []).flatMap((resource) => (resource.kind === "carriers" ? [resource.product] : [])),
    );
    const outputs: number[][] = plant.elements.map(() => []);
    const inputs: number[][] = plant.elements.map(() => []);
    for (const { from, to } of plant.connections) {
      const [origin, destination] = [this.elements.get(from), this.elements.get(to)];
      if (origin === undefined || destination === undefined) continue;
      outputs[origin]?.push(destination);
      inputs[destination]?.push(origin);
    }
    this.outputs = outputs;
    this.inputs = inputs;
  }

  /** Takes steps from the budget. @returns false when it is used up */
  spend(steps: number): boolean {
    this.#steps += steps;
    return this.#steps <= STEP_BUDGET;
  }

  get exhausted(): boolean {
    return this.#steps > STEP_BUDGET;
  }

  element(index: number): Element {
    const element = this.plant.elements[index];
    if (element === undefined) throw new RangeError(`no element ${index}`);
    return element;
  }

  /** Indices that can be reached from the given ones, themselves included. */
  reach(start: Iterable<number>, neighbours: readonly number[][]): Set<number> {
    const reached = new Set(start);
    for (const at of reached) for (const next of neighbours[at] ?? []) reached.add(next);
    return reached;
  }
}

function firstIndex(items: readonly { readonly id: string }[]): Map<string, number> {
  const index = new Map<string, number>();
  for (const [i, item] of items.entries()) if (!index.has(item.id)) index.set(item.id, i);
  return index;
}
