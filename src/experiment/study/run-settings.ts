import type { Plant } from "../../plant/schema.ts";
import type { Study } from "./study-file.ts";

/** How a study is run, with what it leaves out filled in. Times in s. */
export interface StudyRun {
  readonly horizon: number;
  /** undefined: to be found by MSER-5. */
  readonly warmup: number | undefined;
  /** Pilot replications that the warm-up is found from. */
  readonly pilots: number;
  /** Replications of each scenario; with batch means 1. */
  readonly replications: number;
  readonly seed: number;
  readonly confidence: number;
  /** Batches of the one long run; undefined with replications. */
  readonly batches: number | undefined;
}

const PILOTS = 10;
/** So many batches are enough, and fewer are less correlated (Schmeiser 1982: 10 to 30). */
const BATCHES = 30;

export function studyRun(study: Study, plant: Plant): StudyRun {
  const { run = {} } = study;
  const horizon = run.horizon ?? plant.run.horizon;
  // A shorter run than the plant's keeps the plant's warm-up only if it fits.
  const fallback = plant.run.warmup < horizon ? plant.run.warmup : 0;
  const found = typeof run.warmup === "object";
  return {
    horizon,
    warmup: typeof run.warmup === "object" ? undefined : (run.warmup ?? fallback),
    pilots: (found ? (run.warmup as { replications?: number }).replications : undefined) ?? PILOTS,
    replications: run.method === "batchMeans" ? 1 : (run.replications ?? plant.run.replications),
    seed: run.seed ?? plant.run.seed,
    confidence: run.confidence ?? 0.95,
    batches: run.method === "batchMeans" ? (run.batches ?? BATCHES) : undefined,
  };
}
