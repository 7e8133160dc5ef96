import { XMLParser, XMLValidator } from "fast-xml-parser";
import { IMPORT_LIMITS } from "./import-limits.ts";
import { BROKEN, DOCTYPE, TOO_MANY } from "./import-rules.ts";
import { ImportFailure } from "./import-report.ts";

/** An element of an XML file, without prefixes of namespaces. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  /** Text directly inside, trimmed. */
  readonly text: string;
  /** Of the file, from 1. */
  readonly line: number;
}

/** The five names that XML itself has; a file's own entities are refused with its document type. */
const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * Reads XML without ever expanding or fetching an entity: a file with a document type is refused.
 * @throws ImportFailure for what is no XML, or too much of it
 */
export function readXml(text: string): XmlNode {
  const doctype = text.replaceAll(/<!--[\s\S]*?-->/g, blank).search(/<!DOCTYPE|<!ENTITY/i);
  if (doctype >= 0) throw new ImportFailure(DOCTYPE, {}, lineAt(text, doctype));
  // A lower bound of what there is, before anything is built of it.
  const tags = text.split("<").length - 1;
  if (tags > IMPORT_LIMITS.nodes)
    throw new ImportFailure(TOO_MANY, { count: tags, limit: IMPORT_LIMITS.nodes });
  const valid = XMLValidator.validate(text, { allowBooleanAttributes: false });
  if (valid !== true) throw new ImportFailure(BROKEN, { problem: valid.err.msg }, valid.err.line);
  const roots = parsed(text);
  const [root] = new TreeBuilder(text).nodes(roots, 0).filter(({ name }) => !name.startsWith("?"));
  if (root === undefined) throw new ImportFailure(BROKEN, { problem: "no element" });
  return root;
}

function parsed(text: string): RawNode[] {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: "",
    removeNSPrefix: true,
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: true,
    processEntities: false,
    captureMetaData: true,
    maxNestedTags: IMPORT_LIMITS.depth,
  });
  try {
    return parser.parse(text) as RawNode[];
  } catch (error) {
    throw new ImportFailure(BROKEN, { problem: error instanceof Error ? error.message : String(error) });
  }
}

/** As the parser gives it: one member with the children, and `:@` with the attributes. */
type RawNode = Readonly<Record<string, unknown>>;

class TreeBuilder {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) this.#starts.push(i + 1);
  }

  nodes(raw: readonly RawNode[], depth: number): XmlNode[] {
    if (depth > IMPORT_LIMITS.depth) throw new ImportFailure(BROKEN, { problem: "too deep" });
    const nodes: XmlNode[] = [];
    for (const each of raw) {
      const name = Object.keys(each).find((key) => key !== ":@");
      if (name === undefined || name === "#text") continue;
      const inside = Array.isArray(each[name]) ? (each[name] as RawNode[]) : [];
      const text = inside.map((child) => ("#text" in child ? String(child["#text"]) : "")).join("");
      nodes.push({
        name,
        attributes: attributesOf(each[":@"]),
        children: this.nodes(inside, depth + 1),
        text: decoded(text).trim(),
        line: this.#lineOf(each),
      });
    }
    return nodes;
  }

  #lineOf(raw: RawNode): number {
    const meta = raw[XMLParser.getMetaDataSymbol() as unknown as string] as
      | { startIndex?: number }
      | undefined;
    const offset = meta?.startIndex ?? 0;
    let [low, high] = [0, this.#starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }
}

function attributesOf(raw: unknown): Record<string, string> {
  if (typeof raw !== "object" || raw === null) return {};
  return Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, decoded(String(value))]));
}

function decoded(text: string): string {
  if (!text.includes("&")) return text;
  return text.replaceAll(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|\w+);/g, (whole, name: string) => {
    if (!name.startsWith("#")) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? whole) : whole;
    const code = name.startsWith("#x") ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
  });
}

/** Comments are blanked, so that places stay. */
function blank(comment: string): string {
  return comment.replaceAll(/[^\n]/g, " ");
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

/** First child of a name. */
export function child(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find((each) => each.name === name);
}

export function childrenOf(node: XmlNode | undefined, name: string): XmlNode[] {
  return node?.children.filter((each) => each.name === name) ?? [];
}

/** Text of a child; undefined where there is none or it is empty. */
export function textOf(node: XmlNode | undefined, name: string): string | undefined {
  const text = child(node, name)?.text;
  return text === "" ? undefined : text;
}
