import { plantSchema, type Plant } from "../schema.ts";
import { fieldOf, type FormNode } from "./field.ts";
import type { Reference } from "./references.ts";

/** What an id becomes where it is named; undefined takes the mention away as far as the schema lets it. */
export type Renaming = (id: string) => string | undefined;

/** Stands for a value that is to go. */
const GONE = Symbol("gone");
type Mapped = unknown;

/**
 * The plant with every mention of some ids replaced or taken away: in members, lists, records and expressions. An item of
 * the plant's own lists never goes with a mention, but for a connection, which is nothing without its ends.
 * @param about the ids whose mentions may change; anything that holds none of them is left as it is
 */
export function mapReferences(
  plant: Plant,
  references: readonly Reference[],
  about: ReadonlySet<string>,
  rename: Renaming,
): Plant {
  const walk = new Walk(new Set(references), rename);
  const lists = plantSchema.shape;
  const changed: Record<string, unknown> = { ...plant };
  for (const [key, value] of Object.entries(plant)) {
    const node = lists[key as keyof typeof lists];
    if (!mentions(value, about)) continue;
    if (!Array.isArray(value)) {
      const mapped = walk.map(node, value, [key]);
      if (mapped !== GONE) changed[key] = mapped;
      continue;
    }
    const field = fieldOf(node);
    if (field.type !== "list") continue;
    changed[key] = (value as readonly unknown[]).flatMap((item) => {
      const mapped = mentions(item, about) ? walk.map(field.item, item, [key], key !== "connections") : item;
      return mapped === GONE ? [] : [mapped];
    });
  }
  return changed as Plant;
}

function mentions(value: unknown, about: ReadonlySet<string>): boolean {
  if (typeof value === "string") {
    if (about.has(value)) return true;
    return value.includes("(") && [...about].some((id) => value.includes(id));
  }
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some((item) => mentions(item, about));
  return Object.entries(value).some(([key, item]) => about.has(key) || mentions(item, about));
}

class Walk {
  readonly #references: ReadonlySet<Reference>;
  readonly #rename: Renaming;

  constructor(references: ReadonlySet<Reference>, rename: Renaming) {
    this.#references = references;
    this.#rename = rename;
  }

  /** @param keeps whether it stays, with the mention, where its schema does not let it go */
  map(node: FormNode, value: unknown, path: readonly string[], keeps = false): Mapped {
    const field = fieldOf(node, path);
    switch (field.type) {
      case "text":
        return this.#text(value, field.reference);
      case "options": {
        const fits = field.options.find((option) => isLike(option.node, value));
        return fits === undefined ? value : this.map(fits.node, value, path, keeps);
      }
      case "object":
        return this.#object(field.members, value, path, keeps);
      case "list":
        return this.#list(field.item, field.min ?? 0, value, path);
      case "record":
        return this.#record(field.value, field.reference, value, path);
      default:
        return value;
    }
  }

  #text(value: unknown, reference: Reference | undefined): Mapped {
    if (typeof value !== "string") return value;
    if (reference === undefined) return this.#references.has("elements") ? this.#expression(value) : value;
    return this.#references.has(reference) ? (this.#rename(value) ?? GONE) : value;
  }

  /** Elements that an expression asks about; what asks about one that is gone is left for the checks to tell. */
  #expression(text: string): string {
    return text.replaceAll(
      /\b(content|finished)\(\s*(["'])([^"']*)\2\s*\)/g,
      (_, ask: string, quote: string, id: string) => `${ask}(${quote}${this.#rename(id) ?? id}${quote})`,
    );
  }

  #object(
    members: readonly { readonly key: string; readonly node: FormNode; readonly optional: boolean }[],
    value: unknown,
    path: readonly string[],
    keeps: boolean,
  ): Mapped {
    const changed = { ...(value as Record<string, unknown>) };
    for (const { key, node, optional } of members) {
      const member = changed[key];
      if (member === undefined) continue;
      const mapped = this.map(node, member, [...path, key]);
      if (mapped !== GONE) changed[key] = mapped;
      else if (optional) delete changed[key];
      else if (!keeps) return GONE;
    }
    return changed;
  }

  #list(item: FormNode, min: number, value: unknown, path: readonly string[]): Mapped {
    const items = (value as readonly unknown[]).map((each) => this.map(item, each, path));
    const rest = items.filter((each) => each !== GONE);
    return rest.length < min && rest.length < items.length ? GONE : rest;
  }

  #record(node: FormNode, reference: Reference | undefined, value: unknown, path: readonly string[]): Mapped {
    const renames = reference !== undefined && this.#references.has(reference);
    return Object.fromEntries(
      Object.entries(value as Record<string, unknown>).flatMap(([key, member]) => {
        const name = renames ? this.#rename(key) : key;
        const mapped = this.map(node, member, [...path, "*", "value"]);
        return name === undefined || mapped === GONE ? [] : [[name, mapped]];
      }),
    );
  }
}

/** Whether a value may be of a form, by the looks of it. */
function isLike(node: FormNode, value: unknown): boolean {
  const field = fieldOf(node);
  if (field.type === "object") {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    return field.members.every(({ key, node: member, optional }) => {
      const part = (value as Readonly<Record<string, unknown>>)[key];
      if (part === undefined) return optional;
      const inner = fieldOf(member);
      return inner.type !== "fixed" || inner.value === part;
    });
  }
  if (field.type === "record") return typeof value === "object" && value !== null && !Array.isArray(value);
  if (field.type === "list" || field.type === "tuple") return Array.isArray(value);
  if (field.type === "text") return typeof value === "string";
  if (field.type === "fixed") return field.value === value;
  if (field.type === "choice") return typeof value === "string" && field.choices.includes(value);
  return field.type === "number" ? typeof value === "number" : field.type === "json";
}
