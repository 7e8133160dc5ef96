import { DANGLING_LINK } from "./import-rules.ts";
import type { ImportLog } from "./import-report.ts";
import type { PlantDraft } from "./plant-draft.ts";
import { childrenOf, textOf, type XmlNode } from "./read-xml.ts";

type Direction = "in" | "out" | "unknown";

/** An interface of an element, or of a part of it. */
interface Port {
  readonly owner: string;
  readonly direction: Direction;
  readonly isMaterial: boolean;
}

/** Classes of interfaces that carry no parts: signals, power, references to other files. */
const OTHERS =
  /signal|external|collada|plcopen|communication|attachment|electric|power|pneumatic|ppr|variable/i;

/** Gathers the interfaces and links of a file, and connects elements where a link carries parts. */
export class AutomationmlLinks {
  readonly #draft: PlantDraft;
  readonly #log: ImportLog;
  readonly #ports = new Map<string, Port>();
  readonly #links: XmlNode[] = [];

  constructor(draft: PlantDraft, log: ImportLog) {
    this.#draft = draft;
    this.#log = log;
  }

  /** An element can be the end of a link itself. */
  element({ attributes: { ID } }: XmlNode, key: string): void {
    if (ID !== undefined) this.#ports.set(bare(ID), { owner: key, direction: "unknown", isMaterial: true });
  }

  /** @param holder the InternalElement that has the interface; @param owner the element that it belongs to */
  port(node: XmlNode, holder: XmlNode, owner: string | undefined): void {
    if (owner === undefined) return;
    const { ID, Name = "", RefBaseClassPath = "" } = node.attributes;
    const port = { owner, direction: directionOf(node), isMaterial: !OTHERS.test(RefBaseClassPath) };
    if (ID !== undefined) this.#ports.set(bare(ID), port);
    const { ID: holderId } = holder.attributes;
    if (holderId !== undefined) this.#ports.set(`${bare(holderId)}:${Name}`, port);
  }

  link(node: XmlNode): void {
    this.#links.push(node);
  }

  /** When everything has been read: interfaces may come after the links that name them. */
  connect(): void {
    for (const node of this.#links) {
      const { RefPartnerSideA = "", RefPartnerSideB = "", Name = "" } = node.attributes;
      const [a, b] = [this.#ports.get(bare(RefPartnerSideA)), this.#ports.get(bare(RefPartnerSideB))];
      if (a === undefined || b === undefined) {
        const missing = a === undefined ? RefPartnerSideA : RefPartnerSideB;
        this.#log.tell(DANGLING_LINK, { link: Name, missing: missing.slice(0, 100) }, node.line);
      } else if (!a.isMaterial || !b.isMaterial) {
        this.#log.unknown(
          "InternalLink that carries no parts",
          node.line,
          "InternalLink, auf dem keine Teile laufen",
        );
      } else if (a.owner !== b.owner) {
        const isReversed =
          (a.direction === "in" && b.direction !== "in") || (b.direction === "out" && a.direction !== "out");
        if (a.direction === "unknown" && b.direction === "unknown") this.#draft.assume("direction");
        if (isReversed) this.#draft.connect(b.owner, a.owner);
        else this.#draft.connect(a.owner, b.owner);
      }
    }
  }
}

/** Without the braces of a GUID, wherever they stand. */
function bare(reference: string): string {
  return reference.replaceAll(/[{}]/g, "").trim();
}

function directionOf(node: XmlNode): Direction {
  const attribute = childrenOf(node, "Attribute").find(
    ({ attributes: { Name } }) => Name?.toLowerCase() === "direction",
  );
  const told = textOf(attribute, "Value")?.toLowerCase();
  if (told === "in" || told === "out") return told;
  const words = (node.attributes["Name"] ?? "").replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  if (/\b(out|output|exit|aus|ausgang)\b/.test(words.replaceAll(/[_\d.-]+/g, " "))) return "out";
  if (/\b(in|input|entry|ein|eingang)\b/.test(words.replaceAll(/[_\d.-]+/g, " "))) return "in";
  return "unknown";
}
