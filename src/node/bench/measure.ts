import type { Simulation } from "../../sim/simulation.ts";

/** Events, and the CPU time that they took. */
export interface Rate {
  readonly events: number;
  readonly cpuSeconds: number;
  readonly eventsPerSecond: number;
}

/** CPU seconds of this process that the work takes, in all of its threads. */
export function cpuSecondsOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1e6;
}

/** @param work does it, and tells how many events it processed */
export function rateOf(work: () => number): Rate {
  let events = 0;
  const cpuSeconds = cpuSecondsOf(() => (events = work()));
  return { events, cpuSeconds, eventsPerSecond: events / cpuSeconds };
}

/** The middle one by a figure. */
export function median<T>(items: readonly T[], by: (item: T) => number): T {
  return items.toSorted((a, b) => by(a) - by(b))[Math.floor(items.length / 2)] as T;
}

/** Lets a run go on for so many events. */
export function goOn(simulation: Simulation, events: number): void {
  simulation.advance(Number.MAX_SAFE_INTEGER / 1e6, events);
}
