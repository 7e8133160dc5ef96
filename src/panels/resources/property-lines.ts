import { MEMBER_LABELS, propertyLabel, VALUE_LABELS } from "../../app/i18n/property-labels.ts";
import { fieldOf, type FormNode } from "../../plant/form/field.ts";
import { valueFindings } from "../../plant/form/item-schema.ts";
import type { Reference } from "../../plant/form/references.ts";
import type { ResourceWording } from "./resource-wording.ts";

/** One property as it is read: a heading has no value. */
export interface PropertyLine {
  readonly label: string;
  /** 0 for the item's own members. */
  readonly depth: number;
  readonly value?: string;
  /** Ids that the value names, one by one, and what of. */
  readonly names?: readonly string[];
  readonly reference?: Reference;
}

/** What the head of the details says, or a list of its own. */
const LEFT_OUT = new Set(["kind", "id", "name", "notes", "provenance", "placement", "elements", "$schema"]);
/** Of a longer list only the number of entries is told. */
const MOST_ENTRIES = 8;
const MOST_NAMES = 40;

/** All properties of an item of the plant file, with their units, by the schema. */
export function propertyLines(
  node: FormNode,
  list: string,
  item: Readonly<Record<string, unknown>>,
  wording: ResourceWording,
): PropertyLine[] {
  const kind = typeof item["kind"] === "string" ? [item["kind"]] : [];
  return new Lines(wording).of({ node, names: [list, ...kind], label: "", depth: -1 }, item);
}

interface Place {
  readonly node: FormNode;
  /** Names of the members that lead here; they tell what an id refers to. */
  readonly names: readonly string[];
  readonly label: string;
  readonly depth: number;
}

class Lines {
  readonly #wording: ResourceWording;

  constructor(wording: ResourceWording) {
    this.#wording = wording;
  }

  of(place: Place, value: unknown): PropertyLine[] {
    const field = fieldOf(place.node, place.names);
    const line = (text: string): PropertyLine[] => [{ label: place.label, depth: place.depth, value: text }];
    switch (field.type) {
      case "number":
        return typeof value === "number" ? line(this.#number(value, field.unit)) : [];
      case "switch":
        return line(this.#wording.r(value === true ? "yes" : "no"));
      case "choice":
        return line(this.#choice(String(value)));
      case "fixed":
        return [];
      case "text":
        return field.reference === undefined
          ? line(String(value))
          : [{ label: place.label, depth: place.depth, names: [String(value)], reference: field.reference }];
      case "object":
        return this.#object(field.members, place, value);
      case "options":
        return this.#option(field.options, place, value);
      case "list":
        return Array.isArray(value) ? this.#list(field.item, place, value) : [];
      case "tuple":
        return line(this.#tuple(field.items, value, field.unit));
      case "record":
        return this.#record(field.value, field.reference, place, value);
      default:
        return line(JSON.stringify(value));
    }
  }

  #object(
    members: readonly { readonly key: string; readonly node: FormNode }[],
    place: Place,
    value: unknown,
  ): PropertyLine[] {
    const object = value as Readonly<Record<string, unknown>>;
    const isItem = place.depth < 0;
    const inner = members.flatMap(({ key, node }) => {
      if (object[key] === undefined || (isItem && LEFT_OUT.has(key))) return [];
      // Some words mean something else within what they belong to.
      const own = `${place.names.at(-1) ?? ""}.${key}`;
      const label = propertyLabel(MEMBER_LABELS, own in MEMBER_LABELS ? own : key, this.#wording.language);
      return this.of({ node, names: [...place.names, key], label, depth: place.depth + 1 }, object[key]);
    });
    return isItem || inner.length === 0 ? inner : [{ label: place.label, depth: place.depth }, ...inner];
  }

  #option(
    options: readonly { readonly node: FormNode; readonly name: string }[],
    place: Place,
    value: unknown,
  ): PropertyLine[] {
    const option = options.find(({ node }) => valueFindings(node, value).length === 0);
    if (option === undefined) return [];
    const lines = this.of({ ...place, node: option.node }, value);
    const [head] = lines;
    if (typeof value !== "object" || value === null || place.depth < 0) return lines;
    // Which of the forms it is, where it has a name of its own.
    const isNamed = Object.values(value).includes(option.name);
    const text = isNamed ? { value: this.#choice(option.name) } : {};
    if (head !== undefined && head.depth === place.depth && head.value === undefined)
      return [{ ...head, ...text }, ...lines.slice(1)];
    return isNamed && lines.length === 0 ? [{ label: place.label, depth: place.depth, ...text }] : lines;
  }

  #list(node: FormNode, place: Place, value: readonly unknown[]): PropertyLine[] {
    const { label, depth, names } = place;
    const count = this.#wording.r("entries", { count: this.#wording.formats.count(value.length) });
    const field = fieldOf(node, names);
    if (field.type === "text" && value.length <= MOST_NAMES)
      return field.reference === undefined
        ? [{ label, depth, value: value.join(", ") }]
        : [{ label, depth, names: value.map(String), reference: field.reference }];
    if (field.type === "number" && value.length <= MOST_NAMES)
      return [{ label, depth, value: value.map((one) => this.#number(Number(one), field.unit)).join(", ") }];
    if (value.length > MOST_ENTRIES) return [{ label, depth, value: count }];
    return value.flatMap((one, i) => {
      const title = value.length === 1 ? label : `${label} ${i + 1}`;
      return this.of({ node, names, label: title, depth }, one);
    });
  }

  #record(node: FormNode, reference: Reference | undefined, place: Place, value: unknown): PropertyLine[] {
    const entries = Object.entries(value as Readonly<Record<string, unknown>>);
    const { label, depth } = place;
    if (entries.length > MOST_NAMES)
      return [
        {
          label,
          depth,
          value: this.#wording.r("entries", { count: this.#wording.formats.count(entries.length) }),
        },
      ];
    const inner = entries.flatMap(([key, one]) => {
      const title = reference === undefined ? key : this.#wording.nameOf(key);
      return this.of({ node, names: [...place.names, "*", "value"], label: title, depth: depth + 1 }, one);
    });
    return [{ label, depth }, ...inner];
  }

  #tuple(items: readonly FormNode[], value: unknown, unit: string | undefined): string {
    if (!Array.isArray(value)) return "";
    const own = unit ?? fieldOf(items[0] as FormNode).unit;
    const text = value.map((one) => this.#wording.formats.number(Number(one))).join("; ");
    return own === undefined ? text : this.#wording.formats.withUnit(text, own);
  }

  #number(value: number, unit: string | undefined): string {
    const { formats } = this.#wording;
    if (unit === "s") return formats.duration(value);
    const text = formats.number(value);
    return unit === undefined || unit === "1" ? text : formats.withUnit(text, this.#unit(unit, value));
  }

  /** Units that are words have a form for one, and a language. */
  #unit(unit: string, value: number): string {
    const words = this.#wording.find(`unit.${unit}`);
    return words === undefined ? unit : this.#wording.formats.plural(value, words);
  }

  #choice(name: string): string {
    return this.#wording.find(`kind.${name}`) ?? propertyLabel(VALUE_LABELS, name, this.#wording.language);
  }
}
