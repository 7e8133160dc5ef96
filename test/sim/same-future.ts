import { expect } from "vitest";
import type { Plant } from "../../src/plant/schema.ts";
import type { EventRecord } from "../../src/sim/kernel/trace.ts";
import type { SimulationSnapshot } from "../../src/sim/snapshot.ts";
import { Simulation, type SimulationSettings } from "../../src/sim/simulation.ts";

/**
 * Saves the run at each of the given times, restores it from JSON text, and expects the rest of the event log,
 * the results, and the state hash to equal those of the run that was never interrupted (SPEC K8).
 */
export function expectSameFuture(
  plant: Plant,
  until: number,
  at: readonly number[],
  settings: Omit<SimulationSettings, "record"> = {},
): void {
  const whole: EventRecord[] = [];
  const original = new Simulation(plant, { ...settings, record: (line) => whole.push(line) });
  original.runUntil(until);
  const head: EventRecord[] = [];
  const interrupted = new Simulation(plant, { ...settings, record: (line) => head.push(line) });
  for (const time of at) {
    interrupted.runUntil(time);
    const text = JSON.stringify(interrupted.snapshot());
    const tail: EventRecord[] = [];
    const restored = Simulation.restore(plant, JSON.parse(text) as SimulationSnapshot, (line) =>
      tail.push(line),
    );
    expect(restored.stateHash(), `state restored at ${time} s`).toBe(interrupted.stateHash());
    restored.runUntil(until);
    expect(tail, `event log from ${time} s on`).toEqual(whole.slice(head.length));
    expect(restored.results(), `results when restored at ${time} s`).toEqual(original.results());
    expect(restored.stateHash(), `hash when restored at ${time} s`).toBe(original.stateHash());
  }
}

/** Every instant at which something happens, and half way to the next. */
export function instantsOf(plant: Plant, until: number, settings: SimulationSettings = {}): number[] {
  const simulation = new Simulation(plant, settings);
  const instants = new Set([0]);
  while (simulation.nextEventTime <= until) {
    simulation.step();
    instants.add(simulation.time);
  }
  const sorted = [...instants].sort((a, b) => a - b);
  return sorted.flatMap((time, i) => {
    const next = sorted[i + 1];
    return next === undefined ? [time] : [time, (time + next) / 2];
  });
}
