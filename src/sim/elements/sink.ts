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
  /** Cycle times by product; kept only where there are several. */
  readonly #byProduct: readonly Tally[];
  #finished = 0;

  constructor(context: BuildContext) {
    this.#context = context;
    const { products } = context.kernel;
    this.#byProduct = products.length > 1 ? products.map(() => new Tally()) : [];
    context.kernel.flow.room[context.node] = ENDLESS;
  }

  start(): void {}

  arrive(part: number): void {
    const { kernel, node } = this.#context;
    const { parts, flow } = kernel;
    const cycleTime = kernel.now - (parts.entered[part] as number);
    this.#cycleTime.add(cycleTime);
    this.#byProduct[parts.product[part] as number]?.add(cycleTime);
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
    for (const product of this.#byProduct) product.reset();
  }

  report(tables: ResultTables, id: string, observed: Micros): void {
    const all = this.#cycleTime;
    const some = all.count > 0;
    const products = this.#context.kernel.products.map(
      (product, i) => [product, this.#byProduct[i] ?? all] as const,
    );
    tables.sinks[id] = {
      count: all.count,
      byProduct: Object.fromEntries(products.map(([product, tally]) => [product, tally.count])),
      throughput: observed > 0 ? (all.count / toSeconds(observed)) * 3600 : 0,
      cycleTimeMean: some ? toSeconds(all.mean) : Number.NaN,
      cycleTimeSd: toSeconds(all.sd),
      cycleTimeMin: some ? toSeconds(all.min) : Number.NaN,
      cycleTimeMax: some ? toSeconds(all.max) : Number.NaN,
      cycleTimeByProduct: Object.fromEntries(
        products
          .filter(([, tally]) => tally.count > 0)
          .map(([product, tally]) => [product, { mean: toSeconds(tally.mean), sd: toSeconds(tally.sd) }]),
      ),
    };
  }

  writeMovers(): void {}

  save(): ElementState {
    return {
      finished: this.#finished,
      cycleTime: this.#cycleTime.save(),
      byProduct: this.#byProduct.map((tally) => tally.save()),
    };
  }

  restore(state: ElementState): void {
    this.#finished = state["finished"] as number;
    this.#cycleTime.restore(state["cycleTime"] as TallyState);
    (state["byProduct"] as TallyState[]).forEach((saved, product) =>
      this.#byProduct[product]?.restore(saved),
    );
  }
}

export const sinkType: ElementType<Sink> = {
  timers: () => [],
  build: (_element, context) => new SinkModel(context),
};
