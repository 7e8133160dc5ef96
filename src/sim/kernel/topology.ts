/**
 * The connections as arrays: what the flow works on. Links are ordered by their origin, and within it by
 * the order of the plant file. Every link belongs to one output queue of its origin: the links of a *shared*
 * queue compete for its first part; a link with a queue of its own gets the parts meant for it.
 */
export interface Topology {
  readonly nodes: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Place of the link among the inputs of its destination, in the order of the plant file. */
  readonly rank: Int32Array;
  readonly queue: Int32Array;
  /** Per queue: its node, and its first link; its links are consecutive. */
  readonly queueNode: Int32Array;
  readonly queueLinks: Int32Array;
  /** Per queue: how many links. */
  readonly queueWidth: Int32Array;
  /** Per queue: 1 when the shortest destination is taken first. */
  readonly queueShortest: Uint8Array;
  /** Per node: its first link and its first queue; one entry more than nodes. */
  readonly nodeLinks: Int32Array;
  readonly nodeQueues: Int32Array;
}

/** How an element's outgoing links share its queues. */
export type QueueSharing = "shared" | "shortest" | "perLink";

/** @param links origin and destination of each connection, in the order of the plant file */
export function buildTopology(
  nodes: number,
  links: readonly (readonly [from: number, to: number])[],
  sharing: readonly QueueSharing[],
): Topology {
  const order = links.map((_, i) => i).sort((a, b) => (links[a]?.[0] ?? 0) - (links[b]?.[0] ?? 0) || a - b);
  const count = links.length;
  const from = new Int32Array(count);
  const to = new Int32Array(count);
  const rank = new Int32Array(count);
  const queue = new Int32Array(count);
  const nodeLinks = new Int32Array(nodes + 1);
  const nodeQueues = new Int32Array(nodes + 1);
  const queues: { node: number; link: number; width: number; shortest: boolean }[] = [];
  let place = 0;
  for (let node = 0; node < nodes; node++) {
    nodeLinks[node] = place;
    nodeQueues[node] = queues.length;
    const shared = sharing[node] !== "perLink";
    // A node without outgoing links has a queue all the same: what it has finished stays there.
    const first = place;
    if (shared) queues.push({ node, link: first, width: 0, shortest: sharing[node] === "shortest" });
    for (; place < count && links[order[place] as number]?.[0] === node; place++) {
      const original = order[place] as number;
      from[place] = node;
      to[place] = links[original]?.[1] as number;
      rank[place] = original;
      if (shared) (queues.at(-1) as { width: number }).width++;
      else queues.push({ node, link: place, width: 1, shortest: false });
      queue[place] = queues.length - 1;
    }
  }
  nodeLinks[nodes] = count;
  nodeQueues[nodes] = queues.length;
  return {
    nodes,
    from,
    to,
    rank,
    queue,
    queueNode: Int32Array.from(queues, (q) => q.node),
    queueLinks: Int32Array.from(queues, (q) => q.link),
    queueWidth: Int32Array.from(queues, (q) => q.width),
    queueShortest: Uint8Array.from(queues, (q) => (q.shortest ? 1 : 0)),
    nodeLinks,
    nodeQueues,
  };
}
