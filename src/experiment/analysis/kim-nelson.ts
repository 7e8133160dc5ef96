import { power } from "../../base/math.ts";

/** Where a selection stands. */
export interface SelectionState {
  /** Systems that may still be the best, by index. */
  readonly remaining: readonly number[];
  /** Replications that each remaining system has had. */
  readonly replications: number;
  /** For each system the replications at which it was dropped; undefined while it remains. */
  readonly droppedAt: readonly (number | undefined)[];
}

/**
 * Kim and Nelson (2001), ACM TOMACS 11: fully sequential selection of the system with the largest mean. After a first
 * stage all remaining systems get one replication at a time; one is dropped as soon as its sum falls behind another's
 * by more than the triangular region allows, which narrows to nothing. The best is selected with at least the confidence
 * if it is better by the indifference zone δ; common random numbers are allowed, and make it faster.
 * With c = 1: η = ½((2α/(k − 1))^(−2/(n₀ − 1)) − 1), h² = 2η(n₀ − 1), W_il(r) = max(0, δ/(2r)·(h²S²_il/δ² − r)).
 */
export class KimNelson {
  readonly #indifference: number;
  readonly #samples: number[][];
  readonly #h2: number;
  readonly #variances: readonly (readonly number[])[];
  #remaining: number[];
  readonly #droppedAt: (number | undefined)[];
  #replications: number;

  /** @param samples the first stage: one row a system, of equal length n₀ ≥ 2 */
  constructor(samples: readonly (readonly number[])[], confidence: number, indifference: number) {
    const k = samples.length;
    const n = samples[0]?.length ?? 0;
    this.#indifference = indifference;
    this.#samples = samples.map((row) => [...row]);
    const base = (2 * (1 - confidence)) / Math.max(1, k - 1);
    const eta = (1 / power(base, 2 / (n - 1)) - 1) / 2;
    this.#h2 = 2 * eta * (n - 1);
    this.#variances = samples.map((a) => samples.map((b) => differenceVariance(a, b)));
    this.#remaining = samples.map((_, i) => i);
    this.#droppedAt = samples.map(() => undefined);
    this.#replications = n;
    this.#screen();
  }

  get state(): SelectionState {
    return {
      remaining: this.#remaining,
      replications: this.#replications,
      droppedAt: this.#droppedAt,
    };
  }

  /** Takes the next replication of each remaining system, in the order of `state.remaining`. */
  observe(values: readonly number[]): void {
    this.#remaining.forEach((system, i) => this.#samples[system]?.push(values[i] as number));
    this.#replications++;
    this.#screen();
  }

  #screen(): void {
    const r = this.#replications;
    const sums = this.#samples.map((row) => row.reduce((sum, value) => sum + value, 0));
    const behind = (i: number, l: number): boolean => {
      const variance = this.#variances[i]?.[l] ?? 0;
      const region = (this.#indifference / (2 * r)) * ((this.#h2 * variance) / this.#indifference ** 2 - r);
      return ((sums[i] as number) - (sums[l] as number)) / r < -Math.max(0, region);
    };
    const before = this.#remaining;
    const kept = before.filter((i) => !before.some((l) => l !== i && behind(i, l)));
    // Equal to the last bit where the region is closed: the first of them stands for all.
    const closed =
      kept.length > 1 &&
      kept.every((i) =>
        kept.every((l) => this.#h2 * (this.#variances[i]?.[l] ?? 0) <= this.#indifference ** 2 * r),
      );
    this.#remaining = closed ? kept.slice(0, 1) : kept;
    for (const i of before) if (!this.#remaining.includes(i)) this.#droppedAt[i] = r;
  }
}

/** Sample variance of the differences of two systems. */
function differenceVariance(a: readonly number[], b: readonly number[]): number {
  const differences = a.map((value, j) => value - (b[j] as number));
  const centre = differences.reduce((sum, value) => sum + value, 0) / differences.length;
  return differences.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (differences.length - 1);
}
