import type { FlowGraph, FlowLink, FlowNode } from "./flow-graph.ts";
import { round } from "./plot-geometry.ts";

export interface PlacedNode extends FlowNode {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The larger of what comes and what goes, parts/h. */
  readonly rate: number;
}

export interface PlacedLink extends FlowLink {
  /** The middle of the ribbon, as an SVG path. */
  readonly path: string;
  /** Of the ribbon, px. */
  readonly thickness: number;
  /** It leads back to where parts have been before. */
  readonly isBack: boolean;
}

export interface SankeyLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly links: readonly PlacedLink[];
}

const NODE = 12;
const GAP = 30;
const TOP = 22;
const LEAST_COLUMN = 92;
/** Room for the names beside the last nodes. */
const RIGHT = 96;
const LEAST_THICKNESS = 1.5;
/** Below the nodes, for what leads back. */
const BACK = 20;

/** Places of nodes in layers along the flow, and ribbons as thick as their rates; as wide as it needs, at least `width`. */
export function sankeyLayout(graph: FlowGraph, room: { width: number; height: number }): SankeyLayout {
  const back = backLinks(graph);
  const layers = layersOf(graph, back);
  const count = Math.max(1, ...layers.values()) + 1;
  const rows = Array.from({ length: count }, (_, layer) =>
    graph.nodes.filter(({ id }) => layers.get(id) === layer),
  );
  untangle(rows, graph.links, back);
  const rates = new Map(graph.nodes.map(({ id }) => [id, rateOf(graph.links, id)]));
  const sums = rows.map((row) => row.reduce((sum, { id }) => sum + (rates.get(id) ?? 0), 0));
  const most = Math.max(
    ...sums.map((sum, i) => sum / Math.max(40, room.height - GAP * ((rows[i]?.length ?? 1) - 1))),
  );
  const scale = most > 0 ? 1 / most : 1;
  const column = Math.max(LEAST_COLUMN, (room.width - RIGHT - NODE) / Math.max(1, count - 1));
  const nodes = new Map<string, PlacedNode>();
  let bottom = 0;
  rows.forEach((row, layer) => {
    const heights = row.map(({ id }) => Math.max(LEAST_THICKNESS, (rates.get(id) ?? 0) * scale));
    const whole = heights.reduce((sum, height) => sum + height, 0) + GAP * (row.length - 1);
    let y = TOP + Math.max(0, (room.height - whole) / 2);
    row.forEach((node, i) => {
      const height = heights[i] ?? 0;
      nodes.set(node.id, {
        ...node,
        x: layer * column,
        y,
        width: NODE,
        height,
        rate: rates.get(node.id) ?? 0,
      });
      y += height + GAP;
    });
    bottom = Math.max(bottom, y - GAP);
  });
  const links = ribbons(graph.links, nodes, back, scale, bottom + BACK);
  const backRoom = links.reduce((sum, { isBack, thickness }) => sum + (isBack ? thickness + 8 : 0), 0);
  return {
    width: Math.max(room.width, (count - 1) * column + NODE + RIGHT),
    height: bottom + (backRoom > 0 ? BACK + backRoom : 0) + 8,
    nodes: [...nodes.values()],
    links,
  };
}

function rateOf(links: readonly FlowLink[], id: string): number {
  let [into, out] = [0, 0];
  for (const { from, to, rate } of links) {
    if (to === id) into += rate;
    if (from === id) out += rate;
  }
  return Math.max(into, out);
}

/** Links that close a circle, found by a walk from where parts begin. */
function backLinks({ nodes, links }: FlowGraph): ReadonlySet<FlowLink> {
  const out = Map.groupBy(links, ({ from }) => from);
  const entered = new Set(links.map(({ to }) => to));
  const back = new Set<FlowLink>();
  const state = new Map<string, "open" | "done">();
  const visit = (start: string): void => {
    if (state.has(start)) return;
    state.set(start, "open");
    // A long line would be too deep for calls that call themselves.
    const stack = [{ id: start, next: 0 }];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const link = out.get(top.id)?.[top.next++];
      if (link === undefined) {
        state.set(top.id, "done");
        stack.pop();
      } else if (state.get(link.to) === "open") back.add(link);
      else if (!state.has(link.to)) {
        state.set(link.to, "open");
        stack.push({ id: link.to, next: 0 });
      }
    }
  };
  for (const { id } of nodes) if (!entered.has(id)) visit(id);
  for (const { id } of nodes) visit(id);
  return back;
}

/** Each node behind all that lead to it; what leaves the plant as scrap one layer behind the last that gives some. */
function layersOf({ nodes, links }: FlowGraph, back: ReadonlySet<FlowLink>): Map<string, number> {
  const forward = links.filter((link) => !back.has(link));
  const out = Map.groupBy(forward, ({ from }) => from);
  const open = new Map(nodes.map(({ id }) => [id, 0]));
  for (const { to } of forward) open.set(to, (open.get(to) ?? 0) + 1);
  const layers = new Map(nodes.map(({ id }) => [id, 0]));
  const ready = nodes.filter(({ id }) => open.get(id) === 0).map(({ id }) => id);
  for (let id = ready.pop(); id !== undefined; id = ready.pop())
    for (const { to } of out.get(id) ?? []) {
      layers.set(to, Math.max(layers.get(to) ?? 0, (layers.get(id) ?? 0) + 1));
      open.set(to, (open.get(to) ?? 0) - 1);
      if (open.get(to) === 0) ready.push(to);
    }
  return layers;
}

const SWEEPS = 4;

/** Orders each layer by the mean place of its neighbours in the layers before it. */
function untangle(rows: FlowNode[][], links: readonly FlowLink[], back: ReadonlySet<FlowLink>): void {
  const place = new Map<string, number>();
  const note = (): void => rows.forEach((row) => row.forEach(({ id }, i) => place.set(id, i / row.length)));
  const neighbours = (id: string): number[] =>
    links.flatMap((link) => {
      if (back.has(link)) return [];
      if (link.to === id) return [place.get(link.from) ?? 0];
      return link.from === id ? [place.get(link.to) ?? 0] : [];
    });
  note();
  for (let sweep = 0; sweep < SWEEPS; sweep++)
    for (const row of rows) {
      const wanted = new Map(
        row.map(({ id, kind }) => {
          const near = neighbours(id);
          const mean = near.reduce((sum, value) => sum + value, 0) / Math.max(1, near.length);
          return [id, kind === "elements" ? mean : Infinity];
        }),
      );
      row.sort((a, b) => (wanted.get(a.id) ?? 0) - (wanted.get(b.id) ?? 0));
      note();
    }
}

function ribbons(
  links: readonly FlowLink[],
  nodes: ReadonlyMap<string, PlacedNode>,
  back: ReadonlySet<FlowLink>,
  scale: number,
  floor: number,
): PlacedLink[] {
  const used = new Map<string, number>();
  const take = (key: string, thickness: number): number => {
    const before = used.get(key) ?? 0;
    used.set(key, before + thickness);
    return before + thickness / 2;
  };
  const y = (id: string): number => nodes.get(id)?.y ?? 0;
  // Ribbons leave and arrive in the order of the places that they lead to and come from.
  const ordered = links.toSorted((a, b) => y(a.to) - y(b.to));
  const leaving = new Map(ordered.map((link) => [link, take(`out ${link.from}`, thicknessOf(link, scale))]));
  const arriving = new Map(
    links
      .toSorted((a, b) => y(a.from) - y(b.from))
      .map((link) => [link, take(`in ${link.to}`, thicknessOf(link, scale))]),
  );
  let deep = floor;
  return links.flatMap((link) => {
    const [from, to] = [nodes.get(link.from), nodes.get(link.to)];
    if (from === undefined || to === undefined) return [];
    const thickness = thicknessOf(link, scale);
    const isBack = back.has(link);
    const [x1, y1] = [round(from.x + from.width), round(from.y + (leaving.get(link) ?? 0))];
    const [x2, y2] = [round(to.x), round(to.y + (arriving.get(link) ?? 0))];
    const middle = round((x1 + x2) / 2);
    let path = `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
    if (isBack) {
      const low = round(deep + thickness / 2);
      deep += thickness + 8;
      path = `M${x1} ${y1}C${x1 + 40} ${y1} ${x1 + 40} ${low} ${x1} ${low}H${x2}C${x2 - 40} ${low} ${x2 - 40} ${y2} ${x2} ${y2}`;
    }
    return [{ ...link, path, thickness, isBack }];
  });
}

function thicknessOf({ rate }: FlowLink, scale: number): number {
  return Math.max(LEAST_THICKNESS, rate * scale);
}
