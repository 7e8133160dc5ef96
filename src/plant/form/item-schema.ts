import type { BareFinding } from "../finding.ts";
import { schemaFindings } from "../schema-findings.ts";
import { plantSchema } from "../schema.ts";
import { fieldOf, type FormNode } from "./field.ts";

/** Lists of a plant whose items are edited one by one. */
export const ITEM_LISTS = [
  "elements",
  "products",
  "resources",
  "calendars",
  "connections",
  "hierarchy",
  "attributes",
  "balance",
  "uses",
  "classes",
] as const;
export type ItemList = (typeof ITEM_LISTS)[number];

/** What is edited as members of the plant itself. */
export const HEAD_MEMBERS = ["name", "description", "run", "layout", "provenance"] as const;

/** The schema of an item of a list. */
export function itemNode(list: ItemList): FormNode {
  const field = fieldOf(plantSchema.shape[list]);
  if (field.type !== "list") throw new Error(`${list} is a list`);
  return field.item;
}

/** The schema of the plant itself, but for its lists. */
export function headNode(): FormNode {
  const [name, description, run, layout, provenance] = HEAD_MEMBERS;
  return plantSchema.pick({
    [name]: true,
    [description]: true,
    [run]: true,
    [layout]: true,
    [provenance]: true,
  });
}

/** The forms that an item of a list can have: its kinds; empty where there is but one. */
export function kindsOf(list: ItemList): readonly string[] {
  const field = fieldOf(itemNode(list));
  return field.type === "options" ? field.options.map(({ name }) => name) : [];
}

/** The schema of an item of one kind. */
export function kindNode(list: ItemList, kind: string): FormNode | undefined {
  const field = fieldOf(itemNode(list));
  return field.type === "options" ? field.options.find(({ name }) => name === kind)?.node : undefined;
}

/** What the schema has against a value; empty where it accepts it. Paths are relative to the value. */
export function valueFindings(node: FormNode, value: unknown): readonly BareFinding[] {
  const schema = node as FormNode & { safeParse: (typeof plantSchema)["safeParse"] };
  const parsed = schema.safeParse(value);
  return parsed.success ? [] : schemaFindings(node, value, parsed.error.issues);
}
