import type { Assignments } from "../../plant/attributes.ts";
import type { Station } from "../../plant/elements/station.ts";
import { isHolder, workpiecesIn } from "../kernel/loads.ts";
import type { Part } from "../kernel/parts.ts";
import type { SamplerState } from "../kernel/sampler.ts";
import { Assigner } from "../rules/assignments.ts";
import type { BuildContext } from "./element.ts";

/** What a station writes on parts: when they come in, and when they are finished (SPEC E6, E7). */
export class StationAttributes {
  readonly #atStart: Assigner | undefined;
  readonly #atFinish: Assigner | undefined;

  constructor({ attributesAtStart, attributesAtFinish }: Station, context: BuildContext) {
    const assigner = (given: Assignments | undefined, purpose: string): Assigner | undefined =>
      given === undefined ? undefined : new Assigner(given, context, purpose);
    this.#atStart = assigner(attributesAtStart, "attributeAtStart");
    this.#atFinish = assigner(attributesAtFinish, "attributeAtFinish");
  }

  /** Undefined for a station that writes nothing. */
  static of(station: Station, context: BuildContext): StationAttributes | undefined {
    const { attributesAtStart, attributesAtFinish } = station;
    return attributesAtStart === undefined && attributesAtFinish === undefined
      ? undefined
      : new StationAttributes(station, context);
  }

  started(part: Part): void {
    if (this.#atStart !== undefined) write(this.#atStart, part);
  }

  finished(part: Part): void {
    if (this.#atFinish !== undefined) write(this.#atFinish, part);
  }

  save(): StationAttributesState {
    return {
      ...(this.#atStart === undefined ? {} : { atStart: this.#atStart.save() }),
      ...(this.#atFinish === undefined ? {} : { atFinish: this.#atFinish.save() }),
    };
  }

  restore({ atStart, atFinish }: StationAttributesState): void {
    if (atStart !== undefined) this.#atStart?.restore(atStart);
    if (atFinish !== undefined) this.#atFinish?.restore(atFinish);
  }
}

/** A batch or carrier is written on as well as each workpiece that goes along with it. */
function write(assigner: Assigner, part: Part): void {
  if (isHolder(part)) assigner.assign(part);
  for (const workpiece of workpiecesIn(part)) assigner.assign(workpiece);
}

export type StationAttributesState = {
  atStart?: { [attribute: string]: SamplerState };
  atFinish?: { [attribute: string]: SamplerState };
};
