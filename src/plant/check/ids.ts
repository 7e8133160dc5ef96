import type { Tag } from "../elements/common.ts";
import type { FleetTag, WorkersTag } from "../resources/live-tags.ts";
import { type PathStep, type Report, rule, type Rule } from "../rule.ts";
import type { PlantIndex } from "./plant-index.ts";

const DUPLICATE = rule("id/duplicate", "error");

const RESERVED = rule("id/reserved", "error");

const DUPLICATE_CONNECTION = rule("id/duplicateConnection", "error");

const DUPLICATE_TAG = rule("id/duplicateTag", "warning");

export const ID_RULES: readonly Rule[] = [DUPLICATE, RESERVED, DUPLICATE_CONNECTION, DUPLICATE_TAG];

const COLLECTIONS = {
  elements: { en: "elements", de: "den Elementen" },
  products: { en: "products", de: "den Produkten" },
  attributes: { en: "attributes", de: "den Merkmalen" },
  calendars: { en: "calendars", de: "den Kalendern" },
  hierarchy: { en: "units of the hierarchy", de: "den Einheiten der Hierarchie" },
  resources: { en: "elements and resources", de: "den Elementen und Ressourcen" },
  routes: { en: "routes", de: "den Strecken" },
  loads: { en: "base loads", de: "den Grundlasten" },
  balance: { en: "lines to balance", de: "den abzustimmenden Linien" },
  stops: {
    en: "failure modes and maintenance plans",
    de: "den Störungsarten und Wartungsplänen",
  },
  failures: { en: "failure modes", de: "den Störungsarten" },
} as const;

/** Ids are unique in their collection, and safe as member names. */
export function checkIds({ plant }: PlantIndex, report: Report): void {
  for (const collection of ["elements", "products", "calendars", "hierarchy"] as const) {
    checkCollection(plant[collection], collection, [collection], report);
  }
  checkCollection(plant.attributes ?? [], "attributes", ["attributes"], report);
  // Elements and resources share one set of ids.
  checkCollection(plant.resources ?? [], "resources", ["resources"], report, plant.elements);
  checkCollection(plant.balance ?? [], "balance", ["balance"], report);
  checkCollection(plant.energy?.loads ?? [], "loads", ["energy", "loads"], report);
  for (const [i, element] of plant.elements.entries()) {
    if ("failures" in element && element.failures !== undefined) {
      checkCollection(element.failures, "failures", ["elements", i, "failures"], report);
    }
    if ("maintenance" in element && element.maintenance !== undefined) {
      const path = ["elements", i, "maintenance"];
      checkCollection(element.maintenance, "stops", path, report, element.failures);
    }
  }
  for (const [i, resource] of (plant.resources ?? []).entries()) {
    if (resource.kind === "fleet")
      checkCollection(resource.failures ?? [], "failures", ["resources", i, "failures"], report);
  }
  checkCollection(plant.layout?.routes ?? [], "routes", ["layout", "routes"], report);
  checkConnections(plant.connections, report);
  checkTags(plant, report);
}

function checkCollection(
  items: readonly { readonly id: string }[],
  collection: keyof typeof COLLECTIONS,
  path: readonly PathStep[],
  report: Report,
  taken: readonly { readonly id: string }[] = [],
): void {
  const seen = new Set(taken.map(({ id }) => id));
  for (const [i, { id }] of items.entries()) {
    if (id in Object.prototype) report(RESERVED, [...path, i, "id"], { id });
    if (seen.has(id)) report(DUPLICATE, [...path, i, "id"], { id, collection: COLLECTIONS[collection] });
    seen.add(id);
  }
}

function checkConnections(connections: PlantIndex["plant"]["connections"], report: Report): void {
  const seen = new Set<string>();
  for (const [i, { from, to }] of connections.entries()) {
    // Ids hold no blank, so the pair stays a pair.
    const pair = `${from} ${to}`;
    if (seen.has(pair)) report(DUPLICATE_CONNECTION, ["connections", i], { from, to });
    seen.add(pair);
  }
}

function checkTags({ elements, resources = [] }: PlantIndex["plant"], report: Report): void {
  const bound = new Map<string, string>();
  const check = (
    { signal, group, node, device, metric }: Tag | FleetTag | WorkersTag,
    owner: string,
    path: readonly PathStep[],
  ): void => {
    const address = JSON.stringify([signal, group, node, device ?? "", metric]);
    const first = bound.get(address);
    if (first !== undefined) report(DUPLICATE_TAG, path, { metric, signal, first, second: owner });
    bound.set(address, owner);
  };
  for (const [i, element] of elements.entries())
    for (const [t, tag] of (element.tags ?? []).entries()) check(tag, element.id, ["elements", i, "tags", t]);
  for (const [i, resource] of resources.entries()) {
    if (resource.kind !== "fleet" && resource.kind !== "workers") continue;
    for (const [t, tag] of (resource.tags ?? []).entries()) {
      const owner = "vehicle" in tag ? `${resource.id}/${tag.vehicle}` : resource.id;
      check(tag, owner, ["resources", i, "tags", t]);
    }
  }
}
