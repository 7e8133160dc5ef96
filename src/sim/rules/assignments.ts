import { toSeconds } from "../../base/units.ts";
import { asDistribution } from "../../plant/as-distribution.ts";
import type { Assignments } from "../../plant/attributes.ts";
import type { BuildContext } from "../elements/element.ts";
import type { Part } from "../kernel/parts.ts";
import { Sampler, type SamplerState } from "../kernel/sampler.ts";
import type { Evaluation } from "./evaluate.ts";
import type { Rules } from "./rules.ts";

/** Largest number that an attribute can hold, as in the plant file. */
const LARGEST = 1e12;

/** Sets attributes of parts, in the order in which the plant declares them (SPEC E4, E6, E7). */
export class Assigner {
  readonly #rules: Rules;
  readonly #steps: readonly (readonly [attribute: number, value: Evaluation<number | string>])[];
  readonly #samplers = new Map<string, Sampler>();

  /** @param purpose names the random streams; unique in the element */
  constructor(assignments: Assignments, context: BuildContext, purpose = "attribute") {
    const { rules } = context;
    this.#rules = rules;
    const ids = rules.attributes.filter((id) => Object.hasOwn(assignments, id));
    this.#steps = ids.map(
      (id) => [rules.indexOf(id), this.#valueOf(id, assignments, context, purpose)] as const,
    );
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

  #valueOf(
    id: string,
    assignments: Assignments,
    context: BuildContext,
    purpose: string,
  ): Evaluation<number | string> {
    const value = assignments[id] as Assignments[string];
    const { rules } = context;
    if (typeof value !== "object") return () => value;
    if ("expression" in value) {
      if (rules.typeOf(id) === "text") return rules.text(value.expression);
      const number = rules.number(value.expression);
      return (part) => bounded(number(part));
    }
    const sampler = new Sampler(asDistribution(value), context.stream(`${purpose}/${id}`));
    this.#samplers.set(id, sampler);
    return () => toSeconds(sampler.next());
  }
}

/** A number that an attribute can hold and a snapshot can keep: what is no number is 0, and no zero is negative. */
function bounded(value: number): number {
  if (Number.isNaN(value)) return 0;
  return Math.min(Math.max(value, -LARGEST), LARGEST) + 0;
}
