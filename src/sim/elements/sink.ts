import { toSeconds, type Micros } from "../../base/units.ts";
import type { Sink } from "../../plant/elements/sink.ts";
import { WORKING } from "../../plant/states.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { workpiecesIn } from "../kernel/loads.ts";
import { CARRIER, type Part } from "../kernel/parts.ts";
import type { Port } from "../kernel/ports.ts";
import type { Traveller } from "../kernel/traveller.ts";
import type { SinkResult } from "../results.ts";
import { DueDates, type DueDatesState } from "../statistics/due-dates.ts";
import { Tally, type TallyState } from "../statistics/tally.ts";
import type { ThroughputCounter } from "../statistics/throughput-series.ts";
import type { BuildContext, ElementModel, ElementState, ResultTables } from "./element.ts";

/** A sink always has room; far more than can ever arrive at one instant. */
const ENDLESS = 2 ** 30;

/** A sink that runs (SPEC X1 to X3). */
class SinkModel implements ElementModel {
  declare private readonly kernel: Kernel;
  declare private readonly port: Port;
  declare private readonly series: ThroughputCounter;
  /** Some station of the plant makes defects. */
  declare private readonly hasDefects: boolean;
  readonly #cycleTime = new Tally();
  /** Cycle times by product; kept only where there are several. */
  declare private readonly byProduct: readonly Tally[];
  /** By product, and in all at the end; made when the first part with a due date comes. */
  #dueDates: DueDates[] | undefined = undefined;
  /** Parts that came before the statistics began. */
  #before = 0;
  /** Parts that came with a defect that nobody found, since the statistics began. */
  #defective = 0;

  constructor(context: BuildContext) {
    const { products } = context.kernel;
    this.kernel = context.kernel;
    this.port = context.port;
    this.series = context.series;
    this.hasDefects = context.hasDefects;
    this.byProduct = products.length > 1 ? products.map(() => new Tally()) : [];
    context.port.room = ENDLESS;
    context.kernel.system.sinks.push({ left: () => this.finished(), spent: () => this.#cycleTime.total });
  }

  start(): void {}

  arrive(part: Part): void {
    if (part.extra === undefined) this.#take(part);
    else this.#takeAll(part);
    this.kernel.parts.destroy(part);
  }

  /** Of a batch or carrier, all workpieces leave; itself it is no part that is counted (SPEC X4). */
  #takeAll(part: Part): void {
    const { cause } = this.kernel;
    for (const workpiece of workpiecesIn(part)) {
      this.#take(workpiece);
      if (workpiece.extra?.defective === true) this.#defective++;
      this.kernel.cause = cause;
    }
    if (part.extra?.role !== CARRIER) return;
    if (this.kernel.trace !== undefined) this.kernel.log(this.port.index, "end", part);
    part.source.node.partLeft?.();
  }

  #take(part: Part): void {
    const kernel = this.kernel;
    const { now } = kernel;
    const cycleTime = now - part.entered;
    this.#cycleTime.add(cycleTime);
    if (this.byProduct.length > 0) (this.byProduct[part.product] as Tally).add(cycleTime);
    if (part.traveller !== undefined) this.#bookDueDate(part, part.traveller);
    if (kernel.trace !== undefined) kernel.log(this.port.index, "exit", part);
    this.series.count();
    if (part.source.toldOfExits) part.source.node.partLeft?.();
  }

  settle(): void {
    this.kernel.flow.pull(this.port);
  }

  depart(): void {}

  onTimer(): void {}

  accepts(): boolean {
    return true;
  }

  state(): number {
    return WORKING;
  }

  content(): number {
    return 0;
  }

  progress(): number {
    return Number.NaN;
  }

  finished(): number {
    return this.#before + this.#cycleTime.count;
  }

  resetStatistics(): void {
    this.#before += this.#cycleTime.count;
    this.#cycleTime.reset();
    this.#defective = 0;
    for (const product of this.byProduct) product.reset();
    for (const product of this.#dueDates ?? []) product.reset();
  }

  report(tables: ResultTables, id: string, observed: Micros): void {
    const all = this.#cycleTime;
    const some = all.count > 0;
    const products = this.kernel.products.map((product, i) => [product, this.byProduct[i] ?? all] as const);
    tables.sinks[id] = {
      count: all.count,
      byProduct: Object.fromEntries(products.map(([product, tally]) => [product, tally.count])),
      throughput: observed > 0 ? (all.count / toSeconds(observed)) * 3600 : 0,
      cycleTimeMean: toSeconds(all.mean),
      cycleTimeSd: toSeconds(all.sd),
      cycleTimeMin: some ? toSeconds(all.min) : Number.NaN,
      cycleTimeMax: some ? toSeconds(all.max) : Number.NaN,
      cycleTimeByProduct: Object.fromEntries(
        products
          .filter(([, tally]) => tally.count > 0)
          .map(([product, tally]) => [product, { mean: toSeconds(tally.mean), sd: toSeconds(tally.sd) }]),
      ),
      ...(this.#dueDates === undefined ? {} : { dueDates: this.#dueDateResult(this.#dueDates) }),
      ...(this.hasDefects ? { defective: this.#defective } : {}),
    };
  }

  #bookDueDate({ product }: Part, { due, weight }: Traveller): void {
    if (due === Infinity) return;
    this.#dueDates ??= this.#newDueDates();
    const lateness = this.kernel.now - due;
    (this.#dueDates[product] as DueDates).add(lateness, weight);
    this.#dueDates.at(-1)?.add(lateness, weight);
  }

  #newDueDates(): DueDates[] {
    return [...this.kernel.products, ""].map(() => new DueDates());
  }

  #dueDateResult(dueDates: readonly DueDates[]): NonNullable<SinkResult["dueDates"]> {
    const { products } = this.kernel;
    const came = products.flatMap((id, i) => {
      const one = dueDates[i] as DueDates;
      return one.count > 0 ? [[id, one.result()] as const] : [];
    });
    return { ...(dueDates.at(-1) as DueDates).result(), byProduct: Object.fromEntries(came) };
  }

  writeMovers(): void {}

  save(): ElementState {
    return {
      before: this.#before,
      cycleTime: this.#cycleTime.save(),
      byProduct: this.byProduct.map((tally) => tally.save()),
      ...(this.#dueDates === undefined ? {} : { dueDates: this.#dueDates.map((one) => one.save()) }),
      ...(this.hasDefects ? { defective: this.#defective } : {}),
    };
  }

  restore(state: ElementState): void {
    this.#before = state["before"] as number;
    this.#defective = (state["defective"] as number | undefined) ?? 0;
    this.#cycleTime.restore(state["cycleTime"] as TallyState);
    const dueDates = state["dueDates"] as DueDatesState[] | undefined;
    this.#dueDates = dueDates === undefined ? undefined : this.#newDueDates();
    dueDates?.forEach((saved, product) => this.#dueDates?.[product]?.restore(saved));
    (state["byProduct"] as TallyState[]).forEach((saved, product) => this.byProduct[product]?.restore(saved));
  }
}

export function buildSink(_element: Sink, context: BuildContext): ElementModel {
  return new SinkModel(context);
}
