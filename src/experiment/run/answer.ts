import type { LocalText } from "../../plant/finding.ts";
import type { DeadlineAnswer } from "./deadlines.ts";
import type { TargetAnswer } from "./targets.ts";

/** Version of the answers of `experiment`; more fields may be added without a new one. */
export const EXPERIMENT_VERSION = 1;

/** A figure of a scenario with its interval. */
export interface Estimate {
  readonly name: string;
  readonly mean: number;
  readonly halfWidth: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly unit: string;
  /** What `mean` is where it is no mean, in words such as `quantile 0.9`. */
  readonly statistic?: string;
  /** Figure of each replication or batch. */
  readonly values: readonly number[];
  /** With batch means: whether von Neumann's test finds them independent. */
  readonly independent?: boolean;
}

/** A difference `scenario − other` with its interval. */
export interface PairDifference {
  readonly scenario: string;
  readonly other: string;
  readonly mean: number;
  readonly halfWidth: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** The interval does not hold 0. */
  readonly significant: boolean;
}

/** How a scenario compares with the best of the others. */
export interface BestRow {
  readonly scenario: string;
  readonly mean: number;
  /** Against the best other, in the response's unit; negative is worse if larger is better. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly ruledOut: boolean;
}

interface ComparisonHead {
  readonly response: string;
  readonly unit: string;
  readonly confidence: number;
}

export type ComparisonAnswer =
  | (ComparisonHead & {
      readonly method: "paired" | "allPairs";
      /** Confidence of each interval, so that all hold together with `confidence`. */
      readonly each: number;
      readonly replications: number;
      readonly pairs: readonly PairDifference[];
    })
  | (ComparisonHead & {
      readonly method: "best";
      readonly replications: number;
      readonly halfWidth: number;
      readonly rows: readonly BestRow[];
    })
  | (ComparisonHead & {
      readonly method: "select";
      readonly indifference: number;
      /** Undefined where the most replications were reached before. */
      readonly selected: string | undefined;
      readonly remaining: readonly string[];
      readonly rows: readonly { readonly scenario: string; readonly replications: number }[];
    });

/** Results of one scenario. */
export interface ScenarioAnswer {
  readonly id: string;
  readonly name: string;
  readonly reason?: string;
  readonly changes: readonly LocalText[];
  readonly replications: number;
  readonly hash: string;
  readonly events: number;
  readonly kpis: Readonly<Record<string, Estimate>>;
  /** Mean shares of time by station. */
  readonly states: Readonly<Record<string, readonly number[]>>;
  /** Mean of the parts finished in each interval, s, and its half-width. */
  readonly series: {
    readonly interval: number;
    readonly mean: readonly number[];
    readonly halfWidth: readonly (number | undefined)[];
  };
}

/** How the warm-up was found. */
export interface WarmupAnswer {
  readonly method: "set" | "mser5";
  /** s */
  readonly warmup: number;
  /** With MSER-5, by scenario: where its transient ends, s, and whether the pilot was long enough to tell. */
  readonly found?: Readonly<Record<string, { readonly warmup: number; readonly reliable: boolean }>>;
}

/** What `experiment` answers, apart from who ran it and for how long. */
export interface ExperimentResult {
  readonly version: number;
  readonly study: string;
  readonly name: string;
  readonly question?: string;
  readonly plant: string;
  readonly engine: string;
  readonly seed: number;
  /** s */
  readonly horizon: number;
  readonly warmup: WarmupAnswer;
  readonly method: "replications" | "batchMeans";
  readonly batches?: number;
  readonly confidence: number;
  readonly baseline: string;
  /** Of all state hashes of all replications of all scenarios. */
  readonly hash: string;
  readonly scenarios: readonly ScenarioAnswer[];
  readonly comparisons: readonly ComparisonAnswer[];
  readonly targets?: readonly TargetAnswer[];
  readonly deadlines?: readonly DeadlineAnswer[];
  /** With a wanted precision: whether it was reached within the most replications. */
  readonly precise?: boolean;
}
