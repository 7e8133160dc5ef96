import { toSeconds } from "../../base/units.ts";
import { asDistribution } from "../../plant/as-distribution.ts";
import type { Assignments } from "../../plant/attributes.ts";
import type { BuildContext } from "../elements/element.ts";
import type { Part } from "../kernel/parts.ts";
import { Sampler, type SamplerState } from "../kernel/sampler.ts";
import type { Evaluation } from "./evaluate.ts";
import type { Rules } from "./rules.ts";

/** Sets attributes of parts, in the order in which the plant declares them (SPEC E4). */
export class Assigner {
  readonly #rules: Rules;
  readonly #steps: readonly (readonly [attribute: number, value: Evaluation<number | string>])[];
  readonly #samplers = new Map<string, Sampler>();

  constructor(assignments: Assignments, context: BuildContext) {
    const { rules } = context;
    this.#rules = rules;
    const ids = rules.attributes.filter((id) => Object.hasOwn(assignments, id));
    this.#steps = ids.map((id) => [rules.indexOf(id), this.#valueOf(id, assignments, context)] as const);
  }

  assign(part: Part): void {
    for (const [attribute, value] of this.#steps) this.#rules.set(part, attribute, value(part));
  }

  save(): { [attribute: string]: SamplerState } {
    return Object.fromEntries(Array.from(this.#samplers, ([id, sampler]) => [id, sampler.save()]));
  }

  restore(state: { [attribute: string]: SamplerState }): void {
    for (const [id, sampler] of this.#samplers) sampler.restore(state[id] as SamplerState);
  }

  #valueOf(id: string, assignments: Assignments, context: BuildContext): Evaluation<number | string> {
    const value = assignments[id] as Assignments[string];
    const { rules } = context;
    if (typeof value !== "object") return () => value;
    if ("expression" in value)
      return rules.typeOf(id) === "number" ? rules.number(value.expression) : rules.text(value.expression);
    const sampler = new Sampler(asDistribution(value), context.stream(`attribute/${id}`));
    this.#samplers.set(id, sampler);
    return () => toSeconds(sampler.next());
  }
}
