import { parseExpression } from "../plant/expressions/parse-expression.ts";
import type { Plant } from "../plant/schema.ts";
import { FURTHER_MODELS } from "./further-models.ts";
import type { EventRecord } from "./kernel/trace.ts";
import { PlainSimulation, type SimulationSettings } from "./plain-simulation.ts";
import type { SimulationSnapshot } from "./snapshot.ts";

export type { SimulationSettings } from "./plain-simulation.ts";
export { ZeroTimeLoop } from "./kernel/kernel.ts";

/** What any plant may need beyond the page's first picture. */
const ALL = { parse: parseExpression, further: FURTHER_MODELS };

/** One run of any plant that has passed the checks, with expressions and all kinds of elements. */
export class Simulation extends PlainSimulation {
  constructor(plant: Plant, settings: SimulationSettings = {}) {
    super(plant, { ...ALL, ...settings });
  }

  static override restore(
    plant: Plant,
    snapshot: SimulationSnapshot,
    record?: (line: EventRecord) => void,
  ): PlainSimulation {
    return PlainSimulation.restore(plant, snapshot, record, ALL);
  }
}
