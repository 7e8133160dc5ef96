import { hashText } from "../base/hash.ts";
import type { Plant } from "../plant/schema.ts";
import type { RunResult } from "../sim/results.ts";
import type { PlainSimulation } from "../sim/plain-simulation.ts";
import { Simulation } from "../sim/simulation.ts";
import { tInterval } from "./analysis/interval.ts";

/** What a set of replications is run with. Times in seconds. */
export interface ReplicationSettings {
  readonly seed: number;
  readonly horizon: number;
  readonly warmup: number;
  readonly replications: number;
  /** Number of the first replication; others than 0 give fresh streams under the same seed. */
  readonly first?: number;
}

/**
 * Runs replication after replication.
 * @param begun told of each before it runs, so that somebody can look on
 * @throws ZeroTimeLoop
 */
export function* replicate(
  plant: Plant,
  settings: ReplicationSettings,
  begun?: (simulation: PlainSimulation) => void,
): Generator<RunResult, void, void> {
  const first = settings.first ?? 0;
  for (let i = first; i < first + settings.replications; i++) {
    const simulation = new Simulation(plant, {
      seed: settings.seed,
      replication: i,
      warmup: settings.warmup,
    });
    begun?.(simulation);
    simulation.runUntil(settings.horizon);
    yield simulation.results();
  }
}

/** One hash for a set of replications, in their order; of a single one its own, so that it can be compared with the page's. */
export function resultHash(results: readonly RunResult[]): string {
  if (results.length === 1) return (results[0] as RunResult).hash;
  return hashText(results.map(({ hash }) => hash).join("\n"));
}

/** A tree of numbers, such as the result tables. */
type Tree = number | string | { readonly [key: string]: Tree };

/** Means over replications, and half-widths (undefined for a single one), in the shape of what was averaged. */
export interface Averaged<T> {
  readonly mean: T;
  readonly halfWidth: HalfWidths<T>;
}

/** The same shape with optional numbers. */
export type HalfWidths<T> = T extends number
  ? number | undefined
  : T extends string
    ? T
    : { readonly [K in keyof T]: HalfWidths<T[K]> };

/** Averages every number of trees of the same shape; arrays are cut to the shortest. */
export function average<T extends object>(trees: readonly T[], confidence = 0.95): Averaged<T> {
  const pick = (which: "mean" | "halfWidth"): unknown =>
    combine(trees as readonly unknown[] as readonly Tree[], which, confidence);
  return { mean: pick("mean") as T, halfWidth: pick("halfWidth") as HalfWidths<T> };
}

function combine(trees: readonly Tree[], which: "mean" | "halfWidth", confidence: number): unknown {
  const first = trees[0];
  // Words, such as the kind of a resource, are the same in all.
  if (typeof first === "string") return first;
  if (typeof first === "number") return tInterval(trees as readonly number[], confidence)[which];
  if (Array.isArray(first)) {
    const shortest = Math.min(...trees.map((tree) => (tree as unknown as Tree[]).length));
    return Array.from({ length: shortest }, (_, i) =>
      combine(
        trees.map((tree) => (tree as unknown as Tree[])[i] as Tree),
        which,
        confidence,
      ),
    );
  }
  // A key that some replications lack, such as a product that never came, is averaged over those that have it.
  const keys = new Set(trees.flatMap((tree) => Object.keys(tree)));
  return Object.fromEntries(
    [...keys].map((key) => {
      const present = trees
        .map((tree) => (tree as { readonly [key: string]: Tree })[key])
        .filter((branch) => branch !== undefined);
      return [key, combine(present, which, confidence)];
    }),
  );
}
