import { Hash128, hashText } from "../../src/base/hash.ts";
import type { Plant } from "../../src/plant/schema.ts";
import { Simulation } from "../../src/sim/simulation.ts";

/** What must be the same in every JavaScript engine. */
export interface RunHashes {
  /** Lines of the event log. */
  readonly lines: number;
  /** Hash of the event log, one JSON object a line. */
  readonly log: string;
  /** Hash of the results at the end, apart from the hash of the state, whose form may change. */
  readonly results: string;
}

/** Runs with a fixed seed until a time in seconds. Everywhere: in Node, in a page, in a worker. */
export function runHashes(plant: Plant, until: number): RunHashes {
  const hash = new Hash128();
  let lines = 0;
  const simulation = new Simulation(plant, {
    seed: 20_261_124,
    warmup: 600,
    record: (line) => {
      hash.update(`${JSON.stringify(line)}\n`);
      lines++;
    },
  });
  simulation.runUntil(until);
  const { hash: _, ...results } = simulation.results();
  return { lines, log: hash.hex(), results: hashText(JSON.stringify(results)) };
}

/** How long each scene runs for it, s. */
export const HASHED_SCENES = { "body-shop": 4 * 3600, "final-assembly": 4 * 3600 } as const;
