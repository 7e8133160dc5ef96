import { hasBit } from "./bits.ts";
import { FeasibilitySearch } from "./feasibility-search.ts";
import { lineModel } from "./line-model.ts";
import { precedenceGraph, type PrecedenceGraph } from "./precedence-graph.ts";

/** Most nodes for one window: less than what the bounds that take linear programmes wait for. */
const WINDOW_WORK = 100_000;
const WINDOW_BYTES = 20_000_000;
/** Stations of the longest window; longer ones are hardly easier than the line itself. */
const LONGEST_WINDOW = 10;

/**
 * Shortens the longest station of a line by searching windows of neighbouring stations around it anew: short windows
 * first, each for a cycle one tick less than the line's. What lies outside a window stays as it is.
 */
export class WindowSearch {
  isDone = false;
  /** The line, never longer than the one that it began with. */
  line: number[][];

  readonly #graph: PrecedenceGraph;
  readonly #steps: Generator<number, void>;

  constructor(graph: PrecedenceGraph, line: readonly (readonly number[])[]) {
    this.#graph = graph;
    this.line = line.map((load) => [...load]);
    this.#steps = this.#search();
  }

  /** Goes on for about `work` nodes, and at least one window. */
  advance(work: number): void {
    let spent = 0;
    while (!this.isDone && spent < work) {
      const step = this.#steps.next();
      if (step.done === true) this.isDone = true;
      else spent += step.value;
    }
  }

  /** Yields the nodes that each window took. */
  *#search(): Generator<number, void> {
    const times = this.line.map((load) => this.#timeOf(load));
    let isShorter = true;
    while (isShorter) {
      isShorter = false;
      const longest = Math.max(...times);
      const at = times.indexOf(longest);
      for (const [first, count] of windowsAround(at, this.line.length)) {
        const sum = times.slice(first, first + count).reduce((total, time) => total + time, 0);
        if (sum > count * (longest - 1)) continue;
        const search = this.#window(first, count, longest - 1);
        search.advance(WINDOW_WORK);
        yield Math.max(1_000, search.work);
        if (search.status !== "found") continue;
        const tasks = this.line.slice(first, first + count).flat();
        for (let k = 0; k < count; k++) {
          const load = (search.assignment[k] ?? []).map((task) => tasks[task]!);
          this.line[first + k] = load;
          times[first + k] = this.#timeOf(load);
        }
        isShorter = true;
        break;
      }
    }
  }

  #window(first: number, count: number, cycle: number): FeasibilitySearch {
    const { time, allSuccessors, words } = this.#graph;
    const tasks = this.line.slice(first, first + count).flat();
    const arcs: [number, number][] = [];
    tasks.forEach((task, k) =>
      tasks.forEach((after, j) => {
        if (hasBit(allSuccessors, task * words, after)) arcs.push([k, j]);
      }),
    );
    const graph = precedenceGraph(
      Int32Array.from(tasks, (task) => time[task]!),
      arcs,
    );
    if (graph === undefined) throw new Error("a part of a line without circles has one");
    return new FeasibilitySearch(lineModel(graph), cycle, count, WINDOW_BYTES);
  }

  #timeOf(load: readonly number[]): number {
    return load.reduce((sum, task) => sum + this.#graph.time[task]!, 0);
  }
}

/** First station and number of stations of all windows that hold a station, short ones first. */
function windowsAround(at: number, stations: number): [number, number][] {
  const windows: [number, number][] = [];
  for (let count = 2; count <= Math.min(LONGEST_WINDOW, stations - 1); count++) {
    for (let first = Math.max(0, at - count + 1); first <= Math.min(at, stations - count); first++) {
      windows.push([first, count]);
    }
  }
  return windows;
}
