import { type ReadonlySignal, Signal } from "@preact/signals-core";
import { collapseClasses } from "../plant/collapse-classes.ts";
import type { Element, Plant } from "../plant/schema.ts";

/** Where a plant came from: a scene of ours, the live plant's server, or a file of the user's. */
export type Origin =
  | { readonly kind: "scene"; readonly id: string }
  | { readonly kind: "live" }
  | { readonly kind: "file"; readonly name: string };

/** The plant that is open, as it stands. */
export interface OpenPlant {
  readonly plant: Plant;
  /** The plant file's text; a plant that was edited is written anew. */
  readonly text: string;
  readonly origin: Origin;
  /** Counts the plants and edits of this session: equal revisions are the same plant. */
  readonly revision: number;
}

/** The document: one plant is open at a time. Everything that is drawn or listed follows its signals. */
export class PlantDocument {
  readonly #current = new Signal<OpenPlant | undefined>(undefined);
  #byId: ReadonlyMap<string, number> = new Map();
  #revision = 0;

  get current(): ReadonlySignal<OpenPlant | undefined> {
    return this.#current;
  }

  /** Replaces the plant, as by opening a file. */
  open(plant: Plant, text: string, origin: Origin): void {
    this.#set(plant, text, origin);
  }

  /** Takes an edited plant; its text is written anew. An edited scene is the user's own file from then on. */
  edit(plant: Plant): void {
    const current = this.#current.peek();
    if (current === undefined) return;
    const { origin } = current;
    const own = { kind: "file", name: `${plant.id}.plant.json` } as const;
    this.#set(plant, writePlant(plant), origin.kind === "scene" ? own : origin);
  }

  /** Position of the element in the plant file, and so in the frames. */
  indexOf(id: string): number | undefined {
    return this.#byId.get(id);
  }

  element(id: string): Element | undefined {
    const index = this.#byId.get(id);
    return index === undefined ? undefined : this.#current.peek()?.plant.elements[index];
  }

  #set(plant: Plant, text: string, origin: Origin): void {
    this.#byId = new Map(plant.elements.map((element, index) => [element.id, index]));
    this.#current.value = { plant, text, origin, revision: ++this.#revision };
  }
}

/** The text of a plant file. */
export function writePlant(plant: Plant): string {
  return `${JSON.stringify(collapseClasses(plant), undefined, 2)}\n`;
}
