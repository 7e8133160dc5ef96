import type { RandomStream, StreamState } from "../../base/random.ts";
import type { Defects, Inspection } from "../../plant/elements/quality.ts";
import type { Station } from "../../plant/elements/station.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { discard, extraOf, unload, workpiecesIn } from "../kernel/loads.ts";
import { CARRIER, type Part } from "../kernel/parts.ts";
import type { OutputQueue, Port } from "../kernel/ports.ts";
import type { QualityCounts, QualityResult } from "../results.ts";
import type { BuildContext } from "./element.ts";
import type { Router } from "./router.ts";

const NO_COUNTS: QualityCounts = {
  madeDefective: 0,
  inspected: 0,
  firstInspected: 0,
  passed: 0,
  firstPassed: 0,
  reworked: 0,
  scrapped: 0,
  falseRejects: 0,
  missed: 0,
};

type Counts = { -readonly [K in keyof QualityCounts]: number };

/**
 * What the work of a station does to the quality of parts, and how they are judged (SPEC Q1 to Q6). A carrier
 * is judged by its workpieces: each is drawn for, and one that is rejected takes the others with it.
 */
export class Quality {
  readonly #kernel: Kernel;
  readonly #port: Port;
  readonly #router: Router;
  /** Probability of a defect by product; undefined where the work makes none. */
  readonly #defects: readonly number[] | undefined;
  readonly #inspection: Inspection | undefined;
  readonly #defectStream: RandomStream | undefined;
  readonly #inspectionStream: RandomStream | undefined;
  readonly #rework: OutputQueue | undefined;
  readonly #scrap: OutputQueue | undefined;
  /** By product, since the statistics began. */
  readonly #counts: readonly Counts[];

  constructor({ defects, inspection }: Station, context: BuildContext, router: Router) {
    const { kernel, port } = context;
    this.#kernel = kernel;
    this.#port = port;
    this.#router = router;
    this.#defects =
      defects === undefined ? undefined : kernel.products.map((product) => probabilityOf(defects, product));
    this.#inspection = inspection;
    this.#defectStream = defects === undefined ? undefined : context.stream("defects");
    this.#inspectionStream = inspection === undefined ? undefined : context.stream("inspection");
    const queueTo = (id: string | undefined): OutputQueue | undefined =>
      id === undefined ? undefined : port.links.find(({ to }) => to.id === id)?.queue;
    this.#rework = queueTo(inspection?.rework?.to);
    this.#scrap = queueTo(inspection?.scrap);
    this.#counts = kernel.products.map(() => ({ ...NO_COUNTS }));
  }

  static isNeeded({ defects, inspection }: Station): boolean {
    return defects !== undefined || inspection !== undefined;
  }

  /** Where the finished part goes; undefined when it was scrapped and is no more. */
  queueFor(part: Part): OutputQueue | undefined {
    if (this.#defects !== undefined) for (const workpiece of workpiecesIn(part)) this.#work(workpiece);
    if (this.#inspection === undefined) return this.#router.queueFor(part);
    let rejected = false;
    let reworked = 0;
    for (const workpiece of workpiecesIn(part)) {
      if (this.#rejects(workpiece)) rejected = true;
      reworked = Math.max(reworked, workpiece.extra?.reworked ?? 0);
    }
    if (!rejected) {
      for (const workpiece of workpiecesIn(part)) this.#pass(workpiece);
      return this.#router.queueFor(part);
    }
    const { rework } = this.#inspection;
    if (rework !== undefined && reworked < rework.limit) {
      for (const workpiece of workpiecesIn(part)) this.#sendBack(workpiece);
      return this.#rework;
    }
    for (const workpiece of workpiecesIn(part)) this.#of(workpiece).scrapped++;
    return this.#scrap ?? this.#remove(part);
  }

  resetStatistics(): void {
    for (const counts of this.#counts) Object.assign(counts, NO_COUNTS);
  }

  result(): QualityResult {
    const total = { ...NO_COUNTS };
    for (const counts of this.#counts) addCounts(total, counts);
    const { products } = this.#kernel;
    const seen = this.#counts
      .map((counts, i) => [products[i] as string, { ...counts }] as const)
      .filter(([, counts]) => counts.inspected > 0 || counts.madeDefective > 0);
    return {
      ...total,
      firstPassYield: total.firstInspected > 0 ? total.firstPassed / total.firstInspected : Number.NaN,
      byProduct: Object.fromEntries(seen),
    };
  }

  save(): QualityState {
    return {
      streams: [this.#defectStream?.state() ?? [], this.#inspectionStream?.state() ?? []],
      counts: Object.fromEntries(
        this.#counts.map((counts, i) => [this.#kernel.products[i] as string, { ...counts }]),
      ),
    };
  }

  restore({ streams, counts }: QualityState): void {
    this.#defectStream?.restore(streams[0] as StreamState);
    this.#inspectionStream?.restore(streams[1] as StreamState);
    this.#counts.forEach((own, i) => Object.assign(own, counts[this.#kernel.products[i] as string]));
  }

  #of(workpiece: Part): Counts {
    return this.#counts[workpiece.product] as Counts;
  }

  #work(workpiece: Part): void {
    const drawn = (this.#defectStream as RandomStream).nextUniform();
    if (drawn >= (this.#defects?.[workpiece.product] ?? 0)) return;
    this.#of(workpiece).madeDefective++;
    extraOf(workpiece).defective = true;
  }

  #rejects(workpiece: Part): boolean {
    const { missed = 0, falseReject = 0 } = this.#inspection ?? {};
    const drawn = (this.#inspectionStream as RandomStream).nextUniform();
    const defective = workpiece.extra?.defective === true;
    const rejected = defective ? drawn >= missed : drawn < falseReject;
    const counts = this.#of(workpiece);
    counts.inspected++;
    if ((workpiece.extra?.reworked ?? 0) === 0) counts.firstInspected++;
    if (rejected && !defective) counts.falseRejects++;
    if (!rejected && defective) counts.missed++;
    return rejected;
  }

  #pass(workpiece: Part): void {
    const counts = this.#of(workpiece);
    counts.passed++;
    if ((workpiece.extra?.reworked ?? 0) === 0) counts.firstPassed++;
  }

  #sendBack(workpiece: Part): void {
    const extra = extraOf(workpiece);
    extra.reworked++;
    extra.defective = false;
    this.#of(workpiece).reworked++;
  }

  /** Scrap leaves the system here; a carrier goes on without it. */
  #remove(part: Part): OutputQueue | undefined {
    const kernel = this.#kernel;
    for (const workpiece of workpiecesIn(part)) kernel.system.end(workpiece);
    if (part.extra?.role !== CARRIER) {
      discard(kernel, this.#port, part, "scrap");
      return undefined;
    }
    for (const held of unload(kernel, this.#port, part)) discard(kernel, this.#port, held, "scrap");
    return this.#router.queueFor(part);
  }
}

function probabilityOf(defects: Defects, product: string): number {
  if (typeof defects === "number") return defects;
  return (Object.hasOwn(defects.byProduct, product) ? defects.byProduct[product] : defects.default) ?? 0;
}

function addCounts(total: Counts, counts: Counts): void {
  for (const name of Object.keys(NO_COUNTS) as (keyof Counts)[]) total[name] += counts[name];
}

export type QualityState = {
  streams: [defects: number[], inspection: number[]];
  counts: { [product: string]: { [count: string]: number } };
};
