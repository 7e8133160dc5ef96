import type { ClearanceFinding } from "../plant/clearance.ts";
import type { Element, Plant } from "../plant/schema.ts";
import { checkDoors, checkDoorsOf } from "./doors.ts";
import { networkRoutes } from "./networks.ts";
import { overlapsOf } from "./overlaps.ts";
import { checkRoutes, checkRoutesOf, type SweptRoute, sweptRoutes } from "./routes.ts";
import { ClearanceSite } from "./site.ts";
import { checkWays, checkWaysOf } from "./ways.ts";

/**
 * Looks for what stands in the way of something else: elements that overlap, columns, fences, doors, aisles, walkways,
 * routes of vehicles. A check of everything takes one pass; an element that is being dragged is looked at alone, against
 * a world that stays as it is, so that it can be followed.
 */
export class ClearanceCheck {
  readonly #site: ClearanceSite;
  readonly #routes: readonly SweptRoute[];

  private constructor(site: ClearanceSite) {
    this.#site = site;
    const { plant } = site;
    this.#routes = [...sweptRoutes(plant.layout?.routes ?? []), ...networkRoutes(plant)];
  }

  static async create(plant: Plant): Promise<ClearanceCheck> {
    return new ClearanceCheck(await ClearanceSite.create(plant));
  }

  /** Everything in the plant that is in the way of something else, errors first. */
  all(): ClearanceFinding[] {
    const site = this.#site;
    const overlaps = site.plant.elements.flatMap((_, i) => overlapsOf(site, i, true));
    return ranked([...overlaps, ...checkWays(site), ...checkDoors(site), ...checkRoutes(site, this.#routes)]);
  }

  /** What would be wrong with an element if it stood like this; nothing is changed by asking. */
  moved(index: number, element: Element): ClearanceFinding[] {
    const site = this.#site;
    return site.with({ index, element }, () =>
      ranked([
        ...overlapsOf(site, index, false),
        ...checkWaysOf(site, index),
        ...checkDoorsOf(site, index),
        ...checkRoutesOf(site, this.#routes, index),
      ]),
    );
  }

  dispose(): void {
    this.#site.dispose();
  }
}

function ranked(findings: readonly ClearanceFinding[]): ClearanceFinding[] {
  const rank = ({ finding }: ClearanceFinding): number => (finding.severity === "error" ? 0 : 1);
  return [...findings].sort((a, b) => rank(a) - rank(b));
}

/** Clearance findings of a plant, errors first; the engine's memory is given back. */
export async function checkClearance(plant: Plant): Promise<ClearanceFinding[]> {
  const check = await ClearanceCheck.create(plant);
  try {
    return check.all();
  } finally {
    check.dispose();
  }
}
