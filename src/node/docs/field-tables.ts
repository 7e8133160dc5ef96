import { plantJsonSchema } from "../../plant/json-schema.ts";
import { elementPageNames, fieldPlaces, INDEX, readElementPage } from "./element-pages.ts";

/** What is read of a node of the JSON Schema. */
interface Node {
  readonly $ref?: string;
  readonly type?: string;
  readonly description?: string;
  readonly unit?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Node | boolean;
  readonly items?: Node;
  readonly prefixItems?: readonly Node[];
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
}

/** Members that every element or resource has: they are told once, on the index. */
const COMMON = new Set(["kind", "id", "name", "parent", "placement", "tags", "provenance", "notes"]);
/** What the schema says of an id: where it is a reference, the type says enough. */
const ID = "Identifier, unique in the plant";
/** A definition that holds itself is told so far. */
const DEEPEST = 4;

/** Tables of the fields of the plant file's definitions, as they stand on the pages. */
export class FieldTables {
  readonly #definitions: Readonly<Record<string, Node>>;
  /** Definition → page that tells of it. */
  readonly #homes: ReadonlyMap<string, string>;

  /** @param homes definition → name of the page that tells of it */
  constructor(homes: ReadonlyMap<string, string>) {
    const schema = plantJsonSchema();
    this.#definitions = schema["$defs"] as Readonly<Record<string, Node>>;
    this.#homes = homes;
  }

  /** @param members those that are told; all when empty @throws Error when the schema has no such definition or member */
  table(definition: string, page: string, members: readonly string[] = []): string {
    const node = this.#definitions[definition];
    if (node === undefined) throw new Error(`the schema has no definition ${definition}`);
    const all = this.#rowsBelow(node, "", page, 0, COMMON_OF[definition] ?? COMMON);
    const rows =
      members.length === 0
        ? all
        : members.flatMap((member) => {
            const found = all.filter((row) => new RegExp(String.raw`^\| \`${member}(?=[\`.[{])`).test(row));
            if (found.length === 0) throw new Error(`${definition} has no member ${member}`);
            return [...new Set(found)];
          });
    const body = rows.length === 0 ? ["| | | | none beside what all have |"] : rows;
    return ["| field | value | unit | meaning |", "|---|---|---|---|", ...body, ""].join("\n");
  }

  #resolve(node: Node): Node {
    if (node.$ref === undefined) return node;
    return { ...this.#definitions[nameOf(node)], ...node };
  }

  /** Rows of the members of a node, however it is written. */
  #rowsBelow(
    written: Node,
    prefix: string,
    page: string,
    depth: number,
    without: ReadonlySet<string>,
  ): string[] {
    if (depth > DEEPEST) return [];
    const node = this.#resolve(written);
    const inside = (child: Node | undefined, sign: string): string[] =>
      child === undefined || this.#isLinked(child)
        ? []
        : this.#rowsBelow(child, `${prefix}${sign}`, page, depth + 1, new Set());
    if (node.properties !== undefined) {
      return Object.entries(node.properties)
        .filter(([name]) => !without.has(name))
        .flatMap(([name, member]) => this.#rows(name, member, node, prefix, page, depth));
    }
    if (node.items !== undefined) return inside(node.items, "[]");
    if (typeof node.additionalProperties === "object") return inside(node.additionalProperties, "{}");
    return (node.oneOf ?? node.anyOf ?? [])
      .filter((choice) => !this.#isLinked(choice))
      .flatMap((choice) => this.#rowsBelow(choice, prefix, page, depth, without));
  }

  #rows(name: string, member: Node, parent: Node, prefix: string, page: string, depth: number): string[] {
    const path = prefix === "" ? name : `${prefix}.${name}`;
    const node = this.#resolve(member);
    const needed = parent.required?.includes(name) === true && node.default === undefined;
    const unit = node.unit ?? this.#resolve(node.items ?? {}).unit ?? "";
    const refers = node.description === ID && name !== "id";
    const preset =
      node.default === undefined || typeof node.default === "object"
        ? ""
        : `${node.description === undefined ? "" : "; "}${JSON.stringify(node.default)} when absent`;
    const meaning =
      node.const === undefined
        ? `${refers ? "" : (node.description ?? "")}${preset}`
        : (parent.description ?? "");
    const cells = [
      `\`${path}\`${needed ? " *" : ""}`,
      this.#type(member, page),
      unit === "1" ? "1" : unit,
      meaning,
    ];
    const row = `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
    return this.#isLinked(member)
      ? [row]
      : [row, ...this.#rowsBelow(member, path, page, depth + 1, new Set())];
  }

  /** Whether the node has a table of its own, or could hold anything. */
  #isLinked(node: Node): boolean {
    return node.$ref !== undefined && (this.#homes.has(nameOf(node)) || isAnything(node));
  }

  #type(written: Node, page: string): string {
    if (written.$ref !== undefined) {
      const name = nameOf(written);
      const home = this.#homes.get(name);
      if (home !== undefined)
        return `[${words(name)}](${home === page ? "" : `${home}.md`}#${name.toLowerCase()})`;
      if (name === "Expression") return "expression";
      if (isAnything(written)) return "any value";
    }
    const node = this.#resolve(written);
    if (node.const !== undefined) return code(node.const);
    if (node.enum !== undefined) return node.enum.map(code).join(", ");
    if (node.items !== undefined) return `list of ${this.#type(node.items, page)}`;
    if (node.prefixItems !== undefined) return `${node.prefixItems.length} numbers`;
    if (node.properties !== undefined) return "object";
    if (typeof node.additionalProperties === "object") {
      return `table of ${this.#type(node.additionalProperties, page)}`;
    }
    const choices = node.oneOf ?? node.anyOf;
    if (choices !== undefined) {
      return [...new Set(choices.map((choice) => this.#type(choice, page)))].join(" or ");
    }
    if (node.type === "string") return node.description === ID ? "id" : "text";
    if (node.type === "boolean") return "true, false";
    if (node.type === "integer" || node.type === "number") return numberType(node);
    return "any value";
  }
}

/** What of a definition is not listed, where it is not the usual. */
const COMMON_OF: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  ["Plant", "Product", "Placement", "Tag", "Order", "FailureMode", "Maintenance", "Attribute", "Use", "Class"]
    .concat(["Calendar", "Door", "Route", "Distribution", "ControlPoint"])
    .map((name) => [name, new Set<string>()]),
);

const code = (value: unknown): string => `\`${String(value)}\``;
const nameOf = ({ $ref = "" }: Node): string => $ref.slice($ref.lastIndexOf("/") + 1);
/** JSON of any form has a definition without a name of its own. */
const isAnything = (node: Node): boolean => nameOf(node).startsWith("__");
const words = (name: string): string => name.replaceAll(/(?<=[a-z])[A-Z]/g, " $&").toLowerCase();

function numberType({ type, minimum, exclusiveMinimum }: Node): string {
  const name = type === "integer" ? "whole number" : "number";
  if (exclusiveMinimum !== undefined) return `${name} above ${exclusiveMinimum}`;
  const told = minimum !== undefined && minimum > -1000;
  return told ? `${name} from ${minimum}` : name;
}

/** The tables for the pages as they are: a definition is told of on the page that has its place. */
export function fieldTables(): FieldTables {
  const homes = elementPageNames().flatMap((name) =>
    fieldPlaces(readElementPage(name)).flatMap(({ definition, members }) =>
      members.length === 0 ? [[definition, name] as const] : [],
    ),
  );
  // The index tells of what many use; a page of its own goes before.
  return new FieldTables(
    new Map([...homes.filter(([, page]) => page === INDEX), ...homes.filter(([, page]) => page !== INDEX)]),
  );
}
