import { type PathStep, type Report, rule, type Rule } from "../rule.ts";
import type { PlantIndex } from "./plant-index.ts";

const NOT_CONNECTED = rule("neighbour/notConnected", "error");

const NO_PLACE = rule("neighbour/noPlace", "error");

export const NEIGHBOUR_RULES: readonly Rule[] = [NOT_CONNECTED, NO_PLACE];

/** A member of an element that says of its neighbours where they are. */
export interface NeighbourPlaces {
  /** Name of the member. */
  readonly place: string;
  readonly given: Readonly<Record<string, unknown>>;
  /** It speaks of elements before, of elements after. */
  readonly inputs?: boolean;
  readonly outputs?: boolean;
  /** All of them must be there. */
  readonly isComplete: boolean;
}

/** What says where neighbours are names neighbours, and all of them. */
export function checkNeighbours(index: PlantIndex, at: number, told: NeighbourPlaces, report: Report): void {
  const { id } = index.element(at);
  const path: PathStep[] = ["elements", at, told.place];
  const neighbours = new Set(
    [
      ...(told.inputs === true ? (index.inputs[at] ?? []) : []),
      ...(told.outputs === true ? (index.outputs[at] ?? []) : []),
    ].map((i) => index.element(i).id),
  );
  for (const name of Object.keys(told.given)) {
    // A name that does not exist has its own finding.
    if (index.elements.has(name) && !neighbours.has(name))
      report(NOT_CONNECTED, [...path, name], { id, name, place: told.place });
  }
  if (!told.isComplete) return;
  for (const name of neighbours) {
    if (!Object.hasOwn(told.given, name)) report(NO_PLACE, path, { id, name, place: told.place });
  }
}
