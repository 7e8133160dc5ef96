import type { ClearanceFinding } from "../plant/clearance.ts";
import { LineIndex } from "../plant/line-index.ts";
import type { Element, Plant } from "../plant/schema.ts";
import { ClearanceCheck } from "./clearance-check.ts";

/** Keeps the plant that was checked last, so that elements of it can be followed. */
export class ClearanceSession {
  #check: ClearanceCheck | undefined;
  #positions: ReadonlyMap<string, number> = new Map();

  async check(plant: Plant, text: string): Promise<readonly ClearanceFinding[]> {
    const next = await ClearanceCheck.create(plant);
    this.#check?.dispose();
    this.#check = next;
    this.#positions = new Map(plant.elements.map(({ id }, i) => [id, i]));
    return withLines(next.all(), text);
  }

  moved(element: Element): readonly ClearanceFinding[] {
    const position = this.#positions.get(element.id);
    return position === undefined ? [] : (this.#check?.moved(position, element) ?? []);
  }

  ping(): void {
    // That it returns is the answer.
  }
}

/** The findings with the lines of the plant file that they point to. */
function withLines(found: readonly ClearanceFinding[], text: string): ClearanceFinding[] {
  if (found.length === 0) return [];
  const lines = new LineIndex(text);
  return found.map((each) => {
    const line = lines.lineOf(each.finding.path);
    return line === undefined ? each : { ...each, finding: { ...each.finding, line } };
  });
}
