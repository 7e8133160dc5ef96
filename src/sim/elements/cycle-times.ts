import { asDistribution } from "../../plant/as-distribution.ts";
import type { CycleTime } from "../../plant/elements/station.ts";
import type { Part } from "../kernel/parts.ts";
import { largestBatch, Sampler, type SamplerState } from "../kernel/sampler.ts";
import type { BuildContext } from "./element.ts";

/** Cycle times by product; one sampler serves all products without a time of their own. */
export class CycleTimes {
  /** Where all products share one. */
  declare private readonly only: Sampler | undefined;
  readonly #byProduct: readonly Sampler[];
  readonly #named = new Map<string, Sampler>();

  /** @param purpose names the random streams; unique in the element */
  constructor(cycleTime: CycleTime, context: BuildContext, purpose = "cycleTime") {
    const common = typeof cycleTime === "number" || "dist" in cycleTime ? cycleTime : cycleTime.default;
    const batch = largestBatch(context.kernel.names.length);
    if (common !== undefined)
      this.#named.set("", new Sampler(asDistribution(common), context.stream(purpose), batch));
    if (typeof cycleTime === "object" && "byProduct" in cycleTime) {
      for (const [product, time] of Object.entries(cycleTime.byProduct)) {
        const stream = context.stream(`${purpose}/${product}`);
        this.#named.set(product, new Sampler(asDistribution(time), stream, batch));
      }
    }
    this.only = this.#named.size === 1 && common !== undefined ? this.#named.get("") : undefined;
    // A product without any time cannot come here; the plant's checks see to it.
    const [fallback] = this.#named.values();
    this.#byProduct = context.kernel.products.map(
      (id) => this.#named.get(id) ?? this.#named.get("") ?? (fallback as Sampler),
    );
  }

  of(part: Pick<Part, "product">): Sampler {
    return this.only ?? (this.#byProduct[part.product] as Sampler);
  }

  save(): { [product: string]: SamplerState } {
    return Object.fromEntries([...this.#named].map(([product, sampler]) => [product, sampler.save()]));
  }

  restore(state: { [product: string]: SamplerState }): void {
    for (const [product, saved] of Object.entries(state)) this.#named.get(product)?.restore(saved);
  }
}
