import { bonferroni } from "../analysis/bonferroni.ts";
import { KimNelson } from "../analysis/kim-nelson.ts";
import { bestStage, compareWithBest } from "../analysis/nelson-matejcik.ts";
import { pairedInterval } from "../analysis/paired.ts";
import type { Response } from "../study/response.ts";
import type { ComparisonFile } from "../study/study-file.ts";
import type { ComparisonAnswer, PairDifference } from "./answer.ts";
import { bounds } from "./estimate.ts";

/** What a comparison needs to know of the experiment. */
export interface ComparisonContext {
  readonly scenarios: readonly string[];
  readonly baseline: string;
  readonly confidence: number;
  readonly response: Response;
  /** Replications that all scenarios have had so far. */
  readonly replications: number;
  /** Replications that the study asks for: the first stage of what decides by itself how many it needs. */
  readonly firstStage: number;
  /** Values of the response in replications 0 to n − 1 of some scenarios; those that are missing are run. */
  values(scenarios: readonly string[], count: number): Promise<number[][]>;
}

/** Further replications that a method may ask for, as a multiple of those there are. */
const MOST_TIMES = 50;

/** Makes one comparison of a study. */
export async function compare(
  comparison: ComparisonFile,
  context: ComparisonContext,
): Promise<ComparisonAnswer> {
  switch (comparison.method) {
    case "paired":
      return paired(context, comparison.adjust ?? "bonferroni");
    case "allPairs":
      return allPairs(context);
    case "best":
      return best(context, comparison.indifference, comparison.most);
    case "select":
      return select(context, comparison.indifference, comparison.most);
  }
}

function head({ response, confidence }: ComparisonContext): {
  response: string;
  unit: string;
  confidence: number;
} {
  return { response: response.id, unit: response.unit, confidence };
}

async function paired(context: ComparisonContext, adjust: "none" | "bonferroni"): Promise<ComparisonAnswer> {
  const { scenarios, baseline, confidence, replications } = context;
  const others = scenarios.filter((id) => id !== baseline);
  const each = adjust === "none" ? confidence : bonferroni(confidence, others.length);
  const values = await context.values([baseline, ...others], replications);
  const pairs = others.map((id, i) =>
    difference(id, baseline, values[i + 1] as number[], values[0] as number[], each),
  );
  return { ...head(context), method: "paired", each, replications, pairs };
}

async function allPairs(context: ComparisonContext): Promise<ComparisonAnswer> {
  const { scenarios, confidence, replications } = context;
  const each = bonferroni(confidence, (scenarios.length * (scenarios.length - 1)) / 2);
  const values = await context.values(scenarios, replications);
  const pairs = scenarios.flatMap((a, i) =>
    scenarios
      .slice(i + 1)
      .map((b, j) => difference(b, a, values[i + 1 + j] as number[], values[i] as number[], each)),
  );
  return { ...head(context), method: "allPairs", each, replications, pairs };
}

function difference(
  scenario: string,
  other: string,
  values: readonly number[],
  otherValues: readonly number[],
  confidence: number,
): PairDifference {
  const interval = bounds(pairedInterval(values, otherValues, confidence));
  const { low, high } = interval;
  const significant = low !== undefined && high !== undefined && (low > 0 || high < 0);
  return { scenario, other, ...interval, significant };
}

async function best(
  context: ComparisonContext,
  indifference: number | undefined,
  most: number | undefined,
): Promise<ComparisonAnswer> {
  const { scenarios, confidence, response } = context;
  const sign = response.better === "smaller" ? -1 : 1;
  const values = await context.values(scenarios, context.firstStage);
  const first = bestStage(values, confidence, indifference ?? Infinity);
  const replications = Math.min(
    first.needed,
    Math.max(context.firstStage, most ?? MOST_TIMES * context.firstStage),
  );
  const all = await context.values(scenarios, replications);
  // With as many replications as were needed the half-width is the indifference zone, or less.
  const halfWidth = (first.critical * first.spread) / Math.sqrt(replications);
  const means = all.map((row) => (sign * row.reduce((sum, value) => sum + value, 0)) / row.length);
  const rows = compareWithBest(means, halfWidth).map((row, i) => {
    const [low, high] = sign === 1 ? [row.low, row.high] : [0 - row.high, 0 - row.low];
    return {
      scenario: scenarios[i] as string,
      mean: sign * row.mean,
      difference: sign * row.difference,
      low,
      high,
      ruledOut: row.ruledOut,
    };
  });
  return { ...head(context), method: "best", replications, halfWidth, rows };
}

async function select(
  context: ComparisonContext,
  indifference: number,
  most: number | undefined,
): Promise<ComparisonAnswer> {
  const { scenarios, confidence, response } = context;
  const sign = response.better === "smaller" ? -1 : 1;
  const signed = (rows: readonly number[][]): number[][] =>
    rows.map((row) => row.map((value) => sign * value));
  const first = signed(await context.values(scenarios, context.firstStage));
  const procedure = new KimNelson(first, confidence, indifference);
  const limit = most ?? MOST_TIMES * context.firstStage;
  while (procedure.state.remaining.length > 1 && procedure.state.replications < limit) {
    const { remaining, replications } = procedure.state;
    const ids = remaining.map((i) => scenarios[i] as string);
    // The next replication is asked for only when the last has not decided.
    // oxlint-disable-next-line no-await-in-loop
    const values = signed(await context.values(ids, replications + 1));
    procedure.observe(values.map((row) => row[replications] as number));
  }
  const { remaining, droppedAt, replications } = procedure.state;
  return {
    ...head(context),
    method: "select",
    indifference,
    selected: remaining.length === 1 ? scenarios[remaining[0] as number] : undefined,
    remaining: remaining.map((i) => scenarios[i] as string),
    rows: scenarios.map((scenario, i) => ({ scenario, replications: droppedAt[i] ?? replications })),
  };
}
