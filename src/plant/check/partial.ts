import { idSchema } from "../elements/common.ts";
import type { PathStep, Report } from "../rule.ts";
import { type Plant, plantSchema } from "../schema.ts";

/** Collections from which an item that its schema refuses can be left out. */
const COLLECTIONS = [
  "hierarchy",
  "attributes",
  "products",
  "calendars",
  "elements",
  "connections",
  "resources",
  "balance",
] as const;
type Collection = (typeof COLLECTIONS)[number];

type Ids = Pick<ReadonlySet<string>, "has">;

const NO_IDS: Ids = new Set<string>();
/** Any name may mean an item whose id cannot be read. */
const ANY_ID: Ids = { has: () => true };

/** Ids that the items left out have or may have. */
export type OmittedIds = Readonly<Record<Collection, Ids>>;

/** What is left of a plant without the items that its schema refuses. */
export interface PartialPlant {
  readonly plant: Plant;
  /** What names one of them is not dangling. */
  readonly omitted: OmittedIds;
  /** Tells findings at the places that their items have in the file. */
  relocate(report: Report): Report;
}

/**
 * Leaves out the items in which the schema found something, so that the rules that look at one item alone, or at
 * names, can be checked all the same. @returns undefined when too little is left
 */
export function partialPlant(
  raw: Readonly<Record<string, unknown>>,
  issuePaths: readonly (readonly PropertyKey[])[],
): PartialPlant | undefined {
  const bad = new Map<string, Set<number>>(COLLECTIONS.map((name) => [name, new Set()]));
  const rest = knownMembers(raw);
  for (const [member, index] of issuePaths) {
    const places = bad.get(String(member));
    if (places === undefined) replaceMember(rest, member);
    else if (typeof index === "number") places.add(index);
    else return undefined;
  }
  const kept = new Map<string, number[]>();
  const omitted: Record<Collection, Ids> = {
    hierarchy: NO_IDS,
    attributes: NO_IDS,
    products: NO_IDS,
    calendars: NO_IDS,
    elements: NO_IDS,
    connections: NO_IDS,
    resources: NO_IDS,
    balance: NO_IDS,
  };
  for (const name of COLLECTIONS) {
    const items: unknown = raw[name];
    if (!Array.isArray(items)) continue;
    const places = [...items.keys()].filter((i) => bad.get(name)?.has(i) !== true);
    kept.set(name, places);
    rest[name] = places.map((i): unknown => items[i]);
    omitted[name] = idsOf([...(bad.get(name) ?? [])].map((i): unknown => items[i]));
  }
  const parsed = plantSchema.safeParse(rest);
  if (!parsed.success) return undefined;
  return { plant: parsed.data, omitted, relocate: (report) => relocated(report, kept) };
}

function knownMembers(raw: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(raw).filter(([name]) => Object.hasOwn(plantSchema.shape, name)));
}

/** A member of the head that the schema refuses is taken for any that it accepts, or for absent. */
function replaceMember(rest: Record<string, unknown>, member: PropertyKey | undefined): void {
  if (member === "id" || member === "name") rest[member] = "unnamed";
  else if (
    member === "layout" ||
    member === "description" ||
    member === "provenance" ||
    member === "$schema"
  ) {
    rest[member] = undefined;
  }
}

function idsOf(items: readonly unknown[]): Ids {
  const ids = items.map((item): unknown =>
    typeof item === "object" && item !== null
      ? Object.getOwnPropertyDescriptor(item, "id")?.value
      : undefined,
  );
  const valid = ids.filter((id) => idSchema.safeParse(id).success);
  return valid.length < ids.length ? ANY_ID : new Set(valid.map(String));
}

function relocated(report: Report, kept: ReadonlyMap<string, readonly number[]>): Report {
  return (rule, path, values) => {
    const [collection, index, ...more] = path;
    const place = typeof index === "number" ? kept.get(String(collection))?.[index] : undefined;
    const moved: readonly PathStep[] =
      place === undefined || collection === undefined ? path : [collection, place, ...more];
    report(rule, moved, values);
  };
}
