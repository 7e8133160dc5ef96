import type { HierarchyUnit } from "../schema.ts";
import type { ImportedKind } from "./imported-kind.ts";
import { tidy } from "./import-table.ts";
import { parseNumber } from "./numbers.ts";
import { type ColumnSort, QUANTITIES, readHeader } from "./table-headers.ts";
import { factorOf, type Quantity } from "./units.ts";
import { childrenOf, textOf, type XmlNode } from "./read-xml.ts";

/** Names of roles and classes, the last step of their path in small letters, and what elements with them are. */
const KINDS: Readonly<Record<string, ImportedKind>> = {
  machine: "station",
  station: "station",
  workstation: "station",
  workcell: "station",
  workunit: "station",
  cell: "station",
  workplace: "station",
  discmanufacturingequipment: "station",
  manufacturingequipment: "station",
  storage: "buffer",
  storageunit: "buffer",
  buffer: "buffer",
  store: "buffer",
  transport: "conveyor",
  conveyor: "conveyor",
  beltconveyor: "conveyor",
  rollerconveyor: "conveyor",
  source: "source",
  materialsource: "source",
  sink: "sink",
  materialsink: "sink",
};

const LEVELS: Readonly<Record<string, HierarchyUnit["level"]>> = {
  enterprise: "enterprise",
  site: "site",
  area: "area",
  resourcestructure: "area",
  structure: "area",
  productionline: "line",
  line: "line",
  processcell: "line",
  productionunit: "line",
  storagezone: "line",
  workcenter: "line",
};

/** What an InternalElement is taken for. */
export type Meaning =
  | { readonly is: "element"; readonly kind: ImportedKind }
  | { readonly is: "unit"; readonly level: HierarchyUnit["level"] }
  | { readonly is: "product" }
  | { readonly is: "unknown"; readonly role: string };

const lastStep = (path: string): string => path.split(/[/@]/).at(-1)?.trim() ?? path;

/** Paths of the roles of an InternalElement, and of its class. */
export function rolesOf(node: XmlNode): string[] {
  const roles = [
    ...childrenOf(node, "RoleRequirements").map(({ attributes }) => attributes["RefBaseRoleClassPath"]),
    ...childrenOf(node, "SupportedRoleClass").map(({ attributes }) => attributes["RefRoleClassPath"]),
    node.attributes["RefBaseSystemUnitPath"],
  ];
  return roles.filter((path) => path !== undefined && path !== "").map((path) => lastStep(path ?? ""));
}

/** What an InternalElement is, by its roles first and its class then. */
export function meaningOf(node: XmlNode): Meaning {
  const roles = rolesOf(node);
  for (const role of roles) {
    const word = role.toLowerCase();
    const kind = Object.hasOwn(KINDS, word) ? KINDS[word] : undefined;
    if (kind !== undefined) return { is: "element", kind };
    if (word === "product") return { is: "product" };
  }
  for (const role of roles) {
    const level = Object.hasOwn(LEVELS, role.toLowerCase()) ? LEVELS[role.toLowerCase()] : undefined;
    if (level !== undefined) return { is: "unit", level };
  }
  return { is: "unknown", role: roles[0] ?? "none" };
}

/** A number of an attribute in the plant's units; undefined where the value or the unit is not understood. */
export function numberOf(attribute: XmlNode, quantity: Quantity, usualUnit: string): number | undefined {
  const value = parseNumber(textOf(attribute, "Value") ?? textOf(attribute, "DefaultValue") ?? "", "point");
  const factor = factorOf(quantity, attribute.attributes["Unit"] || usualUnit);
  return value === undefined || factor === undefined ? undefined : tidy(value * factor);
}

const USUAL_UNITS: Readonly<Record<Quantity, string>> = {
  length: "m",
  time: "s",
  speed: "m/s",
  angle: "deg",
  count: "1",
};

/** Which parameter of ours an attribute is: `CycleTime`, `Cycle time` and `Zykluszeit` are the same. */
export function parameterOf({ attributes }: XmlNode): { sort: ColumnSort; quantity: Quantity } | undefined {
  const spaced = (attributes["Name"] ?? "").replaceAll(/([a-zäöü])([A-ZÄÖÜ])/g, "$1 $2");
  const { sort } = readHeader(spaced);
  const quantity = sort === undefined ? undefined : QUANTITIES[sort];
  return sort === undefined || quantity === undefined ? undefined : { sort, quantity };
}

/** The unit that a number has where its attribute names none. */
export function usualUnit(quantity: Quantity): string {
  return USUAL_UNITS[quantity];
}
