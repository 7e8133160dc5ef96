import type { Plant } from "../schema.ts";

/** What an id names. */
export type Reference =
  | "elements"
  | "products"
  | "calendars"
  | "hierarchy"
  | "pools"
  | "fleets"
  | "networks"
  | "resources"
  | "skills"
  | "families"
  | "classes"
  | "own";

/** What the ids of a member name, by the end of the path to it: `*` is any member of a record. The longest one counts. */
const REFERENCES: Readonly<Record<string, Reference>> = {
  id: "own",
  parent: "hierarchy",
  calendar: "calendars",
  "connections.from": "elements",
  "connections.to": "elements",
  "routing.weights.*": "elements",
  "routing.map.*": "products",
  "routing.map.*.value": "elements",
  "rules.to": "elements",
  otherwise: "elements",
  "inputs.from": "elements",
  "deliveries.from": "elements",
  "deliveries.to": "elements",
  "returns.from": "elements",
  "returns.to": "elements",
  product: "products",
  remainder: "products",
  container: "products",
  "byProduct.*": "products",
  "quantities.*": "products",
  "products.sequence": "products",
  "products.weights.*": "products",
  "discipline.priority.*": "products",
  "discipline.sequence": "products",
  "cards.*": "products",
  "stock.*": "products",
  "families.*": "products",
  "families.*.value": "families",
  "times.*": "families",
  "times.*.value.*": "families",
  initial: "families",
  loop: "resources",
  pool: "pools",
  skill: "skills",
  skills: "skills",
  fleet: "fleets",
  network: "networks",
  "pickup.*": "elements",
  "drop.*": "elements",
  station: "elements",
  stations: "elements",
  "rework.to": "elements",
  scrap: "elements",
  home: "elements",
  section: "elements",
  into: "elements",
  serves: "elements",
  class: "classes",
};

/** What an id at a place names; undefined where that is not known. Positions in lists are left out of the path. */
export function referenceOf(path: readonly string[]): Reference | undefined {
  for (let from = 0; from < path.length; from++) {
    const found = REFERENCES[path.slice(from).join(".")];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The ids of a plant that a reference may name. */
export function candidates(plant: Plant, reference: Reference | undefined): readonly string[] {
  const resources = plant.resources ?? [];
  const ofKind = (kind: string): string[] =>
    resources.filter((resource) => resource.kind === kind).map(({ id }) => id);
  switch (reference) {
    case "elements":
      return plant.elements.map(({ id }) => id);
    case "products":
    case "families":
      return plant.products.map(({ id }) => id);
    case "calendars":
      return plant.calendars.map(({ id }) => id);
    case "hierarchy":
      return plant.hierarchy.map(({ id }) => id);
    case "classes":
      return (plant.classes ?? []).map(({ id }) => id);
    case "pools":
      return ofKind("workers");
    case "fleets":
      return ofKind("fleet");
    case "networks":
      return ofKind("network");
    case "resources":
      return resources.map(({ id }) => id);
    case "skills":
      return [...new Set(resources.flatMap((each) => (each.kind === "workers" ? (each.skills ?? []) : [])))];
    case "own":
    case undefined:
      return [];
  }
}
