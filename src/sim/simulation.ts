import { parseExpression } from "../plant/expressions/parse-expression.ts";
import type { Plant } from "../plant/schema.ts";
import type { EventRecord } from "./kernel/trace.ts";
import { PlainSimulation, type SimulationSettings } from "./plain-simulation.ts";
import type { SimulationSnapshot } from "./snapshot.ts";

export type { SimulationSettings } from "./plain-simulation.ts";
export { ZeroTimeLoop } from "./kernel/kernel.ts";

/** One run of any plant that has passed the checks, expressions included. */
export class Simulation extends PlainSimulation {
  constructor(plant: Plant, settings: SimulationSettings = {}) {
    super(plant, { parse: parseExpression, ...settings });
  }

  static override restore(
    plant: Plant,
    snapshot: SimulationSnapshot,
    record?: (line: EventRecord) => void,
  ): PlainSimulation {
    return PlainSimulation.restore(plant, snapshot, record, parseExpression);
  }
}
