import type { ClearanceFinding } from "../plant/clearance.ts";
import type { Element, Plant } from "../plant/schema.ts";

export type { ClearanceFinding, ClearancePlace } from "../plant/clearance.ts";

/**
 * The clearance worker: it alone loads the physics engine, and only when a check is asked for. Of the findings, those with
 * a severity of error come first.
 */
export interface ClearanceContract {
  /**
   * Takes a plant and looks at all of it.
   * @param text of the plant file, for the lines of the findings
   */
  check(plant: Plant, text: string): Promise<readonly ClearanceFinding[]>;
  /**
   * What would be wrong with an element of the plant that was checked last if it stood like this: fast enough to
   * follow it while it is dragged. Nothing is changed by asking; an element that is not known has no findings.
   */
  moved(element: Element): readonly ClearanceFinding[];
  /** Answers at once; a worker that does not is dead. */
  ping(): void;
}
