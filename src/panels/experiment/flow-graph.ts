import type { EndFlow, Flow } from "../../app/experiment/course-window.ts";
import type { Plant } from "../../plant/schema.ts";

/** What a flow is, so that scrap and rework can be told by sign and word. */
export type FlowKind = "forward" | "rework" | "scrap" | "lost";

/** One or several elements in a row that nothing branches off between. */
export interface FlowNode {
  readonly id: string;
  /** In the order of the flow; empty where parts leave the plant as scrap, or were turned away. */
  readonly elements: readonly string[];
  readonly kind: "elements" | "scrap" | "lost";
}

export interface FlowLink {
  readonly from: string;
  readonly to: string;
  /** parts/h */
  readonly rate: number;
  readonly kind: FlowKind;
}

export interface FlowGraph {
  readonly nodes: readonly FlowNode[];
  readonly links: readonly FlowLink[];
}

/** No element can be called so. */
const SCRAP = "/scrap";
const LOST = "/lost";

/** The flow between elements as a graph. @param isWhole each element by itself, also in a row */
export function flowGraph(
  plant: Plant,
  { flows, ends }: { readonly flows: readonly Flow[]; readonly ends: readonly EndFlow[] },
  isWhole: boolean,
): FlowGraph {
  const links = flows
    .filter(({ rate }) => rate > 0)
    .map((flow): FlowLink => ({ ...flow, kind: kindOf(plant, flow) }));
  const gone = ends
    .filter(({ how, rate }) => how !== "finished" && rate > 0)
    .map(({ element, how, rate }): FlowLink => {
      const kind = how === "scrap" ? "scrap" : "lost";
      return { from: element, to: kind === "scrap" ? SCRAP : LOST, rate, kind };
    });
  const groups = isWhole ? new Map<string, string>() : rows(plant, [...links, ...gone]);
  const headOf = (id: string): string => groups.get(id) ?? id;
  const taken = new Set([...links, ...gone].flatMap(({ from, to }) => [from, to]));
  const members = new Map<string, string[]>();
  for (const { id } of plant.elements)
    if (taken.has(id)) members.set(headOf(id), [...(members.get(headOf(id)) ?? []), id]);
  const nodes = [...members].map(([id, elements]): FlowNode => ({
    id,
    elements: inFlow(elements, links),
    kind: "elements",
  }));
  for (const [id, kind] of [
    [SCRAP, "scrap"],
    [LOST, "lost"],
  ] as const)
    if (taken.has(id)) nodes.push({ id, elements: [], kind });
  return {
    nodes,
    links: [...links, ...gone]
      .map((link) => ({ ...link, from: headOf(link.from), to: headOf(link.to) }))
      .filter(({ from, to }) => from !== to),
  };
}

function kindOf({ elements }: Plant, { from, to }: Flow): FlowKind {
  const station = elements.find(({ id }) => id === from);
  if (station?.kind !== "station" || station.inspection === undefined) return "forward";
  const { rework, scrap } = station.inspection;
  if (scrap === to) return "scrap";
  return rework !== undefined && rework.to === to ? "rework" : "forward";
}

/** By element the first one of its row: neighbours between which nothing joins, branches off, begins or ends. */
function rows({ elements }: Plant, links: readonly FlowLink[]): Map<string, string> {
  const out = Map.groupBy(links, ({ from }) => from);
  const into = Map.groupBy(links, ({ to }) => to);
  const kinds = new Map(elements.map(({ id, kind }) => [id, kind]));
  const next = new Map<string, string>();
  for (const [from, own] of out) {
    const [link] = own;
    if (own.length !== 1 || link === undefined || into.get(link.to)?.length !== 1) continue;
    if (kinds.get(from) === "source" || kinds.get(link.to) === "sink" || !kinds.has(link.to)) continue;
    next.set(from, link.to);
  }
  const follows = new Set(next.values());
  const heads = new Map<string, string>();
  for (const { id } of elements) {
    if (follows.has(id)) continue;
    for (let at: string | undefined = id; at !== undefined && !heads.has(at); at = next.get(at))
      heads.set(at, id);
  }
  return heads;
}

/** Elements of a row in the order in which parts come through. */
function inFlow(elements: readonly string[], links: readonly FlowLink[]): string[] {
  const own = new Set(elements);
  const next = new Map(
    links.filter(({ from, to }) => own.has(from) && own.has(to)).map(({ from, to }) => [from, to]),
  );
  const follows = new Set(next.values());
  const ordered: string[] = [];
  for (
    let at = elements.find((id) => !follows.has(id));
    at !== undefined && !ordered.includes(at);
    at = next.get(at)
  )
    ordered.push(at);
  return ordered.length === elements.length ? ordered : [...elements];
}
