import { toMicros, type Micros } from "../../base/units.ts";
import type { Arc, NetworkGraph } from "../../plant/traffic/network-graph.ts";
import { quickestWaysTo } from "../../plant/traffic/quickest-ways.ts";

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
    const { next, seconds } = quickestWaysTo(
      this.#graph,
      target,
      (point) => this.#isOpen[point] === true,
      this.#speed,
    );
    return { next, time: seconds.map((sum) => (sum === Infinity ? Infinity : toMicros(sum))) };
  }
}
