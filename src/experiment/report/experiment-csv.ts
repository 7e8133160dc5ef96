import type { ExperimentResult } from "../run/answer.ts";

const COLUMNS = [
  "kind",
  "scenario",
  "other",
  "response",
  "statistic",
  "unit",
  "replication",
  "value",
  "half_width",
  "low",
  "high",
  "count",
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string | number | undefined>>;

/**
 * All figures of an experiment as a table (RFC 4180), one a line: `figure` of a scenario, `value` of one replication or
 * batch, `difference` of two scenarios, `best` against the best of the others.
 */
export function experimentCsv({ scenarios, comparisons }: ExperimentResult): string {
  const rows: Row[] = [];
  for (const { id, kpis } of scenarios) {
    for (const [response, { mean, halfWidth, low, high, unit, statistic = "mean", values }] of Object.entries(
      kpis,
    )) {
      const head = { scenario: id, response, unit };
      rows.push({
        ...head,
        kind: "figure",
        statistic,
        value: mean,
        half_width: halfWidth,
        low,
        high,
        count: values.length,
      });
      values.forEach((value, replication) => rows.push({ ...head, kind: "value", replication, value }));
    }
  }
  for (const comparison of comparisons) {
    const { response, unit } = comparison;
    if (comparison.method === "paired" || comparison.method === "allPairs") {
      for (const { scenario, other, mean, halfWidth, low, high } of comparison.pairs)
        rows.push({
          kind: "difference",
          scenario,
          other,
          response,
          statistic: comparison.method,
          unit,
          value: mean,
          half_width: halfWidth,
          low,
          high,
          count: comparison.replications,
        });
    } else if (comparison.method === "best") {
      for (const { scenario, difference, low, high } of comparison.rows)
        rows.push({
          kind: "best",
          scenario,
          response,
          unit,
          value: difference,
          low,
          high,
          count: comparison.replications,
        });
    }
  }
  const lines = rows.map((row) => COLUMNS.map((column) => cell(row[column])).join(","));
  return [COLUMNS.join(","), ...lines, ""].join("\r\n");
}

/** What does not exist is an empty cell. */
function cell(value: string | number | undefined): string {
  if (value === undefined || (typeof value === "number" && !Number.isFinite(value))) return "";
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
