import type { Task } from "../../plant/balance/line-balance.ts";

/** A task of the precedence graph; px. */
export interface GraphNode {
  readonly task: Task;
  readonly layer: number;
  /** Place in its layer, from the top. */
  readonly place: number;
  readonly x: number;
  readonly y: number;
}

export interface GraphLayout {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly { readonly from: GraphNode; readonly to: GraphNode }[];
  readonly width: number;
  readonly height: number;
}

export const NODE = { width: 150, height: 38 } as const;
const GAP = { x: 46, y: 12 };
const MARGIN = 12;
const SWEEPS = 6;

/** Tasks in layers by the longest way to them, ordered so that few arrows cross (barycentre sweeps). @param room least height, px */
export function graphLayout(ordered: readonly Task[], room = 0): GraphLayout {
  const layerOf = new Map<string, number>();
  for (const { id, predecessors = [] } of ordered) {
    layerOf.set(id, Math.max(-1, ...predecessors.map((before) => layerOf.get(before) ?? -1)) + 1);
  }
  const layers: Task[][] = [];
  for (const task of ordered) (layers[layerOf.get(task.id) ?? 0] ??= []).push(task);
  const after = new Map<string, string[]>();
  for (const { id, predecessors = [] } of ordered) {
    for (const before of predecessors) after.set(before, [...(after.get(before) ?? []), id]);
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const isForward = sweep % 2 === 0;
    const places = new Map(
      layers.flatMap((layer) => layer.map(({ id }, i) => [id, i / layer.length] as const)),
    );
    for (const layer of isForward ? layers : layers.toReversed()) {
      const weight = ({ id, predecessors = [] }: Task): number => {
        const near = (isForward ? predecessors : (after.get(id) ?? [])).flatMap(
          (other) => places.get(other) ?? [],
        );
        return near.length === 0
          ? (places.get(id) ?? 0)
          : near.reduce((sum, at) => sum + at, 0) / near.length;
      };
      const weights = new Map(layer.map((task) => [task.id, weight(task)]));
      layer.sort((a, b) => (weights.get(a.id) ?? 0) - (weights.get(b.id) ?? 0));
      for (const [i, { id }] of layer.entries()) places.set(id, i / layer.length);
    }
  }
  const tallest = Math.max(1, ...layers.map((layer) => layer.length));
  const height = Math.max(room, MARGIN * 2 + tallest * (NODE.height + GAP.y));
  const nodes = layers.flatMap((tasks, layer) => {
    const pitch = (height - MARGIN * 2) / tasks.length;
    return tasks.map((task, place): GraphNode => ({
      task,
      layer,
      place,
      x: MARGIN + layer * (NODE.width + GAP.x),
      y: MARGIN + (place + 0.5) * pitch - NODE.height / 2,
    }));
  });
  const byId = new Map(nodes.map((node) => [node.task.id, node]));
  const edges = nodes.flatMap((to) =>
    (to.task.predecessors ?? []).flatMap((id) => {
      const from = byId.get(id);
      return from === undefined ? [] : [{ from, to }];
    }),
  );
  const width = MARGIN * 2 + layers.length * (NODE.width + GAP.x) - GAP.x;
  return { nodes, edges, width: Math.max(0, width), height };
}

/** The node that an arrow key leads to: along an arrow, or within the layer. */
export function nodeTowards(
  { nodes, edges }: GraphLayout,
  from: GraphNode,
  key: string,
): GraphNode | undefined {
  if (key === "ArrowLeft") return edges.find(({ to }) => to === from)?.from;
  if (key === "ArrowRight") return edges.find((edge) => edge.from === from)?.to;
  const place = from.place + (key === "ArrowDown" ? 1 : -1);
  return nodes.find((node) => node.layer === from.layer && node.place === place);
}
