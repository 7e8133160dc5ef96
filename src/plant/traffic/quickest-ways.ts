import type { Arc, NetworkGraph } from "./network-graph.ts";

/** Quickest ways from every point to one. */
export interface WaysTo {
  /** By point, the first arc of the way. */
  readonly next: readonly (Arc | undefined)[];
  /** By point, s without traffic; Infinity where there is no way. */
  readonly seconds: readonly number[];
}

/** Dijkstra's algorithm backwards from a point. @param isOpen points that may be passed @param speed of the vehicle, m/s */
export function quickestWaysTo(
  graph: NetworkGraph,
  target: number,
  isOpen: (point: number) => boolean,
  speed: number,
): WaysTo {
  const seconds = graph.points.map(() => Infinity);
  const next: (Arc | undefined)[] = graph.points.map(() => undefined);
  seconds[target] = 0;
  const heap: [seconds: number, point: number][] = [[0, target]];
  for (let top = pop(heap); top !== undefined; top = pop(heap)) {
    const [so, at] = top;
    if (so > (seconds[at] as number) || (at !== target && !isOpen(at))) continue;
    for (const arc of graph.in[at] ?? []) {
      const limit = graph.segments[arc.segment]?.speed ?? Infinity;
      const sum = so + arc.length / Math.min(limit, speed);
      if (sum >= (seconds[arc.from] as number)) continue;
      seconds[arc.from] = sum;
      next[arc.from] = arc;
      push(heap, [sum, arc.from]);
    }
  }
  return { next, seconds };
}

function precedes(a: readonly [number, number], b: readonly [number, number]): boolean {
  return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
}

function push(heap: [number, number][], item: [number, number]): void {
  let at = heap.push(item) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!precedes(item, heap[parent] as [number, number])) break;
    heap[at] = heap[parent] as [number, number];
    at = parent;
  }
  heap[at] = item;
}

function pop(heap: [number, number][]): [number, number] | undefined {
  const [top] = heap;
  const last = heap.pop();
  if (top === undefined || last === undefined || heap.length === 0) return top;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (
      child + 1 < heap.length &&
      precedes(heap[child + 1] as [number, number], heap[child] as [number, number])
    )
      child++;
    if (!precedes(heap[child] as [number, number], last)) break;
    heap[at] = heap[child] as [number, number];
    at = child;
  }
  heap[at] = last;
  return top;
}
