import type { ImportedKind } from "./imported-kind.ts";
import { processStepsOf, resourcesOf } from "./cmsd-process.ts";
import { timeOf } from "./cmsd-times.ts";
import { BAD_VALUE, DANGLING_LINK } from "./import-rules.ts";
import type { ImportLog } from "./import-report.ts";
import { tidy } from "./import-table.ts";
import { parseNumber } from "./numbers.ts";
import type { DraftSize, PlantDraft } from "./plant-draft.ts";
import { child, childrenOf, textOf, type XmlNode } from "./read-xml.ts";
import { factorOf } from "./units.ts";

/** Types of resources that hold or work parts; employees, tools, fixtures and the like are no elements of a plant yet. */
const KINDS: Readonly<Record<string, ImportedKind>> = {
  machine: "station",
  station: "station",
  workstation: "station",
  cell: "station",
  buffer: "buffer",
  storage: "buffer",
  queue: "buffer",
  inventory: "buffer",
  conveyor: "conveyor",
  transporter: "conveyor",
  source: "source",
  sink: "sink",
};

const META: ReadonlySet<string> = new Set(["HeaderSection", "Identifier", "Description", "Name"]);

/**
 * Puts a CMSD file (Core Manufacturing Simulation Data, SISO-STD-008) into a plant: part types as products, resources as
 * elements with their sizes and places, operation times as cycle times, the order of processes and explicit connections
 * as connections.
 */
export function importCmsd(root: XmlNode, draft: PlantDraft, log: ImportLog): void {
  const section = child(root, "DataSection") ?? root;
  for (const part of childrenOf(section, "PartType")) {
    const id = textOf(part, "Identifier") ?? textOf(part, "Name");
    if (id !== undefined) draft.product(id, textOf(part, "Name"));
  }
  const plans = childrenOf(section, "ProcessPlan");
  const times = operationTimes([...plans, section], log);
  const places = placesOf(childrenOf(section, "Layout"), log);
  for (const resource of childrenOf(section, "Resource")) importResource(resource, times, places, draft, log);
  for (const connection of childrenOf(section, "Connection")) connect(connection, draft, log);
  for (const plan of plans) connectPlan(plan, draft);
  const known = new Set(["PartType", "ProcessPlan", "Process", "Layout", "Resource", "Connection"]);
  for (const { name, line } of [...section.children, ...(section === root ? [] : root.children)]) {
    if (!known.has(name) && !META.has(name) && name !== "DataSection") log.unknown(name, line);
  }
}

type Vector = [number, number, number];

function importResource(
  node: XmlNode,
  times: ReadonlyMap<string, unknown>,
  places: ReadonlyMap<string, Vector>,
  draft: PlantDraft,
  log: ImportLog,
): void {
  const type = textOf(node, "ResourceType") ?? "none";
  const word = type.toLowerCase();
  const kind = Object.hasOwn(KINDS, word) ? KINDS[word] : undefined;
  const id = textOf(node, "Identifier") ?? textOf(node, "Name");
  if (kind === undefined || id === undefined || draft.has(id)) {
    log.unknown(`Resource of type ${type}`, node.line, `Resource der Art ${type}`);
    return;
  }
  const members = ["Identifier", "Name", "Description", "ResourceType", "Size"];
  for (const { name, line } of node.children)
    if (!members.includes(name)) log.unknown(`Resource/${name}`, line);
  draft.element({
    kind,
    key: id,
    id,
    name: textOf(node, "Name"),
    position: places.get(id),
    size: sizeOf(child(node, "Size"), log),
    more: kind === "station" ? { cycleTime: times.get(id) } : {},
  });
}

function lengthOf(node: XmlNode | undefined, name: string, factor: number): number | undefined {
  const value = parseNumber(textOf(node, name) ?? "", "point");
  return value === undefined ? undefined : tidy(value * factor);
}

function sizeOf(node: XmlNode | undefined, log: ImportLog): DraftSize | undefined {
  if (node === undefined) return undefined;
  const unit = textOf(node, "Unit") ?? "m";
  const factor = factorOf("length", unit);
  if (factor === undefined) {
    log.tell(BAD_VALUE, { name: "Size/Unit", value: unit }, node.line);
    return undefined;
  }
  const positive = (name: string): number | undefined => {
    const length = lengthOf(node, name, factor) ?? 0;
    return length > 0 ? length : undefined;
  };
  return [positive("Width"), positive("Depth"), positive("Height")];
}

/** Cycle time by resource: of several processes of one resource the first that has a time. */
function operationTimes(owners: readonly XmlNode[], log: ImportLog): Map<string, unknown> {
  const times = new Map<string, unknown>();
  for (const process of owners.flatMap((owner) => childrenOf(owner, "Process"))) {
    const time = child(process, "OperationTime") ?? child(process, "Duration");
    if (time === undefined) continue;
    const read = timeOf(time);
    if (!read.ok) {
      log.unknown(`OperationTime: ${read.problem}`, time.line);
      continue;
    }
    for (const resource of resourcesOf(process)) {
      if (times.has(resource))
        log.unknown("further Process of a Resource", process.line, "weiterer Process einer Resource");
      else times.set(resource, read.duration);
    }
    for (const { name, line } of process.children) {
      if (name.endsWith("Time") && name !== "OperationTime") log.unknown(`Process/${name}`, line);
    }
  }
  return times;
}

/** Where the placements of layouts say that resources stand. */
function placesOf(layouts: readonly XmlNode[], log: ImportLog): Map<string, Vector> {
  const places = new Map<string, Vector>();
  for (const layout of layouts) {
    const factor = factorOf("length", textOf(layout, "Unit") ?? "m") ?? 1;
    for (const placement of childrenOf(layout, "Placement")) {
      const element = child(placement, "LayoutElement") ?? placement;
      const id =
        textOf(element, "ResourceIdentifier") ??
        textOf(element, "LayoutElementIdentifier") ??
        textOf(element, "Identifier");
      const location = child(placement, "Location");
      const [x, y, z] = ["X", "Y", "Z"].map((axis) => lengthOf(location, axis, factor));
      if (id === undefined || x === undefined || y === undefined) log.unknown("Placement", placement.line);
      else places.set(id, [x, y, z ?? 0]);
    }
    for (const { name, line } of layout.children) {
      if (name !== "Placement" && name !== "Unit" && !META.has(name)) log.unknown(`Layout/${name}`, line);
    }
  }
  return places;
}

function connect(node: XmlNode, draft: PlantDraft, log: ImportLog): void {
  const [from, to] = ["FromResource", "ToResource"].map((name) => {
    const side = child(node, name);
    return textOf(side, "ResourceIdentifier") ?? side?.text;
  });
  if (from === undefined || to === undefined || !draft.has(from) || !draft.has(to)) {
    const missing = from === undefined || !draft.has(from) ? from : to;
    const link = textOf(node, "Identifier") ?? "";
    log.tell(DANGLING_LINK, { link, missing: (missing ?? "").slice(0, 100) }, node.line);
  } else draft.connect(from, to);
}

/** Each resource of a step gives parts to each of the next step that has resources. */
function connectPlan(plan: XmlNode, draft: PlantDraft): void {
  const steps = processStepsOf(plan)
    .map((ids) => ids.filter((id) => draft.has(id)))
    .filter((ids) => ids.length > 0);
  for (const [i, step] of steps.entries()) {
    for (const from of step) {
      for (const to of steps[i + 1] ?? []) if (from !== to) draft.connect(from, to);
    }
  }
}
