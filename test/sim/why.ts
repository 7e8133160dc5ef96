import type { Plant } from "../../src/plant/schema.ts";
import { Simulation } from "../../src/sim/simulation.ts";
import { CauseFinder } from "../../src/sim/trace/follow-causes.ts";

/** The chain of an element at a time: `id reason detail` a step, and the root as `cause id detail`. */
export function why(plant: Plant, element: string, at: number): { steps: string[]; root: string } {
  const simulation = new Simulation(plant);
  simulation.runUntil(at);
  const { steps, root } = new CauseFinder(simulation.model).why(simulation.indexOf(element) ?? -1);
  const words = (...all: readonly (string | undefined)[]): string =>
    all.filter((word) => word !== undefined).join(" ");
  return {
    steps: steps.map(({ id, reason, detail }) => words(id, reason, detail)),
    root: words(root.cause, root.id, root.detail),
  };
}
