import type { Element, Plant, Resource } from "../schema.ts";

/** Who works by a calendar, on one line. */
export interface LineUsers {
  /** The unit of the hierarchy; undefined of elements that belong to none. */
  readonly line: string | undefined;
  readonly elements: readonly Element[];
}

export interface CalendarUsers {
  readonly lines: readonly LineUsers[];
  readonly resources: readonly Resource[];
  /** Names of loads that draw power by it. */
  readonly loads: readonly string[];
}

/** What of a plant works by a calendar, line by line. */
export function usersOf(plant: Plant, calendar: string): CalendarUsers {
  const isUser = (user: object): boolean => "calendar" in user && user.calendar === calendar;
  const lines = new Map<string | undefined, Element[]>();
  for (const element of plant.elements) {
    if (!isUser(element)) continue;
    const list = lines.get(element.parent);
    if (list === undefined) lines.set(element.parent, [element]);
    else list.push(element);
  }
  const nameOf = (id: string | undefined): string | undefined =>
    id === undefined ? undefined : (plant.hierarchy.find((unit) => unit.id === id)?.name ?? id);
  return {
    lines: [...lines].map(([id, elements]) => ({ line: nameOf(id), elements })),
    resources: (plant.resources ?? []).filter(isUser),
    loads: (plant.energy?.loads ?? []).filter(isUser).map((load) => load.name ?? load.id),
  };
}
