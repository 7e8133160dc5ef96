import type { LocalText } from "../finding.ts";
import type { Provenance } from "../elements/common.ts";
import type { HierarchyUnit } from "../schema.ts";
import type { ImportedKind } from "./imported-kind.ts";
import { ASSUMED, NOTHING, RENAMED } from "./import-rules.ts";
import { ImportFailure, type ImportLog, type ReadSort } from "./import-report.ts";

type Vector = [number, number, number];

/** Size [along, across, up], m, as far as the file gives it. */
export type DraftSize = readonly [
  along: number | undefined,
  across: number | undefined,
  up: number | undefined,
];

/** What an importer knows of an element; what is absent is assumed, and told. */
export interface DraftElement {
  readonly kind: ImportedKind;
  /** As the file calls it: connections name it so. */
  readonly key: string;
  /** Wished for; characters that ids cannot have are replaced. */
  readonly id: string;
  readonly name?: string | undefined;
  /** Key of its unit. */
  readonly parent?: string | undefined;
  readonly position?: Vector | undefined;
  /** deg */
  readonly rotation?: number | undefined;
  readonly size?: DraftSize | undefined;
  /** Members of the element's kind, as in the plant file. */
  readonly more?: Readonly<Record<string, unknown>>;
}

const SIZES: Readonly<Record<ImportedKind, Vector>> = {
  source: [2, 2, 1],
  station: [3, 2.4, 2.2],
  buffer: [2.4, 1.2, 0.8],
  conveyor: [4, 0.8, 0.7],
  sink: [2, 2, 1],
};

const SORTS: Readonly<Record<ImportedKind, ReadSort>> = {
  source: "sources",
  station: "stations",
  buffer: "buffers",
  conveyor: "conveyors",
  sink: "sinks",
};

type NeededMember = "arrivals" | "cycleTime" | "speed" | "pitch";

/** What may be missing in a file. */
type Assumption = NeededMember | "source" | "sink" | "product" | "size" | "position" | "direction";

const ASSUMPTIONS: Readonly<Record<Assumption, LocalText>> = {
  arrivals: { en: "how parts arrive at a source", de: "wie Teile an einer Quelle ankommen" },
  cycleTime: { en: "cycle time", de: "Zykluszeit" },
  speed: { en: "speed of a conveyor", de: "Geschwindigkeit eines Förderers" },
  pitch: { en: "pitch of a conveyor", de: "Teilung eines Förderers" },
  source: { en: "source of the parts", de: "Quelle der Teile" },
  sink: { en: "sink of the parts", de: "Senke der Teile" },
  product: { en: "product", de: "Produkt" },
  size: { en: "size", de: "Maße" },
  position: { en: "position", de: "Position" },
  direction: { en: "direction of a link", de: "Richtung einer Verbindung" },
};

/** Members that each kind must have, with the value taken where the file has none, and why. */
const NEEDED: Readonly<Record<ImportedKind, readonly (readonly [NeededMember, unknown, string])[]>> = {
  source: [["arrivals", { mode: "saturated" }, "Assumed on import: a part is always at hand"]],
  station: [["cycleTime", 60, "Assumed on import: the file gives no cycle time"]],
  buffer: [],
  conveyor: [
    ["speed", 0.2, "Assumed on import: the file gives no speed"],
    ["pitch", 1, "Assumed on import: the file gives no pitch"],
  ],
  sink: [],
};

/** Elements without a place stand in rows of so many, so far apart, m. */
const ROW = 10;
const SPACING: readonly [number, number] = [6, 8];

/** A plant that is being put together from a file: ids are made valid and unique, gaps are filled and told. */
export class PlantDraft {
  readonly #log: ImportLog;
  readonly #name: string;
  readonly #elements: Record<string, unknown>[] = [];
  readonly #ids = new Map<string, string>();
  readonly #units: HierarchyUnit[] = [];
  readonly #unitIds = new Map<string, string>();
  readonly #products: { id: string; name?: string }[] = [];
  readonly #connections: { from: string; to: string }[] = [];
  readonly #pairs = new Set<string>();
  readonly #taken = new Set<string>();
  readonly #assumed = new Map<Assumption, number>();
  #placed = 0;
  layout: Record<string, unknown> | undefined;

  constructor(log: ImportLog, name: string) {
    this.#log = log;
    this.#name = name.slice(0, 200) || "Import";
  }

  has(key: string): boolean {
    return this.#ids.has(key);
  }

  /** Keys of all elements, in the order in which they came. */
  keys(): Iterable<string> {
    return this.#ids.keys();
  }

  unit(key: string, level: HierarchyUnit["level"], name: string, parent?: string): void {
    if (this.#unitIds.has(key)) return;
    const id = this.#freeId(name);
    this.#unitIds.set(key, id);
    const above = parent === undefined ? undefined : this.#unitIds.get(parent);
    const unit = { id, level, name: name.slice(0, 200) || id };
    this.#units.push(above === undefined ? unit : { ...unit, parent: above });
    this.#log.read("units");
  }

  product(id: string, name?: string): void {
    const free = this.#freeId(id);
    this.#products.push(name === undefined ? { id: free } : { id: free, name: name.slice(0, 200) });
    this.#log.read("products");
  }

  element(draft: DraftElement): void {
    const id = this.#freeId(draft.id);
    if (id !== draft.id) this.#log.tell(RENAMED, { from: draft.id.slice(0, 100), to: id });
    this.#ids.set(draft.key, id);
    this.#log.read(SORTS[draft.kind]);
    this.#elements.push(this.#completed(draft, id));
  }

  /** @returns false where the two were connected before */
  connect(from: string, to: string): boolean {
    const [fromId, toId] = [this.#ids.get(from), this.#ids.get(to)];
    if (fromId === undefined || toId === undefined) return false;
    const pair = `${fromId} ${toId}`;
    if (this.#pairs.has(pair)) return false;
    this.#pairs.add(pair);
    this.#connections.push({ from: fromId, to: toId });
    this.#log.read("connections");
    return true;
  }

  /** The plant file's data, with sources and sinks where parts could not come or go. @throws ImportFailure without elements */
  finish(): Record<string, unknown> {
    if (this.#elements.length === 0) throw new ImportFailure(NOTHING, {});
    this.#closeFlow();
    if (this.#products.length === 0) {
      this.assume("product");
      this.#products.push({ id: this.#freeId("part") });
    }
    for (const [what, count] of this.#assumed) this.#log.tell(ASSUMED, { what: ASSUMPTIONS[what], count });
    return {
      format: "taktwerk-plant",
      version: 1,
      id: idFrom(this.#name),
      name: this.#name,
      ...(this.#units.length === 0 ? {} : { hierarchy: this.#units }),
      products: this.#products,
      elements: this.#elements,
      connections: this.#connections,
      run: { horizon: 86_400, warmup: 3600 },
      ...(this.layout === undefined ? {} : { layout: this.layout }),
    };
  }

  #completed(draft: DraftElement, id: string): Record<string, unknown> {
    const { kind, name, more = {} } = draft;
    const provenance: Provenance = {};
    const element: Record<string, unknown> = { kind, id };
    if (name !== undefined && name !== id && name !== "") element["name"] = name.slice(0, 200);
    const parent = draft.parent === undefined ? undefined : this.#unitIds.get(draft.parent);
    if (parent !== undefined) element["parent"] = parent;
    element["placement"] = this.#placement(draft, provenance);
    for (const [member, value] of Object.entries(more)) if (value !== undefined) element[member] = value;
    for (const [member, value, why] of NEEDED[kind]) {
      if (element[member] !== undefined) continue;
      element[member] = value;
      this.assume(member);
      provenance[`/${member}`] = { kind: "assumed", text: why };
    }
    if (Object.keys(provenance).length > 0) element["provenance"] = provenance;
    return element;
  }

  #placement({ kind, position, rotation, size }: DraftElement, provenance: Provenance): object {
    const usual = SIZES[kind];
    const full = [0, 1, 2].map((axis) => size?.[axis] ?? usual[axis]) as Vector;
    if (size === undefined || size.some((side) => side === undefined)) {
      this.assume("size");
      provenance["/placement/size"] = { kind: "assumed", text: "Assumed on import: the file gives no size" };
    }
    let at = position;
    if (at === undefined) {
      at = [(this.#placed % ROW) * SPACING[0], -Math.floor(this.#placed / ROW) * SPACING[1], 0];
      this.#placed++;
      this.assume("position");
      provenance["/placement/position"] = {
        kind: "assumed",
        text: "Assumed on import: the file gives no position; placed in rows",
      };
    }
    return rotation === undefined ? { position: at, size: full } : { position: at, rotation, size: full };
  }

  /** Sources before what takes parts from nobody, sinks after what gives parts to nobody. */
  #closeFlow(): void {
    const [given, taken] = [new Set<string>(), new Set<string>()];
    for (const { from, to } of this.#connections) {
      given.add(from);
      taken.add(to);
    }
    for (const element of this.#elements.slice(0, this.#elements.length)) {
      const id = String(element["id"]);
      if (element["kind"] !== "source" && !taken.has(id)) this.#addEnd("source", element, id);
      if (element["kind"] !== "sink" && !given.has(id)) this.#addEnd("sink", element, id);
    }
  }

  #addEnd(kind: "source" | "sink", neighbour: Record<string, unknown>, id: string): void {
    const { position, size } = neighbour["placement"] as { position: Vector; size: Vector };
    const own = this.#freeId(kind === "source" ? `${id}-in` : `${id}-out`);
    const away = (size[0] / 2 + SIZES[kind][0] / 2 + 0.5) * (kind === "source" ? -1 : 1);
    const at: Vector = [position[0] + away, position[1], position[2]];
    const text = `Assumed on import: parts ${kind === "source" ? "come to" : "leave"} ${id} somehow`;
    const provenance = { "/placement": { kind: "assumed", text } };
    const placement = { position: at, size: SIZES[kind] };
    const arrivals = kind === "source" ? { arrivals: { mode: "saturated" } } : {};
    this.#elements.push({ kind, id: own, placement, ...arrivals, provenance });
    this.#connections.push(kind === "source" ? { from: own, to: id } : { from: id, to: own });
    this.assume(kind);
  }

  /** Counts that something was assumed; told at the end, by what it was. */
  assume(what: Assumption): void {
    this.#assumed.set(what, (this.#assumed.get(what) ?? 0) + 1);
  }

  #freeId(wished: string): string {
    const id = idFrom(wished);
    let free = id;
    for (let n = 2; this.#taken.has(free); n++) free = `${id.slice(0, 58)}-${n}`;
    this.#taken.add(free);
    return free;
  }
}

/** The nearest valid id to a name. */
export function idFrom(name: string): string {
  const id = name
    .trim()
    .replaceAll(/[^\p{L}\p{N}_.:-]+/gu, "-")
    .replace(/^[.:-]+/, "")
    .replace(/-+$/, "")
    .slice(0, 64);
  if (id === "") return "element";
  return id in Object.prototype ? `${id}-1` : id;
}
