import type { Element, HierarchyUnit, Plant } from "../plant/schema.ts";

/** More elements than this under one unit are not listed; the filter finds them. */
const MOST_CHILDREN = 400;

/** One visible row of the structure list. */
export type TreeRow = {
  readonly key: string;
  /** 1 for the top. */
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
} & (
  | { readonly kind: "unit"; readonly unit: HierarchyUnit | undefined; readonly expanded: boolean }
  | { readonly kind: "element"; readonly element: Element; readonly index: number }
  | { readonly kind: "more"; readonly count: number }
);

interface Branch {
  readonly units: readonly HierarchyUnit[];
  readonly elements: readonly number[];
}

/** Key of the place for elements whose unit is not in the plant file. */
export const UNPLACED = "";

/** The hierarchy of a plant, ready to be listed. */
export class PlantTree {
  readonly #plant: Plant;
  readonly #branches = new Map<string, { units: HierarchyUnit[]; elements: number[] }>();

  constructor(plant: Plant) {
    this.#plant = plant;
    const known = new Set(plant.hierarchy.map(({ id }) => id));
    const branch = (id: string | undefined): { units: HierarchyUnit[]; elements: number[] } => {
      const key = id !== undefined && known.has(id) ? id : UNPLACED;
      let found = this.#branches.get(key);
      if (found === undefined) this.#branches.set(key, (found = { units: [], elements: [] }));
      return found;
    };
    for (const unit of plant.hierarchy) branch(unit.parent).units.push(unit);
    plant.elements.forEach((element, index) => branch(element.parent).elements.push(index));
  }

  /** Rows that are to be seen. @param filter lower case; a filter opens everything that holds a match */
  rows(collapsed: ReadonlySet<string>, filter: string, nameOf: (element: Element) => string): TreeRow[] {
    const matches = (index: number): boolean => {
      const element = this.#plant.elements[index];
      return element !== undefined && (filter === "" || nameOf(element).includes(filter));
    };
    const rows: TreeRow[] = [];
    this.#list(UNPLACED, 1, collapsed, filter, matches, rows);
    return rows;
  }

  #branch(key: string): Branch {
    return this.#branches.get(key) ?? { units: [], elements: [] };
  }

  #holds(key: string, matches: (index: number) => boolean): boolean {
    const { units, elements } = this.#branch(key);
    return elements.some(matches) || units.some(({ id }) => this.#holds(id, matches));
  }

  #list(
    key: string,
    level: number,
    collapsed: ReadonlySet<string>,
    filter: string,
    matches: (index: number) => boolean,
    rows: TreeRow[],
  ): void {
    const branch = this.#branch(key);
    const units = branch.units.filter(({ id }) => this.#holds(id, matches));
    const elements = branch.elements.filter(matches);
    const siblings = units.length + elements.length;
    units.forEach((unit, i) => {
      const expanded = filter !== "" || !collapsed.has(unit.id);
      rows.push({ kind: "unit", key: `unit:${unit.id}`, level, position: i + 1, siblings, unit, expanded });
      if (expanded) this.#list(unit.id, level + 1, collapsed, filter, matches, rows);
    });
    elements.slice(0, MOST_CHILDREN).forEach((index, i) => {
      const element = this.#plant.elements[index];
      if (element === undefined) return;
      const position = units.length + i + 1;
      rows.push({ kind: "element", key: `element:${element.id}`, level, position, siblings, element, index });
    });
    const count = elements.length - MOST_CHILDREN;
    if (count > 0)
      rows.push({ kind: "more", key: `more:${key}`, level, position: siblings, siblings, count });
  }
}
