/** Version of the study file that this code writes. */
export const STUDY_VERSION = 1;

/** Scenarios of a plant, and how they are to be run and compared: what a study file holds. */
export interface Study {
  readonly $schema?: string | undefined;
  readonly format: "taktwerk-study";
  readonly version: 1;
  readonly id: string;
  readonly name: string;
  readonly question?: string | undefined;
  /** Path of the plant file, relative to the study's, or the plant itself. */
  readonly plant: string | Readonly<Record<string, unknown>>;
  readonly run?: RunFile | undefined;
  /** The scenario that others are compared with; the first when absent. */
  readonly baseline?: string | undefined;
  readonly scenarios: readonly ScenarioFile[];
  readonly responses?: readonly ResponseFile[] | undefined;
  readonly comparisons?: readonly ComparisonFile[] | undefined;
  /** What should be reached against the baseline. */
  readonly targets?: readonly TargetFile[] | undefined;
  readonly deadlines?: readonly DeadlineFile[] | undefined;
  /** Numbers of the plant that are known only within limits. */
  readonly inputs?: readonly InputFile[] | undefined;
  /** What a run gave, where the study was saved with its result. */
  readonly result?: StudyResult | undefined;
}

/** How it is run; what is absent comes from the plant. Times in s. */
export interface RunFile {
  readonly horizon?: number | undefined;
  readonly warmup?:
    | number
    | { readonly method: "mser5"; readonly replications?: number | undefined }
    | undefined;
  readonly replications?: number | undefined;
  readonly seed?: number | undefined;
  readonly confidence?: number | undefined;
  readonly method?: "replications" | "batchMeans" | undefined;
  readonly batches?: number | undefined;
  readonly precision?: PrecisionFile | undefined;
}

/** Replications go on until the response's interval is as narrow as this in every scenario. */
export interface PrecisionFile {
  readonly response: string;
  readonly halfWidth?: number | undefined;
  /** Half-width as a share of the mean. */
  readonly relative?: number | undefined;
  readonly most?: number | undefined;
}

/** A named change: short (`changes`), or whole (`diff`); the plant as it is without either. */
export interface ScenarioFile {
  readonly id: string;
  readonly name?: string | undefined;
  readonly reason?: string | undefined;
  readonly changes?: Readonly<Record<string, unknown>> | undefined;
  readonly diff?: Readonly<Record<string, unknown>> | undefined;
}

export interface ResponseFile {
  readonly id: string;
  readonly name?: string | undefined;
  /** Path into the results of a run. */
  readonly measure: string;
  readonly unit?: string | undefined;
  readonly scale?: number | undefined;
  readonly better?: "larger" | "smaller" | undefined;
  readonly statistic?:
    | "mean"
    | { readonly quantile: number }
    | { readonly atLeast: number }
    | { readonly atMost: number }
    | undefined;
}

export type ComparisonFile =
  | {
      readonly method: "paired";
      readonly response: string;
      readonly adjust?: "none" | "bonferroni" | undefined;
    }
  | { readonly method: "allPairs"; readonly response: string }
  | {
      readonly method: "best";
      readonly response: string;
      readonly indifference?: number | undefined;
      readonly most?: number | undefined;
    }
  | {
      readonly method: "select";
      readonly response: string;
      readonly indifference: number;
      readonly most?: number | undefined;
    };

/** A response that should be so many times the baseline's, such as 1.3. */
export interface TargetFile {
  readonly response: string;
  readonly factor: number;
}

/** How likely are so many parts by a date? They are counted from the end of the warm-up. */
export interface DeadlineFile {
  readonly id: string;
  readonly name?: string | undefined;
  readonly parts: number;
  /** s from the start of the run. */
  readonly by: number;
  /** Of all sinks when absent. */
  readonly sink?: string | undefined;
}

/**
 * A number or time of the plant that is known only within limits, said in one of three ways: as a relative standard error, by so many
 * observations with a coefficient of variation, or as a range of factors that it lies in with a confidence.
 */
export interface InputFile {
  readonly id: string;
  readonly name?: string | undefined;
  /** As in a scenario's changes. */
  readonly path: string;
  readonly relativeError?: number | undefined;
  readonly observations?: number | undefined;
  /** 1 when absent, as of an exponential time. */
  readonly variation?: number | undefined;
  readonly factors?: readonly [number, number] | undefined;
  /** 0.95 when absent. */
  readonly confidence?: number | undefined;
}

/** What a run of a study gave, as far as it is needed to tell whether another one gives the same. */
export interface StudyResult {
  readonly engine: string;
  readonly hash: string;
  readonly scenarios?: Readonly<Record<string, string>> | undefined;
}
