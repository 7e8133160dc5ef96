import type { MilkRun } from "../elements/milk-run.ts";
import type { Station } from "../elements/station.ts";
import type { PathStep } from "../rule.ts";
import type { Element, Resource } from "../schema.ts";

/** A name in the file: of what, and where it stands. */
export type NamedReference = readonly [what: "element" | "product", id: string, path: readonly PathStep[]];

/** Names in what an element says of assembly, containers, quality and milk runs. */
export function materialReferences(element: Element): NamedReference[] {
  if (element.kind === "station") return [...assemblyReferences(element), ...qualityReferences(element)];
  if (element.kind === "milkRun") return milkRunReferences(element);
  if (element.kind !== "batcher") return [];
  const { container, group } = element;
  const families = typeof group === "object" ? Object.keys(group.families) : [];
  return [
    ...(container === undefined ? [] : [["product", container, ["container"]] as const]),
    ...families.map((product): NamedReference => ["product", product, ["group", "families", product]]),
  ];
}

function milkRunReferences({ stops, deliveries, returns = [] }: MilkRun): NamedReference[] {
  return [
    ...stops.flatMap(({ serves = [] }, s) =>
      serves.map((id, k): NamedReference => ["element", id, ["stops", s, "serves", k]]),
    ),
    ...deliveries.flatMap(({ from, to, product }, k): NamedReference[] => [
      ["element", from, ["deliveries", k, "from"]],
      ["element", to, ["deliveries", k, "to"]],
      ["product", product, ["deliveries", k, "product"]],
    ]),
    ...returns.flatMap(({ from, to }, k): NamedReference[] => [
      ["element", from, ["returns", k, "from"]],
      ["element", to, ["returns", k, "to"]],
    ]),
  ];
}

/** Names in what a resource says of carriers. */
export function carrierReferences(resource: Resource): NamedReference[] {
  if (resource.kind !== "carriers") return [];
  return [
    ["product", resource.product, ["product"]],
    ["element", resource.home, ["home"]],
  ];
}

function assemblyReferences({ assembly, disassembly }: Station): NamedReference[] {
  const names: NamedReference[] = [];
  const add = (what: "element" | "product", id: string | undefined, ...path: PathStep[]): void => {
    if (id !== undefined) names.push([what, id, path]);
  };
  for (const [b, { inputs, product }] of (assembly?.bills ?? []).entries()) {
    add("product", product, "assembly", "bills", b, "product");
    for (const [k, input] of inputs.entries()) {
      add("element", input.from, "assembly", "bills", b, "inputs", k, "from");
      add("product", input.product, "assembly", "bills", b, "inputs", k, "product");
    }
  }
  add("product", disassembly?.remainder, "disassembly", "remainder");
  for (const [l, { product }] of (disassembly?.bill ?? []).entries())
    add("product", product, "disassembly", "bill", l, "product");
  return names;
}

function qualityReferences({ defects, inspection }: Station): NamedReference[] {
  const names: NamedReference[] = [];
  if (typeof defects === "object") {
    for (const product of Object.keys(defects.byProduct))
      names.push(["product", product, ["defects", "byProduct", product]]);
  }
  if (inspection?.rework !== undefined)
    names.push(["element", inspection.rework.to, ["inspection", "rework", "to"]]);
  if (inspection?.scrap !== undefined) names.push(["element", inspection.scrap, ["inspection", "scrap"]]);
  return names;
}
