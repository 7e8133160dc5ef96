import type {
  ComparisonAnswer,
  Estimate,
  ExperimentResult,
  PairDifference,
} from "../experiment/run/answer.ts";
import { number, table } from "./output.ts";
import { planTables } from "./plan-tables.ts";

/** What an experiment found, for a terminal. */
export function experimentTables(result: ExperimentResult): string {
  const { warmup } = result;
  const runs =
    result.method === "batchMeans"
      ? `batch means of ${result.batches} batches`
      : `${replicationsOf(result)} replications of ${result.scenarios.length} scenarios`;
  const head =
    `${result.name}: ${runs}, ${percent(result.confidence)} intervals, horizon ${number(result.horizon)} s, ` +
    `warm-up ${number(warmup.warmup)} s${warmup.method === "mser5" ? " (MSER-5)" : ""}, seed ${result.seed}`;
  const changes = result.scenarios
    .filter((scenario) => scenario.changes.length > 0)
    .map(({ id, changes }) => `${id}: ${changes.map(({ en }) => en).join("; ")}`);
  const parts = [
    head,
    ...(result.question === undefined ? [] : [result.question]),
    ...(changes.length === 0 ? [] : ["", ...changes]),
    "",
    scenarioTable(result),
    ...result.comparisons.flatMap((comparison) => ["", comparisonTable(comparison)]),
    ...planTables(result),
    ...(result.precise === false
      ? ["", "The wanted precision was not reached within the most replications."]
      : []),
    "",
  ];
  return parts.join("\n");
}

function replicationsOf({ scenarios }: ExperimentResult): string {
  const counts = scenarios.map(({ replications }) => replications);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? String(least) : `${least} to ${most}`;
}

function scenarioTable({ scenarios }: ExperimentResult): string {
  const kpis = Object.entries(scenarios[0]?.kpis ?? {});
  const unitOf = ({ unit, statistic }: Estimate): string =>
    [statistic, unit === "" || unit === "1" ? undefined : unit]
      .filter((word) => word !== undefined)
      .join(", ");
  const head = ["scenario", ...kpis.map(([id, kpi]) => (unitOf(kpi) === "" ? id : `${id} (${unitOf(kpi)})`))];
  const rows = scenarios.map(({ id, kpis: own }) => [
    id,
    ...kpis.map(([kpi]) => intervalText(own[kpi] as Estimate)),
  ]);
  return table([head, ...rows]);
}

/** `mean ± half-width`, or the two ends where the interval is not symmetric. */
export function intervalText({ mean, halfWidth, low, high, statistic }: Estimate): string {
  if (statistic !== undefined)
    return `${number(mean)} [${number(low ?? Number.NaN)}, ${number(high ?? Number.NaN)}]`;
  return halfWidth === undefined ? number(mean) : `${number(mean)} ± ${number(halfWidth)}`;
}

function comparisonTable(comparison: ComparisonAnswer): string {
  const { response, unit, confidence } = comparison;
  const what = unit === "" ? response : `${response}, ${unit}`;
  switch (comparison.method) {
    case "paired":
    case "allPairs": {
      const { pairs, each, method } = comparison;
      const title =
        `${method === "paired" ? "differences from the baseline" : "all pairs"} (${what}), same random numbers, ` +
        (each === confidence ? `each at ${percent(confidence)}` : `all together at ${percent(confidence)}`);
      return table([[title, "difference", "verdict"], ...pairs.map(pairRow)]);
    }
    case "best":
      return table([
        [
          `against the best of the others (${what}), all together at ${percent(confidence)}`,
          "mean",
          "difference",
          "interval",
          "",
        ],
        ...comparison.rows.map((row) => [
          row.scenario,
          number(row.mean),
          number(row.difference),
          `[${number(row.low)}, ${number(row.high)}]`,
          row.ruledOut ? "not the best" : "",
        ]),
      ]);
    case "select": {
      const { selected, remaining, indifference, rows } = comparison;
      const verdict =
        selected === undefined
          ? `undecided between ${remaining.join(", ")}`
          : `selected: ${selected}, with at least ${percent(confidence)} if it is better by ${number(indifference)} ${unit}`;
      return table([
        [`selection of the best (${what}): ${verdict}`, "replications"],
        ...rows.map(({ scenario, replications }) => [scenario, String(replications)]),
      ]);
    }
  }
}

function pairRow({ scenario, other, mean, halfWidth, significant }: PairDifference): string[] {
  const interval = halfWidth === undefined ? number(mean) : `${number(mean)} ± ${number(halfWidth)}`;
  return [`${scenario} − ${other}`, interval, significant ? "differs" : "no difference shown"];
}

function percent(share: number): string {
  return `${number(share * 100)} %`;
}
