import type { ConstrainedModel } from "./constrained-model.ts";
import type { FilledStation } from "./partial-line.ts";
import { lineModel } from "./line-model.ts";
import { precedenceGraph } from "./precedence-graph.ts";
import { StationCountSearch } from "./station-count-search.ts";

const BYTES = 200_000_000;
const MOST_CYCLE_TICKS = 100_000_000;

/**
 * A constrained line without its constraints, as a simple line: the searches for those prove sharper bounds, and
 * sometimes their line meets the constraints as it is. On a U-line precedence goes too.
 */
export class RelaxedLine {
  readonly #search: StationCountSearch;
  readonly #model: ConstrainedModel;

  private constructor(model: ConstrainedModel, search: StationCountSearch) {
    this.#model = model;
    this.#search = search;
  }

  /** Undefined where stations differ in more than their workers: with parallel workplaces or two sides. */
  static of(model: ConstrainedModel, cycle: number): RelaxedLine | undefined {
    const modes = model.mannings.map((manning) => manning.modes[0]);
    if (model.sideCount === 2 || modes.length === 0 || modes.some((mode) => mode!.parallel > 1))
      return undefined;
    const { graph, ticksPerUnit } = model.line;
    const time = new Int32Array(graph.size);
    for (let task = 0; task < graph.size; task++) {
      const times = modes
        .filter((mode) => mode!.can[task] === 1)
        .map((mode) => mode!.capacities[0]!.amount[task]!);
      if (times.length === 0) return undefined;
      time[task] = Math.floor(Math.min(...times) * ticksPerUnit + 1e-9);
    }
    const ticks = Math.floor(cycle * ticksPerUnit * (1 + 1e-10));
    const longest = time.reduce((most, each) => Math.max(most, each), 0);
    if (longest > ticks || ticks > MOST_CYCLE_TICKS || ticks < 1) return undefined;
    const totalTime = time.reduce((sum, each) => sum + each, 0);
    const relaxed = model.isUShaped ? precedenceGraph(time, [])! : { ...graph, time, totalTime };
    return new RelaxedLine(model, new StationCountSearch(lineModel(relaxed), ticks, BYTES));
  }

  get isDone(): boolean {
    return this.#search.isDone;
  }

  /** No constrained line has fewer stations. */
  get bound(): number {
    return this.#search.bound;
  }

  get states(): number {
    return this.#search.states;
  }

  /** Its best line so far, where a station can only be manned in one way; it may break constraints. */
  get line(): readonly FilledStation[] | undefined {
    const { mannings } = this.#model;
    if (mannings.length > 1) return undefined;
    return this.#search.assignment.map((load) => ({ manning: mannings[0], tasks: [load] }));
  }

  advance(work: number): void {
    this.#search.advance(work);
  }
}
