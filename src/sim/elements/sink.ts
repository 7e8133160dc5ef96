import { toSeconds, type Micros } from "../../base/units.ts";
import type { Sink } from "../../plant/elements/sink.ts";
import { WORKING } from "../../plant/states.ts";
import { Tally, type TallyState } from "../statistics/tally.ts";
import type { BuildContext, ElementModel, ElementState, ElementType, ResultTables } from "./element.ts";

/** A sink always has room; far more than can ever arrive at one instant. */
const ENDLESS = 2 ** 30;

/** A sink that runs (SPEC X1, X2). */
class SinkModel implements ElementModel {
  readonly #context: BuildContext;
  readonly #cycleTime = new Tally();
  readonly #byProduct: Float64Array;
  #finished = 0;

  constructor(context: BuildContext) {
    this.#context = context;
    this.#byProduct = new Float64Array(context.kernel.products.length);
    context.kernel.flow.room[context.node] = ENDLESS;
  }

  start(): void {}

  arrive(part: number): void {
    const { kernel, node } = this.#context;
    const { parts, flow } = kernel;
    this.#cycleTime.add(kernel.now - (parts.entered[part] as number));
    const product = parts.product[part] as number;
    this.#byProduct[product] = (this.#byProduct[product] as number) + 1;
    this.#finished++;
    if (kernel.trace !== undefined) kernel.log(node, "exit", part);
    flow.changeContent(node, -1);
    flow.changeContent(flow.system, -1);
    this.#context.countFinished();
    this.#context.onPartLeft(parts.source[part] as number);
    parts.destroy(part);
  }

  settle(): void {
    this.#context.kernel.flow.pull(this.#context.node);
  }

  depart(): void {}

  onTimer(): void {}

  accepts(): boolean {
    return true;
  }

  state(): number {
    return WORKING;
  }

  progress(): number {
    return Number.NaN;
  }

  finished(): number {
    return this.#finished;
  }

  resetStatistics(): void {
    this.#cycleTime.reset();
    this.#byProduct.fill(0);
  }

  report(tables: ResultTables, id: string, observed: Micros): void {
    const tally = this.#cycleTime;
    const some = tally.count > 0;
    tables.sinks[id] = {
      count: tally.count,
      byProduct: Object.fromEntries(
        this.#context.kernel.products.map((product, i) => [product, this.#byProduct[i] as number]),
      ),
      throughput: observed > 0 ? (tally.count / toSeconds(observed)) * 3600 : 0,
      cycleTimeMean: some ? toSeconds(tally.mean) : Number.NaN,
      cycleTimeSd: toSeconds(tally.sd),
      cycleTimeMin: some ? toSeconds(tally.min) : Number.NaN,
      cycleTimeMax: some ? toSeconds(tally.max) : Number.NaN,
    };
  }

  writeMovers(): void {}

  save(): ElementState {
    return { finished: this.#finished, cycleTime: this.#cycleTime.save(), byProduct: [...this.#byProduct] };
  }

  restore(state: ElementState): void {
    this.#finished = state["finished"] as number;
    this.#cycleTime.restore(state["cycleTime"] as TallyState);
    this.#byProduct.set(state["byProduct"] as number[]);
  }
}

export const sinkType: ElementType<Sink> = {
  timers: () => [],
  build: (_element, context) => new SinkModel(context),
};
