import type { Element, HierarchyUnit, Plant } from "../plant/schema.ts";
import { type OtherGroup, type OtherItem, otherItems } from "./other-rows.ts";

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
  | { readonly kind: "group"; readonly group: OtherGroup; readonly expanded: boolean }
  | { readonly kind: "other"; readonly item: OtherItem }
  | { readonly kind: "more"; readonly count: number }
);

interface Branch {
  readonly units: readonly HierarchyUnit[];
  readonly elements: readonly number[];
}

/** Key of the place for elements whose unit is not in the plant file. */
export const UNPLACED = "";

/** The words by which the filter finds rows, lower case. */
export interface RowWords {
  element(element: Element): string;
  other(item: OtherItem): string;
}

/** The hierarchy of a plant, ready to be listed; below it what is no element. */
export class PlantTree {
  readonly #plant: Plant;
  readonly #others: ReturnType<typeof otherItems>;
  readonly #branches = new Map<string, { units: HierarchyUnit[]; elements: number[] }>();

  constructor(plant: Plant) {
    this.#plant = plant;
    this.#others = otherItems(plant);
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
  rows(collapsed: ReadonlySet<string>, filter: string, words: RowWords): TreeRow[] {
    const matches = (index: number): boolean => {
      const element = this.#plant.elements[index];
      return element !== undefined && (filter === "" || words.element(element).includes(filter));
    };
    const rows: TreeRow[] = [];
    this.#list(UNPLACED, 1, collapsed, filter, matches, rows);
    const groups = this.#others.flatMap(([group, items]) => {
      const found = items.filter((item) => filter === "" || words.other(item).includes(filter));
      return found.length === 0 ? [] : [[group, found] as const];
    });
    // What stands at the top has siblings in the groups.
    const before = rows.filter(({ level }) => level === 1).length;
    const siblings = before + groups.length;
    const whole = rows.map((row) => (row.level === 1 ? { ...row, siblings } : row));
    groups.forEach(([group, items], i) => {
      const expanded = filter !== "" || !collapsed.has(keyOfGroup(group));
      const position = before + i + 1;
      whole.push({ kind: "group", key: keyOfGroup(group), level: 1, position, siblings, group, expanded });
      if (expanded) listItems(items, whole);
    });
    return whole;
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

/** No unit of the hierarchy can be called so. */
export function keyOfGroup(group: OtherGroup): string {
  return `group:${group}`;
}

function listItems(items: readonly OtherItem[], rows: TreeRow[]): void {
  const shown = items.slice(0, MOST_CHILDREN);
  shown.forEach((item, i) => {
    // Where a filter left the uses alone, they stand for themselves.
    const peers = peersOf(shown, i);
    const key = `${item.what}:${"id" in item.subject ? item.subject.id : ""}`;
    const position = peers.indexOf(item) + 1;
    rows.push({ kind: "other", key, level: item.depth + 1, position, siblings: peers.length, item });
  });
  const count = items.length - shown.length;
  if (count > 0)
    rows.push({
      kind: "more",
      key: "more:group",
      level: 2,
      position: shown.length,
      siblings: shown.length,
      count,
    });
}

/** Items of the same depth under the same one. */
function peersOf(items: readonly OtherItem[], at: number): readonly OtherItem[] {
  const depth = items[at]?.depth ?? 1;
  if (depth === 1) return items.filter((item) => item.depth === 1);
  const from = items.findLastIndex((item, i) => i < at && item.depth < depth);
  const to = items.findIndex((item, i) => i > at && item.depth < depth);
  return items.slice(from + 1, to < 0 ? items.length : to);
}
