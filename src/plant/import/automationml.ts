import {
  type Meaning,
  meaningOf,
  numberOf,
  parameterOf,
  rolesOf,
  usualUnit,
} from "./automationml-element.ts";
import { AutomationmlLinks } from "./automationml-links.ts";
import { composed, frameOf, type Frame, ORIGIN } from "./automationml-frame.ts";
import { BAD_VALUE } from "./import-rules.ts";
import type { ImportedKind } from "./imported-kind.ts";
import type { ImportLog } from "./import-report.ts";
import type { DraftSize, PlantDraft } from "./plant-draft.ts";
import { childrenOf, type XmlNode } from "./read-xml.ts";
import type { ColumnSort } from "./table-headers.ts";

/** Elements of CAEX that say something of the file itself, and nothing of the plant. */
const META: ReadonlySet<string> = new Set([
  "AdditionalInformation",
  "SuperiorStandardVersion",
  "SourceDocumentInformation",
  "Description",
  "Version",
  "Revision",
  "Copyright",
  "SourceObjectInformation",
]);

/** Attributes that hold others, which are read as if they were the element's own. */
const GROUPS: ReadonlySet<string> = new Set(["dimension", "dimensions", "size", "boundingbox", "extent"]);

/**
 * Puts the hierarchy of a CAEX file (2.15 or 3.0) into a plant: InternalElements by their roles, attributes with units,
 * frames of nested elements composed, InternalLinks between material interfaces as connections.
 */
export function importAutomationml(root: XmlNode, draft: PlantDraft, log: ImportLog): void {
  new AutomationmlImport(root, draft, log).run();
}

interface Place {
  readonly parent: string | undefined;
  readonly frame: Frame;
  /** Key of the element that it is a part of. */
  readonly owner: string | undefined;
}

class AutomationmlImport {
  readonly #root: XmlNode;
  readonly #draft: PlantDraft;
  readonly #log: ImportLog;
  readonly #links: AutomationmlLinks;
  readonly #classes = new Map<string, XmlNode>();
  #count = 0;

  constructor(root: XmlNode, draft: PlantDraft, log: ImportLog) {
    this.#root = root;
    this.#draft = draft;
    this.#log = log;
    this.#links = new AutomationmlLinks(draft, log);
  }

  run(): void {
    for (const library of childrenOf(this.#root, "SystemUnitClassLib")) {
      this.#collectClasses(library, library.attributes["Name"] ?? "");
    }
    for (const node of this.#root.children) {
      if (node.name === "InstanceHierarchy")
        this.#inside(node, { parent: undefined, frame: ORIGIN, owner: undefined });
      else if (!META.has(node.name) && !node.name.endsWith("Lib")) this.#log.unknown(node.name, node.line);
    }
    this.#links.connect();
  }

  #collectClasses(node: XmlNode, path: string): void {
    for (const each of childrenOf(node, "SystemUnitClass")) {
      const own = `${path}/${each.attributes["Name"] ?? ""}`;
      this.#classes.set(own, each);
      this.#collectClasses(each, own);
    }
  }

  #inside(node: XmlNode, place: Place): void {
    for (const each of node.children) {
      if (each.name === "InternalElement") this.#element(each, place);
      else if (each.name === "InternalLink") this.#links.link(each);
      else if (each.name === "ExternalInterface") this.#links.port(each, node, place.owner);
      else if (!META.has(each.name) && !KNOWN.has(each.name)) this.#log.unknown(each.name, each.line);
    }
  }

  #element(node: XmlNode, { parent, frame: outer, owner }: Place): void {
    const { ID, Name = "" } = node.attributes;
    const key = ID ?? `${Name} ${++this.#count}`;
    const attributes = this.#attributesOf(node);
    const frame = composed(outer, frameOf(attributes, this.#log));
    const meaning = this.#meaning(node, owner);
    if (meaning.is === "unit") {
      this.#draft.unit(key, meaning.level, Name, parent);
      for (const attribute of attributes) this.#unused(attribute, rolesOf(node));
      this.#inside(node, { parent: key, frame, owner });
      return;
    }
    if (meaning.is === "element") {
      this.#draft.element({
        kind: meaning.kind,
        key,
        id: Name === "" ? key : Name,
        name: Name,
        parent,
        position: frame.isGiven ? [frame.x, frame.y, frame.z] : undefined,
        rotation: frame.isGiven && frame.rotation !== 0 ? frame.rotation : undefined,
        ...this.#parameters(meaning.kind, attributes, rolesOf(node)),
      });
      this.#links.element(node, key);
      this.#inside(node, { parent, frame, owner: key });
      return;
    }
    if (meaning.is === "product") this.#draft.product(Name === "" ? key : Name, Name);
    else
      this.#log.unknown(
        `InternalElement with role ${meaning.role}`,
        node.line,
        `InternalElement mit Rolle ${meaning.role}`,
      );
    for (const attribute of attributes) this.#unused(attribute, rolesOf(node));
    this.#inside(node, { parent, frame, owner });
  }

  /** A machine within a machine is a part of it. */
  #meaning(node: XmlNode, owner: string | undefined): Meaning {
    const meaning = meaningOf(node);
    if (owner !== undefined && meaning.is !== "unknown") {
      return { is: "unknown", role: `${rolesOf(node)[0] ?? "none"} within an element` };
    }
    const hasParts = childrenOf(node, "InternalElement").length > 0;
    // What only holds others, and says nothing of itself, is a level of the hierarchy.
    if (meaning.is === "unknown" && meaning.role === "none" && hasParts) return { is: "unit", level: "area" };
    return meaning;
  }

  /** Its own attributes, and those of its class that it does not have itself. */
  #attributesOf(node: XmlNode): XmlNode[] {
    const own = childrenOf(node, "Attribute");
    const names = new Set(own.map(({ attributes }) => attributes["Name"]));
    const base = this.#classes.get(node.attributes["RefBaseSystemUnitPath"] ?? "");
    return [
      ...own,
      ...childrenOf(base, "Attribute").filter(({ attributes }) => !names.has(attributes["Name"])),
    ];
  }

  #parameters(
    kind: ImportedKind,
    attributes: readonly XmlNode[],
    roles: readonly string[],
  ): { size: DraftSize; more: Record<string, unknown> } {
    const values = new Map<ColumnSort, number>();
    const read = (attribute: XmlNode): void => {
      const name = attribute.attributes["Name"] ?? "";
      if (name.toLowerCase() === "frame") return;
      if (GROUPS.has(name.toLowerCase())) return childrenOf(attribute, "Attribute").forEach(read);
      const parameter = parameterOf(attribute);
      if (parameter === undefined) return this.#unused(attribute, roles);
      const value = numberOf(attribute, parameter.quantity, usualUnit(parameter.quantity));
      if (value === undefined || value < 0) {
        const text = childrenOf(attribute, "Value")[0]?.text ?? "";
        const unit = attribute.attributes["Unit"] ?? "";
        this.#log.tell(BAD_VALUE, { name, value: `${text} ${unit}`.trim() }, attribute.line);
      } else values.set(parameter.sort, value);
    };
    attributes.forEach(read);
    const positive = (sort: ColumnSort): number | undefined => values.get(sort) || undefined;
    const size: DraftSize = [
      positive("length") ?? positive("x"),
      positive("width") ?? positive("y"),
      positive("height") ?? positive("z"),
    ];
    return { size, more: membersOf(kind, values, positive) };
  }

  #unused(attribute: XmlNode, roles: readonly string[]): void {
    const name = attribute.attributes["Name"] ?? "";
    if (name.toLowerCase() === "frame") return;
    this.#log.unknown(
      `attribute “${name}” of ${roles[0] ?? "an element"}`,
      attribute.line,
      `Attribut „${name}“ von ${roles[0] ?? "einem Element"}`,
    );
  }
}

const KNOWN: ReadonlySet<string> = new Set(["Attribute", "RoleRequirements", "SupportedRoleClass"]);

/** Members of an element in the plant file, of those parameters that its kind has. */
export function membersOf(
  kind: ImportedKind,
  values: ReadonlyMap<ColumnSort, number>,
  positive: (sort: ColumnSort) => number | undefined,
): Record<string, unknown> {
  const [toFailure, toRepair] = [positive("timeToFailure"), positive("timeToRepair")];
  const failures =
    toFailure === undefined || toRepair === undefined
      ? undefined
      : [
          {
            id: "breakdown",
            clock: "busy",
            timeToFailure: { dist: "exponential", mean: toFailure },
            timeToRepair: { dist: "exponential", mean: toRepair },
          },
        ];
  const whole = (sort: ColumnSort): number | undefined => {
    const value = positive(sort);
    return value === undefined ? undefined : Math.max(1, Math.round(value));
  };
  if (kind === "station") return { cycleTime: values.get("cycleTime"), servers: whole("servers"), failures };
  if (kind === "buffer") return { capacity: whole("capacity") };
  if (kind === "conveyor") {
    return { speed: positive("speed"), pitch: positive("pitch"), capacity: whole("capacity"), failures };
  }
  const interarrival = positive("interarrival");
  if (kind === "sink" || interarrival === undefined) return {};
  return { arrivals: { mode: "interarrival", interarrival } };
}
