import { toMicros, type Micros } from "../../base/units.ts";
import type { Arc, NetworkGraph } from "../../plant/traffic/network-graph.ts";

interface Tree {
  /** By point, the first arc of the way to the target. */
  readonly next: readonly (Arc | undefined)[];
  /** By point, µs to the target. */
  readonly time: readonly Micros[];
}

/** Quickest ways without traffic, by Dijkstra's algorithm from each target, kept once it was asked for. */
export class Routes {
  readonly #graph: NetworkGraph;
  readonly #isOpen: readonly boolean[];
  readonly #speed: number;
  /** By target. */
  readonly #trees: (Tree | undefined)[] = [];

  /** @param isOpen points that may be passed @param speed of the vehicle, m/s */
  constructor(graph: NetworkGraph, isOpen: readonly boolean[], speed: number) {
    this.#graph = graph;
    this.#isOpen = isOpen;
    this.#speed = speed;
  }

  next(from: number, to: number): Arc | undefined {
    return this.#tree(to).next[from];
  }

  time(from: number, to: number): Micros {
    return this.#tree(to).time[from] as number;
  }

  #tree(target: number): Tree {
    return (this.#trees[target] ??= this.#grow(target));
  }

  #grow(target: number): Tree {
    const graph = this.#graph;
    const time = graph.points.map(() => Infinity);
    const next: (Arc | undefined)[] = graph.points.map(() => undefined);
    time[target] = 0;
    const heap: [seconds: number, point: number][] = [[0, target]];
    for (let top = pop(heap); top !== undefined; top = pop(heap)) {
      const [seconds, at] = top;
      if (seconds > (time[at] as number) || (at !== target && this.#isOpen[at] !== true)) continue;
      for (const arc of graph.in[at] ?? []) {
        const limit = graph.segments[arc.segment]?.speed ?? Infinity;
        const sum = seconds + arc.length / Math.min(limit, this.#speed);
        if (sum >= (time[arc.from] as number)) continue;
        time[arc.from] = sum;
        next[arc.from] = arc;
        push(heap, [sum, arc.from]);
      }
    }
    return { next, time: time.map((sum) => (sum === Infinity ? Infinity : toMicros(sum))) };
  }
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
